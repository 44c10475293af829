"""Rule 35: lines of one concept, period, unit and dimensions with different amounts are told apart."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from mapping_notes import AT_DATE, line, note, subject, table, values

from converter import knowledge
from converter.facts.model import QName
from converter.interpret.model import InterpretedNote, TableKind
from converter.mapping import map_note
from converter.mapping.contradictions import Shown, agrees
from converter.mapping.model import Decision, MappedNote
from converter.mapping.moves import names_part
from converter.options import Settings

KNOWN = knowledge.load(2025)
EAST, WEST = (subject("segment", "East"),), (subject("segment", "West"),)


def mapped(*rows: tuple[str, tuple[int, int]], kind: TableKind = TableKind.PROFIT_OR_LOSS) -> MappedNote:
    lines = [line(n, label) for n, (label, _) in enumerate(rows)]
    found = [v for one, (_, figures) in zip(lines, rows, strict=True) for v in values(one, figures, (EAST, WEST))]
    return map_note(whole(table(kind, lines, found)), Settings(), knowledge.load(2025))[0]


def whole(*tables: object) -> InterpretedNote:
    return note(*tables)  # type: ignore[arg-type]  # tables of the sample module


def by_label(result: MappedNote) -> dict[str, Decision]:
    return {d.label: d for d in result.decisions}


def clashes(result: MappedNote) -> list[object]:
    decisions = {d.id: d for d in result.decisions}
    amounts = {v.id: v.amount for t in result.note.tables for v in t.values}
    seen: dict[object, set[Decimal]] = defaultdict(set)
    for m in result.values:
        d = decisions[m.decision]
        seen[d.concept, m.dimensions].add(amounts[m.value] * d.sign)
    return [key for key, found in seen.items() if len(found) > 1]


def test_the_less_sure_line_takes_another_concept() -> None:
    result = mapped(("Interest expense", (40, 30)), ("Interest expenses on loans", (7, 5)))
    assert not clashes(result)
    found = by_label(result)
    assert found["Interest expense"].concept == QName("us-gaap", "InterestExpense")
    assert any("rule 35" in e.text for e in found["Interest expenses on loans"].evidence)


def test_the_wider_revenue_is_revenues_and_the_narrower_from_contracts() -> None:
    found = by_label(mapped(("Total revenues", (90, 80)), ("Revenues from external customers", (70, 75))))
    assert found["Total revenues"].concept.local == "Revenues"
    wanted = "RevenueFromContractWithCustomerExcludingAssessedTax"
    assert found["Revenues from external customers"].concept.local == wanted


def test_what_names_a_part_of_revenue_takes_neither_of_its_concepts_nor_moves_the_whole() -> None:
    result = mapped(("Revenue", (90, 80)), ("Other revenues", (7, 5)), ("Revenue from the harbor authority", (30, 20)))
    found = by_label(result)
    family = {"Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax"}
    assert found["Revenue"].concept.local in family
    assert found["Revenue from the harbor authority"].concept.local not in family
    assert not any("rule 35" in e.text for e in found["Revenue"].evidence)
    assert not clashes(result)


def test_no_line_takes_a_synonym_to_avoid_another() -> None:
    found = by_label(mapped(("Cost of revenue", (40, 30)), ("Cost of revenue from quays", (7, 5))))
    assert {d.concept.prefix for d in found.values()} == {"us-gaap", "company"}


def test_a_line_that_lost_its_concept_is_told_with_the_place_of_the_other() -> None:
    lines = [line(0, "Interest expense"), line(1, "Interest expenses on loans")]
    found = [v for one, row in zip(lines, ((40, 30), (7, 5)), strict=True) for v in values(one, row, (EAST, WEST))]
    made = whole(table(TableKind.PROFIT_OR_LOSS, lines, found))
    _, findings = map_note(made, Settings(), knowledge.load(2025))
    told = [f.message for f in findings if f.code == "mapping.told-apart"]
    assert len(told) == 1
    assert "“Interest expenses on loans”" in told[0]
    assert "us-gaap:InterestExpense is “Interest expense”" in told[0]


def test_two_tables_that_differ_in_one_amount_keep_the_concept_and_the_first_amount() -> None:
    first, second = line(0, "Total assets"), line(1, "Total assets")
    places = (EAST, WEST, (subject("segment", "North"),))
    one = table(TableKind.ASSETS, [first], values(first, (90, 80, 2942), places, AT_DATE))
    other = table(TableKind.ASSETS, [second], values(second, (90, 80, 9585), places, AT_DATE), name="t2")
    result, findings = map_note(whole(one, other), Settings(), knowledge.load(2025))
    assert {d.concept.local for d in result.decisions} == {"Assets"}
    assert [m.value for m in result.values if m.skip] == ["l1c2"]
    assert [(f.code, f.severity.value) for f in findings if f.code == "mapping.contradiction"] == [
        ("mapping.contradiction", "error")
    ]


def test_two_tables_that_differ_throughout_are_two_things() -> None:
    first, second = line(0, "Deposits"), line(1, "Deposits", context=("Average balances",))
    one = table(TableKind.ASSETS, [first], values(first, (90, 80), (EAST, WEST), AT_DATE))
    other = table(TableKind.ASSETS, [second], values(second, (91, 82), (EAST, WEST), AT_DATE), name="t2")
    result, _ = map_note(whole(one, other), Settings(), knowledge.load(2025))
    assert not [m for m in result.values if m.skip]
    assert "DepositsAverageBalances" in {d.concept.local for d in result.decisions}


@pytest.mark.parametrize(("label", "own"), [("Revenues", False), ("Property and equipment added under leases", True)])
def test_a_sentence_s_amount_gets_an_element_of_its_own_only_where_its_words_say_more(label: str, *, own: bool) -> None:
    stated = "Revenues" if label == "Revenues" else "Capital expenditures"
    shown, said = line(0, stated), line(1, label)
    one = table(TableKind.PROFIT_OR_LOSS, [shown], values(shown, (90, 80), (EAST, WEST)))
    other = table(TableKind.NARRATIVE, [said], values(said, (6,), (EAST,)), name="n")
    result, findings = map_note(whole(one, other), Settings(), knowledge.load(2025))
    skipped = [m.value for m in result.values if m.skip]
    assert skipped == ([] if own else ["l1c0"])
    assert ("mapping.left-out" in {f.code for f in findings}) is not own


def test_revenue_between_segments_is_no_revenue_of_nought() -> None:
    own, between = line(0, "Revenue"), line(1, "Total intersegment revenues")
    columns = ((subject("segments-total", "Total segments"),), (subject("consolidated", "Consolidated"),))
    found = [*values(own, (130, 112), columns), *values(between, (18, "-"), columns)]
    result, findings = map_note(whole(table(TableKind.PROFIT_OR_LOSS, [own, between], found)), Settings(), KNOWN)
    assert by_label(result)["Total intersegment revenues"].concept == QName("company", "TotalIntersegmentRevenues")
    assert [m.value for m in result.values if m.skip] == ["l1c1"]
    assert "mapping.contradiction" not in {f.code for f in findings}


def test_a_name_is_told_apart_by_a_heading_not_by_the_unit() -> None:
    first, second = line(0, "Depot handling"), line(1, "Depot handling", context=("Winter", "In millions of dollars"))
    one = table(TableKind.PROFIT_OR_LOSS, [first], values(first, (90, 80), (EAST, WEST)))
    other = table(TableKind.PROFIT_OR_LOSS, [second], values(second, (91, 82), (EAST, WEST)), name="t2")
    result, _ = map_note(whole(one, other), Settings(), KNOWN)
    assert {d.concept.local for d in result.decisions} == {"DepotHandling", "DepotHandlingWinter"}


@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("Net sales to external customers", False),
        ("Total revenues", False),
        ("Revenues from contracts with customers", False),
        ("Other revenues", True),
        ("Revenue from the harbor authority", True),
        ("Cost of sales of quays", False),  # no revenue at all
    ],
)
def test_a_part_of_revenue_by_its_words(label: str, *, part: bool) -> None:
    assert names_part(label) is part


def test_the_same_amounts_with_opposite_signs_are_one_fact() -> None:
    lines = [
        line(0, "Segment income tax expense (benefit)"),
        line(1, "Income taxes", -1, "l2"),
        line(2, "Adjusted EBITDA", is_total=True),
    ]
    figures = [("192", "(2181)"), ("(192)", "2181"), ("640", "980")]
    found = [v for one, row in zip(lines, figures, strict=True) for v in values(one, row, (EAST, WEST))]
    result = map_note(whole(table(TableKind.RECONCILIATION, lines, found)), Settings(), knowledge.load(2025))[0]
    told = by_label(result)
    assert told["Income taxes"].concept.local == "IncomeTaxExpenseBenefit"
    assert told["Income taxes"].sign == -told["Segment income tax expense (benefit)"].sign
    (said,) = [e.text for e in told["Income taxes"].evidence if "the other way round" in e.text]
    assert "“Segment income tax expense (benefit)”" in said  # the line that it follows, not itself


def test_lines_of_the_same_words_get_elements_with_names_and_labels_of_their_own() -> None:
    result = mapped(("Depot handling", (5, 6)), ("Depot handling", (8, 9)))
    assert not clashes(result)
    labels = [e.label.lower() for e in result.elements if e.extension and not e.abstract]
    assert len(labels) == len(set(labels)) == 2


def test_equal_amounts_are_no_contradiction() -> None:
    result = mapped(("Total assets", (90, 80)), ("Segment assets", (90, 80)), kind=TableKind.ASSETS)
    assert {d.concept.local for d in result.decisions} == {"Assets"}


def test_values_agree_as_roundings() -> None:
    def shown(value: str, decimals: int | None) -> Shown:
        return Shown(view="a", id="", key=None, value=Decimal(value), decimals=decimals)  # type: ignore[arg-type]  # not looked at

    assert agrees(shown("1200000", -5), shown("1234000", -3))
    assert not agrees(shown("1200000", -5), shown("1260000", -3))
    assert not agrees(shown("1234000", -3), shown("1235000", -3))
    assert not agrees(shown("1234000", None), shown("1234001", None))
