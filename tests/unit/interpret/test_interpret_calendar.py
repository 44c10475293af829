"""The document's period out of the note's own words, and what a bare date of a balance sheet means."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import at, read, table

from converter.interpret.model import Calendar
from converter.options import Settings

QUARTER = """
(in millions)|Six Months Ended June 30,[2]
|2024|2023
Revenue|900|800
"""
NINE = """
(in thousands)|Nine Months Ended September 30,[2]
|2024|2023
Revenue|900|800
"""
YEARS = """
(in thousands)|2024|2023|2022
Revenue|900|800|700
"""


def calendar_of(*texts: str, lead: str = "") -> Calendar:
    tables = [table(text, *([lead] if lead else []), number=n) for n, text in enumerate(texts, 1)]
    return read(*tables, settings=Settings())[0].calendar


@pytest.mark.parametrize(
    "lead",
    [
        "See the Annual Report on Form 10-K for the year ended December 31, 2023. Revenue by segment:",
        "Rents are $27 for each of the next four years ending December 31, 2028. Revenue by segment:",
        "Two customers made up a tenth of revenue in the second quarter of fiscal year 2024. Revenue by segment:",
    ],
    ids=["the last annual report", "years to come", "a fiscal year"],
)
def test_what_sentences_say_of_years_makes_no_annual_report_of_a_quarter_s_columns(lead: str) -> None:
    found = calendar_of(QUARTER, lead=lead)
    assert (found.form, found.fiscal_period, found.period_end) == ("10-Q", "Q2", date(2024, 6, 30))
    assert found.period_start == date(2024, 1, 1)


def test_the_longest_part_of_the_year_over_the_columns_tells_the_quarter() -> None:
    assert calendar_of(NINE, lead="For the year ended December 31, 2023:").fiscal_period == "Q3"


def test_an_annual_report_with_one_table_of_a_quarter_stays_annual() -> None:
    quarter = "(in thousands)|Three Months Ended December 31, 2024\nRevenue|240"
    found = calendar_of(YEARS, quarter, lead="For the years ended December 31:")
    assert (found.form, found.fiscal_period) == ("10-K", "FY")


@pytest.mark.parametrize(
    ("latest", "before", "end"),
    [("July 1, 2023", "July 2, 2022", date(2023, 7, 1)), ("July 1, 2023", "June 25, 2022", date(2023, 7, 1))],
    ids=["52 weeks apart", "53 weeks apart"],
)
def test_the_first_of_a_month_over_a_column_ends_a_period_of_whole_weeks(latest: str, before: str, end: date) -> None:
    text = f"(in millions)|Three Months Ended[2]\n|{latest}|{before}\nRevenue|900|800"
    assert calendar_of(text).period_end == end


def test_the_first_of_a_month_elsewhere_ends_nothing() -> None:
    text = "(in millions)|December 31, 2023|December 31, 2022\nAssets|900|800\nAdopted January 1, 2024|1|1"
    assert calendar_of(text).period_end == date(2023, 12, 31)


def test_the_last_balance_sheet_date_of_an_interim_report_closes_a_year() -> None:
    text = "(in thousands)|September 30, 2024|December 31, 2023\nTotal assets|900|800\nSales credited|—|40"
    told = Settings(form="10-Q", period_end=date(2024, 9, 30), fiscal_period="Q3")
    note, _ = read(table(text), settings=told)
    hint = at(note.tables[0], 2, 2).period
    assert hint is not None
    assert (hint.start, hint.end, hint.default_months) == (date(2023, 1, 1), date(2023, 12, 31), 12)


def test_a_quarterly_report_is_of_no_year_whatever_its_cover_says() -> None:
    told = Settings(form="10-Q", period_end=date(2024, 9, 30), fiscal_period="FY")
    note, _ = read(table(NINE), settings=told)
    assert (note.calendar.fiscal_period, note.calendar.period_start) == ("Q3", date(2024, 1, 1))
