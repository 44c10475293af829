"""A table as rows of figures and words: which rows are headers, headings, lines, notes.

A *header* row names columns; a *heading* is a label without figures over the rows below it; a *title* is a heading
above the first header. Header rows may recur further down ("Second quarter 2022" over the same columns).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from ..tables.model import Cell, Table
from .labels import clean
from .numbers import Figure, parse_figure
from .periods import read_period
from .scale import units_said, without_units


class RowKind(StrEnum):
    BLANK = "blank"
    TITLE = "title"
    HEADER = "header"
    HEADING = "heading"
    DATA = "data"
    NOTE = "note"


class GridRow(Struct, frozen=True, kw_only=True):
    """`label` is the row's label without marks; `cells` are its value cells by column, `figures` what they show."""

    index: int
    kind: RowKind
    label: str = ""
    label_cell: Cell | None = None
    cells: Mapping[int, Cell] = field(default_factory=dict)
    figures: Mapping[int, Figure] = field(default_factory=dict)

    @property
    def indent(self) -> float:
        return self.label_cell.indent if self.label_cell else 0.0

    @property
    def bold(self) -> bool:
        return bool(self.label_cell and self.label_cell.bold)


class Grid(Struct, frozen=True, kw_only=True):
    table: Table
    rows: tuple[GridRow, ...]
    columns: tuple[int, ...]
    """Columns that hold figures."""
    unread: tuple[Cell, ...] = ()
    """Cells with amounts in them that are read neither as a figure nor as words."""

    def of_kind(self, *kinds: RowKind) -> tuple[GridRow, ...]:
        return tuple(row for row in self.rows if row.kind in kinds)


_NOTE = re.compile(r"^\s*(?:\(?[a-z0-9]{1,2}\)|[*†‡§]+|_{3,})\s*\S.{25,}|^_+$", re.IGNORECASE)
_AMOUNT = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w,])|[$€£¥]\s?\d|(?<![\w.,])\d{4,}(?![\w.,-])")
"""Digits that read as an amount; years are periods."""
_LONGEST_CELL = 40
"""Characters; what is longer is a sentence."""
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def is_year(figure: Figure) -> bool:
    """A figure that reads as a year: four plain digits."""
    return bool(_YEAR.match(figure.shown)) and not (
        figure.negative or figure.content or figure.currency or figure.power
    )


def build_grid(table: Table) -> Grid:
    """Sort the rows of `table` into kinds and find the figures of its cells."""
    by_row: dict[int, dict[int, Cell]] = {}
    lost: list[Cell] = []
    for cell in table.cells:
        if cell.words or cell.before or cell.after:
            _place(by_row.setdefault(cell.row, {}), cell, lost)
    drafts = [_draft(row, by_row.get(row, {})) for row in range(table.n_rows)]
    kinds = _kinds(drafts)
    rows = tuple(_settle(draft, kind) for draft, kind in zip(drafts, kinds, strict=True))
    columns = sorted({col for row in rows if row.kind is RowKind.DATA for col in row.figures})
    rows = tuple(_with_head(row, columns) for row in rows)
    lost += [cell for row in rows for col, cell in row.cells.items() if _holds_amount(row, col, cell)]
    return Grid(table=table, rows=rows, columns=tuple(columns), unread=tuple(lost))


def _place(row: dict[int, Cell], cell: Cell, lost: list[Cell]) -> None:
    """Put a cell into its column; of two in one, that which shows a figure stays, and an amount that goes is told."""
    other = row.get(cell.col)
    first = other is not None and parse_figure(other.text, other.before, other.after, other.superscripts) is not None
    gone = cell if first else other
    if gone is not None and _AMOUNT.search(gone.words):
        lost.append(gone)
    if not first:
        row[cell.col] = cell


def _holds_amount(row: GridRow, column: int, cell: Cell) -> bool:
    """Whether a cell outside the labels shows an amount that is no figure of a row of data: a header's, a note's."""
    if column in row.figures or row.kind is RowKind.NOTE or not _AMOUNT.search(cell.words):
        return False
    period = read_period(cell.words)
    return len(cell.words) <= _LONGEST_CELL and not (period.said or period.years)


