"""A figure on its way to its dimensions."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..facts.model import Period, QName
from ..interpret.model import SubjectKind, Value
from .lines import LineView

TOTALS = frozenset({SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL})


class Placed(Struct):
    """`axes` are the dimensions so far; `total` says that it is a total of segments, whatever its dimensions; `when` is
    the period that the fact will have."""

    view: LineView
    value: Value
    concept: QName
    axes: dict[QName, QName]
    kinds: frozenset[SubjectKind]
    total: bool
    when: Period

    @property
    def period(self) -> tuple[object, ...]:
        hint = self.value.period
        return (hint.end, hint.months, hint.start) if hint is not None else ()


def by_table(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    """The figures by the id of their table, in the note's order."""
    found: dict[str, list[Placed]] = {}
    for item in placed:
        found.setdefault(item.view.table.id, []).append(item)
    return found
