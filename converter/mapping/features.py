"""Evidence for a concept as the tag of a line, each piece under a name that has a weight in taxonomy/ranking."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct, field

from ..interpret.model import Content
from ..knowledge.labels import EXTENSION
from ..knowledge.model import Concept, Knowledge, LabelCount
from ..knowledge.rules import Rule
from .accord import Names, accord
from .bridges import shown_effect
from .choices import FAMILY, REVENUES
from .directions import direction
from .excluded import contrary, excluded, reversed_by
from .lines import LineView
from .meaning import (
    ABOVE,
    ABOVE_THE_LINE,
    ALL_COSTS,
    BELOW_THE_LINE,
    RUNNING_COSTS,
    contradictions,
    foreign,
    includes_cost_of_sales,
)
from .surroundings import LADDER, Surroundings
from .usage import Usage
from .words import bare, tokens

Features = dict[str, float]

TYPES: Mapping[Content, frozenset[str]] = {
    Content.MONEY: frozenset({"monetaryItemType"}),
    Content.PERCENT: frozenset({"percentItemType", "pureItemType"}),
    Content.SHARES: frozenset({"sharesItemType"}),
    Content.PER_SHARE: frozenset({"perShareItemType"}),
    Content.COUNT: frozenset({"integerItemType"}),
    Content.PURE: frozenset({"pureItemType", "percentItemType", "decimalItemType"}),
}
ADDED = frozenset({"exact", "votes", "heading", "kind"})
"""Shares of filers: those of two concepts taken as one add up."""
SEARCHED = 25
SIMILAR = 12
FLOWS = frozenset(
    (
        *("amortization", "depreciation", "impairment", "expense", "cost", "charge", "revenue", "sale", "income"),
        *("gain", "loss", "profit", "expenditure", "purchase"),
    )
)
"""Words of what happens over a period; an element of a balance at a date seldom means it."""
_OWN_MEASURES = frozenset({"adjusted", "ebitda", "ebit", "ebita", "noi", "core"})
"""Measures of profit that no standard element is."""
_BEFORE_INTEREST = re.compile(r"\bbefore (?:net )?interest\b")


class Trace(Struct):
    """A concept under consideration, with what speaks for it."""

    concept: Concept
    features: Features = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    accord: float = 0.0
    """How unanimously filers tag a row of that name so (accord.py); 0 where the table itself does not name the line."""
    filers: int = 0
    """How many filers are known to write the label, or one like it, for the concept."""


def weight(count: LabelCount) -> float:
    """Filers that use the pair, the recent ones and those in segment notes counting more (labels README)."""
    return 0.05 * count.filers + 0.1 * count.income + count.recent + 4.0 * count.segment


def shares(counts: tuple[LabelCount, ...]) -> dict[str, float]:
    """Concept → share of the weighted filers, drawn toward nothing where few are counted."""
    total = sum(weight(c) for c in counts) + 1.0
    return {c.concept: weight(c) / total for c in counts}


class Gathered(Struct):
    """The candidates for a line by local name, and what speaks for an element of one's own."""

    found: dict[str, Trace] = field(default_factory=dict)
    own: Features = field(default_factory=dict)


