"""What must hold of the found sums whatever the numbers."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from converter.interpret.arithmetic import Strip, find_footings
from converter.interpret.model import FootingState


def block_of(rows: int, seed: int) -> list[tuple[int, ...]]:
    """Amounts without a pattern of their own: chosen adversely, three lines can always be made to add up."""
    source = Random(seed)
    return [tuple(source.randint(10_000, 9_999_999) for _ in range(3)) for _ in range(rows)]


blocks = st.builds(block_of, st.integers(2, 7), st.integers(0, 10**9))


def strips(block: list[tuple[int, ...]], total: list[int]) -> list[Strip]:
    rows = [Strip(values=tuple(map(Decimal, row)), label=f"line {at}") for at, row in enumerate(block)]
    return [*rows, Strip(values=tuple(map(Decimal, total)), label="Total", total_like=True)]


@given(blocks)
@settings(max_examples=60, deadline=None)
def test_a_true_total_is_found_whole(block: list[tuple[int, ...]]) -> None:
    found = find_footings(strips(block, [sum(column) for column in zip(*block, strict=True)]))
    assert [(item.total, item.addends) for item in found] == [(len(block), tuple((at, 1) for at in range(len(block))))]


@given(blocks)
@settings(max_examples=60, deadline=None)
def test_a_true_difference_is_found_whole(block: list[tuple[int, ...]]) -> None:
    result = [2 * column[0] - sum(column) for column in zip(*block, strict=True)]
    (found,) = find_footings(strips(block, result))
    assert found.addends == ((0, 1), *((at, -1) for at in range(1, len(block))))


@given(st.lists(st.lists(st.integers(-50_000, 50_000), min_size=3, max_size=3), min_size=3, max_size=9))
@settings(max_examples=80, deadline=None)
def test_what_is_said_of_a_sum_is_so(grid: list[list[int]]) -> None:
    rows = [Strip(values=tuple(map(Decimal, row)), total_like=at % 3 == 2) for at, row in enumerate(grid)]
    for found in find_footings(rows, [Strip(values=()), Strip(values=()), Strip(values=(), total_like=True)]):
        for cell in found.cells:
            get = (
                (lambda at, c=cell.at: grid[c][at]) if found.kind == "columns" else (lambda at, c=cell.at: grid[at][c])
            )
            rest = get(found.total) - sum(sign * get(at) for at, sign in found.addends)
            assert cell.difference == rest
            assert (cell.state is FootingState.FAILS) == (abs(cell.difference) > cell.tolerance)
            assert (cell.state is FootingState.HOLDS) == (rest == 0)


@given(blocks, st.sampled_from([1, 10, 1000]))
@settings(max_examples=30, deadline=None)
def test_the_unit_does_not_matter(block: list[tuple[int, ...]], scale: int) -> None:
    total = [sum(column) for column in zip(*block, strict=True)]
    whole = find_footings(strips(block, total))
    scaled = [
        Strip(values=tuple(v / scale for v in row.values if v is not None), label=row.label, total_like=row.total_like)
        for row in strips(block, total)
    ]
    found = find_footings(scaled, unit=Decimal(1) / scale)
    assert [(item.total, item.addends) for item in found] == [(item.total, item.addends) for item in whole]
