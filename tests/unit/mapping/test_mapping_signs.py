"""Signs: what a displayed number becomes under a concept of a balance (rule 23)."""

from __future__ import annotations

import mapping_notes as made
import pytest

from converter.interpret.model import TableKind
from converter.mapping.directions import direction, two_way
from converter.mapping.elements import own_balance
from converter.mapping.lines import views
from converter.mapping.signs import sign


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("interest income", 1),
        ("interest expense", -1),
        ("gain (loss) on sale", 1),
        ("(gain) loss on sale", -1),
        ("loss (gain) on sale", -1),
        ("(loss) income before taxes", 1),
        ("segment assets", 0),
        ("provision for credit losses", -1),
        ("income taxes", -1),
        ("segment income tax expense", -1),
        ("income before income taxes", 1),
    ],
)
def test_direction(label: str, wanted: int) -> None:
    assert direction(label) == wanted


@pytest.mark.parametrize(("label", "wanted"), [("gain (loss)", True), ("loss on sale", False), ("(gain) loss", True)])
def test_two_way(label: str, wanted: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert two_way(label) is wanted


@pytest.mark.parametrize(
    ("label", "effect", "figure", "balance", "wanted"),
    [
        ("Cost of revenue", -1, "80", "debit", 1),  # subtracted: an expense shown positive
        ("Cost of revenue", 1, "(80)", "debit", -1),  # added as a negative: an expense in parentheses
        ("Interest income", 1, "8", "credit", 1),
        ("Loss on disposal", -1, "8", "credit", -1),  # a loss under an element for gains
        ("Loss on disposal", 1, "(8)", "credit", 1),
        ("Depreciation expense", 1, "8", "debit", 1),  # added back: still an expense
        ("(Loss) income from operations", -1, "8", "credit", 1),  # the wording names both directions
    ],
)
def test_sign_by_arithmetic(label: str, effect: int, figure: str, balance: str, wanted: int) -> None:
    lines = [made.line(0, label, effect, "l1"), made.line(1, "Operating income", is_total=True)]
    found = [*made.values(lines[0], [figure], [()]), *made.values(lines[1], [5], [()])]
    view = views(made.note(made.table(TableKind.PROFIT_OR_LOSS, lines, found)))[0]
    assert sign(view, balance, "credit", "duration") == wanted


@pytest.mark.parametrize(
    ("label", "figure", "balance", "wanted"),
    [
        ("Cost of revenue", "80", "debit", 1),
        ("Cost of revenue", "(80)", "debit", -1),
        ("(Gain) loss on sale", "8", "credit", -1),
        ("Gain (loss) on sale", "(8)", "credit", 1),
        ("Gain (loss) on sale", "8", "debit", -1),
        ("Impairment loss", "8", "debit", 1),
        ("Net loss (income) attributable to noncontrolling interests", "8", "debit", -1),
        ("Net income (loss) attributable to noncontrolling interests", "8", "debit", 1),
        ("Net income attributable to noncontrolling interests", "(8)", "debit", -1),  # their share, deducted
        ("Net income attributable to the company and noncontrolling interests", "(8)", "credit", 1),  # a loss of all
    ],
)
def test_sign_by_wording(label: str, figure: str, balance: str, wanted: int) -> None:
    line = made.line(0, label)
    view = views(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [figure], [()]))))[0]
    assert sign(view, balance, "", "duration") == wanted


def test_a_part_of_a_sum_of_costs_keeps_its_sign() -> None:
    lines = [made.line(0, "Wages", 1, "l1"), made.line(1, "Total expenses", is_total=True)]
    found = [*made.values(lines[0], [7], [()]), *made.values(lines[1], [7], [()])]
    view = views(made.note(made.table(TableKind.PROFIT_OR_LOSS, lines, found)))[0]
    assert view.effect == -1
    assert sign(view, "debit", "", "duration") == 1


def test_balances_at_a_date_are_as_shown() -> None:
    line = made.line(0, "Eliminations")
    found = made.values(line, ["(8)"], [()], made.AT_DATE)
    view = views(made.note(made.table(TableKind.ASSETS, [line], found)))[0]
    assert sign(view, "debit", "", "instant") == 1


@pytest.mark.parametrize(
    ("label", "figure", "balance", "wanted"),
    [
        ("Sales allowance accounts", "(12)", "credit", -1),
        ("Accumulated depreciation", "(12)", "credit", -1),
        ("Allowance for credit losses", "12", "credit", 1),
        ("Accounts receivable, net of allowances", "(12)", "debit", 1),
        ("Total liabilities", "(12)", "credit", 1),
    ],
)
def test_what_lowers_an_asset_is_positive_under_its_own_element(
    label: str, figure: str, balance: str, wanted: int
) -> None:
    line = made.line(0, label)
    view = views(made.note(made.table(TableKind.ASSETS, [line], made.values(line, [figure], [()], made.AT_DATE))))[0]
    assert sign(view, balance, "", "instant") == wanted


def test_parts_of_a_total_that_is_turned_are_turned_with_it() -> None:
    lines = [made.line(0, "Wages", 1, "l1"), made.line(1, "Total", is_total=True)]
    found = [*made.values(lines[0], ["(7)"], [()]), *made.values(lines[1], ["(7)"], [()])]
    part, _ = views(made.note(made.table(TableKind.PROFIT_OR_LOSS, lines, found)))
    assert sign(part, "debit", "debit", "duration", top_sign=-1) == -1


@pytest.mark.parametrize(
    ("label", "figure", "balance"),
    [
        ("Quay dredging", "8", ""),  # nothing tells: as shown
        ("Quay dredging costs", "8", "debit"),
        ("Quay dredging", "(8)", "debit"),
        ("Loss before dredging", "(8)", "credit"),  # a measure of profit, negative
        ("Segment loss", "(8)", "credit"),
        ("Loss on dredging", "8", "debit"),
    ],
)
def test_balance_of_an_element_of_ones_own(label: str, figure: str, balance: str) -> None:
    line = made.line(0, label)
    view = views(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [figure], [()]))))[0]
    assert own_balance(view) == balance


@pytest.mark.parametrize(
    ("label", "figure", "wanted"),
    [
        ("Net loss", "(72)", 1),
        ("Net loss", "72", -1),
        ("Net income before provision for credit losses", "72", 1),
        ("Net income", "72", 1),
    ],
)
def test_a_measure_of_profit_is_as_its_words_say_whatever_a_chance_sum_makes_of_it(
    label: str, figure: str, wanted: int
) -> None:
    lines = [made.line(0, label, -1, "l1"), made.line(1, "Quay repairs", is_total=True)]
    found = [*made.values(lines[0], [figure], [()]), *made.values(lines[1], ["72"], [()])]
    part, _ = views(made.note(made.table(TableKind.PROFIT_OR_LOSS, lines, found)))
    assert sign(part, "credit", "credit", "duration") == wanted


@pytest.mark.parametrize("kind", [TableKind.CAPITAL_EXPENDITURE, TableKind.DEPRECIATION])
def test_what_is_taken_off_a_sum_of_expenditures_is_negative_though_shown_so_throughout(kind: TableKind) -> None:
    lines = [made.line(0, "Dredgers", 1, "l2"), made.line(1, "Timing", 1, "l2"), made.line(2, "Total", is_total=True)]
    figures = [["60", "50"], ["(8)", "(5)"], ["52", "45"]]
    found = [v for owner, row in zip(lines, figures, strict=True) for v in made.values(owner, row, [(), ()])]
    part = next(v for v in views(made.note(made.table(kind, lines, found))) if v.line.label == "Timing")
    assert sign(part, "debit", "debit", "duration") == 1
