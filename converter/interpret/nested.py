"""Names of a table that its figures show to be sums of others: they would be counted twice beside them (rules 6, 10).

1. Of two segments over one column, the upper holds the lower: a sub-segment, or a place of it.
2. A column or row called a total whose figures are the sum of the segments right before it, with other segments after
   it, is the segment that those are parts of ("Cobalt North | Cobalt South | Total Cobalt | Lithium"); without others
   after it, it is the total of the segments.
3. The last column that adds up all before it is the company's, whatever it is called ("Group"); so is the first or
   last column or row that adds up segments and what no segment has ("Unallocated expenses").
4. In a table of one segment, rows called consolidated are the company's, and reconciling items nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from ..knowledge.model import Places
from .labels import is_total
from .model import Content, InterpretedTable, Subject, SubjectKind, Value

_TOTALS = frozenset({SubjectKind.CONSOLIDATED, SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL})
_UNALLOCATED = frozenset({SubjectKind.CORPORATE, SubjectKind.RECONCILING, SubjectKind.CORPORATE_AND_ELIMINATION})
"""Who may have a measure of its own ("Unallocated expenses") in what the others are parts of."""
_SEGMENTS = "Total segments"
_MANY = 10
_LEAST = 2
"""Figures that must add up, each of two parts or more, before a name is taken for a sum."""


class _Side(Struct, frozen=True, kw_only=True):
    """A column or a row: its one subject, and its amounts and their lines by the place on the other side."""

    index: int
    subject: Subject
    amounts: Mapping[int, Decimal]
    lines: Mapping[int, str]
    unit: Decimal

    def is_a(self, kind: SubjectKind) -> bool:
        return self.subject.kind is kind


def nest(table: InterpretedTable, places: Places) -> InterpretedTable:
    """`table` with subjects that say which names are parts and sums of others."""
    table = replace(
        table,
        values=tuple(replace(v, subjects=_parted(v.subjects, places)) for v in table.values),
        columns=tuple(replace(c, subjects=_parted(c.subjects, places)) for c in table.columns),
    )
    for run in _columns(table):
        table = _changed(table, dict(_findings(run, places, last=True)), rows=False)
    for run in _rows(table):
        table = _changed(table, dict(_findings(run, places, last=False)), rows=True)
    return _beyond_the_segment(table)


def _beyond_the_segment(table: InterpretedTable) -> InterpretedTable:
    """What the rows of a table say is not its one segment's, though that stands over all columns."""
    heads = {(s.kind, s.name) for column in table.columns for s in column.subjects}
    if len(heads) != 1 or next(iter(heads))[0] is not SubjectKind.SEGMENT:
        return table
    beyond: dict[int | None, Subject] = {}
    for row in table.rows:
        label = row.label.lower()
        kind = SubjectKind.CONSOLIDATED if re.match(r"(?:total )?consolidated\b", label) else None
        kind = SubjectKind.RECONCILING if re.search(r"\breconciling (?:items|adjustments)\b", label) else kind
        if kind is not None:
            why = "its own words, in a table of one segment"
            beyond[row.index] = Subject(kind=kind, name=row.label, text=row.label, ref=row.ref, evidence=why)
    values = tuple(replace(v, subjects=(beyond[v.row],)) if v.row in beyond else v for v in table.values)
    return replace(table, values=values)


def _parted(subjects: tuple[Subject, ...], places: Places) -> tuple[Subject, ...]:
    """Of two segments the upper, and the lower as its part unless it is the total of the parts."""
    segments = [s for s in subjects if s.kind is SubjectKind.SEGMENT]
    if len(segments) < 2:
        return subjects
    out = []
    for subject in subjects:
        if subject.kind is not SubjectKind.SEGMENT or subject is segments[0]:
            out.append(subject)
        elif not is_total(subject.text):
            out.append(_part(subject, segments[0], places))
    return tuple(out)


def _part(inner: Subject, outer: Subject, places: Places) -> Subject:
    """A part of a segment: the place that its name says beside the segment's, else a sub-segment."""
    rest = re.sub(re.escape(outer.name), "", inner.name, flags=re.IGNORECASE).strip(" -–—,()")
    why = f"a part of {outer.name}"
    if rest and places.find(rest) is not None:
        return replace(inner, kind=SubjectKind.GEOGRAPHY, name=rest, evidence=why)
    return replace(inner, kind=SubjectKind.SUBSEGMENT, evidence=why)


def _findings(run: Sequence[_Side], places: Places, *, last: bool) -> Iterator[tuple[int, tuple[Subject, ...]]]:
    """The columns or rows whose subjects are others than they seem, by index."""
    for at, side in enumerate(run):
        if not side.is_a(SubjectKind.SEGMENT):
            continue
        segments = _right_before(run, at)
        later = any(s.is_a(SubjectKind.SEGMENT) for s in run[at + 1 :])
        if is_total(side.subject.text) or side.subject.text.lower().startswith("subtotal"):
            parts = next((p for p in _tails(segments) if _adds(side, p)), [])
            if parts and later:
                for part in parts:
                    yield part.index, (side.subject, _part(part.subject, side.subject, places))
            elif parts and len(parts) == len(segments):
                kind = SubjectKind.SEGMENTS_TOTAL
                yield (
                    side.index,
                    (replace(side.subject, kind=kind, name=_SEGMENTS, evidence="the sum of the segments"),),
                )
        elif at in (0, len(run) - 1) and not _has_whole(run):
            others = [*run[:at], *run[at + 1 :]]
            told = any(other.subject.kind in _UNALLOCATED for other in others) and _large(side, others)
            if (told or (last and at)) and len(others) > 1 and _adds(side, others):
                why = "the sum of all the others"
                yield side.index, (replace(side.subject, kind=SubjectKind.CONSOLIDATED, evidence=why),)


