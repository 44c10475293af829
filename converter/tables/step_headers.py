"""Step 8: header cells stand over logical columns, and lines over the first figure below a header are no totals."""

from __future__ import annotations

from msgspec.structs import replace

from .grid import Grid, Piece, Slot, years_in_sequence
from .step_columns import distance


def project_headers(grid: Grid) -> Grid:
    """Set the columns of the header cells and of headings across the body, and which cells are headers."""
    leftmost = min((piece.start for piece in grid.pieces), default=0)
    pieces: list[Piece] = []
    ruled: set[int] = set()  # columns where a figure has stood since the last header
    for number, row in grid.rows().items():
        heading = number < grid.body or _heads(row, grid)
        placed = _apart([piece if piece.col >= 0 else _over(piece, grid, leftmost) for piece in row], grid)
        if heading:
            ruled = set()
        for piece in placed:
            header = piece.raw.header or (heading and piece.col + piece.span > grid.width) or number < grid.body
            pieces.append(replace(piece, header=header, rule=piece.rule and piece.col in ruled))
        if not heading:
            ruled.update(piece.col for piece in placed if piece.number)
    return replace(grid, pieces=tuple(pieces))


def _apart(row: list[Piece], grid: Grid) -> list[Piece]:
    """Headers that claim one column, as many as there are columns: the page gave them no spans, their order counts."""
    beyond = [piece for piece in row if piece.col >= grid.width]
    if len(beyond) != len(grid.slots) or len({piece.col for piece in beyond}) == len(beyond):
        return row
    stubs = [piece for piece in row if piece.col < grid.width]
    return [*stubs, *(replace(piece, col=grid.width + at, span=1) for at, piece in enumerate(beyond))]


def _heads(row: list[Piece], grid: Grid) -> bool:
    """A row of the body that heads the columns again: words or years over them, and no figure."""
    beyond = [piece for piece in row if piece.col < 0 or piece.col >= grid.width]
    if not beyond or any(piece.figure for piece in beyond):
        return False
    if len(beyond) < len(row) and any(piece.year for piece in beyond):
        return years_in_sequence(beyond)
    return True


def _over(piece: Piece, grid: Grid, leftmost: int) -> Piece:
    """Place a piece over the columns whose digits it covers for the better part; failing that, which it touches;
    failing that, over the nearest."""
    columns = [at for at, slot in enumerate(grid.slots) if _covers(piece, slot)]
    if not columns:
        columns = [at for at, slot in enumerate(grid.slots) if slot.overlap(piece)]
    if not columns and grid.slots:
        columns = [min(range(len(grid.slots)), key=lambda at: distance(grid.slots[at], piece))]
    if not columns:
        return replace(piece, col=0)
    first, last = columns[0] + grid.width, columns[-1] + grid.width
    if piece.start <= leftmost and piece.stop > grid.edge and grid.edge > leftmost:
        first = 0
    return replace(piece, col=first, span=last - first + 1)


def _covers(piece: Piece, slot: Slot) -> bool:
    shared = min(slot.last, piece.stop) - max(slot.first, piece.start)
    return shared * 2 >= slot.last - slot.first and shared > 0
