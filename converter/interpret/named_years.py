"""Fiscal years that the text dates, and the rule that it states for their ends.

A year of 52 or 53 weeks is often called by the year it begins in ("Fiscal 2024 ended on February 1, 2025"): a bare year
over a column cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..knowledge import vocabulary
from .periods import read_period
from .weeks import WeekRule, year_end_by

_DATE = r"[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s*(?:19|20)\d\d"
_DATES = rf"{_DATE}(?:\s*(?:,|and|,\s*and|&)\s*{_DATE})*"
_NUMBERS = r"(?:19|20)\d\d(?:\s*(?:,|and|,\s*and|&)\s*(?:19|20)\d\d)*"
_YEARS_ENDED = re.compile(
    rf"\b[Ff]iscal(?:\s+[Yy]ears?)?\s+(?P<years>{_NUMBERS})\b(?P<gap>(?:(?!\b[Ff]iscal\s+(?:[Yy]ears?\s+)?\d)[^.;()]){{0,120}}?)\bend(?:ed|ing|s)\s+(?:on\s+)?"
    rf"(?P<dates>{_DATES})"
)
_ENDED_YEAR = re.compile(
    rf"\bend(?:ed|ing)\s+(?:on\s+)?(?P<dates>{_DATE})\s*,?\s*\(?\W{{0,3}}(?:or\s+|the\s+)?\W{{0,3}}"
    r"[Ff]iscal(?:\s+[Yy]ear)?\s+(?P<years>(?:19|20)\d\d)\b(?!\s+(?:[\w-]+\s+){0,9}?end(?:ed|s|ing)\b)"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RULE = re.compile(
    rf"\b(?:(?P<last>last|final)\s+(?P<day>{'|'.join(_DAYS)})\s+(?:in|of)"
    rf"|(?P<near>{'|'.join(_DAYS)})\s+(?:that\s+is\s+|which\s+is\s+|falling\s+)?(?:closest|nearest)\s+(?:to\s+)?"
    r"(?:the\s+)?(?:(?:end|last\s+day)\s+of\s+)?)\s*(?P<month>[A-Za-z]{3,9})\b",
    re.IGNORECASE,
)


def named_years(texts: Iterable[str]) -> dict[int, date]:
    """The last day of each fiscal year that sentences date: "Fiscal 2024 and 2023 ended on February 1, 2025 and
    February 3, 2024". A list of years and days that do not pair says nothing."""
    found: dict[int, date] = {}
    for text in texts:
        for pattern in (_ENDED_YEAR, _YEARS_ENDED):
            for match in pattern.finditer(text):
                years = [int(year) for year in re.findall(r"\d{4}", match["years"])]
                days = read_period(match["dates"]).dates
                if len(years) == len(days) and all(0 <= d.year - y <= 1 for y, d in zip(years, days, strict=True)):
                    for year, day in zip(years, days, strict=True):
                        found.setdefault(year, day)
    return found


def stated_rule(texts: Iterable[str], period_end: date, *, annual: bool) -> WeekRule | None:
    """The rule for the ends of fiscal years that a sentence states ("the Sunday nearest to August 31"), where the
    document's own period ends by it: its year, or for a part of a year the weekday."""
    months: dict[str, int] = vocabulary("periods")["months"]
    for text in texts:
        for match in _RULE.finditer(text):
            month = months.get(match["month"].lower())
            if month is None:
                continue
            day = _DAYS.index((match["day"] or match["near"]).lower())
            rule = WeekRule(day, month, nearest=match["last"] is None)
            if (period_end == year_end_by(rule, period_end)) if annual else (period_end.weekday() == day):
                return rule
    return None