def _has_whole(run: Sequence[_Side]) -> bool:
    return any(side.subject.kind in _TOTALS for side in run)


def _right_before(run: Sequence[_Side], at: int) -> list[_Side]:
    """The segments that end right before a place."""
    found: list[_Side] = []
    for side in reversed(run[:at]):
        if not side.is_a(SubjectKind.SEGMENT):
            break
        found.insert(0, side)
    return found


def _tails(sides: Sequence[_Side]) -> Iterator[list[_Side]]:
    """The last of them, all first, two at least."""
    yield from (list(sides[start:]) for start in range(len(sides) - 1))


def _large(total: _Side, parts: Sequence[_Side]) -> bool:
    """Whether the figures are so large beside what rounding leaves open that no chance makes them a sum."""
    return min((abs(a) for a in total.amounts.values() if a), default=Decimal(0)) > _MANY * total.unit * len(parts)


def _adds(total: _Side, parts: Sequence[_Side]) -> bool:
    """Whether the figures are the sum of the parts' wherever two parts have one, and nowhere else but once in ten."""
    tested = held = 0
    for place, amount in total.amounts.items():
        line = total.lines[place]
        shown = [
            part.amounts[place]
            for part in parts
            if part.amounts.get(place) and (part.lines[place] == line or part.subject.kind in _UNALLOCATED)
        ]
        if len(shown) < 2:
            continue
        tested += 1
        held += abs(sum(shown, Decimal(0)) - amount) <= total.unit * len(shown)
    return held >= _LEAST and held * 10 >= tested * 9


def _columns(table: InterpretedTable) -> Iterator[list[_Side]]:
    """The columns of one period after another, each with one subject."""
    period: object = None
    run: list[_Side] = []
    for column in table.columns:
        values = [v for v in table.values if v.column == column.index and v.content is Content.MONEY]
        told = column.subjects[0] if len(column.subjects) == 1 else None
        if not values or told is None or any(told not in v.subjects for v in values[:1]):
            continue
        names = {side.subject.name for side in run}
        if run and (told.name in names or (column.period and column.period.end) != period):
            yield run
            run = []
        period = column.period and column.period.end
        run.append(_side(column.index, told, values, rows=False))
    if run:
        yield run


def _rows(table: InterpretedTable) -> Iterator[list[_Side]]:
    """The rows that stand under the same headings one after the other, each with one subject or none."""
    path: object = None
    run: list[_Side] = []
    by_row: dict[int | None, list[Value]] = {}
    for value in table.values:
        if value.content is Content.MONEY:
            by_row.setdefault(value.row, []).append(value)
    for row in table.rows:
        values = by_row.get(row.index, [])
        told = row.subjects[0] if len(row.subjects) == 1 else None
        if not values:
            continue
        if run and (row.path != path or told is None or told.name in {s.subject.name for s in run}):
            yield run
            run = []
        path = row.path
        if told is not None:
            run.append(_side(row.index, told, values, rows=True))
    if run:
        yield run


def _side(index: int, told: Subject, values: Sequence[Value], *, rows: bool) -> _Side:
    amounts = {(v.column if rows else v.row) or 0: v.amount for v in values}
    lines = {(v.column if rows else v.row) or 0: v.line for v in values}
    unit = max((Decimal(1).scaleb(-v.decimals) for v in values if v.decimals is not None), default=Decimal(1))
    return _Side(index=index, subject=told, amounts=amounts, lines=lines, unit=unit)


def _changed(table: InterpretedTable, found: Mapping[int, tuple[Subject, ...]], *, rows: bool) -> InterpretedTable:
    """The table with the one subject of those columns or rows replaced."""
    if not found:
        return table
    old = {row.index: row.subjects for row in table.rows} if rows else {c.index: c.subjects for c in table.columns}
    values = []
    for value in table.values:
        place = value.row if rows else value.column
        new = found.get(place) if place is not None else None
        if new is not None and place is not None:
            (gone,) = old[place]
            others = tuple(s for s in value.subjects if (s.kind, s.name) != (gone.kind, gone.name))
            kept = others if new[0].kind is SubjectKind.CONSOLIDATED and others else (*new, *others)
            values.append(replace(value, subjects=kept if gone in value.subjects else value.subjects))
        else:
            values.append(value)
    if rows:
        shown = tuple(replace(row, subjects=found.get(row.index, row.subjects)) for row in table.rows)
        return replace(table, values=tuple(values), rows=shown)
    heads = tuple(replace(c, subjects=found.get(c.index, c.subjects)) for c in table.columns)
    return replace(table, values=tuple(values), columns=heads)
