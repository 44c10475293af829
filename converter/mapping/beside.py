"""What stands beside the segments in more than one column or row: which names are members of their own (rule 5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..interpret.model import InterpretedNote, SubjectKind, TableKind
from .lines import LineView
from .members import BESIDE, Members, plainest
from .roles import Roles
from .words import normalise


def like_columns(note: InterpretedNote) -> Iterator[str]:
    """Names that head a column of any table, or figures like a segment's: rows read as a segment's somewhere in the
    note, or that show revenue between segments."""
    for table in note.tables:
        yield from (normalise(s.name) for column in table.columns for s in column.subjects)
        for value in table.values:
            between = any(s.kind is SubjectKind.INTERSEGMENT for s in value.subjects)
            alike = {SubjectKind.SEGMENT, SubjectKind.CORPORATE} if between else {SubjectKind.SEGMENT}
            yield from (normalise(s.name) for s in value.subjects if s.kind in alike)


def told_apart(views: Sequence[LineView], members: Members, roles: Roles) -> Iterator[tuple[SubjectKind, str]]:
    """Kind and name of the columns or rows beside the segments that a line shows for one period and that would be one
    member, but for the plainest: two amounts cannot be one fact (rule 35)."""
    lines: Counter[tuple[SubjectKind, str]] = Counter()
    clashes: set[frozenset[tuple[SubjectKind, str]]] = set()
    for view in views:
        found: dict[tuple[object, ...], set[tuple[SubjectKind, str]]] = defaultdict(set)
        for value in view.values if view.table.kind is not TableKind.NARRATIVE else ():
            subjects = [roles.of(view.table.id, view.line.id, s) for s in value.subjects]
            hint = value.period
            for subject in subjects:
                if subject.kind in BESIDE:
                    others = frozenset((s.kind, s.name) for s in subjects if s is not subject)
                    period = (hint.start, hint.end, hint.months) if hint is not None else ()
                    key = (members.usual(subject), period, value.content, value.currency, others)
                    found[key].add((subject.kind, normalise(subject.name)))
        lines.update({name for names in found.values() for name in names})
        clashes |= {frozenset(names) for names in found.values() if len(names) > 1}
    for names in clashes:
        yield from names - plainest(names, lines)
