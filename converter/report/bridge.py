"""Reconciliation bridges: how the parts become the consolidated figure, one drawing a period and direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from ..interpret.model import Content, FootingState, InterpretedTable, SubjectKind, TableKind, Value
from . import words
from .index import Index
from .tree import Drawing, Sums, sums_of

ROW, TOP, LEFT, WIDTH, RIGHT = 24, 8, 340, 520, 120
MOST_LEVELS = 6
KINDS = (TableKind.RECONCILIATION, TableKind.PROFIT_OR_LOSS, TableKind.OTHER)
RESULTS = ("subtotal", "total")
WHOLE = frozenset({SubjectKind.CONSOLIDATED, SubjectKind.SEGMENTS_TOTAL})


class Step(Struct, frozen=True, kw_only=True):
    """One bar. `kind` is `part`, `subtotal`, `total` or `gap` (what does not add up)."""

    label: str
    amount: Decimal
    kind: str


class Bridge(Struct, frozen=True, kw_only=True):
    """The steps of one period; the last is the figure they lead to."""

    period: str
    table: str
    title: str
    unit: str
    """`USD million`, as the table shows it."""
    steps: tuple[Step, ...]


class BarView(Struct, frozen=True, kw_only=True):
    """A bar and its texts. `style` is `up`, `down`, `total` or `gap`; `link` draws the line to the next bar."""

    x: int
    y: int
    width: int
    style: str
    label: str
    text: str
    text_x: int
    link: str


class BridgeView(Drawing, frozen=True, kw_only=True):
    """`zero` is where the bars of nothing would stand, `label_x` where the labels end."""

    zero: int
    label_x: int
    bars: tuple[BarView, ...]


def bridge_views(index: Index) -> Iterator[BridgeView]:
    for bridge in bridges(index):
        yield draw(bridge)


def bridges(index: Index) -> list[Bridge]:
    """The best bridge down the columns and the best across the rows of each period, latest period first.

    A reconciliation table comes before a table of profit or loss; within a table the sum with most steps is taken.
    """
    best: dict[tuple[str, str], tuple[int, int, Bridge]] = {}
    for table in index.conversion.interpreted.tables:
        if table.kind not in KINDS or not table.footings:
            continue
        for way, found in (("down", _down(table)), ("across", _across(table))):
            for bridge in found:
                rank = (-KINDS.index(table.kind), len(bridge.steps))
                held = best.get((bridge.period, way))
                if held is None or rank > held[:2]:
                    best[bridge.period, way] = (*rank, bridge)
    order = sorted(best, key=lambda key: (_end(key[0]), key[1] == "down"), reverse=True)
    return [best[key][2] for key in order]


def _end(period: str) -> str:
    return period[-10:]


def _down(table: InterpretedTable) -> Iterator[Bridge]:
    """Down each column that stands for the whole company."""
    sums = sums_of(table, frozenset({"rows"}), across=False)
    by_place = {(v.row, v.column): v for v in table.values if v.content is Content.MONEY}
    labels = {row.index: row.label for row in table.rows}
    parts = {part for strips in sums.parts.values() for part, _ in strips}
    for column in table.columns:
        kinds = {subject.kind for subject in column.subjects}
        if kinds and not kinds & WHOLE:
            continue
        figures = {row: value for (row, at), value in by_place.items() if at == column.index and row is not None}
        for total in sorted(sums.parts, reverse=True):
            if total not in parts and total in figures:
                steps = tuple(_steps(total, sums, figures, labels, column.index))
                if len(steps) > 2:
                    yield _bridge(table, figures[total], steps, labels[total])
                break


def _across(table: InterpretedTable) -> Iterator[Bridge]:
    """Across the last row that has a sum of its own over the columns: the measure of profit or loss."""
    sums = sums_of(table, frozenset({"columns"}), across=True)
    by_row: dict[int, dict[int, Value]] = {}
    for v in table.values:
        if v.content is Content.MONEY and v.column is not None and v.row is not None:
            by_row.setdefault(v.row, {})[v.column] = v
    labels = {row.index: row.label for row in table.rows}
    headers = {c.index: " ".join(c.header[-1:]) for c in table.columns}
    seen: set[str] = set()
    parts = {part for strips in sums.parts.values() for part, _ in strips}
    for total, row in sorted(sums.states, key=lambda at: at[1], reverse=True):
        figures = by_row.get(row, {})
        if total in parts or not any(v.line for v in figures.values()):
            continue
        if total not in figures or (name := _period(figures[total])) in seen:
            continue
        steps = tuple(_steps(total, sums, figures, headers, row))
        if len(steps) > 2:
            seen.add(name)
            yield _bridge(table, figures[total], steps, labels[row])


def _steps(
    total: int, sums: Sums, figures: Mapping[int, Value], labels: Mapping[int, str], place: int, depth: int = 0
) -> Iterator[Step]:
    """The parts of a total in order, those of its first subtotal before it, then the total; a gap where they differ."""
    reached = Decimal(0)
    for number, (part, sign) in enumerate(sums.parts[total]):
        value = figures.get(part)
        if value is None:
            continue
        effect = sign * _shown(value)
        reached += effect
        if number == 0 and sign > 0 and part in sums.parts and depth < MOST_LEVELS:
            yield from _steps(part, sums, figures, labels, place, depth + 1)
        elif effect:
            yield Step(label=labels.get(part, ""), amount=effect, kind="part")
    shown = _shown(figures[total])
    if shown != reached:
        footing = sums.states.get((total, place))
        rounds = footing is not None and footing.state is FootingState.ROUNDS
        yield Step(label="rounding" if rounds else "does not add up", amount=shown - reached, kind="gap")
    yield Step(label=labels.get(total, ""), amount=shown, kind="subtotal" if depth else "total")


def _shown(value: Value) -> Decimal:
    """The amount in the unit of the table."""
    return -value.number if value.negative else value.number


def _unit(value: Value) -> str:
    size = {0: "", 3: "thousand", 6: "million", 9: "billion"}.get(value.scale, f"times 10^{value.scale}")
    return f"{value.currency or 'in money'} {size}".strip()


def _period(value: Value) -> str:
    hint = value.period
    if hint is None:
        return "period not told"
    return f"{'at' if hint.instant else f'{hint.months or hint.default_months} months to'} {hint.end.isoformat()}"


def _bridge(table: InterpretedTable, total: Value, steps: tuple[Step, ...], label: str) -> Bridge:
    return Bridge(
        period=_period(total),
        table=table.table.id if table.table else table.id,
        title=label,
        unit=_unit(total),
        steps=steps,
    )


def draw(bridge: Bridge) -> BridgeView:
    """Coordinates of the bars: the largest and smallest sum reached span the width."""
    edges = tuple(_edges(bridge.steps))
    low = min(Decimal(0), *(edge for pair in edges for edge in pair))
    high = max(Decimal(0), *(edge for pair in edges for edge in pair))
    span = (high - low) or Decimal(1)

    def x(value: Decimal) -> int:
        return LEFT + int((value - low) / span * WIDTH)

    bars = []
    for number, (step, (start, end)) in enumerate(zip(bridge.steps, edges, strict=True)):
        left, right = sorted((x(start), x(end)))
        y = TOP + number * ROW + 4
        bars.append(
            BarView(
                x=left,
                y=y,
                width=max(right - left, 1),
                style=_style(step),
                label=words.short(step.label, 42),
                text=_signed(step),
                text_x=right + 6,
                link=f"M{x(end)} {y}V{y + ROW}" if step is not bridge.steps[-1] else "",
            )
        )
    return BridgeView(
        title=f"{bridge.title}, {bridge.period}, {bridge.unit} ({bridge.table})",
        summary="; ".join(f"{step.label} {_signed(step)}" for step in bridge.steps),
        width=LEFT + WIDTH + RIGHT,
        height=TOP * 2 + ROW * len(bars),
        zero=x(Decimal(0)),
        label_x=LEFT - 8,
        bars=tuple(bars),
    )


def _edges(steps: Sequence[Step]) -> Iterator[tuple[Decimal, Decimal]]:
    """Where each bar starts and ends: results stand on zero, parts on what is reached so far."""
    reached = Decimal(0)
    for step in steps:
        result = step.kind in RESULTS
        start = Decimal(0) if result else reached
        reached = step.amount if result else reached + step.amount
        yield start, reached


def _style(step: Step) -> str:
    if step.kind in RESULTS:
        return "total"
    return "gap" if step.kind == "gap" else "up" if step.amount > 0 else "down"


def _signed(step: Step) -> str:
    sign = "+" if step.amount > 0 and step.kind not in RESULTS else ""
    return f"{sign}{words.amount(step.amount)}"
