"""What each stream of revenue cost: the cost of revenue of a product, not a cost of its own kind (rules 10 and 12)."""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec.structs import replace

from .labels import is_revenue, tokens
from .model import Content, InterpretedTable, Line, Subject, SubjectKind, Value

_COST_OF = re.compile(
    r"^(?:total )?(?:costs? of (?P<of>.+)"
    r"|(?P<for>.+?),? (?P<whole>costs? of (?:goods sold|products sold|revenues?|sales)))$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^(?:total )?(?:costs? of (?:net )?(?:goods sold|products sold|revenues?|sales))$", re.IGNORECASE)
_SOLD = "Cost of goods and services sold"
_PLAIN = frozenset("revenue revenues sale sales net and of the total goods sold".split())  # noqa: SIM905 - legible
"""Words that say revenue or its cost, and not which."""


def costs_by_stream(table: InterpretedTable) -> InterpretedTable:
    """`table`, its revenue by stream, with the costs of the same streams as products on one line of cost of revenue.

    "Cost of services" beside "Service revenue" is a part of the cost of revenue: two lines or more that a stream's
    words name, each of another stream, and that lead to the same total."""
    streams = _streams(table)
    if len(streams) < 2:
        return table
    groups: dict[tuple[str | None, int | None], dict[str, tuple[Line, Subject]]] = defaultdict(dict)
    for line in table.lines:
        stream = streams.get(_stream_words(line.label)) if line.content is Content.MONEY else None
        if stream is not None:
            groups[line.total, line.effect].setdefault(stream.name, (line, stream))
    for found in groups.values():
        if len(found) > 1:
            table = _joined(table, list(found.values()))
    return table


def _streams(table: InterpretedTable) -> dict[frozenset[str], Subject]:
    """The products of the table's revenue by the words of their names."""
    revenue = {line.id for line in table.lines if is_revenue(line.label)}
    return {
        words: subject
        for value in table.values
        if value.line in revenue
        for subject in value.subjects
        if subject.kind is SubjectKind.PRODUCT and (words := _words(subject.name))
    }


def _stream_words(label: str) -> frozenset[str]:
    """What the label is the cost of, where it says which revenue's it is."""
    match = _COST_OF.match(label)
    return _words(match["of"] or match["for"]) if match else frozenset()


def _words(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in tokens(name)) - {word.rstrip("s") for word in _PLAIN}


def _joined(table: InterpretedTable, parts: list[tuple[Line, Subject]]) -> InterpretedTable:
    """The parts as products on their total where that is the cost of revenue, else on the first of them, called so."""
    streams = {line.id: stream for line, stream in parts}
    first = parts[0][0]
    total = next((line for line in table.lines if line.id == first.total and _WHOLE.match(line.label)), None)
    owner = total or replace(first, label=_whole_name(first.label), is_total=False)
    values = tuple(
        _of_stream(value, streams[value.line], owner.id) if value.line in streams else value for value in table.values
    )
    gone = streams.keys() - {owner.id}
    rows = tuple(sorted({v.row for v in values if v.line == owner.id and v.row is not None}))
    owner = replace(owner, rows=rows)
    lines = (owner if line.id == owner.id else line for line in table.lines if line.id not in gone)
    kept = tuple(replace(line, parts=tuple(part for part in line.parts if part not in gone)) for line in lines)
    return replace(table, lines=kept, values=values)


def _whole_name(label: str) -> str:
    """The cost of all streams in the words of one's: what is sold costs, or its revenue does."""
    match = _COST_OF.match(label)
    if match and match["whole"]:
        return str(match["whole"]).capitalize()
    return "Cost of revenue" if is_revenue(re.sub("^costs? of", "", label, flags=re.IGNORECASE)) else _SOLD


def _of_stream(value: Value, stream: Subject, line: str) -> Value:
    said = replace(stream, evidence="what a part of the revenue cost")
    return replace(value, line=line, subjects=(said, *value.subjects))
