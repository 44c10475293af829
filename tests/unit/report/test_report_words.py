"""Numbers, dates and names as the report says them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.facts.model import Period, QName, Unit
from converter.report import words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("-1234.5"), "\u22121,234.5"),
        (Decimal("4.28E+5"), "428,000"),
        (Decimal(0), "0"),
        (Decimal("0.120"), "0.120"),
    ],
)
def test_amounts_are_exact_and_never_exponents(number: Decimal, text: str) -> None:
    assert words.amount(number) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "12 months to 2025-12-31"),
        (date(2024, 12, 29), date(2025, 12, 27), "12 months to 2025-12-27"),
        (date(2025, 4, 1), date(2025, 6, 30), "3 months to 2025-06-30"),
        (date(2025, 4, 1), date(2025, 5, 14), "2025-04-01 to 2025-05-14"),
        (None, date(2025, 12, 31), "at 2025-12-31"),
    ],
)
def test_periods(start: date | None, end: date, text: str) -> None:
    assert words.period(Period(start=start, end=end)) == text


@pytest.mark.parametrize(
    ("sure", "band"), [(1.0, "sure"), (0.8, "sure"), (0.79, "likely"), (0.5, "likely"), (0.49, "unsure")]
)
def test_bands(sure: float, band: str) -> None:
    assert words.band(sure) == band


def test_units() -> None:
    assert words.unit(Unit("iso4217:USD", "xbrli:shares")) == "USD per shares"
    assert words.unit(None) == ""


def test_the_candidate_without_a_prefix_is_an_element_to_be_made() -> None:
    assert words.concept(QName("", "(extension)")) == "an extension element"
    assert words.concept(QName("us-gaap", "Revenues")) == "us-gaap:Revenues"


def test_plural_and_short() -> None:
    assert [words.plural(n, "sum") for n in (0, 1, 1200)] == ["0 sums", "1 sum", "1,200 sums"]
    assert words.plural(2, "entry", "entries") == "2 entries"
    assert words.short("Interest expense", 9) == "Interest\u2026"
    assert words.short("Interest", 8) == "Interest"
