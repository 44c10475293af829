"""What stands on each side of a table: segments, places, products, customers or measures on its columns and its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .context import Context
from .grid import Grid, GridRow, RowKind
from .headers import Block, ColumnHead
from .labels import is_total, kind_of, measure_strength
from .model import Subject, SubjectKind
from .paths import Heading, HeadingClass
from .periods import read_period
from .scale import without_units
from .subjects import Reading, Topic, decide_kind, read_label

_EXPENSES = re.compile(r"expense|cost|deduct|charges", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSide:
    """The readings of each column's header words (by block and column), and the side's nature."""

    readings: Mapping[tuple[int, int], tuple[tuple[Reading, Subject | None], ...]] = field(default_factory=dict)
    subjects: bool = False
    measures: bool = False
    segments: bool = False


def read_heading(row: GridRow, context: Context, below: Sequence[GridRow]) -> Heading | None:
    """A heading row's class. An open name is a segment where measures stand below it."""
    period = read_period(without_units(row.label))
    label = period.rest if period.said else without_units(row.label)
    if not label and not period.said:
        return None
    if period.said and not label:
        return Heading(row=row, label="", kind=HeadingClass.PERIOD, period=period)
    keep = period if period.said and (period.dated or period.instant) else None
    reading = read_label(row.label if keep is None else label, context.names)
    if reading.measure and reading.kind in (SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL, None):
        kind = HeadingClass.MEASURE
    elif reading.kind is not None:
        kind = HeadingClass.SUBJECT
    elif reading.structure or reading.external:
        kind = HeadingClass.STRUCTURE
    elif not re.search(r"[A-Za-z]{2}", row.label):
        return None
    else:
        strong = sum(measure_strength(other.label) > 0 for other in below)
        kind = HeadingClass.SUBJECT if 2 * strong >= max(1, len(below)) and len(row.label) < 60 else HeadingClass.STRUCTURE
    if reading.measure and not reading.kind and _orders(row.label):
        kind = HeadingClass.STRUCTURE
    shown = row.label if keep is None else label
    subject = _heading_subject(reading, context, row) if kind is HeadingClass.SUBJECT else None
    return Heading(row=row, label=shown, kind=kind, period=keep, subject=subject)


def _heading_subject(reading: Reading, context: Context, row: GridRow) -> Subject:
    """Whose rows stand below: a segment, unless the words say corporate or total, or it is a place and no segment."""
    kind = reading.kind or SubjectKind.SEGMENT
    if reading.kind is None and context.places.find(reading.label) and not context.names.is_said(reading.label):
        kind = SubjectKind.GEOGRAPHY
    name = reading.name or context.names.canonical(reading.label)
    return Subject(kind=kind, name=name, text=row.label, ref=row.label_cell.ref if row.label_cell else None, evidence="heading above the row")


def _orders(label: str) -> bool:
    """`Reconciliation of segment profit:` and `Significant segment expenses` order rows, though they name a measure."""
    return bool(re.match(r"(?:reconcil|less|add|adjust|plus|significant|items not|other (?:segment )?(?:data|information|disclosures)|supplemental|included in)", label.lower()))


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


def read_columns(blocks: Sequence[Block], grid: Grid, context: Context, captions: Sequence[str]) -> ColumnSide:
    """Read the header words of every column under every header block."""
    raw: dict[tuple[int, int], list[Reading]] = {}
    for block in blocks:
        for column, head in block.heads.items():
            if not head.set_aside:
                raw[block.first, column] = _readings(head, context)
    lowest = [readings[-1] for readings in raw.values() if readings]
    labels = list(dict.fromkeys(reading.label for reading in lowest if not (reading.measure and reading.kind is None)))
    row_names = sum(context.names.is_listed(row.label) for row in grid.of_kind(RowKind.DATA))
    named = sum(reading.kind is not None or reading.open for reading in lowest)
    measured = sum(bool(reading.measure) and reading.kind is None for reading in lowest)
    subjects = named > 0 and (named >= measured or not row_names)
    topic = decide_kind(labels, captions, context.names, context.places, taken=False)
    segments = any(context.names.is_listed(label) for label in labels)
    if row_names and not segments and topic.kind is SubjectKind.SEGMENT:
        topic = decide_kind(labels, captions, context.names, context.places, taken=True)
    resolved = {
        place: tuple((reading, _column_subject(reading, topic, context, subjects=subjects, rows_named=row_names > 0)) for reading in readings)
        for place, readings in raw.items()
    }
    resolved = _totals_to_segments(resolved, blocks)
    return ColumnSide(
        readings=resolved,
        subjects=subjects,
        measures=measured > 0 and not (subjects and not row_names),
        segments=subjects and topic.kind is SubjectKind.SEGMENT and any(r.kind is SubjectKind.SEGMENT or r.open for r in lowest),
    )


