"""Which column each value of a row stands in.

1. A row with a value for every column is plain.
2. Where the file shows empty cells (bars), the count of cells from the label says it.
3. Else the arithmetic of the complete rows: a column that is the sum of those before it, or of those of its year in the
   groups before it; a column that restates the one before it in another currency; percentages; then the sums of the
   rows; then the row above with as many values.
4. Else the leftmost columns, and the caller says so in a finding.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise
from math import comb

from msgspec import Struct

from .flattened_amounts import Amounts, Cols, ColumnSums, amounts_of
from .flattened_items import Item
from .flattened_positions import Positions
from .flattened_sums import settle_by_sums

MAX_CHOICES = 2_000


class Row(Struct, frozen=True, kw_only=True):
    """A row of values under its label. `ends` is the `|` count where the next row starts, None where unknown."""

    label: tuple[Item, ...]
    values: tuple[Item, ...]
    ends: int | None = None


class Placing(Struct, frozen=True, kw_only=True):
    """The columns (1-based) of a row's values, and whether they are certain."""

    cols: Cols
    sure: bool = True


def split_values(
    values: tuple[Item, ...], n: int, widest: int | None, *, labelled: bool, short: Container[int] = ()
) -> Iterator[tuple[Item | None, tuple[Item, ...]]]:
    """Part values that fill more than one row: the rows below have no label (often totals), or a number for a label.

    `widest` is the most `|` between neighbours of a complete row, None in a layout without them; `labelled` says that
    the first of the rows has its label; `short` are the counts of values seen in other rows that lack
    some. Yields a label that is a number, else None, and the values of a row.
    """
    pieces = [values]
    if widest is not None and len(values) > n:
        cuts = [i for i, (a, b) in enumerate(pairwise(values), start=1) if (b.bar or 0) - (a.bar or 0) > widest]
        pieces = [values[a:b] for a, b in pairwise([0, *cuts, len(values)])]
    for piece in pieces:
        rest = piece
        if labelled and len(rest) > n:
            cut = len(rest) % n if len(rest) % n in short else n
            yield None, rest[:cut]
            rest = rest[cut:]
        if len(rest) > n and len(rest) % (n + 1) == 0 and (len(rest) % n or n == 1):
            for start in range(0, len(rest), n + 1):
                yield rest[start], rest[start + 1 : start + n + 1]
        else:
            for start in range(0, len(rest), n):
                yield None, rest[start : start + n]
        labelled = False


def place(rows: Sequence[Row], n: int) -> tuple[tuple[Placing, ...], frozenset[int]]:
    """Place every row's values; also the columns that restate the one before them (`header_rows` needs them)."""
    amounts = [amounts_of(row.values) for row in rows]
    complete = [a for a in amounts if len(a.numbers) == n]
    sums = ColumnSums.of(complete, n)
    positions = Positions.of(
        [(row.label[0].bar, row.values, row.ends) for row in rows if row.label and len(row.values) == n], n
    )
    places: list[Placing | None] = []
    choices: dict[int, list[Cols]] = {}
    for index, row in enumerate(rows):
        k = len(row.values)
        if k >= n:
            places.append(Placing(cols=tuple(range(1, k + 1)), sure=k == n))
            continue
        start = row.label[0].bar if row.label else None
        found, verified = positions.columns(start, row.values, row.ends) if positions else (None, False)
        if found and verified:
            places.append(Placing(cols=found))
            continue
        choices[index] = _choices(amounts[index], n, sums)
        if found in choices[index] and found is not None:
            choices[index] = [found]
        places.append(Placing(cols=choices[index][0]) if len(choices[index]) == 1 else None)
    return _settle(places, choices, amounts, n, sums.blocks), sums.pairs


def _choices(row: Amounts, n: int, sums: ColumnSums) -> list[Cols]:
    """The columns that fit the arithmetic of the complete rows best, leftmost first; one if the row leaves no doubt."""
    k = len(row.numbers)
    if comb(n, k) > MAX_CHOICES:
        return [tuple(range(1, k + 1)), tuple(range(n - k + 1, n + 1))]
    every = [cols for cols in combinations(range(1, n + 1), k) if sums.allows(row, cols)]
    if not every:
        every = list(combinations(range(1, n + 1), k))
    scored = [(sums.fit(row, cols), cols) for cols in every]
    best = max(score for score, _ in scored)
    return [cols for score, cols in scored if score == best]


def _settle(
    places: Sequence[Placing | None],
    choices: dict[int, list[Cols]],
    amounts: Sequence[Amounts],
    n: int,
    blocks: Sequence[tuple[int, int]],
) -> tuple[Placing, ...]:
    """Decide the rows in doubt by the sums of rows, then by the row above, else leftmost and unsure."""
    known: dict[int, Cols] = {i: p.cols for i, p in enumerate(places) if p is not None}
    settled = settle_by_sums(choices, known, amounts, n, blocks)
    out: list[Placing] = []
    last: dict[int, Cols] = {}
    for index, place_ in enumerate(places):
        if place_ is None:
            cols = settled.get(index)
            k = len(amounts[index].numbers)
            alike = last.get(k)
            if cols is not None:
                place_ = Placing(cols=cols)  # noqa: PLW2901 - the place, once it is known
            elif alike in choices[index] and alike is not None:
                place_ = Placing(cols=alike, sure=False)  # noqa: PLW2901 - as above
            else:
                place_ = Placing(cols=choices[index][0], sure=False)  # noqa: PLW2901 - as above
        if len(place_.cols) < n and place_.sure:
            last[len(place_.cols)] = place_.cols
        out.append(place_)
    return tuple(out)
