"""One concept for each line: profile, prior filing, rules and ranking, in that order (rules 12 and 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..facts.model import QName
from ..knowledge.model import Concept, Knowledge
from ..knowledge.rules import Rule
from ..options import LineDecision, Preference, Settings
from . import choices
from .features import Gatherer, Trace, fits
from .lines import LineView
from .model import Candidate, DecidedBy, Evidence
from .prior import PriorLine
from .ranking import EXTENSION, Ranked, Weights, rank, rules_first
from .recall import Recall
from .words import normalise

EXTENSION_LABEL = "an element of one's own (rule 13)"
BEST = 5


class Choice(Struct, frozen=True, kw_only=True):
    """What was decided for a view. `concept` is None where an extension element is to be made, `own` then may name it;
    `anchor` is the nearest wider standard concept; `sign` is set where a person or the prior filing said it; `apart` is
    how many headings an element of one's own adds to its name to be told from others (rule 35); `unknown` is the
    standard element that the profile or the prior filing names and the taxonomy year does not have; `clash` says which
    line has the concept that this one had (rule 35)."""

    view: LineView
    concept: Concept | None
    by: DecidedBy
    confidence: float
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]
    own: str = ""
    line: LineDecision | PriorLine | None = None
    sign: int | None = None
    anchor: QName | None = None
    tied: tuple[Rule, ...] = ()
    apart: int = 0
    unknown: str = ""
    clash: str = ""


class Decider:
    """Decides lines one by one; what belongs together is brought together afterwards (`agree`)."""

    def __init__(
        self,
        knowledge: Knowledge,
        settings: Settings,
        recall: Recall | None,
        gatherer: Gatherer,
        weights: Weights,
        revenue: choices.RevenueChoice,
    ) -> None:
        self._knowledge = knowledge
        self._profile = settings.profile
        self._recall = recall
        self._gatherer = gatherer
        self._weights = weights
        self._revenue = revenue

    def decide(self, view: LineView, holding: tuple[Rule, ...]) -> Choice:
        """1. the profile; 2. the prior filing; 3. rules and ranking; 4. an extension element."""
        gathered = self._gatherer.gather(view, holding)
        ranked = rules_first(rank(gathered.found, gathered.own, self._weights))
        first, *others = (c for r in ranked[:BEST] for c in self._candidates(r))
        candidates = (first, *sorted(others, key=lambda c: -c.score)[: BEST - 1])
        anchor = next((r.trace.concept.qname for r in ranked if r.trace is not None), None)
        ranking = self._from_ranking(view, ranked, candidates, anchor, holding)
        for source in (self._from_profile, self._from_prior):
            choice = source(view, ranking)
            if choice is not None and choice.unknown:
                ranking = choice
            elif choice is not None:
                return choice
        return self._preferred(ranking)

    def _from_profile(self, view: LineView, ranking: Choice) -> Choice | None:
        for line in self._profile.lines:
            if _names(line, view):
                return self._settled(ranking, line.concept, DecidedBy.PROFILE, "the profile decides this line", line)
        return None

    def _from_prior(self, view: LineView, ranking: Choice) -> Choice | None:
        line = self._recall.line(view) if self._recall is not None else None
        if line is None:
            return None
        why = f"the prior filing has “{line.label}”"
        choice = self._settled(ranking, str(line.concept), DecidedBy.PRIOR, why, line)
        return choice if choice.concept is None or fits(choice.concept, view) else None

    def _settled(self, ranking: Choice, name: str, by: DecidedBy, why: str, line: LineDecision | PriorLine) -> Choice:
        qname = QName.parse(name) if ":" in name else QName("us-gaap", name)
        concept = self._knowledge.catalogue.get(qname)
        if concept is None and self._standard(qname) and not getattr(line, "extension_label", ""):
            return replace(ranking, unknown=str(qname))
        evidence = (Evidence(kind=by.value.split()[0], text=why, weight=1.0),)
        sign = None
        if isinstance(line, PriorLine):
            sign = line.sign
        elif line.negate is not None:
            sign = -1 if line.negate else 1
        return replace(
            ranking,
            concept=concept,
            by=by,
            confidence=1.0 if by is DecidedBy.PROFILE else 0.97,
            evidence=evidence,
            own="" if concept is not None else qname.local,
            line=line,
            sign=sign,
            tied=(),
        )

    def _from_ranking(
        self,
        view: LineView,
        ranked: Sequence[Ranked],
        candidates: tuple[Candidate, ...],
        anchor: QName | None,
        holding: tuple[Rule, ...],
    ) -> Choice:
        best = ranked[0]
        tied = holding if len({r.concept for r in holding}) > 1 else ()
        by, accord = DecidedBy.EXTENSION, 0.0
        if best.trace is not None:
            by, accord = DecidedBy.RULE if best.trace.rules else DecidedBy.RANKING, best.trace.accord
        choice = Choice(
            view=view,
            concept=best.trace.concept if best.trace is not None else None,
            by=by,
            confidence=self._weights.confidence(best.share, rule=by is DecidedBy.RULE, accord=accord),
            candidates=candidates,
            evidence=candidates[0].evidence,
            anchor=anchor,
            tied=tied,
        )
        return self._one_revenue(choice)

    def _one_revenue(self, choice: Choice) -> Choice:
        """The note has one revenue concept (rules 12 and 15)."""
        if choice.concept is None or choice.concept.qname.local not in choices.FAMILY:
            return choice
        concept = self._knowledge.catalogue.find(self._revenue.concept)
        text = f"one revenue concept for the note, by its wording: {self._revenue.reason} ({self._revenue.chance:.0%})"
        return replace(
            choice,
            concept=concept,
            confidence=choice.confidence * self._revenue.chance,
            evidence=(*choice.evidence, Evidence(kind="sibling", text=text, weight=0.0)),
        )

    def _preferred(self, choice: Choice) -> Choice:
        """House choices of the profile: wherever `instead_of` would be taken, `use` is."""
        if choice.concept is None:
            return choice
        for preference in self._profile.preferences:
            if _local(preference.instead_of) == choice.concept.qname.local:
                return self._prefer(choice, preference)
        return choice

    def _prefer(self, choice: Choice, preference: Preference) -> Choice:
        name = preference.use
        catalogue = self._knowledge.catalogue
        concept = catalogue.get(QName.parse(name)) if ":" in name else catalogue.find(name)
        if concept is None and (":" not in name or self._standard(QName.parse(name))):
            return replace(choice, unknown=name)
        text = f"the profile prefers {name} to {preference.instead_of}"
        return replace(
            choice,
            concept=concept,
            by=DecidedBy.PROFILE,
            own="" if concept is not None else _local(name),
            evidence=(*choice.evidence, Evidence(kind="profile", text=text, weight=1.0)),
        )

    def _standard(self, name: QName) -> bool:
        """Whether the name claims to be of a standard taxonomy: such a name is never made an element of one's own."""
        return name.prefix in self._knowledge.catalogue.namespaces

    def _candidates(self, ranked: Ranked) -> Iterable[Candidate]:
        """The candidate as shown; revenue as its two concepts, the chance shared between them."""
        shown = self._candidate(ranked)
        if ranked.local not in choices.FAMILY:
            return (shown,)
        other = min(choices.FAMILY - {self._revenue.concept})
        chances = ((self._revenue.concept, self._revenue.chance), (other, 1 - self._revenue.chance))
        concepts = [(self._knowledge.catalogue.find(local), chance) for local, chance in chances]
        return [
            replace(shown, concept=c.qname, label=c.label, score=shown.score * chance) for c, chance in concepts if c
        ]

    def _candidate(self, ranked: Ranked) -> Candidate:
        if ranked.trace is None:
            text = "nothing standard says it as well"
            evidence = (Evidence(kind="extension", text=text, weight=round(ranked.score, 2)),)
            return Candidate(concept=QName("", EXTENSION), label=EXTENSION_LABEL, score=ranked.share, evidence=evidence)
        trace = ranked.trace
        return Candidate(
            concept=trace.concept.qname,
            label=trace.concept.label,
            score=ranked.share,
            evidence=tuple(self._evidence(trace)),
        )

    def _evidence(self, trace: Trace) -> Iterable[Evidence]:
        """What weighed, the heaviest first."""
        parts = {name: self._weights.features.get(name, 0.0) * value for name, value in trace.features.items()}
        for name in sorted(parts, key=lambda n: (-abs(parts[n]), n)):
            if name in trace.notes and (parts[name] or name == "rule"):
                rule = ",".join(r.id for r in trace.rules) if name == "rule" else ""
                weight = parts[name] + (sum(parts[f"rule_{r.id}"] for r in trace.rules) if name == "rule" else 0.0)
                yield Evidence(kind=KINDS.get(name, name), text=trace.notes[name], weight=round(weight, 2), rule=rule)


KINDS: Mapping[str, str] = {
    "exact": "statistics",
    "heading": "statistics",
    "support": "statistics",
    "similar": "statistics",
    "votes": "statistics",
    "usage": "statistics",
    "search": "label",
    "of_revenue": "arithmetic",
    "summand": "arithmetic",
    "rung_same": "arithmetic",
    "under": "arithmetic",
}


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _names(line: LineDecision, view: LineView) -> bool:
    """Whether a person's decision is about this line: by label, and by table and path where given."""
    own = (view.line.label, *view.wordings)
    if normalise(line.label) not in {normalise(label) for label in own}:
        return False
    if line.table and line.table not in (view.table.id, str(view.table.kind)):
        return False
    path = tuple(normalise(p) for p in view.line.path)
    return not line.path or path[-len(line.path) :] == tuple(normalise(p) for p in line.path)
