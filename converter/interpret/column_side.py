"""What stands over a table's columns: segments, places, products, customers or measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from .context import Context
from .counts import heads_counts
from .grid import Grid, RowKind
from .header_spans import ColumnHead
from .headers import Block
from .labels import is_profit, is_total, measure_strength
from .model import Subject, SubjectKind
from .subjects import Reading, Topic, decide_kind, read_label, settle_entity, subject_of

_EXPENSES = re.compile(r"expense|cost|deduct|charges", re.IGNORECASE)
_RECONCILES = re.compile(r"^reconciliations?(?: and other)?$|^reconciliation to\b", re.IGNORECASE)
_PERCENT = re.compile(r"^(?:%|(?:as )?(?:an? )?percent)|%$", re.IGNORECASE)
"""Shares of something ("% of total", "Percent of bookings"): how the figures are shown, and nobody's name."""


class ColumnSide(Struct, frozen=True, kw_only=True):
    """The readings of each column's header words (by block and column), and the side's nature."""

    readings: Mapping[tuple[int, int], tuple[tuple[Reading, Subject | None], ...]] = field(default_factory=dict)
    subjects: bool = False
    measures: bool = False
    segments: bool = False


def read_columns(blocks: Sequence[Block], grid: Grid, context: Context, captions: Sequence[str]) -> ColumnSide:
    """Read the header words of every column under every header block."""
    raw: dict[tuple[int, int], list[Reading]] = {}
    for block in blocks:
        for column, head in block.heads.items():
            if not head.set_aside:
                raw[block.first, column] = _readings(head, context)
    raw = _all_measures(_with_counts(_without_titles(raw, blocks)), grid, context)
    every = [reading for readings in raw.values() for reading in readings]
    raw = {place: [settle_entity(reading, every) for reading in readings] for place, readings in raw.items()}
    lowest = [readings[-1] for readings in raw.values() if readings]
    labels = list(dict.fromkeys(reading.label for reading in lowest if not (reading.measure and reading.kind is None)))
    row_names = sum(context.names.is_listed(row.label) for row in grid.of_kind(RowKind.DATA))
    named = sum(reading.kind is not None or reading.open for reading in lowest)
    measured = sum(bool(reading.measure) and reading.kind is None for reading in lowest)
    subjects = named > 0 and (named >= measured or not row_names)
    profit = any(is_profit(row.label) for row in grid.of_kind(RowKind.DATA))
    topic = decide_kind(labels, captions, context.names, context.places, taken=False, profit=profit)
    segments = any(context.names.is_listed(label) for label in labels)
    if row_names and not segments and topic.kind is SubjectKind.SEGMENT:
        topic = decide_kind(labels, captions, context.names, context.places, taken=True)
    resolved = {
        place: tuple(
            (reading, _column_subject(reading, topic, context, subjects=subjects, rows_named=row_names > 0))
            for reading in readings
        )
        for place, readings in raw.items()
    }
    resolved = _totals_to_segments(resolved, blocks)
    return ColumnSide(
        readings=resolved,
        subjects=subjects,
        measures=measured > 0 and not (subjects and not row_names),
        segments=subjects
        and topic.kind is SubjectKind.SEGMENT
        and any(r.kind is SubjectKind.SEGMENT or r.open for r in lowest),
    )


def _with_counts(raw: dict[tuple[int, int], list[Reading]]) -> dict[tuple[int, int], list[Reading]]:
    """Numbers of things are measures beside columns that name one ("Homes | Revenue"); among names they are names."""
    beside = any(r.kind is None and measure_strength(r.measure) == 2 for readings in raw.values() for r in readings)
    return {
        place: [replace(r, measure=r.label) if beside and r.open and heads_counts(r.label) else r for r in readings]
        for place, readings in raw.items()
    }


def _all_measures(
    raw: dict[tuple[int, int], list[Reading]], grid: Grid, context: Context
) -> dict[tuple[int, int], list[Reading]]:
    """A column without a word of a measure ("Exploration") among columns that nearly all measure something, over rows
    of which few do, measures too: the rows are whose the figures are."""
    rows = [row.label for row in grid.of_kind(RowKind.DATA) if row.label and not is_total(row.label)]
    lowest = [readings[-1] for readings in raw.values() if readings]
    strong = sum(r.kind is None and measure_strength(r.measure) == 2 for r in lowest)
    named = [r for r in lowest if r.open or r.kind is not None]
    among_rows = sum(measure_strength(label) > 0 and not context.names.is_listed(label) for label in rows)
    known = any(r.kind is not None or context.names.is_listed(r.label) for r in named)
    if known or not named or strong <= 2 * len(named) or 2 * among_rows > len(rows):
        return raw
    return {place: [replace(r, measure=r.label) if r.open else r for r in readings] for place, readings in raw.items()}


