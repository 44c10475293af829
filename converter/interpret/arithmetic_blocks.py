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
_ALL, _HINTED, _FIRST_SPLIT = 0.0, 0.2, 0.3
Edit = tuple[int, int]
"""Place of a strip in its block, and its new sign (0: left out)."""


class _Sorted:
    """Numbers by size, to find those near one; `places` are where they stood."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.places = sorted(range(len(numbers)), key=numbers.__getitem__)
        self.sizes = [numbers[at] for at in self.places]

    def between(self, low: int, high: int) -> list[int]:
        """Places of the numbers from `low` to `high`."""
        start = bisect_left(self.sizes, low)
        if start == len(self.sizes) or self.sizes[start] > high:
            return []
        return self.places[start : bisect_right(self.sizes, high, start)]


def blocks(total: Item, stack: Sequence[Item], key: int, *, minus: bool, pairs: bool) -> Iterator[tuple[Signed, float]]:
    """Signed blocks at the end of `stack` that make `total` in the cell `key`, with the cost of their freedom."""
    end = _End(stack[-LONGEST:], key, minus=minus, pairs=pairs)
    shown = total.values[key] or 0
    for first in range(len(end.items) - 1, -1, -1):
        block = end.items[first:]
        for signs, cost in end.signs(shown, first):
            if 0 in signs:
                yield tuple((item, sign) for item, sign in zip(block, signs, strict=True) if sign), cost
            else:
                yield tuple(zip(block, signs, strict=True)), cost


class _End:
    """The last strips of a stack in one cell, with their running sums; local to `blocks`."""

    def __init__(self, items: Sequence[Item], key: int, *, minus: bool, pairs: bool) -> None:
        self.items, self.minus, self.pairs = items, minus, pairs
        self.values = [item.values[key] or 0 for item in items]
        self.hints = [-1 if item.less else 1 for item in items]
        told = [sign * value for sign, value in zip(self.hints, self.values, strict=True)]
        self.after = _from_end(self.values)
        self.told_after = _from_end(told)
        self.filled_after = _from_end([int(value != 0) for value in self.values])
        self.hinted_after = _from_end([int(item.less) for item in items])
        self.by_value, self.by_told = _Sorted(self.values), _Sorted(told)
        self.by_after = _Sorted(self.after[:-1])

    def signs(self, shown: int, first: int) -> Iterator[tuple[list[int], float]]:
        """The signs that make the block from `first` on sum up to `shown`, within rounding; see `patterns`."""
        length, whole = len(self.values) - first, self.after[first]
        slack = (self.filled_after[first] + 1) // 2
        yield from self._one([1] * length, shown - whole, first, slack, _ALL, self.by_value)
        if self.hinted_after[first]:
            rest = shown - self.told_after[first]
            yield from self._one(self.hints[first:], rest, first, slack, _HINTED, self.by_told)
        if not self.minus or length < 2:
            return
        rest = shown - whole + 2 * self.after[first + 1]
        yield from self._one([1] + [-1] * (length - 1), rest, first, slack, _FIRST_SPLIT, None)
        # added up to `at`, taken away from there: shown - whole + 2 * after[at] is to vanish
        low, high = -((slack + shown - whole) // 2), (slack - shown + whole) // 2
        for at in sorted(self.by_after.between(low, high)):
            if at > first + 1:
                yield [1] * (at - first) + [-1] * (len(self.values) - at), 0.6 + log10(length)

    def _one(
        self, signs: list[int], rest: int, first: int, slack: int, cost: float, known: _Sorted | None
    ) -> Iterator[tuple[list[int], float]]:
        """The pattern itself where nothing is missing, else what one edit or two of it make."""
        if abs(rest) <= slack:
            yield signs, cost
        elif len(signs) >= 3:
            options = self.filled_after[first] * (1 + self.minus) - (self.values[first] != 0)
            one = 0.5 + log10(options + 1)
            for at, new in self._single(signs, rest, first, slack, known):
                yield [new if i == at else sign for i, sign in enumerate(signs)], cost + one
            if self.pairs and len(signs) <= _LONGEST_PAIRED:
                for edited in pair_edits(signs, self.values[first:], rest, slack, minus=self.minus):
                    yield edited, cost + 2 * one

    def _single(self, signs: list[int], rest: int, first: int, slack: int, known: _Sorted | None) -> list[Edit]:
        """The strips of which one is to be left out or turned so that `rest` vanishes. The first is not left out.

        `known` is the signed values; None where all but the first are taken away."""
        low, high = -rest - slack, -rest + slack
        halves = (-(-low // 2), high // 2)
        if known is None:
            out = self.by_value.between(-high, -low)
            turned = [at for at in self.by_value.between(-halves[1], -halves[0]) if at > first]
            if halves[0] <= self.values[first] <= halves[1]:
                turned.append(first)
        else:
            out = known.between(low, high)
            turned = known.between(*halves) if self.minus else []
        found = [(at - first, 0) for at in out if at > first and self.values[at]]
        found += [(at - first, -signs[at - first]) for at in turned if at >= first and self.values[at]]
        return sorted(found, key=lambda edit: (edit[0], edit[1] != 0))


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
