"""Contexts and units: one each for every distinct content in use, with ids by sorted content (rules 28 to 30)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from ..facts.model import FactReport, Period, QName, Unit
from .model import Item

Dimensions = tuple[tuple[QName, QName], ...]


class Context(Struct, frozen=True, kw_only=True):
    """`start` is empty for an instant; dates are ISO, first and last day as printed."""

    id: str
    scheme: str
    identifier: str
    start: str
    end: str
    dimensions: Dimensions


class UnitEntry(Struct, frozen=True, kw_only=True):
    id: str
    numerator: str
    denominator: str


class Contexts:
    """The contexts and units of a report; ask for an id by content."""

    def __init__(self, report: FactReport, items: Iterable[Item]) -> None:
        items = tuple(items)
        contents = {(item.period, tuple(sorted(item.dimensions))) for item in items}
        ordered = sorted(contents, key=lambda c: (c[0].end, c[0].start or date.min, c[1]))
        self._contexts = {content: f"c-{number}" for number, content in enumerate(ordered, 1)}
        self._units = {unit: unit_id(unit) for unit in sorted({item.unit for item in items if item.unit})}
        self.contexts = tuple(
            Context(
                id=name,
                scheme=report.entity.scheme,
                identifier=report.entity.cik,
                start=period.start.isoformat() if period.start else "",
                end=period.end.isoformat(),
                dimensions=dimensions,
            )
            for (period, dimensions), name in self._contexts.items()
        )
        self.units = tuple(
            UnitEntry(id=name, numerator=unit.numerator, denominator=unit.denominator)
            for unit, name in self._units.items()
        )

    def context(self, period: Period, dimensions: Dimensions) -> str:
        return self._contexts[period, tuple(sorted(dimensions))]

    def unit(self, unit: Unit | None) -> str:
        return self._units[unit] if unit else ""


def unit_id(unit: Unit) -> str:
    """`usd`, `pure`, `usdPerShares`."""
    name = re.sub(r"\W", "", unit.numerator.partition(":")[2]).lower()
    below = re.sub(r"\W", "", unit.denominator.partition(":")[2]).capitalize()
    return f"{name}Per{below}" if below else name
