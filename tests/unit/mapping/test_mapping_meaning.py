"""What an element says that the line does not: notes of invented companies whose numbers foot."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from mapping_notes import AT_DATE, YEAR, line, note, subject, table, values

from converter import knowledge, mapping
from converter.interpret.model import InterpretedNote, Line, PeriodHint, TableKind, Value
from converter.mapping import choices
from converter.mapping.lines import LineView, views
from converter.mapping.meaning import after_tax, contradictions, foreign, includes_cost_of_sales, one_measure
from converter.options import Settings

KNOWN = knowledge.load(2025)
COLUMNS = ((subject("segment", "Harbor"),), (subject("segment", "Inland"),), (subject("consolidated", "Total"),))


def told(
    lines: Sequence[Line],
    figures: Sequence[Sequence[int | str]],
    period: PeriodHint = YEAR,
) -> list[Value]:
    return [v for owner, row in zip(lines, figures, strict=True) for v in values(owner, row, COLUMNS, period)]


def small(
    lines: Sequence[Line],
    figures: Sequence[Sequence[int | str]],
    kind: TableKind = TableKind.PROFIT_OR_LOSS,
    period: PeriodHint = YEAR,
    text: str = "",
) -> InterpretedNote:
    return note(table(kind, lines, told(lines, figures, period=period)), text=text)


def decided(made: InterpretedNote) -> dict[str, str]:
    mapped, _ = mapping.map_note(made, Settings(), KNOWN)
    return {d.label: d.concept.local if d.concept.prefix == "us-gaap" else "own" for d in mapped.decisions}


def view_of(made: InterpretedNote, label: str) -> LineView:
    return next(v for v in views(made) if v.line.label == label)


def results(cost: str, text: str = "") -> InterpretedNote:
    """Revenue less a cost is operating income."""
    lines = [line(0, "Revenue", 1, "l2"), line(1, cost, -1, "l2"), line(2, "Operating income", is_total=True)]
    return small(lines, [(500, 300, 800), (410, 260, 670), (90, 40, 130)], text=text)


@pytest.mark.parametrize(
    ("label", "never"),
    [
        ("Other cost of revenue", "CostOfRevenue"),
        ("Other cost of sales", "CostOfGoodsAndServicesSold"),
        ("Cost of revenue adjustments", "CostOfRevenue"),
        ("General and administrative expenses adjustments", "GeneralAndAdministrativeExpense"),
        ("All other operating expenses", "OperatingExpenses"),
        ("Interest expense, net", "InterestExpense"),
        ("Net interest costs", "InterestExpense"),
    ],
)
def test_a_remainder_and_a_net_amount_are_not_the_whole(label: str, never: str) -> None:
    assert decided(results(label))[label] != never


def test_an_average_is_no_balance_and_no_income() -> None:
    lines = [line(0, "Deposits", path=("Average balances",)), line(1, "Average loans")]
    for period in (YEAR, AT_DATE):
        found = decided(small(lines, [(500, 300, 800), (410, 260, 670)], TableKind.ASSETS, period))
        assert set(found.values()) == {"own"}


def test_what_costs_leave_of_revenue_takes_in_the_cost_of_sales() -> None:
    assert decided(results("Operating expenses"))["Operating expenses"] == "CostsAndExpenses"


def test_operating_expenses_with_a_cost_of_services_among_them_are_all_costs() -> None:
    lines = [
        line(0, "Cost of services", 1, "l2"),
        line(1, "Selling, general and administrative", 1, "l2"),
        line(2, "Total operating expenses", is_total=True),
    ]
    made = small(lines, [(300, 200, 500), (110, 60, 170), (410, 260, 670)])
    assert includes_cost_of_sales(view_of(made, "Total operating expenses"))
    lines[0] = line(0, "Depot expenses", 1, "l2")
    made = small(lines, [(300, 200, 500), (110, 60, 170), (410, 260, 670)])
    assert not includes_cost_of_sales(view_of(made, "Total operating expenses"))


def test_operating_expenses_below_gross_profit_leave_it_out() -> None:
    lines = [
        line(0, "Revenue", 1, "l2"),
        line(1, "Cost of revenue", -1, "l2"),
        line(2, "Gross profit", 1, "l4", is_total=True),
        line(3, "Operating expenses", -1, "l4"),
        line(4, "Operating income", is_total=True),
    ]
    made = small(lines, [(500, 300, 800), (300, 200, 500), (200, 100, 300), (110, 60, 170), (90, 40, 130)])
    assert decided(made)["Operating expenses"] == "OperatingExpenses"


def after_tax_note() -> InterpretedNote:
    lines = [
        line(0, "Income reconciliation, net of tax", 1, "l3"),
        line(1, "Interest Expense and Other", -1, "l3"),
        line(2, "Net realized investment losses", -1, "l3"),
        line(3, "Net income", is_total=True),
    ]
    return small(lines, [(500, 300, 800), (80, 20, 100), (10, 40, 50), (410, 240, 650)], TableKind.RECONCILIATION)


def test_what_adds_to_net_income_beside_amounts_net_of_tax_is_after_tax() -> None:
    made = after_tax_note()
    assert after_tax(view_of(made, "Net realized investment losses"))
    found = decided(made)
    assert found["Net realized investment losses"] == found["Interest Expense and Other"] == "own"
    assert found["Net income"] == "NetIncomeLoss"


def test_a_sum_that_deducts_tax_itself_is_before_tax_above_it() -> None:
    lines = [
        line(0, "Operating income", 1, "l3"),
        line(1, "Income taxes", -1, "l3"),
        line(2, "Equity in earnings, net of tax", 1, "l3"),
        line(3, "Net income", is_total=True),
    ]
    made = small(lines, [(500, 300, 800), (80, 20, 100), (10, 40, 50), (430, 320, 750)])
    assert not after_tax(view_of(made, "Operating income"))


def test_a_part_of_assets_is_a_balance_of_theirs() -> None:
    lines = [
        line(0, "Segment assets", 1, "l3"),
        line(1, "Deferred income taxes", 1, "l3"),
        line(2, "Other", 1, "l3", context=("Sales by end user were as follows:",)),
        line(3, "Total assets", is_total=True),
    ]
    untold = PeriodHint(end=YEAR.end)
    made = small(lines, [(500, 300, 800), (10, 10, 20), (5, 5, 10), (515, 315, 830)], TableKind.RECONCILIATION, untold)
    mapped, _ = mapping.map_note(made, Settings(), KNOWN)
    found = {d.label: KNOWN.catalogue.get(d.concept) for d in mapped.decisions}
    taxes, other = found["Deferred income taxes"], found["Other"]
    assert taxes is not None
    assert (taxes.period_type, taxes.balance) == ("instant", "debit")
    assert other is None or other.period_type == "instant"


def test_a_label_that_says_nothing_shares_no_decision_between_measures() -> None:
    capital = [line(0, "Cost centers", 1, "l1"), line(1, "Capital expenditures", is_total=True)]
    profit = [line(10, "Cost centers", 1, "l11"), line(11, "Profit before taxes", is_total=True)]
    figures = [(7, 6, 13), (7, 6, 13)]
    first = table(TableKind.CAPITAL_EXPENDITURE, capital, told(capital, figures), "t1")
    second = table(TableKind.PROFIT_OR_LOSS, profit, told(profit, [(9, 8, 17), (9, 8, 17)]), "t2")
    mapped, _ = mapping.map_note(note(first, second), Settings(), KNOWN)
    found = {(d.table, d.label): d.concept.local for d in mapped.decisions}
    assert found["t2", "Cost centers"] != "SegmentExpenditureAdditionToLongLivedAssets"
    seen = [v for v in views(note(first, second)) if v.line.label == "Cost centers"]
    assert [one_measure(v) for v in seen] == ["capital-expenditure", ""]


@pytest.mark.parametrize(
    ("label", "local"),
    [
        ("Public company costs", "PublicUtilitiesAllowanceForFundsUsedDuringConstructionCapitalizedCostOfEquity"),
        ("Loan and closing costs", "PaymentsOfFinancingCosts"),
        (
            "Unrealized gain on securities",
            "OtherComprehensiveIncomeUnrealizedHoldingGainLossOnSecuritiesArisingDuringPeriodNetOfTax",
        ),
        ("Commissions", "InsuranceCommissionsAndFees"),
        ("Hedging gains", "GainLossOnOilAndGasHedgingActivity"),
        ("Bank services and fees expense", "InterestAndFeeIncomeLoansTradeFinancing"),
    ],
)
def test_another_statement_or_industry_or_one_filers_word_for_it(label: str, local: str) -> None:
    concept = KNOWN.catalogue.find(local)
    assert concept is not None
    assert foreign(view_of(results(label), label), concept, filers=1)


@pytest.mark.parametrize(
    ("label", "local", "text"),
    [
        ("Commissions", "InsuranceCommissionsAndFees", "We are an insurance agency."),
        ("Payments for licenses", "PaymentsToAcquireIntangibleAssets", ""),
        ("Loss on sale of barges", "GainLossOnSaleOfPropertyPlantEquipment", ""),
    ],
)
def test_what_the_words_or_the_note_speak_of_is_not_foreign(label: str, local: str, text: str) -> None:
    concept = KNOWN.catalogue.find(local)
    assert concept is not None
    assert not foreign(view_of(results(label, text), label), concept, filers=5)


def test_a_segment_s_profit_of_a_kind_that_nothing_says_is_not_net_income() -> None:
    lines = [line(0, "Segment profit (loss)")]
    assert decided(small(lines, [(50, 30, 80)]))["Segment profit (loss)"] != "ProfitLoss"


def test_amounts_of_either_sign_take_no_element_that_is_never_negative() -> None:
    lines = [
        line(0, "Revenue", 1, "l2"),
        line(1, "Other operating expenses", -1, "l2"),
        line(2, "Income", is_total=True),
    ]
    assert decided(small(lines, [(50, 30, 80), (9, "(4)", 5), (41, 34, 75)]))["Other operating expenses"] not in (
        KNOWN.non_negative
    )


def test_other_income_above_operating_income_is_operating() -> None:
    assert decided(results("Other (income) expense, net"))["Other (income) expense, net"] == (
        "OtherOperatingIncomeExpenseNet"
    )


def test_revenue_with_premiums_in_it_is_not_all_from_contracts() -> None:
    lines = [
        line(0, "Premiums", 1, "l3"),
        line(1, "Net investment income", 1, "l3"),
        line(2, "Other revenues", 1, "l3"),
        line(3, "Total revenues", is_total=True),
    ]
    made = small(lines, [(400, 200, 600), (80, 80, 160), (20, 20, 40), (500, 300, 800)], text="Premiums earned rose.")
    assert choices.earned_otherwise(made)
    found = decided(made)
    assert (found["Total revenues"], found["Other revenues"]) == ("Revenues", "OtherIncome")
    assert not choices.earned_otherwise(results("Cost of revenue"))


@pytest.mark.parametrize(
    ("label", "element", "out"),
    [
        ("Pre-tax loss on services", "IncomeLossFromContinuingOperations", True),
        ("Pre-tax loss on services", "IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomestic", False),
        ("Interest on the store loans", "InterestIncomeExpenseNet", True),
        ("Interest on the store loans", "InterestExpense", False),
        ("Net interest cost", "InterestIncomeExpenseNet", False),
    ],
)
def test_what_taxes_are_still_to_come_off_and_what_is_not_net(label: str, element: str, out: bool) -> None:  # noqa: FBT001 - a case of the table
    view = view_of(results(label), label)
    concept = KNOWN.catalogue.find(element)
    assert concept is not None
    assert any(test(concept) for test in contradictions(view, None, KNOWN.non_negative)) == out


@pytest.mark.parametrize(("label", "out"), [("Income before taxes", True), ("Foreign income before taxes", False)])
def test_income_of_one_place_is_no_income_of_all(label: str, out: bool) -> None:  # noqa: FBT001 - a case of the table
    concept = KNOWN.catalogue.find("IncomeLossFromContinuingOperationsBeforeIncomeTaxesForeign")
    assert concept is not None
    assert foreign(view_of(results(label), label), concept, filers=9) == out


def test_what_adds_to_assets_is_an_amount_at_a_date_though_a_quarter_stands_over_it() -> None:
    lines = [line(0, "Held apart", 1, "l2"), line(1, "Inventories", 1, "l2"), line(2, "Total assets", is_total=True)]
    made = small(lines, [(500, 300, 800), (410, 260, 670), (910, 560, 1470)], TableKind.ASSETS, YEAR)
    mapped, _ = mapping.map_note(made, Settings(), KNOWN)
    held = next(d.concept for d in mapped.decisions if d.label == "Held apart")
    periods = {e.qname: e.period_type for e in mapped.elements}
    known = KNOWN.catalogue.get(held)
    assert (known.period_type if known is not None else periods[held]) == "instant"


@pytest.mark.parametrize(
    ("label", "out"),
    [
        ("Service charges receivable, net", True),
        ("Pawn fees receivable", True),
        ("Accounts receivable, net", False),
        ("Trade receivables", False),
        ("Receivables, net", False),
    ],
)
def test_one_kind_of_receivable_is_not_receivables_as_a_whole(label: str, out: bool) -> None:  # noqa: FBT001 - a case of the table
    lines = [line(0, label, 1, "l2"), line(1, "Inventory", 1, "l2"), line(2, "Total assets", is_total=True)]
    made = small(lines, [(50, 30, 80), (20, 5, 25), (70, 35, 105)], TableKind.ASSETS, AT_DATE)
    tests = contradictions(view_of(made, label), None, frozenset())
    for local in ("ReceivablesNetCurrent", "AccountsReceivableNetCurrent"):
        concept = KNOWN.catalogue.find(local)
        assert concept is not None
        assert any(test(concept) for test in tests) is out
