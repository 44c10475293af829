"""The SEC's inline transformations that filers use, which Arelle as published does not know (rule 38).

Namespace http://www.sec.gov/inlineXBRL/transformation/2015-08-31. Each takes the text on the page and gives the lexical
value, or raises ValueError where the text is none of its words. Written from what the transformations are known to do,
not from anyone's code; `duryear` and the like follow the lexical form of xs:duration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

NAMESPACE = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"

_ONES = "zero one two three four five six seven eight nine ten"
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split(" "))} | {
    word: 10 * value for value, word in enumerate(_TENS.split(" "), start=2)
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NONE = frozenset({"no", "none", "nil", "zero"})
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+")
_DURATION = re.compile(r"([\w.,\s-]*?)\s*\b(years?|months?|weeks?|days?|quarters?)\b", re.IGNORECASE)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_QUARTER = re.compile(
    r"\b(first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter\b|\bQ([1-4])\b|\b([1-4])Q", re.IGNORECASE
)
_YEAR = re.compile(r"\b(\d{4})\b")
_QUARTER_END = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
_CHECKED, _EMPTY = frozenset("☑☒✓✔✗✘xX√þý"), frozenset("☐□oO¨")  # letters as Wingdings shows boxes in filings


def words_to_number(text: str) -> int:
    """`two hundred and five` → 205; `no` and `none` → 0. Raises ValueError for any other word."""
    words = _WORD.findall(text.lower())
    if not words or re.search(r"\d", text):
        raise ValueError(f"not a number in words: {text!r}")
    if len(words) == 1 and words[0] in _NONE:
        return 0
    total = group = 0
    for word in words:
        if word in _SMALL:
            group += _SMALL[word]
        elif word in {"a", "an"} and group == 0:
            group = 1
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _LARGE:
            total += (group or 1) * _LARGE[word]
            group = 0
        elif word != "and":
            raise ValueError(f"not a number in words: {text!r}")
    return total + group


def _quantity(text: str) -> Decimal:
    text = text.strip()
    if match := _NUMBER.fullmatch(text):
        return Decimal(match.group().replace(",", ""))
    return Decimal(words_to_number(text))


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _numwordsen(text: str) -> str:
    return str(words_to_number(text))


def _duration(designator: str) -> Callable[[str], str]:
    """`5` or `five` of one unit → xs:duration: years `P5Y`, months `P5M`, days `P5D`; weeks are seven days."""

    def transform(text: str) -> str:
        number = _quantity(text)
        if designator == "W":
            return f"P{_plain(number * 7)}D"
        if designator == "Q":
            return f"P{_plain(number * 3)}M"
        whole, rest = divmod(number, 1)
        if designator == "Y" and rest:
            return f"P{whole}Y{_plain((rest * 12).quantize(Decimal(1)))}M"
        if designator == "M" and rest:
            return f"P{whole}M{_plain((rest * 30).quantize(Decimal(1)))}D"
        return f"P{_plain(number)}{designator}"

    return transform


def _hours(text: str) -> str:
    return f"PT{_plain(_quantity(text))}H"


def _durwordsen(text: str) -> str:
    """`three years and two months` → `P3Y2M`."""
    amounts = {"Y": Decimal(0), "M": Decimal(0), "D": Decimal(0)}
    found = _DURATION.findall(text)
    if not found or _DURATION.sub("", text).strip(" ,.").lower() not in {"", "and"}:
        raise ValueError(f"not a duration in words: {text!r}")
    for raw, unit in found:
        number = _quantity(re.sub(r"^[\s,]*(?:and\s+)?|[\s-]+$", "", raw))
        name, factor = {"y": ("Y", 1), "m": ("M", 1), "q": ("M", 3), "w": ("D", 7), "d": ("D", 1)}[unit[0].lower()]
        amounts[name] += number * factor
    return "P" + "".join(f"{_plain(n)}{key}" for key, n in amounts.items() if n) if any(amounts.values()) else "P0D"


def _datequarterend(text: str) -> str:
    """`fourth quarter of 2025` → `2025-12-31`: the calendar quarter's last day."""
    quarter, year = _QUARTER.search(text), _YEAR.search(text)
    if not quarter or not year:
        raise ValueError(f"not a quarter and a year: {text!r}")
    word, short, shorter = quarter.groups()
    number = _ORDINALS[word.lower()] if word else int(short or shorter)
    return f"{year.group(1)}-{_QUARTER_END[number]}"


def _ballotbox(text: str) -> str:
    mark = text.strip()
    if mark and mark in _CHECKED:
        return "true"
    if not mark or mark in _EMPTY:
        return "false"
    raise ValueError(f"not a ballot box: {text!r}")


def _yesnoballotbox(text: str) -> str:
    return "Yes" if _ballotbox(text) == "true" else "No"


def _constant(name: str, words: Mapping[str, str]) -> Callable[[str], str]:
    def transform(text: str) -> str:
        key = " ".join(text.lower().split()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        if key not in words:
            raise ValueError(f"{name} does not know {text!r}")
        return words[key]

    return transform


def table(named: Mapping[str, Mapping[str, str]]) -> dict[str, Callable[[str], str]]:
    """All transformations by local name. `named` holds those that look a name up: states, countries, exchanges,
    filer categories (taxonomy/embedded/names.tsv): transformation → words in lower case → code."""
    computed: dict[str, Callable[[str], str]] = {
        "numwordsen": _numwordsen,
        "durwordsen": _durwordsen,
        "duryear": _duration("Y"),
        "durquarter": _duration("Q"),
        "durmonth": _duration("M"),
        "durweek": _duration("W"),
        "durday": _duration("D"),
        "durhour": _hours,
        "datequarterend": _datequarterend,
        "boolballotbox": _ballotbox,
        "yesnoballotbox": _yesnoballotbox,
    }
    return computed | {name: _constant(name, words) for name, words in named.items()}
