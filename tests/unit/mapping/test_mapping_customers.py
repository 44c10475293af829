"""Major customers of a table, wherever their names stand (rule 10)."""

from __future__ import annotations

import pytest
from whole_notes import tagged

WHO = "Tern Harbor Corp. has two reportable segments: Alder and Birch.</p><p>"
EXCEEDED = "Revenue from customers that individually exceeded 10% of total revenue was as follows for {} (in millions):"


@pytest.mark.parametrize(
    ("text", "row", "column", "members"),
    [
        ("|Customer A|Customer B\n2025|14|11\n2024|12|9", "2025", 2, ("MajorCustomersAxis CustomerB",)),
        ("|2025|2024\nHarbor Retail|14|12\nSkylark|11|9", "Skylark", 1, ("MajorCustomersAxis Skylark",)),
        (
            "|Alder|Birch|Total\nHarbor Retail|9|3|12\nSkylark|5|4|9",
            "Harbor Retail",
            2,
            ("BirchSegment", "MajorCustomersAxis HarborRetail"),
        ),
    ],
)
def test_a_customers_revenue_is_revenue_with_its_member(
    text: str, row: str, column: int, members: tuple[str, ...]
) -> None:
    made = tagged(text, "the years ended December 31", WHO + EXCEEDED)
    assert made.of(row, column) == members
    assert {cell.concept for cell in made.cells.values()} == {"Revenues"}
