"""The arithmetic of a table whose rows may lack values: enough of it to say which columns they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from .flattened_items import Item

Cols = tuple[int, ...]

MAX_SUM_COLUMNS = 16
MAX_SUM_ROWS = 80
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_SHARE = Decimal("0.8")
"""Of the complete rows: enough for a sum to be the rule, with room for averages and percentages among them."""


class Amounts(Struct, frozen=True, kw_only=True):
    """A row's numbers as shown, unscaled; a nil dash and `N/A` count as zero."""

    numbers: tuple[Decimal, ...]
    percent: tuple[bool, ...]


def amounts_of(values: Sequence[Item]) -> Amounts:
    return Amounts(
        numbers=tuple(_number(value.text) for value in values), percent=tuple("%" in value.text for value in values)
    )


def _number(text: str) -> Decimal:
    found = _DIGITS.search(text)
    if found is None:
        return Decimal(0)
    try:
        number = Decimal(found.group().replace(",", ""))
    except InvalidOperation:
        return Decimal(0)
    negative = "(" in text[: found.start()] or text.lstrip("$ ")[:1] in ("-", "–", "−", "—")
    return -number if negative else number


class ColumnSums(Struct, frozen=True, kw_only=True):
    """What holds between columns in nearly all complete rows. `totals` has (total, the columns it adds up), which stand
    side by side or once in each group of years; `pairs` the columns that restate the one before at a rate; `percent`
    those of `%`."""

    totals: tuple[tuple[int, range], ...]
    pairs: frozenset[int]
    percent: frozenset[int]
    known: bool

    @classmethod
    def of(cls, rows: Sequence[Amounts], n: int) -> ColumnSums:
        rows = rows[:MAX_SUM_ROWS]
        if n > MAX_SUM_COLUMNS:
            return cls(totals=(), pairs=frozenset(), percent=frozenset(), known=False)
        percent = frozenset(
            col for col in range(1, n + 1) if rows and 2 * sum(row.percent[col - 1] for row in rows) > len(rows)
        )
        pairs = frozenset(col for col in range(2, n + 1) if _restates(rows, col))
        totals = tuple(_totals(rows, n)) or tuple(_group_totals(rows, n))
        return cls(totals=totals, pairs=pairs, percent=percent, known=bool(rows))

    def allows(self, row: Amounts, cols: Cols) -> bool:
        """Whether percentages stand under percentages."""
        if not self.known or not self.percent:
            return True
        return all(percent == (col in self.percent) for percent, col in zip(row.percent, cols, strict=True))

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """The first and last of columns that stand together: those that make a total, and it."""
        return [(added.start, total) for total, added in self.totals if added.step == 1]

    def fit(self, row: Amounts, cols: Cols) -> int:
        """How well the row obeys the sums in these columns; a row with only the total counts as half."""
        at = dict(zip(cols, row.numbers, strict=True))
        score = 0
        for total, added in self.totals:
            parts = [at[col] for col in added if col in at]
            if parts:
                score += 2 if total in at and near(sum(parts), at[total], len(parts)) else -1
            elif total in at:
                score += 1
        for col in self.pairs:
            score += (col in at) == (col - 1 in at)
        return score


def near(left: Decimal | int, right: Decimal, parts: int) -> bool:
    """Whether a sum of so many parts equals a number to the rounding of all."""
    return abs(left - right) <= parts * _step(right)


def _step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def _totals(rows: Sequence[Amounts], n: int) -> Iterator[tuple[int, range]]:
    for total in range(3, n + 1):
        for first in range(1, total - 1):
            tried = [row for row in rows if any(row.numbers[first - 1 : total])]
            held = sum(
                near(sum(row.numbers[first - 1 : total - 1]), row.numbers[total - 1], total - first) for row in tried
            )
            if len(tried) >= 2 and held >= _SHARE * len(tried) and _telling(tried, first, total):
                yield total, range(first, total)
                break


def _group_totals(rows: Sequence[Amounts], n: int) -> Iterator[tuple[int, range]]:
    """Segments over the same years, a group of columns each: a group that adds up those before it, year by year."""
    for size in range(2, n // 3 + 1):
        if n % size:
            continue
        years = [
            Amounts(numbers=row.numbers[o::size], percent=row.percent[o::size]) for row in rows for o in range(size)
        ]
        found = list(_totals(years, n // size))
        for group, added in found:
            for year in range(1, size + 1):
                yield (group - 1) * size + year, range((added.start - 1) * size + year, (group - 1) * size + year, size)
        if found:
            return


def _telling(rows: Sequence[Amounts], first: int, total: int) -> bool:
    """Whether at least one row adds up two numbers or more, not all small: equal columns are no total of each other."""
    return any(
        sum(bool(number) for number in row.numbers[first - 1 : total - 1]) >= 2
        and abs(row.numbers[total - 1]) > 10 * (total - first) * _step(row.numbers[total - 1])
        for row in rows
    )


def _restates(rows: Sequence[Amounts], col: int) -> bool:
    """Whether the column is the one before it times one rate in every row, to the rounding of both."""
    low, high, seen = Decimal(0), Decimal("Infinity"), 0
    half = Decimal("0.5")
    for row in rows:
        base, other = abs(row.numbers[col - 2]), abs(row.numbers[col - 1])
        if (row.numbers[col - 2] < 0) != (row.numbers[col - 1] < 0) and base > 1 and other > 1:
            return False
        if min(base, other) < 5:
            if max(base, other) > 100:
                return False
            continue
        low = max(low, (other - half) / (base + half))
        high = min(high, (other + half) / (base - half))
        seen += min(base, other) >= 20
        if low > high:
            return False
    return seen >= 2 and not low <= 1 <= high
