"""52/53-week years: which weekday near which month end closes the year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct


class WeekRule(Struct, frozen=True):
    """`nearest`: the `weekday` (Monday 0) nearest the end of `month`; otherwise the last one in it."""

    weekday: int
    month: int
    nearest: bool


def is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def year_end_by(rule: WeekRule, near: date) -> date:
    """The year end by `rule` that lies nearest to `near`."""
    ends = [_end(rule, year) for year in (near.year - 1, near.year, near.year + 1)]
    return min(ends, key=lambda end: abs((end - near).days))


def _end(rule: WeekRule, year: int) -> date:
    last = date(year, rule.month, monthrange(year, rule.month)[1])
    back = (last.weekday() - rule.weekday) % 7
    if rule.nearest and back > 3:
        return last + timedelta(days=7 - back)
    return last - timedelta(days=back)


def week_rule(
    year_end: date, weekday: int, shown: tuple[date, ...], quarters: tuple[tuple[date, int], ...] = ()
) -> WeekRule:
    """The rule that `year_end` and the year ends among `shown` follow; where one must choose, `year_end` counts first,
    and the last weekday of a month comes before the one nearest to its end. `quarters` are quarter ends with the number
    of quarters since the year's end: thirteen weeks each, and one week more in a long year."""
    months = {year_end.month, (year_end - timedelta(days=8)).month}
    ends = [d for d in shown if d.weekday() == weekday and _distance(d, year_end) <= 9]
    rules = [WeekRule(weekday, month, nearest) for nearest in (False, True) for month in sorted(months)]
    if quarters:
        kept = [rule for rule in rules if all(_quarterly(rule, end, count) for end, count in quarters)]
        rules = kept or rules
    every = [rule for rule in rules if ends and all(year_end_by(rule, end) == end for end in (*ends, year_end))]
    fitting = every or [rule for rule in rules if year_end_by(rule, year_end) == year_end]
    return fitting[0] if fitting else min(rules, key=lambda rule: abs((year_end_by(rule, year_end) - year_end).days))


def _quarterly(rule: WeekRule, end: date, quarters: int) -> bool:
    """Whether a quarter end lies whole quarters, or a week more, after the year end by the rule."""
    weeks = (end - year_end_by(rule, end - timedelta(days=91 * quarters))).days // 7
    return weeks - 13 * quarters in (0, 1)


def _distance(day: date, year_end: date) -> int:
    """Days between `day` and the anniversary of `year_end` nearest to it."""
    return min(
        abs((day - (year_end + timedelta(days=round(365.25 * years)))).days)
        for years in range(day.year - year_end.year - 1, day.year - year_end.year + 2)
    )
