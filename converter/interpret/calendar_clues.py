"""What the note's own words tell of the document's period: its last day, and whether a year or a part of one ends.

Without settings and without a cover page this is all there is, so a wrong clue moves every fact of the note.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from ..options import Settings
from .periods import PeriodWords

_INTERIM = frozenset({3, 6, 9})


def latest_end(headers: list[PeriodWords], asides: list[PeriodWords], named: Mapping[int, date]) -> date:
    """The latest period end that headers (else captions) show. A bare year ends on the day that a sentence dates it
    (`named`); where several dates of January or February are shown, on the one of the next year; on the date of that
    year that any of them shows; else on the day most often shown. The first of a month ends nothing, unless columns are
    headed by it."""
    every = [*headers, *asides]
    firsts = _first_days(headers)
    shown = [d for one in every for d in one.dates if _may_end(d, firsts)]
    days = Counter((m, d) for one in every if (m := one.month) and (d := one.day) and d != 1)
    for words in (headers, asides):
        dates = [d for one in words for d in one.dates if _may_end(d, firsts)]
        years = [y for one in words for y in one.years if 1990 <= y <= 2100 and y not in {d.year for d in one.dates}]
        if years and (not dates or max(years) > max(dates).year):
            year = max(years)
            month, day = max(days, key=lambda pair: days[pair]) if days else (12, 31)
            usual = date(year, month, min(day, monthrange(year, month)[1]))
            in_year = [d for d in shown if d.year == year]
            dates.append(named.get(year) or _early(every, year + 1) or max(in_year, default=usual))
        if dates:
            return max(dates)
    return date(2024, 12, 31)


def _early(every: Sequence[PeriodWords], year: int) -> date | None:
    """The end early in `year` of a fiscal year called by the year it begins in, where another is whole weeks before."""
    early = {d for words in every for d in words.dates if d.month <= 2}
    found = [d for d in early if d.year == year and any((d - other).days in (364, 371, 728, 735) for other in early)]
    return found[0] if len(found) == 1 else None


def _may_end(day: date, firsts: frozenset[date]) -> bool:
    return 1990 <= day.year <= 2100 and (day.day != 1 or day in firsts)


def _first_days(headers: list[PeriodWords]) -> frozenset[date]:
    """Firsts of a month that end a period of whole weeks: "July 1, 2023" over a column beside "June 25, 2022", the same
    weekday 52 or 53 weeks before or after."""
    dates = {d for words in headers for d in words.dates}
    return frozenset(
        d for d in dates if d.day == 1 and any(abs((d - other).days) in (7 * 52, 7 * 53) for other in dates)
    )


def form_and_period(
    settings: Settings, cover: dict[str, str], headers: list[PeriodWords], asides: list[PeriodWords], period_end: date
) -> tuple[str, str]:
    """Form and fiscal period. Without settings: an annual report, unless only durations under a year are named."""
    form = settings.form or cover.get("DocumentType", "")
    period = settings.fiscal_period or cover.get("DocumentFiscalPeriodFocus", "")
    if period == "FY" and form.upper().startswith("10-Q"):
        period = ""  # a cover page or a flag in error: a quarterly report ends no year
    durations = _durations(headers, asides)
    if (not period and form.upper().startswith(("10-Q", "6-K"))) or (not form and not period):
        annual = 12 in durations or not durations & _INTERIM
        if form.upper().startswith("10-Q"):
            annual = False
        longest = max((m for m in durations if m in _INTERIM), default=3)
        period = "FY" if annual else f"Q{longest // 3}"
        if not annual and settings.fiscal_year_end:
            period = period_from(period_end, settings.fiscal_year_end)
    period = period or "FY"
    return form or ("10-K" if period == "FY" else "10-Q"), period


def _durations(headers: list[PeriodWords], asides: list[PeriodWords]) -> set[int]:
    """The durations, in months, that tell an annual report from an interim one: those over the tables' columns.

    Sentences also speak of the last annual report, of lease terms and of "each of the next four years ending ...": they
    count only where the columns show no duration, or where the columns are three years and only one table is of a
    quarter."""
    over = {m for words in headers for m in words.durations}
    beside = {m for words in asides for m in words.durations}
    years = {y for words in headers for y in words.years}
    if over & _INTERIM and (len(years) < 3 or 12 not in beside):
        return over
    return over | beside


def period_from(period_end: date, year_end: tuple[int, int]) -> str:
    months = (period_end.month - year_end[0]) % 12 if period_end.day > 8 else (period_end.month - 1 - year_end[0]) % 12
    if year_end[1] <= 8:
        months = (months + 1) % 12
    return {3: "Q1", 6: "Q2", 9: "Q3"}.get(round(months / 3) * 3 % 12, "FY")
