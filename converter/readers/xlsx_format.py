"""Number formats of workbooks: a cell's value as the sheet shows it, which is what the note says.

A format has up to four sections (positive; negative; zero; text). Read here: digits and their padding, thousands
separators, scaling commas (`#,##0,` shows thousands), percent, literals, currency blocks (`[$€-407]`), conditions and
colours, dates. Padding (`_)`) and fill (`* `) show as nothing: `_($* (1,234)_)` is `$(1,234)`.
Source: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([#0?.,]+)|(E[+-]0+)|(.)', re.S | re.I)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_DATE_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(y+|m+|d+|h+|s+|AM/PM)|(.)', re.I | re.S)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NIL = re.compile(r"[A-Z]{0,3}\s*[$€£¥₩₹]\s*([-–—−])\s*")
_GENERAL = re.compile(r"general", re.I)


class _Section(NamedTuple):
    """`before` and `after` are the literals around the digits; `scale` is the power of ten the shown number is divided
    by (percent: -2)."""

    before: str
    after: str
    digits: str
    scale: int
    condition: tuple[str, Decimal] | None
    general: bool
    signed: bool
    """The literals show a sign: a minus or a parenthesis."""


def shown(value: Decimal, number_format: str) -> str:
    """The number as the format shows it; one in a format that is not read here (fractions, exponents) as it is.

    A negative number whose section shows no sign, only a colour (`#,##0;[Red]#,##0`), is given in parentheses: the
    colour would be lost on the page. A zero shown as a dash loses its currency sign: `$-` beside a number would read
    as that number's own sign.
    """
    sections = _sections(number_format or "General")
    section, own = _chosen(sections, value)
    if section.general:
        text = _plain(abs(value))
    elif section.digits:
        text = _digits(abs(value).scaleb(-section.scale), section.digits)
    else:
        return f"{section.before}{section.after}".strip()
    said = f"{section.before}{text}{section.after}".strip()
    if not value and (nil := _NIL.fullmatch(said)):
        return nil[1]
    if value >= 0 or section.signed or not any(digit in said for digit in "123456789"):
        return said
    return f"({said})" if own else f"-{said}"


def shown_date(value: datetime | date, number_format: str) -> str:
    """A date as the format shows it; times of day are left out unless the format shows nothing else."""
    section = _split(number_format)[0]
    out: list[str] = []
    for match in _DATE_TOKEN.finditer(section):
        quoted, escaped, field, other = match.groups()
        if field:
            out.append(_date_field(value, field))
        else:
            out.append(quoted or escaped or ("" if other == "@" else other) or "")
    text = "".join(out).strip().strip(",;")
    return text or f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def _date_field(value: datetime | date, field: str) -> str:
    kind, count = field[0].lower(), len(field)
    if kind == "y":
        return f"{value.year:04d}" if count > 2 else f"{value.year % 100:02d}"
    number, name = (value.day, f"{value:%A}") if kind == "d" else (value.month, _MONTHS[value.month - 1])
    if kind not in "dm":
        return ""
    if count < 3:
        return f"{number:0{count}d}"
    return name[:3] if count == 3 else name


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, bool]:
    """The section for a number, by its condition, else by its sign; and whether it is one for negative numbers."""
    if any(section.condition for section in sections[:2]):
        for section in sections[:3]:
            if section.condition is None or _holds(value, section.condition):
                return section, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if len(sections) > 2 and value == 0:
        return sections[2], False
    return sections[0], False


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    operator, bound = condition
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound,
        ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[operator]  # fmt: skip


@lru_cache(maxsize=500)
def _sections(number_format: str) -> tuple[_Section, ...]:
    return tuple(_section(part) for part in _split(number_format)[:4])


def _split(number_format: str) -> list[str]:
    """Cut at semicolons outside quotes, brackets and escapes."""
    parts, start = [], 0
    for match in _TOKEN.finditer(number_format):
        if match.group() == ";":
            parts.append(number_format[start : match.start()])
            start = match.end()
    return [*parts, number_format[start:]]


def _section(text: str) -> _Section:
    literal = ["", ""]
    digits = ""
    condition: tuple[str, Decimal] | None = None
    percent = False
    general, unread = bool(_GENERAL.search(text)), False
    for match in _TOKEN.finditer(_GENERAL.sub("#", text)):
        quoted, escaped, bracket, number, exponent, other = match.groups()
        side = 1 if digits else 0
        if number and not literal[1]:
            digits += number
        elif number or exponent:
            unread = True
        elif bracket is not None:
            found = _CONDITION.fullmatch(bracket.strip())
            if found:
                condition = (found[1], Decimal(found[2]))
            elif bracket.startswith("$"):
                literal[side] += bracket[1:].partition("-")[0]
        else:
            percent = percent or other == "%"
            literal[side] += quoted or escaped or ("" if other in (None, "@") else other)
    if unread:
        literal = ["", ""]
    scale = 3 * (len(digits) - len(digits.rstrip(","))) - 2 * percent
    signed = any(mark in literal[0] for mark in "-(\u2013\u2212") or literal[1].startswith("-")
    return _Section(literal[0], literal[1], digits.rstrip(","), scale, condition, general or unread, signed)


def _digits(number: Decimal, digits: str) -> str:
    """The digits of a number that is not negative, by placeholders: `0` always, `#` and `?` where there is one."""
    whole, _, fraction = digits.partition(".")
    places = len(fraction.replace(",", ""))
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    left, _, right = f"{rounded:{',' if ',' in whole else ''}f}".partition(".")
    least = whole.count("0")
    left = "" if left == "0" and not least else left.rjust(least, "0")
    kept = len(fraction.rstrip("#?"))
    right = right[:kept] + right[kept:].rstrip("0")
    return f"{left}.{right}" if right else left


def _plain(number: Decimal) -> str:
    """As General shows it: up to eleven digits."""
    if number == number.to_integral_value():
        return f"{number:.0f}"
    return f"{round(number, 9).normalize():f}"
