"""Rule 35: two lines never become one concept with the same period, unit and dimensions and different values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from ..facts.model import Period, QName
from ..interpret.model import Content, TableKind, Value
from ..knowledge.model import Catalogue
from .agree import wording_key
from .choices import CONTRACT, FAMILY
from .decide import Choice
from .directions import two_way
from .model import DecidedBy, Evidence
from .moves import BETWEEN, moved, names_part, says_more

ROUNDS = 5
"""Tries: the next candidate, an element of one's own, one named after its heading, and twice what that brings about."""
_SEGMENTS = re.compile(r"\bsegments?\b")
_FIRM = frozenset({DecidedBy.PROFILE, DecidedBy.PRIOR})

Key = tuple[QName, Period, Content, str | None, tuple[tuple[QName, QName], ...]]


class Shown(Struct, frozen=True, kw_only=True):
    """One value as it would be reported: the aspects that make facts duplicates, the value in full units, and the
    power of ten of its last stated digit (None: exact)."""

    view: str
    id: str
    key: Key
    value: Decimal
    decimals: int | None
    sign: int = 1
    """What the displayed amount was multiplied by (rule 23)."""


def shown(view: str, key: Key, value: Value, sign: int) -> Shown:
    return Shown(view=view, id=value.id, key=key, value=value.amount * sign, decimals=value.decimals, sign=sign)


def agrees(one: Shown, other: Shown) -> bool:
    return near((one.value, one.decimals), (other.value, other.decimals))


def near(one: tuple[Decimal, int | None], other: tuple[Decimal, int | None]) -> bool:
    """Values with decimals: equal where equally precise; otherwise the intervals of value ± half a unit overlap (rule
    35)."""
    if one[1] == other[1]:
        return one[0] == other[0]
    halves = (Decimal(5).scaleb(-decimals - 1) for _, decimals in (one, other) if decimals is not None)
    return abs(one[0] - other[0]) <= sum(halves)


def left_out(reported: Iterable[Shown], said: AbstractSet[str]) -> dict[str, str]:
    """Value id → why it is no fact: the amounts of sentences and of repeated lines (`said`, by view) that still
    contradict a table's or a sentence's before them. Nothing tells the two apart, so the later one is not known for
    what it is."""
    first: dict[Key, Shown] = {}
    out: dict[str, str] = {}
    for value in sorted(reported, key=lambda one: one.view in said):
        known = first.setdefault(value.key, value)
        if value.view in said and not agrees(known, value):
            concept = value.key[0]
            out[value.id] = f"{concept} is {known.value:,f} before it, for the same period and dimensions (rule 35)"
    return out


def settle(
    chosen: Sequence[Choice], report: Callable[[Sequence[Choice]], Iterable[Shown]], catalogue: Catalogue
) -> Sequence[Choice]:
    """Move the less sure of two contradicting lines until none contradicts; what a person or the prior filing decided
    stays. A line moves with all lines of its wording (rule 12), unless they contradict one another.

    `report` says what choices would report. What no concept can resolve stays: contradictions within one line, a line
    of another table that shows most amounts alike, a sentence's amount whose words say no more than the concept.
    """
    moves: dict[str, int] = defaultdict(int)
    chosen = _turn(chosen, report(chosen))
    for _ in range(ROUNDS):
        values = tuple(report(chosen))
        stay = repeated(chosen, values)
        views = {c.view.id: c for c in chosen}
        losers = {v: w for v, w in _losers(chosen, values).items() if v not in stay and says_more(views[v])}
        if not losers:
            return chosen
        moving = _with_wording(chosen, losers)
        for view in moving:
            moves[view] += 1
        chosen = [
            moved(c, moving[c.view.id], moves[c.view.id], catalogue) if c.view.id in moving else c for c in chosen
        ]
    return chosen


def _turn(chosen: Sequence[Choice], reported: Iterable[Shown]) -> Sequence[Choice]:
    """Two lines that show the same amounts of one concept with opposite signs throughout mean the same: the one whose
    wording names no direction follows the other. Revenue and what is eliminated of it are two things."""
    by_view = {c.view.id: c for c in chosen}
    groups: dict[Key, list[Shown]] = defaultdict(list)
    for value in reported:
        groups[value.key].append(value)
    pairs: dict[tuple[str, str], list[bool]] = defaultdict(list)
    signs: dict[str, int] = {}
    for values in groups.values():
        for one, other in _clashes(values):
            pairs[one.view, other.view].append(one.value == -other.value)
            signs |= {one.view: one.sign, other.view: other.sign}
    turned: dict[str, Choice] = {}
    for (one_view, other_view), opposite in pairs.items():
        free = [v for v in (one_view, other_view) if not _directed(by_view[v])]
        if all(opposite) and len(free) == 1 and len(opposite) > 1:
            turned[free[0]] = by_view[other_view if free[0] == one_view else one_view]
    return [_turned(c, turned[c.view.id], -signs[c.view.id]) if c.view.id in turned else c for c in chosen]


def _directed(choice: Choice) -> bool:
    """Whether a line's sign is settled: by a person or the prior filing, by its wording, or as revenue."""
    local = choice.concept.qname.local if choice.concept is not None else ""
    return choice.sign is not None or local in FAMILY or two_way(choice.view.facts.label)


