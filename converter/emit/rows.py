"""The facts as rows: what facts.csv, Parquet, the spreadsheet and the data frame show."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..facts.model import Fact, FactReport, QName, Unit
from ..mapping.model import Decision
from .items import lexical
from .model import OutputFile

COLUMNS = (
    "id", "concept", "value", "unit", "start", "end", "decimals", "dimensions", "label", "shown", "place",
    "decided_by", "confidence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fact_rows(report: FactReport, decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """One row a fact, in the order of the page; values as `Decimal`, text or names, dates as `date`."""
    by_id = {d.id: d for d in decisions}
    return [_row(fact, by_id.get(fact.decision)) for fact in report.facts]


def _row(fact: Fact, decision: Decision | None) -> dict[str, Any]:
    return {
        "id": fact.id,
        "concept": str(fact.concept),
        "value": fact.value,
        "unit": unit_text(fact.unit),
        "start": fact.period.start,
        "end": fact.period.end,
        "decimals": fact.decimals,
        "dimensions": dimensions_text(fact.dimensions),
        "label": decision.label if decision else "",
        "shown": fact.source.shown,
        "place": fact.source.ref.place,
        "decided_by": decision.decided_by.value if decision else "rule",
        "confidence": decision.confidence if decision else fact.confidence,
    }


def unit_text(unit: Unit | None) -> str:
    """`iso4217:USD/xbrli:shares`; empty for what has none."""
    return f"{unit.numerator}/{unit.denominator}".rstrip("/") if unit else ""


def dimensions_text(dimensions: Sequence[tuple[QName, QName]]) -> str:
    return "; ".join(f"{axis}={member}" for axis, member in dimensions)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`, tab and return."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_found(text: str) -> str:
    """The reverse of `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def facts_csv(rows: Iterable[Mapping[str, Any]]) -> OutputFile:
    """The facts as comma-separated values (RFC 4180, UTF-8); numbers as XBRL writes them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(column, row[column]) for column in COLUMNS])
    return OutputFile(path="facts.csv", media_type="text/csv", content=stream.getvalue().encode("utf-8"))


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column == "value":
        return lexical(value) if isinstance(value, Decimal) else harmless(lexical(value))
    return harmless(value) if isinstance(value, str) else str(value)
