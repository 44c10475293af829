"""One table read: columns, rows, lines and values, from `grid` through `headers`, `paths`, `sides` and `lines`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..findings import Finding, info
from ..tables.model import Table
from .context import Context
from .grid import Grid, GridRow, RowKind, build_grid
from .headers import Block, ColumnHead, find_blocks
from .hints import period_hint, with_caption
from .kinds import table_kind
from .labels import is_total
from .lines import LineBook, caption_measure, measure_of, total_measure
from .model import Column, Content, InterpretedTable, PeriodHint, Row, RowRole, Subject, SubjectKind, Value
from .paths import Heading, HeadingClass, find_paths
from .periods import PeriodWords, merge, read_period
from .scale import UnitSaid, units_said
from .names import name_key
from .sides import ColumnSide, RowReading, read_columns, read_heading, read_rows, rows_below
from .slips import mend_year, year_finding
from .values import content_of, merged_subjects, percent_columns, scaled, set_aside_row, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Everything read off a table before values are made."""

    grid: Grid
    blocks: Mapping[int, Block]
    paths: Mapping[int, tuple[Heading, ...]]
    columns: ColumnSide
    rows: Mapping[int, RowReading]
    captions: tuple[str, ...]
    units: tuple[UnitSaid | None, ...]
    totals: Mapping[int, str]
    percent: frozenset[int]
    about: tuple[Subject, ...] = ()
    """The one segment that the caption says the whole table is of."""


def captions_of(table: Table, grid: Grid) -> tuple[str, ...]:
    """Texts about the table, nearest first: its titles, then the ends of the paragraphs above it."""
    titles = [row.label for row in grid.of_kind(RowKind.TITLE)]
    leads = [_last_words(text) for text in reversed(table.lead[-3:])]
    return tuple([*reversed(titles), *leads])


def _last_words(text: str) -> str:
    """The end of a paragraph: the sentence that leads to the table."""
    text = " ".join(text.split())
    if len(text) <= 250:
        return text
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    return sentences[-1][-400:]


def read_table(table: Table, context: Context, grid: Grid | None = None) -> Read:
    grid = grid or build_grid(table)
    blocks = find_blocks(grid)
    captions = captions_of(table, grid)

    def heading_of(row: GridRow) -> Heading | None:
        return read_heading(row, context, rows_below(grid, row))

    paths = find_paths(grid, heading_of)
    corners = tuple(dict.fromkeys(word for block in blocks.values() for word in block.corner_words))
    unique = list({block.first: block for block in blocks.values()}.values())
    columns = read_columns(unique, grid, context, captions)
    rows = read_rows(grid, paths, columns, context, (*corners, *captions))
    headings = [units_said(row.label, "table heading") for row in grid.of_kind(RowKind.TITLE, RowKind.HEADING)]
    leads = [units_said(text, "text above the table") for text in reversed(table.lead[-4:])]
    return Read(
        grid=grid, blocks=blocks, paths=paths, columns=columns, rows=rows, captions=(*captions,),
        units=(*headings, *leads), totals=total_measure(grid, rows, paths), percent=percent_columns(grid),
        about=_about(table, grid, blocks, columns, rows, paths, context),
    )


def _about(
    table: Table, grid: Grid, blocks: Mapping[int, Block], columns: ColumnSide, rows: Mapping[int, RowReading],
    paths: Mapping[int, tuple[Heading, ...]], context: Context,
) -> tuple[Subject, ...]:
    """The segment that titles, corner or the nearest caption name alone, where the table itself shows no segments."""
    shown = [r.subject for r in rows.values() if r.subject] + [h.subject for path in paths.values() for h in path if h.subject]
    shown += [s for readings in columns.readings.values() for _, s in readings if s]
    if any(s.kind in (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER, SubjectKind.SEGMENTS_TOTAL) for s in shown):
        return ()
    titles = [row.label for row in grid.of_kind(RowKind.TITLE)]
    corners = [text for block in blocks.values() for text in block.corner]
    for text in (*titles, *corners, *(_last_words(t) for t in reversed(table.lead[-2:]))):
        found = context.names.found_in(text)
        if len(found) == 1 and len(text) < 260 and context.names.is_subject_of(found[0], text):
            return (Subject(kind=SubjectKind.SEGMENT, name=context.names.canonical(found[0]), text=text, evidence="the caption names one segment"),)
        if found:
            return ()
    return ()


