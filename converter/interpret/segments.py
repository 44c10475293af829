"""The segments that the note's tables show: those with a profit of their own, or under headings that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..knowledge.model import Places
from .labels import is_profit, kind_of
from .model import InterpretedTable, SubjectKind

_NAMES = (SubjectKind.SEGMENT, SubjectKind.GEOGRAPHY, SubjectKind.PRODUCT)
_OF_SEGMENTS = re.compile(
    r"\b(?:inter|intra)-?segments?\b|^(?:total |reportable |operating )*segments?\b", re.IGNORECASE
)
"""Headings over rows of segments: "Intersegment sales:", "Segment income from operations:"."""


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


def under_headings(tables: Iterable[InterpretedTable], places: Places) -> tuple[str, ...]:
    """The names of two or more rows that stand under a heading of segments ("Segment income:") and, with other figures,
    elsewhere in their table: what such a heading measures is a segment, wherever the note names it. A country is left
    to its neighbours."""
    found: dict[str, None] = {}
    for table in tables:
        named = {s.text for value in table.values for s in value.subjects if s.kind in _NAMES}
        for row in table.rows:
            of_segments = any(_OF_SEGMENTS.search(heading) for heading in row.path)
            if of_segments and row.label in named and kind_of(row.label) is None and places.find(row.label) is None:
                found.setdefault(row.label)
    return tuple(found) if len(found) > 1 else ()
