"""Rows of what the segments sell to or buy from one another, whatever else their labels say.

"Gas sales – intersegment" is the gas sales line's intersegment part, not a line of its own (rules 6, 15); "Gas sales –
external" beside it is the part that the whole company has. Words like "affiliates" may mean others than the company's
own segments: they count only where the table takes the amounts away again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..findings import Finding, info
from .labels import is_revenue, kind_of, measure_strength
from .model import Content, InterpretedTable, Line, Row, RowRole, Subject, SubjectKind, Value

_DATA = (RowRole.LINE, RowRole.SUBTOTAL, RowRole.TOTAL)
_SEGMENTS = r"(?:inter|intra)[- ]?(?:segments?|company|group)"
_OTHERS = r"(?:(?:the|our|other|reportable|operating|business) )*segments"
_AFFILIATES = r"(?:affiliates|affiliated (?:companies|entities|parties|customers)|related companies)"
_OUTSIDE = r"(?:external|outside|unaffiliated|non-?affiliated|third[- ]part(?:y|ies))"
_WHOSE = r"(?:,? (?:customers?|parties|sources|sales|revenues?|net))*"
_DASH = r"\s*(?:[,:;–—(]|\s-|-\s)\s*"
_SURE = re.compile(
    rf"(?:^|.*?\S{_DASH}){_SEGMENTS}(?: (?:sales|revenues?|transactions|transfers|net))?\)?$"
    rf"|.+ (?:from|to|with|between|among) (?:{_OTHERS}|{_SEGMENTS}(?: (?:sales|customers|sources|transactions))?)$"
    rf"|^{_SEGMENTS} \S",
    re.IGNORECASE,
)
_UNSURE = re.compile(rf".+(?:{_DASH}| (?:from|to|with) ){_AFFILIATES}\)?$|^affiliates?d? (?:sales|revenues?)$", re.I)
_AWAY = re.compile(
    rf"(?:{_DASH}| (?:from|to|with|between|among) )(?:{_OTHERS}|{_SEGMENTS}|{_AFFILIATES}|{_OUTSIDE}{_WHOSE})"
    r"(?: (?:sales|revenues?|transactions|transfers|customers|sources|net))*\)?$"
    rf"|^(?:{_SEGMENTS}|{_OUTSIDE}(?:[- ](?:customers?|party))?|affiliates?d?)[- ]",
    re.IGNORECASE,
)
"""What says whose a measure is, off which the measure itself is left."""
_NOBODY = re.compile(rf"{_SEGMENTS}|{_OUTSIDE}(?: (?:customers?|parties|sources))?|affiliates", re.IGNORECASE)
_EXTERNAL = re.compile(rf"\b{_OUTSIDE}\b|\bcustomers$", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(?:costs?|expenses?|purchases?|fees|charges|income|fuel|transportation|rents?|commissions|premiums)\b",
    re.IGNORECASE,
)
"""What segments may have of one another besides revenue; amounts due are no part of a line."""
_SHARED = re.compile(r"\b(?:costs?|expenses?|income)\b", re.IGNORECASE)
"""Measures that say what they are without the words of whose they are; "Purchases" alone says less."""
_NO_TRADE = re.compile(r"\beliminat|\bequity\b|\bdividends?\b|\breceivables?\b|\bpayables?\b|\bdue\b|\bnet inc", re.I)
_OWN_PART = frozenset(
    {
        SubjectKind.SEGMENT,
        SubjectKind.SUBSEGMENT,
        SubjectKind.ALL_OTHER,
        SubjectKind.CORPORATE,
        SubjectKind.RECONCILING,
        SubjectKind.ELIMINATION,
        SubjectKind.CORPORATE_AND_ELIMINATION,
        SubjectKind.SEGMENTS_TOTAL,
        SubjectKind.REPORTABLE_TOTAL,
    }
)
_BETWEEN = frozenset({SubjectKind.ELIMINATION, SubjectKind.CORPORATE_AND_ELIMINATION})
_SEGMENTS_PART = frozenset({SubjectKind.SEGMENT, SubjectKind.INTERSEGMENT})
_NOTHING = "what segments sell one another is nothing for the whole"
_NEAR = 3
"""How many rows from the intersegment row its external row may stand."""


class _Part(Struct, frozen=True, kw_only=True):
    """An intersegment row: the measure that its words name, and the row of the same measure's outside part."""

    row: Row
    base: str
    outside: Row | None


