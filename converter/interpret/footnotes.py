"""Footnotes below a table: the row or column that bears their mark says whose the amounts are, the table says when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from ..tables.model import Cell, SegmentNote
from .model import InterpretedTable, PeriodHint, Subject, SubjectKind, Value

_MARK = re.compile(r"^\s*[(\[](?P<mark>\d{1,2}|[a-z])[)\]]\s?\S")
_MARKS = re.compile(r"(?:\s*[(\[]\s*(?:\d{1,2}|[a-z])\s*[)\]],?)+\s*$")
_EACH = re.compile(r"\d{1,2}|[a-z]")
_RULE = re.compile(r"[\W_]*")
_WHOSE = frozenset({SubjectKind.SEGMENT, SubjectKind.SUBSEGMENT, SubjectKind.ALL_OTHER, SubjectKind.CORPORATE})


class Footnote(Struct, frozen=True, kw_only=True):
    """What a footnote has from its table: the segment whose row or column bears the mark (None where several do, or
    none), and the period where the table shows one only."""

    subject: Subject | None
    period: PeriodHint | None


def footnotes(note: SegmentNote, tables: Iterable[InterpretedTable]) -> Mapping[int, Footnote]:
    """By the offset of its paragraph: a footnote stands below its table, with nothing but footnotes between."""
    read = {table.table.ref.offset: table for table in tables if table.table is not None}
    texts = {paragraph.ref.offset: paragraph.text for paragraph in note.paragraphs}
    found: dict[int, Footnote] = {}
    above: InterpretedTable | None = None
    for offset in sorted(read.keys() | texts.keys()):
        if offset in read:
            above = read[offset]
            continue
        match = _MARK.match(texts[offset])
        if match is not None and above is not None:
            found[offset] = Footnote(subject=_subject(above, match["mark"]), period=_period(above.values))
        elif not _RULE.fullmatch(texts[offset]):
            above = None
    return found


def _subject(table: InterpretedTable, mark: str) -> Subject | None:
    whose = {subject for cell in _marked(table, mark) for subject in _of(table.values, cell)}
    return whose.pop() if len(whose) == 1 else None


def _marked(table: InterpretedTable, mark: str) -> Iterator[Cell]:
    for cell in table.table.cells if table.table is not None else ():
        raised = [cell.text[start:end] for start, end in cell.superscripts]
        trailing = _MARKS.search(cell.text)
        if any(mark in _EACH.findall(text) for text in (*raised, trailing[0] if trailing else "")):
            yield cell


def _of(values: Sequence[Value], cell: Cell) -> Iterator[Subject]:
    """The segments of the row that a label names, or of the column that a header heads."""
    for value in values:
        own = value.row == cell.row if cell.col == 0 else value.column == cell.col
        yield from (subject for subject in value.subjects if own and subject.kind in _WHOSE)


def _period(values: Sequence[Value]) -> PeriodHint | None:
    hints = {(v.period.start, v.period.end): v.period for v in values if v.period is not None}
    return next(iter(hints.values())) if len(hints) == 1 else None
