"""Everything about one number: its tag, why, what else it could be, and where the line stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ..facts.model import Element, Fact, QName
from ..interpret.model import Value
from ..mapping.cells import at as stands_at
from ..mapping.model import DecidedBy, Decision
from ..options import CellDecision, LineDecision, Profile
from ..report import words
from ..report.index import DecisionGroup, Index
from ..report.lines import CandidateView, EvidenceView, line_views
from ..report.note import address as fact_address
from .change import address
from .scope import LineName, line_of
from .scope import line_views as mapped_lines

MOST_OTHERS = 60
NOT_READ = "it was not read as a number of a line"
_PLACE = re.compile(r"t\d+(?::r\d+)?(?::c\d+)?")


class PairView(Struct, frozen=True, kw_only=True):
    """An axis and its member, by label and by name."""

    axis: str
    axis_label: str
    member: str
    member_label: str


class FactView(Struct, frozen=True, kw_only=True):
    """One fact of the number. `about` are (name, value) of what the schema and the page say."""

    concept: str
    label: str
    extension: bool
    value: str
    about: tuple[tuple[str, str], ...]
    dimensions: tuple[PairView, ...]


class SubjectView(Struct, frozen=True, kw_only=True):
    """A name that the number is of, and the axis and member it became (empty: the consolidated figure)."""

    name: str
    kind: str
    axis: str
    member: str
    evidence: str


class OtherView(Struct, frozen=True, kw_only=True):
    """Another number of the line."""

    at: str
    place: str
    anchor: str
    shown: str
    period: str
    members: str


class DetailView(Struct, frozen=True, kw_only=True):
    """`decidable` is False where a rule reads a sentence: there is no line to decide. `who` says who decided and when,
    `accepted` that a person did; `start` and `end` are the period's dates, as the form shows them."""

    at: str
    place: str
    shown: str
    label: str
    path: str
    why_untagged: str
    facts: tuple[FactView, ...]
    decidable: bool
    accepted: bool
    decided: str
    who: str
    band: str
    evidence: tuple[EvidenceView, ...]
    candidates: tuple[CandidateView, ...]
    subjects: tuple[SubjectView, ...]
    others: tuple[OtherView, ...]
    n_others: int
    more_others: int
    findings: tuple[tuple[str, str], ...]
    start: str
    end: str
    balance: str
    period_type: str
    content: str
    in_table: bool


def detail_view(index: Index, profile: Profile, at: str) -> DetailView | None:
    """What the panel shows for a number's address, or for a place without a tag (`t2:r5:c3`); None where the note has
    no such place."""
    made = index.conversion
    value = next((v for v in index.values.values() if address(v) == at or v.ref.place == at), None)
    place = at.partition("+")[0]
    facts = tuple(f for f in index.facts_at.get(place, ()) if at in (fact_address(f), f.source.ref.place))
    if value is None and not facts and not _PLACE.fullmatch(place):
        return None
    mapping = next((m for m in made.mapped.values if value is not None and m.value == value.id), None)
    decision = next((d for d in made.mapped.decisions if mapping is not None and d.id == mapping.decision), None)
    group = index.group_of.get(decision.id) if decision is not None else None
    line = next((v for v in line_views(index) if group is not None and v.id == group.id), None)
    own = facts[0] if facts else None
    said = own.confidence if own is not None and own.confidence is not None else 1.0
    element = _element(index, own.concept) if own is not None else None
    others = tuple(_others(index, group, at)) if group is not None else ()
    return DetailView(
        at=address(value) if value is not None else at,
        place=place,
        shown=value.shown if value is not None else own.source.shown if own is not None else "",
        label=decision.label if decision is not None else "",
        path=_path(index, value, decision),
        why_untagged="" if facts else (mapping.skip if mapping is not None else "") or NOT_READ,
        facts=tuple(_fact(index, fact) for fact in facts),
        decidable=decision is not None,
        accepted=decision is not None and decision.decided_by is DecidedBy.PROFILE,
        decided=_decided(index, decision, own),
        who=_who(index, profile, value, decision),
        band=words.band(group.confidence if group is not None else said),
        evidence=line.evidence if line is not None else (),
        candidates=line.candidates if line is not None else (),
        subjects=tuple(_subjects(index, value)) if value is not None else (),
        others=others[:MOST_OTHERS],
        n_others=len(others),
        more_others=max(0, len(others) - MOST_OTHERS),
        findings=tuple(_findings(index, place, facts)),
        start=own.period.start.isoformat() if own is not None and own.period.start else "",
        end=own.period.end.isoformat() if own is not None else "",
        balance=element.balance if element is not None else "",
        period_type=element.period_type if element is not None else "",
        content=value.content.value if value is not None else "",
        in_table=value is not None and value.ref.table is not None,
    )


