"""How inline XBRL shows a number: format, scale and sign that turn the text on the page into the fact's value."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from ..errors import NotRepresentable
from ..facts.model import Fact, ShownAs
from .names import in_order

_DIGITS = re.compile(r"[0-9](?:[0-9.,' \u00a0\u2009\u202f\u2019]*[0-9])?")
_DASH = re.compile(r"[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]+")
_GAPS = re.compile("[ \u00a0]")
_DOT = re.compile("[, \u00a00-9]*(?:\\.[ \u00a00-9]+)?")
_COMMA = re.compile("[. \u00a00-9]*,(?![0-9]{3}$)[ \u00a00-9]+|[0-9 \u00a0]*[.][. \u00a00-9]*,[ \u00a00-9]+")
"""A decimal comma that cannot be a thousands comma."""
_ONES = in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = in_order("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = (
    {word: value for value, word in enumerate(_ONES)}
    | {ten: 20 + 10 * i for i, ten in enumerate(_TENS)}
    | {f"{ten}-{_ONES[one]}": 20 + 10 * i + one for i, ten in enumerate(_TENS) for one in range(1, 10)}
    | {"no": 0, "none": 0}
)


class Display(Struct, frozen=True, kw_only=True):
    """`start` and `end` are the place, within the text looked at, of what goes inside the element (rule 39)."""

    start: int
    end: int
    format: str
    scale: int = 0
    negative: bool = False


def display(fact: Fact, text: str) -> Display:
    """Return how `text` is to be marked so that it reads as the fact's value: `Decimal(digits) * 10**scale` and sign.

    Raises:
        NotRepresentable: the text does not say the value.
    """
    value = fact.value
    if not isinstance(value, Decimal):
        raise NotRepresentable("not a number", where=fact.id)
    match fact.source.shown_as:
        case ShownAs.DASH:
            return _dash(fact, value, text)
        case ShownAs.WORD:
            return _word(fact, value, text)
        case _:
            return _number(fact, value, text)


def _number(fact: Fact, value: Decimal, text: str) -> Display:
    found = _DIGITS.search(text)
    if found is None:
        raise NotRepresentable(f"no digits in {text!r}", where=fact.id)
    scale = fact.source.scale
    for name, pattern, thousands, point in (
        ("ixt:num-dot-decimal", _DOT, ",", "."),
        ("ixt:num-comma-decimal", _COMMA, ".", ","),
    ):
        if not pattern.fullmatch(found[0]):
            continue
        try:
            read = Decimal(_GAPS.sub("", found[0]).replace(thousands, "").replace(point, ".")).scaleb(scale)
        except InvalidOperation:
            continue
        if read == abs(value):
            return Display(start=found.start(), end=found.end(), format=name, scale=scale, negative=value < 0)
    raise NotRepresentable(f"{found[0]!r} with scale {scale} is not {value}", where=fact.id)


def _dash(fact: Fact, value: Decimal, text: str) -> Display:
    found = _DASH.search(text) or re.search(r"\S+", text)
    if found is None or value != 0:
        raise NotRepresentable(f"{text!r} does not stand for {value}", where=fact.id)
    return Display(start=found.start(), end=found.end(), format="ixt:fixed-zero", scale=fact.source.scale)


def _word(fact: Fact, value: Decimal, text: str) -> Display:
    found = re.search(r"\S(?:.*\S)?", text, re.DOTALL)
    if found is None or _WORDS.get(found[0].lower()) != value:
        raise NotRepresentable(f"{text!r} is not {value} in words", where=fact.id)
    return Display(start=found.start(), end=found.end(), format="ixt-sec:numwordsen")
