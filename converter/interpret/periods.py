"""What one text says of a period: `Three Months Ended June 30,`, `2023`, `As of December 31, 2024`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..knowledge import vocabulary
from .period_spans import span_in


class PeriodWords(Struct, frozen=True, kw_only=True):
    """The pieces of a period that a text gives, and the `rest` of the text. `months` are of the duration; `weeks` is
    given for "thirteen weeks"; `begin` is the first day where the text gives it; `quarter` is the quarter that the
    period ends with; `years` are all years named and `dates` all full dates; `plural` says that the text names several
    periods at once (a caption)."""

    months: int | None = None
    weeks: int | None = None
    begin: date | None = None
    quarter: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    instant: bool = False
    to_date: bool = False
    years: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    durations: tuple[int, ...] = ()
    plural: bool = False
    rest: str = ""
    text: str = ""

    @property
    def said(self) -> bool:
        return bool(self.months or self.year or self.month or self.instant or self.to_date)

    @property
    def dated(self) -> bool:
        """A full date, or a duration with its year: enough to tell a period from a name with a year in it."""
        return bool(self.dates or (self.month and self.year) or (self.months and self.year))


class _Patterns(Struct, frozen=True):
    dates: tuple[re.Pattern[str], ...]
    month_day: re.Pattern[str]
    month_year: re.Pattern[str]
    duration: re.Pattern[str]
    quarter: re.Pattern[str]
    half: re.Pattern[str]
    months: dict[str, int]
    counts: dict[str, int]
    ordinals: dict[str, int]


_YEAR = re.compile(
    r"(?<![\d$,.])(?:(?:fiscal(?:\s+years?)?|fy|cy|years?)\s*)?((?:19|20)\d\d)(?![\d%])(?!,\d)(?!\.\d)", re.IGNORECASE
)
_SPLIT_YEAR = re.compile(r"(?<![\d$,./])((?:19|20)\d\d)\s*[/–]\s*(?:20)?(\d\d)(?![\d/,.%-])")
_SHORT_YEAR = re.compile(r"\b(?:fy|fiscal\s|cy)\s*['’]?(\d\d)\b", re.IGNORECASE)
_YEAR_ENDED = re.compile(
    r"\b(?:for\s+)?(?:each\s+of\s+)?(?:the\s+)?(?:fiscal\s+|financial\s+"
    r"|calendar\s+)?years?(?:\s+then)?[\s-]+end(?:ed|ing)\b"
    r"|\bfiscal\s+years?\b|\bfor\s+the\s+(?:fiscal\s+)?years?\b|\bfull[\s-]+years?\b|\bannual\b|\byears?\s+end(?:ed)?$",
    re.IGNORECASE,
)
_INSTANT = re.compile(
    r"\b(?:as\s+of|as\s+at|balances?\s+at|at\s+year[\s-]end|as)(?=\s|$)|^\s*at\b(?!\s+and)"
    r"|\bat(?=\s+[A-Z][a-z]+\.?\s+\d)|\(?year[\s-]end\)?$",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\b(?:year|quarter)[\s-]to[\s-]date\b|\bytd\b", re.IGNORECASE)
# a line break between header words that the markup gave no space: "EndedJune 30,2023"
_GLUED = re.compile(
    r"(?<=[a-z,])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?\d)|(?<=\d,)(?=(?:19"
    r"|20)\d\d\b)|(?<=[a-z])(?=(?:Ended|Months)\b)"
)
_LEFT_OVER = re.compile(
    r"\b(?:for|the|ended|ending|end|and|of|in|at|as|to|period|periods|then|each|on|during|fiscal|unaudited"
    r"|respectively|month|months)\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> _Patterns:
    data: dict[str, Any] = vocabulary("periods")
    months: dict[str, int] = data["months"]
    counts: dict[str, int] = data["counts"]
    month = "|".join(sorted(months, key=len, reverse=True))
    count = "|".join(sorted(counts, key=len, reverse=True))
    flags = re.IGNORECASE
    return _Patterns(
        dates=(
            re.compile(
                rf"\b(?P<m>{month})\b\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*[,.]?\s*(?P<y>(?:1\d|20)\d\d)\b", flags
            ),
            re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{month})\b\.?,?\s+(?P<y>(?:1\d|20)\d\d)\b", flags),
            re.compile(r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d)\b"),
            re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ),
        month_day=re.compile(rf"\b({month})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)\s*,?", flags),
        month_year=re.compile(rf"\b({month})\b\.?,?\s+((?:19|20)\d\d)\b", flags),
        duration=re.compile(
            rf"\b({count}|\d{{1,2}})[\s-]+(?:and\s+({count}|\d{{1,2}})[\s-]+)?(month|week"
            rf"|quarter)s?(?:[\s-]+periods?)?\b",
            flags,
        ),
        quarter=re.compile(
            r"\b(first|second|third|fourth|1st|2nd|3rd|4th)?\s*(?:fiscal\s+)?quarters?\b(?:\s+ended)?|\bQ([1-4])\b",
            flags,
        ),
        half=re.compile(r"\b(first|second)\s+half\b|\bhalf[\s-]years?(?:\s+ended)?\b|\bH([12])\b", flags),
        months=months,
        counts=counts,
        ordinals=data["ordinals"],
    )


class _Scan:
    """Cuts what it recognises out of a text, piece by piece."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found = list(pattern.finditer(self.rest))
        if found:
            self.rest = pattern.sub(" \u2022 ", self.rest)
        return found


