"""Columns and rows that are sums or parts of others (rules 6 and 10)."""

from __future__ import annotations

import pytest
from interpret_samples import read, table, told

TWO = "We have two segments: Harbor and Rail."
PARTS = """
 | Cobalt USA | Cobalt Refining | Total Cobalt | Lithium | Total
Revenues | 60 | 30 | 90 | 40 | 130
Operating income | 10 | 8 | 18 | 7 | 25
"""
OVER = """
 | Regulated Electric[3]
 | Generation | Distribution | Total Electric | Gas | Eliminations | Consolidated
Revenues | 60 | 30 | 90 | 40 | (10) | 120
Operating income | 10 | 8 | 18 | 7 | - | 25
"""
WHOLE = """
 | Harbor | Rail | Unallocated | Group
Revenue | 60 | 40 | (5) | 95
Segment result | 20 | 10 | (8) | 22
Finance costs | | | | (3)
"""


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, "segment:Cobalt, geography:USA"),
        (2, "segment:Cobalt, subsegment:Cobalt Refining"),
        (3, "segment:Cobalt"),
        (4, "segment:Lithium"),
    ],
)
def test_what_stands_before_its_total_is_a_part_of_that_segment(column: int, expected: str) -> None:
    result, _ = read(table(PARTS), text="We have two segments: Cobalt and Lithium.")
    assert told(result.tables[0], 1, column).endswith(f"| {expected}")


def test_a_total_that_its_columns_do_not_make_holds_no_parts() -> None:
    rows = PARTS.replace("| 90 |", "| 95 |").replace("| 18 |", "| 28 |")
    result, _ = read(table(rows), text="We have two segments: Cobalt and Lithium.")
    assert "subsegment" not in told(result.tables[0], 1, 2)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, "segment:Regulated Electric, subsegment:Generation"),
        (3, "segment:Regulated Electric"),
        (4, "segment:Gas"),
    ],
)
def test_names_under_a_segment_s_header_are_its_parts(column: int, expected: str) -> None:
    result, _ = read(table(OVER), text="We operate a Regulated Electric segment and a Gas segment.")
    assert told(result.tables[0], 2, column).endswith(f"| {expected}")


def test_the_last_column_that_adds_up_all_others_is_the_company_s() -> None:
    result, _ = read(table(WHOLE), text=TWO)
    assert told(result.tables[0], 1, 4).endswith("| consolidated:Group")
    assert told(result.tables[0], 3, 4).endswith("| consolidated:Group")


def test_a_last_column_that_adds_up_nothing_is_a_segment() -> None:
    rows = WHOLE.replace("| 95", "| 55").replace("| 22", "| 11")
    result, _ = read(table(rows), text=TWO)
    assert told(result.tables[0], 1, 4).endswith("| segment:Group")


def test_a_total_of_segments_with_only_corporate_after_it_is_theirs() -> None:
    rows = """
     | Revenue | Operating income
    Harbor | 60 | 20
    Rail | 40 | 10
    Subtotal | 100 | 30
    Corporate and other | 2 | (5)
    Consolidated | 102 | 25
    """
    result, _ = read(table(rows), text=TWO)
    assert told(result.tables[0], 3, 1).endswith("| segments-total:Total segments")


def test_what_a_corporate_column_takes_away_of_intersegment_revenue_is_eliminated() -> None:
    rows = """
     | Harbor | Rail | Unallocated | Group
    External revenue | 60 | 40 | - | 100
    Inter-segment revenue | 3 | 2 | (5) | -
    Total revenue | 63 | 42 | (5) | 100
    Segment result | 20 | 10 | (8) | 22
    """
    result, _ = read(table(rows), text=TWO)
    assert told(result.tables[0], 3, 3).endswith("| elimination:Unallocated")
    assert told(result.tables[0], 4, 3).endswith("| corporate:Unallocated")


def test_consolidated_rows_of_a_table_of_one_segment_are_the_company_s() -> None:
    rows = """
     | Harbor[2]
     | 2024 | 2023
    Segment net loss | (30) | (20)
    Adjustments and reconciling items | (5) | -
    Consolidated net loss | (35) | (20)
    """
    result, _ = read(table(rows), text="We have one reportable segment, the Harbor segment.")
    assert told(result.tables[0], 2, 1).endswith("| segment:Harbor")
    assert told(result.tables[0], 3, 1).endswith("| reconciling:Adjustments and reconciling items")
    assert told(result.tables[0], 4, 1).endswith("| consolidated:Consolidated net loss")


YEARS_DOWN = """
 | Harbor | Rail | Unallocated expenses | Group
2024 | 600 | 400 | (50) | 950
2023 | 500 | 300 | (40) | 760
"""
GROUP_FIRST = """
 | Group | Harbor | Rail | Unallocated
Revenue | 950 | 600 | 400 | (50)
Result | 220 | 200 | 100 | (80)
"""
GROUP_BELOW = """
 | 2024 | 2023
Operating income:
Harbor | 600 | 500
Rail | 400 | 300
Unallocated expenses | (50) | (40)
Group | 950 | 760
"""


@pytest.mark.parametrize(
    ("text", "place"),
    [(YEARS_DOWN, (1, 4)), (GROUP_FIRST, (1, 1)), (GROUP_BELOW, (5, 1))],
    ids=["years", "first", "row"],
)
def test_what_adds_up_segments_and_what_none_has_is_the_company(text: str, place: tuple[int, int]) -> None:
    result, _ = read(table(text, "Operating income by segment was:"), text=TWO)
    assert told(result.tables[0], *place).endswith("| consolidated:Group")


def test_small_figures_that_happen_to_add_up_make_no_company() -> None:
    text = "| 2024 | 2023\nDepreciation:\nHarbor | 9 | 8\nRail | 7 | 6\nUnallocated | 2 | 2"
    result, _ = read(table(text), text=TWO)
    assert told(result.tables[0], 2, 1).endswith("| segment:Harbor")
