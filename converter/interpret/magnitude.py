"""The scale of a note that states none, from its figures: the weakest evidence, always reported.

Notes cut out of a filing often lack it: the filing said "(in millions)" once, at its head. In this order:
1. sums in words in the sentences ("$4.3 billion") that a table shows in another scale;
2. most amounts with one digit after the point → millions;
3. no amount of a million or more, but small ones → millions (or thousands: the figures cannot tell);
4. amounts of a million and more with many below a thousand, or a long note with some below a hundred → thousands;
5. else single units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from .grid import Grid, RowKind
from .model import Content
from .numbers import Figure
from .scale import UnitSaid

_IN_WORDS = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})*(?:\.\d+)?)\s+(million|billion)", re.IGNORECASE)
_IN_FULL = re.compile(r"\$\s?\d{1,3}(?:,\d{3}){2,}(?!\s*(?:thousand|million))")
"""An amount of seven digits or more in a sentence."""
_POWER = {"million": 6, "billion": 9}
_ENOUGH = 40
_MANY = 150
"""So many amounts are a larger company's, which does not report single hundreds."""
_OF_MILLIONS = 0.55
"""So many amounts below a thousand are seen in millions, hardly in thousands."""
_DIGITS = 4
"""Digits that sums in words must share with the tables to tell their scale."""


def scale_by_magnitude(grids: Sequence[Grid], sentences: Sequence[str], *, foreign: bool = False) -> UnitSaid:
    """The likeliest scale of all tables together, with the reason in `text`; not `sure` where another fits as well.

    `foreign`: a foreign private issuer's report under US GAAP, which is rarely a giant's."""
    figures = [f for grid in grids for row in grid.of_kind(RowKind.DATA) for f in row.figures.values() if _amount(f)]
    if not figures:
        return _guess(0, "no amounts", sure=True)
    by_words = _by_words([f.number for f in figures], sentences)
    if by_words is not None:
        return by_words
    if 2 * sum(f.places == 1 for f in figures) >= len(figures):
        return _guess(6, "most amounts show one decimal", sure=True)
    if any(f.places == 2 for f in figures):
        return _guess(0, "amounts show cents", sure=True)
    numbers = sorted(f.number for f in figures)
    small = sum(number < 1000 for number in numbers) / len(numbers)
    if numbers[-1] < 1_000_000:
        return _below_a_million(numbers, small, sentences, foreign=foreign)
    if small >= 0.09 and len(numbers) >= _ENOUGH:
        return _guess(3, f"amounts reach a million, {small:.0%} are below a thousand", sure=True)
    tiny = sum(number < 100 for number in numbers)
    if tiny >= 2 and len(numbers) >= _MANY:
        text = f"{len(numbers)} amounts, of which some reach a million and {tiny} are below a hundred"
        return _guess(3, text, sure=False)
    written_out = any(_IN_FULL.search(text) for text in sentences)
    return _guess(0, "amounts reach a million and few are below a thousand", sure=written_out)


def _below_a_million(numbers: Sequence[Decimal], small: float, sentences: Sequence[str], *, foreign: bool) -> UnitSaid:
    """Millions of a large company and thousands of a small one look alike, unless the sentences name a sum that no
    table could show in thousands."""
    if small < 0.05 and numbers[len(numbers) // 2] >= 60_000:
        return _guess(0, "amounts of a small company in full", sure=False)
    text = f"no amount reaches a million, {small:.0%} are below a thousand"
    named = max((amount for amount, _, _ in _in_words(sentences)), default=Decimal(0))
    if named > numbers[-1].scaleb(3):
        return _guess(6, f"{text}, and the sentences name sums of more than the tables would show", sure=True)
    if foreign and small < _OF_MILLIONS:
        return _guess(3, f"{text}, in a foreign issuer's report", sure=False)
    return _guess(6, text, sure=small >= _OF_MILLIONS and len(numbers) >= _ENOUGH)


def _guess(scale: int, text: str, *, sure: bool) -> UnitSaid:
    return UnitSaid(scale=scale, text=text, place="magnitude", sure=sure)


def _amount(figure: Figure) -> bool:
    return not figure.nil and figure.content is not Content.PERCENT and figure.power is None


def _in_words(sentences: Iterable[str]) -> Iterator[tuple[Decimal, Decimal, str]]:
    """Amounts that sentences give in words, each with its last place and as shown."""
    for text in sentences:
        for match in _IN_WORDS.finditer(text):
            digits, power = match[1].replace(",", ""), _POWER[match[2].lower()]
            last = Decimal(1).scaleb(power - len(digits.partition(".")[2]))
            yield Decimal(digits).scaleb(power), last, match[0]


def _by_words(numbers: Sequence[Decimal], sentences: Iterable[str]) -> UnitSaid | None:
    """The scale in which the tables show what the sentences say in words, where one scale explains more than others."""
    votes = Counter[int]()
    shown = ""
    for said, step, text in _in_words(sentences):
        digits = len(str(int(said / step)).strip("0"))
        if digits < 2:
            continue
        for scale in (0, 3, 6):
            if any(abs(number.scaleb(scale) - said) * 2 <= step for number in numbers):
                votes[scale] += digits
                shown = shown or text
    ranked = votes.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]) and ranked[0][1] >= _DIGITS:
        return _guess(ranked[0][0], f"the sentences say {shown} of what the tables show", sure=True)
    return None
