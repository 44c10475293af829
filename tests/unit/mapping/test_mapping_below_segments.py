"""What stands below the total of the segments: nobody's further segment, and no product (rules 6, 12)."""

from __future__ import annotations

import pytest
from whole_notes import tagged, years

OTHER = ("MaterialReconcilingItems",)


@pytest.mark.parametrize("heading", ["Segment operating income:||\n", ""])
@pytest.mark.parametrize("item", ["FAS/CAS operating adjustment", "Pension adjustment"])
def test_an_adjustment_below_the_segments_total_is_a_reconciling_item_of_its_own(heading: str, item: str) -> None:
    found = years(f"""{heading}Alder|141|128
Birch|52|49
Total segment operating income|193|177
{item}|14|16
Unallocated corporate expenses, net|(31)|(28)
Operating income|176|165""")
    assert found.of(item, 1) == OTHER
    assert found.cells[item, 1].concept not in ("Revenues", "OperatingIncomeLoss")
    assert found.of("Unallocated corporate expenses, net", 1) == ("CorporateNonSegment",)
    assert found.of("Operating income", 1) == ()
    assert not found.errors()


def test_names_in_a_block_of_their_own_below_a_total_are_segments_still() -> None:
    found = years("""Segment operating income:||
Alder|141|128
Birch|52|49
Total segment operating income|193|177
Total assets:||
Alder|500|480
Cedar|90|80
Total|590|560""")
    assert found.of("Cedar", 1)[0] == "CedarSegment"


def test_a_segment_s_costs_below_the_total_are_its_own_and_no_product_s() -> None:
    found = years("""Alder|141|128
Birch|52|49
Total Segment Adjusted EBITDA|193|177
Alder depreciation|(14)|(16)
Birch depreciation|(4)|(6)
Interest expense|(21)|(18)
Income before income taxes|154|137""")
    assert found.of("Alder depreciation", 1)[0] == "AlderSegment"
    assert found.of("Birch depreciation", 2)[0] == "BirchSegment"


def test_significant_segment_expenses_name_no_segment() -> None:
    found = tagged(
        "|2025|2024\nRevenue|330|275\nCost of revenue|(150)|(130)\nMarketing|(90)|(80)\nNet income|90|65",
        who="Tern Harbor Corp. operates as one reportable segment. Significant segment expenses are as follows for {}:",
    )
    assert found.of("Marketing", 1) == ("ReportableSegment",)
