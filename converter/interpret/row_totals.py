"""What the totals among a table's rows say of the rows beside them: which total is the segments' alone, and what below
it is none of the segments (rules 6, 8, 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .arithmetic_table import is_total_like
from .context import Context
from .grid import GridRow
from .labels import is_total, kind_of
from .model import Subject, SubjectKind
from .paths import Heading, HeadingClass
from .subjects import Reading

_OTHER = re.compile(r"others?(?:,? net)?$", re.IGNORECASE)
"""Not the segments that are not reportable ("All other"), where the segments are summed up already."""


class RowReading(Struct, frozen=True, kw_only=True):
    """A data row read: its subject (if any) and whether it names its own measure."""

    reading: Reading
    subject: Subject | None = None
    own_measure: bool = True
    evidence: str = ""


def sums_rows(label: str) -> bool:
    """Whether a label's words say total or result."""
    totals = (SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL, SubjectKind.CONSOLIDATED)
    return is_total(label) or is_total_like(label) or kind_of(label) in totals


def headings_over(path: tuple[Heading, ...]) -> tuple[int, ...]:
    return tuple(heading.row.index for heading in path if heading.kind is not HeadingClass.PERIOD)


def free_below_segments(
    rows: Sequence[GridRow],
    paths: Mapping[int, tuple[Heading, ...]],
    read: dict[int, RowReading],
    context: Context,
) -> dict[int, RowReading]:
    """What stands below the total of segments that the note lists, and is none of these, reconciles them to the
    company ("Pension adjustment"): a line of its own, no further segment (rule 12)."""
    out = dict(read)
    listed = below = False
    headings: tuple[tuple[int, ...], ...] = ()
    for row in rows:
        label, kind, path = (
            read[row.index].reading.label,
            _kind(read[row.index]),
            headings_over(paths.get(row.index, ())),
        )
        if kind is SubjectKind.SEGMENTS_TOTAL:
            below, headings = listed, ((), path)
        elif below and path not in headings:
            below = listed = False
        elif kind is SubjectKind.SEGMENT and (context.names.is_listed(label) or context.names.within(label)):
            listed, below = True, False
        elif kind is SubjectKind.SEGMENT and below:
            own = replace(read[row.index].reading, measure=label)
            out[row.index] = replace(read[row.index], reading=own, subject=None, own_measure=True)
    return out


def _kind(row: RowReading) -> SubjectKind | None:
    return row.subject.kind if row.subject else None


def settle_totals(rows: Sequence[GridRow], read: dict[int, RowReading]) -> dict[int, RowReading]:
    """A plain "Total" with corporate or eliminations and another total below it totals the segments (rule 8). "Other"
    below a total of segments, with no measures of their own beside it, is what the segments do not have (rule 6)."""
    order = [row.index for row in rows]
    total = next((at for at, i in enumerate(order) if _kind(read[i]) is SubjectKind.SEGMENTS_TOTAL), len(order))
    below = [index for index in order[total + 1 :] if not sums_rows(read[index].reading.label)]
    for index in below:
        subject = read[index].subject
        if subject is not None and subject.kind is SubjectKind.ALL_OTHER and _OTHER.match(subject.text):
            why = "below the segments' total"
            read[index] = replace(read[index], subject=replace(subject, kind=SubjectKind.RECONCILING, evidence=why))
    if all(read[index].reading.kind is not None or not read[index].reading.measure for index in below):
        for index in below:
            if read[index].subject is None and read[index].reading.kind is SubjectKind.ALL_OTHER:
                name, why = read[index].reading.label, "below the segments' total"
                rest = Subject(kind=SubjectKind.RECONCILING, name=name, text=name, evidence=why)
                read[index] = replace(read[index], subject=rest, own_measure=False)
    kinds = [_kind(read[index]) for index in order]
    for at, index in enumerate(order):
        subject = read[index].subject
        later = kinds[at + 1 :]
        if (
            subject
            and subject.kind is SubjectKind.CONSOLIDATED
            and SubjectKind.CONSOLIDATED in later
            and "consol" not in subject.text.lower()
        ):
            until = later[: later.index(SubjectKind.CONSOLIDATED)]
            if until and all(kind_of(read[i].reading.label) is not None for i in order[at + 1 : at + 1 + len(until)]):
                read[index] = replace(
                    read[index],
                    subject=replace(subject, kind=SubjectKind.SEGMENTS_TOTAL, evidence="a later total follows"),
                )
    return read
