"""What stands around a line: its total, its heading, what it adds up, the words of the note."""

from __future__ import annotations

import mapping_notes as made
import pytest

from converter import knowledge
from converter.interpret.model import InterpretedTable, Line, TableKind
from converter.knowledge import rules as mapping_rules
from converter.knowledge.rules import LineFacts
from converter.mapping.features import Features, Gatherer
from converter.mapping.lines import LineView, views
from converter.mapping.surroundings import Surroundings
from converter.mapping.usage import Usage

KNOWN = knowledge.load(2025)
COLUMNS = [(made.subject("consolidated", "Total"),)]


def built(*rows: tuple[str, int | str, str | None], path: tuple[str, ...] = ()) -> InterpretedTable:
    """Lines (label, figure, id of the total); a line that others name as their total is one."""
    totals = {total for _, _, total in rows}
    lines = [
        made.line(n, label, 1 if total else None, total, is_total=f"l{n}" in totals, path=path)
        for n, (label, _, total) in enumerate(rows)
    ]
    found = [v for line, row in zip(lines, rows, strict=True) for v in made.values(line, [row[1]], COLUMNS)]
    return made.table(TableKind.PROFIT_OR_LOSS, lines, found)


def view(table: InterpretedTable, number: int, text: str = "") -> LineView:
    return views(made.note(table, text=text))[number]


def standing(lines: list[Line]) -> int | None:
    """The rung of the last line."""
    found = [v for line in lines for v in made.values(line, [5], COLUMNS)]
    table = made.table(TableKind.PROFIT_OR_LOSS, lines, found)
    return Surroundings(KNOWN, ()).rung(view(table, len(lines) - 1))


def evidence(seen: LineView, concept: str) -> Features:
    rules = mapping_rules.load()
    gathered = Gatherer(KNOWN, rules, Usage()).gather(seen, mapping_rules.matching(rules, seen.facts))
    return gathered.found[concept].features


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Revenue", "Cost of sales"), 0),
        (("Revenue", "Cost of sales", "General and administrative"), 1),
        (("Operating profit", "Interest expense"), 2),
        (("Income before income taxes", "Income taxes"), 3),
        (("Income before income taxes", "Minority share"), None),
        (("Hulls", "Masts"), None),
    ],
)
def test_a_measure_of_profit_stands_by_what_was_deducted(parts: tuple[str, ...], expected: int | None) -> None:
    lines = [made.line(n, label, 1, "l9") for n, label in enumerate(parts)]
    assert standing([*lines, made.line(9, "Segment result", is_total=True)]) == expected


def test_what_a_part_deducted_is_deducted_from_the_whole() -> None:
    lines = [
        made.line(0, "Selling expenses", -1, "l1"),
        made.line(1, "Result of the yards", 1, "l2", is_total=True),
        made.line(2, "Segment result", is_total=True),
    ]
    assert standing(lines) == 1


def test_gross_profit_is_no_candidate_for_what_follows_the_running_costs() -> None:
    seen = view(built(("Revenue", 90, "l2"), ("Selling expenses", "(20)", "l2"), ("Segment gross profit", 70, None)), 2)
    assert "rung_below" in evidence(seen, "GrossProfit")
    assert "rung_same" in evidence(seen, "OperatingIncomeLoss")


def test_total_and_heading_are_understood() -> None:
    table = built(("Personnel", 7, "l1"), ("Total noninterest expense", 7, None), path=("Noninterest expense",))
    around = Surroundings(KNOWN, mapping_rules.load())
    seen = view(table, 0)
    assert (around.total(seen), around.heading(seen)) == ("NoninterestExpense", "NoninterestExpense")
    assert "LaborAndRelatedExpense" in around.parts("NoninterestExpense")
    assert "Revenues" not in around.parts("NoninterestExpense")
    assert evidence(seen, "LaborAndRelatedExpense")["summand"] == 1


def test_a_part_of_revenue_may_be_revenue_whatever_it_is_called() -> None:
    table = built(("Pontoon repairs", 7, "l1"), ("Total revenues", 7, None))
    assert evidence(view(table, 0), "Revenues")["of_revenue"] == 1


def test_words_that_the_note_never_uses_speak_against_an_element() -> None:
    table = built(("Depreciation and amortization", 7, None))
    without = evidence(view(table, 0), "DepreciationDepletionAndAmortization")["absent"]
    told = evidence(view(table, 0, "Depletion of reefs is shown below."), "DepreciationDepletionAndAmortization")
    assert without > told["absent"] == 0


def test_what_is_deducted_over_a_year_is_no_balance() -> None:
    table = built(("Revenue", 90, "l2"), ("Amortization of right-of-use asset", "(9)", "l2"), ("Result", 81, None))
    features = evidence(view(table, 1), "OperatingLeaseRightOfUseAsset")
    assert features["flowing_instant"] == features["deducted_instant"] == 1


def test_a_row_called_after_a_segment_is_measured_by_its_heading() -> None:
    line = made.line(0, "Harbor", path=("Additions to property",))
    found = made.values(line, [5], [(made.subject("segment", "Harbor"),)])
    assert view(made.table(TableKind.OTHER, [line], found), 0).label == "Additions to property"
    corporate = made.values(line, [5], [(made.subject("corporate", "Harbor"),)])
    assert view(made.table(TableKind.OTHER, [line], corporate), 0).label == "Harbor"


def test_each_rule_is_evidence_of_its_own() -> None:
    table = built(("Total assets", 7, None))
    held = mapping_rules.matching(mapping_rules.load(), LineFacts(label="total assets"))
    assert evidence(view(table, 0), "Assets")[f"rule_{held[0].id}"] == 1
