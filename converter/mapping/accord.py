"""How unanimous filers are on a label: what a confidence over nine in ten rests on.

The label statistics count the rows of filers' statements and notes. A label that nearly all of many filers tag alike
is tagged so by the next filer too, whatever else the ranking weighs; one that they tag in two or three ways is not,
however much the ranking prefers one. So accord has a table of calibration of its own (`ranking.Weights.confidence`).
"""

from __future__ import annotations

import math

from ..knowledge.model import LabelCount
from .lines import LineView
from .words import bare

Z = 1.645
"""Standard deviations on either side of an interval of 90 %."""


def accord(counts: tuple[LabelCount, ...]) -> dict[str, float]:
    """Concept → the share of the filers since 2018 that is certain: the lower bound of Wilson's interval of 90 %. It is
    high only where many filers show the label and nearly all tag it alike."""
    total = sum(count.recent for count in counts)
    return {count.concept: _least(count.recent / total, total) for count in counts} if total else {}


def _least(share: float, total: int) -> float:
    wide = Z * math.sqrt((share * (1 - share) + Z * Z / (4 * total)) / total)
    return max(share + Z * Z / (2 * total) - wide, 0.0) / (1 + Z * Z / total)


class Names:
    """What the rows, headings and columns of tables are called, read once a table."""

    def __init__(self) -> None:
        self._of: dict[str, frozenset[str]] = {}

    def has(self, view: LineView) -> bool:
        """Whether the table itself names the line, not its caption or a sentence: filers' rows are counted."""
        table = view.table
        if table.id not in self._of:
            headers = (text for column in table.columns for text in column.header)
            self._of[table.id] = frozenset(bare(text) for text in (*(row.label for row in table.rows), *headers))
        return bare(view.label) in self._of[table.id]
