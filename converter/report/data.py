"""The report as JSON: everything a pipeline or a reviewer's tool may want of one conversion.

Its shape is published as a JSON Schema, templates/report/report.schema.json.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..findings import Finding
from .edgar import edgar_view
from .plain import plain
from .tally import arithmetic_tally, checklist_tally, findings_tally

if TYPE_CHECKING:
    from ..arelle.model import ValidationResult
    from ..pipeline import Conversion

VERSION = 1
"""Goes up where the shape changes so that a reader of the former would fail."""


def report_data(conversion: Conversion) -> dict[str, Any]:
    """Plain data in a stable order; times are left out so that the same input gives the same bytes."""
    report = conversion.report
    return {
        "version": VERSION,
        "document": _document(conversion),
        "summary": _summary(conversion),
        "findings": [plain(f) for f in conversion.findings],
        "decisions": list(_decisions(conversion)),
        "members": [plain(m) for m in conversion.mapped.members],
        "extensions": [plain(e) for e in report.elements if e.extension],
        "facts": [plain(f) for f in report.facts],
        "text_blocks": [plain(b) for b in report.text_blocks],
        "untagged": list(_untagged(conversion)),
        "footings": [{"table": t.id, **plain(f)} for t in conversion.interpreted.tables for f in t.footings],
        "proofs": [plain(p) for p in conversion.proofs],
        "checklist": [plain(r) for r in conversion.checklist],
        "validation": _validation(conversion.validation),
        "files": [
            {"path": f.path, "bytes": len(f.content), "sha256": hashlib.sha256(f.content).hexdigest()}
            for f in conversion.files
        ],
    }


def _document(conversion: Conversion) -> dict[str, Any]:
    report = conversion.report
    return {
        "source": Path(conversion.document.source).name,
        "title": conversion.note.title,
        "claimed": conversion.note.reason,
        "entity": plain(report.entity),
        "form": report.form,
        "period": plain(report.period),
        "fiscal_year": report.fiscal_year,
        "fiscal_period": report.fiscal_period,
        "taxonomy_year": report.year,
        "calendar": plain(conversion.interpreted.calendar),
    }


def _summary(conversion: Conversion) -> dict[str, Any]:
    holds, rounds, fails = arithmetic_tally(conversion)
    return {
        "facts": len(conversion.report.facts),
        "tables": len(conversion.note.tables),
        "lines": len(conversion.mapped.decisions),
        "findings": dict(zip(("error", "warning", "info"), findings_tally(conversion), strict=True)),
        "arithmetic": {"holds": holds, "within_rounding": rounds, "fails": fails},
        "checklist": checklist_tally(conversion),
    }


def _decisions(conversion: Conversion) -> Iterator[dict[str, Any]]:
    """Each decision with the facts that it made and the cells that they were read from."""
    facts = defaultdict(list)
    for fact in conversion.report.facts:
        facts[fact.decision].append(fact)
    for decision in conversion.mapped.decisions:
        made = facts.get(decision.id, [])
        cells = list(dict.fromkeys(fact.source.ref.place for fact in made))
        yield {**plain(decision), "facts": [fact.id for fact in made], "cells": cells}


def _untagged(conversion: Conversion) -> Iterator[dict[str, Any]]:
    values = {value.id: value for table in conversion.interpreted.tables for value in table.values}
    for mapping in conversion.mapped.values:
        if mapping.skip and mapping.value in values:
            value = values[mapping.value]
            yield {"value": value.id, "where": value.ref.place, "shown": value.shown, "reason": mapping.skip}


def _validation(result: ValidationResult | None) -> dict[str, Any]:
    if result is None:
        return {"status": "not run"}
    return {
        "status": "run",
        "strength": result.strength.value,
        "arelle_version": result.arelle_version,
        "checks_run": list(result.checks_run),
        "checks_not_run": list(result.checks_not_run),
        "messages": [plain(message) for message in result.messages],
        "taxonomy_files": [{"name": name, "sha256": sha256} for name, sha256 in result.taxonomy_files],
        "unknown_taxonomies": list(result.unknown),
        "efm_and_dqc": _edgar(result),
    }


def _edgar(result: ValidationResult) -> dict[str, Any]:
    view = edgar_view(result)
    return {
        "status": "run" if view.run else "not run",
        "said": view.said,
        "checks_run": list(view.run),
        "checks_not_run": list(view.not_run),
        "plug_ins": [plain(plug_in) for plug_in in result.plug_ins],
        "messages": [plain(message) for message in view.messages],
        "how_to_run": view.how,
    }


def report_json(conversion: Conversion) -> str:
    """report.json: one line an entry of each list, so that two reports can be compared line by line."""
    lines = [f"{_text(key)}: {_entries(value)}" for key, value in report_data(conversion).items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _entries(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _text(value)
    return "[\n" + ",\n".join(map(_text, value)) + "\n]"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def validation_json(file: Path, result: ValidationResult, findings: Sequence[Finding]) -> str:
    return json.dumps(
        {"file": str(file), "findings": [plain(f) for f in findings], "validation": _validation(result)},
        ensure_ascii=False,
        indent=1,
    )
