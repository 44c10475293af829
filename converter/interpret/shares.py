"""Percentages of sales beside or below the lines they are of: each is a share of its own, told by the line's words."""

from __future__ import annotations

import re

from msgspec.structs import replace

from .grid import Grid, GridRow, RowKind
from .headers import Block
from .labels import is_revenue, is_total, measure_strength
from .lines import Measured
from .reading import Read

_SHARE = re.compile(r"^(?:as )?(?:an? )?(?:%|percent(?:age)?) (?:of|to)\b", re.IGNORECASE)
_MERE_TOTAL = re.compile(r"(?:grand |sub-?)?totals?", re.IGNORECASE)


def share_of_line(measured: Measured, row: GridRow, read: Read, block: Block | None, column: int) -> Measured:
    """The measure with its line's words where a column ("% of net sales") says of every line, or a row of the line
    above it, what it is of sales: that is a share of the cost or the profit and not of the sales it is measured by.

    "Income tax expense" in a column "% of net sales" is "Income tax expense, % of net sales".
    """
    words = _words(block, column, share=True)
    if words and row.label and not _MERE_TOTAL.fullmatch(row.label):
        beside = _left(block, column) if read.rows[row.index].subject is not None else row.label
        if beside:
            return replace(measured, label=f"{beside}, {words}", said_by="row and column")
    elif words and (beside := _left(block, column)):
        return replace(measured, label=f"{beside}, {words}", said_by="column")
    if _is_share(row.label):
        above = _line_above(row, read.grid)
        reading = read.rows[above.index] if above is not None else None
        if above is not None and reading is not None and reading.own_measure and reading.subject is None:
            return replace(measured, label=f"{above.label}, {row.label}", said_by="row and the row above")
    return measured


def _words(block: Block | None, column: int, *, share: bool) -> str:
    """What the head of a column says last of a share, or of what else it measures."""
    head = block.heads.get(column) if block else None
    words = next((text.words for text in reversed(head.texts) if text.words), "") if head else ""
    return words if _is_share(words) == share else ""


def _left(block: Block | None, column: int) -> str:
    """The measure to the left of a column of shares, where it is no revenue: what it is a share of is told by that."""
    left = max((other for other in block.heads if other < column), default=None) if block else None
    words = _words(block, left, share=False) if left is not None else ""
    return words if measure_strength(words) == 2 and not is_revenue(words) else ""


def _is_share(words: str) -> bool:
    return _SHARE.match(words) is not None and measure_strength(words) == 2


def _line_above(row: GridRow, grid: Grid) -> GridRow | None:
    """The row just above, where it has figures and is no share itself."""
    above = grid.rows[row.index - 1] if row.index else None
    if above is None or above.kind is not RowKind.DATA or _is_share(above.label) or above.index != row.index - 1:
        return None
    return above if not is_total(above.label) or measure_strength(above.label) == 2 else None
