"""Figures as tables write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from converter.interpret.model import Content
from converter.interpret.numbers import not_meaningful, parse_figure
from converter.knowledge import vocabulary

EXAMPLES: list[dict[str, Any]] = vocabulary("numbers")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"] for e in EXAMPLES])
def test_the_vocabulary_s_own_examples(example: dict[str, Any]) -> None:
    figure = parse_figure(example["text"])
    assert figure is not None
    assert figure.number == Decimal(example["figure"])
    assert figure.negative == example.get("negative", False)
    assert figure.nil == example.get("nil", False)
    assert figure.content == example.get("content")
    assert figure.power == example.get("power")


@pytest.mark.parametrize(
    "text", ["", "Note 5", "December 31", "10 years", "3 months", "Alder", "N/M", "1,2345", "12 / 31", "page 12"]
)
def test_words_and_references_are_no_figures(text: str) -> None:
    assert parse_figure(text) is None


@pytest.mark.parametrize(
    ("text", "before", "after", "span", "negative", "content"),
    [
        ("31,370", "(", ")", (0, 6), True, None),
        ("(31,370)", "$", "", (1, 7), True, None),
        ("58", "", "%", (0, 2), False, Content.PERCENT),
        ("$ — ", "", "", (2, 3), False, None),
        ("RMB12,345", "", "", (3, 9), False, None),
        ("1,234(a)", "", "", (0, 5), False, None),
    ],
)
def test_the_span_holds_the_digits_or_the_dash_only(
    text: str, before: str, after: str, span: tuple[int, int], *, negative: bool, content: Content | None
) -> None:
    figure = parse_figure(text, before, after)
    assert figure is not None
    assert (figure.span, figure.negative, figure.content) == (span, negative, content)
    assert figure.shown == text[slice(*span)]


def test_a_superscript_mark_is_not_part_of_the_figure() -> None:
    figure = parse_figure("4,6121", superscripts=((5, 6),))
    assert figure is not None
    assert (figure.number, figure.shown) == (Decimal(4612), "4,612")


def test_a_superscript_alone_is_no_figure() -> None:
    assert parse_figure("1", superscripts=((0, 1),)) is None


@pytest.mark.parametrize(("text", "places"), [("1,592.6", 1), ("17", 0), ("0.25", 2), ("—", 0)])
def test_decimal_places_are_those_shown(text: str, places: int) -> None:
    figure = parse_figure(text)
    assert figure is not None
    assert figure.places == places


def test_not_meaningful_is_recognised() -> None:
    assert not_meaningful("N/M")
    assert not not_meaningful("Norway")
