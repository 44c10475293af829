"""Roll-forwards: an amount at one date, what changed it, and the amount at a later date, row below row.

What stands between two balances happened between their dates, whatever period the caption speaks of; a row of the same
words between two other balances is the same line of another period. The balances are of what the caption names
("changes in the carrying amount of goodwill"), and an opening balance of January 1 is the closing one of the day
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from .model import InterpretedTable, Line, PeriodHint, Row, RowRole, Value
from .periods import read_period

_BALANCE = re.compile(
    r"^(?:goodwill,? )?(?:net )?(?:(?:beginning|opening|closing|ending) )?balances?\b(?! sheet)"
    r"|^goodwill,? (?:net,? )?(?:at |as of |beginning|opening|end)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:beginning|opening|start)\b", re.IGNORECASE)
_CLOSING = re.compile(r"\b(?:end|ending|closing)\b", re.IGNORECASE)
_OF = re.compile(
    r"\b(?:changes|activity|movements?|roll-?forwards?) (?:in|of) (?:the |our )?(?:net )?"
    r"(?:(?:carrying (?:amounts?|values?)|balances?) (?:of|in) )?(?:the |our )?((?:[\w-]+ ){0,3}?[\w-]+)"
    r"(?= (?:by|for|during|as|from|were|was|are|is|allocated|attribut\w+)\b|[.,:(]|$)",
    re.IGNORECASE,
)
_GOODWILL = re.compile(r"\bgoodwill\b(?! and)", re.IGNORECASE)
_DATA = (RowRole.LINE, RowRole.SUBTOTAL, RowRole.TOTAL)
_Place = tuple[int | None, int | None]
_DAY = timedelta(days=1)
_DAYS_A_MONTH = 30.4


class _Run(Struct, frozen=True, kw_only=True):
    """Two balances and the rows between them."""

    opening: Row
    between: tuple[Row, ...]
    closing: Row


def roll_forward(table: InterpretedTable) -> InterpretedTable:
    """`table` with the balances of its roll-forwards at their dates, on the line of what they are balances of, and what
    changed them in the time between."""
    runs = list(_runs(table.rows))
    if not runs:
        return table
    placed: dict[_Place, Value] = {(v.row, v.column): v for v in table.values if v.row is not None}
    changed: dict[str, PeriodHint] = {}
    rolled: set[int] = set()
    for run in runs:
        for column in {column for row, column in placed if row == run.closing.index}:
            found = _periods(run, column, placed)
            changed |= found
            if found:
                rolled |= {run.opening.index, run.closing.index, *(row.index for row in run.between)}
    values = tuple(replace(v, period=changed[v.id]) if v.id in changed else v for v in table.values)
    return _named(replace(table, values=values), runs, rolled)


def _runs(rows: Sequence[Row]) -> Iterator[_Run]:
    opening: Row | None = None
    between: list[Row] = []
    for row in rows:
        if row.role not in _DATA:
            continue
        if not _BALANCE.search(row.label):
            between.append(row)
            continue
        if opening is not None and between:
            yield _Run(opening=opening, between=tuple(between), closing=row)
        opening, between = row, []


def _periods(run: _Run, column: int | None, placed: Mapping[_Place, Value]) -> dict[str, PeriodHint]:
    """The periods of a run's values in one column; empty where the page does not tell two dates in order."""
    first, last = placed.get((run.opening.index, column)), placed.get((run.closing.index, column))
    closing = last.period if last is not None else None
    if last is None or closing is None:
        return {}
    start = _opened(run, first.period if first is not None else None, closing)
    if start is None or not start < closing.end:
        return {}
    out = {last.id: replace(closing, start=None, months=None, instant=True)}
    if first is not None:
        out[first.id] = replace(first.period or closing, end=start, start=None, months=None, instant=True)
    months = max(1, round((closing.end - start).days / _DAYS_A_MONTH))
    during = replace(closing, start=start + _DAY, months=months, instant=False)
    for row in run.between:
        value = placed.get((row.index, column))
        if value is not None and not read_period(row.label).dated:
            out[value.id] = during
    return out


def _opened(run: _Run, opening: PeriodHint | None, closing: PeriodHint) -> date | None:
    """The date of the opening balance: the day that its label shows, or the day before the column's period."""
    if read_period(run.opening.label).month and read_period(run.closing.label).month:
        if opening is None:
            return None
        before = opening.end - _DAY
        return before if (before.month, before.day) == (closing.end.month, closing.end.day) else opening.end
    if _OPENING.search(run.opening.label) and _CLOSING.search(run.closing.label) and closing.start is not None:
        return closing.start - _DAY
    return None


def _named(table: InterpretedTable, runs: Sequence[_Run], rolled: set[int]) -> InterpretedTable:
    """The balances on one line, by the name of what they are balances of, and the changes under that name."""
    ends = {row.index for run in runs for row in (run.opening, run.closing)} & rolled
    lines = {line.id: line for line in table.lines}
    balances = list(dict.fromkeys(v.line for v in table.values if v.row in ends))
    inner = {v.line for v in table.values if v.row in rolled - ends} - set(balances)
    if not balances or any(set(lines[line].rows) - ends for line in balances):
        return table
    one = lines[balances[0]]
    of = _what(one)
    rows = tuple(sorted(row for line in balances for row in lines[line].rows))
    made = replace(one, label=of or "Balance", rows=rows)
    path = f"Changes in {of.lower()}" if of else ""
    kept = []
    for line in table.lines:
        if line.id == one.id:
            kept.append(made)
        elif line.id in inner and path:
            kept.append(replace(line, path=(*line.path, path)))
        elif line.id not in balances:
            kept.append(line)
    values = tuple(replace(v, line=one.id) if v.line in balances else v for v in table.values)
    return replace(table, lines=tuple(kept), values=values)


def _what(balance: Line) -> str:
    """What the balances are of, by their own label, the headings and the captions; empty where nothing says it."""
    for text in (balance.label, *reversed(balance.path), *balance.context[:2]):
        if _GOODWILL.search(text):
            return "Goodwill"
        named = _OF.search(text)
        if named:
            return f"{named[1][0].upper()}{named[1][1:]}"
    return ""
