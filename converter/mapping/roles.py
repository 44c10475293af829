"""What a subject turns out to be once the whole note is seen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from ..interpret.model import InterpretedNote, InterpretedTable, Line, Subject, SubjectKind, TableKind, Value
from .words import normalise

_REVENUE = re.compile(r"\b(?:revenues?|sales)\b")
_NO_REVENUE = re.compile(r"\bcosts?\b|\bexpenses?\b|\bof (?:sales|revenues?)\b")
_LEVEL = re.compile(r"\blevel (?:activit(?:y|ies)|costs?|expenses?|items?)\b")
_BREAKDOWNS = frozenset({SubjectKind.GEOGRAPHY, SubjectKind.PRODUCT, SubjectKind.OTHER})
_TOTAL = re.compile(r"sub ?total\b|total(?: (?:reportable|operating|business|all|of|the))*(?: segments?)?$")
_RESIDUAL = (
    r"\b[^.]{0,160}\b(?:not individually (?:material|reportable|significant)"
    r"|(?:did|do|does) not meet the (?:quantitative )?threshold)"
)
_NOT_A_SEGMENT = frozenset(
    """corporate and other others all unallocated headquarters support cost costs expense expenses items activities
    functions function administration administrative general net eliminations elimination reconciling total & overhead
    level center income loss of assets adjustments consolidation consolidated unassigned central group special the g&a
    operations company parent holding services shared amounts to not allocated segments""".split()  # noqa: SIM905 - legible
)
"""Words that a corporate column may have; one with others ("Corporate and commercial banking") is a segment."""


class Roles:
    """Settles the kind of a subject where its words alone mislead.

    1. A place among the segments of one line of a table is a segment too, unless the line crosses places with segments;
       so is a name that is a segment elsewhere in the table (rule 3).
    2. A segment that the note says is made of those not individually material is all other segments (rule 8).
    3. A "segment" of group-level activities, and an all-other column that never has revenue where the segments have,
       hold what is not allocated: corporate (rule 6).
    4. A "segment" called a subtotal is a total of segments (rule 8).
    5. A reconciling item said to be included in a named column belongs to that column.
    """

    def __init__(self, note: InterpretedNote) -> None:
        self._segments: dict[str, set[str]] = defaultdict(set)
        self._mixed: set[tuple[str, str]] = set()
        self._named: dict[str, Subject] = {}
        self._costs = _without_revenue(note)
        kinds: dict[tuple[str, str], set[SubjectKind]] = defaultdict(set)
        crossed: set[tuple[str, str]] = set()
        for table, value, subject in _subjects(note):
            if len(value.subjects) == 1 and table.kind is not TableKind.NARRATIVE:
                kinds[table.id, value.line].add(subject.kind)
            elif subject.kind is SubjectKind.GEOGRAPHY and any(s.kind is SubjectKind.SEGMENT for s in value.subjects):
                crossed.add((table.id, value.line))
            if subject.kind is SubjectKind.SEGMENT:
                self._segments[table.id].add(normalise(subject.name))
            if subject.kind in (SubjectKind.ALL_OTHER, SubjectKind.CORPORATE):
                self._named.setdefault(normalise(subject.name), subject)
        text = normalise_text(note)
        names = {name for found in self._segments.values() for name in found if name}
        self._residual = frozenset(n for n in names if n in text and re.search(re.escape(n) + _RESIDUAL, text))
        for key, found in kinds.items():
            if {SubjectKind.SEGMENT, SubjectKind.GEOGRAPHY} <= found and key not in crossed:
                self._mixed.add(key)

    def of(self, table: str, line: str, subject: Subject) -> Subject:
        """The subject with the kind it turns out to have."""
        name = normalise(subject.name)
        kind = subject.kind
        if kind is SubjectKind.GEOGRAPHY and ((table, line) in self._mixed or name in self._segments[table]):
            kind = SubjectKind.SEGMENT
        if kind is SubjectKind.SEGMENT and _LEVEL.search(name):
            kind = SubjectKind.CORPORATE
        told = kind is SubjectKind.SEGMENT or (kind in _BREAKDOWNS and "segment" in subject.text.lower())
        if told and _TOTAL.match(name):
            kind = SubjectKind.SEGMENTS_TOTAL
        if kind is SubjectKind.SEGMENT and name in self._residual:
            kind = SubjectKind.ALL_OTHER
        if kind is SubjectKind.CORPORATE and not set(name.split()) <= _NOT_A_SEGMENT and "corporate and" in name:
            kind = SubjectKind.SEGMENT
        if kind is SubjectKind.RECONCILING:
            included = next((self._named[n] for n in sorted(self._named) if n and n in name), None)
            if included is not None:
                return self.of(table, line, included)
        if kind is SubjectKind.ALL_OTHER and name in self._costs:
            kind = SubjectKind.CORPORATE
        return subject if kind is subject.kind else replace(subject, kind=kind)


def _subjects(note: InterpretedNote) -> Iterator[tuple[InterpretedTable, Value, Subject]]:
    for table in note.tables:
        for value in table.values:
            for subject in value.subjects:
                yield table, value, subject


def normalise_text(note: InterpretedNote) -> str:
    """The note's sentences in lower case, with dashes as spaces like the names."""
    return re.sub(r"[-–—]", " ", " ".join(p.text for p in note.note.paragraphs).lower())


def _is_revenue(line: Line | None) -> bool:
    label = normalise(line.label) if line is not None else ""
    return bool(_REVENUE.search(label)) and not _NO_REVENUE.search(label)


def _without_revenue(note: InterpretedNote) -> frozenset[str]:
    """Names of all-other columns that have no revenue in any line of revenue that shows them or the segments."""
    shown: dict[str, bool] = {}
    segments = False
    for table in note.tables:
        lines = {line.id: line for line in table.lines}
        for value in table.values:
            for subject in value.subjects:
                if subject.kind is SubjectKind.ALL_OTHER:
                    shown.setdefault(normalise(subject.name), False)
                if _is_revenue(lines.get(value.line)) and value.number:
                    segments = segments or subject.kind is SubjectKind.SEGMENT
                    if subject.kind is SubjectKind.ALL_OTHER:
                        shown[normalise(subject.name)] = True
    return frozenset(name for name, revenue in shown.items() if not revenue) if segments else frozenset()
