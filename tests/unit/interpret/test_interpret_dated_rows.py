"""Rows that are periods and nothing else, under columns of segments or customers; headers without a corner."""

from __future__ import annotations

import pytest
from interpret_samples import at, read, table, told

from converter.interpret.lines import caption_measure

CUSTOMERS = "Customers that accounted for 10% or more of net sales were as follows:"
SHARES = "Year ended December 31, | Harbor Retail Group | Lakeside Stores\n2024 | 21% | 14%\n2023 | 19% | 12%"
AMOUNTS = (
    "| Customer A | Customer B\nYear ended December 31, 2024 | 900 | 600\nYear ended December 31, 2023 | 800 | 500"
)


@pytest.mark.parametrize(("row", "year"), [(1, 2024), (2, 2023)])
@pytest.mark.parametrize(
    ("text", "names"), [(SHARES, ("Harbor Retail Group", "Lakeside Stores")), (AMOUNTS, ("Customer A", "Customer B"))]
)
def test_a_year_is_the_period_of_its_row_and_no_customer(
    text: str, names: tuple[str, str], row: int, year: int
) -> None:
    note, _ = read(table(text, CUSTOMERS))
    for column, name in enumerate(names, 1):
        assert told(note.tables[0], row, column) == f"Net sales | customer:{name}"
        period = at(note.tables[0], row, column).period
        assert period is not None
        assert period.end.year == year


def test_segments_over_years_have_the_measure_of_the_caption() -> None:
    text = "Year ended December 31, | Alder | Birch | Total\n2024 | 900 | 600 | 1,500\n2023 | 800 | 500 | 1,300"
    note, _ = read(table(text, "Revenue by segment was:"), text="We have two reportable segments: Alder and Birch.")
    assert told(note.tables[0], 1, 1) == "Revenue | segment:Alder"
    assert told(note.tables[0], 2, 3) == "Revenue | consolidated:Total"
    period = at(note.tables[0], 2, 3).period
    assert period is not None
    assert period.end.year == 2023


@pytest.mark.parametrize(
    "caption",
    [
        "Customers that represented more than 10% of total revenue were as follows:",
        "The customers below accounted for 10 percent or more of the Company's revenue in the years shown.",
    ],
)
def test_who_has_a_tenth_of_revenue_is_shown_with_its_revenue(caption: str) -> None:
    assert caption_measure([caption]) == "Revenue"


def test_what_stands_over_the_first_column_is_no_corner() -> None:
    text = " | Year ended December 31, 2024 | 2023\nNet sales:\nAlder | 120 | 100\nBirch | 90 | 80\nTotal | 210 | 180"
    note, _ = read(table(text), text="We have two reportable segments: Alder and Birch.")
    ends = [at(note.tables[0], 2, column).period for column in (1, 2)]
    assert [period and period.end.year for period in ends] == [2024, 2023]
