"""Which totals are the segments', which the company's (rules 6 and 8)."""

from __future__ import annotations

import pytest
from interpret_samples import read, table, told

from converter.interpret.lines import led_to


def test_a_total_called_consolidated_is_the_company_s_whatever_follows() -> None:
    rows = """
     | 2024 | 2023
    Total revenues for reportable segments | 950 | 870
    Elimination of intersegment revenues | (50) | (40)
    Total consolidated revenues | 900 | 830
    Total reportable segments' operating income | 120 | 115
    Corporate | (30) | (35)
    Total consolidated operating income | 90 | 80
    """
    result, _ = read(table(rows))
    assert told(result.tables[0], 3, 1).endswith("| consolidated:Consolidated")
    assert told(result.tables[0], 1, 1).endswith("| reportable-total:revenues for")


TO_THE_WHOLE = """
 | 2024 | 2023
Harbor | 700 | 650
Rail | 200 | 180
Total segment profit | 900 | 830
Unallocated:
  Interest | (50) | (40)
  Legal settlement | (30) | (20)
 | 820 | 770
"""


def test_a_row_without_a_label_that_is_no_sum_of_the_items_above_is_what_they_lead_to() -> None:
    caption = "A reconciliation of segment profit to income before taxes is as follows:"
    result, _ = read(table(TO_THE_WHOLE, caption), text="We have two segments: Harbor and Rail.")
    assert told(result.tables[0], 6, 1).endswith("| corporate:Unallocated")
    assert told(result.tables[0], 7, 1) == "Income before taxes | "


def test_the_sum_of_the_items_not_allocated_is_one_of_them() -> None:
    rows = TO_THE_WHOLE.replace("| 820 | 770", "| (80) | (60)") + "Income before taxes | 820 | 770"
    result, _ = read(table(rows), text="We have two segments: Harbor and Rail.")
    assert told(result.tables[0], 7, 1).endswith("| corporate:Unallocated")


@pytest.mark.parametrize(
    ("caption", "measure"),
    [
        ("The following table reconciles segment profit to net income for the years ended:", "Net income"),
        ("Segment assets reconciled to our total assets are as follows:", "Assets"),
        (
            "A reconciliation of segment profit to (loss) income before taxes is as follows:",
            "(loss) income before taxes",
        ),
        ("Profit by segment was as follows:", ""),
    ],
)
def test_what_a_reconciliation_leads_to(caption: str, measure: str) -> None:
    assert led_to([caption]) == measure