def _turned(choice: Choice, other: Choice, sign: int) -> Choice:
    line = other.view.line
    text = f"“{line.label}” at {line.ref.place} shows the same amounts the other way round (rules 23 and 35)"
    return replace(choice, sign=sign, evidence=(*choice.evidence, Evidence(kind="arithmetic", text=text, weight=0.0)))


def _losers(chosen: Sequence[Choice], reported: Sequence[Shown]) -> Mapping[str, Choice]:
    """View → the surer choice that it contradicts."""
    by_view = {c.view.id: c for c in chosen}
    rank = {c.view.id: n for n, c in enumerate(sorted(chosen, key=_surest_first))}
    groups: dict[Key, list[Shown]] = defaultdict(list)
    for value in reported:
        groups[value.key].append(value)
    clashes: dict[str, set[str]] = defaultdict(set)
    for values in groups.values():
        for one, other in _clashes(values):
            first, second = sorted((one.view, other.view), key=rank.__getitem__)
            clashes[second].add(first)
    losers: dict[str, Choice] = {}
    for view in sorted(clashes, key=rank.__getitem__):
        winner = next((w for w in sorted(clashes[view], key=rank.__getitem__) if w not in losers), None)
        if winner is not None and by_view[view].by not in _FIRM:
            losers[view] = by_view[winner]
    return losers


def repeated(chosen: Sequence[Choice], reported: Iterable[Shown]) -> frozenset[str]:
    """The lines that another table shows too, in most places with the same amounts and in some with others: the note
    contradicts itself there."""
    values = tuple(reported)
    by_view = {c.view.id: c for c in chosen}
    alike = _alike(values)
    losers = _losers(chosen, values)
    return frozenset(view for view, winner in losers.items() if _same_line(by_view[view], winner, alike))


def _alike(reported: Iterable[Shown]) -> Mapping[frozenset[str], int]:
    """Two lines → in how many more places they show the same amount than another, zeros not counted."""
    groups: dict[Key, list[Shown]] = defaultdict(list)
    for value in reported:
        groups[value.key].append(value)
    found: dict[frozenset[str], int] = defaultdict(int)
    for values in groups.values():
        lines = {value.view: value for value in reversed(values) if value.value}
        views = sorted(lines)
        for n, one in enumerate(views):
            for other in views[n + 1 :]:
                found[frozenset((one, other))] += 1 if agrees(lines[one], lines[other]) else -1
    return found


def _same_line(one: Choice, other: Choice, alike: Mapping[frozenset[str], int]) -> bool:
    """Whether two tables show one line, and contradict themselves in the few places where they differ."""
    tables = one.view.table, other.view.table
    if tables[0].id == tables[1].id or TableKind.NARRATIVE in (table.kind for table in tables):
        return False
    return wording_key(one) == wording_key(other) and alike.get(frozenset((one.view.id, other.view.id)), 0) > 0


def _surest_first(choice: Choice) -> tuple[bool, bool, bool, bool, float | Decimal, int]:
    """What a person decided, then tables before sentences, whose amounts are mostly parts of theirs, then the company's
    before what is called the segments', then the surer. Of two lines that are revenue by their names the wider is
    `Revenues` and the narrower is from contracts with customers; revenue between segments, or of what the words name,
    is neither."""
    firm, values = choice.by in _FIRM, choice.view.values
    said = choice.view.table.kind is TableKind.NARRATIVE
    label = choice.view.facts.label
    local = choice.concept.qname.local if choice.concept is not None else ""
    if local not in FAMILY:
        return (not firm, said, bool(_SEGMENTS.search(label)), False, -choice.confidence, -len(values))
    size = max((abs(v.amount) for v in values), default=Decimal(0))
    between = bool(BETWEEN.search(label)) or names_part(label)
    return (not firm, said, between, choice.by is not DecidedBy.RULE, size if local == CONTRACT else -size, 0)


def _clashes(values: Sequence[Shown]) -> Iterator[tuple[Shown, Shown]]:
    """Pairs of values of different lines that differ, each line with one of its values."""
    lines: dict[str, Shown] = {}
    for value in values:
        lines.setdefault(value.view, value)
    firsts = list(lines.values())
    for n, one in enumerate(firsts):
        for other in firsts[n + 1 :]:
            if not agrees(one, other):
                yield one, other


def _with_wording(chosen: Sequence[Choice], losers: Mapping[str, Choice]) -> dict[str, Choice]:
    """The losers and the lines of their wording that were tagged alike; a loser to its own wording goes alone, and so
    does a sentence's: it takes no line of a table along."""
    moving = dict(losers)
    by_view = {c.view.id: c for c in chosen}
    for view, winner in losers.items():
        choice = by_view[view]
        if wording_key(choice) == wording_key(winner) or choice.view.table.kind is TableKind.NARRATIVE:
            continue
        for other in chosen:
            same = other.concept == choice.concept and other.own == choice.own and other.by not in _FIRM
            if same and wording_key(other) == wording_key(choice):
                moving.setdefault(other.view.id, winner)
    return moving
