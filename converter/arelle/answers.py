"""The worker's answers as results and findings, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ..facts.model import Period, QName, Unit
from ..findings import Finding, Severity, error, info, warning
from ..source import SourceRef
from .embedded import Embedded
from .layout import usual_prefix
from .model import (
    DQC,
    EFM,
    HOW_TO_INSTALL,
    HOW_TO_MEND,
    Place,
    PlugIn,
    ReadFact,
    ValidationMessage,
    ValidationRequest,
    ValidationResult,
)

_LEVELS = {
    "CRITICAL": ("arelle.error", Severity.ERROR),
    "ERROR": ("arelle.error", Severity.ERROR),
    "ERROR-SEMANTIC": ("arelle.error", Severity.ERROR),
    "ASSERTION-NOT-SATISFIED": ("arelle.error", Severity.ERROR),
    "INCONSISTENCY": ("arelle.inconsistency", Severity.WARNING),
    "WARNING": ("arelle.warning", Severity.WARNING),
    "WARNING-SEMANTIC": ("arelle.warning", Severity.WARNING),
}
_UNREACHABLE = frozenset({"FileNotLoadable", "IOerror"})
_FILE = re.compile(r"file: (\S+)$")

Outcome = tuple[ValidationResult, tuple[Finding, ...]]


def outcome(
    request: ValidationRequest,
    answer: Mapping[str, Any],
    embedded: Embedded,
    taxonomy_files: tuple[tuple[str, str], ...],
    version: str,
) -> Outcome:
    """The result and the findings of one answer."""
    if not answer["ok"]:
        return crashed(request, str(answer["fault"]), version)
    messages = tuple(_message(raw, embedded.remap) for raw in answer["messages"])
    result = ValidationResult(
        entry=request.entry,
        strength=request.strength,
        taxonomy_files=taxonomy_files,
        arelle_version=version,
        messages=messages,
        facts=tuple(map(_fact, answer["facts"])),
        seconds=float(answer["seconds"]),
        checks_run=tuple(answer["checks"]),
        checks_not_run=tuple(answer["not_run"]),
        unknown=embedded.unknown,
        edgar=request.edgar is not None,
        plug_in_problems=tuple(answer["plug_in_problems"]),
        plug_ins=tuple(PlugIn(name=name, version=said, runs=tuple(runs)) for name, said, runs in answer["plug_ins"]),
    )
    return result, tuple(_findings(request, answer, embedded, messages))


def crashed(request: ValidationRequest, why: str, version: str = "") -> Outcome:
    """The outcome where Arelle ended, hung or raised: nothing validated, one finding."""
    result = ValidationResult(
        entry=request.entry,
        strength=request.strength,
        taxonomy_files=(),
        arelle_version=version,
        messages=(),
        facts=(),
        seconds=0.0,
        checks_run=(),
        checks_not_run=("all",),
    )
    finding = error(
        "arelle.crashed",
        f"{request.entry.name} was not validated: {why}",
        hint="run it again; if it happens again, the document makes Arelle fail and the message says where",
    )
    return result, (finding,)


def _findings(
    request: ValidationRequest, answer: Mapping[str, Any], embedded: Embedded, messages: tuple[ValidationMessage, ...]
) -> Iterator[Finding]:
    for namespace in embedded.unknown:
        yield warning(
            "arelle.taxonomy-unknown",
            f"{namespace} is in no catalogue here: its elements count as undeclared",
            hint="validate with --taxonomy official and its package",
        )
    for namespace in embedded.provisional:
        yield info("arelle.taxonomy-provisional", f"the catalogue of {namespace} is partly inferred")
    for package in answer["missing_packages"]:
        yield error("arelle.package", f"Arelle does not take {package} as a taxonomy package")
    if not answer["loaded"]:
        yield error("arelle.not-loaded", f"Arelle could not load {request.entry.name}")
    yield from _without_plug_in(request, answer)
    yield from map(_finding, messages)


def _without_plug_in(request: ValidationRequest, answer: Mapping[str, Any]) -> Iterator[Finding]:
    """The Filer Manual's rules were asked for and not run: why, and what to do."""
    if request.edgar is None or EFM in answer["checks"] or not request.checks:
        return
    problems = "; ".join(answer["plug_in_problems"])
    missing = " and ".join(check for check in (EFM, DQC) if check in answer["not_run"])
    text = f"{missing} were not run: {problems or 'Arelle finds no plug-in for them'}"
    hint = HOW_TO_MEND if problems else HOW_TO_INSTALL
    yield warning("arelle.edgar-not-run", text, hint=hint)


def _finding(message: ValidationMessage) -> Finding:
    code, severity = _LEVELS.get(message.level, ("arelle.info", Severity.INFO))
    text, hint = message.text, ""
    if message.code in _UNREACHABLE:
        code, severity = "arelle.unreachable", Severity.ERROR
        if match := _FILE.search(text):
            text = f"{match.group(1)} is not at hand, and nothing is fetched from the network"
            hint = "correct the address, or validate with --taxonomy official and the package that holds it"
    if family := message.family:
        code, text = f"arelle.{family}", f"{message.code}: {text}"
    place = message.where[0] if message.where else None
    details = {"code": message.code, "level": message.level}
    if facts := [each.fact for each in message.where if each.fact]:
        details["facts"] = " ".join(facts)
    return Finding(
        code=code,
        severity=severity,
        message=text,
        where=SourceRef(file=place.file, line=place.line) if place and place.line else None,
        hint=hint,
        details=details,
    )


def _message(raw: Mapping[str, Any], remap: Mapping[str, str]) -> ValidationMessage:
    places = (
        Place(file=str(p["file"]).rpartition("/")[2], line=p["line"], fact=p["fact"], name=p["name"])
        for p in raw["where"]
    )
    text = _plain(raw["text"], remap)
    return ValidationMessage(code=raw["code"], level=raw["level"], text=text, where=tuple(places))


def _plain(text: str, remap: Mapping[str, str]) -> str:
    """One line; a file of the embedded taxonomy goes by its URL."""
    for url, folder in sorted(remap.items(), reverse=True):
        text = text.replace(folder, url)
    return " ".join(text.split())


def _fact(raw: Mapping[str, Any]) -> ReadFact:
    return ReadFact(
        id=raw["id"],
        concept=_qname(raw["concept"]),
        value=_value(raw["value"], numeric=raw["numeric"]),
        decimals=_decimals(raw["decimals"]),
        period=_period(raw["period"]),
        unit=Unit(*raw["unit"]) if raw["unit"] else None,
        dimensions=tuple(sorted((_dimension(pair) for pair in raw["dimensions"]), key=lambda d: (d[0], str(d[1])))),
        entity=raw["entity"],
        language=raw["language"],
    )


def _qname(raw: list[str]) -> QName:
    namespace, local, prefix = raw
    return QName(usual_prefix(namespace) or prefix, local)


def _dimension(pair: list[Any]) -> tuple[QName, QName | str]:
    axis, member = pair
    return _qname(axis), member if isinstance(member, str) else _qname(member)


def _value(raw: Any, *, numeric: bool) -> Decimal | str | bool | tuple[str, ...] | None:
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, list):
        return tuple(raw)
    if numeric:
        try:
            return Decimal(raw)
        except InvalidOperation:
            return str(raw)
    return str(raw)


def _decimals(raw: str | None) -> int | None:
    try:
        return int(raw) if raw is not None else None
    except ValueError:  # INF
        return None


def _period(raw: list[str] | None) -> Period | None:
    if raw is None:
        return None
    return Period(end=date.fromisoformat(raw[1]), start=date.fromisoformat(raw[0]) if raw[0] else None)
