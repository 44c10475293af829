"""Intersegment rows by many wordings are parts of their line, not lines of their own (rules 6, 15)."""

from __future__ import annotations

import pytest
from interpret_samples import at, read, table, told

from converter.interpret.between import measure_of

TWO = "We have two reportable segments: Alder and Birch."
HEAD = "(in millions)|Alder|Birch|Eliminations|Total"
INSIDE = "intersegment:"


@pytest.mark.parametrize(
    ("external", "intersegment", "line"),
    [
        ("Revenues - external", "Revenues - intersegment", "Revenues"),
        ("Operating revenues - external customers", "Operating revenues - intersegment", "Operating revenues"),
        ("Natural gas sales, external", "Natural gas sales, intersegment", "Natural gas sales"),
        ("Revenues from third parties", "Revenues from affiliates", "Revenues"),
        ("External revenues", "Revenues (intersegment)", "Revenues"),
        ("Sales to external customers", "Sales to other segments", "Sales"),
        ("Freight revenues", "Freight revenues – inter-segment", "Freight revenues"),
        ("Cost of gas, third parties", "Cost of gas, affiliates", "Cost of gas"),
        ("Cost of sales", "Intersegment cost of sales", "Cost of sales"),
        ("Storage revenue - unaffiliated", "Storage revenue - affiliated companies", "Storage revenue"),
    ],
)
@pytest.mark.parametrize("order", ["external first", "intersegment first"])
def test_the_intersegment_row_is_on_the_line_of_its_measure(
    external: str, intersegment: str, line: str, order: str
) -> None:
    outside, inside = f"{external}|40|30|—|70", f"{intersegment}|5|2|(7)|—"
    rows = [outside, inside] if order == "external first" else [inside, outside]
    note, _ = read(table("\n".join([HEAD, *rows, "Operating income|9|6|—|15"])), text=TWO)
    shown = note.tables[0]
    its, other = (2, 1) if order == "external first" else (1, 2)
    assert told(shown, its, 1) == f"{line} | intersegment:{intersegment}, segment:Alder"
    assert told(shown, its, 3) == f"{line} | intersegment:{intersegment}, elimination:Eliminations"
    assert told(shown, other, 1) == f"{line} | segment:Alder"


def test_a_row_without_its_external_row_keeps_its_line_and_says_nothing_of_the_whole() -> None:
    rows = f"{HEAD}\nSales|40|30|—|70\nInterest income - intersegment|3|1|(4)|—\nOperating income|9|6|—|15"
    note, findings = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert told(shown, 2, 1).startswith("Interest income | intersegment:")
    assert not [v for v in shown.values if (v.row, v.column) == (2, 4)]
    assert [f.code for f in findings if "sell one another" in f.message] == ["interpret.set-aside"]


@pytest.mark.parametrize(
    "row",
    [
        "Sales to affiliates|5|2|—|7",  # affiliates outside the group: the whole has them
        "Equity in earnings of affiliates|5|2|(7)|—",
        "Dividends from affiliates|5|2|(7)|—",
        "Elimination of intersegment profit|5|2|(7)|—",
        "Intersegment receivables|5|2|(7)|—",
    ],
)
def test_what_is_not_between_segments_is_left_alone(row: str) -> None:
    note, _ = read(table(f"{HEAD}\nSales to customers|40|30|—|70\n{row}\nOperating income|9|6|—|15"), text=TWO)
    shown = note.tables[0]
    assert at(shown, 2, 1).line != at(shown, 1, 1).line


def test_purchases_from_segments_are_no_revenue_though_a_total_of_sales_stands_above() -> None:
    rows = f"""{HEAD}
Sales to customers|40|30|—|70
Intersegment sales|5|2|(7)|—
Total sales|45|32|(7)|70
Purchases from other segments|2|5|(7)|—"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 4, 1) == (
        "Purchases from other segments | intersegment:Purchases from other segments, segment:Alder"
    )


def test_segments_in_rows_with_their_parts_are_the_segments() -> None:
    rows = """(in millions)|2024
Operating revenues
Alder - external|40
Alder - intersegment|5
Birch - external|30
Birch - intersegment|2
Intersegment eliminations|(7)
Total operating revenues|70"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert told(shown, 2, 1) == "Operating revenues | segment:Alder"
    assert told(shown, 5, 1) == "Operating revenues | intersegment:Birch - intersegment, segment:Birch"


def test_segments_under_a_heading_of_intersegment_revenue_share_the_line_of_the_outside_revenue() -> None:
    rows = """(in millions)|2024
Revenues from external customers
Alder|40
Birch|30
Total|70
Intersegment revenues
Alder|5
Birch|2
Total|7"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert told(shown, 2, 1) == "Revenues | segment:Alder"
    assert told(shown, 6, 1) == "Revenues | intersegment:Intersegment revenues, segment:Alder"


def test_intersegment_revenue_below_several_lines_is_of_their_total_not_of_the_last() -> None:
    rows = f"""{HEAD}
Product sales|25|20|—|45
Service revenues|15|10|—|25
Intersegment sales|5|2|(7)|—
Total revenues|45|32|(7)|70"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert at(shown, 3, 1).line == at(shown, 4, 1).line
    assert told(shown, 4, 1).endswith("segment:Alder, segments-total:Gross")


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Gas sales - intersegment", "Gas sales"),
        ("Intersegment cost of sales", "Cost of sales"),
        ("Third-party revenue", "Revenue"),
        ("Revenues from unaffiliated customers", "Revenues"),
        ("Intersegment", ""),
        ("External customers", ""),
        ("Operating income", "Operating income"),
    ],
)
def test_the_measure_without_whose_it_is(label: str, measure: str) -> None:
    assert measure_of(label) == measure
