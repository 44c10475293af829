"""Periods: their words, the calendar, and what stands over a figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from interpret_samples import at, read, table

from converter.interpret.periods import merge, read_period
from converter.interpret.weeks import WeekRule, week_rule, year_end_by
from converter.knowledge import vocabulary
from converter.options import Settings

EXAMPLES: list[dict[str, Any]] = vocabulary("periods")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"] for e in EXAMPLES])
def test_the_vocabulary_s_own_examples(example: dict[str, Any]) -> None:
    words = read_period(example["text"])
    for key in ("months", "weeks", "quarter", "year", "month", "day", "instant", "rest"):
        if key in example:
            assert getattr(words, key) == example[key], key
    if "end" in example:
        assert words.dates == (date.fromisoformat(example["end"]),)


@pytest.mark.parametrize("text", ["Net sales", "Marketing", "5.11", "Revenue from U.S. customers", "Second-hand books"])
def test_names_and_measures_are_no_periods(text: str) -> None:
    assert not read_period(text).dated


def test_a_year_glued_to_its_header_is_still_read() -> None:
    assert read_period("Three Months EndedJune 30,2023").dates == (date(2023, 6, 30),)


def test_levels_of_a_header_complete_each_other() -> None:
    words = merge([read_period("Three Months Ended June 30,"), read_period("2023")])
    assert (words.months, words.month, words.day, words.year) == (3, 6, 30, 2023)


def test_several_periods_in_one_text_give_only_what_they_share() -> None:
    words = merge([read_period("Years ended December 31, 2024, 2023 and 2022"), read_period("2023")])
    assert (words.months, words.month, words.year) == (12, 12, 2023)


def period(text: str, column: int, row: int = -1, **settings: Any) -> tuple[str, str, int | None, bool]:
    note, _ = read(table(text), **settings)
    value = [v for v in note.tables[0].values if v.column == column][row]
    assert value.period is not None
    return str(value.period.start), str(value.period.end), value.period.months, value.period.instant


YEARS = "(in millions)|2024|2023\nRevenue|900|800"
QUARTERS = """
(in millions)|Three Months Ended June 30,[2]|Six Months Ended June 30,[2]
|2024|2023|2024|2023
Revenue|900|800|1,700|1,500
"""
INTERIM = Settings(form="10-Q", period_end=date(2024, 6, 30), fiscal_period="Q2")


def test_a_bare_year_is_the_fiscal_year() -> None:
    assert period(YEARS, 2) == ("2023-01-01", "2023-12-31", None, False)
    assert period(YEARS, 2, end=date(2024, 9, 30)) == ("2022-10-01", "2023-09-30", None, False)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, ("2024-04-01", "2024-06-30", 3, False)),
        (2, ("2023-04-01", "2023-06-30", 3, False)),
        (3, ("2024-01-01", "2024-06-30", 6, False)),
        (4, ("2023-01-01", "2023-06-30", 6, False)),
    ],
)
def test_quarter_and_year_to_date_side_by_side(column: int, expected: tuple[str, str, int | None, bool]) -> None:
    assert period(QUARTERS, column, settings=INTERIM) == expected


def test_a_balance_sheet_date_is_an_instant() -> None:
    text = "(in millions)|As of December 31,[2]\n|2024|2023\nAssets|900|800"
    assert period(text, 2)[1:] == ("2023-12-31", None, True)


def test_a_period_in_the_section_row_governs_the_rows_below() -> None:
    text = "(in millions)|Alder|Birch\nSecond Quarter 2023\nRevenue|400|400\nSecond Quarter 2024\nRevenue|500|400"
    assert period(text, 1, 0, settings=INTERIM)[:2] == ("2023-04-01", "2023-06-30")
    assert period(text, 1, 1, settings=INTERIM)[:2] == ("2024-04-01", "2024-06-30")


def test_a_period_in_the_row_label_is_taken_from_there() -> None:
    text = "(in thousands)|Alder\nTotal assets as of December 31, 2023|400\nTotal assets as of December 31, 2024|500"
    note, _ = read(table(text))
    assert [v.period.end.year for v in note.tables[0].values if v.period] == [2023, 2024]
    assert {line.label for line in note.tables[0].lines} == {"assets"}


def test_a_caption_gives_the_duration_that_the_header_lacks() -> None:
    rows = "(in millions)|Alder|Birch\nRevenue|500|400"
    note, _ = read(table(rows, "For the three months ended June 30, 2024:"), settings=INTERIM)
    value = at(note.tables[0], 1, 1)
    assert value.period is not None
    assert (value.period.months, str(value.period.start)) == (3, "2024-04-01")


def test_a_date_told_in_a_sentence_is_not_the_table_s() -> None:
    note, _ = read(table(YEARS, "The sale of Cedar closed on September 1, 2021. Revenue by segment:"))
    assert {v.period.end for v in note.tables[0].values if v.period} == {date(2024, 12, 31), date(2023, 12, 31)}


def test_the_sentence_that_leads_to_the_table_goes_before_the_one_that_tells_of_another_time() -> None:
    lead = "In the first quarter of 2024 the segments changed. The table shows the year ended December 31, 2023:"
    note, _ = read(table("(in millions)|Alder|Birch\nRevenue|500|400", lead))
    assert {(str(v.period.end), v.period.months) for v in note.tables[0].values if v.period} == {("2023-12-31", 12)}


def test_a_table_without_words_for_a_period_goes_on_with_the_one_before() -> None:
    first = table("Year ended December 31, 2023\n(in millions)|Alder|Birch\nRevenue|500|400")
    second = table("(in millions)|Cedar|Total\nRevenue|300|1,200", number=2)
    note, _ = read(first, second)
    value = at(note.tables[1], 1, 1)
    assert value.period is not None
    assert value.period.end == date(2023, 12, 31)


def test_weeks_years_end_on_a_weekday_and_begin_the_day_after() -> None:
    rows = "(in millions)|2024|2023|2022\nRevenue|900|800|700"
    lead = "Long-lived assets as of September 28, 2024 and September 30, 2023:"
    note, _ = read(table(rows, lead), end=date(2024, 9, 28))
    starts = [str(v.period.start) for v in note.tables[0].values if v.period]
    assert note.calendar.weeks
    assert starts == ["2023-10-01", "2022-09-25", "2021-09-26"]


def test_quarters_of_weeks_in_a_calendar_year_begin_after_thirteen_weeks() -> None:
    text = "(in millions)|Three Months Ended|Six Months Ended\n|July 1, 2023|July 1, 2023\nRevenue|900|1,700"
    settings = Settings(form="10-Q", period_end=date(2023, 7, 1), fiscal_period="Q2")
    assert period(text, 1, settings=settings)[0] == "2023-04-02"
    assert period(text, 2, settings=settings)[0] == "2023-01-01"


def test_without_settings_the_note_s_latest_period_is_the_document_s() -> None:
    note, _ = read(table(QUARTERS), settings=Settings())
    calendar = note.calendar
    assert (calendar.period_end, calendar.fiscal_period, calendar.assumed) == (date(2024, 6, 30), "Q2", True)


@pytest.mark.parametrize(
    ("rule", "near", "end"),
    [
        (WeekRule(5, 9, nearest=False), date(2024, 9, 30), date(2024, 9, 28)),
        (WeekRule(5, 9, nearest=True), date(2022, 9, 30), date(2022, 10, 1)),
        (WeekRule(6, 1, nearest=False), date(2025, 1, 31), date(2025, 1, 26)),
    ],
)
def test_year_ends_by_rule(rule: WeekRule, near: date, end: date) -> None:
    assert year_end_by(rule, near) == end


def test_the_rule_is_found_from_year_ends_shown() -> None:
    assert week_rule(date(2024, 2, 3), 5, (date(2023, 1, 28),)) == WeekRule(5, 1, nearest=True)


def test_a_bare_latest_year_ends_on_the_date_of_that_year_shown_above() -> None:
    rows = "(in millions)|2024|2023\nRevenue|900|800"
    lead = "On January 1, 2024 the segments changed. Assets as of September 28, 2024 and September 30, 2023:"
    note, _ = read(table(rows, lead), settings=Settings())
    assert note.calendar.period_end == date(2024, 9, 28)


def test_an_interim_report_whose_year_ends_within_a_month_has_years_of_weeks() -> None:
    text = """
