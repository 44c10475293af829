"""Rows whose labels end in the year of their figures."""

from __future__ import annotations

import pytest
from interpret_samples import at, read, table, told

MEASURES = "(in millions)|Alder|Birch\nNet sales 2024|500|300\nNet sales 2023|450|250"
NAMES = "(in millions)|Net sales|Operating income\nAlder 2024|500|50\nAlder, 2023|450|45\nBirch 2024|300|30"
LEAD = "The company has two reportable segments, Alder and Birch:"


@pytest.mark.parametrize(
    ("text", "row", "year", "line"),
    [
        (MEASURES, 1, 2024, "Net sales | segment:Alder"),
        (MEASURES, 2, 2023, "Net sales | segment:Alder"),
        (NAMES, 1, 2024, "Net sales | segment:Alder"),
        (NAMES, 2, 2023, "Net sales | segment:Alder"),
    ],
)
def test_the_year_is_the_period_and_the_rest_the_name(text: str, row: int, year: int, line: str) -> None:
    note, _ = read(table(text, LEAD), text=LEAD)
    value = at(note.tables[0], row, 1)
    assert value.period is not None
    assert (value.period.end.year, told(note.tables[0], row, 1)) == (year, line)


@pytest.mark.parametrize(
    "text",
    [
        "(in millions)|Alder|Birch\nNotes due 2023|500|300\nNotes due 2024|450|250",
        "(in millions)|Alder|Birch\nLease payments 2026|500|300\nLease payments 2027|450|250",
        "(in millions)|Alder|Birch\nNet sales, plan of 2021|500|300\nCosts|450|250",
    ],
)
def test_other_years_at_the_end_stay_in_the_name(text: str) -> None:
    note, _ = read(table(text, LEAD), text=LEAD)
    assert {value.period.end.year for value in note.tables[0].values if value.period} <= {2024}
    assert any(line.label[-1].isdigit() for line in note.tables[0].lines)
