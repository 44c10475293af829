"""Percentages of sales: of which line they are, and that none is a tax rate."""

from __future__ import annotations

from whole_notes import tagged, years

ONE = "Tern Harbor Corp. has one reportable segment. The table shows {} (in millions):"
WHEN = "the years ended December 31, 2025 and 2024"


def test_a_column_of_shares_of_sales_names_each_share_by_its_line() -> None:
    text = """
    |2025|% of net sales|2024|% of net sales
    Net sales|500|100.0%|480|100.0%
    Cost of goods sold|300|60.0%|290|60.4%
    Payroll|80|16.0%|75|15.6%
    Income tax expense|20|4.0%|19|4.0%
    Net income|100|20.0%|96|20.0%"""
    found = tagged("\n".join(line.strip() for line in text.split("\n")), WHEN, ONE)
    assert found.cells["Income tax expense", 1].concept == "IncomeTaxExpenseBenefit"
    assert found.cells["Income tax expense", 2].concept == "IncomeTaxExpensePercentOfNetSales"
    assert found.cells["Payroll", 4].concept == "PayrollPercentOfNetSales"
    assert not found.errors()


def test_a_row_of_shares_below_a_line_is_of_that_line() -> None:
    found = years("Net sales|500|480\nOperating income|40|36\n% of net sales|8.0%|7.5%")
    assert found.cells["% of net sales", 1].concept == "OperatingIncomePercentOfNetSales"


def test_a_column_of_shares_beside_a_column_of_profit_is_of_that_profit() -> None:
    text = "|Net sales|Operating income|% of net sales\nAlder|300|30|10%\nBirch|200|10|5%\nTotal|500|40|8%"
    found = tagged(text)
    assert {found.cells[row, 3].concept for row in ("Alder", "Birch", "Total")} == {"OperatingIncomePercentOfNetSales"}
    assert found.of("Birch", 3) == ("BirchSegment",)


def test_only_a_rate_is_a_tax_rate() -> None:
    share = tagged("|Amount|%\nRevenue|500|100.0%\nIncome tax expense|20|4.0%\nNet income|480|96.0%", who=ONE)
    assert share.cells["Income tax expense", 2].concept == "IncomeTaxExpensePercentage"
    rate = tagged("|Amount|%\nRevenue|500|100.0%\nEffective tax rate||16.7%", who=ONE)
    assert rate.cells["Effective tax rate", 2].concept == "EffectiveIncomeTaxRateContinuingOperations"
