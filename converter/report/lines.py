"""The mapping table: each line, its concept, how sure, why, and what else it could have been."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..mapping.model import Candidate, DecidedBy, Evidence
from . import words
from .index import DecisionGroup, Index


class EvidenceView(Struct, frozen=True, kw_only=True):
    kind: str
    text: str
    weight: str


class CandidateView(Struct, frozen=True, kw_only=True):
    concept: str
    label: str
    score: str
    chosen: bool
    evidence: str


class PlaceView(Struct, frozen=True, kw_only=True):
    place: str
    anchor: str


class LineView(Struct, frozen=True, kw_only=True):
    """A row of the mapping table. `percent` is the confidence of the least sure of its decisions, 0 to 100."""

    id: str
    label: str
    concept: str
    concept_label: str
    extension: bool
    turned: bool
    decided_by: str
    percent: int
    band: str
    n_facts: str
    places: tuple[PlaceView, ...]
    more_places: int
    evidence: tuple[EvidenceView, ...]
    candidates: tuple[CandidateView, ...]


class MemberView(Struct, frozen=True, kw_only=True):
    name: str
    kind: str
    members: tuple[tuple[str, str], ...]
    evidence: str


MOST_PLACES = 6


def line_views(index: Index) -> Iterator[LineView]:
    for group in index.groups:
        yield _line(index, group)


def _line(index: Index, group: DecisionGroup) -> LineView:
    decision = group.first
    places = tuple(_places(index, group))
    return LineView(
        id=group.id,
        label=decision.label,
        concept=str(decision.concept),
        concept_label=index.labels.get(decision.concept, ""),
        extension=decision.decided_by is DecidedBy.EXTENSION,
        turned=decision.sign < 0,
        decided_by=decision.decided_by.value,
        percent=round(group.confidence * 100),
        band=words.band(group.confidence),
        n_facts=words.plural(len(group.facts), "fact"),
        places=places[:MOST_PLACES],
        more_places=max(0, len(places) - MOST_PLACES),
        evidence=tuple(_evidence(reason) for reason in decision.evidence),
        candidates=tuple(_candidate(c, str(decision.concept)) for c in decision.candidates),
    )


def _places(index: Index, group: DecisionGroup) -> Iterator[PlaceView]:
    """Where the line stands: each row once, linked to its first number."""
    rows: dict[str, str] = {}
    for fact in group.facts:
        ref = fact.source.ref
        rows.setdefault(replace(ref, col=None).place, index.link(ref))
    for place, target in rows.items():
        yield PlaceView(place=place, anchor=target)


def _evidence(reason: Evidence) -> EvidenceView:
    weight = f"{reason.weight:+.2f}".replace("-", words.MINUS) if reason.weight else ""
    rule = f" ({reason.rule})" if reason.rule else ""
    return EvidenceView(kind=reason.kind, text=f"{reason.text}{rule}", weight=weight)


def _candidate(candidate: Candidate, chosen: str) -> CandidateView:
    return CandidateView(
        concept=words.concept(candidate.concept),
        label=candidate.label,
        score=f"{candidate.score:.2f}",
        chosen=str(candidate.concept) == chosen,
        evidence="; ".join(reason.text for reason in candidate.evidence[:4]),
    )


def member_views(index: Index) -> Iterator[MemberView]:
    """What each name of the note became on the axes, each name once."""
    seen = set()
    for choice in index.conversion.mapped.members:
        members = tuple((axis.local.removesuffix("Axis"), str(member)) for axis, member in choice.dimensions)
        key = (choice.subject.name, choice.subject.kind, members)
        if key not in seen:
            seen.add(key)
            yield MemberView(
                name=choice.subject.name or choice.subject.text,
                kind=choice.subject.kind.value.replace("-", " "),
                members=members,
                evidence=choice.evidence,
            )
