"""The document's fiscal calendar: from the settings, else the cover page, else what the note itself shows.

Where each piece comes from, in this order:
1. the settings (`--period-end`, `--fiscal-year-end`, `--fiscal-year`, `--fiscal-period`, `--form`);
2. the document's own cover (dei facts);
3. the note: the latest period end of its table headers, the longest duration that ends on it, the balance-sheet dates.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from ..options import Settings
from .calendar_clues import form_and_period, latest_end, period_from
from .model import Calendar
from .named_years import named_years, stated_rule
from .periods import PeriodWords
from .resolve import months_before
from .weeks import WeekRule, is_month_end, week_rule, year_end_by

_QUARTER = {"Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4, "FY": 4}


class Fiscal(Struct, frozen=True, kw_only=True):
    """A calendar that can be asked: `rule` tells the ends of 52/53-week years, `shown` are the dates the note shows."""

    calendar: Calendar
    rule: WeekRule | None = None
    shown: tuple[date, ...] = ()
    headed_years: tuple[int, ...] = ()
    named: Mapping[int, date] = field(default_factory=dict)
    """The last days of the fiscal years that sentences date."""
    _ends: dict[int, date] = field(default_factory=dict)

    @property
    def annual(self) -> bool:
        return self.calendar.fiscal_period == "FY"

    @property
    def quarter(self) -> int:
        return _QUARTER.get(self.calendar.fiscal_period, 4)

    def year_end(self, fiscal_year: int) -> date:
        """The last day of that fiscal year, as shown in the note where it is, else by the rule."""
        if fiscal_year not in self._ends:
            self._ends[fiscal_year] = self._find_year_end(fiscal_year)
        return self._ends[fiscal_year]

    def _find_year_end(self, fiscal_year: int) -> date:
        calendar = self.calendar
        own = own_year_end(calendar.period_end, calendar.fiscal_year_end, annual=self.annual)
        year = own.year + fiscal_year - calendar.fiscal_year
        month, day = calendar.fiscal_year_end
        if self.annual and fiscal_year == calendar.fiscal_year:
            return calendar.period_end
        if fiscal_year in self.named:
            return self.named[fiscal_year]
        usual = date(year, month, min(day, monthrange(year, month)[1]))
        if not calendar.weeks or self.rule is None:
            return usual
        near = [
            d
            for d in self.shown
            if abs((d - usual).days) <= 8 and d.weekday() == self.rule.weekday and d != calendar.period_end
        ]
        return near[0] if near and (self.annual or not self._quarterly(near[0])) else year_end_by(self.rule, usual)

    def _quarterly(self, day: date) -> bool:
        """Whether a date is a quarter end comparable to the document's own, so no year end."""
        return any(abs((self.calendar.period_end - day).days - 364 * years) <= 8 for years in (0, 1, 2))

    def year_of(self, day: date) -> int:
        """The fiscal year that `day` falls in."""
        year = self.calendar.fiscal_year + day.year - self.calendar.period_end.year
        for candidate in (year - 1, year, year + 1):
            if day <= self.year_end(candidate):
                return candidate
        return year + 1

    def start(self, end: date, months: int, weeks: int | None = None) -> date:
        """The first day of the `months` (or `weeks`) that end on `end`."""
        if weeks:
            return end - timedelta(days=7 * weeks - 1)
        year = self.year_of(end)
        year_start = self.year_end(year - 1) + timedelta(days=1)
        weekly = self.calendar.weeks or not is_month_end(end)
        if not weekly:
            return months_before(end, months)
        from_start = (end - year_start).days + 1
        if abs(from_start - months * 30.44) < 16:
            return year_start
        return end - timedelta(days=round(months / 3) * 91 - 1)

    def quarter_end(self, fiscal_year: int, quarter: int) -> date:
        """The last day of a fiscal quarter."""
        if quarter == self.quarter and fiscal_year == self.calendar.fiscal_year:
            return self.calendar.period_end
        end = self.year_end(fiscal_year)
        if quarter == 4:
            return end
        before = [d for d in self.shown if abs((end - d).days - 91 * (4 - quarter)) <= 8]
        if not self.calendar.weeks and not is_month_end(self.calendar.period_end) and before:
            return before[0]
        if self.calendar.weeks:
            alike = [d for d in before if d.weekday() == self.calendar.period_end.weekday()]
            if len(alike) == 1:  # as shown: a long year has one quarter of fourteen weeks
                return alike[0]
            return end - timedelta(days=91 * (4 - quarter))
        return months_before(end, 3 * (4 - quarter)) - timedelta(days=1)


