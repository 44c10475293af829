"""A quarterly report whose sentences state the rule for the year's end: which quarter its three months are."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import read, table

from converter.interpret.model import Calendar
from converter.options import Settings

RULE = "The fiscal year ends on the Saturday nearest December 31 and has 52 or 53 weeks."
HEADS = {
    "over the columns": ("(in millions)|Three months ended[2]\n|September 28, 2024|September 30, 2023", ""),
    "in the lead": ("(in millions)|2024|2023", "Three months ended September 28, 2024 and September 30, 2023"),
}


def quarter(text: str, heads: str = "over the columns", **given: object) -> tuple[Calendar, list[tuple[str, str]]]:
    head, lead = HEADS[heads]
    settings = Settings(form="10-Q", period_end=date(2024, 9, 28), **given)  # type: ignore[arg-type]  # any of its fields
    note, _ = read(table(f"{head}\nNet sales|90|80", *([lead] if lead else [])), text=text, settings=settings)
    periods = [v.period for v in note.tables[0].values]
    return note.calendar, [(str(p.start), str(p.end)) for p in periods if p is not None]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("rule", [RULE, "Our fiscal year ends on the Saturday closest to December 31."])
def test_the_stated_end_of_the_year_tells_the_quarter(rule: str, heads: str) -> None:
    calendar, periods = quarter(rule, heads)
    assert (calendar.fiscal_period, calendar.fiscal_year, calendar.fiscal_year_end) == ("Q3", 2024, (12, 31))
    assert periods == [("2024-06-30", "2024-09-28"), ("2023-07-02", "2023-09-30")]


def test_another_year_end_makes_another_quarter() -> None:
    calendar, periods = quarter("The fiscal year ends on the last Saturday in March.")
    assert (calendar.fiscal_period, calendar.fiscal_year_end) == ("Q2", (3, 31))
    assert periods == [("2024-06-30", "2024-09-28"), ("2023-07-02", "2023-09-30")]


def test_settings_go_before_the_sentence() -> None:
    calendar, _ = quarter(RULE, fiscal_period="Q1")
    assert calendar.fiscal_period == "Q1"
    calendar, _ = quarter(RULE, fiscal_year_end=(6, 30))
    assert (calendar.fiscal_period, calendar.fiscal_year_end) == ("Q1", (6, 30))
