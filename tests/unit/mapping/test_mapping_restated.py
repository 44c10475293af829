"""Amounts as previously reported, what changed them, and what they are now (srt:RestatementAxis)."""

from __future__ import annotations

import pytest
from whole_notes import tagged

BEFORE = "RestatementAxis ScenarioPreviouslyReported"
CHANGE = "RestatementAxis RestatementAdjustment"
ROWS = "Net sales:\nAlder|500|40|540\nBirch|300|(40)|260\nTotal net sales|800|—|800"


@pytest.mark.parametrize(
    "head",
    [
        "|As previously reported|Adjustments|As recast",
        "|Previously Reported|Effect of Change|As Revised",
        "|As originally reported|Reclassifications|As adjusted",
        "|As reported|Recast adjustments|As recast",
    ],
)
def test_columns_before_and_after(head: str) -> None:
    made = tagged(f"{head}\n{ROWS}")
    assert [made.of("Alder", column) for column in (1, 2, 3)] == [
        ("AlderSegment", BEFORE),
        ("AlderSegment", CHANGE),
        ("AlderSegment",),
    ]
    assert made.of("Total net sales", 1) == (BEFORE,)
    assert made.of("Total net sales", 3) == ()
    assert {cell.concept for cell in made.cells.values()} == {"Revenues"}
    assert not made.errors()


def test_rows_before_and_after_under_a_segments_measure() -> None:
    parts = "As previously reported|{}\nRecast adjustment|{}\nAs recast|{}"
    made = tagged("|2025\nAlder revenue:\n" + parts.format(500, 40, 540))
    assert made.of("As previously reported", 1) == ("AlderSegment", BEFORE)
    assert made.of("Recast adjustment", 1) == ("AlderSegment", CHANGE)
    assert made.of("As recast", 1) == ("AlderSegment",)
    assert {cell.concept for cell in made.cells.values()} == {"Revenues"}


def test_sections_before_and_after() -> None:
    account = "Revenue|{}|{}|800\nOperating income{}|{}|{}|80"
    made = tagged(
        "|Alder|Birch|Total\nAs previously reported:\n"
        + account.format(500, 300, "", 50, 30)
        + "\nAs recast:\n"
        + account.format(540, 260, " now", 54, 26)
    )
    assert made.of("Operating income", 1) == ("AlderSegment", BEFORE)
    assert made.of("Operating income now", 2) == ("BirchSegment",)
    assert made.of("Operating income now", 3) == ()


def test_a_measure_before_and_after() -> None:
    made = tagged("|2025\nNet sales, as previously reported|500\nNet sales, as recast|540")
    assert made.of("Net sales, as previously reported", 1) == (BEFORE,)
    assert made.of("Net sales, as recast", 1) == ()
    assert {cell.concept for cell in made.cells.values()} == {"Revenues"}


def test_what_is_adjusted_beside_as_reported_is_no_restatement() -> None:
    made = tagged("|As reported|Adjustments|As adjusted\nOperating income|50|4|54")
    assert not any(BEFORE in cell.members or CHANGE in cell.members for cell in made.cells.values())
