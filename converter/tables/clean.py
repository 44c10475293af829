"""Raw tables to logical ones: the order of the steps is the tuple below."""

from __future__ import annotations

from collections.abc import Callable

from ..readers.model import RawCell, RawTable
from .grid import Grid, Piece, reading
from .model import Cell, Table
from .step_columns import find_columns
from .step_headers import project_headers
from .step_labels import join_labels
from .step_marks import join_marks
from .step_note_column import join_note_column
from .step_regions import find_regions
from .step_shown import keep_shown
from .step_straighten import straighten

STEPS: tuple[Callable[[Grid], Grid], ...] = (
    keep_shown,
    join_marks,
    join_note_column,
    find_regions,
    straighten,
    join_labels,
    find_columns,
    project_headers,
)


def clean(raw: RawTable, text: str) -> Table:
    """Bring a raw table to logical columns. `text` is the document's text stream."""
    grid = Grid(text=text, pieces=tuple(_piece(cell) for cell in raw.cells))
    for step in STEPS:
        grid = step(grid)
    cells = sorted((_cell(piece) for piece in grid.pieces), key=lambda cell: (cell.row, cell.col))
    return Table(
        number=raw.number,
        cells=tuple(cells),
        n_rows=1 + max((cell.row for cell in cells), default=-1),
        n_cols=grid.width + len(grid.slots),
        ref=raw.ref,
        complete=raw.complete,
    )


def as_is(raw: RawTable) -> Table:
    """A table whose reader already found its logical columns (text dumps): every filled cell stays where it is."""
    cells = tuple(
        Cell(
            text=cell.text,
            row=cell.row,
            col=cell.col,
            row_span=cell.row_span,
            col_span=cell.col_span,
            header=cell.header,
            bold=cell.bold,
            indent=cell.indent,
            rule_above=cell.rule_above,
            number_format=cell.number_format,
            superscripts=cell.superscripts,
            breaks=cell.breaks,
            ref=cell.ref,
        )
        for cell in raw.cells
        if not cell.hidden and cell.text.strip()
    )
    return Table(
        number=raw.number, cells=cells, n_rows=raw.n_rows, n_cols=raw.n_cols, ref=raw.ref, complete=raw.complete
    )


def _piece(cell: RawCell) -> Piece:
    return Piece(
        raw=cell,
        text=cell.text,
        words=reading(cell),
        row=cell.row,
        start=cell.col,
        stop=cell.col + cell.col_span,
        first=cell.col,
        last=cell.col + cell.col_span,
        rule=cell.rule_above,
    )


def _cell(piece: Piece) -> Cell:
    raw = piece.raw
    return Cell(
        text=piece.text,
        row=piece.row,
        col=piece.col,
        col_span=piece.span,
        before=piece.before,
        after=piece.after,
        header=piece.header,
        bold=raw.bold,
        indent=raw.indent,
        rule_above=piece.rule,
        number_format=raw.number_format,
        superscripts=raw.superscripts,
        breaks=raw.breaks,
        ref=raw.ref,
    )
