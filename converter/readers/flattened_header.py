"""The header cells of a table without geometry: which make a row of columns, and what each of them spans.

What stands before a table's first row is cut into rows so that they explain the columns best: a row with a cell for
every column, a row of groups over them, a line over all of them, and below these the sections over the first rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from .flattened_groups import Columns, Placed, dated_base, over_segments, spans_over_dates
from .flattened_items import Item
from .text_lines import DATED_KINDS, Kind, is_total, words

_SINGLE = {
    Kind.PERIOD: 0.4,
    Kind.DATE: 0.4,
    Kind.YEAR: 0.45,
    Kind.SCALE: 0.3,
    Kind.MARK: 0.4,
    Kind.UNIT: 0.7,
    Kind.NAME: 1.0,
}
_SECTION = {
    Kind.PERIOD: 0.7,
    Kind.DATE: 0.5,
    Kind.YEAR: 0.5,
    Kind.SCALE: 0.3,
    Kind.MARK: 0.3,
    Kind.UNIT: 0.6,
    Kind.NAME: 0.5,
}
_NOT_FULL = 3.0
_TORN = 0.5
_SUMMED = 2.0
"""What it costs to take a name whose total a row below shows for a column's: it is a section's."""
_APART = frozenset({Kind.UNIT, Kind.SCALE, Kind.MARK, Kind.PERIOD, Kind.DAY})
"""Kinds that do not share a row of the header with others."""


HeaderRow = tuple[Placed, ...]


def header_rows(
    items: Sequence[Item], n: int, pairs: frozenset[int], sections: frozenset[str] = frozenset()
) -> tuple[tuple[HeaderRow, ...], bool]:
    """Lay out the cells before the first row over `n` columns of values; True where every row found its columns.

    `pairs` are columns (1-based) that restate the one before them in another currency, at one rate in every row;
    `sections` the names, in lower case, whose total a row below shows.
    """
    base = dated_base(items, n)
    known = Columns(n=n, pairs=pairs, base=base, sections=sections)
    cut = _cut(items, known)
    full = next((items[end - n : end] for start, end in cut if end - start in (n, n + 1) and n > 1), ())
    placed: list[HeaderRow] = []
    clear = True
    seen_full = False
    for position, (start, end) in enumerate(cut):
        row = items[start:end]
        count = end - start
        below = items[slice(*cut[position + 1])] if position + 1 < len(cut) else ()
        if (count == 1 and n > 1) or (n == 1 and seen_full and row[0].kind is Kind.NAME):
            placed.append((over_segments(_single(row[0], n, seen_full=seen_full, pairs=pairs), full),))
        elif count == n + 1:
            placed.append(tuple(Placed(item=item, col=col) for col, item in enumerate(row)))
        elif count == n:
            placed.append(tuple(Placed(item=item, col=col) for col, item in enumerate(row, start=1)))
        elif _first_lines(row, below, n):
            clear = False
            placed.append(tuple(Placed(item=item, col=col) for col, item in enumerate(row)))
        else:
            dealt = spans_over_dates(row, base)
            spans, sure = (dealt, True) if dealt else _spans(count, n, full, pairs)
            clear = clear and sure
            placed.append(tuple(over_segments(cell, full) for cell in _grouped(row, spans)))
        seen_full = seen_full or count in (n, n + 1)
    return tuple(placed), clear


def _first_lines(row: Sequence[Item], below: Sequence[Item], n: int) -> bool:
    """Whether a row of names holds the first lines of the names below, the labels' own long one among them, with
    fewer cells than there are columns because some names have one line."""
    lengths = [len(item.text) for item in row]
    names = all(item.kind is Kind.NAME for item in (*row, *below[1:]))
    return names and len(below) == n + 1 and 3 <= len(row) <= n and lengths[0] > 2 * max(lengths[1:])


def _single(item: Item, n: int, *, seen_full: bool, pairs: frozenset[int]) -> Placed:
    if item.kind is Kind.MARK:
        col = max(pairs) if pairs else n
        return Placed(item=item, col=col)
    if seen_full and item.kind not in (Kind.SCALE, Kind.UNIT):
        return Placed(item=item, col=0, section=True)
    return Placed(item=item, col=1, span=n)


def _grouped(row: Sequence[Item], spans: Sequence[int]) -> HeaderRow:
    placed: list[Placed] = []
    col = 1
    for item, span in zip(row, spans, strict=True):
        placed.append(Placed(item=item, col=col, span=span))
        col += span
    return tuple(placed)


def _spans(count: int, n: int, full: Sequence[Item], pairs: frozenset[int]) -> tuple[list[int], bool]:
    """Deal `n` columns to `count` groups, in this order: columns that restate the one before go with it; equal shares
    where the row below repeats itself so; a new group where the row below starts again; else the last takes all."""
    if pairs and n - len(pairs) == count:
        starts = [col for col in range(1, n + 1) if col not in pairs]
        return [b - a for a, b in zip(starts, [*starts[1:], n + 1], strict=True)], True
    names = [item.text.casefold() for item in full]
    groups: list[int] = []
    seen: set[str] = set()
    for name in names:
        if not groups or name in seen:
            groups.append(0)
            seen = set()
        groups[-1] += 1
        seen.add(name)
    if len(groups) == count:
        return groups, True
    if n % count == 0:
        return [n // count] * count, True
    return [1] * (count - 1) + [n - count + 1], False


def _cut(items: Sequence[Item], known: Columns) -> list[tuple[int, int]]:
    """Cut the cells into rows at the least cost; a chain over (position, whether a full row was seen)."""
    best: dict[tuple[int, bool], tuple[float, tuple[tuple[int, int], ...]]] = {(0, False): (0.0, ())}
    for start in range(len(items)):
        for seen in (False, True):
            if (start, seen) not in best:
                continue
            cost, path = best[start, seen]
            for count in range(1, min(known.n + 1, len(items) - start) + 1):
                end = start + count
                price = _price(items[start:end], known, seen=seen, above=items[:start])
                if price is None:
                    continue
                price += _torn(items, path[-1][0] if path else start, start, end, known.n) if not seen else 0.0
                state = (end, seen or count in (known.n, known.n + 1))
                found = (cost + price, (*path, (start, end)))
                if state not in best or found[0] < best[state][0]:
                    best[state] = found
    ends = [
        (best[len(items), seen][0] + (0.0 if seen else _NOT_FULL), best[len(items), seen][1])
        for seen in (False, True)
        if (len(items), seen) in best
    ]
    return list(min(ends, key=lambda end: end[0])[1]) if ends else []


def _torn(items: Sequence[Item], before: int, start: int, end: int, n: int) -> float:
    """What it costs to part neighbours of one kind into two rows, neither of which has a cell for every column, or the
    second of which goes on with cells of another kind."""
    if before == start or items[start - 1].kind is not items[start].kind:
        return 0.0
    if len({item.kind for item in items[start:end]}) > 1:
        return 3 * _TORN
    return _TORN if start - before < n and end - start < n else 0.0


def _price(row: Sequence[Item], known: Columns, *, seen: bool, above: Sequence[Item]) -> float | None:
    """What a row of these cells costs, or None where it cannot be one."""
    n, count = known.n, len(row)
    colons = sum(item.text.endswith(":") for item in row)
    if n == 1:
        if count > 1:
            return None
        return _SECTION.get(row[0].kind, 1.0) if seen else 0.1 if row[0].kind is not Kind.NAME else 0.6
    if count == 1:
        price = (_SECTION if seen else _SINGLE).get(row[0].kind, 1.0)
        return price - (0.2 if colons else 0.0)
    kinds = {item.kind for item in row}
    mixed = _mixed(row)
    if seen and any(item.text.casefold() in known.sections for item in row):
        mixed += _SUMMED
    if count == n:
        return 0.1 + mixed + (0.4 if seen and kinds == {Kind.NAME} else 0.0)
    if count == n + 1:
        return (0.35 if _known_stub(row, above) else 0.9) + _mixed(row[1:])
    if not seen and spans_over_dates(row, known.base):
        return 0.3
    price = (0.3 if known.pairs and count == n - len(known.pairs) else 0.6 if n % count == 0 else 1.2) + mixed
    return price + (1.0 if seen else 0.0)


def _mixed(row: Sequence[Item]) -> float:
    """What it costs that cells of one row are of several kinds, or end like sections."""
    kinds = {item.kind for item in row}
    price = 1.0 * sum(item.text.endswith(":") for item in row)
    if len(kinds) > 1:
        price += 0.8 * (len(kinds) - 1) + (2.0 if kinds & _APART else 0.0)
    if len(row) >= 4 and row[-1].kind in DATED_KINDS and all(item.kind is Kind.NAME for item in row[:-1]):
        price += 1.0  # a date after names heads the labels of the next row
    return price


def _known_stub(row: Sequence[Item], above: Sequence[Item]) -> bool:
    """Whether the first of `n + 1` cells stands over the labels: it says so, or the others repeat or end in a total; a
    date does only where the names after it go on with those `above` it."""
    first = row[0].text.casefold().split("(")[0].split()
    if row[0].kind is Kind.SCALE or (first and first[-1] in words().stub):
        return True
    if row[0].kind in DATED_KINDS:
        cells = (*above[-3:], *row[1:])
        return is_total(row[-1].text) and len(above) >= 3 and all(item.kind is Kind.NAME for item in cells)
    names = [item.text.casefold() for item in row[1:]]
    if is_total(row[-1].text):
        return True
    without = [item.text.casefold() for item in row[:-1]]
    sizes = [size for size in (1, 2, 3) if size < len(names) and len(names) % size == 0]
    return any(_recurrence(names, size) > max(0.5, _recurrence(without, size)) for size in sizes)


def _recurrence(names: Sequence[str], size: int) -> float:
    """The share of names that come again after `size` cells."""
    return sum(a == b for a, b in zip(names, names[size:], strict=False)) / (len(names) - size)
