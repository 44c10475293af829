"""The whole note read, step by step.

The steps, in order: calendar → names of segments → each table (grid, headers, paths, sides, lines, values), once more
with the segments that the tables show → slips → intersegment rows → gross revenue → lines apart → sums → revenue by
stream and its cost → registrants → sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from ..findings import Finding
from ..knowledge.model import Knowledge
from ..options import Settings
from ..tables.model import SegmentNote
from .apart import set_apart
from .arithmetic_table import foot
from .between import mark_between
from .calendar import Fiscal, find_calendar
from .context import Context
from .cost_streams import costs_by_stream
from .customers import customers_together
from .doubts import computed_years, without_future
from .footnotes import footnotes
from .grid import Grid, RowKind, build_grid
from .gross import join_revenue
from .labels import clean
from .model import Content, InterpretedNote, InterpretedTable, Statement, TableKind
from .names import learn_names
from .narrative import read_narrative
from .nested import nest
from .periods import PeriodWords, read_period
from .reading import leads_of
from .registrants import of_registrants
from .rollforward import roll_forward
from .scale import UnitSaid, without_units
from .segments import by_profit, under_headings
from .slips import mend_currencies
from .streams import by_stream
from .table import interpret_table
from .usual import usual_units


def interpret_note(
    note: SegmentNote, settings: Settings, knowledge: Knowledge, year_ends: Sequence[date] = ()
) -> tuple[InterpretedNote, tuple[Finding, ...]]:
    """Read the tables and sentences of a note.

    Every figure of every table becomes a value or a finding that says why not.
    """
    grids = [build_grid(table) for table in note.tables]
    fiscal = _calendar(note, settings, grids, year_ends)
    usual, findings = usual_units(note, settings, grids)
    context = Context(
        fiscal=fiscal,
        names=learn_names(
            (p.text for p in note.paragraphs),
            _labels(grids),
            settings.entity_name or note.document.cover.get("EntityRegistrantName", ""),
        ),
        places=knowledge.places,
        usual=usual,
    )
    tables, told = _tables(note, grids, context)
    shown = by_profit(tables) or under_headings(tables, knowledge.places)
    if shown:
        context = replace(context, names=context.names.with_segments(shown))
        tables, told = _tables(note, grids, context)
    findings += told
    tables, found_slips = mend_currencies(tables)
    findings += found_slips
    marked = [mark_between(table) for table in tables]
    joined = [join_revenue(table) for table, _ in marked]
    findings += [finding for _, found_there in (*marked, *joined) for finding in found_there]
    tables = [costs_by_stream(by_stream(foot(set_apart(roll_forward(table))))) for table, _ in joined]
    tables = of_registrants(tables, context.names)
    narrative, statements, found_there = _sentences(note, context, knowledge, tables)
    findings += found_there
    tables, late = without_future([*tables, *narrative], fiscal.calendar, note)
    findings += [*late, *computed_years(tables, fiscal, note.ref)]
    return InterpretedNote(note=note, calendar=fiscal.calendar, tables=tuple(tables), statements=statements), tuple(
        findings
    )


def _tables(note: SegmentNote, grids: Sequence[Grid], context: Context) -> tuple[list[InterpretedTable], list[Finding]]:
    """The note's tables in order: one may go on with the scale and the period of the table before."""
    tables: list[InterpretedTable] = []
    findings: list[Finding] = []
    for table, grid in zip(note.tables, grids, strict=True):
        if not grid.columns:
            continue
        read, told = interpret_table(table, context, grid)
        read = customers_together(nest(read, context.places))
        tables.append(read)
        findings += told
        hints = {(v.period.start, v.period.end): v.period for v in read.values if v.period}
        context = replace(
            context,
            before=_carried(read) or context.before,
            period=next(iter(hints.values())) if len(hints) == 1 else None,
            captions=leads_of(table) or context.captions,
        )
    return tables, findings


def _sentences(
    note: SegmentNote, context: Context, knowledge: Knowledge, tables: Sequence[InterpretedTable]
) -> tuple[list[InterpretedTable], tuple[Statement, ...], tuple[Finding, ...]]:
    """The note's sentences as a table of their own, and what they state."""
    known = {(s.kind, s.name): s for table in tables for value in table.values for s in value.subjects}
    scales = Counter(
        value.scale for table in tables for value in table.values if value.content is Content.MONEY and not value.nil
    )
    scale = scales.most_common(1)[0][0] if scales else None
    currencies = Counter(value.currency for table in tables for value in table.values if value.currency)
    currency = currencies.most_common(1)[0][0] if currencies else context.currency
    lines, values, statements, findings = read_narrative(
        note,
        context.fiscal,
        knowledge,
        tuple(known.values()),
        scale=scale,
        currency=currency,
        below=footnotes(note, tables),
    )
    if not values:
        return [], statements, findings
    table = InterpretedTable(
        id="n", table=None, kind=TableKind.NARRATIVE, columns=(), rows=(), lines=lines, values=values
    )
    return [table], statements, findings


def _calendar(note: SegmentNote, settings: Settings, grids: Sequence[Grid], year_ends: Sequence[date]) -> Fiscal:
    headers: list[PeriodWords] = []
    for grid in grids:
        for row in grid.rows:
            texts = [row.label_cell.words] if row.label_cell else []
            if row.kind is RowKind.HEADER:
                texts += [cell.words for cell in row.cells.values()]
            headers += [words for text in texts if (words := read_period(without_units(clean(text)))).said]
    asides = [words for table in note.tables for text in table.lead[-2:] if (words := read_period(text)).said]
    texts = [*(p.text for p in note.paragraphs), note.document.text]
    return find_calendar(settings, dict(note.document.cover), headers, asides, year_ends, texts)


def _labels(grids: Sequence[Grid]) -> list[str]:
    labels = []
    for grid in grids:
        for row in grid.rows:
            labels.append(row.label)
            if row.kind is RowKind.HEADER:
                labels += [clean(cell.words) for cell in row.cells.values()]
    return labels


def _carried(table: InterpretedTable) -> UnitSaid | None:
    """The scale of a table for those after it that state none."""
    scales = {value.scale for value in table.values if value.content == "money" and not value.nil}
    if len(scales) != 1 or scales == {0}:
        return None
    return UnitSaid(scale=scales.pop(), text=f"as in table {table.id}", place="the tables before")
