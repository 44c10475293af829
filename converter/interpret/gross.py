"""Revenue shown three times: from outsiders, between segments, and both together.

The three are one line (rule 15): the outside part stands on the segment alone, the inside part is the segment's
intersegment part, and what they add up to is the segment's gross figure, as the operating segments report it (rule 6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..findings import Finding, info
from .between import measure_of
from .labels import bare_measure, is_external, is_revenue, is_total
from .model import Content, InterpretedTable, Line, Row, RowRole, Subject, SubjectKind, Value

_DATA = (RowRole.LINE, RowRole.SUBTOTAL, RowRole.TOTAL)
_NAMED = frozenset({SubjectKind.SEGMENT, SubjectKind.ALL_OTHER, SubjectKind.SUBSEGMENT})
_CORPORATE = frozenset({SubjectKind.CORPORATE})
_BETWEEN = frozenset({SubjectKind.ELIMINATION, SubjectKind.CORPORATE_AND_ELIMINATION})
_APART = _BETWEEN | {SubjectKind.RECONCILING, SubjectKind.CORPORATE}
_INSIDE = frozenset({SubjectKind.INTERSEGMENT})
_TOTALS = frozenset({SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL})
_NO_SELLER = frozenset({SubjectKind.RECONCILING, SubjectKind.CORPORATE})
_SALES = re.compile(r"\bsales\b(?!.*\brevenues?\b)", re.IGNORECASE)
_NOTHING = "there is no such revenue where it would stand"
GROSS = Subject(
    kind=SubjectKind.SEGMENTS_TOTAL, name="Gross", text="", evidence="adds up outside and intersegment revenue"
)


class _Three(Struct, frozen=True, kw_only=True):
    """The values of the three, side by side: by column where they are rows, by row where they are columns."""

    line: str
    outside: Mapping[int, Value]
    """Empty where several lines of revenue make it up."""
    between: Mapping[int, Value]
    both: Mapping[int, Value]
    label: str
    """What their sum is called."""


def join_revenue(table: InterpretedTable) -> tuple[InterpretedTable, tuple[Finding, ...]]:
    """`table` with outside, intersegment and gross revenue as one line, the gross figures marked as such.

    A zero or dash where eliminations meet outside revenue, or corporate meets intersegment revenue, says only that
    there is nothing, and would contradict what is eliminated: it is set aside."""
    changed: dict[str, Value] = {}
    named: dict[str, str] = {}
    empty: dict[str, Value] = {}
    lines = {line.id: line for line in table.lines}
    for found in (*_by_rows(table, lines), *_by_columns(table)):
        three = _as_segments(found)
        line = three.line
        named[line] = three.label
        changed |= {v.id: replace(v, line=line) for v in three.outside.values()}
        changed |= _inside(three, line)
        changed |= _gross(three, line)
        empty |= {v.id: v for v in three.outside.values() if not v.number and _kinds(v) & _BETWEEN}
        empty |= _unsold(three)
    if not changed:
        return table, ()
    values = tuple(changed.get(value.id, value) for value in table.values if value.id not in empty)
    told = tuple(info("interpret.set-aside", f"{v.shown} is not reported: {_NOTHING}", v.ref) for v in empty.values())
    return _with_values(table, values, named, lines), told


def _as_segments(three: _Three) -> _Three:
    """Corporate with intersegment revenue of its own is told gross from net like a segment; a corporate column that
    takes away what the segments sold one another is, in these rows, what is eliminated."""
    inside = [v for v in three.between.values() if v.number and _kinds(v) & _CORPORATE]
    if not inside or not three.both:
        return three
    if all(_eliminates(v, three) for v in inside):
        kind, at = SubjectKind.ELIMINATION, {v.column for v in inside}
    else:
        kind, at = SubjectKind.SEGMENT, {v.column for v in three.between.values()}

    def settled(values: Mapping[int, Value]) -> dict[int, Value]:
        return {
            place: replace(
                v,
                subjects=tuple(
                    replace(s, kind=kind) if s.kind in _CORPORATE and v.column in at else s for s in v.subjects
                ),
            )
            for place, v in values.items()
        }

    return replace(three, outside=settled(three.outside), between=settled(three.between), both=settled(three.both))


def _eliminates(value: Value, three: _Three) -> bool:
    """Whether a figure takes away what the others sold one another, and has nothing outside."""
    others = [v for v in three.between.values() if v is not value and v.number and _kinds(v) & _NAMED]
    outside = [v for v in three.outside.values() if (v.row, v.column) != (value.row, value.column)]
    sold = any(v.number for v in outside if _kinds(v) & _CORPORATE)
    return bool(others) and not sold and all(v.negative is not value.negative for v in others)


def _kinds(value: Value) -> frozenset[SubjectKind]:
    return frozenset(subject.kind for subject in value.subjects)


def _with_values(
    table: InterpretedTable, values: Sequence[Value], named: Mapping[str, str], lines: Mapping[str, Line]
) -> InterpretedTable:
    """The table with these values, and its lines as the values use them."""
    rows: dict[str, dict[int, None]] = {}
    for value in values:
        if value.row is not None:
            rows.setdefault(value.line, {})[value.row] = None
    kept = []
    for line in table.lines:
        if line.id in rows:
            label = named.get(line.id) or line.label
            kept.append(replace(line, label=label, rows=tuple(sorted(rows[line.id]))))
    whole = {line: line.removesuffix("t") for line in rows if line not in lines}
    for own, base in whole.items():
        label = _total_label(named.get(base) or lines[base].label)
        kept.append(replace(lines[base], id=own, label=label, rows=tuple(sorted(rows[own])), is_total=True))
    return replace(table, values=tuple(values), lines=tuple(kept))


def _total_label(label: str) -> str:
    return f"Total intersegment {'sales' if _SALES.search(label) else 'revenues'}"


def _by_rows(table: InterpretedTable, lines: Mapping[str, Line]) -> Iterator[_Three]:
    rows = [row for row in table.rows if row.role in _DATA]
    shown: dict[int, dict[int, Value]] = {}
    for value in table.values:
        if value.row is not None and value.column is not None and value.content is Content.MONEY:
            shown.setdefault(value.row, {})[value.column] = value
    for at, row in enumerate(rows):
        if not _is_between(row, shown.get(row.index, {})):
            continue
        between = shown[row.index]
        ends = ((at - 1, at + 1), (at + 1, at + 2))  # the outside row above, or below as one line with it
        found = next((e for e in ends if _outside_of(row, rows, e[0], shown, lines, below=e[0] > at)), None)
        if found is None:
            continue
        above, below = rows[found[0]], rows[found[1]] if found[1] < len(rows) else None
        outside = shown[above.index]
        both = shown.get(below.index, {}) if below is not None and below.path == row.path else {}
        several = _several(rows[:at], row, both, shown, lines)
        if several and below is not None and is_revenue(below.label) and _adds([*several, between], both):
            line = next(iter(both.values())).line
            yield _Three(line=line, outside={}, between=between, both=both, label=bare_measure(below.label))
            continue
        both = both if below is not None and _totals(below, both, lines) and _adds([outside, between], both) else {}
        label = bare_measure(below.label) if both and below is not None and is_revenue(below.label) else ""
        line = next(iter(outside.values())).line
        yield _Three(line=line, outside=outside, between=between, both=both, label=label)


def _several(
    above: Sequence[Row],
    row: Row,
    both: Mapping[int, Value],
    shown: Mapping[int, Mapping[int, Value]],
    lines: Mapping[str, Line],
) -> list[Mapping[int, Value]]:
    """The lines of revenue right above an intersegment row and its total, where there is more than one."""
    found: list[Mapping[int, Value]] = []
    for other in reversed(above if both else ()):
        values = shown.get(other.index, {})
        if other.path != row.path or not _of_revenue(values, lines) or _is_between(other, values):
            break
        found.append(values)
    return found if len(found) > 1 else []


def _outside_of(
    row: Row,
    rows: Sequence[Row],
    at: int,
    shown: Mapping[int, Mapping[int, Value]],
    lines: Mapping[str, Line],
    *,
    below: bool,
) -> bool:
    """Whether the row at a place is the outside part of an intersegment row: revenue above it, or its own line."""
    other = rows[at] if 0 <= at < len(rows) else None
    outside = shown.get(other.index, {}) if other is not None else {}
    if other is None or not outside or other.path != row.path or _is_between(other, outside):
        return False
    of_revenue = not measure_of(row.label) or is_revenue(row.label)
    if {v.line for v in outside.values()} <= {v.line for v in shown[row.index].values() if _kinds(v) & _INSIDE}:
        return of_revenue or not _of_revenue(outside, lines)
    return of_revenue and not below and _of_revenue(outside, lines)


def _is_between(row: Row, values: Mapping[int, Value]) -> bool:
    return bool(values) and any(s.kind is SubjectKind.INTERSEGMENT for s in row.subjects)


def _of_revenue(values: Mapping[int, Value], lines: Mapping[str, Line]) -> bool:
    used = {value.line for value in values.values()}
    return len(used) == 1 and all(is_revenue(lines[line].label) or is_external(lines[line].label) for line in used)


def _totals(row: Row, values: Mapping[int, Value], lines: Mapping[str, Line]) -> bool:
    return not row.label or is_total(row.label) or _of_revenue(values, lines)


def _adds(addends: Sequence[Mapping[int, Value]], both: Mapping[int, Value]) -> bool:
    """Whether `both` is the sum of the others, the intersegment part last, wherever it stands, but for rounding."""
    between = addends[-1]
    for at, value in both.items():
        parts = [values[at] for values in addends if at in values]
        unit = max(10**-v.decimals if v.decimals is not None and v.decimals < 0 else 1 for v in (value, *parts))
        if abs(sum((p.amount for p in parts), start=value.amount * 0) - value.amount) > unit:
            return False
    return any(at in between and not between[at].nil for at in both)


def _by_columns(table: InterpretedTable) -> Iterator[_Three]:
    shown: dict[int, dict[int, Value]] = {}
    for value in table.values:
        if value.row is not None and value.column is not None and value.content is Content.MONEY:
            shown.setdefault(value.column, {})[value.row] = value
    columns = [column for column in table.columns if column.index in shown]
    for at, column in enumerate(columns[1:-1], 1):
        if not any(s.kind is SubjectKind.INTERSEGMENT for s in column.subjects):
            continue
        outside, both = shown[columns[at - 1].index], shown[columns[at + 1].index]
        words = [columns[i].header[-1] if columns[i].header else "" for i in (at - 1, at + 1)]
        if (is_external(words[0]) or is_revenue(words[0])) and _adds([outside, shown[column.index]], both):
            line = next(iter(outside.values())).line
            yield _Three(line=line, outside=outside, between=shown[column.index], both=both, label="")


def _unsold(three: _Three) -> dict[str, Value]:
    """Zeros where corporate, which has outside revenue, meets intersegment revenue that is eliminated."""
    if not any(_kinds(v) & _BETWEEN for v in three.between.values()):
        return {}
    zeros = {at: v for at, v in three.between.items() if not v.number and _kinds(v) & _NO_SELLER}
    return {v.id: v for at, v in zeros.items() if at in three.outside and three.outside[at].number}


def _inside(three: _Three, line: str) -> dict[str, Value]:
    """The segments' own parts, on the line; their total beside what eliminates it is a line of its own."""
    out = {}
    for value in three.between.values():
        own = bool(_kinds(value) & (_NAMED | _APART | _TOTALS))
        subjects = value.subjects if own else ()
        if not value.number and _kinds(value) & _NO_SELLER:
            subjects = tuple(s for s in subjects if s.kind is not SubjectKind.INTERSEGMENT)
        out[value.id] = replace(value, line=line if own else f"{line}t", subjects=subjects)
    return out


def _gross(three: _Three, line: str) -> dict[str, Value]:
    """The sums, marked as gross where a segment's or the whole's differs from the outside part."""
    out = {}
    for at, value in three.both.items():
        subjects = value.subjects
        inside = three.between.get(at)
        kinds = _kinds(value)
        if kinds & _NAMED:
            subjects = (*subjects, GROSS)
        elif kinds <= {SubjectKind.CONSOLIDATED} and inside is not None and inside.number:
            subjects = (GROSS,)
        out[value.id] = replace(value, line=line, subjects=subjects)
    return out
