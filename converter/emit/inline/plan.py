"""Which stretch of the page shows which fact, and how: settled for all facts before the page is touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...errors import NotRepresentable
from ...facts.model import Fact, FactReport, ShownAs, TextBlock
from ...readers.markup import parse_html
from ...tables.model import SegmentNote
from ..display import Display, display
from .page import page
from .places import FilersPage, OurPage, Place, Places, covers
from .stream import Stream, unmark

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A fact and its stretch. `display` is there for numbers; without it the stretch is text that says the value, or
    with `hidden` text that stands for a value written in the header (rule 40)."""

    fact: Fact
    place: Place
    display: Display | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    fact: Fact
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The page, the facts with their stretches in the report's order, and those that have none."""

    stream: Stream
    shown: tuple[Shown, ...]
    blocks: tuple[tuple[TextBlock, tuple[Place, ...]], ...]
    """Text blocks and their stretches, those that hold nothing but white space left out."""
    problems: tuple[Problem, ...]


def plan(report: FactReport, note: SegmentNote) -> Plan:
    """Find every fact on the page. Nothing is marked yet; only digits spread over elements are brought together."""
    document = note.document
    places: Places
    if document.media_type in HTML_TYPES:
        stream = Stream(parse_html(document.raw))
        unmark(stream.root)
        places = FilersPage(note.blocks, len(stream.text))
    else:
        stream = Stream(parse_html(page(note.title or report.entity.name, note.blocks)))
        places = OurPage(note.blocks, stream)
    shown: list[Shown] = []
    problems: list[Problem] = []
    for fact in report.facts:
        try:
            shown.append(_show(fact, places.of(fact.source), stream.text))
        except NotRepresentable as reason:
            problems.append(Problem(fact=fact, reason=reason.message))
    numbers = {s.fact.id: s for s in shown if s.display}
    over_edges = stream.gather(s.place for s in numbers.values())
    clashes = covers({name: s.place for name, s in numbers.items()})
    for name, number in numbers.items():
        if number.place in over_edges:
            problems.append(Problem(fact=number.fact, reason="its digits run over the edge of a cell or paragraph"))
        elif name in clashes:
            problems.append(Problem(fact=number.fact, reason=f"its digits overlap those of {clashes[name]}"))
    refused = {problem.fact.id for problem in problems}
    kept = tuple(s for s in shown if s.fact.id not in refused)
    return Plan(stream=stream, shown=kept, blocks=tuple(_blocks(report, places, stream)), problems=tuple(problems))


def _blocks(report: FactReport, places: Places, stream: Stream) -> Iterator[tuple[TextBlock, tuple[Place, ...]]]:
    for block in report.text_blocks:
        stretches = [places.blocks(first, last) for first, last in ((block.first, block.last), *block.more)]
        filled = tuple(stretch for stretch in stretches if stream.text[slice(*stretch)].strip())
        if filled:
            yield block, filled


def _show(fact: Fact, place: Place | None, text: str) -> Shown:
    if place is None:
        raise NotRepresentable("the page does not show it where it was read")
    start, end = place
    if isinstance(fact.value, bool):  # a transformation shows it, so it may not be hidden (rule 40)
        return Shown(fact=fact, place=place)
    if fact.source.shown_as is ShownAs.HIDDEN:
        return Shown(fact=fact, place=place, hidden=True)
    if isinstance(fact.value, Decimal):
        try:
            found = display(fact, text[start:end])
        except NotRepresentable:
            if fact.source.shown_as is ShownAs.WORD:  # "a single segment": no transformation reads it
                return Shown(fact=fact, place=place, hidden=True)
            raise
        return Shown(fact=fact, place=(start + found.start, start + found.end), display=found)
    same = isinstance(fact.value, str) and "".join(fact.value.split()) == "".join(text[start:end].split())
    return Shown(fact=fact, place=place, hidden=not same)


def without(report: FactReport, problems: tuple[Problem, ...]) -> FactReport:
    """The report without the facts that the page cannot show."""
    refused = {problem.fact.id for problem in problems}
    return replace(report, facts=tuple(f for f in report.facts if f.id not in refused)) if refused else report
