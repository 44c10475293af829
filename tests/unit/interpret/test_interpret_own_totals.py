"""Whose a total is: of one segment, of all of them, or of the company; and what is told where little is said."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import read, table, told

from converter.interpret.arithmetic_weigh import slip

SEGMENTS = "The Company has two reportable segments: Alder and Birch."


@pytest.mark.parametrize("last", ["Consolidated", "Total"])
def test_a_total_before_corporate_is_the_segments(last: str) -> None:
    rows = f"(in millions)|Alder|Birch|Total|Corporate|{last}\nOperating income|20|10|30|(4)|26"
    note, _ = read(table(rows), text=SEGMENTS)
    assert told(note.tables[0], 1, 3) == "Operating income | segments-total:Total"
    assert told(note.tables[0], 1, 5) == f"Operating income | consolidated:{last}"


def test_the_only_total_before_corporate_stays_the_companys() -> None:
    """Nothing to its right is a total, so nothing says that it is the segments' alone."""
    rows = "(in millions)|Alder|Birch|Total|Corporate\nOperating income|20|10|26|(4)"
    note, _ = read(table(rows), text=SEGMENTS)
    assert told(note.tables[0], 1, 3) == "Operating income | consolidated:Total"


def test_a_total_that_recurs_is_each_segments_own() -> None:
    rows = (
        "Net sales (in millions)|2024\nAlder[2]\nRetail|40\nTrade|30\nTotal|70\nBirch[2]\nRetail|20\nTrade|10\nTotal|30"
    )
    note, _ = read(table(rows), text=SEGMENTS)
    assert [told(note.tables[0], at, 1).partition(" | ")[2] for at in (4, 8)] == [
        "segment:Alder",
        "segment:Birch",
    ]


@pytest.mark.parametrize("indent", ["", " "])
def test_the_total_below_the_last_segments_total_is_the_companys(indent: str) -> None:
    alder, birch = (f"{indent}Retail|{a}\n{indent}Trade|{b}\n{indent}Total|{a + b}" for a, b in ((40, 30), (20, 10)))
    note, _ = read(
        table(f"Net sales (in millions)|2024\nAlder[2]\n{alder}\nBirch[2]\n{birch}\nTotal|100"), text=SEGMENTS
    )
    assert [told(note.tables[0], at, 1).partition(" | ")[2] for at in (4, 8, 9)] == [
        "segment:Alder",
        "segment:Birch",
        "consolidated:Total",
    ]


def test_a_total_that_stands_once_ends_the_segment() -> None:
    rows = "Net sales (in millions)|2024\nAlder[2]\nRetail|40\nTrade|30\nTotal|70\nBirch|30\nTotal net sales|100"
    note, _ = read(table(rows), text=SEGMENTS)
    assert [told(note.tables[0], at, 1) for at in (5, 6)] == ["net sales | segment:Birch", "net sales | "]


def test_corporate_that_sells_to_segments_makes_no_segment_of_the_total() -> None:
    rows = (
        "(in millions)|Alder|Birch|Corporate|Total\nExternal net sales|70|30|5|105\n"
        "Intersegment net sales|4|3|2|9\nTotal net sales|74|33|7|114"
    )
    note, _ = read(table(rows), text=SEGMENTS)
    assert told(note.tables[0], 1, 3) == "net sales | segment:Corporate"
    assert told(note.tables[0], 1, 4) == "net sales | consolidated:Total"
    assert told(note.tables[0], 3, 4) == "net sales | segments-total:Gross"


def test_balances_of_nothing_named_are_called_balances() -> None:
    rows = (
        "(in millions)|Alder|Birch|Total\nBalance, December 31, 2023|70|30|100\n"
        "Additions|5|4|9\nBalance, December 31, 2024|75|34|109"
    )
    note, _ = read(table(rows), text=SEGMENTS)
    balances = {(v.row, str(v.period.end)) for v in note.tables[0].values if v.period and v.period.start is None}
    assert told(note.tables[0], 1, 1) == told(note.tables[0], 3, 1) == "Balance | segment:Alder"
    assert balances == {(1, "2023-12-31"), (3, "2024-12-31")}


def test_names_without_a_measure_or_heading_are_lines() -> None:
    note, _ = read(table("(in millions)|2024|2023\nHaulage|5|4\nMooring|3|2\nTotal|8|6"))
    assert told(note.tables[0], 1, 1) == "Haulage | "


@pytest.mark.parametrize(("form", "end", "warned"), [("10-K", (12, 28), True), ("10-Q", (9, 28), False)])
def test_the_last_day_of_an_earlier_year_of_weeks_is_doubtful_in_annual_reports(
    form: str, end: tuple[int, int], *, warned: bool
) -> None:
    text = f"{SEGMENTS} The fiscal year ends on the Saturday nearest December 31 and has 52 or 53 weeks."
    lead = "Fiscal years ended" if form == "10-K" else "Three months ended September 28, 2024 and September 30, 2023"
    given = table("(in millions)|2024|2023\nNet sales|90|80", lead)
    _, findings = read(given, text=text, form=form, end=date(2024, *end))
    assert ("period.comparative" in {finding.code for finding in findings}) is warned


def test_two_digits_are_no_slip() -> None:
    """Of three digits one may be wrong or two changed over; of two digits any number is that near to any other."""
    assert slip(540, 90)
    assert not slip(54, 9)
