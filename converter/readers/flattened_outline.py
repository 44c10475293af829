"""The indents that a dump lost, as far as sums tell them: which rows stand under a section within a section."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from .flattened_amounts import Amounts, Cols, amounts_of, near
from .flattened_columns import Placing, Row
from .flattened_items import Item

INDENT = 10.0
"""Points, as a page would set them: any step says the same."""


def indents(layout: Sequence[Item | Row], places: Sequence[Placing]) -> dict[int, float]:
    """Index in `layout` → indent of the row, where there is one.

    Of two sections with no row between, the second ends at the first row without a label, or with "Total" and the
    section's name for one, that is the sum of the rows below it: what follows stands under the first section alone.
    """
    if not any(isinstance(a, Item) and isinstance(b, Item) for a, b in pairwise(layout)):
        return {}
    placing = iter(places)
    rows = [None if isinstance(row, Item) else (amounts_of(row.values), next(placing).cols) for row in layout]
    out: dict[int, float] = {}
    for at in range(1, len(layout)):
        inner = layout[at]
        if isinstance(layout[at - 1], Item) and isinstance(inner, Item):
            out.update(dict.fromkeys(_parts(layout, rows, at + 1, inner.text), INDENT))
    return out


def _parts(
    layout: Sequence[Item | Row], rows: Sequence[tuple[Amounts, Cols] | None], start: int, section: str
) -> range:
    """The rows from `start` that the section's total adds up; none where it does not."""
    total = f"total {section.casefold().rstrip(':')}"
    sums: dict[int, Decimal] = {}
    for at in range(start, len(layout)):
        row, found = layout[at], rows[at]
        if found is None or isinstance(row, Item):
            break
        cells = dict(zip(found[1], found[0].numbers, strict=True))
        if not row.label or " ".join(item.text for item in row.label).casefold() == total:
            count = at - start
            adds = all(near(sums.get(col, Decimal(0)), number, count) for col, number in cells.items())
            return range(start, at) if count >= 2 and adds else range(0)
        for col, number in cells.items():
            sums[col] = sums.get(col, Decimal(0)) + number
    return range(0)
