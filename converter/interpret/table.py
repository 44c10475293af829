"""One table read: columns, rows, lines and values, from `grid` through `headers`, `paths`, `sides` and `lines`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ..findings import Finding, info, warning
from ..tables.model import Cell, Table
from .context import Context
from .counts import is_count
from .grid import Grid, GridRow, RowKind, build_grid
from .header_spans import ColumnHead
from .headers import Block
from .hints import is_past_year, period_hint, with_caption
from .kinds import table_kind
from .labels import is_total
from .lines import LineBook, last_sentence, measure_of
from .model import Column, Content, InterpretedTable, PeriodHint, Row, RowRole, Subject, Value
from .names import name_key
from .paths import Heading
from .periods import PeriodWords, merge, read_period
from .reading import Read, read_table
from .shares import share_of_line
from .slips import mend_year, year_finding
from .values import content_of, count_columns, counts_alone, merged_subjects, scaled, units_of
from .yearly_rows import yearly_labels


def interpret_table(
    table: Table, context: Context, grid: Grid | None = None
) -> tuple[InterpretedTable, tuple[Finding, ...]]:
    """Read one table. Every figure of its data rows becomes a value or a finding."""
    grid = grid or build_grid(table)
    latest = context.fiscal.calendar.period_end.year
    context = replace(context, yearly=yearly_labels(grid, max(latest, context.fiscal.calendar.fiscal_year)))
    read = read_table(table, context, grid)
    book = LineBook(table.id, read.captions[:4])
    caption_periods = [_caption_period(text) for text in read.captions]
    findings: list[Finding] = []
    values: list[Value] = []
    mended: set[int] = set()
    expected = _years(read, caption_periods)
    dated = _dated(read.grid)
    for row in read.grid.of_kind(RowKind.DATA):
        block = read.blocks.get(row.index)
        path = read.paths.get(row.index, ())
        for column in sorted(row.figures):
            head = block.heads.get(column) if block else None
            why = head.set_aside if head else ""
            if why:
                findings.append(
                    info(
                        "interpret.set-aside",
                        f"{row.cells[column].shown} is not reported: {why}",
                        row.cells[column].ref,
                    )
                )
                continue
            said = period_words(row, path, block, column, context)
            words, slip = mend_year(said, expected, _taken(dated, row), latest)
            if slip is not None and row.index not in mended:
                mended.add(row.index)
                findings.append(year_finding(slip, row.label_cell.ref if row.label_cell else row.cells[column].ref))
            hint = period_hint(
                with_caption(words, caption_periods),
                context.fiscal,
                head.texts[-1].ref if head and head.texts else None,
                _durations(caption_periods),
            )
            values.append(_value(read, book, row, column, hint, context))
    findings += [_unread(cell) for cell in read.grid.unread]
    if context.period is not None and values and all(value.period is None for value in values):
        values = [
            replace(v, period=context.period, evidence=(*v.evidence, "period: as in the table before")) for v in values
        ]
    kept = {value.line for value in values}
    lines = tuple(line for line in book.lines.values() if line.id in kept)
    interpreted = InterpretedTable(
        id=table.id,
        table=table,
        kind=table_kind(lines, read.captions, values),
        columns=_columns(read, values),
        rows=_rows(read),
        lines=lines,
        values=tuple(values),
    )
    return interpreted, tuple(findings)


def _unread(cell: Cell) -> Finding:
    return warning(
        "interpret.unread",
        f"{cell.words} is not reported: the cell does not read as one figure",
        cell.ref,
        hint="put the figure and its mark into cells of their own, or tag it by hand",
    )


def _caption_period(caption: str) -> PeriodWords:
    """The period of the sentence that leads to the table, before that of those that tell of other times."""
    last = read_period(last_sentence(caption))
    return last if last.said else read_period(caption)


def _years(read: Read, captions: Sequence[PeriodWords]) -> list[int]:
    """Every possible year that the table's captions, headers and labels show."""
    texts = [row.label for row in read.grid.rows]
    texts += [text.text for block in read.blocks.values() for head in block.heads.values() for text in head.texts]
    shown = [year for text in dict.fromkeys(texts) for year in read_period(text).years]
    return [year for year in [*shown, *(y for caption in captions for y in caption.years)] if 1950 <= year <= 2100]


def _dated(grid: Grid) -> dict[str, Counter[int]]:
    """How many rows of each label, but for the date, show each year."""
    found: dict[str, Counter[int]] = {}
    for row in grid.of_kind(RowKind.DATA):
        period = read_period(row.label)
        if period.year and (key := name_key(period.rest)):
            found.setdefault(key, Counter())[period.year] += 1
    return found


def _taken(dated: Mapping[str, Counter[int]], row: GridRow) -> list[int]:
    """The years of the other rows that bear the same label but for the date."""
    period = read_period(row.label)
    shown = dated.get(name_key(period.rest), Counter[int]())
    return [year for year, rows in shown.items() if rows > (year == period.year)]


def _durations(captions: Sequence[PeriodWords]) -> tuple[int, ...]:
    return next((caption.durations for caption in captions if caption.durations), ())


