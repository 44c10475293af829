"""Columns from the empty cells that a dump with bars keeps: how many cells a value stands after its row's label.

Two habits of the documents behind the dump make the count uneven: a currency sign may take a cell of its own that other
rows do not have, and an empty column may be one merged cell where a full one is two or three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from .flattened_items import Item

Known = tuple[int | None, tuple[Item, ...], int | None]
MAX_MERGED = 4


class Positions(Struct, frozen=True, kw_only=True):
    """Cells from the label to each column in complete rows; `length` of a whole row where known."""

    at: tuple[int, ...]
    length: int | None
    count_signs: bool
    """Whether a currency sign's own cell is there in every row, with or without the sign."""

    @classmethod
    def of(cls, rows: Sequence[Known], n: int) -> Positions | None:
        """The commonest layout among complete rows; None without bars or without a layout that recurs."""
        best: tuple[int, Positions] | None = None
        for count_signs in (True, False):
            layouts = Counter(layout for row in rows if (layout := _layout(row, count_signs=count_signs)))
            if not layouts:
                continue
            at, times = max(layouts.items(), key=lambda found: (found[1], found[0]))
            lengths = Counter(
                _length(row, count_signs=count_signs) for row in rows if _layout(row, count_signs=count_signs) == at
            )
            lengths.pop(None, None)
            length = max(lengths, key=lambda size: lengths[size]) if lengths else None
            if len(at) == n and (best is None or times > best[0]):
                best = (times, cls(at=at, length=length, count_signs=count_signs))
        return best[1] if best else None

    def columns(
        self, start: int | None, values: Sequence[Item], ends: int | None
    ) -> tuple[tuple[int, ...] | None, bool]:
        """The columns (1-based) of a row with fewer values, None where no count of merged cells explains them; and
        whether the length of the row bears them out."""
        layout = _layout((start, tuple(values), ends), count_signs=self.count_signs)
        if layout is None:
            return None, False
        length = _length((start, tuple(values), ends), count_signs=self.count_signs)
        loose: list[tuple[int, ...]] = []
        for merged in range(MAX_MERGED):
            cols = self._match(layout, merged)
            if cols is None:
                continue
            empty = len(self.at) - len(cols)
            if length is not None and self.length is not None and length == self.length - merged * empty:
                return cols, True
            loose.append(cols)
        return (loose[0] if loose and len(set(loose)) == 1 else None), False

    def _match(self, layout: Sequence[int], merged: int) -> tuple[int, ...] | None:
        cols: list[int] = []
        col = 0
        for index, at in enumerate(layout):
            while col < len(self.at) and self.at[col] - merged * (col - index) != at:
                col += 1
            if col == len(self.at):
                return None
            cols.append(col + 1)
            col += 1
        return tuple(cols)


def _layout(row: Known, *, count_signs: bool) -> tuple[int, ...] | None:
    start, values, _ = row
    if start is None:
        return None
    at: list[int] = []
    signs = 0
    for value in values:
        if value.bar is None:
            return None
        signs += value.own_sign and not count_signs
        at.append(value.bar - start - signs)
    return tuple(at)


def _length(row: Known, *, count_signs: bool) -> int | None:
    start, values, ends = row
    if start is None or ends is None:
        return None
    return ends - start - (0 if count_signs else sum(value.own_sign for value in values))
