"""What the mapping has to say about its own decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..facts.model import QName
from ..findings import Finding, error, info, warning
from ..interpret.model import Content, TableKind
from ..knowledge.model import Knowledge
from .decide import Choice
from .directions import direction, two_way
from .members import CONSOLIDATION_AXIS, SEGMENT_AXIS
from .model import Candidate, DecidedBy, MappedNote
from .prior import PriorFiling, PriorLine
from .ranking import EXTENSION
from .words import normalise

UNSURE = 0.5
"""Below this confidence a decision is to be looked at."""
_TURNING = ("adjust", "consolidat", "eliminat", "netting", "reclass", "reconcili", "unfunded", "basisswap")
_MAY_BE_NEGATIVE_SEGMENTS = frozenset({"CorporateMember", "AllOtherSegmentsMember", "CorporateAndOtherMember"})


def notices(
    mapped: MappedNote, chosen: Sequence[Choice], knowledge: Knowledge, prior: PriorFiling | None
) -> Iterator[Finding]:
    """Unknown elements, ties, unsure decisions, extension elements, negative figures, misplaced members, changes since
    last time."""
    yield from _unknown(chosen)
    yield from _ties(chosen)
    yield from _unsure(mapped, chosen)
    yield from _against_wording(chosen)
    yield from _clashes(mapped, chosen)
    yield from _extensions(mapped, chosen)
    yield from _negative(mapped, knowledge)
    yield from _misplaced(mapped, knowledge)
    if prior is not None:
        yield from _changes(chosen, prior)


def left_out(mapped: MappedNote, skipped: Mapping[str, str]) -> Iterator[Finding]:
    """Amounts that are no facts because they would contradict another, or their sentence does not make them plain;
    `skipped` is value id → why."""
    kept = {mapping.value for mapping in mapped.values if not mapping.skip}
    for table in mapped.note.tables:
        for value in table.values:
            if value.id in skipped and value.id not in kept and table.kind is not TableKind.NARRATIVE:
                yield error(
                    "mapping.contradiction",
                    f"{value.shown!r} is not tagged, the note contradicts itself: {skipped[value.id]}",
                    value.ref,
                    "correct one of the two tables; or give one of the lines another element or member in the profile",
                )
            elif value.id in skipped and value.id not in kept:
                yield warning(
                    "mapping.left-out",
                    f"{value.shown!r} is not tagged: {skipped[value.id]}",
                    value.ref,
                    "if it is to be a fact, say in the profile's [[cells]] what it is: element, members, period",
                )


def _unknown(chosen: Sequence[Choice]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for choice in chosen:
        key = (choice.unknown, normalise(choice.view.line.label))
        if choice.unknown and key not in told:
            told.add(key)
            yield error(
                "mapping.unknown-element",
                f"“{choice.view.line.label}” is to be {choice.unknown}, which the taxonomy of the year does not have",
                choice.view.line.ref,
                "name an element of the year, or one of your own with your own prefix; the line was decided afresh",
            )


def _named(candidate: Candidate) -> str:
    return candidate.label if candidate.concept.local == EXTENSION else str(candidate.concept)


def _ties(chosen: Sequence[Choice]) -> Iterator[Finding]:
    for choice in chosen:
        if choice.tied and choice.by not in (DecidedBy.PROFILE, DecidedBy.PRIOR):
            names = " and ".join(rule.id for rule in choice.tied)
            yield warning(
                "mapping.rules-tie",
                f"The rules {names} hold for “{choice.view.line.label}” alike and name different concepts",
                choice.view.line.ref,
                "decide the line in the profile, or make one of the rules more specific",
            )


def _unsure(mapped: MappedNote, chosen: Sequence[Choice]) -> Iterator[Finding]:
    places = {(c.view.table.id, c.view.line.id): c.view.line.ref for c in chosen}
    told: set[tuple[str, QName]] = set()
    for decision in mapped.decisions:
        key = (normalise(decision.label), decision.concept)
        if decision.confidence < UNSURE and decision.decided_by is not DecidedBy.EXTENSION and key not in told:
            told.add(key)
            others = ", ".join(_named(c) for c in decision.candidates if c.concept != decision.concept)
            yield warning(
                "mapping.unsure",
                f"“{decision.label}” is tagged {decision.concept} with a confidence of {decision.confidence:.0%}",
                places.get((decision.table, decision.line)),
                f"look at the others ({others}) and decide the line in the profile",
            )


def _clashes(mapped: MappedNote, chosen: Sequence[Choice]) -> Iterator[Finding]:
    """Lines that lost their concept to another line with the same period and members (rule 35)."""
    decisions = {decision.id: decision for decision in mapped.decisions}
    told: set[tuple[str, str]] = set()
    for choice in chosen:
        view = choice.view
        decision = decisions[f"d-{view.table.id}-{view.id}"]
        key = (normalise(view.line.label), choice.clash)
        if choice.clash and key not in told:
            told.add(key)
            yield warning(
                "mapping.told-apart",
                f"“{view.line.label}” is tagged {decision.concept}, because {choice.clash}, with another amount for "
                "the same period and members",
                view.line.ref,
                "look whether a member tells the two apart: then both can have the one element (rules 12 and 35)",
            )


def _against_wording(chosen: Sequence[Choice]) -> Iterator[Finding]:
    """Labels whose direction the sums of their table contradict (rule 23)."""
    for choice in chosen:
        view = choice.view
        told = direction(view.facts.label)
        given = choice.sign is not None or view.content is not Content.MONEY
        either = two_way(view.facts.label)
        if given or not view.firm or not told or told == view.nature or (not either and (view.back or told > 0)):
            continue
        if either or view.parenthesised <= 0.5:
            kinds = ("an income", "a cost") if view.nature > 0 else ("a cost", "an income")
            yield warning(
                "mapping.against-wording",
                f"a figure shown without parentheses is {kinds[0]} by the sums of the table, and {kinds[1]} by the "
                f"words “{view.line.label}”: the sums are followed",
                view.line.ref,
                "look whether the label or a parenthesis is wrong; `negate` in the profile's line settles the sign",
            )


def _extensions(mapped: MappedNote, chosen: Sequence[Choice]) -> Iterator[Finding]:
    made = {e.qname: e for e in mapped.elements}
    places = {(c.view.table.id, c.view.line.id): c.view.line.ref for c in chosen}
    told: set[QName] = set()
    for decision in mapped.decisions:
        element = made.get(decision.concept)
        if element is not None and element.qname not in told:
            told.add(element.qname)
            wider = f"; the nearest standard element is {element.anchor}" if element.anchor else ""
            yield info(
                "mapping.extension",
                f"“{decision.label}” gets an extension element, {element.qname}{wider}",
                places.get((decision.table, decision.line)),
                "take a standard element if one fits in meaning (rule 13)",
            )


def _negative(mapped: MappedNote, knowledge: Knowledge) -> Iterator[Finding]:
    """Rules 24 and 25."""
    decisions = {d.id: d for d in mapped.decisions}
    values = {v.id: v for t in mapped.note.tables for v in t.values}
    for mapping in mapped.values:
        decision, value = decisions[mapping.decision], values[mapping.value]
        if decision.concept.local not in knowledge.non_negative or decision.concept.prefix != "us-gaap":
            continue
        if value.amount * decision.sign < 0 and not _may_be_negative(mapping.dimensions):
            yield warning(
                "mapping.negative",
                f"{decision.concept} must not be negative; “{decision.label}” makes it {value.amount * decision.sign}",
                value.ref,
                "look whether another concept is meant, or the sign is turned (rules 23 and 24)",
            )


def _may_be_negative(dimensions: tuple[tuple[QName, QName], ...]) -> bool:
    for axis, member in dimensions:
        if axis == CONSOLIDATION_AXIS and "corporate" in member.local.lower():
            return True
        if axis == SEGMENT_AXIS and member.local in _MAY_BE_NEGATIVE_SEGMENTS:
            return True
        if any(word in member.local.lower() for word in _TURNING):
            return True
    return False


def _misplaced(mapped: MappedNote, knowledge: Knowledge) -> Iterator[Finding]:
    """Rules 2, 4 and 10: a standard member on an axis that may not have it."""
    told: set[tuple[QName, QName]] = set()
    values = {v.id: v for t in mapped.note.tables for v in t.values}
    for mapping in mapped.values:
        for axis, member in mapping.dimensions:
            allowed = knowledge.axis_members.get(str(axis))
            if allowed is None or (axis, member) in told or member.prefix not in ("us-gaap", "srt"):
                continue
            if str(member) not in allowed:
                told.add((axis, member))
                yield warning(
                    "mapping.member-misplaced",
                    f"{member} is not a member that {axis} may have (rule 2)",
                    values[mapping.value].ref,
                    "choose another member in the profile",
                )


def _changes(chosen: Sequence[Choice], prior: PriorFiling) -> Iterator[Finding]:
    """Lines that are new since the prior filing, gone, or found again under another label."""
    before = {normalise(line.label) for line in prior.lines}
    now: set[str] = set()
    again: set[str] = set()
    found: list[Finding] = []
    for choice in chosen:
        label = normalise(choice.view.line.label)
        if choice.by is DecidedBy.PRIOR and isinstance(choice.line, PriorLine):
            again |= {normalise(choice.line.label), *choice.line.headings}
        if label in now or not label:
            continue
        now.add(label)
        again.add(normalise(choice.view.label))
        ref = choice.view.line.ref
        if choice.by is DecidedBy.PRIOR and isinstance(choice.line, PriorLine):
            old = normalise(choice.line.label)
            if label not in before and old not in (label, normalise(choice.view.label)):
                text = f"“{choice.view.line.label}” was “{choice.line.label}” in the prior filing"
                found.append(info("mapping.line-renamed", text, ref, "confirm that it is the same line"))
        elif label not in before and choice.by is not DecidedBy.PROFILE:
            text = f"“{choice.view.line.label}” is not in the prior filing"
            found.append(info("mapping.line-new", text, ref, "look at its tag"))
    for label in sorted(before - now - again):
        found.append(info("mapping.line-gone", f"“{label}” of the prior filing is not in this note"))
    counts = Counter(finding.code.rpartition("-")[2] for finding in found)
    if found:
        news = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "gone", "renamed"))
        yield info("mapping.lines-changed", f"lines since the prior filing: {news}")
    yield from found
