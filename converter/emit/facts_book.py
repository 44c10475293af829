"""facts.xlsx: every table of the note with the figures as reported, all facts in a list, and the mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..facts.model import Fact, FactReport
from ..mapping.model import Decision, MappedNote
from ..tables.model import SegmentNote, Table
from .items import lexical
from .model import OutputFile
from .rows import COLUMNS, dimensions_text
from .spreadsheet import XLSX, Book, listing, put

_WIDTHS = {"concept": 48, "value": 20, "dimensions": 60, "label": 40, "unit": 16, "shown": 16, "decided_by": 14}
_MAPPING = {"Table": 8, "Label": 44, "Concept": 52, "Sign": 12, "Confidence": 11, "Decided by": 14, "Evidence": 80}


def facts_book(
    report: FactReport, mapped: MappedNote, note: SegmentNote, rows: Iterable[Mapping[str, Any]]
) -> OutputFile:
    book = Book()
    listing(
        book.sheet("Facts"),
        {name: _WIDTHS.get(name, 12) for name in COLUMNS},
        ([_shown(name, row[name]) for name in COLUMNS] for row in rows),
    )
    for table in note.tables:
        _table(book.sheet(f"{table.id} {_title(table)}"), table, _by_cell(report.facts))
    listing(book.sheet("Mapping"), _MAPPING, map(_decision, mapped.decisions))
    return OutputFile(path="facts.xlsx", media_type=XLSX, content=book.content())


def _shown(column: str, value: Any) -> Any:
    return lexical(value) if column == "value" and not isinstance(value, Decimal) else value


def _title(table: Table) -> str:
    return next((text for text in reversed(table.lead) if text.strip()), "table")


def _by_cell(facts: Iterable[Fact]) -> dict[tuple[int, int, int], Fact]:
    """The facts that stand in cells, by the cell's place; of several in one cell the first."""
    found: dict[tuple[int, int, int], Fact] = {}
    for fact in facts:
        ref = fact.source.ref
        if ref.table is not None and ref.row is not None and ref.col is not None:
            found.setdefault((ref.table, ref.row, ref.col), fact)
    return found


def _table(sheet: Any, table: Table, facts: Mapping[tuple[int, int, int], Fact]) -> None:
    """The table as it stands in the note; a cell with a fact shows the reported value and says of what it is one."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - loaded with the workbook
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415 - as above

    for cell in table.cells:
        ref = cell.ref
        fact = facts.get((ref.table or 0, -1 if ref.row is None else ref.row, -1 if ref.col is None else ref.col))
        reported = fact is not None and isinstance(fact.value, Decimal)
        target = put(sheet, cell.row + 1, cell.col + 1, fact.value if fact and reported else cell.shown)
        target.font = Font(bold=cell.bold or cell.header)
        target.alignment = Alignment(
            horizontal="right" if reported else "center" if cell.header else None,
            indent=min(int(cell.indent // 9), 10) if cell.col == 0 else 0,
            wrap_text=True,
            vertical="bottom",
        )
        if cell.rule_above:
            target.border = Border(top=Side(style="thin"))
        if fact is not None:
            target.comment = Comment("\n".join(_said(fact)), "segxbrl", height=120, width=420)
    sheet.column_dimensions["A"].width = 48
    for column in range(1, table.n_cols):
        sheet.column_dimensions[sheet.cell(row=1, column=column + 1).column_letter].width = 18
    sheet.freeze_panes = sheet.cell(row=1 + _header_rows(table), column=2)


def _header_rows(table: Table) -> int:
    body = (cell for cell in table.cells if not cell.header and cell.col > 0)
    numbered = [cell.row for cell in body if any(map(str.isdigit, cell.text))]
    return min(numbered, default=0)


def _said(fact: Fact) -> Iterator[str]:
    yield str(fact.concept)
    if fact.dimensions:
        yield dimensions_text(fact.dimensions)
    start, end = fact.period.start, fact.period.end
    yield f"{start} to {end}" if start else f"at {end}"
    yield f"{fact.id}, shown as {fact.source.shown}"


def _decision(decision: Decision) -> Sequence[Any]:
    reasons = "; ".join(dict.fromkeys(e.text for e in decision.evidence))
    sign = "turned" if decision.sign < 0 else "as shown"
    by = decision.decided_by.value
    return (decision.table, decision.label, str(decision.concept), sign, decision.confidence, by, reasons)
