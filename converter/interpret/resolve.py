"""From what the page says of a period to the period of a fact, once the concept's period type is known (rule 31)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ..facts.model import Period
from .model import Calendar, PeriodHint


def months_before(end: date, months: int) -> date:
    """First day of the `months` calendar months that end on `end` (a month end, or the same day in its month)."""
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    month += 1
    last = monthrange(end.year, end.month)[1]
    day = monthrange(year, month)[1] if end.day == last else min(end.day, monthrange(year, month)[1])
    return date(year, month, day) + timedelta(days=1)


def period_of(hint: PeriodHint | None, period_type: str, calendar: Calendar) -> Period:
    """The period of a fact of a concept with `period_type` (`instant` or `duration`) under `hint`.

    1. An instant concept takes the hint's last day.
    2. A duration concept takes the hint's own start.
    3. Without a start: the hint's months, else the default months of the document, back from its last day.
    4. Without a hint: the document's own period.
    """
    if hint is None:
        if period_type == "instant":
            return Period(end=calendar.period_end)
        return Period(start=calendar.period_start, end=calendar.period_end)
    if period_type == "instant":
        return Period(end=hint.end)
    if hint.start is not None:
        return Period(start=hint.start, end=hint.end)
    if hint.end == calendar.period_end and hint.months is None:
        return Period(start=calendar.period_start, end=hint.end)
    return Period(start=months_before(hint.end, hint.months or hint.default_months), end=hint.end)