(in millions)|Six Months Ended[2]
|July 1, 2023|July 2, 2022
Revenue|900|800
"""
    told = Settings(form="10-Q", period_end=date(2023, 7, 1), fiscal_period="Q2", fiscal_year_end=(12, 30))
    note, _ = read(table(text), settings=told)
    assert note.calendar.weeks
    assert period(text, 2, settings=told)[0] == "2021-12-26"
    calendar = Settings(form="10-Q", period_end=date(2023, 7, 1), fiscal_period="Q2", fiscal_year_end=(12, 31))
    assert period(text, 2, settings=calendar)[0] == "2022-01-01"


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, ("2024-04-01", "2024-06-30", 3, False)),
        (2, ("2023-04-01", "2023-06-30", 3, False)),
        (3, ("2024-01-01", "2024-06-30", 6, False)),
        (4, ("2023-01-01", "2023-06-30", 6, False)),
    ],
)
def test_a_period_said_in_full_over_the_first_of_two_columns_is_its_own(column: int, expected: object) -> None:
    rows = "|Three months ended June 30, 2024|2023|Six months ended June 30, 2024|2023\nRevenue|900|800|1,700|1,500"
    assert period(rows, column, settings=INTERIM) == expected


def test_a_year_said_in_full_beside_a_bare_one_is_its_own() -> None:
    rows = "|Year ended December 31, 2024|2023\nRevenue|900|800"
    assert [period(rows, column)[:2] for column in (1, 2)] == [
        ("2024-01-01", "2024-12-31"),
        ("2023-01-01", "2023-12-31"),
    ]


@pytest.mark.parametrize(
    ("column", "end"),
    [(1, "2023-12-31"), (2, "2024-06-30"), (3, "2023-09-30")],
    ids=["later in the year: the year before", "the report's own day", "a later month: the year before"],
)
def test_a_day_without_a_year_is_the_latest_that_the_report_can_know(column: int, end: str) -> None:
    text = "(in millions)|As of December 31|As of June 30|As of September 30\nAssets|900|800|700"
    assert period(text, column, settings=INTERIM)[1] == end


@pytest.mark.parametrize(
    ("years", "ends"),
    [("2025|2024", ["2024-09-30", "2023-09-30"]), ("2024|2023", ["2024-09-30", "2023-09-30"])],
    ids=["fiscal years", "calendar years"],
)
def test_years_over_a_quarter_are_fiscal_years_where_the_current_one_is_among_them(years: str, ends: list[str]) -> None:
    quarter = Settings(
        form="10-Q", period_end=date(2024, 9, 30), fiscal_period="Q1", fiscal_year=2025, fiscal_year_end=(6, 30)
    )
    text = f"(in millions)|{years}\nRevenue|900|800"
    assert [period(text, column, settings=quarter)[1] for column in (1, 2)] == ends


@pytest.mark.parametrize("said", ["June 30, 2024 and 2023", "June 30, 2024"])
def test_a_caption_s_duration_is_that_of_the_day_it_names_and_of_no_other(said: str) -> None:
    rows = "(in millions)|June 30, 2024|December 31, 2023\nRevenue|900|800"
    note, _ = read(table(rows, f"For the three months ended {said}:"), settings=INTERIM)
    assert [v.period.months for v in note.tables[0].values if v.period] == [3, None]
