"""Where tables start and end in a run of cells, and how many columns each has.

A table is a run of units: some lines of text, the last of them a row's label, and the values after it. A new table
starts where the text before a row holds header cells: years, dates or units in a row, or the names of columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from .flattened_items import Item, wraps
from .text_lines import DATED_KINDS, HEADER_KINDS, Kind, is_note_title, is_prose, is_total, words

MAX_COLUMNS = 40
MAX_HEADER = 160
"""Cells before the first row's values that may be the table's header."""


class Unit(Struct, frozen=True, kw_only=True):
    """The lines of text before a row's values (header cells, sections, the label last) and the values."""

    texts: tuple[Item, ...]
    values: tuple[Item, ...]


class Region(Struct, frozen=True, kw_only=True):
    """The units of one table, in order."""

    units: tuple[Unit, ...]
    n_values: int
    """How many columns of values it has."""

    @property
    def header(self) -> tuple[Item, ...]:
        """What stands before the first row's label: header cells, then the sections over the first row."""
        return self.units[0].texts[:-1]


def regions_of(items: Sequence[Item]) -> Iterator[Item | Region]:
    """Yield lines of prose and tables in order; nothing is left out."""
    stretch: list[Item] = []
    for position, item in enumerate(items):
        follower = items[position + 1] if position + 1 < len(items) else None
        if _breaks(item, follower):
            yield from _tables(stretch)
            stretch = []
            yield item
        else:
            stretch.append(item)
    yield from _tables(stretch)


def joined(parts: Iterable[Item | Region]) -> tuple[Item | Region, ...]:
    """Put a table together again that a line ending in a colon cut in two: the second part has no header of its own."""
    out: list[Item | Region] = []
    for part in parts:
        if isinstance(part, Region) and len(out) >= 2:
            above, line = out[-2], out[-1]
            if isinstance(above, Region) and isinstance(line, Item) and _goes_on(above, line, part):
                first = Unit(texts=(line, *part.units[0].texts), values=part.units[0].values)
                out[-2:] = [Region(units=(*above.units, first, *part.units[1:]), n_values=above.n_values)]
                continue
        out.append(part)
    return tuple(out)


def _goes_on(above: Region, line: Item, below: Region) -> bool:
    if not line.text.endswith(":") or len(line.text) > 200 or below.n_values != above.n_values:
        return False
    header = below.units[0].texts[:-1]
    return len(header) <= 1 and all(item.kind is Kind.NAME for item in header)


def _breaks(item: Item, follower: Item | None) -> bool:
    if item.prose or item.kind is Kind.RULE:
        return True
    if item.kind is not Kind.NAME:
        return False
    if follower is not None and follower.is_value and len(item.text) <= 250:
        return False
    return is_prose(item.text) or is_note_title(item.text)


def _units(stretch: Sequence[Item]) -> tuple[tuple[Unit, ...], tuple[Item, ...]]:
    """The units of a stretch without prose, and the text after the last value."""
    units: list[Unit] = []
    texts: list[Item] = []
    for is_value, group in groupby(stretch, key=lambda item: item.is_value):
        if is_value:
            units.append(Unit(texts=tuple(texts), values=tuple(group)))
            texts = []
        else:
            texts = list(group)
    return tuple(units), tuple(texts)


def _tables(stretch: Sequence[Item]) -> Iterator[Item | Region]:
    units, rest = _units(stretch)
    start = 0
    for end in range(1, len(units) + 1):
        if end == len(units) or _starts_table(units, start, end):
            yield from _region(units[start:end])
            start = end
    yield from rest


def _region(units: tuple[Unit, ...]) -> Iterator[Item | Region]:
    n = _count_columns(units)
    n_values = sum(len(unit.values) for unit in units)
    if n_values < 2 and not any(item.kind in DATED_KINDS for item in units[0].texts[:-1]):
        for unit in units:  # a lone number is a page's, not a table
            yield from unit.texts
            yield from unit.values
        return
    lead, units = _split_lead(units, n)
    yield from lead
    yield Region(units=units, n_values=n)


def _split_lead(units: tuple[Unit, ...], n: int) -> tuple[tuple[Item, ...], tuple[Unit, ...]]:
    """Headings that stand before the first header cell are no part of the table."""
    first = units[0]
    far = max(0, len(first.texts) - MAX_HEADER)
    texts = first.texts[far:]
    cut = _lead_length(texts[:-1], n)
    return first.texts[: far + cut], (Unit(texts=texts[cut:], values=first.values), *units[1:])


def _lead_length(texts: Sequence[Item], n: int) -> int:
    """How many lines at the start are titles: lines of words up to the last that reads as one, as long as heads for
    all `n` columns follow."""
    names = 0
    while names < len(texts) and texts[names].kind is Kind.NAME and texts[names].bar is None:
        names += 1
    for cut in range(names, 0, -1):
        rest = texts[cut:]
        if any(is_total(item.text) for item in texts[: cut - 1]) or not is_title(texts[cut - 1], rest):
            continue
        heads = sum(not item.text.endswith(":") for item in rest)
        if heads >= n or any(item.kind in HEADER_KINDS for item in texts[names : names + 1]):
            return cut
    return 0


