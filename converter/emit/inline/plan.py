"""Which stretch of the page shows which fact, and how: settled for all facts before the page is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from ...errors import NotRepresentable
from ...facts.model import Fact, FactReport, ShownAs, TextBlock
from ...readers.markup import parse_html
from ...tables.model import SegmentNote
from ..display import Display, display
from .filing import Filing, Tagged, filing_of, tagged, untag
from .page import page
from .places import FilersPage, OurPage, Place, Places, covers
from .stream import Stream, unmark

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class Shown(Struct, frozen=True, kw_only=True):
    """A fact and its stretch. `display` is there for numbers; without it the stretch is text that says the value, or
    with `hidden` text that stands for a value written in the header (rule 40)."""

    fact: Fact
    place: Place
    display: Display | None = None
    hidden: bool = False


class Problem(Struct, frozen=True, kw_only=True):
    fact: Fact
    reason: str


class Plan(Struct, frozen=True, kw_only=True):
    """The page, the facts with their stretches in the report's order, and those that have none."""

    stream: Stream
    shown: tuple[Shown, ...]
    blocks: tuple[tuple[TextBlock, tuple[Place, ...]], ...]
    """Text blocks and their stretches, those that hold nothing but white space left out."""
    problems: tuple[Problem, ...]
    kept: tuple[Problem, ...] = ()
    """Facts whose place a tag of the filing has, and is to keep."""
    filing: Filing | None = None
    """The filing that the note stands in, where it is tagged in there."""
    freed: frozenset[str] = frozenset()
    """The contexts and units of the filing that the tags taken out of it used."""
    namespaces: Mapping[str, str] = field(default_factory=dict)


def plan(report: FactReport, note: SegmentNote, retag: str = "replace") -> Plan:
    """Find every fact on the page. Nothing is marked yet; only digits spread over elements are brought together.

    Where the input is an inline XBRL filing, `retag` says what becomes of the tags that its note has: `replace` takes
    them out, `keep` leaves them and what they cover to them.
    """
    document = note.document
    places: Places
    filing = filing_of(note)
    freed: frozenset[str] = frozenset()
    if filing is not None:
        stream, places = filing.stream, filing.places
        if retag == "replace":
            freed = untag(filing)
    elif document.media_type in HTML_TYPES:
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
    covered = tagged(filing) if filing is not None and retag == "keep" else None
    kept = () if covered is None else tuple(_covered(shown, covered))
    left = {problem.fact.id for problem in kept}
    shown = [s for s in shown if s.fact.id not in left]
    numbers = {s.fact.id: s for s in shown if s.display}
    over_edges = stream.gather((s.place for s in numbers.values()), change=filing is None)
    clashes = covers({name: s.place for name, s in numbers.items()})
    for name, number in numbers.items():
        if number.place in over_edges:
            problems.append(Problem(fact=number.fact, reason="its digits run over the edge of a cell or paragraph"))
        elif name in clashes:
            problems.append(Problem(fact=number.fact, reason=f"its digits overlap those of {clashes[name]}"))
    refused = {problem.fact.id for problem in problems}
    names = covered.blocks if covered is not None else frozenset()
    return Plan(
        stream=stream,
        shown=tuple(s for s in shown if s.fact.id not in refused),
        blocks=tuple(b for b in _blocks(report, places, stream) if b[0].concept.local not in names),
        problems=tuple(problems),
        kept=kept,
        filing=filing,
        freed=freed,
    )


def _covered(shown: Iterable[Shown], tags: Tagged) -> Iterator[Problem]:
    for each in shown:
        name = tags.number_at(each.place) if each.display else tags.same(each.fact.concept.local)
        if name:
            yield Problem(fact=each.fact, reason=f"the filing tags it {name}")


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


def renamed(made: Plan, was: FactReport, now: FactReport) -> Plan:
    """The plan with the facts and text blocks of `now`, which has those of `was` in the same order."""
    if was is now:
        return made
    facts = dict(zip((fact.id for fact in was.facts), now.facts, strict=True))
    blocks = dict(zip((block.id for block in was.text_blocks), now.text_blocks, strict=True))
    return replace(
        made,
        shown=tuple(replace(s, fact=facts[s.fact.id]) for s in made.shown),
        blocks=tuple((blocks[block.id], places) for block, places in made.blocks),
    )
