"""Two taggings of one note side by side, facet by facet: ours and the filing agent's, or as filed.

Facts are paired by their place in the note's text (white space aside), which both documents share; where the texts
differ, by magnitude. Extension names agree when they pair one to one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from ..facts.inline import InlineFact, InlineReport
from ..facts.model import QName
from ..profile import STANDARD_PREFIXES

FACETS = ("value", "period", "unit", "dimensions", "concept")
KEY = 40
"""So many characters around a fact are enough to find the shared text."""


class Pair(Struct, frozen=True, kw_only=True):
    """One place: our fact, theirs, and the facets in which they differ. One side is None where only one has a tag."""

    mine: InlineFact | None
    theirs: InlineFact | None
    differs: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        fact = self.mine or self.theirs
        return fact.shown if fact else ""


class Comparison(Struct, frozen=True, kw_only=True):
    pairs: tuple[Pair, ...]
    by_place: bool

    @property
    def both(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.mine and p.theirs)

    def agreed(self, facet: str) -> int:
        return sum(facet not in p.differs for p in self.both)

    @property
    def only_mine(self) -> int:
        return sum(p.theirs is None for p in self.pairs)

    @property
    def only_theirs(self) -> int:
        return sum(p.mine is None for p in self.pairs)


class _Pairing:
    """Extension names agree when they pair one to one: first come, first paired."""

    def __init__(self) -> None:
        self._there: dict[QName, QName] = {}
        self._back: dict[QName, QName] = {}

    def agrees(self, mine: QName, theirs: QName) -> bool:
        if mine.prefix in STANDARD_PREFIXES or theirs.prefix in STANDARD_PREFIXES:
            return mine == theirs
        return self._there.setdefault(mine, theirs) == theirs and self._back.setdefault(theirs, mine) == mine


def compare(mine: InlineReport, theirs: InlineReport) -> Comparison:
    """Pair the numeric facts of two documents and say where they differ."""
    shift = _shift(mine, theirs)
    pairs = _by_place(mine, theirs, shift) if shift is not None else _by_magnitude(mine, theirs)
    concepts, members = _Pairing(), _Pairing()
    judged = tuple(
        Pair(mine=m, theirs=t, differs=tuple(_differences(m, t, concepts, members)) if m and t else ())
        for m, t in pairs
    )
    return Comparison(pairs=judged, by_place=shift is not None)


def _numeric(report: InlineReport) -> list[InlineFact]:
    return [f for f in report.facts if f.numeric and not f.hidden]


def _shift(mine: InlineReport, theirs: InlineReport) -> int | None:
    """How far their text is shifted against ours, or None where no shift suits nearly all of their facts."""
    votes: dict[int, int] = defaultdict(int)
    facts = _numeric(theirs)
    for fact in facts[:: max(1, len(facts) // 50)]:
        around = theirs.text[max(0, fact.place - KEY) : fact.place + KEY]
        found = mine.text.find(around)
        if found >= 0 and mine.text.find(around, found + 1) < 0:
            votes[found - max(0, fact.place - KEY)] += 1
    if not votes:
        return None
    shift, count = max(votes.items(), key=lambda item: item[1])
    return shift if 2 * count > sum(votes.values()) else None


def _by_place(
    mine: InlineReport, theirs: InlineReport, shift: int
) -> Iterator[tuple[InlineFact | None, InlineFact | None]]:
    def place(fact: InlineFact, text: str) -> int:
        at = fact.place
        while at < len(text) and text[at] in "($":
            at += 1
        return at

    ours: dict[int, list[InlineFact]] = defaultdict(list)
    for fact in _numeric(mine):
        ours[place(fact, mine.text)].append(fact)
    rest = set(ours)
    for fact in _numeric(theirs):
        at = place(fact, theirs.text) + shift
        rivals = ours.get(at, [])
        rest.discard(at)
        yield max(rivals, key=lambda r: _likeness(r, fact), default=None), fact
    for at in sorted(rest):
        yield from ((fact, None) for fact in ours[at])


def _by_magnitude(mine: InlineReport, theirs: InlineReport) -> Iterator[tuple[InlineFact | None, InlineFact | None]]:
    ours: dict[Decimal, list[InlineFact]] = defaultdict(list)
    for fact in _numeric(mine):
        if isinstance(fact.value, Decimal):
            ours[abs(fact.value)].append(fact)
    for fact in _numeric(theirs):
        rivals = ours.get(abs(fact.value), []) if isinstance(fact.value, Decimal) else []
        best = max(rivals, key=lambda r: _likeness(r, fact), default=None)
        if best is not None:
            rivals.remove(best)
        yield best, fact
    for left in ours.values():
        yield from ((fact, None) for fact in left)


def _likeness(mine: InlineFact, theirs: InlineFact) -> int:
    return (
        3 * (mine.context.period == theirs.context.period)
        + 2 * (mine.concept == theirs.concept)
        + (mine.context.dimensions == theirs.context.dimensions)
    )


def _differences(mine: InlineFact, theirs: InlineFact, concepts: _Pairing, members: _Pairing) -> Iterator[str]:
    if mine.value != theirs.value:
        yield "value"
    if mine.context.period != theirs.context.period:
        yield "period"
    if _measure(mine) != _measure(theirs):
        yield "unit"
    ours, other = dict(mine.context.dimensions), dict(theirs.context.dimensions)
    if ours.keys() != other.keys() or not all(members.agrees(ours[axis], other[axis]) for axis in ours):
        yield "dimensions"
    if not concepts.agrees(mine.concept, theirs.concept):
        yield "concept"


def _measure(fact: InlineFact) -> str:
    """Currencies and pure by name; everything of the filers' own counts as one kind."""
    if fact.unit is None:
        return ""
    numerator = fact.unit.numerator
    standard = numerator.startswith("iso4217:") or numerator.rpartition(":")[2] in ("pure", "shares")
    return f"{numerator if standard else 'other'}/{fact.unit.denominator}"