def _month(word: str, months: dict[str, int]) -> int:
    return int(word) if word.isdigit() else months[word.lower()]


def _date(match: re.Match[str], months: dict[str, int]) -> tuple[int, int, int]:
    return int(match["y"]), _month(match["m"], months), int(match["d"])


@cache
def read_period(text: str) -> PeriodWords:
    """The pieces of a period in `text`. A year of 1000 to 1999 in a date is kept as read: `slips` judges it."""
    found = PeriodWords(text=text, rest=text)
    text = _GLUED.sub(" ", text)
    if not any(char.isdigit() for char in text) and not re.search(
        r"month|quarter|year|week|half|ytd|date", text, re.IGNORECASE
    ):
        return found
    span = span_in(text)
    scan = _Scan(span.text if span else text)
    instant = bool(_INSTANT.search(text))
    found = _durations(scan, _dates(scan, found))
    if instant and (found.said or re.search(r"year[\s-]end", text, re.IGNORECASE)):
        scan.take(_INSTANT)
        found = replace(found, instant=not found.months)
    rest = scan.rest
    trimmed = _LEFT_OVER.sub(" ", re.sub(r"[\u2022,.;:()\-–—&/*]+", " ", rest)).strip()
    rest = "" if not trimmed else re.sub(r"\s+", " ", rest.replace("\u2022", " ")).strip(" ,;:-–—")
    if found.said and trimmed:
        rest = re.sub(r"(?:\s+(?:for|as|at|in|of|the|and|ended|on|during))+$", "", rest, flags=re.IGNORECASE)
    return replace(found, rest=rest, begin=span.begin if span else None)


def _dates(scan: _Scan, found: PeriodWords) -> PeriodWords:
    patterns = _patterns()
    full: list[tuple[int, int, int]] = []
    for pattern in patterns.dates:
        full += [_date(match, patterns.months) for match in scan.take(pattern)]
    if full:
        year, month, day = full[-1]
        found = replace(found, year=year, month=month, day=day, dates=tuple(filter(None, map(_valid, full))))
    month_years = scan.take(patterns.month_year) if not full else []
    if month_years:
        found = replace(found, month=_month(month_years[0][1], patterns.months), year=int(month_years[0][2]))
    month_days = scan.take(patterns.month_day)
    if month_days and not full and 1 <= int(month_days[-1][2]) <= 31:
        found = replace(found, month=_month(month_days[-1][1], patterns.months), day=int(month_days[-1][2]))
    return replace(found, plural=len(full) > 1 or len(month_days) > 1)


def _valid(parts: tuple[int, int, int]) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None


def _durations(scan: _Scan, found: PeriodWords) -> PeriodWords:
    patterns = _patterns()
    durations: list[int] = []
    for match in scan.take(patterns.duration):
        for word in filter(None, (match[1], match[2])):
            count = int(word) if word.isdigit() else patterns.counts[word.lower()]
            unit = match[3].lower()
            durations.append(count if unit == "month" else 3 * count if unit == "quarter" else round(count / 4.345))
            if unit == "week":
                found = replace(found, weeks=count)
    for match in scan.take(patterns.half):
        durations.append(6)
        found = replace(found, quarter=4 if (match[1] or match[2] or "").lower() in ("second", "2") else 2)
    durations += [12] * len(scan.take(_YEAR_ENDED))
    if scan.take(_TO_DATE):
        found = replace(found, to_date=True)
    for match in scan.take(patterns.quarter):
        durations.append(3)
        word = (match[1] or match[2] or "").lower()
        if word:
            found = replace(found, quarter=patterns.ordinals.get(word) or int(word[0]))
    years = [year + 1 for match in scan.take(_SPLIT_YEAR) if (year := int(match[1])) % 100 + 1 == int(match[2])]
    years += [int(match[1]) for match in scan.take(_YEAR)]
    years += [2000 + int(match[1]) for match in scan.take(_SHORT_YEAR)]
    if years and found.year is None:
        found = replace(found, year=years[-1] if len(years) == 1 else None)
    unique = tuple(dict.fromkeys(durations))
    all_years = tuple(dict.fromkeys([d.year for d in found.dates] + years))
    return replace(
        found,
        months=unique[0] if len(unique) == 1 else None,
        durations=unique,
        years=all_years,
        plural=found.plural or len(all_years) > 1 or len(unique) > 1,
    )


def merge(levels: list[PeriodWords]) -> PeriodWords:
    """One period from header levels, outermost first: each piece from the innermost level that gives it. A level that
    names several periods at once gives only what they share."""
    out = PeriodWords()
    for said in levels:
        level = said
        if not level.said:
            continue
        text = f"{out.text} {level.text}".strip()
        if level.plural:
            level = replace(
                level,
                year=None,
                month=level.month if _one_day(level) else None,
                day=level.day if _one_day(level) else None,
            )
        out = PeriodWords(
            months=level.months or (None if level.instant else out.months),
            weeks=level.weeks or out.weeks,
            begin=level.begin or (None if level.month or level.months else out.begin),
            quarter=level.quarter or out.quarter,
            year=level.year or out.year,
            month=level.month or out.month,
            day=level.day if level.month else out.day,
            instant=level.instant or (out.instant and not level.months),
            to_date=level.to_date or out.to_date,
            years=level.years or out.years,
            dates=level.dates or out.dates,
            text=text,
        )
    return out


def _one_day(level: PeriodWords) -> bool:
    return len({(d.month, d.day) for d in level.dates}) <= 1