def _draft(index: int, cells: dict[int, Cell]) -> GridRow:
    label_cell = cells.get(0)
    values = {col: cell for col, cell in cells.items() if col > 0}
    figures = {}
    for col, cell in values.items():
        figure = parse_figure(cell.text, cell.before, cell.after, cell.superscripts)
        if figure:
            figures[col] = figure
    if label_cell is None and values:
        label_cell = _label_among(values, figures)
    label = clean(label_cell.words) if label_cell else ""
    return GridRow(index=index, kind=RowKind.DATA, label=label, label_cell=label_cell, cells=values, figures=figures)


def _label_among(values: dict[int, Cell], figures: dict[int, Figure]) -> Cell | None:
    """A label that stands in the first value columns, left of all figures."""
    first = min(figures, default=None)
    if first is None:
        return None
    left = [col for col in values if col < first and re.search(r"[A-Za-z]{2}", values[col].words)]
    if left and read_period(values[left[0]].words).year and all(is_year(figure) for figure in figures.values()):
        return None  # "Year ended December 31, 2025 | 2024": the first of several periods
    return values.pop(left[0]) if left else None


def _kinds(drafts: list[GridRow]) -> list[RowKind]:
    kinds: list[RowKind] = []
    seen_data = False
    for row in drafts:
        kind = _kind(row, seen_data=seen_data)
        seen_data = seen_data or kind is RowKind.DATA
        kinds.append(kind)
    first_header = next((i for i, kind in enumerate(kinds) if kind is RowKind.HEADER), None)
    first_data = next((i for i, kind in enumerate(kinds) if kind is RowKind.DATA), len(kinds))
    if first_header is not None and first_header < first_data:
        for i in range(first_header):
            if kinds[i] is RowKind.HEADING:
                kinds[i] = RowKind.TITLE
    return kinds


def _kind(row: GridRow, *, seen_data: bool) -> RowKind:
    texts = {col: cell for col, cell in row.cells.items() if col not in row.figures}
    words = [cell for cell in texts.values() if re.search(r"[^\W\d_]", cell.words) or read_period(cell.words).said]
    if not row.cells and row.label_cell is None:
        return RowKind.BLANK
    full = row.label_cell.words if row.label_cell else ""
    if not row.figures and _NOTE.match(full or " ".join(cell.words for cell in words)):
        return RowKind.NOTE
    if not row.figures:
        if not words:
            return RowKind.HEADING if row.label or units_said(full) else RowKind.BLANK
        if seen_data and len(words) == 1 and not row.label and (words[0].col_span > 1 or len(row.cells) == 1):
            return RowKind.HEADING
        return RowKind.HEADER
    years = [figure for figure in row.figures.values() if is_year(figure)]
    if len(years) == len(row.figures) and _heads(row, words, seen_data=seen_data):
        return RowKind.HEADER
    return RowKind.DATA


def _heads(row: GridRow, words: list[Cell], *, seen_data: bool) -> bool:
    """Whether a row of years is a header: before the figures begin, or with no label of its own, or years in order."""
    label = without_units(row.label)
    if not seen_data or not label or read_period(label).said or words:
        return True
    shown = [int(figure.shown) for figure in row.figures.values()]
    return len(shown) > 1 and len(set(shown)) > 1 and all(abs(a - b) == 1 for a, b in pairwise(shown))


def _with_head(row: GridRow, columns: Collection[int]) -> GridRow:
    """What a header row says over a column of figures is of that column, also left of a bare year, which is no label's
    figure: "Year ended June 30, 2025 | 2024"."""
    cell = row.label_cell
    if row.kind is not RowKind.HEADER or cell is None or cell.col not in columns:
        return row
    return replace(row, label="", label_cell=None, cells=dict(sorted({**row.cells, cell.col: cell}.items())))


def _settle(row: GridRow, kind: RowKind) -> GridRow:
    label, label_cell, figures = row.label, row.label_cell, row.figures
    if kind in (RowKind.HEADING, RowKind.TITLE) and not label and row.cells:
        label_cell = next(iter(row.cells.values()))
        label = clean(label_cell.words)
    if kind is not RowKind.DATA:
        figures = {}
    return GridRow(index=row.index, kind=kind, label=label, label_cell=label_cell, cells=row.cells, figures=figures)
