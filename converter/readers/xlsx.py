"""Workbooks (XLSX, XLSM): every visible sheet, cells as the sheet shows them, formulas by their stored values."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..errors import UnreadableFile, UnsupportedFormat
from ..findings import Finding, info, warning
from ..source import SourceRef
from .archive_zip import member_names, open_zip, read_member, refuse_entities
from .draft import DocumentDraft
from .html_draft import WHITE
from .model import Document, RawCell
from .sheet import add_sheet
from .xlsx_format import shown, shown_date

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_XML = 30_000_000
"""Bytes of the sheets and shared strings unpacked: some 600,000 cells, more than any filing's workbook."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LEVEL = 9.0
"""Points an indent level."""
_GENERIC = re.compile(r"(?:sheet|table|tab|r|page)?\s*\d*", re.I)
_UNSOLVED = re.compile(
    rb'<c\s(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*'
    rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""A formula's cell without a stored value; one that is of type `str` has an empty text for its value."""
_FORMULA = re.compile(r"[=@]")
# openpyxl lets these through from broken parts; it names no error class of its own for them
_BROKEN = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, SyntaxError, OSError,
    zipfile.BadZipFile, zlib.error, OverflowError,
)  # fmt: skip


def claims(name: str, data: bytes) -> bool:
    """By the container's parts; files of the older Office formats, or locked ones, are claimed to be refused."""
    del name
    return data.startswith(_OLE) or bool(member_names(data) & {"xl/workbook.xml", "xl/workbook.bin"})


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a workbook, sheet by sheet; hidden sheets, rows and columns are left out with a finding.

    Raises:
        UnreadableFile: it is locked, broken, too large, or shows no cell.
        UnsupportedFormat: it is a workbook of an older or binary format.
    """
    _refuse_ole(name, data)
    unsolved = _checked(name, data)
    book = _load(name, data)
    draft = DocumentDraft(name)
    said = _Said(name, unsolved, _load(name, data, values=False) if unsolved else None)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" and any(cell.value is not None for row in sheet.iter_rows() for cell in row):
            said.hidden.append(f"sheet “{sheet.title}”")
    for sheet in sheets:
        cells = list(_cells(sheet, said))
        title = sheet.title if len(sheets) > 1 and not _GENERIC.fullmatch(sheet.title.strip()) else ""
        add_sheet(draft, cells, title)
    document = draft.document(MEDIA_TYPE, data)
    if not document.blocks:
        raise UnreadableFile(
            "no visible sheet of the workbook holds a cell", where=name, hint="workbooks of macros alone hold no note"
        )
    return document, tuple(said.findings())


def _refuse_ole(name: str, data: bytes) -> None:
    if not data.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile("the file is locked with a password", where=name, hint="save it without one and try again")
    raise UnsupportedFormat("a file of an older Office format", where=name, hint="save it as .xlsx or .docx")


def _checked(name: str, data: bytes) -> set[str]:
    """Look at sizes and entities before anything is parsed; return the addresses, on whatever sheet, of formulas
    without a stored value."""
    unsolved: set[str] = set()
    with open_zip(name, data) as container:
        if "xl/workbook.bin" in container.namelist():
            raise UnsupportedFormat("a binary workbook (.xlsb)", where=name, hint="save it as .xlsx")
        parts = [part for part in container.infolist() if part.filename.endswith((".xml", ".rels", ".vml"))]
        size = sum(part.file_size for part in parts)
        if size > MAX_XML:
            raise UnreadableFile(
                f"the workbook unpacks to {size:,} bytes; the limit is {MAX_XML:,}",
                where=name,
                hint="give the sheets of the segment note alone",
            )
        for part in parts:
            content = read_member(name, container, part.filename)
            refuse_entities(name, part.filename, content)
            if part.filename.startswith("xl/worksheets/"):
                unsolved.update(match.decode() for match in _UNSOLVED.findall(content))
    return unsolved


def _load(name: str, data: bytes, *, values: bool = True) -> Any:
    """The workbook by openpyxl, with the stored values of formulas or with the formulas themselves.

    Raises:
        UnreadableFile: it is broken.
    """
    import warnings  # noqa: PLC0415 - only for workbooks
    from io import BytesIO  # noqa: PLC0415 - as above

    import openpyxl  # noqa: PLC0415 - heavy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts it leaves out; none is part of a note
            return openpyxl.load_workbook(BytesIO(data), data_only=values, keep_links=False)
    except _BROKEN as error:
        raise UnreadableFile(
            f"the workbook is broken: {error}", where=name, hint="open it, save it again as .xlsx and try again"
        ) from error


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


def _some(places: list[str]) -> str:
    return ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "")


def _cells(sheet: Any, said: _Said) -> Iterator[RawCell]:
    """The cells of a sheet that show something, hidden rows and columns closed up."""
    rows, cols = _visible(sheet, said)
    spans, covered = _spans(sheet)
    ruled: set[tuple[int, int]] = set()
    for line in sheet.iter_rows():
        for cell in line:
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
                row=rows[cell.row],
                col=cols[cell.column],
                row_span=max(1, sum(row in rows for row in range(cell.row, down + 1))),
                col_span=max(1, sum(col in cols for col in range(cell.column, right + 1))),
                bold=bool(cell.has_style and cell.font.b),
                indent=_indent(cell),
                rule_above=bool(top) or at in ruled,
                number_format=cell.number_format,
                ref=SourceRef(),
            )


def _visible(sheet: Any, said: _Said) -> tuple[dict[int, int], dict[int, int]]:
    """Sheet rows and columns that are shown → their place among those."""
    rows: dict[int, int] = {}
    cols: dict[int, int] = {}
    filled = {cell.row for line in sheet.iter_rows() for cell in line if cell.value is not None}
    hidden_rows = [str(row) for row in sorted(filled) if sheet.row_dimensions[row].hidden]
    for row in range(1, sheet.max_row + 1):
        if not (row in sheet.row_dimensions and sheet.row_dimensions[row].hidden):
            rows[row] = len(rows)
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            hidden.update(range(dimension.min, min(dimension.max or dimension.min, sheet.max_column) + 1))
    for col in range(1, sheet.max_column + 1):
        if col not in hidden:
            cols[col] = len(cols)
    if hidden_rows:
        said.hidden.append(f"{sheet.title} row(s) {_some(hidden_rows)}")
    used = {cell.column for line in sheet.iter_rows() for cell in line if cell.value is not None}
    if hidden & used:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - with the workbook at hand it is loaded

        said.hidden.append(f"{sheet.title} column(s) {_some([get_column_letter(c) for c in sorted(hidden & used)])}")
    return rows, cols


def _spans(sheet: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Merged cells: first cell → last row and column; and the cells that they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col)
        last = (min(merged.max_row, sheet.max_row), min(merged.max_col, sheet.max_column))
        spans[first] = last
        covered.update((r, c) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1))
        covered.discard(first)
    return spans, covered


def _centred(line: tuple[Any, ...], cell: Any) -> int:
    """The last column over which a cell is centred (“center across selection”)."""
    last = int(cell.column)
    if not (cell.has_style and cell.alignment.horizontal == "centerContinuous"):
        return last
    for following in line[last:]:
        if following.value is not None or following.alignment.horizontal != "centerContinuous":
            break
        last = int(following.column)
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
