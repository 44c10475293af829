"""How far the block of rows under a segment's name goes.

Insurers and single-column tables show each segment's whole account below its name: "Total revenues" in the middle of
it, often less indented than what it adds up, ends nothing. What follows is the segment's up to the next segment's name;
below the last segment's, up to the last line that another segment's block has too, or that bears its own name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from .grid import Grid, GridRow, RowKind
from .labels import kind_of
from .model import SubjectKind

BESIDE = (
    SubjectKind.CONSOLIDATED,
    SubjectKind.SEGMENTS_TOTAL,
    SubjectKind.REPORTABLE_TOTAL,
    SubjectKind.CORPORATE,
    SubjectKind.ELIMINATION,
    SubjectKind.CORPORATE_AND_ELIMINATION,
)
"""What stands beside segments, and the totals of them."""
APART = (*BESIDE, SubjectKind.RECONCILING)


def own_rows(grid: Grid, segments: Mapping[int, str], bounds: frozenset[int]) -> dict[int, frozenset[int]]:
    """Row of a segment's heading → the data rows that are the segment's whatever their indent. `segments` are the
    names by heading row, `bounds` all heading rows at which a segment's block ends."""
    if len(segments) < 2:
        return {}
    blocks = {start: _block(grid, start, segments[start], bounds) for start in segments}
    shown = Counter(label for rows, _ in blocks.values() for label in {row.label.lower() for row in rows})
    out: dict[int, frozenset[int]] = {}
    for start, (rows, until) in blocks.items():
        inner = until is not None and until in segments and not _apart_from(rows, grid, until)
        last = [
            at for at, row in enumerate(rows, 1) if shown[row.label.lower()] > 1 or names(row.label, segments[start])
        ]
        kept = rows if inner else rows[: max(last, default=0)]
        out[start] = frozenset(row.index for row in kept)
    return out


def _block(grid: Grid, start: int, name: str, bounds: frozenset[int]) -> tuple[list[GridRow], int | None]:
    """The rows from a segment's name to the first that cannot be its own, and the row at which they end."""
    heading = grid.rows[start]
    rows: list[GridRow] = []
    for row in grid.rows[start + 1 :]:
        if row.index in bounds:
            return rows, row.index
        if row.kind is not RowKind.DATA:
            continue
        outdented = row.indent <= heading.indent
        again = outdented and row.label and any(row.label.lower() == other.label.lower() for other in rows)
        if again or (kind_of(row.label) in APART and not names(row.label, name) and not _plain_total(row.label)):
            return rows, row.index
        rows.append(row)
    return rows, None


def _apart_from(rows: Sequence[GridRow], grid: Grid, until: int) -> bool:
    """Whether something else stands between the block and the next segment's name."""
    after = rows[-1].index if rows else until
    return any(row.kind is RowKind.DATA for row in grid.rows[after + 1 : until])


def _plain_total(label: str) -> bool:
    return label.lower() in ("total", "totals")


def names(label: str, name: str) -> bool:
    """Whether a label bears the segment's name."""
    short = name.lower().removesuffix(" segment")
    return len(short) > 1 and short in label.lower()
