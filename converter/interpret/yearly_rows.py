"""Rows whose labels end in the year of their figures: "Net sales 2024" over "Net sales 2023"."""

from __future__ import annotations

import re
from collections import defaultdict

from .grid import Grid, RowKind
from .names import name_key
from .periods import read_period

_ENDS = re.compile(r"(?<!\bdue)(?<!\bexpiring)(?<!\bmaturing)[\s,(](?:19|20)\d\d\)?$", re.IGNORECASE)


def yearly_labels(grid: Grid, latest: int) -> frozenset[str]:
    """The labels of rows that differ by the year at their end alone, up to the `latest` that may have been reported on,
    where no header shows a year."""
    for row in grid.of_kind(RowKind.HEADER):
        if any(read_period(cell.words).years for cell in row.cells.values()):
            return frozenset()
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row in grid.of_kind(RowKind.DATA):
        period = read_period(row.label)
        year = period.year if period.rest and not period.dated and not period.plural else None
        if year is not None and year <= latest and _ENDS.search(row.label):
            found[name_key(period.rest)][year] = row.label
    return frozenset(label for years in found.values() if len(years) > 1 for label in years.values())
