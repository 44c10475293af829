"""What becomes of the less sure of two lines that contradict each other (rule 35): an element that tells them apart.

Another standard element of the same meaning would hide the contradiction behind a second wrong tag. Only revenue has
two concepts, the wider and the narrower, and only for lines whose words name no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ..interpret.labels import is_revenue
from ..interpret.model import TableKind, Value
from ..knowledge.model import Catalogue, Concept
from .agree import wording_key
from .choices import FAMILY
from .decide import Choice
from .lines import LineView
from .members import Dimensions
from .model import DecidedBy, Evidence
from .words import normalise, tokens

MOVED = 0.3
"""Share right among the elements of one's own made so (filers' tags): a second thought is no sure one."""
LEAST_WORDS = 2
"""Telling words that a sentence's amount must have beyond the concept's, to be an element of its own."""
BETWEEN = re.compile(r"\b(?:inter|intra) ?(?:segment|company|group)|\beliminat")
_TOTAL_BETWEEN = re.compile(r"^total (?:inter|intra) ?segment\b")
_FIRM = frozenset({DecidedBy.PROFILE, DecidedBy.PRIOR})
PLAIN = frozenset(
    """total net gross operating consolidated company company's group revenue revenues sales turnover and of the our
    less add with from to by in contracts contract external third party parties customer customers unaffiliated sources
    products product services goods segment segments reportable excluding including after before""".split()  # noqa: SIM905 - legible
)
"""Words of revenue as a whole, or of how it is counted."""


def names_part(label: str) -> bool:
    """Whether the words name a part of revenue, not a kind of it: `Other revenues`, `Revenue from the government`.

    >>> names_part("Net sales to external customers"), names_part("Other revenues")
    (False, True)
    """
    words = re.findall(r"[a-z']+", normalise(label).replace("/", " "))
    return is_revenue(label) and any(word not in PLAIN for word in words)


def between_segments(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """What the segments sell one another comes to nothing for the whole. A line that shows so is no revenue of nought:
    it has an element of its own, as filers do it."""
    return tuple(
        replace(c, concept=None, by=DecidedBy.EXTENSION, own="", tied=())
        if c.by not in _FIRM and _is_family(c) and is_between(c.view) and not all(v.number for v in c.view.values)
        else c
        for c in choices
    )


def is_between(view: LineView) -> bool:
    """Whether the line is the total of what the segments sell one another."""
    return bool(_TOTAL_BETWEEN.search(view.facts.label))


def is_nothing(view: LineView, value: Value, dimensions: Dimensions) -> bool:
    """Whether a dash says that, of a line that shows amounts for the segments, nothing is left for the whole."""
    return not value.number and not dimensions and is_between(view) and any(v.number for v in view.values)


def _is_family(choice: Choice) -> bool:
    return choice.concept is not None and choice.concept.qname.local in FAMILY


def says_more(choice: Choice) -> bool:
    """Whether an element of its own could say what tells the line apart. Of a sentence's amount that takes words
    beyond those of the concept; what a sentence calls by the concept's name is a part of it, of which nobody says."""
    if choice.view.table.kind is not TableKind.NARRATIVE or choice.concept is None:
        return True
    if choice.concept.qname.local in FAMILY:
        return names_part(choice.view.label)
    return len(tokens(choice.view.label) - tokens(choice.concept.label)) >= LEAST_WORDS


def moved(choice: Choice, winner: Choice, tries: int, catalogue: Catalogue) -> Choice:
    """The other revenue concept at the first try, else an element of one's own, named apart by its headings where its
    words are the winner's or are taken."""
    name = choice.concept.qname if choice.concept is not None else "its own element"
    line = winner.view.line
    text = f"not {name}: “{line.label}” at {line.ref.place} shows another amount for the same period and dimensions"
    choice = replace(
        choice,
        confidence=min(choice.confidence, MOVED),
        evidence=(*choice.evidence, Evidence(kind="arithmetic", text=f"{text} (rule 35)", weight=0.0)),
        clash=f"{name} is “{line.label}” at {line.ref.place}",
        tied=(),
    )
    second = _second(choice, catalogue) if tries == 1 else None
    if second is not None:
        concept, share = second
        return replace(choice, concept=concept, by=DecidedBy.RANKING, confidence=max(share, choice.confidence))
    again = choice.concept is None or wording_key(choice)[:2] == wording_key(winner)[:2]
    return replace(choice, concept=None, by=DecidedBy.EXTENSION, own="", apart=choice.apart + again)


def _second(choice: Choice, catalogue: Catalogue) -> tuple[Concept, float] | None:
    """The other of the two revenue concepts, with its share, for what is revenue by its name: that tells how the note
    speaks, not how the line does."""
    label = choice.view.facts.label
    local = choice.concept.qname.local if choice.concept is not None else ""
    if local not in FAMILY or BETWEEN.search(label) or names_part(label):
        return None
    if choice.by is not DecidedBy.RULE and not is_revenue(label):
        return None
    for candidate in choice.candidates:
        concept = catalogue.get(candidate.concept)
        if concept is not None and concept != choice.concept and candidate.concept.local in FAMILY:
            return concept, min(candidate.score, MOVED)
    return None
