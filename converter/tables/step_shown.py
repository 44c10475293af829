"""Step 1: the cells that show something, row by row; blank rows and hidden cells are gone."""

from __future__ import annotations

from msgspec.structs import replace

from .grid import Grid


def keep_shown(grid: Grid) -> Grid:
    """Drop hidden and blank cells and number the remaining rows without gaps."""
    pieces = [piece for piece in grid.pieces if not piece.raw.hidden and piece.text.strip(" \t\r\n\u00a0\u200b\ufeff")]
    rows = {row: number for number, row in enumerate(sorted({piece.row for piece in pieces}))}
    return replace(grid, pieces=tuple(replace(piece, row=rows[piece.row]) for piece in pieces))
