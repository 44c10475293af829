"""One line, one concept: the same label under the same heading is tagged the same throughout the note (rule 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from ..interpret.model import SubjectKind
from ..options import LineDecision
from .decide import Choice
from .features import fits
from .gist import gist
from .meaning import after_tax, one_measure
from .model import DecidedBy, Evidence
from .words import is_generic, normalise

_FIRM = frozenset({DecidedBy.PROFILE, DecidedBy.PRIOR})


def agree(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Lines with one wording, content and timing take the concept of the surest among them; then those whose wordings
    come to the same; then corporate lines."""
    return _corporate(_alike(_alike(choices, wording_key), gist_key))


def _corporate(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """A corporate line that alone stands between the segments' line and their common total is that measure's corporate
    part: the same concept, told apart by its member (rule 12)."""
    by_line = {(c.view.table.id, c.view.line.id): c for c in choices}
    return tuple(_measure_of(choice, by_line) or choice for choice in choices)


def _measure_of(choice: Choice, by_line: Mapping[tuple[str, str], Choice]) -> Choice | None:
    view = choice.view
    if choice.by in _FIRM or view.line.total is None or view.subjects != {SubjectKind.CORPORATE}:
        return None
    beside = [n for n in view.table.lines if n.total == view.line.total and n.id != view.line.id]
    leader = by_line.get((view.table.id, beside[0].id)) if len(beside) == 1 else None
    if leader is None or SubjectKind.SEGMENT not in leader.view.subjects or leader.view.content is not view.content:
        return None
    return replace(_follow(choice, leader), sign=None)


def _alike(choices: Sequence[Choice], key: Callable[[Choice], tuple[object, ...]]) -> tuple[Choice, ...]:
    groups: dict[tuple[object, ...], list[Choice]] = defaultdict(list)
    for choice in choices:
        if not _narrow(choice):
            groups[key(choice)].append(choice)
    surest = {group: _surest(members) for group, members in groups.items()}
    return tuple(choice if _narrow(choice) else _follow(choice, surest[key(choice)]) for choice in choices)


def _narrow(choice: Choice) -> bool:
    """A person decided it for one table or heading alone: the others do not follow."""
    line = choice.line
    return choice.by is DecidedBy.PROFILE and isinstance(line, LineDecision) and bool(line.table or line.path)


def wording_key(choice: Choice) -> tuple[object, ...]:
    """What lines must share to be tagged alike: label, heading where the label says little, the table where it says
    nothing, what the table adds up where that is one measure, content, timing, and whether tax is deducted."""
    return (choice.view.facts.label, *_place(choice))


def gist_key(choice: Choice) -> tuple[object, ...]:
    """The same for wordings that come to one: whose figure it is and which sign it may take are no other measure."""
    view = choice.view
    return (gist(view.facts.label, view.facts.note), *_place(choice))


def _place(choice: Choice) -> tuple[object, ...]:
    view = choice.view
    heading = view.wordings[1] if len(view.wordings) > 1 and len(view.words) < 2 else ""
    where = view.table.id if is_generic(view.label) else ""
    return (normalise(heading), where, one_measure(view), view.content, view.instant is True, after_tax(view))


def _surest(group: Iterable[Choice]) -> Choice:
    """What a person or the prior filing decided, then what a rule names, then the surest."""
    return max(group, key=lambda c: (c.by in _FIRM, c.by is DecidedBy.RULE, c.confidence, len(c.view.values)))


def _follow(choice: Choice, leader: Choice) -> Choice:
    if choice is leader or choice.by in _FIRM or _same(choice, leader):
        return choice
    if leader.concept is not None and not fits(leader.concept, choice.view):
        return choice
    text = f"the line “{leader.view.line.label}” at {leader.view.line.ref.place} is tagged so"
    return replace(
        choice,
        concept=leader.concept,
        by=leader.by,
        own=leader.own,
        line=leader.line,
        confidence=leader.confidence,
        anchor=leader.anchor,
        evidence=(*leader.evidence, Evidence(kind="sibling", text=text, weight=0.0)),
    )


def _same(one: Choice, other: Choice) -> bool:
    return one.concept == other.concept and one.own == other.own
