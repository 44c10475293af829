"""Rows that name both somebody and a measure: which of their words are the measure's."""

from __future__ import annotations

import pytest
from whole_notes import tagged, years


def test_corporate_s_share_is_of_each_column_s_measure() -> None:
    found = tagged("""|Receivables|Identifiable assets
Alder|40|500
Birch|30|290
Corporate identifiable assets|5|60
Total|75|850""")
    assert found.of("Corporate identifiable assets", 1) == ("CorporateNonSegment",)
    total = {at: found.cells["Total", at].concept for at in (1, 2)}
    assert {at: found.cells["Corporate identifiable assets", at].concept for at in (1, 2)} == total
    assert total[1] != total[2]


@pytest.mark.parametrize("measure", ["profit", "income", "profit (loss)"])
def test_a_total_of_segment_profit_alone_is_not_called_profit(measure: str) -> None:
    found = years(f"Total segment {measure}|102|90\nInterest expense|(48)|(46)\nIncome before income taxes|54|44")
    assert found.cells[f"Total segment {measure}", 1].concept not in ("Profit", "Income", "ProfitLoss")
