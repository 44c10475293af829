"""What a table's rows are: segments, places, products, customers or measures. Rows under one heading are decided
together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from .column_side import ColumnSide
from .context import Context
from .grid import Grid, GridRow, RowKind
from .hints import is_past_year
from .labels import bare_measure, is_profit, is_revenue, is_total, measure_strength
from .model import Subject, SubjectKind
from .paths import Heading, HeadingClass
from .periods import read_period
from .restated import restated_rows
from .row_totals import RowReading, free_below_segments, headings_over, settle_totals, sums_rows
from .subjects import Reading, Topic, called, decide_kind, read_label, settle_entity, subject_of

_NAMED = (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER, SubjectKind.CORPORATE, SubjectKind.GEOGRAPHY)
_NOT_SEGMENTS = (SubjectKind.RECONCILING, SubjectKind.CORPORATE, SubjectKind.CORPORATE_AND_ELIMINATION)
_SHARED_OUT = (SubjectKind.GEOGRAPHY, SubjectKind.PRODUCT)
_STATES = ("country", "stpr")
_SHARED = re.compile(
    r"(?:total |net |identifiable |long-lived )*"
    r"(?:assets|capital (?:expenditures|additions)|property.*equipment)(?:, net)?",
    re.IGNORECASE,
)
"""What places share besides revenue and profit; "Norway exit costs" are no place's share of costs."""
_EXPENSES = re.compile(r"expense|cost|deduct|charges", re.IGNORECASE)
_NUMBER = re.compile(r"\bnumber of\b|\(number\)|\bnumber$|\bhead ?count\b|\bfull[- ]time\b", re.IGNORECASE)
"""A row of things counted is a measure among any rows; "Stores" may be a way to sell."""
_FUNCTIONS = re.compile(
    r"\b(?:research|selling|administrative|marketing|personnel|compensation|operating expenses?)\b", re.IGNORECASE
)
"""Costs that a company sorts by what is done for them ("Clinical" under research), not by what it sells."""


def read_rows(
    grid: Grid, paths: Mapping[int, tuple[Heading, ...]], columns: ColumnSide, context: Context, captions: Sequence[str]
) -> dict[int, RowReading]:
    """Read every data row's label: rows under the same heading are decided together."""
    groups: dict[tuple[int, ...], list[GridRow]] = {}
    for row in grid.of_kind(RowKind.DATA):
        groups.setdefault(headings_over(paths.get(row.index, ())), []).append(row)
    out: dict[int, RowReading] = {}
    for group in groups.values():
        for rows in _runs(group, context):
            out.update(_read_group(rows, paths.get(rows[0].index, ()), columns, context, captions))
        out = settle_totals(group, out)
    return free_below_segments(grid.of_kind(RowKind.DATA), paths, out, context)


def _runs(rows: Sequence[GridRow], context: Context) -> list[list[GridRow]]:
    """Rows under one heading, cut after a total, maybe without a label, where names stand before it and measures after
    it, or the other way."""
    cuts = [at for at, row in enumerate(rows[:-1], 1) if not row.label or _ends(row.label, context)]
    for cut in cuts:
        before, after = _named_share(rows[:cut], context), _named_share(rows[cut:], context)
        if (before >= 0.5 > after) or (after >= 0.5 > before):
            return [list(rows[:cut]), *_runs(rows[cut:], context)]
    return [list(rows)]


def _ends(label: str, context: Context) -> bool:
    """Whether a label says total or result of the rows before it, and not whose result ("Alder EBITDA")."""
    return sums_rows(label) and (is_total(label) or context.names.within(label) is None)


def _named_share(rows: Sequence[GridRow], context: Context) -> float:
    """Share of the rows that read as names, totals left out."""
    plain = [row for row in rows if row.label and not _ends(row.label, context)]
    named = [row for row in plain if measure_strength(row.label) == 0 or context.names.is_listed(row.label)]
    return len(named) / len(plain) if plain else 0.0


