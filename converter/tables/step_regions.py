"""Step 4: where the column headers end and where the row labels end."""

from __future__ import annotations

from msgspec.structs import replace

from .grid import Grid, Piece, has_letters, years_in_sequence


def find_regions(grid: Grid) -> Grid:
    """Set `edge`, the raw column where values begin, and `body`, the first row below the column headers.

    1. A row of the body has a figure (a number that is not a year), or shows only years beside a label, below a row
       of years, and in no sequence: then they are figures too ("Additions | 2019 | 2021").
    2. The edge is where the leftmost figure after a label begins; where no row has a label of words, years that begin
       every row are labels; otherwise there are no labels.
    3. Headers are the rows above the body down to the last that has something at or beyond the edge.
    """
    rows = grid.rows()
    first = next((number for number in rows if _in_body(number, rows)), None)
    if first is None:
        first = next((number for number, row in rows.items() if any(piece.figure for piece in row)), len(rows))
    edge = _edge([row for number, row in rows.items() if number >= first])
    headed = [number for number, row in rows.items() if number < first and any(piece.stop > edge for piece in row)]
    return replace(grid, edge=edge, body=headed[-1] + 1 if headed else 0)


def _in_body(number: int, rows: dict[int, list[Piece]]) -> bool:
    row = rows[number]
    if any(piece.figure for piece in row[_skip(row) :]):
        return True
    if len(row) < 2 or not has_letters(row[0].words) or not all(piece.year for piece in row[1:]):
        return False
    return not years_in_sequence(row[1:]) and any(
        piece.year for above in rows if above < number for piece in rows[above][1:] or rows[above]
    )


def _skip(row: list[Piece]) -> int:
    """A number that begins a row of several pieces may be its label."""
    return 1 if len(row) > 1 else 0


def _edge(rows: list[list[Piece]]) -> int:
    after_label = [
        min(piece.start for piece in row[1:] if piece.number)
        for row in rows
        if not row[0].number and any(piece.number for piece in row[1:])
    ]
    if after_label:
        return min(after_label)
    if rows and all(row[0].year for row in rows if len(row) > 1) and any(len(row) > 1 for row in rows):
        return min(row[1].start for row in rows if len(row) > 1)
    starts = [piece.start for row in rows for piece in row if piece.number]
    return min(starts, default=max((piece.stop for row in rows for piece in row), default=0))