def period_words(
    row: GridRow, path: Sequence[Heading], block: Block | None, column: int, context: Context
) -> PeriodWords:
    """What corner, column headers, section headings and the row's label say of the period, the last the strongest."""
    levels: list[PeriodWords] = []
    head: ColumnHead | None = block.heads.get(column) if block else None
    if block:
        levels += block.corner_periods
    if head:
        levels += [text.period for text in head.texts if text.period.said]
    told = [heading.period for heading in path if heading.period is not None]
    open_year = not any(level.years or level.month for level in levels)  # "First Quarter" under "Fiscal 2024 revenue"
    levels += [period for period in told if period.dated or period.instant or not period.rest or open_year]
    own = read_period(row.label)
    past = is_past_year(own, context.fiscal.calendar) or row.label in context.yearly
    if own.said and (own.dated or own.instant or past):
        levels.append(own)
    return merge(levels)


def _counted_by(path: Sequence[Heading]) -> str:
    """The nearest heading, where it says that things are counted below ("Homes delivered:" over the segments)."""
    return path[-1].label if path and is_count(path[-1].label) else ""


def _value(read: Read, book: LineBook, row: GridRow, column: int, hint: PeriodHint | None, context: Context) -> Value:
    figure, cell = row.figures[column], row.cells[column]
    block = read.blocks.get(row.index)
    head = block.heads.get(column) if block else None
    path = read.paths.get(row.index, ())
    row_read = read.rows[row.index]
    headings = [heading.label for heading in path]
    measured = measure_of(row, row_read, path, block, column, read.around)
    measured = share_of_line(measured, row, read, block, column)
    measure_heading = _counted_by(path) or (measured.label if measured.said_by != "row" else "")
    content = content_of(
        figure, row, head, measure_heading, next(iter(read.captions), ""), percent=column in read.percent
    )
    if block and content is Content.MONEY and not figure.currency and column in count_columns(block.heads, context):
        content = Content.COUNT
    said = units_of(figure, row, headings, head, (block.corner_units if block else None, *read.units), context)
    if content is Content.MONEY and counts_alone(row, said, context):
        content = Content.COUNT
    scale, decimals = scaled(figure, content, said, row.label_cell.words if row.label_cell else "")
    line = book.line(
        measured.label, measured.path, row.index, row.label_cell.ref if row.label_cell else cell.ref, content
    )
    return Value(
        id=f"{book.table}r{row.index}c{column}",
        ref=cell.ref,
        span=figure.span,
        shown=figure.shown,
        number=figure.number,
        negative=figure.negative,
        nil=figure.nil,
        content=content,
        scale=scale,
        decimals=decimals,
        currency=(said.currency or context.currency) if content in (Content.MONEY, Content.PER_SHARE) else None,
        row=row.index,
        column=column,
        line=line,
        period=hint,
        subjects=_subjects(read, row, column),
        evidence=tuple(
            filter(
                None, (f"scale: {said.text}" if said.text else "", f"measure: {measured.said_by}", row_read.evidence)
            )
        ),
    )


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
    return [heading.subject for heading in read.paths.get(row.index, ()) if heading.subject is not None]


def _columns(read: Read, values: Sequence[Value]) -> tuple[Column, ...]:
    block = next(iter(read.blocks.values()), None)
    firsts: dict[int | None, Value] = {}
    for value in values:
        firsts.setdefault(value.column, value)
    columns = []
    for index in read.grid.columns:
        head = block.heads.get(index) if block else None
        first = firsts.get(index)
        subjects = [s for _, s in read.columns.readings.get((block.first, index), ()) if s is not None] if block else []
        columns.append(
            Column(
                index=index,
                header=tuple(text.text for text in head.texts) if head else (),
                period=first.period if first else None,
                subjects=tuple(subjects),
                currency=first.currency if first else None,
                content=head.content if head else None,
            )
        )
    return tuple(columns)


_ROLES = {
    RowKind.HEADER: RowRole.HEADER,
    RowKind.TITLE: RowRole.HEADING,
    RowKind.HEADING: RowRole.HEADING,
    RowKind.NOTE: RowRole.NOTE,
}


def _rows(read: Read) -> tuple[Row, ...]:
    out = []
    for row in read.grid.rows:
        if row.kind is RowKind.BLANK:
            continue
        ref = (
            row.label_cell.ref
            if row.label_cell
            else next((cell.ref for cell in row.cells.values()), read.grid.table.ref)
        )
        role = _ROLES.get(row.kind, RowRole.LINE)
        if row.kind is RowKind.DATA:
            role = RowRole.TOTAL if is_total(row.label) else RowRole.SUBTOTAL if not row.label else RowRole.LINE
        path = read.paths.get(row.index, ())
        subject = read.rows[row.index].subject if row.index in read.rows else None
        out.append(
            Row(
                index=row.index,
                label=row.label,
                role=role,
                path=tuple(h.label or h.row.label for h in path),
                depth=len(path),
                subjects=(subject,) if subject else (),
                ref=ref,
            )
        )
    return tuple(out)