def interpret_table(table: Table, context: Context, grid: Grid | None = None) -> tuple[InterpretedTable, tuple[Finding, ...]]:
    """Read one table. Every figure of its data rows becomes a value or a finding."""
    read = read_table(table, context, grid)
    book = LineBook(table.id, read.captions[:4])
    fallback = caption_measure(read.captions)
    caption_periods = [read_period(text) for text in read.captions]
    findings: list[Finding] = []
    values: list[Value] = []
    mended: set[int] = set()
    latest = context.fiscal.calendar.period_end.year
    expected = _years(read, caption_periods)
    for row in read.grid.of_kind(RowKind.DATA):
        block = read.blocks.get(row.index)
        path = read.paths.get(row.index, ())
        for column, figure in sorted(row.figures.items()):
            head = block.heads.get(column) if block else None
            why = (head.set_aside if head else "") or set_aside_row(row)
            if why:
                findings.append(info("value.set_aside", f"{row.cells[column].shown} is not reported: {why}", row.cells[column].ref))
                continue
            words, slip = mend_year(period_words(row, path, block, column), expected, _taken(read.grid, row), latest)
            if slip is not None and row.index not in mended:
                mended.add(row.index)
                findings.append(year_finding(slip, row.label_cell.ref if row.label_cell else row.cells[column].ref))
            hint = period_hint(with_caption(words, caption_periods), context.fiscal, head.texts[-1].ref if head and head.texts else None, _durations(caption_periods))
            values.append(_value(read, book, row, column, hint, fallback, context))
    if context.period is not None and values and all(value.period is None for value in values):
        values = [replace(v, period=context.period, evidence=(*v.evidence, "period: as in the table before")) for v in values]
    kept = {value.line for value in values}
    lines = tuple(line for line in book.lines.values() if line.id in kept)
    interpreted = InterpretedTable(
        id=table.id, table=table, kind=table_kind(lines, read.captions, values), columns=_columns(read, values),
        rows=_rows(read), lines=lines, values=tuple(values),
    )
    return interpreted, tuple(findings)


def _years(read: Read, captions: Sequence[PeriodWords]) -> list[int]:
    """Every possible year that the table's captions, headers and labels show."""
    texts = [row.label for row in read.grid.rows]
    texts += [text.text for block in read.blocks.values() for head in block.heads.values() for text in head.texts]
    shown = [year for text in dict.fromkeys(texts) for year in read_period(text).years]
    return [year for year in [*shown, *(y for caption in captions for y in caption.years)] if 1950 <= year <= 2100]


def _taken(grid: Grid, row: GridRow) -> list[int]:
    """The years of the rows that bear the same label but for the date."""
    mine = name_key(read_period(row.label).rest)
    others = (read_period(other.label) for other in grid.of_kind(RowKind.DATA) if other is not row)
    return [other.year for other in others if other.year and mine and name_key(other.rest) == mine]


def _durations(captions: Sequence[PeriodWords]) -> tuple[int, ...]:
    return next((caption.durations for caption in captions if caption.durations), ())


def period_words(row: GridRow, path: Sequence[Heading], block: Block | None, column: int) -> PeriodWords:
    """What corner, column headers, section headings and the row's label say of the period, the last the strongest."""
    levels: list[PeriodWords] = []
    head: ColumnHead | None = block.heads.get(column) if block else None
    if block:
        levels += block.corner_periods
    if head:
        levels += [text.period for text in head.texts if text.period.said]
    levels += [heading.period for heading in path if heading.period is not None]
    own = read_period(row.label)
    if own.said and (own.dated or own.instant):
        levels.append(own)
    return merge(levels)


