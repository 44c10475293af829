"""taxonomy/ as types: what the standard taxonomies say, and what filers call things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from ..facts.model import QName


class Concept(Struct, frozen=True, kw_only=True):
    """One element of a standard taxonomy. `type` is the item type's prefixed name (`xbrli:monetaryItemType`),
    `period_type` `instant` or `duration`, `balance` `debit`, `credit` or empty, `substitution` `xbrli:item`,
    `xbrldt:dimensionItem` or `xbrldt:hypercubeItem`."""

    qname: QName
    type: str
    period_type: str
    balance: str
    abstract: bool
    substitution: str
    label: str


class Catalogue(Protocol):
    """Every element of one year's standard taxonomies."""

    year: int
    provisional: bool
    namespaces: Mapping[str, str]
    """Prefix → namespace URI of that year: us-gaap, srt, dei, country, currency, stpr, …"""

    def get(self, qname: QName) -> Concept | None: ...

    def find(self, local: str) -> Concept | None:
        """The us-gaap element of that name, else the srt or dei one."""
        ...

    def search(self, words: str, limit: int = 50) -> tuple[tuple[Concept, float], ...]:
        """Non-abstract us-gaap line items whose standard label shares words with `words`, best first, scored 0 to 1."""
        ...

    def summands(self, total: str) -> tuple[tuple[str, int], ...]:
        """What adds to a us-gaap total on the standard statements: (local name, weight 1 or -1); empty if not told."""
        ...

    def totals(self, part: str) -> tuple[tuple[str, int], ...]:
        """The totals that a us-gaap element adds to, with its weight: the reverse of `summands`."""
        ...

    def __iter__(self) -> Iterator[Concept]: ...


class LabelCount(Struct, frozen=True, kw_only=True):
    """How often filers call `concept` (us-gaap local name) by a label. `filers` counts registrants, `recent` those
    since 2018, `segment` those in segment notes, `income` those on income statements; `negated` is the share shown with
    the sign turned. The concept `(extension)` counts elements of filers' own."""

    concept: str
    filers: int
    recent: int
    segment: int
    negated: float
    income: int = 0


class LabelStatistics(Protocol):
    """Label → concept counts over real filings."""

    def exact(self, label: str) -> tuple[LabelCount, ...]:
        """Counts for that label after normalisation (case, marks, plurals), most frequent first."""
        ...

    def similar(self, label: str, limit: int = 20) -> tuple[tuple[str, float, tuple[LabelCount, ...]], ...]:
        """The most similar known labels: (label, similarity 0 to 1, its counts)."""
        ...

    def unusual(self, label: str) -> float:
        """The share of the label's words that no label common among filers has, 0 to 1."""
        ...


class Place(Struct, frozen=True, kw_only=True):
    """A country, state or region name's standard member (`country:DE`, `stpr:TX`, `srt:EuropeMember`)."""

    name: str
    member: QName


class Places(Protocol):
    def find(self, name: str) -> Place | None: ...


class Knowledge(Struct, frozen=True, kw_only=True):
    """Everything the stages know beforehand. `vocabulary(name)` is taxonomy/vocabulary/<name>.toml, read once."""

    catalogue: Catalogue
    labels: LabelStatistics
    places: Places
    non_negative: frozenset[str]
    """Local names of us-gaap elements that must not be negative (rule 24)."""
    axis_members: Mapping[str, frozenset[str]]
    """Axis QName → standard members that may sit on it (rules 2, 4, 10)."""
    ranking: Path = Path()
    """The folder of what was learned for the ranking: weights, usage counts, revenue choice."""
    remembered: dict[tuple[str, str], object] | None = None
    """What was looked up for the lines of one note (by table and line), for a caller that maps that very note again and
    again with other decisions; None, as ever else, remembers nothing."""