def mark_between(table: InterpretedTable) -> tuple[InterpretedTable, tuple[Finding, ...]]:
    """`table` with its intersegment rows as parts of the lines that they are of."""
    rows = [row for row in table.rows if row.role in _DATA and row.label]
    table = _under_heading(table)
    if not any(_SURE.search(row.label) or _UNSURE.search(row.label) for row in rows):
        return table, ()
    shown: dict[int, list[Value]] = {}
    for value in table.values:
        if value.row is not None and value.content is Content.MONEY:
            shown.setdefault(value.row, []).append(value)
    parts = [p for at in range(len(rows)) if (p := _part(at, rows, shown)) is not None]
    parts = [part for part in parts if part.outside is not None or _alone(part, shown)]
    return _joined(table, parts, shown) if parts else (table, ())


def _under_heading(table: InterpretedTable) -> InterpretedTable:
    """Segments under "Intersegment revenues" show parts of the line that stands under another heading as external."""
    wholes = [line for line in table.lines if _EXTERNAL.search(line.label) and is_revenue(line.label)]
    own = {
        line.id
        for line in table.lines
        if kind_of(line.label) is SubjectKind.INTERSEGMENT and _plain(measure_of(line.label)) and len(line.rows) > 1
    }
    own &= {v.line for v in table.values if {s.kind for s in v.subjects} >= _SEGMENTS_PART}
    if len(wholes) != 1 or not own:
        return table
    whole = wholes[0].id
    lines = {line.id: line for line in table.lines}
    rows = {row for name in (*own, whole) for row in lines[name].rows}
    label = measure_of(lines[whole].label)
    lines[whole] = replace(lines[whole], rows=tuple(sorted(rows)), label=label or lines[whole].label)
    values = tuple(replace(v, line=whole) if v.line in own else v for v in table.values)
    return replace(table, values=values, lines=tuple(line for name, line in lines.items() if name not in own))


def _part(at: int, rows: Sequence[Row], shown: Mapping[int, Sequence[Value]]) -> _Part | None:
    """The row as an intersegment part, where its words say so and its columns say whose the figures are."""
    row = rows[at]
    if row.index not in shown or kind_of(row.label) not in {None, SubjectKind.INTERSEGMENT}:
        return None
    if _NO_TRADE.search(row.label) or row.label.lower().startswith(("less", "net ", "total ")):
        return None
    sure = _SURE.search(row.label) is not None
    if not sure and not (_UNSURE.search(row.label) and _comes_to_nothing(shown[row.index])):
        return None
    if not any(subject.kind is SubjectKind.SEGMENT for value in shown[row.index] for subject in value.subjects):
        return None
    base = measure_of(row.label)
    near = [r for r in rows[max(0, at - _NEAR) : at + _NEAR + 1] if r is not row and r.path == row.path]
    near.sort(key=lambda r: abs(r.index - row.index))
    outside = next((r for r in near if r.index in shown and _is_outside(r.label, base)), None)
    return _Part(row=row, base=base, outside=outside)


def measure_of(label: str) -> str:
    """The measure without the words of whose it is.

    >>> measure_of("Gas sales - intersegment"), measure_of("Intersegment cost of sales"), measure_of("Intersegment")
    ('Gas sales', 'Cost of sales', '')
    """
    if _NOBODY.fullmatch(label):
        return ""
    bare = _AWAY.sub("", label).strip(" ,:;-–—(")
    return bare[:1].upper() + bare[1:]


def _is_outside(label: str, base: str) -> bool:
    """Whether a row is the outside part of what is sold between segments: of the same measure, called external or by
    the measure alone."""
    if _SURE.search(label) or _UNSURE.search(label):
        return False
    own = measure_of(label)
    if _EXTERNAL.search(label) and (not base or not own or (is_revenue(base) and is_revenue(own))):
        return _plain(own) or _plain(base) or _key(own) == _key(base)
    return bool(base) and _key(own) == _key(base)


def _plain(measure: str) -> bool:
    return _key(measure) in {frozenset(), frozenset({"revenue"}), frozenset({"sale"})}


