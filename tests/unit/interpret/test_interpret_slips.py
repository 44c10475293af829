"""Slips of the source are read as meant only on stated evidence, and always reported."""

from __future__ import annotations

import pytest
from interpret_samples import at, read, table

from converter.interpret.periods import read_period
from converter.interpret.slips import mend_year

LABEL = "Total assets as of December 31, 1024"


def test_an_impossible_year_one_digit_off_is_mended() -> None:
    words, slip = mend_year(read_period(LABEL), (2023, 2024), (2023,), 2024)
    assert slip is not None
    assert (words.year, slip.shown, slip.meant) == (2024, 1024, 2024)


@pytest.mark.parametrize(
    ("text", "expected", "taken"),
    [
        ("Assets as of December 31, 2022", (2023, 2024), ()),  # possible: nothing to mend
        ("Assets as of December 31, 1023", (2024,), ()),  # two digits off
        ("Assets as of December 31, 2924", (2024, 2994), ()),  # two years would do
        (LABEL, (2024,), (2024,)),  # the row is there already
    ],
)
def test_without_evidence_nothing_is_mended(text: str, expected: tuple[int, ...], taken: tuple[int, ...]) -> None:
    words, slip = mend_year(read_period(text), expected, taken, 2024)
    assert slip is None
    assert words == read_period(text)


def test_a_mended_year_is_reported_once_a_row() -> None:
    rows = f"(in thousands)|Alder|Birch\nTotal assets as of December 31, 2023|400|300\n{LABEL}|500|350"
    note, findings = read(table(rows, "Assets as of December 31, 2023 and 2024:"))
    value = at(note.tables[0], 2, 1)
    assert value.period is not None
    assert value.period.end.year == 2024
    assert [f.code for f in findings] == ["period.slip"]


RIGHT = """
|December 31, 2022|December 31, 2023|December 31, 2024|December 31, 2024
(in thousands)|RMB|RMB|RMB|USD
Japan|700|650|730|100
Germany|1,400|1,500|1,460|200
"""
SLIPPED = """
|December 31, 2023|December 31, 2024|December 31, 2024
(in thousands)|USD|RMB|USD
Japan|650|730|100
Germany|1,500|1,460|200
"""


def test_a_convenience_currency_over_the_wrong_column_is_read_as_meant() -> None:
    note, findings = read(table(RIGHT, "Revenue by country:"), table(SLIPPED, "Assets by country:", number=2))
    assert [at(note.tables[1], 2, column).currency for column in (1, 2, 3)] == ["CNY", "CNY", "USD"]
    assert [f.code for f in findings] == ["currency.slip"]
    assert any("currency:" in text for text in at(note.tables[1], 2, 1).evidence)


def test_a_dollar_column_of_the_dollar_s_size_is_left_alone() -> None:
    fair = SLIPPED.replace("650", "98").replace("1,500", "210")
    note, findings = read(table(RIGHT, "Revenue by country:"), table(fair, "Assets by country:", number=2))
    assert at(note.tables[1], 2, 1).currency == "USD"
    assert not findings
