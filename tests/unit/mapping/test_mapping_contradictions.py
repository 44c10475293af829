"""Rule 35: lines of one concept, period, unit and dimensions with different amounts are told apart."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from mapping_notes import line, note, subject, table, values

from converter import knowledge
from converter.facts.model import QName
from converter.interpret.model import InterpretedNote, TableKind
from converter.mapping import map_note
from converter.mapping.contradictions import Shown, agrees
from converter.mapping.model import Decision, MappedNote
from converter.options import Settings

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
    assert any("the other way round" in e.text for e in told["Income taxes"].evidence)


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
