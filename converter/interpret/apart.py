"""Rule 35, before any concept is chosen: no line of a table says two amounts of the same subject and period.

Where it would, its rows say more than the line does. In this order:

1. Of two amounts of the whole in a line that segments share, the first is the segments' total if rows lead from it to
   the other (rule 8).
2. Rows with words of their own become lines of their own; the total keeps the line.
3. Rows of the same words ("% of total") are told apart by the line that they follow, columns by their headers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from .labels import is_profit, is_total
from .model import InterpretedTable, Line, Row, RowRole, Subject, SubjectKind, Value
from .names import name_key

_DATA = (RowRole.LINE, RowRole.SUBTOTAL, RowRole.TOTAL)
_NAMED = frozenset(
    {SubjectKind.SEGMENT, SubjectKind.SUBSEGMENT, SubjectKind.GEOGRAPHY, SubjectKind.PRODUCT, SubjectKind.CUSTOMER}
    | {SubjectKind.OTHER}
)
"""Kinds whose subjects differ by name; of the others there is one each (rule 6)."""


class _Clash(Struct, frozen=True, kw_only=True):
    """Two values that would contradict each other, in the order of the table."""

    first: Value
    second: Value


def set_apart(table: InterpretedTable) -> InterpretedTable:
    """`table` with its values on lines, and its totals of such kinds, that contradict nothing."""
    said = {line.id: name_key(line.label) or line.label for line in table.lines}
    table = _as_segments_total(table, list(_clashes(table.values, said)))
    for step in (_by_own_words, _by_line_above, _by_header):
        clashes = list(_clashes(table.values, {}))
        if not clashes:
            break
        table = step(table, clashes)
    return table


def _clashes(values: Iterable[Value], said: Mapping[str, str]) -> Iterator[_Clash]:
    """Pairs of values of one line, or of lines that are `said` alike."""
    shown: dict[Hashable, list[Value]] = {}
    for value in values:
        if value.row is None:
            continue
        hint = value.period
        period = hint and (hint.start, hint.end, hint.months, hint.instant)
        key = (said.get(value.line, value.line), value.content, value.currency, period, _subjects(value))
        before = shown.setdefault(key, [])
        other = next((v for v in before if not _agree(v, value)), None)
        if other is not None:
            yield _Clash(first=other, second=value)
        before.append(value)


def _subjects(value: Value) -> frozenset[tuple[SubjectKind, str]]:
    """What tells the value's members apart: kinds, and names where a kind has many."""
    whole = SubjectKind.CONSOLIDATED
    return frozenset((s.kind, s.name if s.kind in _NAMED else "") for s in value.subjects if s.kind is not whole)


def _agree(one: Value, other: Value) -> bool:
    """Equal, or roundings of one number."""
    if one.decimals == other.decimals or one.decimals is None or other.decimals is None:
        return one.amount == other.amount
    halves = Decimal(1).scaleb(-one.decimals) + Decimal(1).scaleb(-other.decimals)
    return abs(one.amount - other.amount) * 2 <= halves


def _row(table: InterpretedTable, value: Value) -> Row:
    return next(row for row in table.rows if row.index == value.row)


def _as_segments_total(table: InterpretedTable, clashes: Sequence[_Clash]) -> InterpretedTable:
    """The first of two amounts of the whole as the segments' total, where the line shows segments up to it and the
    last is called a total, or by the line's own name, or has no name."""
    segments: dict[str, int] = {}
    for value in table.values if clashes else ():
        if value.row is not None and any(s.kind is SubjectKind.SEGMENT for s in value.subjects):
            segments[value.line] = min(value.row, segments.get(value.line, value.row))
    total = Subject(
        kind=SubjectKind.SEGMENTS_TOTAL, name="Total segments", text="", evidence="a later row shows the whole"
    )
    names = {line.id: line.label.lower() for line in table.lines}
    changed: dict[str, Value] = {}
    for clash in clashes:
        one, other = clash.first, clash.second
        if _subjects(one) or one.row is None or other.row is None or one.row >= other.row:
            continue
        last = _row(table, other)
        again = last.label.lower() == names[one.line] and (
            is_total(_row(table, one).label) or is_profit(last.label)  # not "Commissions" earned, then paid
        )
        ends = is_total(last.label) or not last.label or last.subjects or again
        if segments.get(one.line, other.row) <= one.row and ends:
            changed[one.id] = replace(one, subjects=(total,))
    return replace(table, values=tuple(changed.get(value.id, value) for value in table.values))


