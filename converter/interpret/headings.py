"""What a heading row is: a period, a subject, a measure, or words that only order the rows below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from .context import Context
from .grid import Grid, GridRow, RowKind
from .labels import is_restated, is_total, measure_strength
from .model import Subject, SubjectKind
from .paths import Heading, HeadingClass
from .periods import read_period
from .scale import without_units
from .subjects import Reading, read_label

_EXPENSES = re.compile(r"expense|cost|deduct|charges", re.IGNORECASE)
_OF_ALL = (SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL, None)
_WHOSE = (SubjectKind.INTERSEGMENT, SubjectKind.SEGMENT)
_FISCAL = re.compile(r"\bfiscal\s+(?:year\s+)?(?:19|20)\d\d\b", re.IGNORECASE)


def read_heading(
    row: GridRow, context: Context, below: Sequence[GridRow], labels: frozenset[str] = frozenset()
) -> Heading | None:
    """A heading row's class. An open name is a segment where measures stand below it, where sentences speak of it as
    one, or where its total follows (`labels` are all row labels of the table, lower case)."""
    period = read_period(without_units(row.label))
    label = period.rest if period.said else without_units(row.label)
    if not label and not period.said:
        return None
    if period.said and not label:
        return Heading(row=row, label="", kind=HeadingClass.PERIOD, period=period)
    keep = period if period.said and (period.dated or period.instant or _FISCAL.search(row.label)) else None
    reading = read_label(row.label if keep is None else label, context.names)
    named = context.names.is_said(label) or f"total {label.lower()}" in labels
    if named and reading.measure and reading.kind is None and measure_strength(label) == 1:
        reading = Reading(label=label)
    shown = row.label if keep is None else label
    if reading.kind is None and is_restated(label):  # the figures as ever; it ends what was previously reported
        reading = replace(reading, measure="", kind=SubjectKind.CONSOLIDATED)
    kind = _class_of(reading, row, context, below, named=named)
    if kind is None:
        return None
    if kind is HeadingClass.MEASURE and reading.kind is SubjectKind.SEGMENT:
        shown = reading.measure
    owned = kind is HeadingClass.SUBJECT or (kind is HeadingClass.MEASURE and reading.kind in _WHOSE)
    subject = _heading_subject(reading, context, row, below) if owned else None
    return Heading(row=row, label=shown, kind=kind, period=keep, subject=subject)


def _class_of(
    reading: Reading, row: GridRow, context: Context, below: Sequence[GridRow], *, named: bool
) -> HeadingClass | None:
    if reading.measure and reading.kind in _OF_ALL:
        return HeadingClass.STRUCTURE if not reading.kind and _orders(row.label) else HeadingClass.MEASURE
    if reading.measure and reading.kind in _WHOSE:
        over_names = reading.kind is SubjectKind.INTERSEGMENT or _has_no_measures(below)
        return HeadingClass.MEASURE if over_names else HeadingClass.SUBJECT
    if reading.kind is not None:
        return HeadingClass.SUBJECT
    if reading.structure or reading.external:
        return HeadingClass.STRUCTURE
    if not re.search(r"[A-Za-z]{2}", row.label):
        return None
    if _over_segments(reading, context, below):
        return HeadingClass.MEASURE
    strong = sum(measure_strength(other.label) > 0 for other in below)
    over_measures = 2 * strong >= max(1, len(below)) and len(row.label) < 60
    return HeadingClass.SUBJECT if over_measures or named else HeadingClass.STRUCTURE


def _has_no_measures(below: Sequence[GridRow]) -> bool:
    """ "Alder revenue:" over "Third party" and "As recast" says what is measured, too."""
    return bool(below) and all(measure_strength(row.label) < 2 for row in below)


def _over_segments(reading: Reading, context: Context, below: Sequence[GridRow]) -> bool:
    """Whether a name that is no segment's stands over the segments' own rows alone ("Fuel" over "Road" and "Rail"): it
    names what the figures are of, however little its words say so."""
    listed = {other.label.lower() for other in below if context.names.is_listed(other.label)}
    others = [other for other in below if other.label and not is_total(other.label)]
    own = context.names.is_listed(reading.label)
    return reading.open and not own and len(listed) > 1 and 2 * len(listed) >= len(others)


def _heading_subject(reading: Reading, context: Context, row: GridRow, below: Sequence[GridRow]) -> Subject:
    """Whose rows stand below: a segment, unless the words say corporate or total, or it is a place and no segment: not
    said to be one, or none of the listed ones over places."""
    kind = reading.kind or SubjectKind.SEGMENT
    if reading.kind is None and context.places.find(reading.label):
        over_places = any(context.places.find(other.label) for other in below)
        listed = context.names.is_listed(reading.label)
        if not context.names.is_said(reading.label) or (over_places and not listed):
            kind = SubjectKind.GEOGRAPHY
    name = reading.name or context.names.canonical(reading.label)
    return Subject(
        kind=kind,
        name=name,
        text=row.label,
        ref=row.label_cell.ref if row.label_cell else None,
        evidence="heading above the row",
    )


def _orders(label: str) -> bool:
    """`Reconciliation of segment profit:` and `Significant segment expenses` order rows, though they name a measure."""
    return bool(
        re.match(
            r"(?:reconcil|less|add|adjust(?!ed (?!for))|plus|significant|items not"
            r"|other (?:segment )?(?:data|information|disclosures)|supplemental|included in)",
            label.lower(),
        )
    )


def rows_below(grid: Grid, row: GridRow, limit: int = 4) -> list[GridRow]:
    """The data rows that follow a heading, up to the next heading."""
    out: list[GridRow] = []
    for other in grid.rows[row.index + 1 :]:
        if other.kind is RowKind.DATA:
            out.append(other)
        elif other.kind in (RowKind.HEADING, RowKind.HEADER) and out:
            break
        if len(out) == limit:
            break
    return out
