"""Periods in sentences: "for the three and six months ended June 30, 2025", "fiscal 2024, 2023, and 2022", and which of
them each amount of a run belongs to ("respectively").

A phrase is a run of durations, dates and years with only connecting words between them. Its periods are listed as they
are read: every duration for every date or year, the durations outermost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from ..knowledge import vocabulary
from .calendar import Fiscal
from .model import PeriodHint

_LEADS = re.compile(
    r"\s*,?\s*(?:of|was|were|is|are|totall?ed|amounted to)\s+(?:approximately\s+|about\s+)?", re.IGNORECASE
)
"""Between a period and the amounts that it goes with: "a gain during the year ended June 30, 2031 of $5 million"."""
_MONTH = re.compile(
    r"(?<!ended )(?<!ending )\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December),?\s+$"
)
"""Before a year that is no fiscal year: "paid in May 2031"."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_LINK = re.compile(
    r"[\s,()]*(?:(?:and|or|of|ended|ending|the|fiscal|years?|year’s|year's|for|in|both|each|period|periods|quarters?|months?|then|as|at|to|our|calendar|from)"
    r"[\s,()]+)*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:(?:same|comparable|corresponding|respective|similar)\s+(?:(?:three|six|nine|twelve)[- ]months?\s+)?"
    r"(?P<own>(?:prior|previous)[- ]years?\s+)?(?:periods?|quarters?|months)"
    r"(?:\s+(?:(?:in|of|during|for)\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?"
    r"(?:(?P<year>20\d\d)\b|(?P<prior>(?:prior|previous|preceding|last)(?:\s+fiscal)?\s+year)\b))?"
    r"|(?P<bare>prior[- ]year)\s+(?:periods?|quarters?))\b",
    re.IGNORECASE,
)
"""The periods named before, of an earlier year: "for the same periods of 2030", "the prior-year periods"."""


class Token(Struct, frozen=True, kw_only=True):
    """`kind` is duration, quarter, part (the first so many months), date, day (no year) or year."""

    kind: str
    start: int
    end: int
    months: int = 0
    weeks: int | None = None
    quarter: int = 0
    year: int = 0
    month: int = 0
    day: int = 0
    instant: bool = False


class Phrase(Struct, frozen=True, kw_only=True):
    """Periods named together, at a place of the sentence."""

    start: int
    end: int
    periods: tuple[PeriodHint, ...]


@cache
def _token_pattern() -> re.Pattern[str]:
    words = vocabulary("periods")
    month = "|".join(sorted(words["months"], key=len, reverse=True))
    count = "|".join(sorted(words["counts"], key=len, reverse=True))
    return re.compile(
        rf"(?P<part>\bfirst\s+(?P<part_count>{count}|\d{{1,2}})\s+months\b|\b(?P<half>first|second)\s+half\b)"
        rf"|\b(?P<quarter>first|second|third|fourth)(?:\s+(?:fiscal\s+)?quarters?\b|(?=(?:\s+and\s+(?:first|second|third|fourth))+\s+quarters?))"
        rf"|\b(?P<count>{count}|\d{{1,2}})(?:[\s-]+(?P<unit>month|week|quarter)s?\b|(?=\s+and\s+(?:{count}|\d{{1,2}})[\s-]+(?:month|week)s?\b))"
        rf"|(?P<instant>\b(?:as\s+of|at|on)\s+)?\b(?P<month>{month})\b\.?\s+(?P<day>\d{{1,2}})(?:\s*,\s*(?P<date_year>(?:19|20)\d\d))?(?!\d)"
        rf"|\b(?P<fiscal>years?\s+(?:then\s+)?ended)\b"
        rf"|(?<![\d$€£¥,.-])(?P<year>(?:19|20)\d\d)(?![\d%-])(?!,\d)(?!\.\d)(?!\s+(?-i:(?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]+))",
        re.IGNORECASE,
    )


