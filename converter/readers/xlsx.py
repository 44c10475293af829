"""Workbooks (XLSX, XLSM): every visible sheet, cells as the sheet shows them, formulas by their stored values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..errors import UnreadableFile
from ..findings import Finding, info, warning
from ..source import SourceRef
from .archive_zip import member_names
from .draft import DocumentDraft
from .html_draft import WHITE
from .model import Document, RawCell
from .sheet import add_sheet
from .workbook import OLE, checked, filled, load, refuse_ole, styled
from .xlsx_format import shown, shown_date

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEVEL = 9.0
"""Points an indent level."""
_GENERIC = re.compile(r"(?:sheet|table|tab|r|page)?\s*\d*", re.I)
_FORMULA = re.compile(r"[=@]")

_Lines = Mapping[int, Mapping[int, Any]]
"""Rows of cells by column, as the sheet numbers them."""


def claims(name: str, data: bytes) -> bool:
    """By the container's parts; files of the older Office formats, or locked ones, are claimed to be refused."""
    del name
    return data.startswith(OLE) or bool(member_names(data) & {"xl/workbook.xml", "xl/workbook.bin"})


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a workbook, sheet by sheet; hidden sheets, rows and columns are left out with a finding.

    Raises:
        UnreadableFile: it is locked, broken, too large, or shows no cell.
        UnsupportedFormat: it is a workbook of an older or binary format.
    """
    refuse_ole(name, data)
    unsolved = checked(name, data)
    book = load(name, data)
    draft = DocumentDraft(name)
    said = _Said(name, unsolved, load(name, data, values=False) if unsolved else None)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" and _shows(sheet):
            said.hidden.append(f"sheet “{sheet.title}”")
    for sheet in sheets:
        with styled(name):
            cells = list(_cells(sheet, said))
        title = sheet.title if len(sheets) > 1 and not _GENERIC.fullmatch(sheet.title.strip()) else ""
        add_sheet(draft, cells, title)
    document = draft.document(MEDIA_TYPE, data)
    if not document.blocks:
        raise UnreadableFile(
            "no visible sheet of the workbook holds a cell", where=name, hint="workbooks of macros alone hold no note"
        )
    return document, tuple(said.findings())


class _Said:
    """What the findings are made of, gathered over all sheets."""

    def __init__(self, name: str, unsolved: set[str], workbook: Any) -> None:
        self._ref = SourceRef(file=name)
        self._unsolved = unsolved
        self._workbook = workbook
        self.hidden: list[str] = []
        self.comments: list[str] = []
        self.empty: list[str] = []
        self.errors: list[str] = []
        self.formulas: list[str] = []

    def look_for_formula(self, sheet: Any, cell: Any) -> None:
        """Take note of a cell without a value that holds a formula."""
        if cell.coordinate in self._unsolved and self._workbook[sheet.title][cell.coordinate].data_type == "f":
            self.empty.append(f"{sheet.title}!{cell.coordinate}")

    def findings(self) -> Iterator[Finding]:
        if self.hidden:
            message = f"Hidden and left out: {_some(self.hidden)}"
            yield info("read.hidden-cells", message, self._ref, "Show them in the file if they belong to the note")
        if self.comments:
            message = f"Comments are no part of the note and are left out: {_some(self.comments)}"
            yield info("read.comments", message, self._ref)
        if self.empty:
            message = f"{len(self.empty)} formula(s) without a stored value are read as empty: {_some(self.empty)}"
            yield warning("read.formula-without-value", message, self._ref, "Open the file, let it calculate, save it")
        if self.errors:
            message = f"{len(self.errors)} cell(s) show an error instead of a value: {_some(self.errors)}"
            yield warning("read.error-value", message, self._ref, "Mend the formulas and save the file again")
        if self.formulas:
            message = f"{len(self.formulas)} cell(s) hold text that a spreadsheet would run as a formula: "
            hint = "It is kept as text, with an apostrophe before it; check where it comes from"
            yield warning("read.formula-text", message + _some(self.formulas), self._ref, hint)


def _shows(sheet: Any) -> bool:
    return any(cell.value is not None for row in filled(sheet).values() for cell in row.values())


class _Shown:
    """The rows or columns of a sheet that are shown: which, and their place among those."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self.hidden = sorted(hidden)

    def __contains__(self, number: int) -> bool:
        at = bisect_left(self.hidden, number)
        return at == len(self.hidden) or self.hidden[at] != number

    def place(self, number: int) -> int:
        return number - 1 - bisect_left(self.hidden, number)

    def span(self, first: int, last: int) -> int:
        """How many are shown from `first` to `last`; at least one."""
        return max(1, self.place(last + 1) - self.place(first))


