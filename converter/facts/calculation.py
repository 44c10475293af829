"""The calculation relations that the report's own numbers bear out, in every context (rule 54)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..interpret.model import FootingState, InterpretedTable
from ..knowledge.model import Catalogue
from .conflicts import half_unit
from .model import CalculationArc, Element, Fact, QName

Contexts = Mapping[object, Mapping[QName, tuple[Fact, ...]]]


def by_context(facts: Iterable[Fact]) -> Contexts:
    """Numeric facts by period, unit and dimensions, then by concept."""
    contexts: dict[object, dict[QName, tuple[Fact, ...]]] = defaultdict(dict)
    for fact in facts:
        if isinstance(fact.value, Decimal) and fact.unit is not None:
            group = contexts[(fact.period, fact.unit, fact.dimensions)]
            group[fact.concept] = (*group.get(fact.concept, ()), fact)
    return contexts


def proposed(table: InterpretedTable, facts: Mapping[str, Fact]) -> dict[QName, dict[QName, int]]:
    """Total → part → weight from the table's row footings that hold; `facts` by value id. The weight follows from the
    displayed sum and the two facts' signs; a total that is footed in two ways keeps the first."""
    sums: dict[QName, dict[QName, int]] = {}
    for footing in table.footings:
        if footing.kind != "rows" or footing.state is FootingState.FAILS or footing.total not in facts:
            continue
        parts = _weights(footing.total, footing.addends, table, facts)
        total = facts[footing.total].concept
        if parts and total not in parts:
            sums.setdefault(total, parts)
    return sums


def _weights(
    total: str, addends: tuple[tuple[str, int], ...], table: InterpretedTable, facts: Mapping[str, Fact]
) -> dict[QName, int]:
    displayed = {value.id: value for value in table.values}
    parts: dict[QName, int] = {}
    for addend, sign in addends:
        fact = facts.get(addend)
        if fact is None or addend not in displayed or fact.dimensions != facts[total].dimensions:
            return {}
        if fact.concept in parts:
            return {}
        parts[fact.concept] = (
            sign * _turn(facts[total], displayed[total].amount) * _turn(fact, displayed[addend].amount)
        )
    return parts


def _turn(fact: Fact, shown: Decimal) -> int:
    """-1 where the fact's sign is turned against the display."""
    return -1 if isinstance(fact.value, Decimal) and fact.value and fact.value == -shown else 1


def borne_out(total: QName, parts: Mapping[QName, int], contexts: Contexts) -> bool:
    """True where, in each context with the total and any part, the parts present add up to it within rounding, as
    Calculation 1.1 asks, and at least one context shows it."""
    seen = False
    for group in contexts.values():
        present = [part for part in parts if part in group]
        if total not in group or not present:
            continue
        seen = True
        for fact in group[total]:
            addends = [(group[part][0], parts[part]) for part in present]
            amount = sum((Decimal(str(f.value)) * weight for f, weight in addends), Decimal(0))
            slack = half_unit(fact) + sum((half_unit(f) for f, _ in addends), Decimal(0))
            if abs(Decimal(str(fact.value)) - amount) > slack:
                return False
    return seen


def balances_agree(total: Element, part: Element, weight: int) -> bool:
    """XBRL 2.1, 5.1.1.2: like balances add, unlike ones subtract; items without balance may do either."""
    if not total.balance or not part.balance:
        return True
    return (total.balance == part.balance) == (weight > 0)


def upside_down(total: QName, part: QName, standard: Catalogue) -> bool:
    """Whether the standard statements have it the other way round (rule 54): a bridge from net income up to earnings
    before interest, a sum that a wider element made of a part of it. The page shows such sums; no calculation says
    them."""
    if not total.prefix == part.prefix == "us-gaap":
        return False
    above = {name for name, _ in standard.totals(total.local)}
    return part.local in above - {name for name, _ in standard.summands(total.local)}


def calculations(
    table: InterpretedTable,
    facts: Mapping[str, Fact],
    elements: Mapping[QName, Element],
    contexts: Contexts,
    standard: Catalogue,
) -> tuple[CalculationArc, ...]:
    """Arcs for one role: sums shown by the table, borne out everywhere, of one period type, balance and no cycle, none
    against the standard statements."""
    arcs: list[CalculationArc] = []
    above: dict[QName, set[QName]] = defaultdict(set)
    for total, parts in proposed(table, facts).items():
        if total in parts or any(part in above[total] or upside_down(total, part, standard) for part in parts):
            continue
        alike = all(
            elements[part].period_type == elements[total].period_type
            and elements[part].type == elements[total].type
            and balances_agree(elements[total], elements[part], weight)
            for part, weight in parts.items()
        )
        if not alike or not borne_out(total, parts, contexts):
            continue
        for part, weight in parts.items():
            arcs.append(CalculationArc(total=total, part=part, weight=weight))
            above[part] |= {total} | above[total]
    return tuple(arcs)
