"""The note's sums drawn as trees: coordinates for the SVG of templates/report/tree.svg.jinja."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from ..interpret.model import Footing, FootingState, InterpretedTable, Value
from . import words
from .index import Index

ROW, INDENT, LANE, LABEL, TOP = 22, 18, 108, 330, 40
LETTER, MARGIN = 8, 28
"""Width of a bold digit; and what stands between two lanes, the mark of the left one in it."""
MOST_LANES = 6
MARKS = {FootingState.HOLDS: "\u2713", FootingState.ROUNDS: "\u2248", FootingState.FAILS: "\u2717"}


class LaneView(Struct, frozen=True, kw_only=True):
    """The text of one column beside a node; `mark` says whether the sum holds there."""

    x: int
    text: str
    mark: str = ""
    state: str = ""


class NodeView(Struct, frozen=True, kw_only=True):
    """`path` draws the branch from the parent; `sign` is what the part does to it."""

    x: int
    y: int
    label: str
    sign: str
    total: bool
    path: str
    lanes: tuple[LaneView, ...]


class Drawing(Struct, frozen=True, kw_only=True):
    """What every drawing has. `summary` says in words what it shows."""

    title: str
    summary: str
    width: int
    height: int


class TreeView(Drawing, frozen=True, kw_only=True):
    """The sums of one table in one direction."""

    headers: tuple[LaneView, ...]
    nodes: tuple[NodeView, ...]
    fails: int


class Sums(Struct, frozen=True, kw_only=True):
    """The sums of one table in one direction: parts of each total strip with their sign, and the state per cell."""

    parts: Mapping[int, tuple[tuple[int, int], ...]]
    states: Mapping[tuple[int, int], Footing]
    """By (total strip, place along it)."""


Lanes = Callable[[int], Iterable[LaneView]]


class _Nodes(Struct, kw_only=True):
    sums: Sums
    labels: Mapping[int, str]
    lanes: Lanes
    nodes: list[NodeView] = field(default_factory=list)
    drawn: set[int] = field(default_factory=set)

    def add(self, strip: int, sign: int, depth: int, parent: int) -> None:
        """Draw a strip and, the first time it comes, what it is made of."""
        parts = () if strip in self.drawn else self.sums.parts.get(strip, ())
        here = len(self.nodes)
        x, y = 10 + depth * INDENT, TOP + here * ROW + ROW // 2
        up = TOP + parent * ROW + ROW // 2 + 8
        node = NodeView(
            x=x,
            y=y,
            label=words.short(self.labels.get(strip, "").strip() or "(no label)", 46 - 3 * depth),
            sign={1: "+", -1: words.MINUS}.get(sign, ""),
            total=strip in self.sums.parts,
            path=f"M{x - INDENT + 5} {up}V{y}H{x}" if depth else "",
            lanes=tuple(self.lanes(strip)),
        )
        self.nodes.append(node)
        if parts:
            self.drawn.add(strip)
            for part, effect in parts:
                self.add(part, effect, depth + 1, here)


def sums_of(table: InterpretedTable, kinds: frozenset[str], *, across: bool) -> Sums:
    """Bring the sums of single cells together: a strip is a row, or with `across` a column."""
    values = {value.id: value for value in table.values}
    parts: dict[int, dict[int, int]] = defaultdict(dict)
    states: dict[tuple[int, int], Footing] = {}
    for footing in table.footings:
        total = values.get(footing.total)
        if footing.kind not in kinds or total is None:
            continue
        strip, place = _strip(total, across=across)
        addends = [(_strip(values[a], across=across)[0], sign) for a, sign in footing.addends if a in values]
        known = parts[strip]
        if known and not ({a for a, _ in addends} <= known.keys() or known.keys() <= {a for a, _ in addends}):
            continue  # another way to the same total: one is drawn
        known.update(addends)
        states[strip, place] = footing
    return Sums(parts={t: tuple(sorted(p.items())) for t, p in parts.items() if p}, states=states)


def _strip(value: Value, *, across: bool) -> tuple[int, int]:
    row, column = value.row or 0, value.column or 0
    return (column, row) if across else (row, column)


def trees(index: Index) -> Iterator[TreeView]:
    """A drawing for the sums down each table, one for those of sections, one for those across it."""
    for table in index.conversion.interpreted.tables:
        name = table.table.id if table.table else table.id
        for kinds, what in ((frozenset({"rows"}), "down the columns"), (frozenset({"sections"}), "over the sections")):
            found = sums_of(table, kinds, across=False)
            if found.parts:
                yield _down(table, found, f"{name}: {what}")
        found = sums_of(table, frozenset({"columns"}), across=True)
        if found.parts:
            yield _across(table, found, f"{name}: across the rows")


def _down(table: InterpretedTable, sums: Sums, title: str) -> TreeView:
    by_place = {(v.row, v.column): v for v in table.values}
    columns = [c for c in table.columns if any((t, c.index) in sums.states for t in sums.parts)][:MOST_LANES]
    labels = {row.index: row.label for row in table.rows}

    texts = {
        (row, column.index): _text(value, sums.states.get((row, column.index)))
        for column in columns
        for row in labels
        if (value := by_place.get((row, column.index))) is not None
    }
    lane = max([LANE, *(len(text) * LETTER + MARGIN for text in texts.values())])

    def lanes(strip: int) -> Iterator[LaneView]:
        for number, column in enumerate(columns):
            if (text := texts.get((strip, column.index))) is not None:
                yield _lane(_right(number, lane), text, sums.states.get((strip, column.index)))

    names = [" ".join(column.header[-1:]) or f"column {column.index}" for column in columns]
    unlike = [
        f"{name} {c.currency}" if names.count(name) > 1 and c.currency else name
        for name, c in zip(names, columns, strict=True)
    ]
    headers = tuple(LaneView(x=_right(number, lane), text=words.short(name, 17)) for number, name in enumerate(unlike))
    return _tree(sums, title, labels, lanes, headers)


def _across(table: InterpretedTable, sums: Sums, title: str) -> TreeView:
    labels = {c.index: " ".join(c.header[-2:]) or f"column {c.index}" for c in table.columns}

    def lanes(strip: int) -> Iterator[LaneView]:
        footings = [f for (total, _), f in sums.states.items() if total == strip]
        if footings:
            fails = sum(f.state is FootingState.FAILS for f in footings)
            text = f"{len(footings) - fails} of {words.plural(len(footings), 'row')}"
            state = FootingState.FAILS if fails else FootingState.HOLDS
            yield LaneView(x=_right(0), text=text, mark=MARKS[state], state=_state(state))

    return _tree(sums, title, labels, lanes, (LaneView(x=_right(0), text="holds in"),))


def _tree(sums: Sums, title: str, labels: Mapping[int, str], lanes: Lanes, headers: tuple[LaneView, ...]) -> TreeView:
    drawing = _Nodes(sums=sums, labels=labels, lanes=lanes)
    parts = {part for strips in sums.parts.values() for part, _ in strips}
    roots = [total for total in sums.parts if total not in parts] or list(sums.parts)[:1]
    for root in sorted(roots):
        drawing.add(root, 0, 0, 0)
    fails = sum(footing.state is FootingState.FAILS for footing in sums.states.values())
    holds = len(sums.states) - fails
    verb = "holds" if holds == 1 else "hold"
    return TreeView(
        title=title,
        summary=f"{words.plural(holds, 'sum')} {verb}, {fails} fail{'s' if fails == 1 else ''}",
        width=max(header.x for header in headers) + 30,
        height=TOP + ROW * len(drawing.nodes) + 4,
        headers=headers,
        nodes=tuple(drawing.nodes),
        fails=fails,
    )


def _right(number: int, lane: int = LANE) -> int:
    """Where a lane ends, counted from nought; `lane` is how wide each is."""
    return LABEL + lane * (number + 1)


def _text(value: Value, footing: Footing | None) -> str:
    """The figure as the page shows it, signs of every kind as parentheses, and by how much a sum misses it."""
    text = "\u2014" if value.nil else words.amount(value.number)
    off = f" (off by {words.amount(abs(footing.difference))})" if footing is not None and footing.difference else ""
    return (f"({text})" if value.negative else text) + off


def _lane(x: int, text: str, footing: Footing | None) -> LaneView:
    if footing is None:
        return LaneView(x=x, text=text)
    return LaneView(x=x, text=text, mark=MARKS[footing.state], state=_state(footing.state))


def _state(state: FootingState) -> str:
    return "bad" if state is FootingState.FAILS else "good"
