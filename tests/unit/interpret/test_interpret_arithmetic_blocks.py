"""The look-up of signed blocks finds what trying every pattern finds, and long strips cost in proportion."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest

from converter.interpret.arithmetic import Strip, find_footings
from converter.interpret.arithmetic_blocks import blocks, patterns
from converter.interpret.arithmetic_weigh import Item
from converter.interpret.narrative_amounts import mentions
from converter.interpret.narrative_lines import label_of

Block = tuple[tuple[int, int], ...]


def tried(total: int, stack: list[Item], *, minus: bool) -> set[Block]:
    """Every pattern at the end of the stack that makes the total, and every one that does with one strip changed."""
    found = set()
    for length in range(1, len(stack) + 1):
        block = stack[-length:]
        values = [item.values[0] or 0 for item in block]
        slack = (sum(1 for value in values if value) + 1) // 2

        def made(signs: list[int], values: list[int] = values, slack: int = slack) -> bool:
            return abs(total - sum(sign * value for sign, value in zip(signs, values, strict=True))) <= slack

        for signs, cost in patterns(block, minus=minus):
            edits = [signs]
            if not made(signs) and length >= 3 and cost <= 0.5:
                edits = [
                    [*signs[:at], new, *signs[at + 1 :]]
                    for at in range(length)
                    for new in ((0, -signs[at]) if minus else (0,))
                    if values[at] and (new or at)
                ]
            for edited in filter(made, edits):
                found.add(tuple((i.index, s) for i, s in zip(block, edited, strict=True) if s))
    return found


@pytest.mark.parametrize("minus", [True, False])
@pytest.mark.parametrize("largest", [4, 60, 5_000])
def test_every_pattern_that_holds_is_found(largest: int, minus: bool) -> None:  # noqa: FBT001 - a case of the test
    chance = random.Random(largest)
    hits = 0
    for _ in range(150):
        values = [chance.choice([None, 0, chance.randint(-largest, largest)]) for _ in range(chance.randint(1, 9))]
        stack = [Item(index=n, values=(value,), less=chance.random() < 0.3) for n, value in enumerate(values)]
        shown = chance.choice([sum(v or 0 for v in values), chance.randint(-largest, largest)])
        got = blocks(Item(index=99, values=(shown,)), stack, 0, minus=minus, pairs=False)
        found = {tuple((item.index, sign) for item, sign in addends) for addends, _ in got}
        assert found == tried(shown, stack, minus=minus)
        hits += len(found)
    assert hits > 20


def seconds(rows: int) -> float:
    chance = random.Random(7)
    strips = []
    for n in range(rows):
        a, b = chance.randint(1_000, 90_000), chance.randint(1_000, 90_000)
        strips.append(Strip(values=(Decimal(a), Decimal(b), Decimal(a + b)), label=f"line {n}", total_like=n % 9 == 8))
    start = time.process_time()
    find_footings(strips, [Strip(values=(), label=name) for name in ("A", "B", "Total")])
    return time.process_time() - start


def test_four_times_the_rows_cost_about_four_times() -> None:
    assert min(seconds(1_600) for _ in range(2)) < 8 * min(seconds(400) for _ in range(2))


@pytest.mark.parametrize("say", ["a cost of kind {} was ${}00 million", "customer {} accounted for {}.5%"])
def test_a_sentence_of_many_amounts_is_read_in_time(say: str) -> None:
    text = "For 2024, " + ", ".join(say.format(n, n % 30 + 1) for n in range(600)) + "."
    start = time.process_time()
    found = mentions(text)
    labels = {label_of(text, mention.start, mention.end, mention.content) for mention in found}
    assert len(found) == 600
    assert len(labels) < 10
    assert time.process_time() - start < 3
