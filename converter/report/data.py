"""The report as JSON: everything a pipeline or a reviewer's tool may want of one conversion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..findings import Finding, Severity
from .plain import plain

if TYPE_CHECKING:
    from ..arelle.model import ValidationResult
    from ..pipeline import Conversion


def report_data(conversion: Conversion) -> dict[str, Any]:
    """Plain data in a stable order; times are left out so that the same input gives the same bytes."""
    report = conversion.report
    tallies = {s.value: sum(f.severity is s for f in conversion.findings) for s in Severity}
    return {
        "document": {
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
        },
        "summary": {
            "facts": len(report.facts),
            "tables": len(conversion.note.tables),
            "lines": len(conversion.mapped.decisions),
            "findings": tallies,
        },
        "findings": [plain(f) for f in conversion.findings],
        "decisions": [plain(d) for d in conversion.mapped.decisions],
        "members": [plain(m) for m in conversion.mapped.members],
        "facts": [plain(f) for f in report.facts],
        "untagged": [plain(m) for m in conversion.mapped.values if m.skip],
        "validation": _validation(conversion.validation),
        "files": [f.path for f in conversion.files],
    }


def _validation(result: ValidationResult | None) -> dict[str, Any]:
    if result is None:
        return {"status": "not run"}
    data: dict[str, Any] = plain(result)
    data.pop("facts", None)
    data.pop("seconds", None)
    return {"status": "run", **data}


def report_json(conversion: Conversion) -> str:
    return json.dumps(report_data(conversion), ensure_ascii=False, indent=1)


def validation_json(file: Path, result: ValidationResult, findings: Sequence[Finding]) -> str:
    return json.dumps(
        {"file": str(file), "findings": [plain(f) for f in findings], "validation": _validation(result)},
        ensure_ascii=False,
        indent=1,
    )