def _readings(head: ColumnHead, context: Context) -> list[Reading]:
    readings = [read_label(text.words, context.names) for text in head.words]
    specific = [reading for reading in readings if reading.kind is SubjectKind.SEGMENT or reading.open or reading.measure]
    if len(readings) > 1 and specific and any(r is not readings[0] for r in specific):
        # "Reportable segments" over the segments' own names only groups them
        readings = [r for i, r in enumerate(readings) if i == len(readings) - 1 or r.kind is None or r.kind is SubjectKind.SEGMENT]
    return [reading for reading in readings if not reading.structure or len(readings) == 1]


def _column_subject(reading: Reading, topic: Topic, context: Context, *, subjects: bool, rows_named: bool) -> Subject | None:
    if reading.kind is SubjectKind.INTERSEGMENT or (reading.kind and not reading.measure):
        return _subject(reading, topic, context)
    if reading.kind is not None:
        return _subject(reading, topic, context)
    if reading.measure:
        if subjects and not rows_named and not is_total(reading.label) and measure_strength(reading.label) < 2:
            return Subject(kind=topic.kind, name=context.names.canonical(reading.label), text=reading.label, evidence=topic.evidence)
        if subjects and not rows_named and not is_total(reading.label):
            return Subject(kind=SubjectKind.RECONCILING, name=reading.label, text=reading.label, evidence="a column of its own beside segments")
        return None
    if reading.open or reading.structure:
        return Subject(kind=topic.kind, name=context.names.canonical(reading.label), text=reading.label, evidence=topic.evidence)
    return None


def _subject(reading: Reading, topic: Topic, context: Context) -> Subject:
    """The subject of a reading; among places and products a listed name or "Other" is one of them."""
    kind = reading.kind or topic.kind
    if topic.kind is not SubjectKind.SEGMENT and kind in (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER):
        kind = topic.kind
    name = reading.name or context.names.canonical(reading.label)
    return Subject(kind=kind, name=name, text=reading.label, evidence=topic.evidence if kind is topic.kind else "its own words")


def _totals_to_segments(
    readings: dict[tuple[int, int], tuple[tuple[Reading, Subject | None], ...]], blocks: Sequence[Block]
) -> dict[tuple[int, int], tuple[tuple[Reading, Subject | None], ...]]:
    """A plain "Total" with corporate or eliminations and another total to its right totals the segments (rule 8)."""
    out = dict(readings)
    apart = (SubjectKind.CORPORATE, SubjectKind.ELIMINATION, SubjectKind.RECONCILING, SubjectKind.CORPORATE_AND_ELIMINATION, SubjectKind.ALL_OTHER)
    for block in blocks:
        columns = [column for column in block.heads if (block.first, column) in out]
        kinds = {column: next((s.kind for _, s in out[block.first, column] if s), None) for column in columns}
        for column in columns:
            later = [kinds[other] for other in columns if other > column]
            if kinds[column] is SubjectKind.CONSOLIDATED and SubjectKind.CONSOLIDATED in later:
                until = later[: later.index(SubjectKind.CONSOLIDATED)]
                if any(kind in apart for kind in until):
                    out[block.first, column] = tuple(
                        (reading, replace(s, kind=SubjectKind.SEGMENTS_TOTAL, evidence="a later total follows") if s and s.kind is SubjectKind.CONSOLIDATED else s)
                        for reading, s in out[block.first, column]
                    )
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """A data row read: its subject (if any) and whether it names its own measure."""

    reading: Reading
    subject: Subject | None = None
    own_measure: bool = True
    evidence: str = ""


