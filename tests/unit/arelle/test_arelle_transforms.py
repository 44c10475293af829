"""The SEC's inline transformations: text on the page → lexical value."""

from __future__ import annotations

import pytest

from converter.arelle.lists import transform_names
from converter.arelle.transforms import table

TABLE = table(transform_names())

READ = (
    ("numwordsen", "two", "2"),
    ("numwordsen", " Twenty-one ", "21"),
    ("numwordsen", "one hundred and five", "105"),
    ("numwordsen", "two thousand three hundred", "2300"),
    ("numwordsen", "three million", "3000000"),
    ("numwordsen", "a hundred", "100"),
    ("numwordsen", "no", "0"),
    ("numwordsen", "None", "0"),
    ("durwordsen", "three years", "P3Y"),
    ("durwordsen", "two years and six months", "P2Y6M"),
    ("durwordsen", "18 months", "P18M"),
    ("durwordsen", "two weeks", "P14D"),
    ("duryear", "5", "P5Y"),
    ("duryear", "2.5", "P2Y6M"),
    ("durmonth", "eighteen", "P18M"),
    ("durquarter", "2", "P6M"),
    ("durweek", "2", "P14D"),
    ("durday", "90", "P90D"),
    ("durhour", "24", "PT24H"),
    ("datequarterend", "fourth quarter of 2025", "2025-12-31"),
    ("datequarterend", "Q2 2026", "2026-06-30"),
    ("datequarterend", "1Q 2026", "2026-03-31"),
    ("boolballotbox", "☒", "true"),
    ("boolballotbox", "☐", "false"),
    ("yesnoballotbox", "☑", "Yes"),
    ("yesnoballotbox", "☐", "No"),
    ("stateprovnameen", "New  York", "NY"),
    ("countrynameen", "Germany", "DE"),
    ("edgarprovcountryen", "Delaware", "DE"),
    ("edgarprovcountryen", "Cayman Islands", "E9"),
    ("exchnameen", "The NASDAQ Stock Market LLC", "NASDAQ"),
    ("entityfilercategoryen", "Large accelerated filer", "Large Accelerated Filer"),
)


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_text_that_is_read(name: str, text: str, value: str) -> None:
    assert TABLE[name](text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("numwordsen", "two of them"),
        ("numwordsen", "2"),
        ("numwordsen", ""),
        ("durwordsen", "a long while"),
        ("durwordsen", "about three years"),
        ("duryear", "five-ish"),
        ("datequarterend", "the quarter"),
        ("datequarterend", "fourth quarter"),
        ("boolballotbox", "maybe"),
        ("exchnameen", "the village market"),
    ],
)
def test_text_that_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        TABLE[name](text)
