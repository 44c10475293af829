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


BARE = "(in millions)|2024|2023|2022\nRevenue|900|800|700"
PERIODS = [("2024-02-04", "2025-02-01"), ("2023-01-29", "2024-02-03"), ("2022-01-30", "2023-01-28")]


@pytest.mark.parametrize(
    "said",
    [
        "Fiscal 2024, 2023 and 2022 consisted of 52, 53 and 52 weeks and ended on February 1, 2025, February 3, 2024 "
        "and January 28, 2023, respectively.",
        "The fiscal year ended February 1, 2025 (“fiscal 2024”) had 52 weeks. The year ended February 3, 2024 (fiscal "
        "2023) had 53, the one ended January 28, 2023, or fiscal 2022, had 52.",
    ],
    ids=["years, then days", "each day with its year"],
)
@pytest.mark.parametrize("end", [None, date(2025, 2, 1)], ids=["no flags", "period end given"])
@pytest.mark.parametrize("lead", [False, True], ids=["a paragraph", "above the table"])
def test_years_that_a_sentence_dates_end_on_those_days(said: str, end: date | None, *, lead: bool) -> None:
    note, findings = read(table(BARE, *([said] if lead else [])), text=said, settings=Settings(period_end=end))
    hints = [value.period for value in note.tables[0].values if value.period]
    assert [(str(hint.start), str(hint.end)) for hint in hints] == PERIODS
    assert (note.calendar.fiscal_year, note.calendar.weeks) == (2024, True)
    assert "period.comparative" not in {f.code for f in findings}


def test_dates_early_in_the_next_year_end_years_called_by_the_year_they_begin_in() -> None:
    lead = "Inventories at February 1, 2025 and February 3, 2024 are at cost. Revenue:"
    assert calendar_of(BARE, lead=lead).period_end == date(2025, 2, 1)


def test_one_date_early_in_the_next_year_is_no_year_end() -> None:
    lead = "On February 3, 2025 Alder was sold. Results for the years ended December 31, 2024 and 2023:"
    assert calendar_of(BARE, lead=lead).period_end == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("said", "end", "before"),
    [
        ("Our fiscal year ends on the Sunday nearest to August 31.", date(2025, 8, 31), "2024-09-01"),
        ("The year ends on the last Thursday in August.", date(2024, 8, 29), "2023-08-31"),
        ("The year ends on the Thursday closest to August 31.", date(2024, 8, 29), "2023-08-31"),
        ("A supplier's year ends on the last Friday of June.", date(2025, 8, 31), "2024-08-31"),
    ],
)
def test_the_rule_that_a_sentence_states_tells_the_ends_of_earlier_years(said: str, end: date, before: str) -> None:
    note, _ = read(table("(in millions)|2025|2024\nRevenue|9|8"), text=said, settings=Settings(period_end=end))
    years = {"2025": 0, "2024": 1}[str(end.year)]
    if years:
        note, _ = read(table("(in millions)|2024|2023\nRevenue|9|8"), text=said, settings=Settings(period_end=end))
    hint = at(note.tables[0], 1, 2).period
    assert hint is not None
    assert str(hint.end) == before


@pytest.mark.parametrize(
    ("column", "start", "end"),
    [(1, "2024-01-01", "2024-03-31"), (2, "2024-04-01", "2024-06-30"), (4, "2024-10-01", "2024-12-31")],
)
def test_quarters_over_columns_are_those_of_the_fiscal_year(column: int, start: str, end: str) -> None:
    text = "(in millions)|First Quarter|Second Quarter|Third Quarter|Fourth Quarter|Full Year\nRevenue|1|2|3|4|10"
    note, _ = read(table(text))
    hint = at(note.tables[0], 1, column).period
    assert hint is not None
    assert (str(hint.start), str(hint.end)) == (start, end)


def test_quarters_under_a_heading_of_another_fiscal_year_are_that_year_s() -> None:
    text = "(in millions)|First Quarter|Full Year\nFiscal 2023 revenue\nAlder|1|5\nBirch|2|6\nTotal|3|11"
    note, _ = read(table(text), text="The segments are Alder and Birch.")
    hint = at(note.tables[0], 2, 1).period
    assert hint is not None
    assert (str(hint.start), str(hint.end)) == ("2023-01-01", "2023-03-31")


def test_a_heading_s_year_does_not_override_the_columns_years() -> None:
    text = "(in millions)|2024|2023\nFiscal 2022 acquisitions\nAlder|1|5\nBirch|2|6\nTotal|3|11"
    note, _ = read(table(text), text="The segments are Alder and Birch.")
    assert {str(v.period.end) for v in note.tables[0].values if v.period} == {"2024-12-31", "2023-12-31"}