def own_year_end(period_end: date, year_end: tuple[int, int], *, annual: bool) -> date:
    """The end, by month and day, of the fiscal year that `period_end` falls in (within the slack of a 53-week year)."""
    month, day = year_end
    ends = [date(y, month, min(day, monthrange(y, month)[1])) for y in range(period_end.year - 1, period_end.year + 3)]
    if annual:
        return min(ends, key=lambda end: abs((end - period_end).days))
    return next(end for end in ends if (end - period_end).days > 20)


def find_calendar(
    settings: Settings,
    cover: dict[str, str],
    headers: list[PeriodWords],
    asides: list[PeriodWords],
    year_ends: Sequence[date] = (),
    texts: Sequence[str] = (),
) -> Fiscal:
    """The fiscal calendar of the document. `headers` are the periods of the tables' headers and labels, `asides` those
    of captions and sentences, `year_ends` the ends of earlier years in the prior filing: as good as shown; `texts` are
    what may date a fiscal year or state the rule for its end."""
    named = named_years(texts)
    told = {d for words in [*headers, *asides] for d in words.dates if 1990 <= d.year <= 2100}
    shown = tuple(sorted(told | set(year_ends) | set(named.values()), reverse=True))
    evidence: list[str] = []
    period_end = settings.period_end or _cover_date(cover, "DocumentPeriodEndDate")
    evidence.append("period end from the settings" if settings.period_end else "period end from the cover")
    assumed = period_end is None
    if period_end is None:
        period_end = latest_end(headers, asides, named)
        evidence[-1] = "period end: the latest in the note's tables"
        if not named and not any(words.month for words in [*headers, *asides]):
            evidence[-1] = "nothing in the note names a day or a month: the end of December is a guess"
    form, period = form_and_period(settings, cover, headers, asides, period_end)
    year_end = settings.fiscal_year_end or _cover_month_day(cover) or _year_end(period, period_end, shown)
    annual = period == "FY"
    if not annual and settings.fiscal_period is None and settings.fiscal_year_end:
        period = period_from(period_end, year_end)
        annual = period == "FY"
    stated = stated_rule(texts, period_end, annual=annual)
    if stated is not None and not annual and not _told(settings, cover):
        year_end, period = _by_rule(stated, period_end, year_end, period)
    own = own_year_end(period_end, year_end, annual=annual)
    in_headers = (*(d for words in headers for d in words.dates), *year_ends)
    headed = tuple(sorted({y for words in headers for y in words.years}, reverse=True))
    fiscal_year = settings.fiscal_year or _cover_year(cover) or _fiscal_year(own, headers, named, annual=annual)
    weeks = stated is not None or _weeks(period_end, own, shown if annual else in_headers, in_headers, annual=annual)
    quarters = 0 if annual else _QUARTER.get(period, 4)
    closed = period_end - timedelta(days=91 * quarters)
    alike = tuple((d, quarters) for d in shown if _comparable(d, period_end)) if quarters else ()
    rule = stated or (week_rule(closed, period_end.weekday(), shown, alike) if weeks else None)
    draft = Calendar(
        period_end=period_end,
        period_start=period_end,
        fiscal_year_end=year_end,
        fiscal_year=fiscal_year,
        fiscal_period=period,
        form=form,
        weeks=weeks,
        assumed=assumed,
        evidence="; ".join(evidence),
    )
    fiscal = Fiscal(calendar=draft, rule=rule, shown=shown, headed_years=headed, named=named)
    start = fiscal.year_end(fiscal_year - 1) + timedelta(days=1)
    return replace(fiscal, calendar=replace(draft, period_start=start), _ends={})


def _told(settings: Settings, cover: dict[str, str]) -> bool:
    """Whether settings or cover name the year's end or the quarter of an interim report."""
    period = settings.fiscal_period or cover.get("DocumentFiscalPeriodFocus", "FY")
    return period != "FY" or settings.fiscal_year_end is not None or _cover_month_day(cover) is not None


