"""No amount of a table is passed over without a word."""

from __future__ import annotations

import pytest
from interpret_samples import at, read, table

from converter.interpret.numbers import parse_figure

TWO = "We have two reportable segments: Alder and Birch."
ROWS = """(in millions)|Alder|Birch|Total
Net sales|4,000|3,000|7,000
Operating income|400|300|700"""


def test_a_cell_of_two_figures_is_told() -> None:
    _, findings = read(table(ROWS.replace("4,000|3,000", "4,000 / 3,900|3,000")), text=TWO)
    told = [finding for finding in findings if finding.code == "interpret.unread"]
    assert [finding.message.split(" is ")[0] for finding in told] == ["4,000 / 3,900"]


def test_an_amount_among_words_is_told_and_a_year_or_a_date_is_not() -> None:
    rows = ROWS.replace("400|300", "about $400|300").replace("Birch|Total", "Birch|Year ended June 30, 2024")
    _, findings = read(table(rows), text=TWO)
    assert [f.message.split(" is ")[0] for f in findings if f.code == "interpret.unread"] == ["about $400"]


@pytest.mark.parametrize("text", ["14,500 (a", "(25,000) (d", "61,500(b"])
def test_a_figure_is_read_before_a_mark_that_is_closed_in_the_next_cell(text: str) -> None:
    figure = parse_figure(text)
    assert figure is not None
    assert figure.negative == text.startswith("(")


def test_a_table_that_is_read_through_has_no_such_finding() -> None:
    note, findings = read(table(ROWS), text=TWO)
    assert at(note.tables[0], 1, 1).shown == "4,000"
    assert not [finding for finding in findings if finding.code == "interpret.unread"]


def test_the_years_that_a_column_of_changes_compares_are_no_amount_unread() -> None:
    _, findings = read(table("|2024|2023|% Change\n|||2024 vs. 2023\nPremiums|830|778|6.7%\nIncome|111|95|16.8%"))
    assert [f.message for f in findings if f.code == "interpret.unread"] == []
