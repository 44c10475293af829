"""The search behind `arithmetic`: which strips of whole numbers add up to which.

Strips are taken in order onto a stack of those that no total has taken up yet. A strip is tried as the total of every
block at the end of the stack, under these sign patterns, cheapest first:

1. all added;
2. the first ones added, the rest taken away (revenue less expenses);
3. the signs that the words hint at;
4. pattern 1, 2 or 3 with one strip turned or left out ("other income" among expenses; an "of which" line), or two
   where words call the strip a total.

A pattern counts when it holds within rounding in every cell, and is believed when the digits that agree outweigh
the freedom of the search (how many patterns could have been tried at that cost). So a block of small numbers in one
column needs words to be believed, a block over three columns of large numbers needs none. What a total takes up leaves
the stack and the total takes its place. Totals above their parts are found by the same search run backwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from math import log10

from .arithmetic_blocks import LONGEST, blocks, patterns
from .arithmetic_weigh import (
    ENOUGH,
    Found,
    Item,
    Signed,
    above_its_parts,
    cells_of,
    hints,
    judge,
    parts_below,
    plain,
    slip,
    tells,
    upright,
    with_nils,
)


def search(items: Sequence[Item], *, minus: bool) -> list[Found]:
    """Return the sums among `items`, in the order of their totals. `minus` allows strips to be taken away."""
    filled = [item for item in items if not item.empty]
    if len(filled) < 3:
        return []
    run = _Run(minus=minus, size=len(filled))
    for item in filled:
        run.take(item)
    used = {index for found in run.found for index in (found.total, *(a for a, _ in found.addends))}
    back = _Run(minus=False, size=len(filled), backwards=True)
    for item in reversed(filled):
        if item.index not in used:
            back.take(item)
    return sorted([*run.found, *back.found], key=lambda found: found.total)


class _Run:
    """One pass over the strips; local to `search`."""

    def __init__(self, *, minus: bool, size: int, backwards: bool = False) -> None:
        self.minus = minus
        self.size = size
        self.backwards = backwards
        self.stack: list[Item] = []
        self.stacked: set[int] = set()
        self.seen: list[Item] = []
        self.leaves: list[Item] = []
        self.totals: set[int] = set()
        self.found: list[Found] = []

    def take(self, item: Item) -> None:
        best = self.best(item, self.stack)
        if best is None and item.total_like and not self.backwards:
            best = (
                self.best(item, self.leaves)
                or self.best(item, self.stack, pairs=True)
                or self.best_pair(item)
                or self.misprinted(item)
            )
        if best is not None:
            total, addends, found = best
            self.take_up({other.index for other, _ in addends} | {total.index})
            self.totals.add(total.index)
            self.leaves = [other for other in self.leaves if other is not total] if total is not item else self.leaves
            self.found.append(found)
        else:
            total = item
        self.stack.append(total)
        self.stacked.add(total.index)
        self.seen.append(item)
        if item.index not in self.totals:
            self.leaves.append(item)

    def take_up(self, gone: set[int]) -> None:
        """Take strips off the stack; they are near its end."""
        left, at = len(gone & self.stacked), len(self.stack)
        while left:
            at -= 1
            left -= self.stack[at].index in gone
        self.stack[at:] = [other for other in self.stack[at:] if other.index not in gone]
        self.stacked -= gone

    def best(self, total: Item, stack: Sequence[Item], *, pairs: bool = False) -> tuple[Item, Signed, Found] | None:
        most = parts_below(total, stack, LONGEST) if self.backwards else LONGEST
        if not most:
            return None
        base = log10(self.size) + log10(min(len(stack), LONGEST) + 1)
        candidates = (
            judge(total, addends, base + cost)
            for key in key_cells(total)
            for addends, cost in blocks(total, stack, key, minus=self.minus, pairs=pairs, most=most)
        )
        return self.choose(total, candidates, stack)

    def best_pair(self, total: Item) -> tuple[Item, Signed, Found] | None:
        """Two earlier strips, wherever they stand: revenue and total expenses, both taken up long ago."""
        near = self.seen[-25:]
        key = next(iter(key_cells(total)), None)
        if key is None or not self.minus:
            return None
        shown, cost = total.values[key] or 0, log10(self.size) + 2 * log10(len(near) + 1) + 0.3
        candidates = (
            judge(total, ((a, 1), (b, sign)), cost)
            for a, b in combinations(near, 2)
            for sign in (1, -1)
            if abs((a.values[key] or 0) + sign * (b.values[key] or 0) - shown) <= 1
        )
        return self.choose(total, candidates, near)

    def misprinted(self, total: Item) -> tuple[Item, Signed, Found] | None:
        """The block that words and headings make the total's, where it fails by what looks like a slip of the pen."""
        for length in range(3, min(len(self.stack), LONGEST) + 1):
            block = self.stack[-length:]
            before = self.stack[-length - 1] if length < len(self.stack) else None
            if before is not None and before.section == block[0].section and before.index not in self.totals:
                continue
            for signs, _ in islice(patterns(block, minus=self.minus), 3):
                addends = tuple(zip(block, signs, strict=True))
                cells = cells_of(total, addends)
                wrong = [(at, rest) for at, rest, filled in cells if 2 * abs(rest) > filled + 1]
                if cells and len(wrong) <= 1 and all(slip(total.values[at] or 0, rest) for at, rest in wrong):
                    signed = tuple((item.index, sign) for item, sign in addends)
                    return total, addends, Found(total=total.index, addends=signed, cells=cells, score=ENOUGH)
        return None

    def choose(
        self, item: Item, candidates: Iterator[tuple[Signed, Found] | None], stack: Sequence[Item]
    ) -> tuple[Item, Signed, Found] | None:
        best: tuple[bool, float, Item, Signed, Found] | None = None
        for candidate in candidates:
            if candidate is None:
                continue
            addends, found = candidate
            total, addends, found = upright(item, addends, found)
            if self.backwards and not above_its_parts(total, addends):
                continue
            if total is not item and len({part.section for part, _ in addends}) > 1:
                continue
            score = found.score + hints(total, addends, stack, mixed=found.mixed)
            rank = (plain(total, addends), score)
            if score >= ENOUGH and (best is None or rank > best[:2]):
                best = (*rank, total, addends, found)
        if best is None:
            return None
        _, score, total, addends, found = best
        addends = with_nils(addends, stack)
        again = judge(total, addends, 0.0)
        cells = tuple(cell for cell in (again[1] if again else found).cells if tells(total, addends, cell))
        signed = tuple((other.index, sign) for other, sign in addends)
        return total, addends, Found(total=total.index, addends=tuple(sorted(signed)), cells=cells, score=score)


def key_cells(total: Item) -> list[int]:
    """The cells that say most: where the total is largest. Two, so that one misprint does not hide a sum."""
    filled = [at for at, value in enumerate(total.values) if value]
    return sorted(filled, key=lambda at: (-abs(total.values[at] or 0), at))[:2]