def _value(read: Read, book: LineBook, row: GridRow, column: int, hint: PeriodHint | None, fallback: str, context: Context) -> Value:
    figure, cell = row.figures[column], row.cells[column]
    block = read.blocks.get(row.index)
    head = block.heads.get(column) if block else None
    path = read.paths.get(row.index, ())
    row_read = read.rows[row.index]
    headings = [heading.label for heading in path]
    measured = measure_of(row, row_read, path, block, column, read.columns, read.totals, fallback)
    measure_heading = measured.label if measured.said_by != "row" else ""
    content = content_of(figure, row, head, measure_heading, percent=column in read.percent)
    said = units_of(figure, row, headings, head, (block.corner_units if block else None, *read.units), context)
    scale, decimals = scaled(figure, content, said)
    line = book.line(measured.label, measured.path, row.index, row.label_cell.ref if row.label_cell else cell.ref, content)
    return Value(
        id=f"{book.table}r{row.index}c{column}", ref=cell.ref, span=figure.span, shown=figure.shown, number=figure.number,
        negative=figure.negative, nil=figure.nil, content=content, scale=scale, decimals=decimals,
        currency=(said.currency or context.currency) if content in (Content.MONEY, Content.PER_SHARE) else None,
        row=row.index, column=column, line=line, period=hint, subjects=_subjects(read, row, column),
        evidence=tuple(filter(None, (f"scale: {said.text}" if said.text else "", f"measure: {measured.said_by}", row_read.evidence))),
    )  # fmt: skip


def _subjects(read: Read, row: GridRow, column: int) -> tuple[Subject, ...]:
    block = read.blocks.get(row.index)
    out: list[Subject] = []
    out += read.about
    out += heading_subjects(read, row)
    subject = read.rows[row.index].subject
    if subject:
        out.append(subject)
    if block:
        out += [s for _, s in read.columns.readings.get((block.first, column), ()) if s is not None]
    return merged_subjects(out)


def heading_subjects(read: Read, row: GridRow) -> list[Subject]:
    """The subjects of the headings above a row, outermost first."""
    return [heading.subject for heading in read.paths.get(row.index, ()) if heading.kind is HeadingClass.SUBJECT and heading.subject is not None]


def _columns(read: Read, values: Sequence[Value]) -> tuple[Column, ...]:
    block = next(iter(read.blocks.values()), None)
    columns = []
    for index in read.grid.columns:
        head = block.heads.get(index) if block else None
        first = next((value for value in values if value.column == index), None)
        subjects = [s for _, s in read.columns.readings.get((block.first, index), ()) if s is not None] if block else []
        columns.append(Column(
            index=index, header=tuple(text.text for text in head.texts) if head else (), period=first.period if first else None,
            subjects=tuple(subjects), currency=first.currency if first else None, content=head.content if head else None,
        ))  # fmt: skip
    return tuple(columns)


_ROLES = {
    RowKind.HEADER: RowRole.HEADER, RowKind.TITLE: RowRole.HEADING, RowKind.HEADING: RowRole.HEADING, RowKind.NOTE: RowRole.NOTE,
}  # fmt: skip


def _rows(read: Read) -> tuple[Row, ...]:
    out = []
    for row in read.grid.rows:
        if row.kind is RowKind.BLANK:
            continue
        ref = row.label_cell.ref if row.label_cell else next((cell.ref for cell in row.cells.values()), read.grid.table.ref)
        role = _ROLES.get(row.kind, RowRole.LINE)
        if row.kind is RowKind.DATA:
            role = RowRole.TOTAL if is_total(row.label) else RowRole.SUBTOTAL if not row.label else RowRole.LINE
        path = read.paths.get(row.index, ())
        subject = read.rows[row.index].subject if row.index in read.rows else None
        out.append(Row(
            index=row.index, label=row.label, role=role, path=tuple(h.label or h.row.label for h in path), depth=len(path),
            subjects=(subject,) if subject else (), ref=ref,
        ))  # fmt: skip
    return tuple(out)
