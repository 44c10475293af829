"""Step 7: logical columns. Figures that stand over the same raw columns in different rows are one column."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from .grid import Grid, Piece, Slot


def find_columns(grid: Grid) -> Grid:
    """Find the columns and set that of every piece of the body at or beyond the edge.

    The rows with most figures settle the columns; each further row's pieces go to the column that they overlap best,
    never two to one column; what overlaps none makes a column of its own. Text follows the figures' columns, and a
    header over no figure at all still has its column. Columns that no row and no header tells apart are one.
    """
    numbered = grid.rows()
    rows = [[piece for piece in row if piece.col < 0] for number, row in numbered.items() if number >= grid.body]
    headers = [[piece for piece in row if piece.col < 0] for number, row in numbered.items() if number < grid.body]
    slots: list[Slot] = []
    for row in sorted(([piece for piece in row if piece.number] for row in rows), key=len, reverse=True):
        _settle(row, slots)
    for row in rows:
        _settle([piece for piece in row if not _spans(piece, slots)], slots)
    slots = _told_apart(slots, rows, headers)
    _head_only(slots, headers)
    columns: dict[tuple[int, int], int] = {}
    for row in rows:
        for piece, slot in _matches([piece for piece in row if not _spans(piece, slots)], slots):
            if slot is not None:
                columns[piece.row, piece.start] = slots.index(slot)
    pieces = tuple(
        replace(piece, col=grid.width + columns[piece.row, piece.start])
        if piece.col < 0 and (piece.row, piece.start) in columns
        else piece
        for piece in grid.pieces
    )
    return replace(grid, pieces=pieces, slots=tuple(slots))


def _spans(piece: Piece, slots: Sequence[Slot]) -> bool:
    """Text over more than one column: a heading across the table, not a cell of a column."""
    return not piece.number and sum(slot.overlap(piece) > 0 for slot in slots) > 1


def _settle(row: list[Piece], slots: list[Slot]) -> None:
    """Match a row's pieces to the columns known so far, widen those matched, add columns for the others."""
    for piece, slot in _matches(row, slots):
        if slot is None:
            left = max((known.stop for known in slots if known.first < piece.first), default=0)
            right = min((known.start for known in slots if known.first >= piece.first), default=piece.stop)
            start = min(max(piece.start, left), piece.first)
            slots.append(Slot(start, max(min(piece.stop, right), piece.first + 1), piece.first, piece.last))
            slots.sort()
        else:
            _widen(slots, slots.index(slot), piece)


def _widen(slots: list[Slot], at: int, piece: Piece) -> None:
    """Take a piece into its column, which never grows into its neighbours."""
    slot = slots[at]
    left = slots[at - 1].stop if at else 0
    right = slots[at + 1].start if at + 1 < len(slots) else max(piece.stop, slot.stop)
    start = max(min(slot.start, piece.start), min(left, slot.start))
    stop = min(max(slot.stop, piece.stop), max(right, slot.stop))
    slots[at] = Slot(start, stop, slot.first, slot.last)


def _matches(row: list[Piece], slots: Sequence[Slot]) -> list[tuple[Piece, Slot | None]]:
    """Pair each piece, from left to right, with the column right of the last one taken that it overlaps best."""
    pairs: list[tuple[Piece, Slot | None]] = []
    after = 0
    for piece in row:
        best, at = 0, -1
        for index in range(after, len(slots)):
            if slots[index].start >= piece.stop:
                break
            shared = slots[index].overlap(piece)
            if shared > best:
                best, at = shared, index
        if at < 0:
            pairs.append((piece, None))
            continue
        pairs.append((piece, slots[at]))
        after = at + 1
    return pairs


def _told_apart(slots: list[Slot], rows: list[list[Piece]], headers: list[list[Piece]]) -> list[Slot]:
    """Join neighbouring columns that never both have a cell in a row and stand under the same lowest header."""
    used: dict[Slot, set[int]] = {slot: set() for slot in slots}
    for number, row in enumerate(rows):
        for _, slot in _matches([piece for piece in row if not _spans(piece, slots)], slots):
            if slot is not None:
                used[slot].add(number)
    lowest = headers[-1] if headers else []
    joined: list[Slot] = []
    for slot in slots:
        last = joined[-1] if joined else None
        if last is not None and not used[last] & used[slot] and _same_header(last, slot, lowest):
            both = Slot(last.start, max(last.stop, slot.stop), last.first, max(last.last, slot.last))
            used[both] = used[last] | used[slot]
            joined[-1] = both
        else:
            joined.append(slot)
    return joined


def _same_header(left: Slot, right: Slot, lowest: list[Piece]) -> bool:
    if not lowest:
        return right.start - left.stop <= 1
    over_left, over_right = _nearest(left, lowest), _nearest(right, lowest)
    return over_left is over_right


def _nearest(slot: Slot, pieces: list[Piece]) -> Piece:
    return max(pieces, key=lambda piece: (slot.overlap(piece), -distance(slot, piece)))


def distance(slot: Slot, piece: Piece) -> int:
    """Raw columns between the middles, doubled to stay whole."""
    return abs(slot.first + slot.last - piece.start - piece.stop)


def _head_only(slots: list[Slot], headers: list[list[Piece]]) -> None:
    """Add a column for a header of the lowest row that stands over no column while its nearest one has a header."""
    lowest = headers[-1] if headers else []
    for piece in lowest:
        if any(slot.overlap(piece) for slot in slots):
            continue
        nearest = min(slots, key=lambda slot: distance(slot, piece), default=None)
        if nearest is None or any(nearest.overlap(other) for other in lowest):
            slots.append(Slot(piece.start, piece.stop, piece.first, piece.last))
    slots.sort()
