"""Text on the page as a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from converter.emit.display import Display, display
from converter.errors import NotRepresentable
from converter.facts.model import Fact, FactSource, QName, ShownAs, Unit
from converter.source import SourceRef


def fact(value: str, shown_as: ShownAs = ShownAs.NUMBER, scale: int = 0) -> Fact:
    from datetime import date

    from converter.facts.model import Period

    return Fact(
        id="f-1",
        concept=QName("us-gaap", "Revenues"),
        value=Decimal(value),
        period=Period(end=date(2024, 12, 31)),
        unit=Unit("iso4217:USD"),
        source=FactSource(ref=SourceRef(), span=(0, 1), shown="", shown_as=shown_as, scale=scale),
    )


@pytest.mark.parametrize(
    ("text", "value", "scale", "expected"),
    [
        ("1,234", "1234000", 3, Display(start=0, end=5, format="ixt:num-dot-decimal", scale=3)),
        ("(1,234)", "-1234", 0, Display(start=1, end=6, format="ixt:num-dot-decimal", negative=True)),
        ("$ (12.5)", "12500000", 6, Display(start=3, end=7, format="ixt:num-dot-decimal", scale=6)),
        ("23.4 %", "0.234", -2, Display(start=0, end=4, format="ixt:num-dot-decimal", scale=-2)),
        ("1.234,5", "1234.5", 0, Display(start=0, end=7, format="ixt:num-comma-decimal")),
        ("1\u00a0234", "1234", 0, Display(start=0, end=5, format="ixt:num-dot-decimal")),
        ("0", "0", 6, Display(start=0, end=1, format="ixt:num-dot-decimal", scale=6)),
    ],
)
def test_numbers(text: str, value: str, scale: int, expected: Display) -> None:
    assert display(fact(value, scale=scale), text) == expected


@pytest.mark.parametrize(("text", "start", "end"), [("—", 0, 1), ("$ —", 2, 3), (" - ", 1, 2), ("nil", 0, 3)])
def test_dashes_are_zero(text: str, start: int, end: int) -> None:
    shown = display(fact("0", ShownAs.DASH, 3), text)
    assert shown == Display(start=start, end=end, format="ixt:fixed-zero", scale=3)


@pytest.mark.parametrize(("text", "value"), [("two", "2"), ("Twenty-one", "21"), ("no", "0"), (" five ", "5")])
def test_words(text: str, value: str) -> None:
    shown = display(fact(value, ShownAs.WORD), text)
    assert (shown.format, text[shown.start : shown.end]) == ("ixt-sec:numwordsen", text.strip())


@pytest.mark.parametrize(
    ("text", "value", "shown_as", "scale"),
    [
        ("1,234", "1234", ShownAs.NUMBER, 3),
        ("1,234", "1235", ShownAs.NUMBER, 0),
        ("none", "5", ShownAs.NUMBER, 0),
        ("—", "5", ShownAs.DASH, 0),
        ("single", "1", ShownAs.WORD, 0),
        ("two", "3", ShownAs.WORD, 0),
    ],
)
def test_text_that_does_not_say_the_value_is_refused(text: str, value: str, shown_as: ShownAs, scale: int) -> None:
    with pytest.raises(NotRepresentable):
        display(fact(value, shown_as, scale), text)


def test_only_numbers_are_displayed() -> None:
    with pytest.raises(NotRepresentable):
        display(replace(fact("1"), value="words"), "words")
