"""The signed blocks of strips that make a total in one cell, for `arithmetic_search`.

A block is the end of a stack, so what a pattern of signs makes of it is a difference of running sums, and what is
missing can be looked up among the sorted values: the cost hardly grows with the number of patterns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log10

from .arithmetic_weigh import Item, Signed

LONGEST = 40  # strips of one block
_LONGEST_PAIRED = 14  # strips of a block in which two may be turned or left out
_STEP = 6  # numbers that agree but for so many bits may be as near as rounding; over twice the slack of a block
_ALL, _HINTED, _FIRST_SPLIT = 0.0, 0.2, 0.3
Edit = tuple[int, int]
"""Place of a strip in its block, and its new sign (0: left out)."""


class _Sorted:
    """Numbers by size, to find those near one; `places` are where they stood."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.places = sorted(range(len(numbers)), key=numbers.__getitem__)
        self.sizes = [numbers[at] for at in self.places]
        self.steps = {n >> _STEP for n in self.sizes} | {2 * n >> _STEP for n in self.sizes}

    def nowhere(self, low: int, high: int) -> bool:
        """Whether surely no number, and no number twice over, is from `low` to `high`, which are near each other."""
        return low >> _STEP not in self.steps and high >> _STEP not in self.steps

    def between(self, low: int, high: int) -> list[int]:
        """Places of the numbers from `low` to `high`."""
        return self.places[bisect_left(self.sizes, low) : bisect_right(self.sizes, high)]

    def halves(self, low: int, high: int) -> list[int]:
        """Places of the numbers that twice over are from `low` to `high`."""
        return self.between(-(-low // 2), high // 2)


def blocks(
    total: Item, stack: Sequence[Item], key: int, *, minus: bool, pairs: bool, most: int = LONGEST
) -> Iterator[tuple[Signed, float]]:
    """Signed blocks at the end of `stack` that make `total` in the cell `key`, with the cost of their freedom; of
    `most` strips, before any is left out."""
    end = _End(stack[-most:], key, minus=minus, pairs=pairs)
    shown = total.values[key] or 0
    for first in range(len(end.items) - 1, -1, -1):
        for signs, cost in end.signs(shown, first):
            block = zip(end.items[first:], signs, strict=True)
            yield tuple((item, sign) for item, sign in block if sign), cost


class _End:
    """The last strips of a stack in one cell, with their running sums; local to `blocks`."""

    def __init__(self, items: Sequence[Item], key: int, *, minus: bool, pairs: bool) -> None:
        self.items, self.minus, self.pairs = items, minus, pairs
        self.values = [item.values[key] or 0 for item in items]
        self.hints = [-1 if item.less else 1 for item in items]
        told = [sign * value for sign, value in zip(self.hints, self.values, strict=True)]
        self.after, self.told_after = _from_end(self.values), _from_end(told)
        self.filled_after = _from_end([int(value != 0) for value in self.values])
        self.hinted_after = _from_end([int(item.less) for item in items])
        self.by_value, self.by_told = _Sorted(self.values), _Sorted(told) if self.hinted_after[0] else None
        self.by_after = _Sorted(self.after[:-1])

    def signs(self, shown: int, first: int) -> Iterator[tuple[list[int], float]]:
        """The signs that make the block from `first` on sum up to `shown`, within rounding; see `patterns`. Those of
        strips left out are 0."""
        length, whole = len(self.values) - first, self.after[first]
        slack, edited = (self.filled_after[first] + 1) // 2, length >= 3
        rest = shown - whole
        if -slack <= rest <= slack:
            yield [1] * length, _ALL
        elif edited and (self.pairs or not self.by_value.nowhere(-rest - slack, -rest + slack)):
            yield from self._edited([1] * length, rest, slack, _ALL, self._changed(first, rest, slack, self.by_value))
        if self.by_told is not None and self.hinted_after[first]:
            rest, hinted = shown - self.told_after[first], self.hints[first:]
            if -slack <= rest <= slack:
                yield hinted, _HINTED
            elif edited and (self.pairs or not self.by_told.nowhere(-rest - slack, -rest + slack)):
                yield from self._edited(hinted, rest, slack, _HINTED, self._changed(first, rest, slack, self.by_told))
        if self.minus and length > 1:
            yield from self._splits(shown, first, slack)

    def _splits(self, shown: int, first: int, slack: int) -> Iterator[tuple[list[int], float]]:
        """The first strips added up, the rest taken away."""
        length, off = len(self.values) - first, shown - self.after[first]
        rest, near = off + 2 * self.after[first + 1], self.by_value.nowhere
        if -slack <= rest <= slack:
            yield [1] + [-1] * (length - 1), _FIRST_SPLIT
        elif length >= 3 and (
            self.pairs or not (near(rest - slack, rest + slack) and near(-rest - slack, -rest + slack))
        ):
            signs = [1] + [-1] * (length - 1)
            yield from self._edited(signs, rest, slack, _FIRST_SPLIT, self._unsplit(first, rest, slack))
        # added up to `at`, taken away from there: off + 2 * after[at] is to vanish
        if not self.by_after.nowhere(-off - slack, -off + slack):
            for at in sorted(self.by_after.halves(-off - slack, -off + slack)):
                if at > first + 1:
                    yield [1] * (at - first) + [-1] * (len(self.values) - at), 0.6 + log10(length)

    def _edited(
        self, signs: list[int], rest: int, slack: int, cost: float, found: Sequence[Edit]
    ) -> Iterator[tuple[list[int], float]]:
        """The signs with each edit made; with `pairs`, also with two that are found here."""
        first = len(self.values) - len(signs)
        options = self.filled_after[first] * (1 + self.minus) - (self.values[first] != 0)
        one = 0.5 + log10(options + 1)
        for at, new in sorted(found, key=lambda edit: (edit[0], edit[1] != 0)):
            if new or at:
                yield [*signs[:at], new, *signs[at + 1 :]], cost + one
        if self.pairs and len(signs) <= _LONGEST_PAIRED:
            for edited in pair_edits(signs, self.values[first:], rest, slack, minus=self.minus):
                yield edited, cost + 2 * one

    def _changed(self, first: int, rest: int, slack: int, known: _Sorted) -> list[Edit]:
        """The strips of which one left out, or turned, makes `rest` vanish; `known` is their signed values."""
        low, high = -rest - slack, -rest + slack
        signs = self.hints if known is self.by_told else [1] * len(self.values)
        found = [(at - first, 0) for at in known.between(low, high) if at >= first and self.values[at]]
        for at in known.halves(low, high) if self.minus else ():
            if at >= first and self.values[at]:
                found.append((at - first, -signs[at]))
        return found

    def _unsplit(self, first: int, rest: int, slack: int) -> list[Edit]:
        """The same where all but the first are taken away."""
        low, high, known = rest - slack, rest + slack, self.by_value
        found = [(at - first, 0) for at in known.between(low, high) if at > first and self.values[at]]
        found += [(at - first, 1) for at in known.halves(low, high) if at > first and self.values[at]]
        if self.values[first] and -high <= 2 * self.values[first] <= -low:
            found.append((0, -1))
        return found


def _from_end(numbers: Sequence[int]) -> list[int]:
    """What the numbers from each place on add up to; one more than there are, for the end."""
    return [*accumulate(reversed(numbers), initial=0)][::-1]


def patterns(block: Sequence[Item], *, minus: bool) -> Iterator[tuple[list[int], float]]:
    """Patterns 1 to 3 of the ladder of `arithmetic_search`, each with its cost in digits."""
    length = len(block)
    yield [1] * length, _ALL
    hinted = [-1 if item.less else 1 for item in block]
    if -1 in hinted:
        yield hinted, _HINTED
    if minus:
        for split in range(1, length):
            yield [1] * split + [-1] * (length - split), _FIRST_SPLIT if split == 1 else 0.6 + log10(length)


def pair_edits(signs: list[int], values: list[int], rest: int, slack: int, *, minus: bool) -> Iterator[list[int]]:
    """Two strips turned (`minus` only) or left out so that `rest` vanishes. The first stays in."""
    options = [
        (at, new, (new - sign) * value)
        for at, (sign, value) in enumerate(zip(signs, values, strict=True))
        for new in ((0, -sign) if minus else (0,))
        if value and (new or at)
    ]
    by_change: dict[int, list[Edit]] = {}
    for at, new, change in options:
        by_change.setdefault(change, []).append((at, new))
    for at, new, change in options:
        for wanted in range(rest - change - slack, rest - change + slack + 1):
            for other, other_new in by_change.get(wanted, ()):
                if other > at:
                    edited = list(signs)
                    edited[at], edited[other] = new, other_new
                    yield edited