def _key(measure: str) -> frozenset[str]:
    """The telling words of a measure, the same in the singular."""
    words = re.findall(r"[a-z]+", measure.lower())
    return frozenset(w.removesuffix("s") for w in words if w not in {"net", "operating", "total", "of", "the", "from"})


def _comes_to_nothing(values: Sequence[Value]) -> bool:
    """Whether the row's amounts of the segments are taken away again, so that nothing is left for the whole."""
    whole = [v for v in values if {s.kind for s in v.subjects} <= {SubjectKind.CONSOLIDATED}]
    away = [v for v in values if v.number and {s.kind for s in v.subjects} & _BETWEEN]
    return bool(away) and all(not v.number for v in whole)


def _alone(part: _Part, shown: Mapping[int, Sequence[Value]]) -> bool:
    """Whether a part without its outside row is plainly of a measure that segments have of one another."""
    named = kind_of(part.row.label) is None and (is_revenue(part.base) or _TRADE.search(part.base) is not None)
    return named and measure_strength(part.base) > 0 and _comes_to_nothing(shown[part.row.index])


def _joined(
    table: InterpretedTable, parts: Sequence[_Part], shown: Mapping[int, Sequence[Value]]
) -> tuple[InterpretedTable, tuple[Finding, ...]]:
    lines = {line.id: line for line in table.lines}
    changed: dict[str, Value] = {}
    gone: dict[str, Value] = {}
    marked: dict[int, Row] = {}
    for part in parts:
        text = part.row.label
        inside = Subject(kind=SubjectKind.INTERSEGMENT, name=text, text=text, evidence="its own words")
        marked[part.row.index] = _marked(part.row, inside)
        own = {value.line for value in shown[part.row.index]}
        outside = {value.line for value in shown[part.outside.index]} if part.outside is not None else set()
        line = next(iter(outside)) if len(outside) == 1 else ""
        for name in (outside if line else own) if part.base or line else ():
            lines[name] = _named(lines[name], part)
        for value in shown[part.row.index]:
            subjects = tuple(s for s in value.subjects if s.kind is not SubjectKind.INTERSEGMENT)
            if {s.kind for s in subjects} & _OWN_PART:
                changed[value.id] = replace(value, line=line or value.line, subjects=(inside, *_bare(subjects)))
            elif not value.number and not _is_joined(part) and _comes_to_nothing(shown[part.row.index]):
                gone[value.id] = value
    values = tuple(changed.get(v.id) or _of_outside(v, parts) for v in table.values if v.id not in gone)
    told = tuple(info("interpret.set-aside", f"{v.shown} is not reported: {_NOTHING}", v.ref) for v in gone.values())
    used: dict[str, dict[int, None]] = {}
    for value in values:
        if value.row is not None:
            used.setdefault(value.line, {})[value.row] = None
    kept = tuple(replace(line, rows=tuple(sorted(used[name]))) for name, line in lines.items() if name in used)
    rows = tuple(marked.get(row.index, row) for row in table.rows)
    return replace(table, rows=rows, values=values, lines=kept), told


def _is_joined(part: _Part) -> bool:
    """Whether the row is one of three of revenue, of which `join_revenue` tells what is nothing."""
    return part.outside is not None and (not part.base or is_revenue(part.base))


def _bare(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Segments by their names alone, where a row's label joins name and part ("Alder - intersegment")."""
    kind = SubjectKind.SEGMENT
    return tuple(replace(s, name=measure_of(s.name) or s.name) if s.kind is kind else s for s in subjects)


def _of_outside(value: Value, parts: Sequence[_Part]) -> Value:
    outside = any(part.outside is not None and part.outside.index == value.row for part in parts)
    return replace(value, subjects=_bare(value.subjects)) if outside else value


def _marked(row: Row, inside: Subject) -> Row:
    if any(subject.kind is SubjectKind.INTERSEGMENT for subject in row.subjects):
        return row
    return replace(row, subjects=(*row.subjects, inside))


def _named(line: Line, part: _Part) -> Line:
    """The line by its measure: of the outside row where it names one, else of the intersegment row."""
    own = measure_of(line.label)
    label = own if measure_strength(own) else part.base
    says = is_revenue(label) or _SHARED.search(label) is not None
    return replace(line, label=label) if says else line