class Gatherer:
    """Collects candidates for lines and what speaks for each."""

    def __init__(self, knowledge: Knowledge, rules: tuple[Rule, ...], usage: Usage) -> None:
        self._knowledge = knowledge
        self._rules = rules
        self._usage = usage
        self._surroundings = Surroundings(knowledge, rules)
        self._names = Names()
        self._searched: dict[str, tuple[tuple[Concept, float], ...]] = {}
        self._alike: dict[str, tuple[tuple[str, float, tuple[LabelCount, ...]], ...]] = {}

    def gather(self, view: LineView, holding: tuple[Rule, ...]) -> Gathered:
        """Candidates of the right type; they hang on the line's own words and figures, never on decisions."""
        remembered, key = self._knowledge.remembered, (view.table.id, view.id)
        if remembered is None:
            return self._gather(view, holding)
        gathered = remembered.get(key)
        if not isinstance(gathered, Gathered):
            gathered = remembered[key] = self._gather(view, holding)
        return gathered

    def _gather(self, view: LineView, holding: tuple[Rule, ...]) -> Gathered:
        gathered = Gathered()
        found = gathered.found
        self._exact(view, gathered)
        words = bare(view.label)
        if words not in self._searched:  # a label stands in many tables of a note
            self._searched[words] = self._knowledge.catalogue.search(words, SEARCHED)
            self._alike[words] = self._knowledge.labels.similar(words, SIMILAR)
        self._similar(view, gathered)
        for concept, score in self._searched[words]:
            self._note(found, view, concept.qname.local, "search", score, f"its standard label is “{concept.label}”")
        for local, share in self._usage.kind(view.table.kind):
            self._note(found, view, local, "kind", share, f"tables of the kind {view.table.kind} use it")
        for rule in holding:
            self._note(found, view, rule.concept, "rule", 1.0, f"rule {rule.id}: {rule.why}")
            if rule.concept in found:
                found[rule.concept].rules.append(rule)
        around = self._around(view, found)
        self._as_one(found, FAMILY, REVENUES)  # a house choice, made once for the note (choices.py)
        if includes_cost_of_sales(view):
            self._as_one(found, RUNNING_COSTS, ALL_COSTS)
        if around[0] == ABOVE:
            self._as_one(found, BELOW_THE_LINE | {ABOVE_THE_LINE}, ABOVE_THE_LINE)
        self._exclude(view, found, around[0])
        lead = max((t.features.get("votes", 0.0) for t in found.values()), default=0.0)
        for trace in found.values():
            self._judge(view, trace, around)
            if lead:
                trace.features["lead"] = trace.features.get("votes", 0.0) / lead
        gathered.own.update(extension_features(view, found))
        gathered.own["unusual"] = self._knowledge.labels.unusual(bare(view.label))
        gathered.own["of_revenue"] = 1.0 if around[0] in FAMILY else 0.0
        return gathered

    def _exclude(self, view: LineView, found: dict[str, Trace], total: str) -> None:
        """Take out what the line cannot mean."""
        ruled = {local for local, trace in found.items() if trace.rules}
        tests = contradictions(view, self._knowledge.catalogue.find(total), self._knowledge.non_negative)
        contradicted = {
            local
            for local, trace in found.items()
            if contrary(view.facts.label, trace.concept.label)
            or reversed_by(view, trace.concept, non_negative=local in self._knowledge.non_negative)
            or any(test(trace.concept) for test in tests)
            or (local not in ruled and foreign(view, trace.concept, trace.filers))
        }
        for local in (excluded(view, ruled, part_of_revenue=total in FAMILY) | contradicted) & found.keys():
            del found[local]

    def _around(self, view: LineView, found: dict[str, Trace]) -> tuple[str, str]:
        """What the line's total and heading mean; a part of revenue may always be revenue itself."""
        around = self._surroundings.total(view), self._surroundings.heading(view)
        if around[0] in FAMILY:
            self._note(found, view, REVENUES, "of_revenue", 1.0, "it adds to revenue")
        return around

    def _as_one(self, found: dict[str, Trace], alike: AbstractSet[str], local: str) -> None:
        """What speaks for any of the concepts speaks for the one that is meant."""
        whole = [found.pop(other) for other in sorted(alike & found.keys())]
        concept = self._knowledge.catalogue.find(local)
        if not whole or concept is None:
            return
        merged = found[local] = Trace(concept=concept, filers=sum(trace.filers for trace in whole))
        for trace in whole:
            merged.rules += trace.rules
            for name, value in trace.features.items():
                summed = name in ADDED
                before = merged.features.get(name, 0.0)
                merged.features[name] = before + value if summed else max(before, value)
            merged.notes = trace.notes | merged.notes

    def _count(self, gathered: Gathered, view: LineView, local: str, name: str, value: float, why: str) -> None:
        if local == EXTENSION:
            if name != "heading":  # what filers call a heading says little of an element for one of its lines
                gathered.own[name] = max(value, gathered.own.get(name, 0.0))
        else:
            self._note(gathered.found, view, local, name, value, why)

    def _note(self, found: dict[str, Trace], view: LineView, local: str, name: str, value: float, why: str) -> None:
        trace = found.get(local)
        if trace is None:
            concept = self._knowledge.catalogue.find(local)
            if concept is None or not fits(concept, view):
                return
            trace = found[local] = Trace(concept=concept)
        if value > trace.features.get(name, 0.0):
            trace.features[name] = value
            trace.notes[name] = why

    def _exact(self, view: LineView, gathered: Gathered) -> None:
        for rank, wording in enumerate(view.wordings[:2]):
            counts = self._knowledge.labels.exact(wording) or self._knowledge.labels.exact(bare(wording))
            name = "exact" if rank == 0 else "heading"
            for local, share in shares(counts).items():
                self._count(gathered, view, local, name, share, f"{share:.0%} of the filers who write “{wording}”")
            for count in counts if rank == 0 else ():
                support = math.log1p(weight(count)) / 5
                self._count(gathered, view, count.concept, "support", support, f"{count.filers} filers use it so")
                if count.concept in gathered.found:
                    gathered.found[count.concept].features["negated"] = count.negated
            agreed = accord(counts) if rank == 0 and self._names.has(view) else {}
            for local in gathered.found.keys() & agreed.keys():
                gathered.found[local].accord = agreed[local]

    def _similar(self, view: LineView, gathered: Gathered) -> None:
        votes: dict[str, float] = {}
        mass = 0.3
        for label, likeness, counts in self._alike[bare(view.label)]:
            mass += likeness**3
            for local, share in shares(counts).items():
                votes[local] = votes.get(local, 0.0) + likeness**3 * share
                why = f"filers who write “{label}” use it"
                self._count(gathered, view, local, "similar", likeness**2 * share, why)
            for count in counts:
                if count.concept in gathered.found:
                    gathered.found[count.concept].filers += count.filers
        for local, vote in votes.items():
            self._count(gathered, view, local, "votes", vote / mass, "filers with labels like this use it")

    def _judge(self, view: LineView, trace: Trace, around: tuple[str, str]) -> None:
        concept, features = trace.concept, trace.features
        words = tokens(concept.label)
        own = view.words
        common = len(words & own)
        features["missing"] = 1 - common / len(own) if own else 1.0
        features["surplus"] = 1 - common / len(words) if words else 1.0
        features["overlap"] = 2 * common / (len(words) + len(own)) if words or own else 0.0
        features["frequent"] = self._usage.prior(concept.qname.local)
        features["absent"] = len(words - own - tokens(view.facts.note)) / len(words) if words else 0.0
        features |= {f"rule_{rule.id}": 1.0 for rule in trace.rules}
        if view.line.is_total:
            features["total"] = -0.5 if concept.label.startswith("Other") else 1.0
        if concept.label.startswith("Other") and "other" not in own:
            features["other"] = 1.0
        self._place(view, trace, around)

    def _place(self, view: LineView, trace: Trace, around: tuple[str, str]) -> None:
        """What the line's parts, total and heading say, what it does to its total, and its dates."""
        concept, features = trace.concept, trace.features
        rung, own_rung = self._surroundings.rung(view), LADDER.get(concept.qname.local)
        if rung is not None and own_rung is not None:
            features[f"rung_{'same' if own_rung == rung else 'below' if own_rung < rung else 'above'}"] = 1.0
            trace.notes["rung_same"] = "what has been deducted by then is what this measure of profit deducts"
        for name, above in zip(("summand", "under"), around, strict=True):
            if above and concept.qname.local in self._surroundings.parts(above):
                features[name] = 1.0
                trace.notes[name] = f"it is a part of {above} by the standard sums"
            elif above and concept.qname.local == above:
                features[f"{name}_itself"] = 1.0
        balance = expected_balance(view)
        if balance and concept.balance:
            features["balance"] = 1.0 if balance == concept.balance else -1.0
            verb = "agrees" if balance == concept.balance else "is at odds"
            trace.notes["balance"] = f"its balance ({concept.balance}) {verb} with what the figure does to its total"
        told = direction(view.facts.label)
        if told and concept.balance and view.content is Content.MONEY and concept.period_type == "duration":
            features["worded"] = 1.0 if (told > 0) == (concept.balance == "credit") else -1.0
        features |= timing_features(view, concept)
        if concept.qname.local == view.name != "ProfitLoss":
            features["named"] = 0.0 if features.keys() & {"spanned_instant", "dated_duration"} else 1.0
        if features.get("negated") is not None:
            features["turned"] = 1 - abs(features.pop("negated") - view.parenthesised)


