"""Where a reconciliation begins or ends stands the company's own figure, whatever heads the items (rules 6, 12)."""

from __future__ import annotations

import pytest
from whole_notes import tagged, years

SEGMENTS, CORPORATE, OTHER = "OperatingSegments", "CorporateNonSegment", "MaterialReconcilingItems"
RESULTS = ["Income before income taxes", "Income (loss) before income taxes", "Pre-tax income", "Net income"]


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("heading", ["Unallocated amounts:", "Items not allocated to segments:", "Reconciling items:"])
def test_the_result_below_a_heading_of_items_is_the_company_s(heading: str, result: str) -> None:
    found = years(f"""Alder segment income|14|12
Birch segment income|20|18
Total segment income|34|30
{heading}||
Interest expense|(2)|(2)
Stock-based compensation|(9)|(7)
{result}|23|21""")
    assert found.of("Total segment income", 1) == (SEGMENTS,)
    assert found.of("Stock-based compensation", 1) in ((OTHER,), (CORPORATE,))
    assert found.of(result, 1) == ()
    assert found.of(result, 2) == ()


@pytest.mark.parametrize("result", RESULTS[:3])
def test_a_reconciliation_up_to_the_segments_begins_with_the_company_s_figure(result: str) -> None:
    found = years(f"""{result}|23|21
Interest expense|2|2
Depreciation and amortization|5|4
Corporate expenses|4|3
Total Segment Adjusted EBITDA|34|30""")
    assert found.of(result, 1) == ()
    assert found.of("Depreciation and amortization", 1) == (OTHER,)
    assert found.of("Corporate expenses", 1) == (CORPORATE,)
    assert found.of("Total Segment Adjusted EBITDA", 1) == (SEGMENTS,)


def test_a_total_before_the_other_segments_proves_without_them() -> None:
    found = tagged("""|Alder|Birch|Total reportable segments|All other|Eliminations|Consolidated
Net sales|110|55|165|12|(15)|162
Operating income|14|20|34|1|(2)|33""")
    assert found.of("Net sales", 3) == (SEGMENTS,)
    assert found.of("Net sales", 4) == ("AllOtherSegments", SEGMENTS)
    assert not [f for f in found.findings if f.code.startswith("arithmetic.dimensions")]
