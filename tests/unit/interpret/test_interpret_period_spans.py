"""Periods given by their first and last day, years that stand in rows, and years that sentences date."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import at, read, table, told

from converter.interpret.named_years import named_years
from converter.interpret.period_spans import span_in
from converter.interpret.periods import read_period
from converter.options import Settings


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Period from March 15, 2024 through December 31, 2024", date(2024, 3, 15), date(2024, 12, 31)),
        ("For the Period from February 6, 2024 (Inception) through December 31, 2024", date(2024, 2, 6), None),
        ("Period from inception (May 2, 2019) to December 31, 2024", date(2019, 5, 2), date(2024, 12, 31)),
        ("January 1 to March 14, 2024", date(2024, 1, 1), date(2024, 3, 14)),
        ("from 1 April 2024 until 30 September 2024", date(2024, 4, 1), date(2024, 9, 30)),
    ],
)
def test_a_period_is_from_its_first_day_to_its_last(text: str, begin: date, end: date | None) -> None:
    words = read_period(text)
    assert (words.begin, words.dates, words.rest) == (begin, (end or date(2024, 12, 31),), "")


@pytest.mark.parametrize(
    "text",
    [
        "December 31, 2024 to December 31, 2023",
        "From September 30, 2015 to September 30, 2024",
        "Routes to Spain through 2024",
        "Three months ended June 30, 2024",
    ],
)
def test_days_that_are_no_period_and_names_have_no_first_day(text: str) -> None:
    assert span_in(text) is None


OWNERS = """
|Successor|Predecessor[2]
|Period from March 15, 2024 through December 31, 2024|January 1, 2024 through March 14, 2024|Year Ended Dec. 31, 2023
Revenue|538|104|480
Net loss|(297)|(231)|(319)
"""
BROKEN = """
|Period from March 15, 2024|Year Ended
|through December 31, 2024|December 31, 2023
Revenue|538|480
"""


def test_the_parts_of_a_year_before_and_after_a_change_of_owners_are_no_years_and_no_products() -> None:
    note, _ = read(table(OWNERS))
    periods = [(v.period.start, v.period.end) for v in note.tables[0].values if v.period][:3]
    assert periods == [
        (date(2024, 3, 15), date(2024, 12, 31)),
        (date(2024, 1, 1), date(2024, 3, 14)),
        (date(2023, 1, 1), date(2023, 12, 31)),
    ]
    assert not any(v.subjects for v in note.tables[0].values)


def test_a_first_and_last_day_broken_over_rows_of_the_header_are_one_period() -> None:
    note, _ = read(table(BROKEN))
    value = at(note.tables[0], 2, 1)
    assert value.period is not None
    assert (value.period.start, value.period.end) == (date(2024, 3, 15), date(2024, 12, 31))
    assert not value.subjects


YEAR_ROWS = """
For the years ended December 31|Valves|Pumps|Total
Net sales
2024|540|388|928
2023|512|370|882
Operating income
2024|91|62|153
2023|84|59|143
"""


def test_years_in_rows_under_a_measure_are_its_periods() -> None:
    note, _ = read(table(YEAR_ROWS), text="We have two reportable segments: Valves and Pumps.")
    found = note.tables[0]
    assert told(found, 3, 1) == "Net sales | segment:Valves"
    assert told(found, 6, 3) == "Operating income | consolidated:Total"
    ends = [at(found, row, 1).period.end.year for row in (2, 3, 5, 6)]  # type: ignore[union-attr]  # each has one
    assert ends == [2024, 2023, 2024, 2023]


def test_a_year_to_come_in_a_row_is_what_falls_due_in_it() -> None:
    note, _ = read(table("(in millions)|Payments\n2026|40\n2027|35\nTotal|75"))
    period = at(note.tables[0], 1, 1).period
    assert period is None or period.end.year < 2026


def test_a_year_over_two_calendar_years_is_called_by_the_one_it_ends_in() -> None:
    text = "€ million|2024/25|2023/24\nSales|820|765\nEBIT|203|194"
    note, _ = read(table(text), end=date(2025, 9, 30))
    ends = [at(note.tables[0], 1, column).period.end for column in (1, 2)]  # type: ignore[union-attr]  # each has one
    assert ends == [date(2025, 9, 30), date(2024, 9, 30)]


def test_years_dated_one_after_the_other_keep_their_own_days() -> None:
    text = (
        "Fiscal year 2025 ended on June 28, 2025, fiscal year 2024 ended on June 29, 2024 "
        "and fiscal year 2023 ended on July 1, 2023."
    )
    assert named_years([text]) == {2025: date(2025, 6, 28), 2024: date(2024, 6, 29), 2023: date(2023, 7, 1)}
    before = (
        "The 52 weeks ended February 1, 2025, or fiscal 2024, and the 53 weeks ended February 3, 2024, fiscal 2023."
    )
    assert named_years([before]) == {2024: date(2025, 2, 1), 2023: date(2024, 2, 3)}


def test_a_quarter_is_of_the_year_that_the_columns_call_it_by() -> None:
    first = table("|First Quarter 2025[2]\n|Stores|Direct\nNet sales|210|98\nSegment income|27|19", number=1)
    second = table("|First Quarter 2024[2]\n|Stores|Direct\nNet sales|205|91\nSegment income|26|17", number=2)
    stock = table("|May 4, 2025|February 2, 2025|April 28, 2024\nInventories|131|122|129", number=3)
    note, _ = read(first, second, stock, settings=Settings(form="10-Q", period_end=date(2025, 5, 4)))
    periods = [at(found, 2, 1).period for found in note.tables[:2]]
    assert [(p.start, p.end) for p in periods if p] == [
        (date(2025, 2, 3), date(2025, 5, 4)),
        (date(2024, 1, 29), date(2024, 4, 28)),
    ]


def test_bare_years_of_an_interim_report_are_the_years_so_far() -> None:
    text = "Depreciation of the Valves segment was $3.1 million and $2.8 million in 2025 and 2024, respectively."
    note, _ = read(
        table("|2025|2024\nNet sales|540|512\nDepreciation|9|8", text),
        text=text,
        form="10-Q",
        settings=Settings(form="10-Q", period_end=date(2025, 6, 30), fiscal_year_end=(12, 31)),
    )
    said = [v.period for found in note.tables[1:] for v in found.values]
    assert [(p.start, p.end) for p in said if p] == [
        (date(2025, 1, 1), date(2025, 6, 30)),
        (date(2024, 1, 1), date(2024, 6, 30)),
    ]


def test_what_follows_a_year_and_a_colon_is_of_that_year() -> None:
    text = "Two distributors accounted for 22% and 14% of total revenue in 2024 (2023: 20% and 13%)."
    note, _ = read(table("|2024|2023\nRevenue|88|80"), text=text)
    said = [(v.shown, v.period.end.year) for found in note.tables[1:] for v in found.values if v.period]
    assert said == [("22", 2024), ("14", 2024), ("20", 2023), ("13", 2023)]