def read_rows(grid: Grid, paths: Mapping[int, tuple[Heading, ...]], columns: ColumnSide, context: Context, captions: Sequence[str]) -> dict[int, RowReading]:
    """Read every data row's label: rows under the same heading are decided together."""
    groups: dict[tuple[int, ...], list[GridRow]] = {}
    for row in grid.of_kind(RowKind.DATA):
        groups.setdefault(_group(paths.get(row.index, ())), []).append(row)
    out: dict[int, RowReading] = {}
    for group in groups.values():
        for rows in _runs(group, context):
            out.update(_read_group(rows, paths.get(rows[0].index, ()), columns, context, captions))
        out = _rows_totals(group, out)
    return out


def _runs(rows: Sequence[GridRow], context: Context) -> list[list[GridRow]]:
    """Rows under one heading, cut after a total where names stand before it and measures after it, or the other way."""
    cuts = [at for at, row in enumerate(rows[:-1], 1) if is_total(row.label)]
    for cut in cuts:
        before, after = _named_share(rows[:cut], context), _named_share(rows[cut:], context)
        if (before >= 0.5 > after) or (after >= 0.5 > before):
            return [list(rows[:cut]), *_runs(rows[cut:], context)]
    return [list(rows)]


def _named_share(rows: Sequence[GridRow], context: Context) -> float:
    """Share of the rows that read as names, totals left out."""
    plain = [row for row in rows if row.label and not is_total(row.label)]
    named = [row for row in plain if measure_strength(row.label) == 0 or context.names.is_listed(row.label)]
    return len(named) / len(plain) if plain else 0.0


def _group(path: tuple[Heading, ...]) -> tuple[int, ...]:
    return tuple(heading.row.index for heading in path if heading.kind is not HeadingClass.PERIOD)


def _read_group(rows: Sequence[GridRow], path: tuple[Heading, ...], columns: ColumnSide, context: Context, captions: Sequence[str]) -> dict[int, RowReading]:
    labels = {row.index: _label(row) for row in rows}
    readings = {index: read_label(label, context.names) for index, label in labels.items()}
    measure = next((h for h in reversed(path) if h.kind is HeadingClass.MEASURE), None)
    near = [*([measure.label] if measure else []), *captions]
    are_subjects = _rows_are_subjects(rows, readings, path, columns, context, near)
    inner = any(h.kind is HeadingClass.SUBJECT for h in path)
    names = [labels[row.index] for row in rows if _nameable(readings[row.index], context)]
    topic = decide_kind(names, near, context.names, context.places, taken=columns.segments or inner)
    out = {}
    for row in rows:
        out[row.index] = _read_row(row, readings[row.index], topic, context, are_subjects=are_subjects)
    return out


def _label(row: GridRow) -> str:
    period = read_period(row.label)
    return period.rest if period.said and (period.dated or period.instant) else row.label


def _nameable(reading: Reading, context: Context) -> bool:
    return reading.open or reading.kind is SubjectKind.SEGMENT or (bool(reading.label) and context.places.find(reading.label) is not None)


