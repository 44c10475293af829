"""Calculation relations (rule 54): those that the page shows, none against the standard statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter import knowledge
from converter.facts.calculation import by_context, calculations, upside_down
from converter.facts.model import Element, Fact, FactSource, Period, QName, ShownAs, Unit
from converter.interpret.model import Footing, FootingState, InterpretedTable, TableKind, Value
from converter.source import SourceRef

STANDARD = knowledge.load(2025).catalogue
REF = SourceRef(file="note.txt")
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
NET, WHOLE, OTHERS = "NetIncomeLoss", "ProfitLoss", "NetIncomeLossAttributableToNoncontrollingInterest"


def us(local: str) -> QName:
    return QName("us-gaap", local)


def value(name: str, number: int) -> Value:
    return Value(id=name, ref=REF, span=(0, 1), shown=str(number), number=Decimal(number))


def fact(local: str, number: int) -> Fact:
    return Fact(
        id=local,
        concept=us(local),
        period=YEAR,
        unit=Unit(numerator="iso4217:USD"),
        value=Decimal(number),
        decimals=0,
        source=FactSource(ref=REF, span=(0, 1), shown=str(number), shown_as=ShownAs.NUMBER),
    )


def element(local: str) -> Element:
    concept = STANDARD.find(local)
    assert concept is not None
    return Element(qname=concept.qname, label=concept.label, type=concept.type, period_type=concept.period_type)


def arcs(total: str, parts: dict[str, int]) -> list[tuple[str, str]]:
    """The calculation of a table of one sum."""
    amounts = {total: sum(parts.values()), **parts}
    values = {local: value(local, amount) for local, amount in amounts.items()}
    footing = Footing(
        kind="rows",
        total=total,
        addends=tuple((local, 1) for local in parts),
        difference=Decimal(0),
        tolerance=Decimal(0),
        state=FootingState.HOLDS,
    )
    table = InterpretedTable(
        id="t1",
        table=None,
        kind=TableKind.RECONCILIATION,
        columns=(),
        rows=(),
        lines=(),
        values=tuple(values.values()),
        footings=(footing,),
    )
    facts = {local: fact(local, amount) for local, amount in amounts.items()}
    elements = {us(local): element(local) for local in amounts}
    made = calculations(table, facts, elements, by_context(facts.values()), STANDARD)
    return [(arc.total.local, arc.part.local) for arc in made]


def test_a_sum_of_the_page_is_a_calculation() -> None:
    assert arcs("CostsAndExpenses", {"CostOfRevenue": 60, "OperatingExpenses": 25}) == [
        ("CostsAndExpenses", "CostOfRevenue"),
        ("CostsAndExpenses", "OperatingExpenses"),
    ]


def test_a_sum_that_runs_up_the_income_statement_is_none() -> None:
    assert arcs(WHOLE, {NET: 40, OTHERS: 2}) == []


@pytest.mark.parametrize(
    ("total", "part", "wanted"),
    [(us(WHOLE), us(NET), True), (us(NET), us(WHOLE), False), (QName("own", "Ebitda"), us(NET), False)],
)
def test_upside_down(total: QName, part: QName, wanted: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert upside_down(total, part, STANDARD) is wanted
