"""The segments that the note's tables show: those with a profit of their own."""

from __future__ import annotations

from collections.abc import Iterable

from .labels import is_profit, kind_of
from .model import InterpretedTable, SubjectKind


def by_profit(tables: Iterable[InterpretedTable]) -> tuple[str, ...]:
    """The names of two or more segments that have a measure of profit (ASC 280-10-50-22), in the order of the note."""
    found: dict[str, None] = {}
    for table in tables:
        profits = {line.id for line in table.lines if is_profit(line.label)}
        for value in table.values:
            if value.line in profits and len(value.subjects) == 1 and value.subjects[0].kind is SubjectKind.SEGMENT:
                name = value.subjects[0].name
                if kind_of(name) is None:
                    found.setdefault(name)
    return tuple(found) if len(found) > 1 else ()