def _read_group(
    rows: Sequence[GridRow], path: tuple[Heading, ...], columns: ColumnSide, context: Context, captions: Sequence[str]
) -> dict[int, RowReading]:
    sums = [row for row in rows if sums_heading(row, path)]
    if sums:
        rest = [row for row in rows if row not in sums]
        of_heading = {r.index: RowReading(reading=Reading(label=r.label), own_measure=False) for r in sums}
        parts = _read_group(rest, path, columns, context, captions) if rest else {}
        return _as_parts(rest, parts, path) | of_heading
    labels = {row.index: _label(row, context) for row in rows}
    readings = {index: read_label(label, context.names) for index, label in labels.items()}
    readings = {index: settle_entity(reading, readings.values()) for index, reading in readings.items()}
    readings = restated_rows({index: _of_place(reading, context) for index, reading in readings.items()})
    measure = next((h for h in reversed(path) if h.kind is HeadingClass.MEASURE), None)
    near = [*([measure.label] if measure else []), *captions]
    beside = any(h.subject is not None and h.subject.kind in _NOT_SEGMENTS for h in path)
    if beside:
        readings = {index: _plain(reading, context) for index, reading in readings.items()}
    if measure is not None and is_revenue(measure.label):
        readings = _whole_names(readings)
    are_subjects = not beside and _rows_are_subjects(readings, path, columns, context, near)
    inner = any(h.kind is HeadingClass.SUBJECT and h.subject and h.subject.kind in _NAMED for h in path)
    names = [labels[row.index] for row in rows if _nameable(readings[row.index], context) or readings[row.index].kind]
    topic = decide_kind(names, near, context.names, context.places, taken=columns.segments or inner)
    out = {}
    for row in rows:
        reading = readings[row.index]
        if not columns.subjects and not inner:
            reading = _of_all_segments(reading, context)
        part = reading.open and not are_subjects and measure is not None and is_revenue(measure.label)
        of = Topic(kind=SubjectKind.PRODUCT, evidence="a part of the revenue above") if part else topic
        out[row.index] = _read_row(row, reading, of, context, are_subjects=are_subjects or part)
    return out


def _as_parts(rows: Sequence[GridRow], read: dict[int, RowReading], path: tuple[Heading, ...]) -> dict[int, RowReading]:
    """What adds up to the total of a heading under a measure are parts of that measure, whatever their words
    ("Workers’ compensation" among premiums)."""
    if not any(heading.kind is HeadingClass.MEASURE for heading in path):
        return read
    out = dict(read)
    for row in rows:
        if read[row.index].subject is None and row.label:
            name = Subject(kind=SubjectKind.PRODUCT, name=row.label, text=row.label, evidence="a part of the heading")
            out[row.index] = replace(read[row.index], subject=name, own_measure=False)
    return out


def sums_heading(row: GridRow, path: Sequence[Heading]) -> bool:
    """ "Total Domestic" under "Domestic": the places or products below the heading together, no name of its own."""
    inner = path[-1] if path else None
    shared = inner is not None and inner.subject is not None and inner.subject.kind in _SHARED_OUT
    return shared and inner is not None and row.label.lower() == f"total {inner.label.lower()}"


def _whole_names(readings: Mapping[int, Reading]) -> dict[int, Reading]:
    """ "Franchise royalties" and "Franchise advertising" are two streams of revenue, not one segment twice."""
    own = [r for r in readings.values() if r.kind is SubjectKind.SEGMENT and r.measure and not is_total(r.label)]
    names = Counter(reading.name for reading in own if not is_revenue(reading.measure))
    return {
        index: Reading(label=reading.label) if reading in own and names[reading.name] > 1 else reading
        for index, reading in readings.items()
    }


def _plain(reading: Reading, context: Context) -> Reading:
    """A reading among what is not the segments': a segment's name in a longer label is no subject there."""
    if reading.kind is SubjectKind.SEGMENT and reading.measure and not context.names.is_listed(reading.label):
        return Reading(label=reading.label, measure=reading.label)
    return reading


def _of_place(reading: Reading, context: Context) -> Reading:
    """ "Norway capital expenditures": a country or state, and the measure that follows it."""
    words = reading.label.split()
    if reading.kind is not None or not reading.measure or is_total(reading.label):
        return reading
    for length in range(1, min(4, len(words))):
        name, rest = " ".join(words[:length]), " ".join(words[length:])
        place = context.places.find(name)
        general = is_revenue(rest) or is_profit(rest) or _SHARED.fullmatch(rest)
        if place is not None and place.member.prefix in _STATES and general:
            return replace(reading, kind=SubjectKind.GEOGRAPHY, name=name, measure=bare_measure(rest))
    return reading


def _of_all_segments(reading: Reading, context: Context) -> Reading:
    """ "Segment operating income" where no segment is shown is that of all segments together, if there are several."""
    several = len(context.names.listed) > 1
    if (
        several
        and reading.kind is None
        and reading.measure
        and re.match(r"segments?['’]?\s", reading.label, re.IGNORECASE)
    ):
        measure = bare_measure(reading.label)
        return replace(reading, kind=SubjectKind.SEGMENTS_TOTAL, name="Total segments", measure=measure)
    return reading


def _label(row: GridRow, context: Context) -> str:
    """A row's label without its period; what is left of a bare year is nobody's name and no measure."""
    period = read_period(row.label)
    dated = period.dated or period.instant or is_past_year(period, context.fiscal.calendar)
    dated = dated or row.label in context.yearly
    return period.rest if period.said and dated else row.label


def _nameable(reading: Reading, context: Context) -> bool:
    return (
        reading.open
        or reading.kind is SubjectKind.SEGMENT
        or (bool(reading.label) and context.places.find(reading.label) is not None)
    )


