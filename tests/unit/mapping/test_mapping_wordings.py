"""What the words of a column's head or a row below the segments make of its figures, and by which rule."""

from __future__ import annotations

import pytest
from whole_notes import tagged, years

CORPORATE, BETWEEN, OTHER = "CorporateNonSegment", "IntersegmentElimination", "MaterialReconcilingItems"
MIXED, ALL = "CorporateReconcilingItemsAndEliminations", "CorporateAndEliminations"
REST = "EliminationsAndReconcilingItems"
HEADS = [
    # rule 8: one kind, its standard member
    ("Corporate", CORPORATE),
    ("General Corporate", CORPORATE),
    ("Corporate / Unallocated", CORPORATE),
    ("Corporate Services", CORPORATE),
    ("Corporate Center", CORPORATE),
    ("Corporate Overhead", CORPORATE),
    ("Shared services", CORPORATE),
    ("Non-segment", CORPORATE),
    ("Eliminations", BETWEEN),
    ("Inter-segment eliminations", BETWEEN),
    ("Intersegment", BETWEEN),
    # rule 6: amounts that are neither a segment's nor corporate
    ("Unallocated items", OTHER),
    ("Other Reconciling Items", OTHER),
    ("Reconciliation", OTHER),
    ("Adjustments", OTHER),
    # rule 5: several kinds, one of the eight names
    ("Corporate & Eliminations", ALL),
    ("Corporate and Intersegment Eliminations", ALL),
    ("Parent and eliminations", ALL),
    ("Holding Company and Eliminations", ALL),
    ("Corporate, interest and eliminations", MIXED),
    ("Corporate, eliminations and other", MIXED),
    ("Corporate, unallocated amounts and eliminations", MIXED),
    ("Adjustments and Eliminations", REST),
    ("Reconciling items and eliminations", REST),
    ("Other/eliminations", REST),
    ("Unallocated and eliminations", REST),
    ("Other, net of eliminations", REST),
    # rule 2: what figures beside the segments like one
    ("Corporate and other", "CorporateAndOther"),
    ("All Other and Corporate", "CorporateAndOther"),
    # rules 6 and 8: segments that are not reportable
    ("All Other", "AllOtherSegments"),
]


@pytest.mark.parametrize(("head", "member"), HEADS, ids=[head for head, _ in HEADS])
def test_the_head_of_a_column_beside_the_segments(head: str, member: str) -> None:
    found = tagged(f"""|Alder|Birch|{head}|Total
Revenues|100|50|(15)|135
Operating income|30|20|(8)|42""")
    assert [m for m in found.of("Operating income", 3) if m != "OperatingSegments"] == [member]
    assert found.of("Operating income", 4) == ()


ROWS = [
    # rule 6
    ("Corporate", CORPORATE),
    ("Other corporate items", CORPORATE),
    ("Non-operating corporate items", CORPORATE),
    ("Corporate overhead", CORPORATE),
    ("Unallocated corporate expenses", CORPORATE),
    ("Unallocated corporate expenses and amortization", CORPORATE),
    ("Headquarters costs", CORPORATE),
    ("Corporate costs not allocated to segments", CORPORATE),
    ("Unallocated amounts", OTHER),
    ("Items not allocated to segments", OTHER),
    ("Other reconciling items", OTHER),
    ("Other adjustments", OTHER),
    ("Other", OTHER),
    ("Eliminations", BETWEEN),
    ("Elimination of intersegment profit", BETWEEN),
    # rule 5
    ("Corporate, interest and eliminations", MIXED),
    ("Corporate and other, including eliminations", MIXED),
    ("Corporate and eliminations", ALL),
    ("Eliminations and other", REST),
    ("Corporate and other", "CorporateAndReconcilingItems"),
    # rule 6: segments that are not reportable stay segments
    ("All other", "AllOtherSegments"),
]
OWN = {"UnallocatedCorporateExpenses", "UnallocatedCorporateExpensesAndAmortization", "HeadquartersCosts",
       "CorporateCostsNotAllocatedToSegments"}  # fmt: skip


@pytest.mark.parametrize(("row", "member"), ROWS, ids=[row for row, _ in ROWS])
def test_a_row_between_the_segments_total_and_the_company_s_figure(row: str, member: str) -> None:
    found = years(f"""Segment operating income:||
Alder|30|25
Birch|20|18
Total segment operating income|50|43
{row}|(8)|(6)
Restructuring charges|(3)|(2)
Operating income|39|35""")
    assert [m for m in found.of(row, 1) if m != "OperatingSegments"] == [member]
    assert found.cells[row, 1].concept in OWN | {"OperatingIncomeLoss", "OtherNonoperatingIncomeExpense"}
    assert found.of("Total segment operating income", 1) == ("OperatingSegments",)
    assert found.of("Operating income", 1) == ()


def test_a_single_row_equal_to_a_later_one_takes_no_measure_from_it() -> None:
    found = years("""Segment profit:||
Alder|30|25
Birch|20|18
Total segment profit|50|43
Unallocated corporate expenses|(5)|(4)
Corporate and other, including eliminations|(2)|(2)
Interest expense|(2)|(2)
Income before income taxes|41|35""")
    shown = found.cells["Corporate and other, including eliminations", 1]
    assert shown.concept != "InterestExpense"
    assert shown.members == (MIXED,)


def test_balances_between_segments_are_eliminated_from_assets() -> None:
    found = years("""Assets:||
Alder|110|100
Birch|60|55
Corporate assets|40|30
Elimination of intersegment receivables|(7)|(5)
Total assets|203|180""")
    shown = found.cells["Elimination of intersegment receivables", 1]
    assert (shown.concept, shown.members, shown.value) == ("Assets", (BETWEEN,), -7)


def test_headquarters_costs_are_no_cost_of_revenue() -> None:
    found = years("""Operating income:||
Alder|30|25
Birch|20|18
Headquarters costs|(8)|(6)
Total operating income|42|37""")
    assert not found.cells["Headquarters costs", 1].concept.startswith("CostOf")
