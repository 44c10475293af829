"""Weighing a candidate sum of `arithmetic_search`: how many digits agree, and what words and layout add to that."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd, log10

from msgspec import Struct

ENOUGH = 1.0  # digits, beyond the freedom of the search, from which a sum is believed
_FAIL = 2.5  # digits that a cell which fails must be outweighed by
_TOTAL_WORDS = 1.5
_MARKED = 0.3


class Item(Struct, frozen=True, kw_only=True):
    """A strip in whole units of the last place."""

    index: int
    values: tuple[int | None, ...]
    section: int = 0
    depth: int = 0
    total_like: bool = False
    less: bool = False
    marked: bool = False

    @property
    def empty(self) -> bool:
        return all(value is None for value in self.values)

    @property
    def zero(self) -> bool:
        return not any(self.values)


class Found(Struct, frozen=True, kw_only=True):
    """`cells` are (position, total shown less sum, number of addends that are not nil)."""

    total: int
    addends: tuple[tuple[int, int], ...]
    cells: tuple[tuple[int, int, int], ...]
    score: float
    mixed: bool = True
    """Whether two addends that are not nil meet in some cell; else the numbers only say that two strips are equal."""


Signed = tuple[tuple[Item, int], ...]


def judge(total: Item, addends: Signed, cost: float) -> tuple[Signed, Found] | None:
    """Weigh a candidate over all cells; None where it proves nothing or fails in too many of them:
    in a third, or where words call the strip a total in over half; a difference that no words call a total, in any.
    Cells in exact proportion tell no more than one, and such a difference no more than its numbers in lowest terms:
    where costs are whole percentages of sales, what meets by chance in one column meets in all."""
    digits, agree, fails, real = 0.0, 0, 0, False
    seen: set[tuple[int, ...]] = set()
    cells, nameless = cells_of(total, addends), not total.total_like and any(sign < 0 for _, sign in addends)
    for at, rest, filled in cells:
        if 2 * abs(rest) > filled + 1:
            fails += 1
            continue
        shown = (total.values[at] or 0, *(item.values[at] or 0 for item, _ in addends))
        shape = gcd(*shown)
        if not shape or (same := tuple(number // shape for number in shown)) in seen:
            continue
        seen.add(same)
        agree += 1
        real |= filled >= 2
        size = max(abs(number) for number in (same if nameless else shown))
        digits += (1.0 if filled >= 2 else 0.4) * min(5.0, log10((size + 1) / (2 * abs(rest) + 1)))
    if not agree or (nameless and fails) or fails * (1 if total.total_like else 2) > agree:
        return None
    signed = tuple((item.index, sign) for item, sign in addends)
    score = digits - cost - _FAIL * fails
    return addends, Found(total=total.index, addends=signed, cells=cells, score=score, mixed=real)


def cells_of(total: Item, addends: Signed) -> tuple[tuple[int, int, int], ...]:
    """The cells that a sum speaks of: (position, total shown less sum, number of addends that are not nil).

    A cell where the others do not make the total, and an addend is not shown or what is called a total is nil, says
    nothing: the note leaves it out there (reconciling items below a segment's profit)."""
    cells = []
    for at, shown in enumerate(total.values):
        parts = [sign * value for item, sign in addends if (value := item.values[at]) is not None]
        if shown is None or not parts:
            continue
        filled = sum(1 for part in parts if part)
        rest = shown - sum(parts)
        stands = shown or not total.total_like
        if (stands and len(parts) == len(addends)) or 2 * abs(rest) <= filled + 1:
            cells.append((at, rest, filled))
    return tuple(cells)


def tells(total: Item, addends: Signed, cell: tuple[int, int, int]) -> bool:
    """Whether a cell belongs to what the sum says: it holds, or misses by a tenth at most or by what looks like a slip.
    Where it is further off the column is made up in another way, and the sum does not speak of it."""
    at, rest, filled = cell
    size = max(abs(item.values[at] or 0) for item in (total, *(item for item, _ in addends)))
    return 2 * abs(rest) <= filled + 1 or 10 * abs(rest) <= size or slip(total.values[at] or 0, rest)


def slip(shown: int, rest: int) -> bool:
    """Whether a total misses its sum by one wrong digit or by two neighbours changed over."""
    meant, size = str(abs(shown - rest)), str(abs(shown))
    if len(meant) != len(size) or len(size) < 3 or (shown < 0) != (shown - rest < 0):
        return False
    wrong = [at for at, (a, b) in enumerate(zip(meant, size, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and meant[wrong[0]] == size[wrong[1]]
    return len(wrong) == 1 or (swapped and meant[wrong[1]] == size[wrong[0]])


def hints(total: Item, addends: Signed, stack: Sequence[Item], *, mixed: bool) -> float:
    """What words, rules and the shape of the block add to the digits. `mixed` as in `Found`."""
    score = _TOTAL_WORDS if total.total_like else 0.0
    score += _MARKED if total.marked else 0.0
    together = all(item.section == total.section for item, _ in addends)
    if len(addends) == 1 or not mixed:
        # two equal strips are a sum only where the words call the later one a total of the same section
        same = together and total.total_like and not any(item.total_like or sign < 0 for item, sign in addends)
        return score - (100.0 if not same else 1.5 if len(addends) == 1 else 0.0)
    first = addends[0][0]
    at = _place(first, stack)
    if at == 0 or stack[at - 1].section != first.section:
        score += _MARKED
    if any(sign < 0 for _, sign in addends) and not total.total_like:
        # a nameless difference over several sections is more often what other sums imply than what the note says
        score -= 0.5 if len({item.section for item, _ in addends} | {total.section}) == 1 else 100.0
    return score


def _place(item: Item, stack: Sequence[Item]) -> int:
    """Where an item stands in a stack; it is near the end."""
    return next((at for at in range(len(stack) - 1, -1, -1) if stack[at].index == item.index), 0)


def plain(total: Item, addends: Signed) -> bool:
    """Whether one section by itself says the sum: its lines added up. That goes before what several sums imply."""
    return len(addends) > 1 and all(sign > 0 and item.section == total.section for item, sign in addends)


def upright(total: Item, addends: Signed, found: Found) -> tuple[Item, Signed, Found]:
    """Turn `part = whole - other parts` round, unless words or a rule make the last one the result."""
    plus = [item for item, sign in addends if sign > 0]
    if len(plus) != 1 or len(addends) < 2 or total.total_like:
        return total, addends, found
    whole, taken = plus[0], [item for item, sign in addends if sign < 0]
    spent = total.marked or any(item.less for item in taken)
    if whole.depth >= total.depth and not whole.total_like and spent:
        return total, addends, found
    if not whole.less and not total.less and 2 * sum(item.less for item in taken) > len(taken):
        return total, addends, found  # what costs leave of a total ("Total revenue") is a result, whatever its name
    parts = (*((item, 1) for item, sign in addends if sign < 0), (total, 1))
    again = judge(whole, parts, 0.0)
    if again is None:
        return total, addends, found
    signed = tuple((item.index, sign) for item, sign in parts)
    return whole, parts, Found(total=whole.index, addends=signed, cells=again[1].cells, score=found.score)


def above_its_parts(total: Item, addends: Signed) -> bool:
    """Whether words or indents tell that a strip before its parts is their total."""
    return len(addends) > 1 and (total.total_like or all(item.depth > total.depth for item, _ in addends))


def parts_below(total: Item, stack: Sequence[Item], most: int) -> int:
    """How many strips at the end of a stack can be a total's parts by `above_its_parts`, one of them left out; 0 where
    that is no sum."""
    if total.total_like:
        return most
    odd, length = 0, 0
    for item in reversed(stack[-most:]):
        odd += item.depth <= total.depth
        if odd > 1:
            break
        length += 1
    return length if length - odd > 1 else 0


def with_nils(addends: Signed, stack: Sequence[Item]) -> Signed:
    """Take in the nil strips just before the block in its section: they belong to it, though no number tells."""
    if len(addends) < 2:
        return addends
    first, sign = addends[0]
    at = _place(first, stack)
    extra: list[tuple[Item, int]] = []
    while at > 0 and stack[at - 1].zero and stack[at - 1].section == first.section and not stack[at - 1].total_like:
        at -= 1
        extra.insert(0, (stack[at], sign if len(addends) > 2 else 1))
    return (*extra, *addends)
