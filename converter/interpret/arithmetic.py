"""The sums that the numbers of a table show: which rows, with which signs, make which total row,
and which columns make the total column. Pure: strips of displayed amounts in, sums out.

Three kinds are looked for:
`rows`      down the columns: revenue less expenses is profit, lines make a total; subtotals add to later totals.
`columns`   across the rows: segments make "total segments", that with corporate and eliminations makes consolidated.
`sections`  rows of one label under several headings: "Net sales" of each segment makes "Net sales" under "Total".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from .arithmetic_search import search
from .arithmetic_weigh import Found, Item
from .labels import is_profit
from .model import Footing, FootingState


class Strip(Struct, frozen=True, kw_only=True):
    """A row (its cells by column) or a column (its cells by row) of displayed amounts, all in one displayed unit.

    values: the amount with its displayed sign; None where the cell is empty, holds no amount, or is not to be summed
        (percentages, years); 0 for a dash. A strip of None only is a heading: it parts sections.
    label: row label or column header; needed for sums of kind `sections` only.
    section: the heading that the row stands under, as text; "" for none.
    group: strips are only summed with strips of their group. For columns: the period (all columns that show one
        period share a group). For rows: the period where the rows carry it.
    total_like: the words say that this is a result ("Total …", "Consolidated", "Gross profit", "Operating income").
    less: the words, or the heading above, say that it is taken away or spent ("Less: …", "Cost of …", "… expenses").
        Breaks ties, and tells a result (revenue less cost) from a part (of which).
    """

    values: tuple[Decimal | None, ...]
    label: str = ""
    section: str = ""
    group: str = ""
    depth: int = 0
    total_like: bool = False
    less: bool = False
    rule_above: bool = False
    bold: bool = False

    @property
    def empty(self) -> bool:
        return all(value is None for value in self.values)


class SumCell(Struct, frozen=True, kw_only=True):
    """A sum in one column (of kind `columns`: in one row), `at` its index. `difference` is the total shown less the
    sum of the addends, in the displayed unit; `tolerance` what the rounding of addends and total allows."""

    at: int
    difference: Decimal
    tolerance: Decimal
    state: FootingState


class Sum(Struct, frozen=True, kw_only=True):
    """Strip `total` is the sum of `addends` (strip index, +1 or -1) in every cell of `cells`, but for those that fail.

    `digits` is the evidence: how many decimal digits agree that chance would have to explain, over all cells, less
    the freedom that the search had. A single addend says that two strips are equal and the words call one the total.
    """

    kind: str
    total: int
    addends: tuple[tuple[int, int], ...]
    cells: tuple[SumCell, ...]
    digits: float = 0.0

    @property
    def holds(self) -> bool:
        return all(cell.state is not FootingState.FAILS for cell in self.cells)


def find_footings(
    rows: Sequence[Strip], columns: Sequence[Strip] = (), *, unit: Decimal | None = None
) -> tuple[Sum, ...]:
    """Return every sum that the numbers show, sorted by kind and total.

    Args:
        rows: the table's rows in order, headings included.
        columns: the hints of the value columns (label, group, total_like), as many as a row has values; their
            `values` may be left empty: they are taken from `rows`. Without it no column sums are looked for.
        unit: the unit in the last place, in the displayed unit (Decimal("0.1") for millions with one decimal);
            None takes it from the numbers.

    A strip may be the total of several sums (a grand total down its column and across its row; a profit within its
    section and over the sections) but is an addend only once a kind, unless a later total needs it again.
    """
    step = unit if unit is not None else last_place(value for row in rows for value in row.values)
    sums = [_downward(found, rows) for found in _sums("rows", rows, step, minus=True)]
    sums += _section_sums(rows, step)
    if columns:
        across = [
            replace(column, values=tuple(row.values[index] for row in rows)) for index, column in enumerate(columns)
        ]
        sums += _sums("columns", across, step, minus=False)
    return tuple(sorted(sums, key=lambda found: (found.kind, found.total)))


def last_place(values: Iterable[Decimal | None]) -> Decimal:
    """The unit in the last place of a set of displayed amounts: Decimal("0.1") where any has one decimal."""
    exponents = [value.as_tuple().exponent for value in values if value]
    return Decimal(1).scaleb(min((e for e in exponents if isinstance(e, int) and e < 0), default=0))


def footings_of(found: Sum, ids: Mapping[tuple[int, int], str]) -> tuple[Footing, ...]:
    """The sum's cells as footings over value ids. `ids` is (row, column) → id; cells without an id are left out.

    Differences stay in the displayed unit.
    """
    footings = []
    for cell in found.cells:
        total = ids.get(_place(found, found.total, cell))
        addends = tuple(
            (ids[place], sign) for strip, sign in found.addends if (place := _place(found, strip, cell)) in ids
        )
        if total is not None and addends:
            footings.append(
                Footing(
                    kind=found.kind,
                    total=total,
                    addends=addends,
                    difference=cell.difference,
                    tolerance=cell.tolerance,
                    state=cell.state,
                )
            )
    return tuple(footings)


def effects(sums: Iterable[Sum]) -> dict[int, tuple[int, int]]:
    """What each row does to the total it adds to: row → (+1 or -1, the total's row), from the sums of kind `rows`.

    A row that adds to several totals (a profit that two reconciliations start from) goes to the nearest one below it,
    else the nearest above.
    """
    found: dict[int, tuple[int, int]] = {}
    for item in sums:
        if item.kind != "rows" or len(item.addends) < 2:
            continue
        for row, sign in item.addends:
            before = found.get(row)
            if before is None or _distance(row, item.total) < _distance(row, before[1]):
                found[row] = (sign, item.total)
    return found


def _distance(row: int, total: int) -> tuple[bool, int]:
    return total < row, abs(total - row)


def _place(found: Sum, strip: int, cell: SumCell) -> tuple[int, int]:
    """Row and column of a sum's cell."""
    return (cell.at, strip) if found.kind == "columns" else (strip, cell.at)


def _sums(kind: str, strips: Sequence[Strip], step: Decimal, *, minus: bool) -> list[Sum]:
    items = _items(strips, step)
    sums = []
    for group in dict.fromkeys(strip.group for strip in strips):
        members = [item for item in items if strips[item.index].group == group]
        sums += [_as_sum(kind, found, step) for found in search(members, minus=minus)]
    return sums


def _downward(found: Sum, rows: Sequence[Strip]) -> Sum:
    """A sum read upwards, turned round: where revenue equals the costs and the profit below it, the profit is what the
    costs leave of the revenue, and the costs are no parts of revenue."""
    at = [index for index, _ in found.addends]
    last = max(at)
    plain = len(at) > 1 and all(sign > 0 for _, sign in found.addends)
    costs = [rows[index].less for index in at if index != last]
    result = (rows[last].total_like or is_profit(rows[last].label)) and not rows[last].less
    if not plain or found.total > min(at) or not result or not any(costs):
        return found
    if rows[found.total].less or any(rows[index].total_like for index in at if index != last):
        return found
    addends = ((found.total, 1), *((index, -1) for index in at if index != last))
    cells = tuple(replace(cell, difference=-cell.difference) for cell in found.cells)
    return replace(found, total=last, addends=addends, cells=cells)


def _section_sums(rows: Sequence[Strip], step: Decimal) -> list[Sum]:
    """Rows of one label under different headings: the last (or the one under a total's heading) is their sum."""
    by_label: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(rows):
        if row.label and not row.empty:
            by_label.setdefault((_key(row.label), row.group), []).append(index)
    heading_total = {row.label for row in rows if row.empty and row.total_like}
    items = _items(rows, step)
    sums = []
    for indices in by_label.values():
        if len({items[index].section for index in indices}) < 3:
            continue
        members = [
            replace(items[index], section=0, depth=0, total_like=rows[index].section in heading_total)
            for index in indices
        ]
        sums += [_as_sum("sections", found, step) for found in search(members, minus=False)]
    return sums


def _items(strips: Sequence[Strip], step: Decimal) -> list[Item]:
    """Strips as whole numbers of the unit in the last place; each heading starts a new section."""
    items, section = [], 0
    for index, strip in enumerate(strips):
        section += strip.empty
        items.append(
            Item(
                index=index,
                values=tuple(None if value is None else int(value / step) for value in strip.values),
                section=section,
                depth=strip.depth,
                total_like=strip.total_like,
                less=strip.less,
                marked=strip.rule_above or strip.bold,
            )
        )
    return items


def _as_sum(kind: str, found: Found, step: Decimal) -> Sum:
    cells = []
    for at, difference, addends in found.cells:
        tolerance = tolerance_of(addends, step)
        size = abs(difference) * step
        state = FootingState.HOLDS if not size else FootingState.ROUNDS if size <= tolerance else FootingState.FAILS
        cells.append(SumCell(at=at, difference=difference * step, tolerance=tolerance, state=state))
    return Sum(kind=kind, total=found.total, addends=found.addends, cells=tuple(cells), digits=found.score)


def tolerance_of(addends: int, step: Decimal) -> Decimal:
    """Half a unit in the last place for each rounded addend and for the total."""
    return (addends + 1) * step / 2


def _key(label: str) -> str:
    return " ".join(label.lower().replace(":", " ").split())
