"""52/53-week years: which weekday near which month end closes the year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class WeekRule:
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


def week_rule(year_end: date, weekday: int, shown: tuple[date, ...]) -> WeekRule | None:
    """The rule that `year_end` (any year's end, within a week) and the year ends among `shown` follow, the last weekday
    of a month before the nearest to its end; None where no rule gives them."""
    months = {year_end.month, (year_end - timedelta(days=8)).month}
    ends = [d for d in shown if d.weekday() == weekday and _distance(d, year_end) <= 9]
    if year_end.weekday() == weekday:
        ends.append(year_end)
    rules = [WeekRule(weekday, month, nearest) for nearest in (False, True) for month in sorted(months)]
    fitting = [rule for rule in rules if ends and all(year_end_by(rule, end) == end for end in ends)]
    if fitting:
        return fitting[0]
    return min(rules, key=lambda rule: abs((year_end_by(rule, year_end) - year_end).days))


def _distance(day: date, year_end: date) -> int:
    """Days between `day` and the anniversary of `year_end` nearest to it."""
    return min(
        abs((day - (year_end + timedelta(days=round(365.25 * years)))).days)
        for years in range(day.year - year_end.year - 1, day.year - year_end.year + 2)
    )
