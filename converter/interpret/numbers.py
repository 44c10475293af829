"""Figures as tables write them: parentheses, minus signs of all kinds, dashes for nil, percent, footnote marks.

The place of a figure (`span`) covers its digits or its dash only: inline XBRL wants no currency, sign or parenthesis
inside the tag (rule 39).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct

from ..knowledge import vocabulary
from ..readers.model import Span
from .model import Content

GAPS = " \t\r\n\u00a0\u200b\u2007\u2009\u202f\ufeff"
_DIGITS = (
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2007\u2009\u202f ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+"
)
_MARK = r"(?:\(\s*[A-Za-z0-9]{1,2}\s*\)|\[\s*[A-Za-z0-9]{1,2}\s*\]|[*†‡§¹²³#])"
_LONGEST = 500
"""Characters of a figure with all its marks and gaps; what is longer is words."""


class Figure(Struct, frozen=True, kw_only=True):
    """One figure as shown. `number` is without sign; `power` is the power of ten said in the cell itself; `currency`
    the mark before it, as written; `places` its digits after the decimal point."""

    span: Span
    shown: str
    number: Decimal
    negative: bool = False
    nil: bool = False
    content: Content | None = None
    power: int | None = None
    currency: str = ""

    @property
    def places(self) -> int:
        return len(self.shown.partition(".")[2].strip()) if "." in self.shown and not self.nil else 0


class _Words(Struct, frozen=True):
    figure: re.Pattern[str]
    dash: re.Pattern[str]
    not_meaningful: frozenset[str]
    powers: dict[str, int]
    units: dict[str, str]
    minus: str


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _words() -> _Words:
    data: dict[str, Any] = vocabulary("numbers")
    currency, dashes = _any(data["currency_marks"]), _any(data["dashes"])
    minus = "".join(data["minus"])
    gap = f"[{GAPS}]*+"  # nothing that follows one begins with a gap
    unit = _any(list(data["units"]))
    power = _any(list(data["words"]))
    signs = f"(?:[{re.escape(minus)}+(\\[<>~{GAPS}]|{currency}|{_MARK}(?=.*\\d))*?"
    figure = re.compile(
        rf"(?P<before>{signs}){gap}(?P<digits>{_DIGITS})(?P<after>{gap}[)\]]?{gap}"
        rf"(?P<power>{power})?{gap}(?P<unit>{unit})?{gap}[)\]]?{gap}(?:{currency})?{gap}(?:{_MARK}{gap},?)*(?:[\])]|\([A-Za-z])?{gap})$",
        re.IGNORECASE,
    )
    dash = re.compile(
        rf"{gap}(?P<before>(?:{currency}|[({GAPS}])*)(?P<dash>{dashes}){gap}(?P<after>[)]?{gap}(?P<unit>{unit})?{gap}"
        rf"(?:{_MARK}{gap})*)$",
        re.IGNORECASE,
    )
    return _Words(figure, dash, frozenset(data["not_meaningful"]), data["words"], data["units"], minus)


def _blank(text: str, spans: tuple[Span, ...]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def parse_figure(text: str, before: str = "", after: str = "", superscripts: tuple[Span, ...] = ()) -> Figure | None:
    """The figure that a cell shows, or None where the cell shows words, nothing, or only a footnote mark.

    `before` and `after` are what stands in the neighbouring cells that belong to the figure (`$`, `(`, `)`, `%`).
    """
    plain = _blank(text, superscripts)
    end = len(plain.rstrip(GAPS))
    start = len(plain) - len(plain.lstrip(GAPS))
    if not 0 < end - start <= _LONGEST:
        return None
    words = _words()
    match = words.figure.match(plain, start, end)
    if match:
        ahead = before + match["before"]
        unit = match["unit"] or ("%" if "%" in after else "")
        start, end = match.span("digits")
        shown = text[start:end]
        number = Decimal(re.sub(rf"[,{GAPS}]", "", shown))
        return Figure(
            span=(start, end),
            shown=shown,
            number=number,
            negative=_is_negative(ahead, words.minus),
            content=_content(unit, words),
            power=words.powers.get((match["power"] or "").lower()),
            currency=_currency(ahead),
        )
    match = words.dash.match(plain, start, end)
    if match:
        start, end = match.span("dash")
        unit = match["unit"] or ("%" if "%" in after else "")
        return Figure(
            span=(start, end),
            shown=text[start:end],
            number=Decimal(0),
            nil=True,
            content=_content(unit, words),
            currency=_currency(before + match["before"]),
        )
    return None


def not_meaningful(text: str) -> bool:
    """`N/M` and the like: a place for a figure that the filer left without one."""
    return text.strip(GAPS).lower() in _words().not_meaningful


def _is_negative(ahead: str, minus: str) -> bool:
    ahead = re.sub(_MARK, "", ahead)
    return "(" in ahead or any(sign in ahead for sign in minus)


def _currency(ahead: str) -> str:
    return re.sub(rf"[{GAPS}()\[\]+<>~−–—‑‒-]", "", re.sub(_MARK, "", ahead))


def _content(unit: str, words: _Words) -> Content | None:
    kind = words.units.get(unit.lower())
    return Content(kind) if kind else None
