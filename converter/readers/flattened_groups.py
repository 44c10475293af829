"""What the cells of a header row without geometry span, told by the dates and names of the row below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from .flattened_items import Item
from .text_lines import Kind, words

_WORD = re.compile(r"[^\W\d_]+")
_GLUED_PERCENT = re.compile(r"[^\W\d_]%$")
_DATED = frozenset({Kind.YEAR, Kind.DATE})


class Placed(Struct, frozen=True, kw_only=True):
    """A header cell with its first column (0 is the column of labels) and how many it spans."""

    item: Item
    col: int
    span: int = 1
    section: bool = False
    """A section over the rows below: it stands in the column of labels and heads no column."""


class Columns(Struct, frozen=True, kw_only=True):
    """What is known of a table's `n` columns before its header is cut into rows: those that restate the one before
    them (1-based), the dates that head them one each, and the names, in lower case, whose total a row below shows."""

    n: int
    pairs: frozenset[int]
    base: Sequence[Item]
    sections: frozenset[str]


def dated_base(items: Sequence[Item], n: int) -> Sequence[Item]:
    """The years or dates that head all `n` columns, one each; empty where no run of the header has so many."""
    start = 0
    for dated, group in groupby(items, key=lambda item: item.kind in _DATED):
        count = sum(1 for _ in group)
        if dated and count == n:
            return items[start : start + n]
        start += count
    return ()


def spans_over_dates(row: Sequence[Item], base: Sequence[Item]) -> list[int]:
    """How many of the columns with dates `base` each cell of the row above spans, empty where these do not tell.

    1. Periods and days in one row: a period stands over years that differ, a day over one.
    2. Years beside dates: a group for the run of each (`Net sales` over years, `Total assets` over dates).
    """
    kinds = {item.kind for item in row}
    if not base or len(row) < 2:
        return []
    if kinds == {Kind.PERIOD, Kind.DAY}:
        return _periods_and_days(row, base)
    runs = [sum(1 for _ in group) for _, group in groupby(base, key=lambda item: item.kind)]
    return runs if kinds == {Kind.NAME} and len(runs) == len(row) else []


def _periods_and_days(row: Sequence[Item], base: Sequence[Item]) -> list[int]:
    groups = _restarts(base)
    if len(groups) == len(row):
        return groups
    days = [item.text.casefold() for item in row if item.kind is Kind.DAY]
    if len(set(days)) < len(days):
        return []
    spans: list[int] = []
    for item in row:
        spans.append(1 if item.kind is Kind.DAY else next(iter(_restarts(base[sum(spans) :])), 0))
    return spans if sum(spans) == len(base) and min(spans) > 0 else []


def _restarts(base: Sequence[Item]) -> list[int]:
    """The sizes of runs of years that differ: a new one starts where a year comes again."""
    groups: list[int] = []
    seen: set[str] = set()
    for year in base:
        if not groups or year.text in seen:
            groups.append(0)
            seen = set()
        groups[-1] += 1
        seen.add(year.text)
    return groups


def over_segments(cell: Placed, names: Sequence[Item]) -> Placed:
    """`Reportable segments` spans the segments' columns alone, not those of corporate items or eliminations at their
    end and what follows; `names` head the columns one each."""
    found = _WORD.findall(cell.item.text.casefold())
    if cell.span == 1 or cell.col == 0 or not found or found[-1] != "segments":
        return cell
    below = names[cell.col - 1 : cell.col - 1 + cell.span]
    beside = (
        i for i, name in enumerate(below) if words().beside_segments.intersection(_WORD.findall(name.text.casefold()))
    )
    return replace(cell, span=max(1, next(beside, cell.span)))


def with_percents(items: Sequence[Item], rows: Sequence[Sequence[Item]], n: int) -> tuple[Item, ...]:
    """The header with `Amount%` parted into two cells where the columns need them: a dump that closes numbers with
    their percent sign closes the cell `Amount` with the `%` over the next column too. `rows` are complete rows."""
    glued = [index for index, item in enumerate(items) if item.kind is Kind.NAME and _GLUED_PERCENT.search(item.text)]
    if not glued:
        return tuple(items)
    percents = sum(2 * sum("%" in row[col].text for row in rows) > len(rows) for col in range(n))
    first = glued[0]
    while first and items[first - 1].kind is Kind.NAME:
        first -= 1
    names = glued[-1] + 1 - first
    if percents != len(glued) or names + len(glued) != n:
        return tuple(items)
    out: list[Item] = []
    for index, item in enumerate(items):
        if index in glued:
            sign = replace(item, text="%", kind=Kind.UNIT, offset=item.end - 1)
            out += [replace(item, text=item.text[:-1], end=item.end - 1), sign]
        else:
            out.append(item)
    return tuple(out)
