"""Statements of scale and currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from interpret_samples import at, read, table

from converter.interpret.model import Content
from converter.interpret.scale import currencies_in, nearest, units_said, without_units
from converter.knowledge import vocabulary

EXAMPLES: list[dict[str, Any]] = vocabulary("currencies")["scale"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"] for e in EXAMPLES])
def test_the_vocabulary_s_own_examples(example: dict[str, Any]) -> None:
    said = units_said(example["text"])
    if example["scale"] == 99:
        assert said is None
    else:
        assert said is not None
        assert (said.scale, said.currency) == (example["scale"], example.get("currency"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Net revenues (in thousands)", "Net revenues"),
        ("($ in millions)", ""),
        ("(dollars in millions)", ""),
        ("Years ended (In Millions)", "Years ended"),
        ("Alder", "Alder"),
    ],
)
def test_a_label_loses_its_statement_of_units(text: str, left: str) -> None:
    assert without_units(text) == left


def test_the_nearest_statement_wins_piece_by_piece() -> None:
    near, far = units_said("(in RMB)"), units_said("(US$ in thousands)")
    assert near is None
    assert nearest([None, far, units_said("in millions")]).scale == 3


def test_currencies_are_named_once_in_order() -> None:
    assert currencies_in("RMB and US$ (RMB)") == ("CNY", "USD")


HEAD = "(in thousands)|2024|2023\nRevenue|1,200|1,100"


def test_decimals_follow_scale_and_digits_shown() -> None:
    note, _ = read(table("(in millions)|2024|2023\nRevenue|1,200.5|1,100\nMargin|12.5%|11%"))
    first, percent = at(note.tables[0], 1, 1), at(note.tables[0], 2, 1)
    assert (first.scale, first.decimals, first.amount) == (6, -5, Decimal(1_200_500_000))
    assert (percent.scale, percent.decimals, percent.currency) == (-2, 3, None)


def test_a_table_without_a_scale_takes_that_of_the_table_before() -> None:
    note, findings = read(table(HEAD), table("|2024|2023\nAssets|5,000|4,000", number=2))
    value = at(note.tables[1], 1, 1)
    assert value.scale == 3
    assert any("as in table t1" in text for text in value.evidence)
    assert not [f for f in findings if f.code == "scale.unstated"]


def test_per_share_and_counts_are_not_scaled() -> None:
    note, _ = read(
        table("(in thousands, except per share)|2024|2023\nNet income per share|1.25|1.10\nNumber of stores|812|798")
    )
    assert [at(note.tables[0], row, 1).scale for row in (1, 2)] == [0, 0]
    assert [at(note.tables[0], row, 1).content.value for row in (1, 2)] == ["per-share", "count"]


@pytest.mark.parametrize(
    ("rows", "scale"),
    [
        ("Revenue|1,592.6|1,480.1\nAssets|2,514.4|2,400.0", 6),
        ("Revenue|54,810|51,585\nCapital expenditures|904|887\nDepreciation|63|61", 6),
        ("Revenue|11,853,266|10,693,196\nAssets|20,745,811|13,344,780", 0),
    ],
)
def test_without_any_statement_the_size_of_the_figures_decides_and_says_so(rows: str, scale: int) -> None:
    note, findings = read(table("|2024|2023\n" + rows))
    assert at(note.tables[0], 1, 1).scale == scale
    assert [f.code in ("scale.unstated", "scale.unknown") for f in findings] == [True]


def test_sums_in_words_tell_the_scale_of_the_tables() -> None:
    text = "Alder sold $1.23 billion in 2024 and $1.11 billion in 2023."
    note, findings = read(table("|2024|2023\nRevenue|1,234,567|1,112,345"), text=text)
    assert at(note.tables[0], 1, 1).scale == 3
    assert "the sentences say" in next(f.message for f in findings if f.code == "scale.unstated")


HOTELS = """
|Hotels|Golf
Revenues|210,330|41,205
Rooms|4,120|—
Room revenue|180,110|—
Average daily rate|$184.20|
Members|—|310,405
"""


def test_what_a_statement_of_scale_excepts_is_shown_in_full() -> None:
    lead = "Selected data, in thousands except for rooms, members and average daily rate:"
    note, _ = read(table(HOTELS, lead), text="We have two reportable segments: Hotels and Golf.")
    found = {v.row: (v.scale, v.content) for v in note.tables[0].values if v.column == 1}
    assert found[1] == (3, Content.MONEY)
    assert found[2] == (0, Content.COUNT)
    assert found[3] == (3, Content.MONEY)
    assert found[4] == (0, Content.MONEY)
    golf = {v.row: (v.scale, v.content) for v in note.tables[0].values if v.column == 2}
    assert golf[5] == (0, Content.COUNT)


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("(in thousands, except number of stores and average price per ton)", ("stores", "average price per ton")),
        ("(in millions, except per share amounts and percentages)", ()),
        ("(in thousands, except as noted)", ()),
        ("(in thousands)", ()),
    ],
)
def test_the_things_that_a_statement_excepts(text: str, besides: tuple[str, ...]) -> None:
    said = units_said(text)
    assert said is not None
    assert said.besides == besides


def test_rates_of_hotels_are_never_in_thousands() -> None:
    note, _ = read(table("(in thousands)|2024|2023\nRevenues|210,330|198,410\nRevPAR|132.62|125.35"))
    assert [v.scale for v in note.tables[0].values if v.row == 2] == [0, 0]
