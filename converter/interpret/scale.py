"""Statements of scale and currency: `(in thousands)`, `$000`, `RMB'000`, `(Millions of dollars)`.

Which statement governs a cell is the nearest of: the cell, its row label, the headings above the row, its column's
header, the table's header and corner, the paragraphs above the table, the tables before it, the beginning of the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from ..knowledge import vocabulary


class UnitSaid(Struct, frozen=True, kw_only=True):
    """What one text says of units. `text` is the words that say it; `sure` is False where the figures leave it open
    which scale is theirs. `besides` are the things that the statement excepts ("except rooms and average rates")."""

    scale: int | None = None
    currency: str | None = None
    text: str = ""
    place: str = ""
    sure: bool = True
    besides: tuple[str, ...] = ()


# a parenthesis that held nothing but the statement
_EMPTIED = re.compile(
    r"\(?\s*(?:(?:u\.?s\.?\s+|united states\s+)?dollars|amounts|usd|us\$|rmb|\$|in)?\s*(?:,?\s*(?:and"
    r"|except)\b[^)]*|[\s,;:$]*|of\s+(?:u\.?s\.?\s+)?dollars)\)|^(?:dollars|amounts)\s*(?:,.*)?$",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"^[^().;]*?\bexcept(?:ing)?\b(?:\s+(?:for|as to))?\s+([^().;:]{3,120})", re.IGNORECASE)
_PARTED = re.compile(r",|\band\b|\bor\b|&")
_COUNTED = re.compile(r"\b(?:the|number of|numbers?|data|amounts?|information|figures|statistics)\b")
_NEVER = re.compile(r"\bshares?\b|percent|%|ratio|\bnoted\b|otherwise|indicated|stated|\bunits?\b|\bwhere\b|\bas\b")
_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9}
_POWER = r"(hundred|thousand|million|billion)s?"


class _Patterns(Struct, frozen=True):
    scales: tuple[re.Pattern[str], ...]
    zeros: re.Pattern[str]
    currency: re.Pattern[str]
    codes: dict[str, str]


@cache
def _patterns() -> _Patterns:
    codes: dict[str, str] = vocabulary("currencies")["words"]
    names = "|".join(re.escape(word) for word in sorted(codes, key=len, reverse=True))
    money = rf"(?:\$|dollars?|amounts|{names}|figures|stated|expressed|presented|values?|u\.?s\.?)"
    scales = (
        rf"\bin\s+(?:{money}\s*)*{_POWER}\b(?!\s+of\s+(?:shares|units|tons|square))",
        rf"\b{_POWER}\s+of\s+(?:{money}|u\.?s\.?\s+dollars)",
        rf"(?:{money})\s*(?:,\s*)?(?:in\s+)?{_POWER}\b",
        rf"^\W*(?:\d+\s+)?{_POWER}\W*(?:except\b.*)?$",
        rf"\(\s*{_POWER}\s*(?:,[^)]*|except[^)]*)?\)",
    )
    return _Patterns(
        tuple(re.compile(scale, re.IGNORECASE) for scale in scales),
        re.compile(
            rf"(?:\$|['’‘´`]|\bin\s+|{names}\s*)\s*['’‘´`]?000(?:['’]?s)?\b|\(\s*000['’]?s?\s*(?:omitted)?\)"
            rf"|\b000['’]?s\b",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![\w$])(?:{names})(?![\w$])", re.IGNORECASE),
        codes,
    )


def currency_code(mark: str) -> str | None:
    """ISO 4217 code of a mark or word for a currency, None for `$` alone and for other text."""
    return _patterns().codes.get(mark.strip().lower())


def currencies_in(text: str) -> tuple[str, ...]:
    """The currencies that `text` names, in order, without repeats."""
    found = (_patterns().codes[match[0].lower()] for match in _patterns().currency.finditer(text))
    return tuple(dict.fromkeys(found))


def units_said(text: str, place: str = "") -> UnitSaid | None:
    """The scale (power of ten) and currency that a statement such as `(in thousands of RMB)` gives, if any is there.

    A sum in words ("charges of $27 million") is no statement.
    """
    lowered = text.lower()
    if "00" not in lowered and not any(power in lowered for power in _POWERS):
        return None
    patterns = _patterns()
    for pattern in patterns.scales:
        for match in pattern.finditer(text):
            if not re.search(r"\d[\d.,]*\s*$", text[max(0, match.start(1) - 60) : match.start(1)]):
                around = text[max(0, match.start() - 20) : match.end() + 25]
                return UnitSaid(
                    scale=_POWERS[match[1].lower()],
                    currency=_one(around),
                    text=match[0].strip(),
                    place=place,
                    besides=_excepted(text[match.start() :]),
                )
    zeros = patterns.zeros.search(text)
    if zeros:
        around = text[max(0, zeros.start() - 10) : zeros.end() + 4]
        codes = _patterns().currency.search(around) or re.search(
            "|".join(map(re.escape, ("rmb", "us$"))), around, re.IGNORECASE
        )
        code = patterns.codes.get(codes[0].lower()) if codes else None
        return UnitSaid(scale=3, currency=code, text=zeros[0].strip(), place=place)
    return None


def _excepted(text: str) -> tuple[str, ...]:
    """The things that a statement of scale excepts, in lower case; not shares and percentages, which never take it."""
    found = _EXCEPT.search(text)
    parts = _PARTED.split(found[1].lower()) if found else []
    items = (_COUNTED.sub("", part).strip() for part in parts)
    return tuple(item for item in items if item and not _NEVER.search(item))


def is_excepted(label: str, said: UnitSaid) -> bool:
    """Whether a row's label names a thing that the statement of scale excepts: all the words of one, in any number."""
    held = {word.rstrip("s") for word in re.findall(r"[a-z]+", label.lower())}
    return any({word.rstrip("s") for word in re.findall(r"[a-z]+", item)} <= held for item in said.besides)


def without_units(text: str) -> str:
    """`text` without its statement of scale and without a parenthesis that held only that."""
    patterns = _patterns()
    text = " ".join(text.split())  # long runs of white space are dear to search
    for pattern in patterns.scales:
        text = pattern.sub(" ", text)
    text = patterns.zeros.sub(" ", text)
    text = _EMPTIED.sub(_emptied, " ".join(text.split()))
    return " ".join(text.split()).strip()


def _emptied(match: re.Match[str]) -> str:
    """A blank for what held only units; a parenthesis that closes other words ("Alder (a)") stays."""
    before = match.string[: match.start()]
    closes_other = match[0].strip() == ")" and before.count("(") > before.count(")")
    return match[0] if closes_other else " "


def nearest(said: Iterable[UnitSaid | None]) -> UnitSaid:
    """Scale and currency each from the first statement that gives it."""
    scale = currency = None
    besides: tuple[str, ...] = ()
    words: list[str] = []
    for one in said:
        if one is None:
            continue
        if scale is None and one.scale is not None:
            scale, besides = one.scale, one.besides
            words.append(f"{one.place}: {one.text}" if one.place else one.text)
        currency = currency or one.currency
    return UnitSaid(scale=scale, currency=currency, text="; ".join(words), besides=besides)


def _one(text: str) -> str | None:
    codes = currencies_in(text)
    return codes[0] if len(codes) == 1 else None
