"""Step 3: a column of note references between labels and figures joins the labels: `Inventories | 4 | 7,607`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from .grid import Grid, Piece, has_letters

_REFERENCE = re.compile(r"\d{1,2}(?:\s*\([a-z]\))?(?:\s*[,&]\s*\d{1,2})*")
_TITLE = re.compile(r"notes?(?:\s*(?:nos?\.?|ref(?:erence)?s?\.?))?", re.I)


def join_note_column(grid: Grid) -> Grid:
    """Where every cell of the raw column right of the labels is a number of one or two digits with a figure to its
    right, under a header "Note" or under none while the other columns have theirs: each becomes a mark of its label."""
    rows = list(grid.rows().values())
    seconds = [row[1] for row in rows if len(row) > 2 and has_letters(row[0].words) and row[2].figure]
    found = [piece for piece in seconds if _REFERENCE.fullmatch(piece.words) and not piece.before]
    if not found or any(piece.start != found[0].start for piece in found):
        return grid
    start, stop, first = found[0].start, max(piece.stop for piece in found), min(piece.row for piece in found)
    inside = [piece for piece in grid.pieces if piece.start < stop and piece.stop > start]
    above = [piece for piece in inside if piece.row < first and piece.start >= start]
    if [piece for piece in inside if piece.row >= first and piece not in found and piece.start >= start]:
        return grid
    if above and not _TITLE.fullmatch(above[-1].words):
        return grid
    if not above and not _headed(grid, first, start):
        return grid
    return replace(grid, pieces=tuple(_joined(rows, found, above[-1] if above else None)))


def _headed(grid: Grid, first: int, start: int) -> bool:
    """Whether the other columns have headers of their own, and none stands over the references."""
    headers = [piece for piece in grid.pieces if piece.row < first and piece.stop > start]
    return len(headers) > 1 and all(piece.start > start for piece in headers)


def _joined(rows: list[list[Piece]], references: list[Piece], title: Piece | None) -> list[Piece]:
    pieces: list[Piece] = []
    for row in rows:
        if len(row) > 1 and row[1] in references:
            label = replace(row[0], after=f"{row[0].after} {row[1].text}")
            pieces.extend([label, *row[2:]])
        else:  # the title of the column stands over the labels now
            pieces.extend(
                replace(piece, start=0, stop=1, first=0, last=1) if piece is title else piece for piece in row
            )
    return pieces