def is_title(item: Item, below: Sequence[Item]) -> bool:
    """Whether a line that could head columns is the title of what stands below: it ends in a colon, it says so
    (`Revenue by region`), or it names two of the heads (`Total assets and depreciation` over these two)."""
    low = item.text.casefold()
    if low.endswith(":") or " by " in low or low.rsplit(maxsplit=1)[-1].rstrip(".") in words().title:
        return True
    heads = {other.text.casefold() for other in below if other.kind is Kind.NAME}
    return " and " in low and sum(head != low and head in low for head in heads) >= 2


def _starts_table(units: Sequence[Unit], start: int, at: int) -> bool:
    """Whether the text before unit `at` holds header cells, so that a table starts there."""
    texts = units[at].texts[:-1]
    if not texts:
        return False
    kinds = [item.kind for item in texts]
    if kinds.count(Kind.UNIT) >= 2 or _dated_run(texts) >= 2:
        return True
    if len(kinds) >= 2 and Kind.SCALE in kinds and any(kind in DATED_KINDS or kind is Kind.UNIT for kind in kinds):
        return True
    if _repeats(units[start].texts[:-1], texts):
        return True
    names = _longest_names(texts)
    count = len(units[at].values)
    if names < 2 or names < count:
        return False
    before = len(units[at - 1].values)
    strong = any(kind in HEADER_KINDS for kind in kinds) or is_total(texts[-1].text) or count != before
    return strong or names >= 3


def _dated_run(texts: Sequence[Item]) -> int:
    """The most cells in a row that are years, dates or periods, all different unless they are years under periods."""
    best = 0
    for dated, group in groupby(texts, key=lambda item: item.kind in DATED_KINDS):
        if dated:
            best = max(best, sum(1 for _ in group))
    return best


def _repeats(header: Sequence[Item], texts: Sequence[Item]) -> bool:
    """Whether two or more column names of the table so far come again, in order."""
    seen = {item.text.casefold() for item in header if item.kind is Kind.NAME and not item.text.endswith(":")}
    return sum(item.text.casefold() in seen for item in texts) >= 2


def _longest_names(texts: Sequence[Item]) -> int:
    best = 0
    for name, group in groupby(texts, key=lambda item: item.kind is Kind.NAME and not item.text.endswith(":")):
        if name:
            best = max(best, sum(1 for _ in group))
    return best


def _count_columns(units: Sequence[Unit]) -> int:
    """The number of value columns that explains most rows and the header."""
    counts = Counter(len(unit.values) for unit in units)
    texts = units[0].texts
    evidence = _header_counts(texts if texts and texts[-1].kind in HEADER_KINDS else texts[:-1])
    candidates = {c for c in (*counts, *evidence) if 0 < c <= MAX_COLUMNS} or {1}
    return max(sorted(candidates), key=lambda n: _explained(n, counts) + _spoken(n, evidence))


def _explained(n: int, counts: Counter[int]) -> float:
    """How many rows have just so many values; less for rows that lack some or run on into a row without a label, least
    where every row would."""
    score = 0.0
    for length, times in counts.items():
        if length == n:
            score += times
        elif length > n:
            score += times * ((0.3 if n in counts else 0.1) if length % n == 0 and n > 1 else -1.0)
        else:
            score += times * 0.4
    return score


def _spoken(n: int, evidence: Mapping[int, float]) -> float:
    """What the header says for `n` columns: a row of so many cells, or one that can stand over them in equal groups."""
    return max(
        (weight * (1.0 if n == count else 0.4) for count, weight in evidence.items() if n % count == 0), default=0.0
    )


def _header_counts(texts: Sequence[Item]) -> dict[int, float]:
    """How many columns the header cells speak for, with a weight for each count."""
    evidence: dict[int, float] = {}
    for kind, group in groupby(texts, key=lambda item: item.kind):
        cells = list(group)
        count = len(cells)
        if kind in (Kind.UNIT, Kind.YEAR, Kind.DATE) and count >= 2:
            evidence[count] = max(evidence.get(count, 0.0), 2.5)
        elif kind is Kind.NAME and count >= 2:
            for index, cell in enumerate(cells, start=1):
                if is_total(cell.text) and index > 1:
                    evidence[index] = max(evidence.get(index, 0.0), 1.5)
    return evidence


def label_of(texts: Sequence[Item]) -> int:
    """How many of the last lines of text are the row's label: more than one where it wraps."""
    count = 1 if texts else 0
    while count < len(texts) and _continues(texts[-count - 1], texts[-count]):
        count += 1
    return count


def _continues(first: Item, second: Item) -> bool:
    return first.kind is Kind.NAME and first.bar is None and wraps(first.text, second.text)