def _by_rule(rule: WeekRule, period_end: date, year_end: tuple[int, int], period: str) -> tuple[tuple[int, int], str]:
    """Year end and quarter of an interim report by the rule that its sentences state for the year's end: columns of
    three months alone do not tell which quarter they are."""
    told = rule.month, monthrange(2023, rule.month)[1]
    quarter = period_from(period_end, told)
    return (year_end, period) if quarter == "FY" else (told, quarter)


def _comparable(day: date, period_end: date) -> bool:
    """Whether a date is the document's period end or its like of a year or two before, to the weekday."""
    return day.weekday() == period_end.weekday() and any(
        abs((period_end - day).days - 364 * years) <= 8 for years in (0, 1, 2)
    )


def _cover_date(cover: dict[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(cover.get(name, ""))
    except ValueError:
        return None


def _cover_month_day(cover: dict[str, str]) -> tuple[int, int] | None:
    digits = [int(part) for part in cover.get("CurrentFiscalYearEndDate", "").strip("-").split("-") if part.isdecimal()]
    return (digits[0], digits[1]) if len(digits) == 2 else None


def _cover_year(cover: dict[str, str]) -> int | None:
    text = cover.get("DocumentFiscalYearFocus", "")
    return int(text) if text.isdecimal() else None


def _year_end(period: str, period_end: date, shown: tuple[date, ...]) -> tuple[int, int]:
    """Month and day of the fiscal year's end: the period end of an annual report; else the balance-sheet date shown for
    the year before; else whole quarters after the period end."""
    quarter = _QUARTER.get(period, 4)
    if quarter == 4:
        return period_end.month, period_end.day
    previous = period_end - timedelta(days=91 * quarter)
    near = [d for d in shown if abs((d - previous).days) <= 12]
    if near:
        return near[0].month, near[0].day
    month = (period_end.month + (0 if period_end.day > 8 else -1) + 3 * (4 - quarter) - 1) % 12 + 1
    return month, monthrange(2023, month)[1]


def _fiscal_year(own: date, headers: list[PeriodWords], named: Mapping[int, date], *, annual: bool) -> int:
    """The year a fiscal year is called by: what sentences call it; where it ends early in the year, the headers tell
    ("2023" for the one that ends in February 2024)."""
    called = next((year for year, end in named.items() if abs((end - own).days) <= 8), None)
    if called is not None:
        return called
    bare = {y for words in headers if not words.dates for y in words.years}
    if annual and own.month <= 2 and bare and max(bare) == own.year - 1:
        return own.year - 1
    return own.year


def _weeks(period_end: date, own: date, shown: tuple[date, ...], in_headers: tuple[date, ...], *, annual: bool) -> bool:
    """Whether fiscal years end on a weekday, not a date.

    An annual period that ends within a month does. An interim one that does may belong to a year that ends on a date
    (quarters of 13 weeks in a calendar year): it does where its end, or a year end shown, lies within a month, or where
    the comparative quarter end has drifted, or where the year does not end with December. The first of a month counts
    as a year end over a column only: in a sentence it is a day from which something holds.
    """
    year_ends = [d for d in shown if abs((d - own.replace(year=d.year, day=min(own.day, 28))).days) <= 9]
    same_weekday = [d for d in shown if not is_month_end(d) and d.weekday() == period_end.weekday()]
    if annual:
        return not is_month_end(period_end) or any(
            d in same_weekday and (d.day != 1 or d in in_headers) for d in year_ends
        )
    if is_month_end(period_end):
        return bool(same_weekday) and (own.month != 12 or any(d in same_weekday and d.day != 1 for d in year_ends))
    if not is_month_end(own) and (own.month, own.day) != (2, 28):
        return True  # the cover says so
    if year_ends:
        return any(not is_month_end(d) for d in year_ends)
    drifted = any(350 < (period_end - d).days < 380 and _off_month_end(d) >= 5 for d in shown)
    return own.month != 12 or drifted


def _off_month_end(day: date) -> int:
    """Days between `day` and the nearest end of a month."""
    return min(day.day, monthrange(day.year, day.month)[1] - day.day)
