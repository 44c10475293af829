"""The sums of an interpreted table: its footings, and what each line does to the total it adds to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from ..knowledge import vocabulary
from .arithmetic import Strip, Sum, effects, find_footings, footings_of
from .model import Column, Content, InterpretedTable, Line, PeriodHint, Row, RowRole, SubjectKind, Value

Grid = Mapping[tuple[int, int], Value]
"""Values by (row, column) of the table."""
_TOTALS = frozenset({SubjectKind.CONSOLIDATED, SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL})


def foot(table: InterpretedTable) -> InterpretedTable:
    """Return the table with its footings, and its lines with `effect`, `total`, `parts` and `is_total` as the numbers
    show them. Amounts of money only; sums of the rows of one line over segments are footings but no effects."""
    values = {
        (value.row, value.column): value
        for value in table.values
        if value.content is Content.MONEY and value.row is not None and value.column is not None
    }
    if len(values) < 3:
        return table
    rows, columns = _row_strips(table, values), _column_strips(table, values)
    sums = find_footings(rows, columns)
    # positions in the strips → row and column numbers of the table
    ids = {
        (at, across): values[row.index, column.index].id
        for at, row in enumerate(table.rows)
        for across, column in enumerate(table.columns)
        if (row.index, column.index) in values
    }
    footings = tuple(footing for found in sums for footing in footings_of(found, ids))
    return replace(table, footings=footings, lines=_lines(table, sums, values))


def is_total_like(label: str) -> bool:
    """Whether a label's words say that it is a result: a total, a profit, "consolidated"."""
    return bool(_pattern("total").search(label))


def is_outflow(label: str) -> bool:
    """Whether a label's words say that it is taken away or spent."""
    return bool(_pattern("less").search(label))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("arithmetic")[name]["pattern"], re.IGNORECASE)


def _row_strips(table: InterpretedTable, values: Grid) -> list[Strip]:
    base = min(value.scale for value in values.values())
    periods = _row_periods(table, values)
    cells = {cell.row: cell for cell in (table.table.cells if table.table else ()) if cell.col > 0 and cell.rule_above}
    strips = []
    for row in table.rows:
        shown = [values.get((row.index, column.index)) for column in table.columns]
        strips.append(
            Strip(
                values=tuple(None if value is None else _displayed(value, base) for value in shown),
                label=row.label,
                section=row.path[-1] if row.path else "",
                group=periods[row.index],
                depth=row.depth,
                total_like=row.role in {RowRole.TOTAL, RowRole.SUBTOTAL} or is_total_like(row.label),
                less=is_outflow(row.label) or any(is_outflow(heading) for heading in row.path[-1:]),
                rule_above=row.index in cells,
            )
        )
    return strips


def _displayed(value: Value, base: int) -> Decimal:
    number = value.number.scaleb(value.scale - base)
    return -number if value.negative else number


def _row_periods(table: InterpretedTable, values: Grid) -> dict[int, str]:
    """The period of each row where rows, not columns, carry the periods; "" for all where columns do."""
    by_column: dict[int, set[str]] = {}
    for (_, column), value in values.items():
        by_column.setdefault(column, set()).add(_period_key(value.period))
    stacked = sorted(column for column, keys in by_column.items() if len(keys) > 1)
    periods, last = {}, ""
    for row in table.rows:
        told = [_period_key(values[row.index, column].period) for column in stacked if (row.index, column) in values]
        last = told[0] if told else last if stacked else ""
        periods[row.index] = last
    return periods


def _period_key(period: PeriodHint | None) -> str:
    return "" if period is None else f"{period.start or ''}/{period.end}"


def _column_strips(table: InterpretedTable, values: Grid) -> list[Strip]:
    return [
        Strip(
            values=(),
            label=" ".join(column.header),
            group=_column_group(column, table.rows, values),
            total_like=any(subject.kind in _TOTALS for subject in column.subjects)
            or any(is_total_like(text) for text in column.header[-1:]),
        )
        for column in table.columns
    ]


def _column_group(column: Column, rows: Sequence[Row], values: Grid) -> str:
    """Period and currency: columns of one period and currency may add up to one of them."""
    first = next((values[row.index, column.index] for row in rows if (row.index, column.index) in values), None)
    return "" if first is None else f"{_period_key(first.period)} {first.currency}"


def _lines(table: InterpretedTable, sums: Sequence[Sum], values: Grid) -> tuple[Line, ...]:
    """Lines with what the row sums say of them: only between different lines, only where all rows of a line agree."""
    owner = _owners(table, values)
    told: dict[str, set[tuple[int, str]]] = {}
    for at, (sign, total) in effects(sums).items():
        mine, its = owner.get(at), owner.get(total)
        if mine is not None and its is not None and mine != its:
            told.setdefault(mine, set()).add((sign, its))
    parts: dict[str, dict[str, None]] = {}
    for found in sums:
        its = owner.get(found.total) if found.kind == "rows" and len(found.addends) > 1 else None
        for at, _ in found.addends if its is not None else ():
            mine = owner.get(at)
            if its is not None and mine is not None and mine != its:
                parts.setdefault(its, {})[mine] = None
    lines = []
    for line in table.lines:
        said = told.get(line.id, set())
        own = tuple(parts.get(line.id, ()))
        footed = replace(line, parts=own, is_total=line.is_total or bool(own))
        if len(said) == 1:
            ((sign, adds_to),) = said
            footed = replace(footed, effect=sign, total=adds_to)
        lines.append(footed)
    return tuple(lines)


def _owners(table: InterpretedTable, values: Grid) -> dict[int, str]:
    """Position of a row → its line, where all its values have one line."""
    owners: dict[int, set[str]] = {}
    where = {row.index: at for at, row in enumerate(table.rows)}
    for (row, _), value in values.items():
        if row in where:
            owners.setdefault(where[row], set()).add(value.line)
    return {at: next(iter(lines)) for at, lines in owners.items() if len(lines) == 1}