def _some(places: list[str]) -> str:
    return ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "")


def _cells(sheet: Any, said: _Said) -> Iterator[RawCell]:
    """The cells of a sheet that show something, hidden rows and columns closed up."""
    lines = filled(sheet)
    rows, cols = _visible(sheet, lines, said)
    spans, covered = _spans(sheet, lines)
    ruled: set[tuple[int, int]] = set()
    for line in lines.values():
        for cell in line.values():
            at = (cell.row, cell.column)
            bottom = cell.has_style and cell.border.bottom is not None and cell.border.bottom.style
            if bottom:
                ruled.add((cell.row + 1, cell.column))
            if cell.row not in rows or cell.column not in cols or at in covered:
                continue
            if cell.value is None:
                said.look_for_formula(sheet, cell)
                continue
            made = _cell(cell, f"{sheet.title}!{cell.coordinate}", said)
            if made is None:
                continue
            down, right = spans.get(at, (cell.row, cell.column))
            right = max(right, _centred(line, cell))
            top = cell.border.top is not None and cell.border.top.style if cell.has_style else None
            yield RawCell(
                text=made,
                row=rows.place(cell.row),
                col=cols.place(cell.column),
                row_span=rows.span(cell.row, down),
                col_span=cols.span(cell.column, right),
                bold=bool(cell.has_style and cell.font.b),
                indent=_indent(cell),
                rule_above=bool(top) or at in ruled,
                number_format=cell.number_format,
                ref=SourceRef(),
            )


def _visible(sheet: Any, lines: _Lines, said: _Said) -> tuple[_Shown, _Shown]:
    """The rows and columns that are shown; hidden ones that hold something are told of."""
    with_values = {(row, col) for row, line in lines.items() for col, cell in line.items() if cell.value is not None}
    rows = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    if hidden := sorted(rows & {row for row, _ in with_values}):
        said.hidden.append(f"{sheet.title} row(s) {_some([str(row) for row in hidden])}")
    last = max((col for line in lines.values() for col in line), default=0)
    cols: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            cols.update(range(dimension.min, min(dimension.max or dimension.min, last) + 1))
    if used := sorted(cols & {col for _, col in with_values}):
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - with the workbook at hand it is loaded

        said.hidden.append(f"{sheet.title} column(s) {_some([get_column_letter(col) for col in used])}")
    return _Shown(rows), _Shown(cols)


def _spans(sheet: Any, lines: _Lines) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Merged cells: first cell → last row and column; and the cells that they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    last_row, last_col = max(lines, default=1), max((col for line in lines.values() for col in line), default=1)
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col)
        last = (min(merged.max_row, last_row), min(merged.max_col, last_col))
        spans[first] = last
        covered.update((r, c) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1))
        covered.discard(first)
    return spans, covered


def _centred(line: Mapping[int, Any], cell: Any) -> int:
    """The last column over which a cell is centred (“center across selection”)."""
    last = int(cell.column)
    if not (cell.has_style and cell.alignment.horizontal == "centerContinuous"):
        return last
    while (following := line.get(last + 1)) is not None:
        if following.value is not None or following.alignment.horizontal != "centerContinuous":
            break
        last += 1
    return last


def _indent(cell: Any) -> float:
    text = cell.value if isinstance(cell.value, str) else ""
    level = float(cell.alignment.indent or 0) if cell.has_style else 0.0
    return level * _LEVEL + (len(text) - len(text.lstrip(" \u00a0"))) * 2.5


def _cell(cell: Any, address: str, said: _Said) -> str | None:
    """The text that the sheet shows for a cell; None where it shows nothing."""
    if cell.comment is not None:
        said.comments.append(f"{address}: {' '.join(str(cell.comment.text).split())[:80]}")
    value, number_format = cell.value, cell.number_format or "General"
    text = ""
    if isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, int | float):
        text = shown(Decimal(f"{value:.15g}" if isinstance(value, float) else value), number_format)
    elif isinstance(value, datetime | date):
        text = shown_date(value, number_format)
    elif isinstance(value, str):
        text = value.replace("\r\n", "\n").strip(WHITE)
    if cell.data_type == "e":
        said.errors.append(f"{address} {text}")
    elif _FORMULA.match(text):
        said.formulas.append(address)
        text = f"'{text}"
    return text or None
