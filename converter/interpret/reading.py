"""Everything that is read off a table before its values are made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..tables.model import Table
from .column_side import ColumnSide, read_columns
from .context import Context
from .grid import Grid, GridRow, RowKind, build_grid
from .headers import Block, find_blocks
from .headings import read_heading, rows_below
from .labels import kind_of
from .lines import Around, caption_measure, led_to, sums_of_lines, total_measure
from .model import Subject, SubjectKind
from .paths import Heading, HeadingClass, find_paths
from .reaches import BESIDE
from .row_side import read_rows
from .row_totals import RowReading
from .scale import UnitSaid, units_said
from .values import percent_columns

_FOOTNOTE = re.compile(r"\s*\((?:\d{1,2}|[a-z])\)\s*[A-Z]")


class Read(Struct, frozen=True, kw_only=True):
    """Everything read off a table before values are made."""

    grid: Grid
    blocks: Mapping[int, Block]
    paths: Mapping[int, tuple[Heading, ...]]
    columns: ColumnSide
    rows: Mapping[int, RowReading]
    captions: tuple[str, ...]
    units: tuple[UnitSaid | None, ...]
    around: Around
    percent: frozenset[int]
    about: tuple[Subject, ...] = ()
    """The one segment that the caption says the whole table is of."""


def captions_of(table: Table, grid: Grid) -> tuple[str, ...]:
    """Texts about the table, nearest first: its titles, then the ends of the paragraphs above it."""
    titles = [row.label for row in grid.of_kind(RowKind.TITLE)]
    return (*reversed(titles), *leads_of(table))


def leads_of(table: Table) -> tuple[str, ...]:
    """The ends of the paragraphs above the table, nearest first."""
    return tuple(_last_words(text) for text in reversed(table.lead[-3:]) if not _is_footnote(text))


def _is_footnote(text: str) -> bool:
    """A sentence that begins with a mark is about the table before: "(1) Includes …"."""
    return bool(_FOOTNOTE.match(text)) and text.rstrip().endswith(".")


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
    if not table.lead:
        captions = (*captions, *context.captions)
    labels = frozenset(row.label.lower() for row in grid.rows)

    def heading_of(row: GridRow) -> Heading | None:
        return read_heading(row, context, rows_below(grid, row), labels)

    paths = find_paths(grid, heading_of)
    corners = tuple(dict.fromkeys(word for block in blocks.values() for word in block.corner_words))
    unique = list({block.first: block for block in blocks.values()}.values())
    columns = read_columns(unique, grid, context, captions)
    rows = read_rows(grid, paths, columns, context, (*corners, *captions))
    if not columns.measures:
        paths = _carried(grid, paths, rows)
    headings = [units_said(row.label, "table heading") for row in grid.of_kind(RowKind.TITLE, RowKind.HEADING)]
    leads = [units_said(text, "text above the table") for text in reversed(table.lead[-4:])]
    read = Read(
        grid=grid,
        blocks=blocks,
        paths=paths,
        columns=columns,
        rows=rows,
        captions=captions,
        units=(*headings, *leads),
        around=Around(
            columns=columns,
            totals=total_measure(grid, rows, paths) | _end(grid, rows, captions),
            caption=caption_measure(captions),
            sums=sums_of_lines(grid, rows, paths),
        ),
        percent=percent_columns(grid),
    )
    return replace(read, about=_about(table, read, context))


def _end(grid: Grid, rows: Mapping[int, RowReading], captions: Sequence[str]) -> dict[int, str]:
    """The last row, where it has no label, and the measure that the caption says the table leads to."""
    data = grid.of_kind(RowKind.DATA)
    measure = led_to(captions)
    bare = bool(data) and not data[-1].label and rows[data[-1].index].subject is None
    return {data[-1].index: measure} if bare and measure else {}


def _carried(
    grid: Grid, paths: Mapping[int, tuple[Heading, ...]], rows: Mapping[int, RowReading]
) -> dict[int, tuple[Heading, ...]]:
    """Paths where corporate, eliminations and totals without a measure of their own, right below the rows of a measure
    but set further out, go on with that measure."""
    out = dict(paths)
    above: GridRow | None = None
    for row in grid.rows:
        if row.kind is RowKind.DATA:
            read = rows[row.index]
            beside = read.subject is not None and read.subject.kind in BESIDE and not read.own_measure
            if above is not None and beside and not _has_measure(out[row.index]) and _has_measure(out[above.index]):
                out[row.index] = out[above.index]
            above = row
        elif row.kind in (RowKind.HEADING, RowKind.HEADER):
            above = None
    return out


def _has_measure(path: tuple[Heading, ...]) -> bool:
    return any(heading.kind is HeadingClass.MEASURE for heading in path)


def _about(table: Table, read: Read, context: Context) -> tuple[Subject, ...]:
    """The segment that titles, corner or the nearest caption name alone, where the table itself shows no segments."""
    shown = [r.subject for r in read.rows.values() if r.subject] + [
        h.subject for path in read.paths.values() for h in path if h.subject
    ]
    shown += [s for readings in read.columns.readings.values() for _, s in readings if s]
    if any(s.kind in (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER, SubjectKind.SEGMENTS_TOTAL) for s in shown):
        return ()
    titles = [row.label for row in read.grid.of_kind(RowKind.TITLE)]
    corners = list(dict.fromkeys(text for block in read.blocks.values() for text in block.corner))
    for text in corners:
        if kind_of(text) is SubjectKind.RECONCILING and not any(s.kind is SubjectKind.RECONCILING for s in shown):
            return (Subject(kind=SubjectKind.RECONCILING, name=text, text=text, evidence="the table's corner says so"),)
    for text in (*titles, *corners, *(_last_words(t) for t in table.lead[-1:])):
        found = context.names.found_in(text)
        if len(found) == 1 and len(text) < 180 and context.names.is_subject_of(found[0], text):
            return (
                Subject(
                    kind=SubjectKind.SEGMENT,
                    name=context.names.canonical(found[0]),
                    text=text,
                    evidence="the caption names one segment",
                ),
            )
        if found:
            return ()
    return ()
