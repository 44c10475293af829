"""Rule 35: facts with the same aspects must agree as roundings of one number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..findings import Finding, error
from .model import Fact


def half_unit(fact: Fact) -> Decimal:
    """Half a unit in the last place that the fact's `decimals` states, in full units; zero for exact values."""
    if fact.decimals is None:
        return Decimal(0)
    return Decimal(5).scaleb(-fact.decimals - 1)


def consistent(one: Fact, other: Fact) -> bool:
    """Equal where equally precise; otherwise the intervals of value ± half a unit overlap."""
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal) or isinstance(one.value, bool):
        return one.value == other.value
    if one.decimals == other.decimals:
        return one.value == other.value
    return abs(one.value - other.value) <= half_unit(one) + half_unit(other)


def conflicts(facts: tuple[Fact, ...]) -> Iterator[Finding]:
    """One finding for each fact that contradicts the first with the same concept, period, unit and dimensions."""
    first: dict[object, Fact] = {}
    for fact in facts:
        key = (fact.concept, fact.period, fact.unit, fact.dimensions)
        known = first.setdefault(key, fact)
        if known is not fact and not consistent(known, fact):
            yield error(
                "fact.contradiction",
                f"{fact.concept} is {_said(known)} at {known.source.ref.place} and {_said(fact)} here, "
                "for the same period, unit and dimensions (rule 35)",
                fact.source.ref,
                "check the two lines: one of them needs another concept or member",
            )


def _said(fact: Fact) -> str:
    """The fact's value as a reader takes it in: thousands parted, never an exponent."""
    return f"{fact.value:,f}" if isinstance(fact.value, Decimal) else str(fact.value)
