"""A note's lines to concepts, its subjects to members, its values to both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from ..facts.model import Element, QName
from ..findings import Finding
from ..interpret.model import InterpretedNote, Subject, SubjectKind, TableKind
from ..interpret.resolve import period_of
from ..knowledge import rules as mapping_rules
from ..knowledge.model import Catalogue, Knowledge
from ..options import Settings, report_prefix
from . import cells, contradictions, ranking, usage
from . import choices as once
from .agree import agree
from .decide import Choice, Decider
from .dimensions import Recalled, assign
from .elements import Maker, balances
from .features import Gatherer
from .lines import LineView, views
from .members import US, Members
from .model import DecidedBy, Decision, MappedNote, MemberChoice, ValueMapping
from .moves import between_segments, is_nothing
from .notices import left_out, notices
from .prior import PriorFiling, PriorLine
from .prior_match import Matches, apart
from .recall import Recall
from .repeats import name_totals
from .said import unnamed
from .signs import sign
from .words import normalise


def map_note(
    note: InterpretedNote, settings: Settings, knowledge: Knowledge, prior: PriorFiling | None = None
) -> tuple[MappedNote, tuple[Finding, ...]]:
    """Decide concept, sign and dimensions of every value of the note (RULES A to C), with evidence and runners-up."""
    matches = Matches(prior, note.note.paragraphs) if prior is not None else None
    seen = views(note) if matches is None else tuple(apart(views(note), matches))
    rules = mapping_rules.load()
    weights = once.load(knowledge.ranking)
    revenue = once.choose(once.marks(note), weights, otherwise=once.earned_otherwise(note))
    gatherer = Gatherer(knowledge, rules, usage.load(knowledge.ranking))
    recall = _recall(prior, matches, seen)
    decider = Decider(knowledge, settings, recall, gatherer, ranking.load(knowledge.ranking), revenue)
    decided = agree([decider.decide(view, mapping_rules.matching(rules, view.facts)) for view in seen])
    chosen: Sequence[Choice] = between_segments(name_totals(decided))
    tagging = _Tagging(note, settings, knowledge, prior, seen, matches)
    tagged = tagging.tag(chosen)

    def report(choices: Sequence[Choice]) -> Iterator[contradictions.Shown]:
        nonlocal tagged
        if choices is not tagged.chosen:
            tagged = tagging.tag(choices)
        return tagged.shown()

    chosen = contradictions.settle(chosen, report, knowledge.catalogue)
    if chosen is not tagged.chosen:
        tagged = tagging.tag(chosen)
    members = tagged.members
    said = {
        c.view.id
        for c in chosen
        if c.view.table.kind is TableKind.NARRATIVE and c.by not in (DecidedBy.PROFILE, DecidedBy.PRIOR)
    }
    skipped = contradictions.left_out(tagged.shown(), said | contradictions.repeated(chosen, tagged.shown()))
    nothing = dict.fromkeys(tagged.nothing(), "what segments sell one another is nothing for the whole")
    skipped |= _doubted(chosen, tagged, knowledge.catalogue)
    mapped = MappedNote(
        note=note,
        decisions=tuple(tagged.decisions.values()),
        values=tuple(
            ValueMapping(
                value=value.id,
                decision=tagged.decisions[view.id].id,
                dimensions=tagged.dimensions[value.id],
                skip=skipped.get(value.id, "") or nothing.get(value.id, ""),
            )
            for view in seen
            for value in view.values
        ),
        members=_choices(note, members),
        elements=tuple(sorted((tagged.made | members.elements).values(), key=lambda e: e.qname)),
    )
    mapped, overlaid = cells.apply(mapped, settings.profile.cells, knowledge)
    return mapped, (*notices(mapped, chosen, knowledge, prior), *left_out(mapped, skipped), *overlaid)


def _doubted(chosen: Sequence[Choice], tagged: _Tagged, catalogue: Catalogue) -> dict[str, str]:
    """Value id → why it is no fact: amounts that their sentences do not make plain, unless a person or the prior filing
    says what they are."""
    free = [c for c in chosen if c.by not in (DecidedBy.PROFILE, DecidedBy.PRIOR)]
    return {value.id: value.doubt for c in free for value in c.view.values if value.doubt} | unnamed(
        free, {view: decision.concept for view, decision in tagged.decisions.items()}, catalogue
    )


class _Tagged(Struct, frozen=True):
    """What choices come to: each view's decision and each value's dimensions, with the elements made for them."""

    note: InterpretedNote
    seen: Sequence[LineView]
    chosen: Sequence[Choice]
    decisions: Mapping[str, Decision]
    period_types: Mapping[str, str]
    dimensions: Mapping[str, tuple[tuple[QName, QName], ...]]
    members: Members
    made: dict[QName, Element]

    def nothing(self) -> Iterator[str]:
        """The values that are no facts: dashes that say what is left for the whole of revenue between segments."""
        for view in self.seen:
            yield from (v.id for v in view.values if is_nothing(view, v, self.dimensions[v.id]))

    def shown(self) -> Iterator[contradictions.Shown]:
        """Every value with the aspects of the fact it will be."""
        for view in self.seen:
            decision = self.decisions[view.id]
            for value in view.values:
                if value.doubt or is_nothing(view, value, self.dimensions[value.id]):
                    continue
                period = period_of(value.period, self.period_types[view.id], self.note.calendar)
                unit = (value.content, value.currency)
                key = (decision.concept, period, *unit, self.dimensions[value.id])
                yield contradictions.shown(view.id, key, value, decision.sign)


class _Tagging(Struct, frozen=True):
    """Applies choices to a note: elements, members, dimensions, signs."""

    note: InterpretedNote
    settings: Settings
    knowledge: Knowledge
    prior: PriorFiling | None
    seen: Sequence[LineView]
    matches: Matches | None

    def tag(self, chosen: Sequence[Choice]) -> _Tagged:
        prefix = report_prefix(self.settings)
        company = self.settings.entity_name or ""
        maker = Maker(catalogue=self.knowledge.catalogue, prefix=prefix, company=company, made={})
        maker.labels |= {c.concept.label.lower(): c.concept.qname for c in chosen if c.concept is not None}
        names = {choice.view.id: maker.concept(choice) for choice in chosen}
        types = {
            c.view.id: c.concept.period_type if c.concept is not None else maker.made[names[c.view.id]].period_type
            for c in chosen
        }
        concepts = {view: (name, types[view]) for view, name in names.items()}
        members = _members(self.note, self.settings, self.knowledge, prefix, self.prior)
        return _Tagged(
            note=self.note,
            seen=self.seen,
            chosen=chosen,
            decisions=_decisions(chosen, names, maker.made),
            period_types=types,
            dimensions=assign(self.seen, concepts, members, self.note, _recalled(chosen, names, self, members)),
            members=members,
            made=maker.made,
        )


def _recall(prior: PriorFiling | None, matches: Matches | None, seen: Sequence[LineView]) -> Recall | None:
    if prior is None or matches is None:
        return None
    labels = (normalise(label) for view in seen for label in (view.line.label, *view.wordings[:1]))
    return Recall(prior, matches, frozenset(labels))


def _recalled(chosen: Sequence[Choice], names: Mapping[str, QName], tagging: _Tagging, members: Members) -> Recalled:
    prior, matches, house = tagging.prior, tagging.matches, tagging.settings.profile.operating_segments
    if prior is None or matches is None:
        return Recalled(house=house)
    lines = {c.view.id: c.line for c in chosen if c.by is DecidedBy.PRIOR}
    return Recalled(
        house=house,
        bare={key: line.bare for key, line in lines.items() if isinstance(line, PriorLine) and line.bare is not None},
        split=frozenset(concept.local for concept in prior.split),
        plain=frozenset(concept.local for concept in prior.plain),
        values={
            value: fact.dimensions
            for c in chosen
            for value, fact in matches.of(c.view).items()
            if fact.concept.local == names[c.view.id].local
            and all(members.may_take(axis) for axis, _ in fact.dimensions)
        },
    )


def _decisions(
    chosen: Sequence[Choice], names: Mapping[str, QName], made: Mapping[QName, Element]
) -> dict[str, Decision]:
    balance = balances(chosen, made, names)
    tops: dict[tuple[str, str], tuple[str, int]] = {}
    signs: dict[str, int] = {}
    for choice in sorted(chosen, key=lambda c: bool(c.view.polarity)):  # the totals first: their parts follow them
        view, own = choice.view, balance[choice.view.id]
        top, top_sign = tops.get((view.table.id, view.top), ("", 1))
        period = choice.concept.period_type if choice.concept is not None else made[names[view.id]].period_type
        turned = choice.sign if choice.sign is not None else sign(view, own, top, period, top_sign)
        signs[view.id] = turned
        tops.setdefault((view.table.id, view.line.id), (own, turned))
    return {c.view.id: _decision(c, names[c.view.id], signs[c.view.id]) for c in chosen}


def _decision(choice: Choice, concept: QName, turned: int) -> Decision:
    view = choice.view
    ranked = choice.concept is not None or choice.by is not DecidedBy.RANKING
    return Decision(
        id=f"d-{view.table.id}-{view.id}",
        table=view.table.id,
        line=view.line.id,
        label=view.line.label or view.label,
        concept=concept,
        sign=turned,
        confidence=round(choice.confidence, 3),
        decided_by=choice.by if ranked else DecidedBy.EXTENSION,
        evidence=choice.evidence,
        candidates=choice.candidates,
    )


def _members(
    note: InterpretedNote, settings: Settings, knowledge: Knowledge, prefix: str, prior: PriorFiling | None
) -> Members:
    members = Members(
        knowledge=knowledge,
        prefix=prefix,
        decided=settings.profile.members,
        prior={normalise(m.name): m.dimensions for m in prior.members} if prior is not None else {},
        corporate_is_segment=_corporate_is_segment(note),
    )
    members.two_places = _two_places(note, knowledge)
    members.over_rows = frozenset(_over_rows(note))
    return members


def _two_places(note: InterpretedNote, knowledge: Knowledge) -> frozenset[str]:
    """Names of places in tables that show the United States and one other place (rule 10)."""
    found: set[str] = set()
    for table in note.tables:
        names = {normalise(s.name) for v in table.values for s in v.subjects if s.kind is SubjectKind.GEOGRAPHY}
        places = [knowledge.places.find(name) for name in names]
        if len(names) == 2 and any(place is not None and place.member == US for place in places):
            found |= names
    return frozenset(found)


def _over_rows(note: InterpretedNote) -> Iterator[str]:
    """Names of what is corporate or unallocated that head rows with words of their own ("Unallocated:")."""
    for table in note.tables:
        heads = {normalise(s.name) for column in table.columns for s in column.subjects}
        labels = {row.index: normalise(row.label) for row in table.rows}
        for value in table.values:
            row = labels.get(value.row) if value.row is not None else None
            for name in (normalise(s.name) for s in value.subjects if s.kind is SubjectKind.CORPORATE):
                if row is not None and row != name and name not in heads:
                    yield name


def _corporate_is_segment(note: InterpretedNote) -> bool:
    """The note states one reportable segment more than it shows, and shows a corporate column."""
    stated = {s.content for s in note.statements if s.concept == "NumberOfReportableSegments"}
    kinds: dict[SubjectKind, set[str]] = {}
    for subject in _subjects(note):
        kinds.setdefault(subject.kind, set()).add(normalise(subject.name))
    shown = len(kinds.get(SubjectKind.SEGMENT, ()))
    return bool(kinds.get(SubjectKind.CORPORATE)) and Decimal(shown + 1) in stated and shown > 0


def _subjects(note: InterpretedNote) -> Iterator[Subject]:
    for table in note.tables:
        for value in table.values:
            yield from value.subjects


def _choices(note: InterpretedNote, members: Members) -> tuple[MemberChoice, ...]:
    found: dict[tuple[SubjectKind, str], MemberChoice] = {}
    for subject in _subjects(note):
        dimensions, evidence = members.chosen.get((subject.kind, normalise(subject.name)), ((), ""))
        found.setdefault(
            (subject.kind, subject.name), MemberChoice(subject=subject, dimensions=dimensions, evidence=evidence)
        )
    return tuple(found.values())
