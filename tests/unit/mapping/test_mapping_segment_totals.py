"""Totals of segments that a later sum shows to leave something out are not the company's figures (rule 6)."""

from __future__ import annotations

import pytest
from whole_notes import tagged, years

SEGMENTS, OTHER, CORPORATE = "OperatingSegments", "MaterialReconcilingItems", "CorporateNonSegment"


@pytest.mark.parametrize(
    ("heading", "total", "cost", "result"),
    [
        ("Net operating income:", "Total net operating income", "General and administrative", "Net income"),
        ("Net operating income:", "Total", "Depreciation and amortization", "Net income"),
        ("Operating income:", "Total", "Corporate expenses", "Operating income"),
        ("Operating income:", "Total operating income", "Corporate overhead", "Income before income taxes"),
        ("Operating income:", "Total", "Stock-based compensation", "Consolidated operating income"),
        ("Adjusted EBITDA:", "Total", "Unallocated corporate costs", "Income before income taxes"),
        ("Adjusted EBITDA:", "Total Adjusted EBITDA", "General and administrative", "Income before income taxes"),
        ("Segment Adjusted EBITDA:", "Total", "Depreciation", "Income before income taxes"),
        ("Underwriting income:", "Total underwriting income", "Corporate expenses", "Income before income taxes"),
        ("Segment profit:", "Total", "Interest expense", "Income before income taxes"),
    ],
)
def test_rows(heading: str, total: str, cost: str, result: str) -> None:
    found = years(f"""{heading}||
Alder|30|25
Birch|20|18
{total}|50|43
{cost}|(7)|(6)
Loss on disposal|(2)|(1)
{result}|41|36""")
    assert (found.of(total, 1), found.of(total, 2)) == ((SEGMENTS,), (SEGMENTS,))
    assert found.of(result, 1) == ()
    assert found.of(cost, 1) in ((OTHER,), (CORPORATE,))
    assert found.of("Alder", 1) == ("AlderSegment", SEGMENTS)
    assert found.cells[total, 1].concept == found.cells["Alder", 1].concept
    assert not found.errors()


@pytest.mark.parametrize(
    ("measure", "cost", "result"),
    [
        ("Segment underwriting income", "Corporate expenses", "Income before income taxes"),
        ("Net operating income", "General and administrative", "Net income"),
        ("Operating income", "Corporate overhead", "Operating income, consolidated"),
    ],
)
def test_columns(measure: str, cost: str, result: str) -> None:
    found = tagged(f"""|Alder|Birch|Total
Revenues|60|40|100
Costs and expenses|30|20|50
{measure}|30|20|50
{cost}|||(5)
Interest expense|||(2)
{result}|||43""")
    assert found.of(measure, 3) == (SEGMENTS,)
    assert found.of("Revenues", 3) == ()
    assert found.of(result, 3) == ()


@pytest.mark.parametrize(
    ("heading", "total", "after", "result"),
    [
        ("Operating income:", "Total operating income", "Interest expense", "Income before income taxes"),
        ("Operating income:", "Total", "Amortization of debt issuance costs", "Income before income taxes"),
        ("Gross profit:", "Total gross profit", "General and administrative", "Operating income"),
        ("Operating income:", "Consolidated operating income", "Other costs", "Income before income taxes"),
    ],
)
def test_a_total_that_leaves_nothing_out_is_the_company_s(heading: str, total: str, after: str, result: str) -> None:
    found = years(f"""{heading}||
Alder|30|25
Birch|20|18
{total}|50|43
{after}|(9)|(7)
{result}|41|36""")
    assert found.of(total, 1) == ()
    assert found.of("Alder", 1) == ("AlderSegment",)


def test_costs_added_back_to_operating_income_leave_nothing_out() -> None:
    found = years("""Operating income:||
Alder|30|25
Birch|20|18
Total operating income|50|43
Depreciation and amortization|9|7
Adjusted EBITDA|59|50""")
    assert found.of("Total operating income", 1) == ()
