"""What is not allocated to the segments: corporate where it says no more or is a cost, items of several kinds where it
heads them (rules 6 and 8)."""

from __future__ import annotations

import pytest
from whole_notes import tagged, years

CORPORATE, OTHER = ("CorporateNonSegment",), ("MaterialReconcilingItems",)


@pytest.mark.parametrize(
    ("label", "members"),
    [
        ("Unallocated", CORPORATE),
        ("Unallocated expenses", CORPORATE),
        ("Unallocated corporate", CORPORATE),
        ("Unallocated amounts", OTHER),
        ("Other unallocated, net", OTHER),
    ],
)
def test_a_row_beside_the_segments(label: str, members: tuple[str, ...]) -> None:
    found = years(f"""Operating income:||
Alder|72|64
Birch|30|26
{label}|(48)|(46)
|54|44""")
    assert found.of(label, 1) == members


@pytest.mark.parametrize("heading", ["Unallocated:", "Unallocated amounts:"])
def test_items_under_a_heading_are_reconciling_and_what_says_corporate_among_them_is_corporate(heading: str) -> None:
    found = years(f"""Total segment profit|102|90
{heading}||
Interest expense|(20)|(18)
Impairment of goodwill|(7)|(3)
Other corporate expenses|(21)|(25)
Income before income taxes|54|44""")
    assert found.of("Interest expense", 1) == OTHER
    assert found.of("Impairment of goodwill", 2) == OTHER
    assert found.of("Other corporate expenses", 1) == CORPORATE


def test_a_column_of_corporate_and_eliminations_stands_beside_the_segments() -> None:
    found = tagged("""|Alder|Birch|Corporate and eliminations|Total
Revenue|610|288|(12)|886
Operating income|72|30|(48)|54""")
    assert found.of("Operating income", 1) == ("AlderSegment", "OperatingSegments")
    assert found.of("Operating income", 3) == ("CorporateAndEliminations",)
