"""A sheet of rows, from a workbook or a CSV file, cut into headings, paragraphs and tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from .draft import DocumentDraft, spread_headers
from .model import RawCell
from .text_lines import DATED_KINDS, Kind, is_note_title, is_prose, kind_of

_LONG = 120
"""Characters: a lone text longer than that is a paragraph wherever it stands."""
_HEADING = 100


class _Is(Enum):
    """What a row is by its own cells."""

    PROSE = auto()
    LONE = auto()
    HEAD = auto()
    DATA = auto()


class Row(Struct, frozen=True, kw_only=True, dict=True):
    """A row that shows something; `gap` says that an empty row is above it."""

    cells: tuple[RawCell, ...]
    gap: bool

    @cached_property
    def kind(self) -> _Is:
        """1. A figure beside another cell, or alone right of the first column: data. 2. Several texts, or one right
        of the first column: heads. 3. One text: prose where it reads as such, else lone."""
        kinds = [kind_of(cell.text) for cell in self.cells]
        if any(kind is Kind.VALUE and cell.col > 0 for kind, cell in zip(kinds, self.cells, strict=True)):
            return _Is.DATA
        if len(self.cells) > 1 or self.cells[0].col > 0:
            return _Is.HEAD
        text = self.cells[0].text
        return _Is.PROSE if is_prose(text) or is_note_title(text) or len(text) > _LONG else _Is.LONE

    @property
    def headlike(self) -> bool:
        """A lone period or unit, which stands over columns."""
        return self.kind is _Is.LONE and kind_of(self.cells[0].text) in DATED_KINDS | {Kind.UNIT, Kind.SCALE}


def add_sheet(draft: DocumentDraft, cells: Sequence[RawCell], title: str = "") -> None:
    """Add the cells of a sheet, in grid positions, to the document: tables and the texts between them.

    `title` becomes a heading where the sheet has a table with no text above it.
    """
    if not cells:
        return
    left = min(cell.col for cell in cells)
    rows = list(_rows([replace(cell, col=cell.col - left) for cell in cells]))
    if title and rows and rows[0].kind in (_Is.HEAD, _Is.DATA):
        draft.heading(title, 3)
    table: list[Row] = []
    for at, row in enumerate(rows):
        if row.kind in (_Is.PROSE, _Is.LONE) and _apart(row, table, rows[at + 1 :]):
            _close(draft, table)
            table = []
            _text(draft, row.cells[0])
            continue
        if table and row.gap and _heads(row) and _has_data(table):
            _close(draft, table)
            table = []
        table.append(row)
    _close(draft, table)


def _rows(cells: Sequence[RawCell]) -> Iterator[Row]:
    by_row: dict[int, list[RawCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    last = -1
    for number in sorted(by_row):
        yield Row(cells=tuple(sorted(by_row[number], key=lambda c: c.col)), gap=number > last + 1 and last >= 0)
        last = max(last, *(cell.row + cell.row_span - 1 for cell in by_row[number]))


def _heads(row: Row) -> bool:
    return row.kind is _Is.HEAD or row.headlike


def _has_data(table: Sequence[Row]) -> bool:
    return any(row.kind is _Is.DATA for row in table)


def _apart(row: Row, table: Sequence[Row], rest: Sequence[Row]) -> bool:
    """Whether a lone text stands outside tables.

    0. Prose: yes, unless it ends with a colon and stands between the rows of one.
    1. At the end, or with an empty row below: yes, unless it is a period or unit over the figures that follow.
    2. A period or unit is a header of what follows.
    3. Above a table's first row: yes, a caption; in one, it is a section where figures follow, and the caption of
       another table where column heads do.
    """
    if row.kind is _Is.PROSE and not (_has_data(table) and not row.gap and row.cells[0].text.endswith(":")):
        return True
    if not rest or rest[0].gap:
        return not (row.headlike and rest and rest[0].kind is _Is.DATA and not _has_data(table))
    if row.headlike:
        return False
    if not _has_data(table):
        return not table
    following = next((other for other in rest if other.kind is not _Is.LONE or other.gap), None)
    return following is None or following.gap or following.kind is _Is.HEAD


def _text(draft: DocumentDraft, cell: RawCell) -> None:
    text = cell.text
    if len(text) <= _HEADING and (is_note_title(text) or cell.bold) and not text.endswith((".", ";", ",")):
        draft.heading(text, 2 if is_note_title(text) else 5, cell.ref.line)
    else:
        draft.paragraph(text, bold=cell.bold, superscripts=cell.superscripts, line=cell.ref.line)


def _close(draft: DocumentDraft, table: Sequence[Row]) -> None:
    """Add the table of these rows, or the tables that stand side by side in them."""
    for part in _side_by_side(_closed_up([cell for row in table for cell in row.cells], 0)):
        draft.table(spread_headers(part))


def _closed_up(cells: Sequence[RawCell], left: int) -> list[RawCell]:
    """The cells in rows of their own: empty rows are gone, so a cell over several rows may cover fewer."""
    rows = sorted({cell.row for cell in cells})
    places = [(bisect_left(rows, cell.row), bisect_left(rows, cell.row + cell.row_span)) for cell in cells]
    return [
        replace(cell, row=row, col=cell.col - left, row_span=max(after - row, 1))
        for cell, (row, after) in zip(cells, places, strict=True)
    ]


def _side_by_side(cells: Sequence[RawCell]) -> Iterator[list[RawCell]]:
    """Cut at empty columns with a column of labels right of them: texts in most rows that have figures."""
    if not cells:
        return
    width = max(cell.col + cell.col_span for cell in cells)
    taken = {col for cell in cells for col in range(cell.col, cell.col + cell.col_span)}
    start = 0
    for col in range(1, width):
        if col - 1 in taken or col not in taken or col <= start + 1:
            continue
        right = [cell for cell in cells if cell.col >= col]
        if _labelled(right, col) and _labelled([cell for cell in cells if start <= cell.col < col], start):
            yield _part(cells, start, col)
            start = col
    yield _part(cells, start, width)


def _labelled(cells: Sequence[RawCell], first: int) -> bool:
    figures = {cell.row for cell in cells if cell.col > first and kind_of(cell.text) is Kind.VALUE}
    labels = {cell.row for cell in cells if cell.col == first and kind_of(cell.text) is Kind.NAME}
    return len(figures) > 1 and len(labels & figures) * 5 >= len(figures) * 4


def _part(cells: Sequence[RawCell], start: int, stop: int) -> list[RawCell]:
    return _closed_up([cell for cell in cells if start <= cell.col < stop], start)
