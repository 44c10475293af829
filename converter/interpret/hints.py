"""From the words of headers, headings, labels and captions to a period on the document's calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from ..source import SourceRef
from .calendar import Fiscal
from .model import Calendar, PeriodHint
from .periods import PeriodWords, merge


def with_caption(words: PeriodWords, captions: Sequence[PeriodWords]) -> PeriodWords:
    """The period of a header completed by the captions (nearest first): only what the header leaves open, and only
    where the caption names one period."""
    for caption in captions:
        if not caption.said:
            continue
        words = merge([_lacking(caption, words), words])
        if words.year and (words.months or words.instant):
            break
    return words


def _lacking(caption: PeriodWords, words: PeriodWords) -> PeriodWords:
    """What `caption` may add: its duration where the header has none and shows no full date of another day."""
    same_day = not words.month or not caption.month or (words.month, words.day) == (caption.month, caption.day)
    tells_day = not words.month and not _days(caption) and bool(caption.months or caption.instant or not words.year)
    both = caption.instant and caption.durations
    return PeriodWords(
        months=caption.months if same_day and not words.instant else None,
        weeks=caption.weeks if not caption.plural and same_day and not words.months else None,
        quarter=None if words.year and words.month else caption.quarter,
        year=None if caption.plural else caption.year,
        month=caption.month if tells_day else None,
        day=caption.day if tells_day else None,
        begin=caption.begin if tells_day else None,
        instant=caption.instant and not both and not words.months,
        text="",
    )


def is_past_year(words: PeriodWords, calendar: Calendar) -> bool:
    """Whether a row's label is a bare year that may have been reported on: "2023" under the measure that the rows are
    of. A year to come is a name: that of what falls due in it."""
    latest = max(calendar.fiscal_year, calendar.period_end.year)
    return words.year is not None and not words.rest and not words.plural and 1990 <= words.year <= latest


def _days(caption: PeriodWords) -> bool:
    return len({(d.month, d.day) for d in caption.dates}) > 1


def period_hint(
    words: PeriodWords, fiscal: Fiscal, ref: SourceRef | None, durations: Sequence[int]
) -> PeriodHint | None:
    """The period that `words` mean, None where they say nothing.

    1. A full date is itself, and so is a first day. 2. A quarter or half of a fiscal year ends by the calendar.
    3. A bare year is the fiscal year (annual report) or the same quarter of that year (interim). 4. Without a year, the
    document's own.
    `durations` are those that the captions name: they decide what a date of an interim report is taken for.
    """
    if not words.said:
        return None
    calendar = fiscal.calendar
    months = 3 * fiscal.quarter if words.to_date and not words.months else words.months
    end = _end(words, fiscal, months)
    if end is None:
        return None
    default = 12 if fiscal.annual else durations[0] if len(durations) == 1 else 3 * fiscal.quarter
    if not months and end < calendar.period_end and end == fiscal.year_end(fiscal.year_of(end)):
        default = 12  # a balance-sheet date: what is no balance under it is of the year that it closes
    start = fiscal.start(end, months or default, words.weeks)
    if end == calendar.period_end and (months or default) == (12 if fiscal.annual else 3 * fiscal.quarter):
        start = calendar.period_start
    if words.begin is not None and words.begin < end and not words.instant:
        start = words.begin
    return PeriodHint(
        end=end,
        start=start,
        months=months,
        default_months=default,
        instant=words.instant and not months,
        text=words.text,
        ref=ref,
    )


def _end(words: PeriodWords, fiscal: Fiscal, months: int | None) -> date | None:
    calendar = fiscal.calendar
    if words.month:
        year = words.year or _year_for(words.month, words.day, fiscal)
        last = monthrange(year, words.month)[1]
        return date(year, words.month, min(words.day or last, last)) if 1900 <= year <= 2200 else None
    if words.year is None and words.quarter:
        later = not fiscal.annual and words.quarter > fiscal.quarter
        return fiscal.quarter_end(calendar.fiscal_year - later, words.quarter)
    if words.year is None:
        return calendar.period_end if months or words.to_date or words.instant else None
    year = words.year
    if not 1900 <= year <= 2200:
        return None
    by_calendar = calendar.fiscal_year not in fiscal.headed_years and calendar.period_end.year in fiscal.headed_years
    if by_calendar and not fiscal.annual and months != 12:
        year += calendar.fiscal_year - calendar.period_end.year
    if words.quarter:
        return fiscal.quarter_end(year, words.quarter)
    if fiscal.annual or months == 12:
        return fiscal.year_end(year)
    return fiscal.quarter_end(year, fiscal.quarter)


def _year_for(month: int, day: int | None, fiscal: Fiscal) -> int:
    """The latest year in which that day is not after the document's period end."""
    end = fiscal.calendar.period_end
    return end.year if (month, day or 1) <= (end.month, end.day) else end.year - 1