def _by_own_words(table: InterpretedTable, clashes: Sequence[_Clash]) -> InterpretedTable:
    """Rows that clash, on lines of their own words, but for totals and rows without words."""
    lines = {line.id: line for line in table.lines}
    moved: dict[tuple[str, int], str] = {}
    for clash in clashes:
        rows = [_row(table, value) for value in (clash.first, clash.second)]
        if rows[0].index == rows[1].index:
            continue
        name = lines[clash.first.line].label
        own = [row for row in rows if _has_own_words(row, name)]
        if not own and all(row.label for row in rows) and rows[0].label.lower() != rows[1].label.lower():
            own = rows[:1]  # a total of some of what the other adds up
        for row in own if len(own) < len(rows) else own[1:]:
            moved[clash.first.line, row.index] = row.label
    return _moved(table, moved)


def _has_own_words(row: Row, line: str) -> bool:
    return bool(row.label) and not is_total(row.label) and row.label.lower() != line.lower()


def _by_line_above(table: InterpretedTable, clashes: Sequence[_Clash]) -> InterpretedTable:
    """Rows of the same words, each beside the line that it follows."""
    data = [row for row in table.rows if row.role in _DATA]
    at = {row.index: n for n, row in enumerate(data)}
    labels = {line.id: line.label for line in table.lines}
    names = {value.row: labels[value.line] for value in reversed(table.values)}
    moved: dict[tuple[str, int], str] = {}
    for clash in clashes:
        rows = [_row(table, value) for value in (clash.first, clash.second)]
        if rows[0].index == rows[1].index or not rows[0].label or rows[0].label.lower() != rows[1].label.lower():
            continue
        for row in rows:
            above = data[at[row.index] - 1] if at[row.index] else None
            name = names.get(above.index, "") if above is not None else ""
            if name and name != labels[clash.first.line]:
                moved[clash.first.line, row.index] = f"{row.label} of {name[0].lower()}{name[1:]}"
    return _moved(table, moved)


def _by_header(table: InterpretedTable, clashes: Sequence[_Clash]) -> InterpretedTable:
    """Columns of one row that name measures, each under its own words."""
    headers = {column.index: column.header[-1] for column in table.columns if column.header and not column.subjects}
    labels = {line.id: line.label for line in table.lines}
    columns: dict[tuple[str, int], str] = {}
    for clash in clashes:
        line, column = clash.second.line, clash.second.column
        if clash.first.row == clash.second.row and column is not None and headers.get(column):
            columns[line, column] = f"{labels[line]}, {headers[column]}"
    values = []
    made: dict[str, Line] = {}
    for value in table.values:
        label = columns.get((value.line, value.column)) if value.column is not None else None
        values.append(_on(value, label, table.lines, made) if label else value)
    return _kept(table, values, made)


def _moved(table: InterpretedTable, moved: Mapping[tuple[str, int], str]) -> InterpretedTable:
    made: dict[str, Line] = {}
    values = []
    for value in table.values:
        label = moved.get((value.line, value.row)) if value.row is not None else None
        values.append(_on(value, label, table.lines, made) if label else value)
    return _kept(table, values, made)


def _on(value: Value, label: str, lines: Sequence[Line], made: dict[str, Line]) -> Value:
    """The value on the line of this label under its old line's name."""
    old = next(line for line in lines if line.id == value.line)
    key = f"{old.id}/{label.lower()}"
    path = old.path if old.label.lower() in label.lower() else (*old.path, old.label)
    line = made.get(key) or replace(old, id=f"{old.id}a{len(made) + 1}", label=label, path=path, rows=(), ref=value.ref)
    made[key] = line
    return replace(value, line=line.id)


def _kept(table: InterpretedTable, values: Sequence[Value], made: Mapping[str, Line]) -> InterpretedTable:
    rows: dict[str, dict[int, None]] = {}
    for value in values:
        if value.row is not None:
            rows.setdefault(value.line, {})[value.row] = None
    lines = [
        replace(line, rows=tuple(sorted(rows[line.id]))) for line in (*table.lines, *made.values()) if line.id in rows
    ]
    return replace(table, values=tuple(values), lines=tuple(lines))