def phrases(text: str, fiscal: Fiscal) -> list[Phrase]:
    """The period phrases of a sentence in order. A phrase without a year takes the years of the next one, else of the
    document."""
    groups: list[list[Token]] = []
    tokens = _tokens(text)
    first = tokens[0].end if tokens else len(text)
    again = [match for match in _AGAIN.finditer(text) if any(match.groups()) and match.start() >= first]
    for token in tokens:
        if any(match.start() <= token.start < match.end() for match in again):
            continue
        last = groups[-1][-1] if groups else None
        heads = text[token.end : token.end + 1] == ":"  # "in 2024 (2023: 20%)": what follows is of that year
        if last is not None and not heads and _LINK.fullmatch(text[last.end : token.start]):
            groups[-1].append(token)
        else:
            groups.append([token])
    years: list[Token] = []
    found = []
    for group in reversed(groups):
        dated = [token for token in group if token.kind in {"date", "year"}]
        if not dated and all(token.kind == "fiscal" for token in group):
            continue
        start, end = group[0].start, group[-1].end
        years = dated or years
        periods = tuple(_expand(group if dated else [*group, *years], fiscal, text[start:end]))
        if periods:
            found.append(Phrase(start=start, end=end, periods=periods))
    found.reverse()
    for match in again:
        before = [phrase for phrase in found if phrase.end <= match.start()]
        if before:
            periods = _of_year(before[-1].periods, int(match["year"] or 0), fiscal)
            place = found.index(before[-1]) + 1
            found.insert(place, Phrase(start=match.start(), end=match.end(), periods=periods))
    return found


def _of_year(periods: Sequence[PeriodHint], year: int, fiscal: Fiscal) -> tuple[PeriodHint, ...]:
    """The same periods of an earlier fiscal year; of the year before where none is told (0)."""
    latest = max(fiscal.year_of(hint.end) for hint in periods)
    return tuple(_earlier(hint, latest - year if 0 < year < latest else 1, fiscal) for hint in periods)


def _earlier(hint: PeriodHint, years: int, fiscal: Fiscal) -> PeriodHint:
    year = fiscal.year_of(hint.end)
    quarters = [number for number in (1, 2, 3, 4) if fiscal.quarter_end(year, number) == hint.end]
    end = fiscal.quarter_end(year - years, quarters[0]) if quarters else _years_before(hint.end, years)
    start = _years_before(hint.start, years) if hint.start is not None else None
    if hint.months is not None and start is not None:
        start = fiscal.start(end, hint.months)
    return replace(hint, end=end, start=start)


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def assign(
    spans: Sequence[tuple[int, int, int]], length: int, found: Sequence[Phrase], text: str = ""
) -> list[tuple[PeriodHint | None, ...]]:
    """The periods of each run of amounts; `spans` are the runs' start, end and number of amounts, in order.

    0. The phrase right before, with a verb or "of" between, if it names as many periods.
    1. The phrase that follows before the next run, if it names as many periods.
    2. The phrase before, if it names as many; 3. one further on that does.
    4. The one period that follows, or else stands before: it goes for all.
    5. The first periods of the phrase that follows.
    A phrase taken as the one that follows a run is not the phrase before another.
    """
    starts, ends = [phrase.start for phrase in found], [phrase.end for phrase in found]
    taken: set[int] = set()
    out: list[tuple[PeriodHint | None, ...]] = []
    for at, (start, end, count) in enumerate(spans):
        next_start = spans[at + 1][0] if at + 1 < len(spans) else length
        follows = bisect_left(starts, end)
        after = found[follows : follows + 1]
        near = [phrase for phrase in after if phrase.start < next_start]
        last = bisect_right(ends, start) - 1
        while last in taken:
            last -= 1
        before = [found[last]] if last >= 0 else []
        bound = before if before and _LEADS.fullmatch(text[before[0].end : start]) else []
        periods, phrase = _fitting(count, [*bound, *near, *before, *after])
        out.append(periods)
        if phrase is not None and phrase in near:
            taken.add(follows)
    return out


def _fitting(count: int, ranked: Sequence[Phrase]) -> tuple[tuple[PeriodHint | None, ...], Phrase | None]:
    for phrase in ranked:
        if len(phrase.periods) == count:
            return phrase.periods, phrase
    for phrase in ranked:
        if len(phrase.periods) == 1:
            return phrase.periods * count, phrase
    for phrase in ranked:
        if len(phrase.periods) > count:
            return phrase.periods[:count], phrase
    return (None,) * count, None


def _tokens(text: str) -> list[Token]:
    words = vocabulary("periods")
    found = []
    for match in _token_pattern().finditer(text):
        start, end = match.span()
        if match["part"]:
            months = _count(match["part_count"], words["counts"]) if match["part_count"] else 6
            quarter = 4 if match["half"] == "second" else months // 3
            found.append(Token(kind="part", start=start, end=end, months=months, quarter=quarter))
        elif match["quarter"]:
            found.append(Token(kind="quarter", start=start, end=end, months=3, quarter=_ORDINALS[match["quarter"]]))
        elif match["count"]:
            found.append(_duration(match, words["counts"]))
        elif match["month"]:
            kind = "date" if match["date_year"] else "day"
            found.append(
                Token(
                    kind=kind,
                    start=start,
                    end=end,
                    year=int(match["date_year"] or 0),
                    month=words["months"][match["month"].lower()],
                    day=int(match["day"]),
                    instant=bool(match["instant"]),
                )
            )
        elif match["fiscal"]:
            found.append(Token(kind="fiscal", start=start, end=end, months=12))
        elif not _MONTH.search(text[max(0, start - 25) : start]):
            found.append(Token(kind="year", start=start, end=end, year=int(match["year"])))
    return found


