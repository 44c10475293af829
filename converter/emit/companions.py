"""The extension taxonomy of a filing that the note was tagged in: copied from beside it, to make the output whole."""

from __future__ import annotations

import re
from pathlib import Path

from ..facts.model import FactReport
from ..findings import Finding, warning
from ..source import SourceRef
from .model import OutputFile

_SCHEMA = re.compile(rb"<(?:[\w.-]+:)?schemaRef\b[^>]*?\bhref\s*=\s*[\"']([^\"']+)[\"']")
_REFERENCE = re.compile(rb"(?:\bhref|schemaLocation)\s*=\s*[\"']([^\"'#]+)[\"'#]")
_PLAIN = re.compile(r"[\w.-]+\.(?:xsd|xml)")
"""A file in the same folder."""
_MOST = 20


def companions(page: bytes, report: FactReport, folder: Path) -> tuple[tuple[OutputFile, ...], tuple[Finding, ...]]:
    """The schemas and linkbases in `folder` that the page refers to, ours aside, and a finding for each that is not
    there."""
    ours = re.compile(rf"{re.escape(report.stem)}[._]")
    waiting = [name.decode("ascii", "replace") for name in _SCHEMA.findall(page)]
    found: dict[str, bytes] = {}
    missing: list[str] = []
    while waiting and len(found) < _MOST:
        name = waiting.pop(0)
        if name in found or name in missing or ours.match(name) or not _PLAIN.fullmatch(name):
            continue
        try:
            found[name] = (folder / name).read_bytes()
        except OSError:
            missing.append(name)
            continue
        waiting += [reference.decode("ascii", "replace") for reference in _REFERENCE.findall(found[name])]
    files = tuple(OutputFile(path=n, media_type="application/xml", content=c) for n, c in sorted(found.items()))
    return files, tuple(
        warning(
            "emit.schema-missing",
            f"{name} is not beside the filing, so the elements of its own cannot be checked",
            SourceRef(file=name),
            hint="put the filing's schema and linkbases into its folder and run again",
        )
        for name in missing
    )
