"""Values and statements as facts: period, unit, sign, decimals and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..interpret.model import Calendar, Content, InterpretedTable, Statement, Value
from ..interpret.resolve import period_of
from ..knowledge.model import Catalogue, Concept
from ..mapping.model import Decision, MappedNote, ValueMapping
from .model import Element, Fact, FactSource, Period, QName, ShownAs, Unit


def unit_of(value: Value, prefix: str) -> Unit:
    """Rule 33; a count of things has a unit of its own (rule 19)."""
    currency = f"iso4217:{value.currency or 'USD'}"
    match value.content:
        case Content.MONEY:
            return Unit(currency)
        case Content.SHARES:
            return Unit("xbrli:shares")
        case Content.PER_SHARE:
            return Unit(currency, "xbrli:shares")
        case Content.COUNT:
            return Unit(f"{prefix}:item")
        case Content.PERCENT | Content.PURE:
            return Unit("xbrli:pure")


def shown_as(value: Value) -> ShownAs:
    if value.word:
        return ShownAs.WORD
    if value.nil and not any(c.isdigit() for c in value.shown):
        return ShownAs.DASH
    return ShownAs.NUMBER


def fact_of(value: Value, mapping: ValueMapping, decision: Decision, period: Period, prefix: str) -> Fact:
    """One value as a fact: the displayed amount turned by the decision's sign (rule 23); never a negative zero."""
    amount = value.amount * decision.sign
    return Fact(
        id="",
        concept=decision.concept,
        value=amount if amount else Decimal(0),
        decimals=value.decimals,
        period=period,
        unit=unit_of(value, prefix),
        dimensions=tuple(sorted(mapping.dimensions)),
        source=FactSource(
            ref=value.ref, span=value.span, shown=value.shown, shown_as=shown_as(value), scale=value.scale
        ),
        decision=decision.id,
    )


def value_facts(
    mapped: MappedNote, elements: Mapping[QName, Element], calendar: Calendar, prefix: str
) -> Iterator[tuple[InterpretedTable, Value, Fact]]:
    """Every mapped value of every table with its fact, in the note's order."""
    decisions = {d.id: d for d in mapped.decisions}
    mappings = {m.value: m for m in mapped.values}
    for table in mapped.note.tables:
        for value in table.values:
            mapping = mappings.get(value.id)
            if mapping is None or mapping.skip:
                continue
            decision = decisions[mapping.decision]
            concept = elements[decision.concept]
            period = period_of(value.period, concept.period_type, calendar)
            yield table, value, fact_of(value, mapping, decision, period, prefix)


def statement_fact(statement: Statement, concept: Concept, period: Period, prefix: str, catalogue: Catalogue) -> Fact:
    """A sentence-borne fact: counts carry a unit of segments, enumerations the expanded member names (rule 14)."""
    content = statement.content
    unit, decimals = None, None
    if isinstance(content, tuple):
        content = tuple(_expanded(QName.parse(name), catalogue) for name in content)
        shown = ShownAs.HIDDEN
    elif isinstance(content, bool):
        shown = ShownAs.HIDDEN
    elif isinstance(content, Decimal):
        unit = Unit(f"{prefix}:segment")
        shown = ShownAs.NUMBER if statement.shown.strip().isdigit() else ShownAs.WORD
    else:
        shown = ShownAs.TEXT
    return Fact(
        id="",
        concept=concept.qname,
        value=content,
        decimals=decimals,
        period=period,
        unit=unit,
        source=FactSource(ref=statement.ref, span=statement.span, shown=statement.shown, shown_as=shown),
        decision=statement.rule,
        confidence=statement.confidence,
    )


def _expanded(name: QName, catalogue: Catalogue) -> str:
    """Expanded name: fasb.org namespaces and the SEC's, a `#`, the local name."""
    return f"{catalogue.namespaces[name.prefix]}#{name.local}"