def _element(index: Index, name: QName) -> Element | None:
    return next((e for e in index.conversion.report.elements if e.qname == name), None)


def _fact(index: Index, fact: Fact) -> FactView:
    element = _element(index, fact.concept)
    decision = index.group_of.get(fact.decision)
    return FactView(
        concept=str(fact.concept),
        label=index.labels.get(fact.concept, ""),
        extension=element is not None and element.extension,
        value=words.fact_value(fact),
        about=tuple(_about(fact, element, turned=decision is not None and decision.first.sign < 0)),
        dimensions=tuple(
            PairView(
                axis=str(axis),
                axis_label=index.labels.get(axis, axis.local),
                member=str(member),
                member_label=index.labels.get(member, member.local),
            )
            for axis, member in fact.dimensions
        ),
    )


def _about(fact: Fact, element: Element | None, *, turned: bool) -> Iterator[tuple[str, str]]:
    yield "Period", words.period(fact.period)
    if element is not None:
        yield "Balance", element.balance or "none"
        yield "Period type", element.period_type
        yield "Type", element.type.rpartition(":")[2].removesuffix("ItemType")
    if fact.unit is not None:
        yield "Unit", words.unit(fact.unit)
        yield "Scale", f"10^{fact.source.scale}" if fact.source.scale else "as shown"
        yield "Decimals", "exact" if fact.decimals is None else str(fact.decimals)
        yield "Sign", "turned against the page" if turned else "as shown"


def _path(index: Index, value: Value | None, decision: Decision | None) -> str:
    table = index.tables.get(decision.table) if decision is not None else None
    line = next((x for x in table.lines if value is not None and x.id == value.line), None) if table else None
    return " \u203a ".join(line.path) if line is not None else ""


def _decided(index: Index, decision: Decision | None, fact: Fact | None) -> str:
    if decision is not None:
        return f"{decision.decided_by.value}, {words.percent(decision.confidence)} sure"
    if fact is None:
        return ""
    said = next((s for s in index.conversion.interpreted.statements if s.rule == fact.decision), None)
    by = f"rule {fact.decision}, {words.percent(fact.confidence or 0.0)} sure"
    return by + (f": {said.evidence}" if said is not None and said.evidence else "")


def _who(index: Index, profile: Profile, value: Value | None, decision: Decision | None) -> str:
    """Who decided and when, as far as the profile says."""
    entry: CellDecision | LineDecision | None = None
    if value is not None:
        near = [c for c in profile.cells if stands_at(c.place, value) and c.shown in ("", value.shown)]
        entry = near[-1] if near else None
    if entry is None and decision is not None and decision.decided_by is DecidedBy.PROFILE:
        view = mapped_lines(index.conversion.mapped).get(line_of(decision.id))
        named = ((line, LineName(label=line.label, path=line.path, table=line.table)) for line in profile.lines)
        entry = next((line for line, name in named if view is not None and name.means(view)), None)
    if entry is None:
        return ""
    return " ".join((*(("by", entry.by) if entry.by else ()), *(("on", entry.on[:16]) if entry.on else ())))


def _subjects(index: Index, value: Value) -> Iterator[SubjectView]:
    chosen = {(c.subject.kind, c.subject.name): c for c in index.conversion.mapped.members}
    for subject in value.subjects:
        choice = chosen.get((subject.kind, subject.name))
        axis, member = choice.dimensions[0] if choice is not None and choice.dimensions else ("", "")
        yield SubjectView(
            name=subject.name or subject.text,
            kind=subject.kind.value.replace("-", " "),
            axis=str(axis),
            member=str(member),
            evidence=choice.evidence if choice is not None else "",
        )


def _others(index: Index, group: DecisionGroup, at: str) -> Iterator[OtherView]:
    for fact in group.facts:
        if fact_address(fact) != at:
            yield OtherView(
                at=fact_address(fact),
                place=fact.source.ref.place,
                anchor=index.link(fact.source.ref),
                shown=fact.source.shown,
                period=words.period(fact.period),
                members=", ".join(index.labels.get(m, m.local).removesuffix(" [Member]") for _, m in fact.dimensions),
            )


def _findings(index: Index, place: str, facts: tuple[Fact, ...]) -> Iterator[tuple[str, str]]:
    ids = {fact.id for fact in facts}
    for finding in index.conversion.findings:
        ref = finding.where
        if (ref is not None and ref.place == place) or finding.details.get("fact", "") in ids:
            yield finding.severity.value, finding.message
