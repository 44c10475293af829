"""Figures that are no money: counts, days and rates keep their own scale."""

from __future__ import annotations

import pytest
from interpret_samples import at, read, table

from converter.interpret.counts import counted, heads_counts, is_count, is_rate

SHIPS = """
(in thousands)|Bulk|Tank|Total
Voyage revenues|4,200|3,100|7,300
Voyage days|720|610|1,330
Rate per day|5,833|5,081|5,488
Subscribers (in thousands)|12|9|21
"""


@pytest.mark.parametrize(
    ("row", "content", "scale"),
    [(1, "money", 3), (2, "count", 0), (3, "money", 0), (4, "count", 3)],
    ids=["money", "days", "a rate for a day", "a count with a scale of its own"],
)
def test_days_and_rates_take_no_scale_from_the_table(row: int, content: str, scale: int) -> None:
    value = at(read(table(SHIPS))[0].tables[0], row, 1)
    assert (value.content.value, value.scale, value.decimals) == (content, scale, -scale)


def test_a_caption_of_employees_by_segment_heads_counts() -> None:
    first = table("(in millions)|2024|2023\nRevenue|900|800")
    staff = table(
        "|2024|2023\nAlder|410|400\nBirch|160|170\nTotal|570|570", "Employees by segment at year end:", number=2
    )
    note, _ = read(first, staff, text="The two segments are Alder and Birch.")
    value = at(note.tables[1], 1, 1)
    line = next(line for line in note.tables[1].lines if line.id == value.line)
    assert (value.content.value, value.scale, line.label) == ("count", 0, "Employees")


def test_a_column_of_homes_counts() -> None:
    note, _ = read(table("(in thousands)|Homes|Revenue\nAlder|410|24,600\nBirch|330|18,500\nTotal|740|43,100"))
    assert [at(note.tables[0], 1, column).content.value for column in (1, 2)] == ["count", "money"]


@pytest.mark.parametrize(
    "label",
    [
        "Homes closed",
        "Production (MBoe)",
        "Net production (MBoe/d)",
        "Revenue days",
        "Number of vessels at year end",
        "Total subscribers",
    ],
)
def test_counts(label: str) -> None:
    assert is_count(label)


@pytest.mark.parametrize("label", ["Employee costs", "Customer deposits", "Total members’ equity", "Days Inn revenue"])
def test_no_counts(label: str) -> None:
    assert not is_count(label)
    assert not heads_counts(label)


def test_words_of_rates_and_captions() -> None:
    assert is_rate("Average price per barrel")
    assert not is_rate("Income per share")
    assert counted("Number of employees by reportable segment:") == "Employees"
    assert counted("Sales to customers by segment:") == ""


def test_a_segment_called_stores_counts_nothing() -> None:
    rows = "(in thousands)|Stores|Wholesale|Total\nRevenue|410|330|740"
    note, _ = read(table(rows), text="The two segments are Stores and Wholesale.")
    assert {value.content.value for value in note.tables[0].values} == {"money"}
