"""Which totals are the segments', which the company's (rules 6 and 8)."""

from __future__ import annotations

from interpret_samples import read, table, told


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
