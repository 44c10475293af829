"""What the sums of a table say of its lines: which figures are income, which costs, which costs added back (rule 23).

A sum that leads to a measure of profit is held to the lines whose words leave no doubt: a revenue or a profit that it
adds, costs that it takes away. If costs shown positive are added all the same, the sum undoes what was deducted before
(net income to EBITDA): then every other part of it is read the other way round.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..interpret.labels import is_profit, is_revenue
from ..interpret.model import Content, FootingState, InterpretedTable
from .directions import MINORITY, direction, two_way

if TYPE_CHECKING:
    from .lines import LineView

_COST = re.compile(
    r"\b(?:costs?|expenses?|charges?|depreciation|amorti[sz]ation|compensation|salar(?:y|ies)|wages|payroll|rent|taxes"
    r"|provisions?|impairments?|restructuring|severance|dividends|write (?:downs?|offs?)|administrative|selling"
    r"|marketing|research)\b"
)
"""What is deducted on the way to profit, whether or not the label adds "expense"."""
_RESULT = re.compile(r"\b(?:income|profits?|earnings|loss(?:es)?) from (?:continuing )?operations\b")
_GAIN = re.compile(r"\b(?:gains?|income|profits?|earnings|benefits?|revenues?|recover(?:y|ies))\b")
_LOSS = re.compile(r"\bloss(?:es)?\b")
_CHANGING = re.compile(
    r"\bchanges? in\b|\bfair value|\bmark(?:ed)? to market|\bremeasurement|\b(?:foreign )?(?:currency|exchange)\b"
)
_WITHOUT = re.compile(r"\b(?:before|excluding|net of)\b")
_TAXES = re.compile(r"\btax(?:es)?\b")
_FEW = 0.25
"""Share of a line's figures that may go against the others."""
_CLEAR = 2
"""Voices on one side for each on the other, from which the sum's direction is plain."""


class Reading(Struct, frozen=True, kw_only=True):
    """`nature` is what a figure shown positive is: +1 income, -1 cost. `back` says that the sum adds costs back,
    `firm` that another line's words say the same as the sum's measures of profit."""

    nature: int
    firm: bool = False
    back: bool = False


def read(table: InterpretedTable, views: Sequence[LineView]) -> tuple[LineView, ...]:
    """The lines of a table with what its sums say of them; where two sums say differently, nothing."""
    flows = {v.line.id: v for v in views if v.content is Content.MONEY and v.instant is not True}
    found: dict[str, list[Reading]] = defaultdict(list)
    for total, weights in _sums(table).items():
        parts = {line: weight for line, weight in weights.items() if line in flows}
        if total in flows and not _COST.search(_WITHOUT.split(flows[total].facts.label, 1)[0]):
            for line, reading in _readings(flows[total], parts, flows):
                found[line].append(reading)
    return tuple(_with(view, found.get(view.line.id, [])) if view.line.id in flows else view for view in views)


def _with(view: LineView, said: Sequence[Reading]) -> LineView:
    if view.content is not Content.MONEY or len({reading.nature for reading in said}) != 1:
        return view
    firm, back = any(r.firm for r in said), any(r.back for r in said)
    return replace(view, nature=said[0].nature, firm=firm, back=back)


def _sums(table: InterpretedTable) -> dict[str, dict[str, int]]:
    """Line of a total → its parts' lines with what each does to it, where all columns say the same."""
    line_of = {value.id: value.line for value in table.values if value.number}
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for footing in table.footings:
        total = line_of.get(footing.total)
        if footing.kind != "rows" or footing.state is FootingState.FAILS or total is None:
            continue
        for value, weight in footing.addends:
            if value in line_of:
                found[total][line_of[value]].add(weight)
    return {
        total: {line: min(weights) for line, weights in parts.items() if len(weights) == 1}
        for total, parts in found.items()
    }


def is_measure(label: str) -> bool:
    """Whether the words name a measure of profit or revenue, which no sum turns: no cost, nor others' share of it."""
    plain = label.replace("(", "").replace(")", "")
    head = _WITHOUT.split(plain, 1)[0]
    named = is_revenue(plain) or is_profit(plain) or bool(_RESULT.search(plain))
    return named and not _COST.search(head) and not MINORITY.search(plain)


def shown_effect(view: LineView) -> int:
    """What the kind of line does to profit: +1 raises it, -1 lowers it, 0 where the table does not tell. Parentheses
    throughout mark what is deducted, except where a figure may go either way: a measure of profit or revenue, a label
    that names both directions, a change in value."""
    label = view.facts.label
    if view.parenthesised <= 0.5 or two_way(label) or is_measure(label) or _CHANGING.search(label):
        return view.effect
    return -view.effect


def _readings(
    total: LineView, parts: Mapping[str, int], flows: Mapping[str, LineView]
) -> Iterator[tuple[str, Reading]]:
    """What one sum says of its parts and of its total."""
    measures = [measure_sign(flows[p]) * w for p, w in parts.items() if is_measure(flows[p].facts.label)]
    items = {p: n * w for p, w in parts.items() if (n := _item(flows[p]))}
    if len(set(measures)) != 1:
        return
    whole = measures[0]
    turns = two_way(total.facts.label)
    if is_measure(total.facts.label) and not turns and measure_sign(total) != whole:
        return
    against = sum(voice != whole for voice in items.values())
    if turns and not against and len(measures) + len(items) > 1:
        yield total.line.id, Reading(nature=whole, firm=True)
    for part, weight in parts.items():
        label = flows[part].facts.label
        if is_measure(label) or MINORITY.search(label):
            continue
        others = [voice for other, voice in items.items() if other != part]
        agree, against = others.count(whole), others.count(-whole)
        kept = agree + (items.get(part) == whole)
        if against > _CLEAR * kept or (not others and items.get(part) == -whole):
            yield part, Reading(nature=-whole * weight, firm=against > 0, back=True)
        elif agree > _CLEAR * against:
            yield part, Reading(nature=whole * weight, firm=True)


def measure_sign(view: LineView) -> int:
    """What a measure shown positive is: a loss by its name is one, unless parentheses say so."""
    label = view.facts.label
    if two_way(label):
        return direction(label)
    head = _WITHOUT.split(label, 1)[0]
    loss = bool(_LOSS.search(head)) and not _GAIN.search(head)
    return -1 if loss and view.parenthesised <= 0.5 else 1


def _item(view: LineView) -> int:
    """What a part shown positive is by its words, 0 where they do not tell: a cost shown in parentheses is counted
    with its sign already, but a tax in parentheses may be a benefit."""
    label = view.facts.label
    if two_way(label) or is_measure(label) or MINORITY.search(label):
        return 0
    told = direction(label) or (-1 if _COST.search(label) and not _GAIN.search(label) else 0)
    if told < 0:
        if view.parenthesised and _TAXES.search(label):
            return 0
        return -1 if view.parenthesised < _FEW else 1 if view.parenthesised > 1 - _FEW else 0
    return 1 if told and not view.parenthesised else 0
