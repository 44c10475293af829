"""What the rules look at: a filing with its facts grouped, and what is known of every element in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from ..facts.inline import STANDARD
from ..facts.model import Period, QName
from ..findings import Severity
from ..knowledge.model import Knowledge
from .model import Arc, Declared, Dimensions, Extension, FiledFact, Filing, LinkKind, Schema

SEGMENTS = QName("us-gaap", "StatementBusinessSegmentsAxis")
ITEMS = QName("srt", "ConsolidationItemsAxis")
GEOGRAPHY = QName("srt", "StatementGeographicalAxis")
PRODUCTS = QName("srt", "ProductOrServiceAxis")
CUSTOMERS = QName("srt", "MajorCustomersAxis")
OPERATING = QName("us-gaap", "OperatingSegmentsMember")
INTERSEGMENT = QName("us-gaap", "IntersegmentEliminationMember")
ELIMINATIONS = QName("srt", "ConsolidationEliminationsMember")
ALL_OTHER = QName("us-gaap", "AllOtherSegmentsMember")
STANDARD_PREFIXES = frozenset(
    ("us-gaap", "srt", "dei", "country", "currency", "stpr", "exch", "naics", "sic", "ecd", "cyd", "rxp", "ffd", "")
)
"""Prefixes of published taxonomies; the empty one stands for a typed member."""


class Breach(Struct, frozen=True, kw_only=True):
    """One thing that a rule found: what is the matter in plain words, what to do, and the fact or file it is in."""

    message: str
    hint: str = ""
    fact: FiledFact | None = None
    file: str = ""
    line: int = 0
    severity: Severity | None = None
    """Where it weighs other than the rule does."""


class Rule(Struct, frozen=True, kw_only=True):
    """`number` is the rule's, `source` the EFM or DQC rule behind it, `needs` what must be at hand: `schema` or the
    kind of a linkbase."""

    number: str
    check: Callable[[View], Iterator[Breach]]
    severity: Severity
    source: str
    needs: str = ""


class Meaning(Struct, frozen=True, kw_only=True):
    """What is known of an element, standard or the company's own. `type` is without prefix (`monetaryItemType`)."""

    type: str
    period_type: str
    balance: str
    abstract: bool
    substitution: str
    extension: bool


class View:
    """A filing, indexed. Everything is worked out when first asked for."""

    def __init__(self, filing: Filing, knowledge: Knowledge) -> None:
        self.filing = filing
        self.knowledge = knowledge
        self._meanings: dict[QName, Meaning | None] = {}

    @cached_property
    def numeric(self) -> tuple[FiledFact, ...]:
        """Facts with a number."""
        return tuple(fact for fact in self.filing.facts if fact.amount is not None)

    @cached_property
    def by_concept(self) -> Mapping[QName, tuple[FiledFact, ...]]:
        found: defaultdict[QName, list[FiledFact]] = defaultdict(list)
        for fact in self.filing.facts:
            found[fact.concept].append(fact)
        return {concept: tuple(facts) for concept, facts in found.items()}

    @cached_property
    def members(self) -> Mapping[QName, Mapping[QName, FiledFact]]:
        """Axis → member in use → the first fact that uses it."""
        found: defaultdict[QName, dict[QName, FiledFact]] = defaultdict(dict)
        for fact in self.filing.facts:
            for axis, member in fact.dimensions:
                found[axis].setdefault(member, fact)
        return found

    @cached_property
    def amounts(self) -> Mapping[tuple[QName, Period | None, str, Dimensions], FiledFact]:
        """The first numeric fact by concept, period, unit and dimensions."""
        found: dict[tuple[QName, Period | None, str, Dimensions], FiledFact] = {}
        for fact in self.numeric:
            found.setdefault(place(fact), fact)
        return found

    @cached_property
    def extension(self) -> Extension:
        """The company's own taxonomy; empty where there is none, but then no rule that needs it is run."""
        return self.filing.extension or Extension()

    @cached_property
    def declared(self) -> Mapping[QName, Declared]:
        return {d.qname: d for schema in self.extension.schemas for d in schema.elements}

    @cached_property
    def arcs(self) -> Mapping[LinkKind, tuple[Arc, ...]]:
        found: defaultdict[LinkKind, list[Arc]] = defaultdict(list)
        for arc in self.extension.arcs:
            if arc.use != "prohibited":
                found[arc.kind].append(arc)
        return {kind: tuple(found[kind]) for kind in LinkKind}

    @property
    def schemas(self) -> tuple[Schema, ...]:
        return self.extension.schemas

    @cached_property
    def role_titles(self) -> Mapping[str, str]:
        return {role.uri: role.definition for schema in self.schemas for role in schema.roles}

    @cached_property
    def used(self) -> tuple[QName, ...]:
        """Every concept, axis and member that a fact uses, in the order of the document."""
        names: dict[QName, None] = {}
        for fact in self.filing.facts:
            names[fact.concept] = None
            for axis, member in fact.dimensions:
                names[axis] = names[member] = None
        return tuple(name for name in names if name.prefix)

    @cached_property
    def current_year(self) -> bool:
        """Whether the filing's us-gaap year is the one that is known here, and known fully."""
        catalogue = self.knowledge.catalogue
        return self.filing.year == catalogue.year and not catalogue.provisional

    def meaning(self, name: QName) -> Meaning | None:
        """What the extension schema or the standard taxonomy says of an element; None where neither knows it."""
        if name not in self._meanings:
            self._meanings[name] = self._meaning(name)
        return self._meanings[name]

    def _meaning(self, name: QName) -> Meaning | None:
        own = self.declared.get(name)
        element = own or self.knowledge.catalogue.get(name)
        if element is None:
            return None
        return Meaning(
            type=element.type.rpartition(":")[2],
            period_type=element.period_type,
            balance=element.balance,
            abstract=element.abstract,
            substitution=element.substitution,
            extension=own is not None,
        )


def is_extension(name: QName) -> bool:
    """Whether an element is the company's own."""
    return name.prefix not in STANDARD_PREFIXES


def member_on(fact: FiledFact, axis: QName) -> QName | None:
    return next((member for at, member in fact.dimensions if at == axis), None)


def place(fact: FiledFact) -> tuple[QName, Period | None, str, Dimensions]:
    """What makes two numeric facts the same fact: concept, period, unit and dimensions."""
    unit = f"{fact.unit.numerator}/{fact.unit.denominator}" if fact.unit else ""
    return fact.concept, fact.context.period, unit, fact.dimensions


def standard_prefix(uri: str) -> str:
    """The recommended prefix of a published taxonomy's namespace; empty for any other namespace."""
    found = STANDARD.search(uri)
    return found[1] if found else ""


def plain(fact: FiledFact) -> str:
    """The fact as a reader finds it: concept and the text on the page."""
    shown = " ".join(fact.shown.split())
    return f"{fact.concept} “{shown[:40]}”"


def below(arcs: tuple[Arc, ...] | list[Arc], tops: set[QName]) -> set[QName]:
    """Everything under `tops`."""
    children: defaultdict[QName, set[QName]] = defaultdict(set)
    for arc in arcs:
        children[arc.source].add(arc.target)
    found: set[QName] = set()
    todo = list(tops)
    while todo:
        for child in children[todo.pop()] - found:
            found.add(child)
            todo.append(child)
    return found
