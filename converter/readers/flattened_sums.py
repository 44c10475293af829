"""Rows in doubt settled by the sums of rows: the columns of a run of rows add up to a row below in one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from .flattened_amounts import Amounts, Cols

MAX_WINDOW = 25
MAX_WINDOWS = 8
MAX_TRIALS = 1_000
MAX_PATTERNS = 100
_PLACES = 3
"""Decimals kept where numbers are compared as whole ones; 10 to this power is `unit` below."""

Choices = Mapping[int, Sequence[Cols]]
Rows = list[list[int]]
Block = tuple[int, int]
"""The first and last of columns that stand together: those that make a total, and it."""


def settle_by_sums(
    choices: Choices, known: Mapping[int, Cols], amounts: Sequence[Amounts], n: int, blocks: Sequence[Block]
) -> dict[int, Cols]:
    """Return the columns of the rows in doubt (`choices`) that sums settle; `known` are the other rows' columns.

    `blocks` are columns that can be settled apart from the others where there is too much to try.

    1. All columns of a run add up to the complete row below it, the rows in doubt each in its own way.
    2. Only the columns in doubt add up, to a complete row or to one in doubt itself, all rows with as many values
       alike: reconciling items under one column.
    """
    rows = [[int(number.scaleb(_PLACES)) for number in row.numbers] for row in amounts]
    cols: dict[int, Cols] = dict(known)
    for index in sorted(choices):
        if index in cols or len(choices[index]) < 2:
            continue
        cols.update(_each_its_way(index, choices, cols, rows, n, blocks))
    for total in range(1, len(rows)):
        cols.update(_alike(total, choices, cols, rows, n))
    return {index: cols[index] for index in choices if index in cols}


def _close(left: int, right: int, rows: int) -> bool:
    """Equal to the rounding of the figures, which show thousandths at most once they are whole numbers here."""
    unit = 1_000
    whole = left % unit == 0 and right % unit == 0
    return abs(left - right) <= rows * (unit if whole else unit // 10)


def _each_its_way(
    index: int, choices: Choices, cols: Mapping[int, Cols], rows: Rows, n: int, blocks: Sequence[Block]
) -> dict[int, Cols]:
    for first, total in _windows(index, cols, rows, n):
        options = {i: [cols[i]] if i in cols else list(choices[i]) for i in range(first, total)}
        for block in ((1, n), *blocks):
            options = _fitting(options, rows, rows[total], block)
        settled = {i: found[0] for i, found in options.items() if i in choices and len(found) == 1}
        if index in settled:
            return settled
    return {}


def _fitting(options: dict[int, list[Cols]], rows: Rows, target: Sequence[int], block: Block) -> dict[int, list[Cols]]:
    """Keep the columns with which the block adds up, if there is one way alone; try only what is quickly tried."""
    over = range(block[0], block[1] + 1)
    parts = {i: list(dict.fromkeys(_part(cols, block) for cols in found)) for i, found in options.items()}
    idle = {i for i in options if not any(_inside(options[i][0], rows[i], block))}  # nil wherever it stands
    parts |= {i: parts[i][:1] for i in idle}
    trials = 1
    for found in parts.values():
        trials *= len(found)
    if trials == 1 or trials > MAX_TRIALS:
        return options
    goal = [target[col - 1] for col in over]
    ways: list[dict[int, Cols]] = []
    for way in product(*parts.values()):
        chosen = dict(zip(parts, way, strict=True))
        if _adds_up({i: _whole(options[i], part, block) for i, part in chosen.items()}, rows, goal, over):
            ways.append(chosen)
        if len(ways) > 1:
            return options
    if not ways:
        return options
    return {
        i: found if i in idle else [cols for cols in found if _part(cols, block) == ways[0][i]]
        for i, found in options.items()
    }


def _inside(cols: Cols, numbers: Sequence[int], block: Block) -> list[int]:
    return [number for col, number in zip(cols, numbers, strict=True) if block[0] <= col <= block[1]]


def _part(cols: Cols, block: Block) -> Cols:
    return tuple(col for col in cols if block[0] <= col <= block[1])


def _whole(found: Sequence[Cols], part: Cols, block: Block) -> Cols:
    return next(cols for cols in found if _part(cols, block) == part)


def _windows(index: int, cols: Mapping[int, Cols], rows: Rows, n: int) -> Iterator[tuple[int, int]]:
    """Runs of rows that hold row `index` and together equal the complete row below: whatever the columns, they must."""
    found = 0
    for total in range(index + 1, min(index + MAX_WINDOW, len(rows))):
        if len(cols.get(total, ())) != n:
            continue
        run = sum(sum(row) for row in rows[index:total])
        for first in range(index, max(-1, index - MAX_WINDOW), -1):
            run += sum(rows[first]) if first < index else 0
            if total - first >= 2 and _close(run, sum(rows[total]), n):
                yield first, total
                found += 1
                if found == MAX_WINDOWS:
                    return


def _alike(total: int, choices: Choices, cols: Mapping[int, Cols], rows: Rows, n: int) -> dict[int, Cols]:
    """Settle the rows with as many values as row `total`, or as the rows right above it, in the same columns."""
    doubtful = next((i for i in range(total, max(-1, total - MAX_WINDOW), -1) if i not in cols), None)
    if doubtful is None or (total not in cols and doubtful != total) or len(cols.get(total, ())) not in (0, n):
        return {}
    if len(choices[doubtful]) > MAX_PATTERNS:
        return {}
    k = len(rows[doubtful])
    settled: dict[int, Cols] = {}
    for first in range(total - 2, max(-1, total - MAX_WINDOW), -1):
        run = range(first, total)
        open_ = [i for i in run if i not in cols]
        if any(len(rows[i]) != k for i in open_) or not any(len(cols.get(i, ())) == n for i in run):
            continue
        if total in cols and not open_:
            continue
        ways = []
        for pattern in choices[doubtful]:
            chosen = {i: cols.get(i, pattern) for i in run}
            target = rows[total] if total not in cols else [rows[total][col - 1] for col in pattern]
            if any(target) and _adds_up(chosen, rows, target, pattern):
                ways.append(pattern)
        if len(ways) == 1:
            settled = dict.fromkeys([*open_, *([total] if total not in cols else [])], ways[0])
            break
    return {i: pattern for i, pattern in settled.items() if pattern in choices[i]}


def _adds_up(chosen: Mapping[int, Cols], rows: Rows, target: Sequence[int], over: Sequence[int]) -> bool:
    """Whether the rows add up to `target` in the columns `over`."""
    sums = dict.fromkeys(over, 0)
    for index, cols in chosen.items():
        for col, number in zip(cols, rows[index], strict=True):
            if col in sums:
                sums[col] += number
    return all(_close(sums[col], number, len(chosen)) for col, number in zip(over, target, strict=True))
