"""Periods that a text gives from their first day to their last: "from March 15, 2024 through December 31, 2024".

A company founded, bought or merged within the year reports such a part of a year, as does one before and after a change
of owners; no count of months can tell where it begins.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec import Struct

from ..knowledge import vocabulary

_LONGEST = 800
"""Days: more than two years are no period of a report, unless they began with the company."""
_INCEPTION = r"(?:date\s+of\s+)?(?:inception|formation|incorporation|commencement(?:\s+of\s+operations)?)"
_JOIN = re.compile(r"\b(?:through|to|until)\b|[-–—]", re.IGNORECASE)


class Span(Struct, frozen=True):
    """The text with its first day cut out, so that what is left reads as the last day alone, and the first day."""

    text: str
    begin: date


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(vocabulary("periods")["months"], key=len, reverse=True))

    def day(mark: str) -> str:
        return (
            rf"(?:(?P<m{mark}>{months})\b\.?\s*(?P<d{mark}>\d{{1,2}})(?:\s*,\s*|\s+)?(?P<y{mark}>(?:19|20)\d\d)?"
            rf"|(?P<e{mark}>\d{{1,2}})\s+(?P<n{mark}>{months})\b\.?,?(?:\s+(?P<z{mark}>(?:19|20)\d\d))?)"
        )

    return re.compile(
        r"(?:\b(?:for\s+)?(?:the\s+)?(?:fiscal\s+)?period\s+)?(?:\b(?:from|beginning|commencing|between)\s+(?:on\s+)?)?"
        rf"(?P<before>\(?{_INCEPTION}\)?\s*,?\s*)?\(?{day('1')}\s*\)?\s*,?\s*(?P<after>\(?(?:the\s+)?{_INCEPTION}\)?\s*)?"
        rf"(?:through|to|until|and\s+ended|[-–—])\s+(?P<end>{day('2')})",
        re.IGNORECASE,
    )


def span_in(text: str) -> Span | None:
    """The first period in `text` that is given by both its days, None where there is none or the days are no period."""
    if not _JOIN.search(text):
        return None
    match = _pattern().search(text)
    if match is None:
        return None
    last_year = match["y2"] or match["z2"]
    first_year = match["y1"] or match["z1"] or last_year
    begin, end = _day(match, "1", first_year), _day(match, "2", last_year)
    founded = bool(match["before"] or match["after"])
    if begin is None or end is None or not begin < end or ((end - begin).days > _LONGEST and not founded):
        return None
    return Span(f"{text[: match.start()]} {match['end']} {text[match.end() :]}".strip(), begin)


def _day(match: re.Match[str], mark: str, year: str | None) -> date | None:
    months: dict[str, int] = vocabulary("periods")["months"]
    month, day = match[f"m{mark}"] or match[f"n{mark}"], match[f"d{mark}"] or match[f"e{mark}"]
    try:
        return date(int(year), months[month.lower()], int(day)) if year else None
    except ValueError:
        return None
