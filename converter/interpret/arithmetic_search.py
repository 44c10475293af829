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
from itertools import combinations
from math import log10

from .arithmetic_weigh import (
    ENOUGH,
    Found,
    Item,
    Signed,
    above_its_parts,
    cells_of,
    hints,
    judge,
    plain,
    slip,
    tells,
    upright,
    with_nils,
)

_LONGEST = 40  # strips of one block
_LONGEST_PAIRED = 14  # strips of a block in which two may be turned or left out


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
        self.seen: list[Item] = []
        self.totals: set[int] = set()
        self.found: list[Found] = []

    def take(self, item: Item) -> None:
        best = self.best(item, self.stack)
        if best is None and item.total_like and not self.backwards:
            leaves = [other for other in self.seen if other.index not in self.totals]
            best = (
                self.best(item, leaves)
                or self.best(item, self.stack, pairs=True)
                or self.best_pair(item)
                or self.misprinted(item)
            )
        if best is not None:
            total, addends, found = best
            gone = {other.index for other, _ in addends} | {total.index}
            self.stack = [other for other in self.stack if other.index not in gone]
            self.totals.add(total.index)
            self.found.append(found)
            self.stack.append(total)
        else:
            self.stack.append(item)
        self.seen.append(item)

    def best(self, total: Item, stack: Sequence[Item], *, pairs: bool = False) -> tuple[Item, Signed, Found] | None:
        base = log10(self.size) + log10(min(len(stack), _LONGEST) + 1)
        candidates = (
            judge(total, addends, base + cost)
            for key in key_cells(total)
            for addends, cost in blocks(total, stack, key, minus=self.minus, pairs=pairs)
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
        for length in range(3, min(len(self.stack), _LONGEST) + 1):
            block = self.stack[-length:]
            before = self.stack[-length - 1] if length < len(self.stack) else None
            if before is not None and before.section == block[0].section and before.index not in self.totals:
                continue
            for signs, _ in list(patterns(block, minus=self.minus))[:3]:
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


def blocks(total: Item, stack: Sequence[Item], key: int, *, minus: bool, pairs: bool) -> Iterator[tuple[Signed, float]]:
    """Signed blocks at the end of `stack` that make `total` in the cell `key`, with the cost of their freedom."""
    shown = total.values[key] or 0
    for length in range(1, min(len(stack), _LONGEST) + 1):
        block = stack[-length:]
        values = [item.values[key] or 0 for item in block]
        slack = (sum(1 for value in values if value) + 1) // 2
        for signs, cost in patterns(block, minus=minus):
            rest = shown - sum(sign * value for sign, value in zip(signs, values, strict=True))
            if abs(rest) <= slack:
                yield tuple(zip(block, signs, strict=True)), cost
            elif length >= 3 and cost <= 0.5:
                for edited, extra in edits(signs, values, rest, slack, minus=minus, pairs=pairs):
                    yield tuple((i, s) for i, s in zip(block, edited, strict=True) if s), cost + extra


def patterns(block: Sequence[Item], *, minus: bool) -> Iterator[tuple[list[int], float]]:
    """Patterns 1 to 3 of the module's ladder, each with its cost in digits."""
    length = len(block)
    yield [1] * length, 0.0
    hinted = [-1 if item.less else 1 for item in block]
    if -1 in hinted:
        yield hinted, 0.2
    if minus:
        for split in range(1, length):
            yield [1] * split + [-1] * (length - split), 0.3 if split == 1 else 0.6 + log10(length)


def edits(
    signs: list[int], values: list[int], rest: int, slack: int, *, minus: bool, pairs: bool
) -> Iterator[tuple[list[int], float]]:
    """One strip, or with `pairs` two, turned (`minus` only) or left out so that `rest` vanishes. The first stays in."""
    options = [
        (at, new, (new - sign) * value)
        for at, (sign, value) in enumerate(zip(signs, values, strict=True))
        for new in ((0, -sign) if minus else (0,))
        if value and (new or at)
    ]
    one = 0.5 + log10(len(options) + 1)
    for at, new, change in options:
        if abs(rest - change) <= slack:
            yield [new if i == at else sign for i, sign in enumerate(signs)], one
    if not pairs or len(values) > _LONGEST_PAIRED:
        return
    by_change: dict[int, list[tuple[int, int]]] = {}
    for at, new, change in options:
        by_change.setdefault(change, []).append((at, new))
    for at, new, change in options:
        for wanted in range(rest - change - slack, rest - change + slack + 1):
            for other, other_new in by_change.get(wanted, ()):
                if other > at:
                    edited = list(signs)
                    edited[at], edited[other] = new, other_new
                    yield edited, 2 * one
