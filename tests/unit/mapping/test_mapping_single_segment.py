"""One reportable segment: which lines of its table are the segment's and which the company's (rule 9)."""

from __future__ import annotations

import pytest
from whole_notes import Tagged, tagged

WHO = "Tern Harbor Corp. has one reportable segment. The table shows {} (in millions):"
MEMBER = ("ReportableSegment",)
ACCOUNT = """
|2025|2024
Revenue|1,200|900
Research and development|700|600
General and administrative|300|250
Segment profit|200|50
"""


def single(text: str) -> Tagged:
    return tagged(ACCOUNT + text, "the years ended December 31, 2025 and 2024", WHO)


@pytest.mark.parametrize(
    ("text", "leading", "company"),
    [
        ("Interest expense|(40)|(30)\nNet income|160|20", {}, ()),
        (
            "Reconciling items:\nUnallocated corporate costs|(20)|(15)\nConsolidated net income|180|35",
            {"Unallocated corporate costs": ("CorporateNonSegment",)},
            ("Consolidated net income",),
        ),
        (
            "Reconciliation of segment profit to income before income taxes:\nSegment profit|200|50\n"
            "Stock-based compensation|(20)|(15)\nIncome before income taxes|180|35",
            {"Stock-based compensation": ()},
            ("Income before income taxes",),
        ),
    ],
)
def test_the_segments_lines_end_where_the_reconciliation_begins(
    text: str, leading: dict[str, tuple[str, ...]], company: tuple[str, ...]
) -> None:
    made = single(text)
    assert {made.of(row, 1) for row in ("Revenue", "Research and development", "Segment profit")} == {MEMBER}
    assert {row: made.of(row, 1) for row in leading} == leading
    assert {row: made.of(row, 1) for row in company} == dict.fromkeys(company, ())
    last = text.splitlines()[-1].partition("|")[0]
    assert made.of(last, 2) == (() if company else MEMBER)


def test_a_corporate_column_is_no_reconciliation_in_rows() -> None:
    made = tagged("|Corporate|Total\nRevenue|20|20\nSegment profit|5|5", who=WHO)
    assert made.of("Revenue", 2) == ()


def test_a_customer_s_row_leaves_the_others_their_member() -> None:
    made = single("Interest expense|(40)|(30)\nSales to one customer|300|200")
    assert made.of("Revenue", 1) == MEMBER
    assert made.of("Sales to one customer", 1) != MEMBER