def _rows_are_subjects(
    rows: Sequence[GridRow], readings: Mapping[int, Reading], path: tuple[Heading, ...], columns: ColumnSide, context: Context, captions: Sequence[str]
) -> bool:
    """Whether the open names of a group of rows are subjects of a measure named elsewhere, or measures themselves."""
    named = [r for r in readings.values() if r.open or r.kind is SubjectKind.SEGMENT or (r.label and context.places.find(r.label))]
    strong = [r for r in readings.values() if r.measure and r.kind is None and measure_strength(r.label) == 2 and not is_total(r.label)]
    listed = [r for r in named if r.kind is SubjectKind.SEGMENT or context.places.find(r.label)]
    if columns.measures and not columns.subjects and len(named) >= len(strong):
        return True
    if listed:
        return True
    if columns.subjects and not columns.segments and len(named) > 2 * len(strong):
        return True
    inner = path[-1] if path else None
    measure = next((h for h in reversed(path) if h.kind is HeadingClass.MEASURE), None)
    by_caption = topic_of(named, captions, context, columns)
    if by_caption in (SubjectKind.PRODUCT, SubjectKind.CUSTOMER) and len(named) > 2 * len(strong) and not columns.segments and not columns.subjects:
        return True
    if not named or strong or (inner is not None and inner.kind is HeadingClass.SUBJECT and measure is None):
        return False
    said = sum(context.names.is_said(r.label) for r in named)
    topic = by_caption
    if measure is not None and inner is not None and inner.kind is HeadingClass.SUBJECT:
        return measure.row.index < inner.row.index
    if measure is not None:
        return bool(said or not _EXPENSES.search(measure.label) or topic is not SubjectKind.SEGMENT) and inner is measure
    if columns.segments:
        return False
    total = any(is_total(r.label) and r.label for r in readings.values())
    all_named = all(r.open or r.kind is not None or not r.label for r in readings.values())
    return (said * 2 >= len(named) or topic is not SubjectKind.SEGMENT) and (total or all_named)


def topic_of(named: Sequence[Reading], captions: Sequence[str], context: Context, columns: ColumnSide) -> SubjectKind:
    """What the captions and the names themselves say that the names are."""
    return decide_kind([r.label for r in named], captions, context.names, context.places, taken=columns.segments).kind


def _read_row(row: GridRow, reading: Reading, topic: Topic, context: Context, *, are_subjects: bool) -> RowReading:
    label = reading.label
    if reading.kind is SubjectKind.SEGMENT:
        return RowReading(reading=reading, subject=_subject(reading, topic, context), own_measure=bool(reading.measure))
    place = context.places.find(label) if label else None
    if place and are_subjects and topic.kind is SubjectKind.GEOGRAPHY:
        return RowReading(reading=reading, subject=Subject(kind=topic.kind, name=context.names.canonical(label), text=label, evidence=topic.evidence), own_measure=False)
    if reading.kind is not None:
        if reading.kind in (SubjectKind.ALL_OTHER, SubjectKind.RECONCILING) and not are_subjects:
            return RowReading(reading=reading, subject=None, own_measure=True)
        subject = _subject(reading, topic, context)
        return RowReading(reading=reading, subject=replace(subject, ref=row.label_cell.ref if row.label_cell else None), own_measure=bool(reading.measure))
    weak = reading.measure and measure_strength(label) == 1
    if are_subjects and (reading.open or (weak and not is_total(label)) or reading.structure):
        subject = Subject(kind=topic.kind, name=context.names.canonical(label), text=label, evidence=topic.evidence, ref=row.label_cell.ref if row.label_cell else None)
        return RowReading(reading=reading, subject=subject, own_measure=False)
    return RowReading(reading=reading, own_measure=bool(label) and not reading.external)


def _rows_totals(rows: Sequence[GridRow], read: dict[int, RowReading]) -> dict[int, RowReading]:
    """A plain "Total" with corporate or eliminations and another total below it totals the segments (rule 8)."""
    order = [row.index for row in rows]
    kinds = [read[index].subject.kind if read[index].subject else None for index in order]  # type: ignore[union-attr]  # checked in the condition
    for at, index in enumerate(order):
        subject = read[index].subject
        later = kinds[at + 1 :]
        if subject and subject.kind is SubjectKind.CONSOLIDATED and SubjectKind.CONSOLIDATED in later and not subject.text.lower().startswith("consol"):
            until = later[: later.index(SubjectKind.CONSOLIDATED)]
            if until and all(kind_of(read[i].reading.label) is not None for i in order[at + 1 : at + 1 + len(until)]):
                read[index] = replace(read[index], subject=replace(subject, kind=SubjectKind.SEGMENTS_TOTAL, evidence="a later total follows"))
    return read
