"""Whether the facts' signs agree with the page's own sums: what a sum takes away is no income, what it adds no cost
(rules 23, 54)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..facts.model import Fact, FactReport, QName
from ..findings import Finding, Severity
from ..interpret.labels import is_profit
from ..interpret.model import Footing, FootingState, InterpretedTable, Value
from ..mapping.model import MappedNote
from ..mapping.surroundings import LADDER
from ..source import SourceRef
from .proof_sums import term

_TOWARDS = {"credit": 1, "debit": -1}
_SHARED = re.compile(r"\b(?:non-?controlling|minority)\b", re.IGNORECASE)
"""The share of others is taken from one measure of profit and added back to another."""
Facts = Mapping[tuple[SourceRef, tuple[int, int]], Fact]


def contrary(mapped: MappedNote, report: FactReport) -> Iterator[Finding]:
    """A finding for each line whose fact moves its total the other way than the page does.

    A sum from revenue down, or of costs alone, says of each part whether it raises or lowers the total. One that
    starts from a measure of profit may also take back what that measure holds (interest added back to net income), so
    there only the measures themselves, and steps down the income statement, are held to it.
    """
    balances = {element.qname: _TOWARDS.get(element.balance, 0) for element in report.elements}
    facts = {(fact.source.ref, fact.source.span): fact for fact in report.facts}
    told: set[tuple[str, str]] = set()
    for table in mapped.note.tables:
        values = {value.id: value for value in table.values}
        labels = {line.id: line.label for line in table.lines}
        for footing in table.footings:
            if footing.kind != "rows" or footing.state is FootingState.FAILS:
                continue
            for value in _odd(footing, values, labels, facts, balances):
                if (table.id, value.line) not in told:
                    told.add((table.id, value.line))
                    yield _finding(table, value, values[footing.total], facts[value.ref, value.span])


def _odd(
    footing: Footing,
    values: Mapping[str, Value],
    labels: Mapping[str, str],
    facts: Facts,
    balances: Mapping[QName, int],
) -> Iterator[Value]:
    """The parts of a sum whose facts go the other way."""
    total = values[footing.total]
    whole = _direction(total, facts, balances)
    parts = [(values[name], weight) for name, weight in footing.addends]
    measures = [value for value, weight in parts if weight > 0 and is_profit(labels[value.line])]
    if not whole or (measures and not is_profit(labels[total.line])):
        return
    down = all(_below(facts.get((m.ref, m.span)), facts[total.ref, total.span]) for m in measures)
    for value, weight in parts:
        direction = weight * _direction(value, facts, balances)
        if not direction or direction == whole or not (down or value in measures):
            continue
        alike = facts[value.ref, value.span].concept == facts[total.ref, total.span].concept
        if not alike and not _SHARED.search(labels[value.line]):
            yield value


def _direction(value: Value, facts: Facts, balances: Mapping[QName, int]) -> int:
    """+1 where a positive displayed figure raises profit by the fact's sign and balance, -1 where it lowers it; 0 where
    that is not told."""
    fact = facts.get((value.ref, value.span))
    if fact is None or not isinstance(fact.value, Decimal) or not fact.value or fact.period.start is None:
        return 0
    turned = -1 if fact.value == -value.amount else 1
    return turned * balances.get(fact.concept, 0)


def _below(measure: Fact | None, total: Fact) -> bool:
    """Whether a total stands further down the income statement than the measure that it starts from."""
    one, other = LADDER.get(measure.concept.local) if measure else None, LADDER.get(total.concept.local)
    return one is not None and other is not None and one < other


def _finding(table: InterpretedTable, value: Value, total: Value, fact: Fact) -> Finding:
    shown, whole = term(table, value), term(table, total)
    return Finding(
        code="arithmetic.sense",
        severity=Severity.ERROR,
        message=f"{shown.name}, {shown.shown}: the sum for {whole.name} and the tag {fact.concept} of {fact.value:,f} "
        "disagree on whether it raises or lowers that total",
        where=value.ref,
        hint="turn its sign, or give it an element of the other balance",
    )
