"""Which kind of table it is (rule 21): by the subjects of its rows, then by what its lines measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from ..knowledge import vocabulary
from .model import Line, SubjectKind, TableKind, Value


@cache
def _patterns() -> tuple[tuple[tuple[TableKind, re.Pattern[str]], ...], re.Pattern[str]]:
    data: dict[str, Any] = vocabulary("kinds")
    kinds = tuple((TableKind(entry["kind"]), re.compile(entry["pattern"])) for entry in data["kinds"])
    return kinds, re.compile("|".join(data["reconciliation"]["patterns"]))


def table_kind(lines: Sequence[Line], captions: Sequence[str], values: Sequence[Value]) -> TableKind:
    """The kind of a table:

    1. most values are of places, products or customers → that; 2. the caption or a heading says reconciliation, and
    most rows are lines of their own → reconciliation; 3. what most lines measure.
    """
    kinds, reconciliation = _patterns()
    subjects = Counter(subject.kind for value in values for subject in value.subjects)
    segments = subjects[SubjectKind.SEGMENT] + subjects[SubjectKind.ALL_OTHER]
    for kind, table in (
        (SubjectKind.GEOGRAPHY, TableKind.GEOGRAPHY),
        (SubjectKind.CUSTOMER, TableKind.CUSTOMERS),
        (SubjectKind.PRODUCT, TableKind.PRODUCTS),
    ):
        if subjects[kind] > segments and 3 * subjects[kind] >= len(values):
            return table
    near = " ".join(
        [*captions[:1], *(line.label for line in lines), *(part for line in lines for part in line.path)]
    ).lower()
    if reconciliation.search(near) and not segments * 2 > len(values):
        return TableKind.RECONCILIATION
    counts = Counter[TableKind]()
    for line in lines:
        found = next((kind for kind, pattern in kinds if pattern.search(line.label.lower())), None)
        if found:
            counts[found] += len(line.rows)
    if not counts:
        found = next(
            (kind for kind, pattern in kinds for caption in captions[:1] if pattern.search(caption.lower())), None
        )
        return found or TableKind.OTHER
    if counts[TableKind.PROFIT_OR_LOSS] * 3 >= sum(counts.values()):
        return TableKind.PROFIT_OR_LOSS
    return counts.most_common(1)[0][0]
