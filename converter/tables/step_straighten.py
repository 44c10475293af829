"""Step 5: tables whose rows shift because empty cells were dropped: the order of the figures tells their columns."""

from __future__ import annotations

from msgspec.structs import replace

from .grid import Grid, Piece


def straighten(grid: Grid) -> Grid:
    """Give figures and headers new raw columns by their order, where their own contradict each other.

    Only where every row with figures has equally many (n), the fullest header row names n columns, and the k-th figure
    of one row stands where another row has its next. Headers follow: n of them in order, or fewer that share the n
    columns evenly.
    """
    rows = grid.rows()
    body = [[piece for piece in row if piece.start >= grid.edge] for number, row in rows.items() if number >= grid.body]
    figures = [row for row in body if any(piece.figure for piece in row)]
    count = len(figures[0]) if figures else 0
    if count < 2 or any(len(row) != count for row in figures) or _named(grid, rows) != count:
        return grid
    if not _contradict(figures, count):
        return grid
    pieces: list[Piece] = []
    for number, row in rows.items():
        if number < grid.body:
            pieces.extend(_shared_out(row, count, grid.edge))
            continue
        beyond = [piece for piece in row if piece.start >= grid.edge]
        pieces.extend(row[: len(row) - len(beyond)])
        pieces.extend(_at(piece, grid.edge + at, 1) for at, piece in enumerate(beyond))
    return replace(grid, pieces=tuple(pieces))


def _named(grid: Grid, rows: dict[int, list[Piece]]) -> int:
    """How many columns the fullest header row names, the lowest of several."""
    headers = [row for number, row in rows.items() if number < grid.body]
    if not headers:
        return 0
    fullest = max(reversed(headers), key=len)
    return sum(piece.stop > grid.edge for piece in fullest)


def _contradict(rows: list[list[Piece]], count: int) -> bool:
    """Whether a raw column holds the figure of one place in one row and of another place in another."""
    places: dict[int, int] = {}
    for row in rows:
        for at in range(count):
            for col in range(row[at].first, row[at].last):
                if places.setdefault(col, at) != at:
                    return True
    return False


def _shared_out(row: list[Piece], count: int, edge: int) -> list[Piece]:
    """A header row over `count` columns: the first piece stands over the labels where one is too many."""
    stub = row[:1] if len(row) == count + 1 else []
    rest = row[len(stub) :]
    if not rest or count % len(rest):
        return row
    each = count // len(rest)
    if len(rest) == 1 and rest[0].stop <= edge:
        return row
    return [*stub, *(_at(piece, edge + at * each, each) for at, piece in enumerate(rest))]


def _at(piece: Piece, start: int, width: int) -> Piece:
    return replace(piece, start=start, stop=start + width, first=start, last=start + width)
