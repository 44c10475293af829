"""Amounts of a time to come, and earlier years whose days are computed."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import read, table

from converter.options import Settings

YEARS = "(in millions)|2024|2023|2022\nRevenue|900|800|700"
QUARTER = "(in millions)|September 30, 2024|December 31, 2023\nTotal assets|900|800"


def codes(text: str, *, end: date, form: str = "10-K", said: str = "") -> list[str]:
    return [f.code for f in read(table(text), text=said, settings=Settings(form=form, period_end=end))[1]]


def test_rents_to_come_are_left_out_and_named() -> None:
    said = (
        "Rents are $40.2 million in 2025, $38.1 million in 2026 and $9.9 million thereafter. Costs were $12.5 million."
    )
    note, findings = read(table(YEARS), text=said)
    shown = {value.shown for each in note.tables for value in each.values}
    assert not {"40.2", "38.1", "9.9"} & shown
    assert "12.5" in shown
    assert {f.code for f in findings} == {"period.future"}
    assert "2025-01-01 to 2025-12-31" in findings[0].message


def test_columns_of_years_to_come_beside_the_document_s_own_are_left_out() -> None:
    rows = "(in millions)|2024|2025|2026\nAlder backlog|500|200|90\nBirch backlog|400|200|10\nTotal backlog|900|400|100"
    note, findings = read(table(rows))
    shown = note.tables[0]
    assert [value.shown for value in shown.values] == ["500", "400", "900"]
    assert {f.code for f in findings} == {"period.future"}
    assert {f.total for f in shown.footings} <= {value.id for value in shown.values}


def test_a_period_end_that_no_column_has_is_an_error_and_nothing_is_left_out() -> None:
    note, findings = read(table(QUARTER), settings=Settings(form="10-Q", period_end=date(2022, 9, 30)))
    assert ("period.after-end", "error") in [(f.code, f.severity.value) for f in findings]
    assert len(note.tables[0].values) == 2


@pytest.mark.parametrize(
    ("text", "end", "warned"),
    [
        (YEARS, date(2024, 9, 28), True),
        (YEARS, date(2024, 8, 31), True),
        (YEARS, date(2024, 12, 31), False),
        (YEARS, date(2024, 9, 30), False),
        (YEARS.replace("2024|2023|2022", "June 29, 2024|July 1, 2023|July 2, 2022"), date(2024, 6, 29), False),
    ],
    ids=["of weeks", "the end of August is a Saturday", "December", "a Monday", "dates over the columns"],
)
def test_computed_ends_of_earlier_years_are_told(text: str, end: date, *, warned: bool) -> None:
    assert ("period.comparative" in codes(text, end=end)) is warned


def test_a_note_that_names_no_day_says_that_december_is_a_guess() -> None:
    note, _ = read(table(YEARS), settings=Settings())
    assert "guess" in note.calendar.evidence
    assert "guess" not in read(table(QUARTER), settings=Settings())[0].calendar.evidence
