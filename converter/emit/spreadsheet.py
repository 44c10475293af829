"""Workbooks through openpyxl: the same bytes for the same content, no text that a spreadsheet takes for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

from .rows import harmless
from .zips import zipped

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AMOUNT = "#,##0.####;(#,##0.####);0"
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_ANY_DAY = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_000
"""Characters that a cell holds."""


class Book:
    """A workbook, sheet by sheet."""

    def __init__(self) -> None:
        from openpyxl import Workbook  # noqa: PLC0415 - 150 ms that only a run with workbooks pays

        self._book = Workbook()
        self._book.remove(self._book.active)
        self._book.properties.creator = "segxbrl"

    def sheet(self, title: str) -> Any:
        """A new sheet; its title is made one that a workbook takes, and its own."""
        wanted = _NOT_IN_TITLES.sub(" ", title)[:28].strip(" '") or "Sheet"
        taken = {name.lower() for name in self._book.sheetnames}
        number, name = 1, wanted
        while name.lower() in taken:
            number += 1
            name = f"{wanted} {number}"
        return self._book.create_sheet(name)

    def content(self) -> bytes:
        stream = io.BytesIO()
        self._book.save(stream)
        with ZipFile(io.BytesIO(stream.getvalue())) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        entries[_CORE] = _STAMP.sub(_ANY_DAY, entries[_CORE])
        return zipped(entries, in_order=True)


def put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """Write one cell (1-based) and return it: numbers and dates as such, everything else as harmless text."""
    cell = sheet.cell(row=row, column=column)
    match value:
        case None | "":
            return cell
        case bool():
            cell.value = "true" if value else "false"
        case Decimal():
            cell.value = value
            cell.number_format = AMOUNT
        case int() | float() | date():
            cell.value = value
        case _:
            cell.value = harmless(_UNPRINTABLE.sub(" ", str(value))[:_LONGEST_TEXT])
            cell.data_type = "s"
    return cell


def listing(sheet: Any, columns: Mapping[str, int], rows: Iterable[Sequence[Any]]) -> int:
    """A heading row (column → width in characters), frozen and filtered, and the rows; returns how many there are."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    for index, (name, width) in enumerate(columns.items(), 1):
        cell = put(sheet, 1, index, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFDCE6F0")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(index)].width = width
    count = 0
    for count, row in enumerate(rows, 1):
        for index, value in enumerate(row, 1):
            put(sheet, count + 1, index, value).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    return count
