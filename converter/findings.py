"""Findings: what the run has to say about the input, as values. The catalogue of codes is taxonomy/findings.toml."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from .source import SourceRef


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(Struct, frozen=True, kw_only=True):
    """`code` is catalogued (`stage.what`); `message` says what is the matter, `where` where, `hint` what to do."""

    code: str
    severity: Severity
    message: str
    where: SourceRef | None = None
    hint: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def error(code: str, message: str, where: SourceRef | None = None, hint: str = "", **details: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, where=where, hint=hint, details=details)


def warning(code: str, message: str, where: SourceRef | None = None, hint: str = "", **details: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=message, where=where, hint=hint, details=details)


def info(code: str, message: str, where: SourceRef | None = None, hint: str = "", **details: str) -> Finding:
    return Finding(code=code, severity=Severity.INFO, message=message, where=where, hint=hint, details=details)
