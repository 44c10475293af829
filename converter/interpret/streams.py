"""Revenue by stream: rows that add up to revenue are products of it, not measures of their own (rule 10)."""

from __future__ import annotations

import re

from msgspec.structs import replace

from .labels import bare_measure, is_revenue, tokens
from .model import Content, InterpretedTable, Line, Subject, SubjectKind, TableKind, Value
from .names import name_key
from .reaches import BESIDE

_PLAIN = frozenset(
    """revenue revenues sales net total operating segment segments consolidated and of the from reportable company all
    external customer customers""".split()  # noqa: SIM905 - legible
)
"""Words of revenue as such: "Total net sales", not "Merchandise sales"."""
_OTHER = re.compile(
    r"\b(?:premiums?|income|gains?|loss(?:es)?|interest|dividends?|equity|investments?|costs?|expenses?|inter-?segment"
    r"|inter-?company|unaffiliated|external|third|customers?|eliminat\w*|provision|taxes)\b",
    re.IGNORECASE,
)
"""What stands among revenue and is a measure of its own, or tells outside from inside."""
_COST = re.compile(
    r"\b(?:development|(?:sales|selling) and marketing|administrative|depreciation|amortization|compensation|wages"
    r"|salaries|labor|rent expense|segment items?|profit|earnings|ebitda)\b",
    re.IGNORECASE,
)
"""What is no part of revenue though the figures would allow it: where costs and profit add up to revenue again."""
_SOLD = re.compile(
    r"^(?!.*\b(?:cost|paid|payable|legal|professional|audit|consulting|contract(?:ed)?|shared|outside|trustee|board)\b)"
    r"(?:[\w&-]+,? ){0,4}(?:products?|services?|subscriptions?|royalt(?:y|ies)|licen[sc](?:es?|ing)|fees|commissions"
    r"|memberships?|maintenance|hardware|software)(?:,? net)?$",
    re.IGNORECASE,
)
"""What customers pay for, by its name: a stream of revenue where it adds to revenue, though nothing calls it that."""
_INSURED = re.compile(r"\bpremiums?\b", re.IGNORECASE)
"""Among an insurer's revenues what it charges has elements of its own."""
_BESIDE = frozenset({*BESIDE, SubjectKind.RECONCILING})
_NAMED = frozenset({SubjectKind.PRODUCT, SubjectKind.GEOGRAPHY, SubjectKind.CUSTOMER, SubjectKind.OTHER})


def by_stream(table: InterpretedTable) -> InterpretedTable:
    """`table`, footed, with the lines that its revenue is the sum of as products on the line of that revenue."""
    if table.kind not in (TableKind.PROFIT_OR_LOSS, TableKind.RECONCILIATION, TableKind.PRODUCTS):
        return table
    streams: dict[str, tuple[Line, str]] = {}
    products: set[str] = set()
    for line in table.lines:
        parts = _parts(line, table)
        streams |= {part.id: (part, line.id) for part in parts}
        products |= _products(parts, table)
    if not streams:
        return table
    values = tuple(
        _as_product(v, *streams[v.line])
        if v.line in products
        else replace(v, line=streams[v.line][1])
        if v.line in streams
        else v
        for v in table.values
    )
    lines = []
    for line in table.lines:
        if line.id not in streams:
            rows = {v.row for v in values if v.line == line.id and v.row is not None}
            kept = tuple(part for part in line.parts if part not in streams)
            lines.append(replace(line, rows=tuple(sorted(rows)), parts=kept))
    return replace(table, lines=tuple(lines), values=values)


def _parts(line: Line, table: InterpretedTable) -> list[Line]:
    """The streams of a line that is revenue as such: two or more, most called revenue or by what is sold, none another
    measure. Beside rent, interest or what investments earn, which are no contracts with customers, what is sold is."""
    if line.content is not Content.MONEY:
        return []
    parts = [other for other in table.lines if other.total == line.id and other.effect == 1]
    if _INSURED.search(line.label) and len(parts) > 1 and all(_heads(line, part) for part in parts):
        return parts
    if not is_revenue(line.label) or not set(tokens(line.label)) <= _PLAIN:
        return []
    parts = [part for part in parts if not _COST.search(part.label)]
    if any(_OTHER.search(part.label) for part in parts):
        if any(_INSURED.search(part.label) for part in parts):
            return []
        parts = [part for part in parts if _SOLD.search(part.label) and not _OTHER.search(part.label)]
    else:
        called = sum(_is_stream(part.label) for part in parts)
        if len(parts) < 2 or 2 * called <= len(parts):
            return []
    ids = {part.id for part in parts}
    return [] if _between(ids, table) else parts


def _heads(line: Line, part: Line) -> bool:
    """Whether a part stands under its total's own name: what is insured ("General liability" under "Net premiums
    earned:"), not a measure of its own."""
    same = bool(part.path) and name_key(bare_measure(part.path[-1])) == name_key(bare_measure(line.label))
    return same and not _INSURED.search(part.label)


def _is_stream(label: str) -> bool:
    """Whether a label names one stream of revenue, as revenue or by what is sold."""
    return bool(_SOLD.search(label)) or (is_revenue(label) and not set(tokens(label)) <= _PLAIN)


def _products(parts: list[Line], table: InterpretedTable) -> set[str]:
    """Which streams are products: two or more. What stands beside the segments (corporate, eliminations) leads from
    their revenue to the whole, and the one line that it is added to is the segments' revenue, whatever it is called."""
    beside = {
        part.id
        for part in parts
        if all(any(s.kind in _BESIDE - {SubjectKind.CONSOLIDATED} for s in v.subjects) for v in _of(part, table))
    }
    rest = {part.id for part in parts} - beside
    return rest if len(rest) > 1 or not beside else set()


def _of(line: Line, table: InterpretedTable) -> list[Value]:
    return [value for value in table.values if value.line == line.id]


def _between(ids: set[str], table: InterpretedTable) -> bool:
    kinds = {s.kind for v in table.values if v.line in ids for s in v.subjects}
    return SubjectKind.INTERSEGMENT in kinds


def _of_segment(label: str, value: Value) -> bool:
    """Whether a label says no more than whose revenue it is: "Total Alder segment sales"."""
    names = {word for s in value.subjects if s.kind is SubjectKind.SEGMENT for word in tokens(s.name)}
    return bool(names) and set(tokens(label)) - names <= _PLAIN


def _as_product(value: Value, part: Line, line: str) -> Value:
    if any(subject.kind in _NAMED for subject in value.subjects) or _of_segment(part.label, value):
        return replace(value, line=line)
    stream = Subject(
        kind=SubjectKind.PRODUCT, name=part.label, text=part.label, ref=part.ref, evidence="a part of the revenue below"
    )
    return replace(value, line=line, subjects=(stream, *value.subjects))
