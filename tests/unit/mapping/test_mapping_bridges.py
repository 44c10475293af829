"""What sums say of their lines: income or cost, deducted or added back (rule 23)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import mapping_notes as made
import pytest
from msgspec.structs import replace

from converter import knowledge
from converter.interpret.model import Footing, FootingState, InterpretedTable, TableKind
from converter.mapping import map_note
from converter.mapping.bridges import is_measure
from converter.mapping.elements import own_balance
from converter.mapping.lines import LineView, views
from converter.mapping.signs import sign
from converter.options import Settings

Row = tuple[str, str, int]
"""Label, figure, what it does to the total."""


def summed(total: Row, *parts: Row, kind: TableKind = TableKind.RECONCILIATION) -> InterpretedTable:
    """A table of one sum; the total comes last and adds to nothing."""
    rows = [*parts, total]
    last = f"l{len(parts)}"
    lines = [made.line(n, label, weight, last) for n, (label, _, weight) in enumerate(parts)]
    lines.append(made.line(len(parts), total[0], is_total=True))
    found = [v for line, (_, figure, _) in zip(lines, rows, strict=True) for v in made.values(line, [figure], [()])]
    amounts = [v.amount for v in found]
    weights = [weight for _, _, weight in parts]
    assert amounts[-1] == sum(w * a for w, a in zip(weights, amounts, strict=False)), "the sample foots"
    addends = tuple((v.id, w) for v, w in zip(found, weights, strict=False))
    zero = Decimal(0)
    footing = Footing(
        kind="rows", total=found[-1].id, addends=addends, difference=zero, tolerance=zero, state=FootingState.HOLDS
    )
    return replace(made.table(kind, lines, found), footings=(footing,))


def foot(total: Row, *parts: Row, kind: TableKind = TableKind.RECONCILIATION) -> dict[str, LineView]:
    """The lines of a sum, by label."""
    seen = views(made.note(summed(total, *parts, kind=kind)))
    return {label: view for (label, _, _), view in zip((*parts, total), seen, strict=True)}


def value(view: LineView, balance: str, top: str = "credit") -> Decimal:
    return sign(view, balance, top, "duration") * view.values[0].amount


BRIDGE: Sequence[Row] = (
    ("Net income", "40", 1),
    ("Interest expense", "6", 1),
    ("Depreciation", "9", 1),
    ("Intangible amortization", "5", 1),
    ("Stock-based compensation", "4", 1),
    ("Restructuring", "3", 1),
    ("Loss on quay sale", "2", 1),
    ("Income tax benefit", "(8)", 1),
    ("Gain on pier sale", "(7)", 1),
)


@pytest.mark.parametrize(
    ("label", "balance", "wanted"),
    [
        ("Intangible amortization", "debit", 5),
        ("Stock-based compensation", "debit", 4),
        ("Restructuring", "debit", 3),
        ("Depreciation", "debit", 9),
        ("Loss on quay sale", "credit", -2),
        ("Income tax benefit", "debit", -8),
        ("Gain on pier sale", "credit", 7),
        ("Net income", "credit", 40),
    ],
)
def test_what_a_bridge_adds_back_is_what_it_was_where_it_was_deducted(label: str, balance: str, wanted: int) -> None:
    assert value(foot(("EBITDA", "54", 0), *BRIDGE)[label], balance) == wanted


def test_an_element_for_what_is_added_back_is_one_of_cost() -> None:
    assert own_balance(foot(("EBITDA", "54", 0), *BRIDGE)["Restructuring"]) == "debit"


def test_sums_overrule_a_label_that_names_both_directions() -> None:
    lines = foot(
        ("Net income", "47", 0),
        ("Gross profit", "90", 1),
        ("Selling expenses", "30", -1),
        ("Rent expense", "8", -1),
        ("Other income (expense)", "5", -1),
    )
    assert value(lines["Other income (expense)"], "credit") == -5


def test_sums_overrule_the_label_of_a_total() -> None:
    lines = foot(
        ("Loss / (income) before taxes", "(11)", 0),
        ("(Loss) / income from operations", "7", 1),
        ("Corporate costs", "(20)", 1),
        ("Gain on hedges", "2", 1),
    )
    assert value(lines["Loss / (income) before taxes"], "credit") == -11


def test_a_cost_without_parentheses_among_costs_in_parentheses_is_taken_back() -> None:
    lines = foot(
        ("Operating income", "41", 0),
        ("Segment profit", "70", 1),
        ("Corporate costs", "(20)", 1),
        ("Pension expense", "(10)", 1),
        ("Restructuring costs", "1", 1),
    )
    assert value(lines["Restructuring costs"], "debit") == -1
    assert value(lines["Corporate costs"], "debit") == 20


def test_without_other_voices_the_wording_stands() -> None:
    lines = foot(("Net income", "85", 0), ("Gross profit", "90", 1), ("Other income (expense)", "5", -1))
    assert value(lines["Other income (expense)"], "credit") == 5


def test_costs_of_both_ways_say_nothing() -> None:
    lines = foot(
        ("Operating income", "61", 0),
        ("Segment profit", "70", 1),
        ("Corporate costs", "(20)", 1),
        ("Pension expense", "10", 1),
        ("Restructuring costs", "1", 1),
    )
    assert not lines["Corporate costs"].firm


def test_the_share_of_others_is_as_its_words_say() -> None:
    lines = foot(
        ("Net income", "42", 0),
        ("Net income attributable to the owners", "40", 1),
        ("Net income attributable to noncontrolling interests", "2", 1),
    )
    assert value(lines["Net income attributable to noncontrolling interests"], "debit") == 2


@pytest.mark.parametrize(
    ("label", "figure", "balance"),
    [
        ("EBITDA", "(12)", "credit"),  # a loss-making group's own measure is one of profit
        ("Other revenue", "(12)", "credit"),
        ("Change in fair value of quays", "(12)", "credit"),
        ("Currency", "(12)", "credit"),
        ("Quay dredging", "(12)", "debit"),  # what is always in parentheses is deducted
    ],
)
def test_parentheses_mark_a_deduction_only_where_a_figure_cannot_go_either_way(
    label: str, figure: str, balance: str
) -> None:
    lines = foot(("Pretax income", "8", 0), ("Segment contribution", "20", 1), (label, figure, 1))
    assert own_balance(lines[label]) == balance


def test_the_parts_of_a_loss_shown_positive_are_costs() -> None:
    lines = foot(("Total operating loss", "29", 0), ("Dredging", "30", 1), ("Licensing gain", "(1)", 1))
    assert own_balance(lines["Dredging"]) == "debit"
    assert own_balance(lines["Licensing gain"]) == "credit"


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("net (loss) income", True),
        ("segment ebitda", True),
        ("net sales", True),
        ("income from operations", True),
        ("income before interest expense", True),
        ("interest income", False),
        ("cost of sales", False),
        ("net income attributable to noncontrolling interests", False),
    ],
)
def test_measures(label: str, wanted: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert is_measure(label) is wanted


def test_a_negative_rest_among_costs_is_an_income_in_any_table() -> None:
    lines = foot(
        ("Net loss", "(20)", 0),
        ("Product revenue", "12", 1),
        ("Selling expenses", "33", -1),
        ("Other segment items, net", "(1)", -1),
        kind=TableKind.OTHER,
    )
    assert value(lines["Other segment items, net"], "debit") == -1


def test_a_label_that_the_sums_overrule_is_told() -> None:
    table = summed(
        ("Net income", "47", 0),
        ("Gross profit", "90", 1),
        ("Selling expenses", "30", -1),
        ("Rent expense", "8", -1),
        ("Other income (expense)", "5", -1),
    )
    _, findings = map_note(made.note(table), Settings(), knowledge.load(2025))
    told = [f.message for f in findings if f.code == "mapping.against-wording"]
    assert len(told) == 1
    assert "a cost by the sums" in told[0]


def test_what_adds_to_revenue_is_no_expense_that_must_not_be_negative() -> None:
    table = summed(
        ("Segment income", "107", 0),
        ("Management fees", "220", 1),
        ("Segment revenue", "10", 1),
        ("Salaries expense", "(98)", 1),
        ("Rent expense", "(25)", 1),
    )
    result, findings = map_note(made.note(table), Settings(), knowledge.load(2025))
    assert not [f for f in findings if f.code == "mapping.negative"]
    assert "Expense" not in next(d for d in result.decisions if d.label == "Management fees").concept.local


def test_what_sums_add_to_profit_is_no_cost_even_where_a_cost_may_be_negative() -> None:
    table = summed(
        ("Operating income", "57", 0),
        ("Segment profit", "70", 1),
        ("Corporate costs", "(20)", 1),
        ("Pension expense", "(10)", 1),
        ("Cross-license of products sold", "17", 1),
    )
    result, _ = map_note(made.note(table), Settings(), knowledge.load(2025))
    found = next(d for d in result.decisions if d.label == "Cross-license of products sold")
    assert found.sign == 1
    assert not found.concept.local.startswith("Cost")