def _rows_are_subjects(
    readings: Mapping[int, Reading],
    path: tuple[Heading, ...],
    columns: ColumnSide,
    context: Context,
    captions: Sequence[str],
) -> bool:
    """Whether the open names of a group of rows are subjects of a measure named elsewhere, or measures themselves."""
    named = [
        r
        for r in readings.values()
        if r.open or r.kind is SubjectKind.SEGMENT or (r.label and context.places.find(r.label))
    ]
    strong = [
        r
        for r in readings.values()
        if r.measure and r.kind is None and measure_strength(r.label) == 2 and not sums_rows(r.label)
    ]
    listed = [r for r in named if r.kind is SubjectKind.SEGMENT or context.places.find(r.label)]
    if columns.measures and not columns.subjects and len(named) >= len(strong):
        return True
    if listed:
        return True
    if columns.subjects and not columns.segments and len(named) > 2 * len(strong):
        return True
    inner = path[-1] if path else None
    measure = next((h for h in reversed(path) if h.kind is HeadingClass.MEASURE), None)
    if measure is not None and not columns.subjects and _by_function(named, measure, captions, context):
        return False
    by_caption = topic_of(named, captions, context, columns)
    free = not columns.segments and not columns.subjects
    told = by_caption is SubjectKind.CUSTOMER and (free or not strong)
    if (told or (by_caption is SubjectKind.PRODUCT and free)) and len(named) > 2 * len(strong):
        return True
    if not named or strong or (inner is not None and inner.kind is HeadingClass.SUBJECT and measure is None):
        return False
    said = sum(context.names.is_said(r.label) for r in named)
    topic = by_caption
    if measure is not None and inner is not None and inner.kind is HeadingClass.SUBJECT:
        return measure.row.index < inner.row.index
    if measure is not None:
        return (
            bool(said or not _EXPENSES.search(measure.label) or topic is not SubjectKind.SEGMENT) and inner is measure
        )
    if columns.segments:
        return False
    total = any(is_total(r.label) and r.label for r in readings.values())
    all_named = all(r.open or r.kind is not None or not r.label for r in readings.values())
    return (said * 2 >= len(named) or topic is not SubjectKind.SEGMENT) and (total or all_named)


def _by_function(named: Sequence[Reading], measure: Heading, near: Sequence[str], context: Context) -> bool:
    """Whether names under a running cost are what it was spent on: nobody's, for no caption calls them products."""
    if not _FUNCTIONS.search(measure.label) or is_revenue(measure.label) or is_profit(measure.label):
        return False
    topic = decide_kind([r.label for r in named], near, context.names, context.places, taken=False)
    return topic.kind is SubjectKind.PRODUCT and topic.assumed


def topic_of(named: Sequence[Reading], captions: Sequence[str], context: Context, columns: ColumnSide) -> SubjectKind:
    """What the captions and the names themselves say that the names are."""
    return decide_kind([r.label for r in named], captions, context.names, context.places, taken=columns.segments).kind


def _read_row(row: GridRow, reading: Reading, topic: Topic, context: Context, *, are_subjects: bool) -> RowReading:
    label = reading.label
    if reading.kind is None and _NUMBER.search(label) and not context.names.is_said(label):
        return RowReading(reading=replace(reading, measure=label))
    if reading.kind is SubjectKind.SEGMENT:
        return RowReading(
            reading=reading, subject=subject_of(reading, topic, context.names), own_measure=bool(reading.measure)
        )
    place = context.places.find(label) if label else None
    if place and are_subjects and topic.kind is SubjectKind.GEOGRAPHY:
        return RowReading(
            reading=reading,
            subject=Subject(kind=topic.kind, name=context.names.canonical(label), text=label, evidence=topic.evidence),
            own_measure=False,
        )
    if reading.kind is not None:
        if reading.kind in (SubjectKind.ALL_OTHER, SubjectKind.RECONCILING) and not are_subjects:
            return RowReading(reading=reading, subject=None, own_measure=True)
        subject = subject_of(reading, topic, context.names)
        return RowReading(
            reading=reading,
            subject=replace(subject, ref=row.label_cell.ref if row.label_cell else None),
            own_measure=bool(reading.measure),
        )
    weak = reading.measure and measure_strength(label) == 1
    if are_subjects and (reading.open or (weak and not is_total(label)) or reading.structure):
        subject = Subject(
            kind=topic.kind,
            name=called(topic.kind, context.names.canonical(label)),
            text=label,
            evidence=topic.evidence,
            ref=row.label_cell.ref if row.label_cell else None,
        )
        return RowReading(reading=reading, subject=subject, own_measure=False)
    return RowReading(reading=reading, own_measure=bool(label) and not reading.external)
