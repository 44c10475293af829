"""The ix elements of facts and text blocks, put into the page (rules 39 to 41)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from ..contexts import Contexts
from ..items import decimals
from ..names import IX
from .places import Place
from .plan import Plan, Shown
from .stream import Stream

_NSMAP = {"ix": IX}


def tag(plan: Plan, contexts: Contexts) -> dict[str, Any]:
    """Mark the page: numbers first, then the sentences around them, then tables, then the whole note, so that what
    stands inside something is marked before it. Returns the elements that are to point at hidden facts, by fact id."""
    stream = plan.stream
    stream.mark_text([(*s.place, _non_fraction(s, contexts)) for s in plan.shown if s.display])
    pointers: dict[str, Any] = {}
    words = [s for s in plan.shown if not s.display]
    for shown in sorted(words, key=lambda s: s.place[1] - s.place[0]):
        if shown.hidden:
            spans = stream.wrap(*shown.place, lambda _: etree.Element("span"), whole=False)
            if spans:
                pointers[shown.fact.id] = spans[0]
        else:
            _chain(stream, (shown.place,), shown.fact.id, _non_numeric(shown, contexts), whole=False)
    for block, stretches in sorted(plan.blocks, key=lambda b: sum(end - start for start, end in b[1])):
        attributes = {"name": str(block.concept), "contextRef": contexts.context(block.period, ()), "escape": "true"}
        _chain(stream, stretches, block.id, attributes, whole=True)
    return pointers


def point(pointers: dict[str, Any]) -> None:
    """Visible text that stands for a hidden fact points at it, once (rule 40)."""
    for name, element in pointers.items():
        style = element.get("style")
        element.set("style", f"-sec-ix-hidden:{name}" + (f";{style}" if style else ""))


def _non_fraction(shown: Shown, contexts: Contexts) -> Any:
    fact, display = shown.fact, shown.display
    attributes = {
        "id": fact.id,
        "name": str(fact.concept),
        "contextRef": contexts.context(fact.period, fact.dimensions),
        "unitRef": contexts.unit(fact.unit),
        "decimals": decimals(fact),
    }
    if display is not None:
        attributes["format"] = display.format
        if display.scale:
            attributes["scale"] = str(display.scale)
        if display.negative:
            attributes["sign"] = "-"
    return etree.Element(f"{{{IX}}}nonFraction", attributes, nsmap=_NSMAP)


def _non_numeric(shown: Shown, contexts: Contexts) -> dict[str, str]:
    fact = shown.fact
    attributes = {"name": str(fact.concept), "contextRef": contexts.context(fact.period, fact.dimensions)}
    if isinstance(fact.value, bool):
        attributes["format"] = "ixt:fixed-true" if fact.value else "ixt:fixed-false"
    return attributes


def _chain(stream: Stream, stretches: tuple[Place, ...], name: str, attributes: dict[str, str], *, whole: bool) -> None:
    """One `ix:nonNumeric` and, where the markup does not allow one element, `ix:continuation`s for the rest."""
    made: list[Any] = []

    def maker() -> Callable[[int], Any]:
        def make(_: int) -> Any:
            kind = "continuation" if made else "nonNumeric"
            element = etree.Element(f"{{{IX}}}{kind}", nsmap=_NSMAP)
            made.append(element)
            return element

        return make

    for start, end in stretches:
        stream.wrap(start, end, maker(), whole=whole)
    for number, element in enumerate(made):
        element.set("id", name if number == 0 else f"{name}-{number}")
        if number == 0:
            for key, value in attributes.items():
                element.set(key, value)
        if number + 1 < len(made):
            element.set("continuedAt", f"{name}-{number + 1}")