def timing_features(view: LineView, concept: Concept) -> Features:
    """Whether a balance at a date or a flow is meant, by the dates shown, the words and what the figure does."""
    dated = {None: "undated", True: "dated", False: "spanned"}[view.instant]
    found = {f"{dated}_{concept.period_type}": 1.0}
    if concept.period_type == "instant" and view.words & FLOWS:
        found["flowing_instant"] = 1.0
    if concept.period_type == "instant" and expected_balance(view) and view.parenthesised > 0.5:
        found["deducted_instant"] = 1.0
    return found


def fits(concept: Concept, view: LineView) -> bool:
    """Whether the element can hold the figures at all: a line item of the type. Its period type is evidence only: a
    balance stands under "year ended" and an expense under "as of and for" often enough (rule 31 settles the dates)."""
    return concept.type.rpartition(":")[2] in TYPES[view.content]


def expected_balance(view: LineView) -> str:
    """Credit where the figure raises profit, debit where it lowers it, empty where the table does not tell."""
    return {1: "credit", -1: "debit", 0: ""}[shown_effect(view)]


def extension_features(view: LineView, found: Mapping[str, Trace]) -> Features:
    """What speaks for an element of one's own (rule 13): nothing standard shares the words."""
    best = {
        name: max((t.features.get(name, 0.0) for t in found.values()), default=0.0)
        for name in ("exact", "votes", "overlap")
    }
    features = {f"no_{name}": 1 - value for name, value in best.items()}
    features["extension"] = 1.0
    features["long"] = min(len(view.words), 10) / 10
    features["adjusted"] = 1.0 if view.words & _OWN_MEASURES or _BEFORE_INTEREST.search(view.facts.label) else 0.0
    features["unlike_money"] = 1.0 if view.content is not Content.MONEY else 0.0
    return features