def _duration(match: re.Match[str], counts: dict[str, int]) -> Token:
    count, unit = _count(match["count"], counts), match["unit"] or "month"
    weeks = count if unit == "week" else None
    months = round(count / 4.345) if weeks else count * 3 if unit == "quarter" else count
    return Token(kind="duration", start=match.start(), end=match.end(), months=months, weeks=weeks)


def _count(word: str, counts: dict[str, int]) -> int:
    return int(word) if word.isdigit() else counts[word.lower()]


def _expand(group: Sequence[Token], fiscal: Fiscal, text: str) -> list[PeriodHint]:
    """The periods of a phrase; a duration after a date begins anew ("three months ended … and six months ended …")."""
    parts: list[tuple[list[Token], list[Token]]] = [([], [])]
    for token in group:
        when = token.kind in {"date", "year", "day"}
        if not when and parts[-1][1]:
            parts.append(([], []))
        parts[-1][1 if when else 0].append(token)
    if len(parts) > 1 and not parts[-1][1]:
        parts.pop()
    hints = []
    for spans, times in parts:
        month_day = next((token for token in times if token.month), None)
        instant = any(token.instant for token in times)
        every_span: list[Token | None] = [*spans] or [None]
        every_time: list[Token | None] = [*times] or [None]
        for span in every_span:
            for time in every_time:
                if time is not None and time.kind == "day" and any(other.kind == "year" for other in times):
                    continue
                hint = _so_far(span, time, times, fiscal) or _hint(span, time, month_day, fiscal)
                if hint is not None:
                    hints.append(replace(hint, instant=instant and not spans, text=text))
    return hints


def _so_far(span: Token | None, time: Token | None, times: Sequence[Token], fiscal: Fiscal) -> PeriodHint | None:
    """A bare year of an interim report: where the year that is not over is named, the year so far, and as much of the
    others named with it."""
    calendar = fiscal.calendar
    bare = all(token.kind == "year" for token in times) and (span is None or span.kind == "fiscal")
    if fiscal.annual or time is None or not bare or max(token.year for token in times) != calendar.fiscal_year:
        return None
    months = 3 * fiscal.quarter
    end = fiscal.quarter_end(time.year, fiscal.quarter)
    return PeriodHint(end=end, start=fiscal.start(end, months), months=months)


def _hint(span: Token | None, time: Token | None, month_day: Token | None, fiscal: Fiscal) -> PeriodHint | None:
    year = time.year if time is not None and time.year else fiscal.calendar.fiscal_year
    if span is not None and span.kind in {"quarter", "part"}:
        end = fiscal.quarter_end(year, min(span.quarter, 4))
        return PeriodHint(end=end, start=fiscal.start(end, span.months), months=span.months)
    if month_day is not None:
        shown = time if time is not None and time.month else month_day
        day = _day(year, shown.month, shown.day, fiscal, exact=bool(time is not None and time.month and time.year))
        if day is None:
            return None
        end = day
        if span is None:
            year_end = end == fiscal.year_end(fiscal.year_of(end))
            start = fiscal.start(end, 12) if year_end else None
            return PeriodHint(end=end, start=start, default_months=12 if fiscal.annual or year_end else 3)
        return PeriodHint(end=end, start=fiscal.start(end, span.months, span.weeks), months=span.months)
    if span is not None and span.kind == "duration":
        end = fiscal.quarter_end(year, fiscal.quarter)
        return PeriodHint(end=end, start=fiscal.start(end, span.months, span.weeks), months=span.months)
    if not 1990 <= year <= 2100:
        return None
    end = fiscal.year_end(year)
    return PeriodHint(end=end, start=fiscal.start(end, 12), months=12)


def _day(year: int, month: int, day: int, fiscal: Fiscal, *, exact: bool) -> date | None:
    """The day meant: as shown, or in a 52/53-week calendar the period end near it in another year."""
    try:
        shown = date(year, month, day)
    except ValueError:
        return None
    if exact or not fiscal.calendar.weeks:
        return shown
    fiscal_year = fiscal.year_of(shown)
    ends = [fiscal.quarter_end(y, q) for y in (fiscal_year - 1, fiscal_year) for q in (1, 2, 3, 4)]
    near = min(ends, key=lambda end: abs((end - shown).days))
    return near if abs((near - shown).days) <= 8 else shown
