"""What segments sell to and buy from one another is tagged with the line's own concept (rules 6, 15, 26)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from whole_notes import tagged, years

ALDER, BETWEEN, SEGMENTS = "AlderSegment", "IntersegmentElimination", "OperatingSegments"


@pytest.mark.parametrize("other", ["intersegment", "affiliates"])
def test_external_and_intersegment_rows_have_one_concept_and_their_sum_is_gross(other: str) -> None:
    found = tagged(f"""|Alder|Birch|Eliminations|Total
Operating revenues - external|100|50|—|150
Operating revenues - {other}|10|5|(15)|—
Total operating revenues|110|55|(15)|150
Operating income|40|20|—|60""")
    inside, outside = f"Operating revenues - {other}", "Operating revenues - external"
    assert {found.cells[row, 1].concept for row in (inside, outside, "Total operating revenues")} == {"Revenues"}
    assert found.of(outside, 1) == (ALDER,)
    assert found.of(inside, 1) == (ALDER, BETWEEN)
    assert found.of("Total operating revenues", 1) == (ALDER, SEGMENTS)
    assert (found.of(inside, 3), found.cells[inside, 3].value) == ((BETWEEN,), Decimal(-15))
    assert (found.of(outside, 4), found.cells[outside, 4].value) == ((), Decimal(150))
    assert not found.errors()


def test_costs_between_segments_are_the_costs_of_the_line() -> None:
    found = tagged("""|Alder|Birch|Corporate and eliminations|Total
Gas sales, external|100|50|—|150
Gas sales, intersegment|10|5|(15)|—
Cost of gas, third parties|50|20|—|70
Cost of gas, affiliates|3|12|(15)|—
Operating income|57|23|—|80""")
    rows = ("Cost of gas, third parties", "Cost of gas, affiliates")
    assert len({found.cells[row, 1].concept for row in rows}) == 1
    assert found.of(rows[1], 1) == (ALDER, BETWEEN)
    assert found.of(rows[1], 3) == (BETWEEN,)
    assert found.cells["Gas sales, external", 1].concept == "Revenues"


def test_what_all_segments_sell_one_another_is_no_elimination_of_the_wrong_sign() -> None:
    """The parts' sum has their member; what consolidation takes away of it the member for that (rules 4, 26)."""
    found = tagged("""|Alder|Birch|Total segments|Eliminations|Consolidated
Intersegment revenues|10|5|15|(15)|—
External revenues|100|50|150|—|150
Intersegment cost of sales|4|6|10|(10)|—
Cost of sales|60|30|90|—|90""")
    for row, amount in (("Intersegment revenues", 15), ("Intersegment cost of sales", 10)):
        assert (found.of(row, 3), found.cells[row, 3].value) == ((BETWEEN,), Decimal(amount))
        assert (found.of(row, 4), found.cells[row, 4].value) == (("ConsolidationEliminations",), Decimal(-amount))
    assert found.of("External revenues", 3) == (SEGMENTS,)
    assert not found.errors()


def test_intersegment_revenue_under_a_heading_proves_with_the_eliminations() -> None:
    found = years("""Revenues from external customers:||
Alder|100|82
Birch|50|41
Total|150|123
Intersegment revenues:||
Alder |10|8
Birch |5|4
Total |15|12
Total segment revenues|165|135
Eliminations|(15)|(12)
Total revenues|150|123""")
    assert found.of("Alder ", 1) == (ALDER, BETWEEN)
    assert {shown.concept for shown in found.cells.values()} == {"Revenues"}
    assert (found.of("Total ", 1), found.of("Eliminations", 1)) == ((BETWEEN,), ("ConsolidationEliminations",))
    assert found.of("Total segment revenues", 1) == (SEGMENTS,)
    assert not [f for f in found.findings if f.code == "arithmetic.dimensions"]


def test_what_the_segments_sell_one_another_in_a_column_of_its_own() -> None:
    found = tagged("""|External sales|Intersegment sales|Total sales
Alder|100|10|110
Birch|50|5|55
Total sales from reportable segments|150|15|165
Corporate items and eliminations|(2)|(15)|(17)
Total sales|148|—|148""")
    assert found.of("Total sales from reportable segments", 2) == (BETWEEN,)
    assert found.of("Corporate items and eliminations", 2) == ("ConsolidationEliminations",)
    assert not found.errors()
