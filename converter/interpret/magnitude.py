"""The scale of a note that states none, from its figures: the weakest evidence, always reported.

Notes cut out of a filing often lack it: the filing said "(in millions)" once, at its head. In this order:
1. sums in words in the sentences ("$4.3 billion") that a table shows in another scale;
2. most amounts with one digit after the point → millions;
3. no amount of a million or more, but small ones → millions;
4. amounts of a million and more with many below a thousand, or a long note with some below a hundred → thousands;
5. else single units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from .grid import Grid, RowKind
from .model import Content
from .numbers import Figure
from .scale import UnitSaid

_IN_WORDS = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})*(?:\.\d+)?)\s+(million|billion)", re.IGNORECASE)
_POWER = {"million": 6, "billion": 9}
_ENOUGH = 40
_MANY = 150
"""So many amounts are a larger company's, which does not report single hundreds."""
_DIGITS = 4
"""Digits that sums in words must share with the tables to tell their scale."""


def scale_by_magnitude(grids: Sequence[Grid], sentences: Iterable[str]) -> UnitSaid:
    """The likeliest scale of all tables together, with the reason in `text`."""
    figures = [f for grid in grids for row in grid.of_kind(RowKind.DATA) for f in row.figures.values() if _amount(f)]
    if not figures:
        return UnitSaid(scale=0, text="no amounts")
    by_words = _by_words([f.number for f in figures], sentences)
    if by_words is not None:
        return by_words
    if 2 * sum(f.places == 1 for f in figures) >= len(figures):
        return UnitSaid(scale=6, text="most amounts show one decimal", place="magnitude")
    if any(f.places == 2 for f in figures):
        return UnitSaid(scale=0, text="amounts show cents", place="magnitude")
    numbers = sorted(f.number for f in figures)
    small = sum(number < 1000 for number in numbers) / len(numbers)
    if numbers[-1] < 1_000_000:
        if small >= 0.05 or numbers[len(numbers) // 2] < 60_000:
            return UnitSaid(
                scale=6, text=f"no amount reaches a million, {small:.0%} are below a thousand", place="magnitude"
            )
        return UnitSaid(scale=0, text="amounts of a small company in full", place="magnitude")
    if small >= 0.09 and len(numbers) >= _ENOUGH:
        return UnitSaid(scale=3, text=f"amounts reach a million, {small:.0%} are below a thousand", place="magnitude")
    tiny = sum(number < 100 for number in numbers)
    if tiny >= 2 and len(numbers) >= _MANY:
        text = f"{len(numbers)} amounts, of which some reach a million and {tiny} are below a hundred"
        return UnitSaid(scale=3, text=text, place="magnitude")
    return UnitSaid(scale=0, text="amounts reach a million and few are below a thousand", place="magnitude")


def _amount(figure: Figure) -> bool:
    return not figure.nil and figure.content is not Content.PERCENT and figure.power is None


def _by_words(numbers: Sequence[Decimal], sentences: Iterable[str]) -> UnitSaid | None:
    """The scale in which the tables show what the sentences say in words, where one scale explains more than others."""
    votes = Counter[int]()
    shown = ""
    for text in sentences:
        for match in _IN_WORDS.finditer(text):
            digits = match[1].replace(",", "")
            if len(digits.replace(".", "").strip("0")) < 2:
                continue
            said = Decimal(digits).scaleb(_POWER[match[2].lower()])
            step = Decimal(1).scaleb(_POWER[match[2].lower()] - len(digits.partition(".")[2]))
            for scale in (0, 3, 6):
                if any(abs(number.scaleb(scale) - said) * 2 <= step for number in numbers):
                    votes[scale] += len(digits.replace(".", "").strip("0"))
                    shown = shown or match[0]
    ranked = votes.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]) and ranked[0][1] >= _DIGITS:
        return UnitSaid(
            scale=ranked[0][0], text=f"the sentences say {shown} of what the tables show", place="magnitude"
        )
    return None