def _without_titles(
    raw: dict[tuple[int, int], list[Reading]], blocks: Sequence[Block]
) -> dict[tuple[int, int], list[Reading]]:
    """The readings without words that stand over every column alike and name nobody known: the table's title."""
    out = dict(raw)
    for block in blocks:
        sides = [raw[block.first, column] for column in block.heads if (block.first, column) in raw]
        if len(sides) > 1:
            common = {r.label for r in sides[0] if r.open and all(r in side for side in sides)}
            for column in block.heads:
                if common and (block.first, column) in raw:
                    kept = [reading for reading in raw[block.first, column] if reading.label not in common]
                    out[block.first, column] = kept
    return out


def _readings(head: ColumnHead, context: Context) -> list[Reading]:
    readings = [read_label(text.words, context.names) for text in head.words]
    readings = [reading for reading in readings if not (reading.open and _PERCENT.search(reading.label))]
    specific = [
        reading for reading in readings if reading.kind is SubjectKind.SEGMENT or reading.open or reading.measure
    ]
    if len(readings) > 1 and specific and any(r is not readings[0] for r in specific):
        # "Reportable segments" over the segments' own names only groups them
        readings = [
            r
            for i, r in enumerate(readings)
            if i == len(readings) - 1 or r.kind is None or r.kind is SubjectKind.SEGMENT
        ]
    return [reading for reading in readings if not reading.structure or len(readings) == 1]


def _column_subject(
    reading: Reading, topic: Topic, context: Context, *, subjects: bool, rows_named: bool
) -> Subject | None:
    if reading.kind is SubjectKind.INTERSEGMENT or (reading.kind and not reading.measure):
        return subject_of(reading, topic, context.names)
    if reading.kind is not None:
        return subject_of(reading, topic, context.names)
    if reading.measure:
        if subjects and not rows_named and not is_total(reading.label) and measure_strength(reading.label) < 2:
            return Subject(
                kind=topic.kind,
                name=context.names.canonical(reading.label),
                text=reading.label,
                evidence=topic.evidence,
            )
        if subjects and not rows_named and not is_total(reading.label):
            return Subject(
                kind=SubjectKind.RECONCILING,
                name=reading.label,
                text=reading.label,
                evidence="a column of its own beside segments",
            )
        return None
    if reading.structure and _RECONCILES.search(reading.label):
        why = "a column that reconciles"
        return Subject(kind=SubjectKind.RECONCILING, name=reading.label, text=reading.label, evidence=why)
    if reading.open or reading.structure:
        return Subject(
            kind=topic.kind, name=context.names.canonical(reading.label), text=reading.label, evidence=topic.evidence
        )
    return None


def _totals_to_segments(
    readings: dict[tuple[int, int], tuple[tuple[Reading, Subject | None], ...]], blocks: Sequence[Block]
) -> dict[tuple[int, int], tuple[tuple[Reading, Subject | None], ...]]:
    """A plain "Total" with corporate or eliminations and another total to its right totals the segments (rule 8); one
    to whose right the same columns begin again, for another period, does not."""
    out = dict(readings)
    apart = (
        SubjectKind.CORPORATE,
        SubjectKind.ELIMINATION,
        SubjectKind.RECONCILING,
        SubjectKind.CORPORATE_AND_ELIMINATION,
        SubjectKind.ALL_OTHER,
    )
    for block in blocks:
        columns = [column for column in block.heads if (block.first, column) in out]
        heads = {column: next((s for _, s in out[block.first, column] if s), None) for column in columns}
        kinds = {column: subject.kind if subject else None for column, subject in heads.items()}
        for column in columns:
            later = [other for other in columns if other > column]
            if kinds[column] is SubjectKind.CONSOLIDATED:
                totals = [other for other in later if kinds[other] is SubjectKind.CONSOLIDATED]
                until = [other for other in later if not totals or other < totals[0]]
                before = {s.name for other, s in heads.items() if s and other < column}
                again = any(s and s.name in before for s in map(heads.get, until))  # the columns of the next period
                if totals and not again and any(kinds[other] in apart for other in until):
                    out[block.first, column] = tuple(
                        (
                            reading,
                            replace(s, kind=SubjectKind.SEGMENTS_TOTAL, evidence="a later total follows")
                            if s and s.kind is SubjectKind.CONSOLIDATED
                            else s,
                        )
                        for reading, s in out[block.first, column]
                    )
    return out
