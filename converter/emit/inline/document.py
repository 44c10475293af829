"""The inline XBRL document, whole: page, tags, cover section and header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from ...errors import NotRepresentable
from ...facts.model import Fact, FactReport
from ...tables.model import SegmentNote
from ..contexts import Context, Contexts, UnitEntry
from ..environment import render
from ..items import decimals, lexical, text_concepts
from ..model import Item
from ..names import BASE, IX, TRANSFORMATIONS, declared
from .blocks import block_values
from .cover import cover_facts, cover_view
from .filing import Filing
from .plan import Plan, plan
from .tags import point, tag
from .xhtml import xhtml


class Inline(Struct, frozen=True, kw_only=True):
    """The document, and every fact in it with the value a processor reads from it."""

    content: bytes
    items: tuple[Item, ...]


class HiddenFact(Struct, frozen=True, kw_only=True):
    """`unit` and `decimals` are empty for what is not a number; `value` is without its sign."""

    id: str
    name: str
    context: str
    unit: str
    decimals: str
    negative: bool
    value: str


class HeaderView(Struct, frozen=True, kw_only=True):
    namespaces: tuple[tuple[str, str], ...]
    hidden: tuple[HiddenFact, ...]
    schema: str
    contexts: tuple[Context, ...]
    units: tuple[UnitEntry, ...]


def inline(report: FactReport, note: SegmentNote, retag: str = "replace", planned: Plan | None = None) -> Inline:
    """Return the note as inline XBRL: HTML input is the filer's own page, tagged in place; else the page is ours.
    An inline XBRL filing is changed in its note only; `retag` is as in `plan`, and `planned` the plan where there is
    one already: it is used up.

    Raises:
        NotRepresentable: a fact cannot be shown where it was read (see `emit.place`).
        TemplateFailed: a fault in templates/inline.
    """
    planned = planned or plan(report, note, retag)
    if planned.problems:
        first, *more = planned.problems
        others = f"; and {len(more)} more" if more else ""
        raise NotRepresentable(f"{first.fact.concept}: {first.reason}{others}", where=str(first.fact.source.ref))
    cover = () if planned.filing else cover_facts(report)
    texts = text_concepts(report)
    items = [c.item for c in cover] + [item_of(fact, language=fact.concept in texts) for fact in report.facts]
    blocks = [Item(id=b.id, concept=b.concept, value="", period=b.period, language=True) for b, _ in planned.blocks]
    contexts = Contexts(report, [*items, *blocks])
    pointers = tag(planned, contexts)
    namespaces = _namespaces(report, [*items, *blocks])
    if planned.filing is not None:
        filing, planned = planned.filing, replace(planned, namespaces=namespaces)
        return _refiled(planned, filing, report, contexts, pointers, (items, blocks))
    root = xhtml(planned.stream.root, report.stem, namespaces, {item.id for item in [*items, *blocks]})
    point(pointers)
    body = root[-1]
    if cover:
        body.insert(0, _parsed(render("inline/cover.xml.jinja", cover_view(cover, contexts))))
    body.insert(0, _parsed(render("inline/header.xml.jinja", _header(report, planned, contexts, namespaces))))
    values = block_values(root, [block.id for block in blocks])
    filled = [_with_value(block, values) for block in blocks]
    content = etree.tostring(root, encoding="ASCII", xml_declaration=True)
    return Inline(content=content + b"\n", items=(*items, *filled))


def _refiled(
    planned: Plan,
    filing: Filing,
    report: FactReport,
    contexts: Contexts,
    pointers: dict[str, Any],
    facts: tuple[list[Item], list[Item]],
) -> Inline:
    from .refile import refile  # noqa: PLC0415 - only where the input is a filing

    point(pointers)
    items, blocks = facts
    header = _header(report, planned, contexts, planned.namespaces)
    values = block_values(planned.stream.root, [block.id for block in blocks])
    content = refile(filing, planned, contexts, header.hidden, report)
    return Inline(content=content, items=(*items, *(_with_value(block, values) for block in blocks)))


def item_of(fact: Fact, *, language: bool) -> Item:
    return Item(
        id=fact.id,
        concept=fact.concept,
        value=lexical(fact.value),
        period=fact.period,
        decimals=decimals(fact),
        unit=fact.unit,
        dimensions=fact.dimensions,
        language=language,
        members=fact.value if isinstance(fact.value, tuple) else (),
    )


def _with_value(block: Item, values: Mapping[str, str]) -> Item:
    return Item(id=block.id, concept=block.concept, value=values[block.id], period=block.period, language=True)


def _header(report: FactReport, planned: Plan, contexts: Contexts, namespaces: Mapping[str, str]) -> HeaderView:
    hidden = []
    for shown in planned.shown:
        if shown.hidden:
            value = lexical(shown.fact.value)
            number = bool(decimals(shown.fact))
            hidden.append(
                HiddenFact(
                    id=shown.fact.id,
                    name=str(shown.fact.concept),
                    context=contexts.context(shown.fact.period, shown.fact.dimensions),
                    unit=contexts.unit(shown.fact.unit) if number else "",
                    decimals=decimals(shown.fact),
                    negative=number and value.startswith("-"),
                    value=value.removeprefix("-") if number else value,
                )
            )
    return HeaderView(
        namespaces=tuple(namespaces.items()),
        hidden=tuple(hidden),
        schema=f"{report.stem}.xsd",
        contexts=contexts.contexts,
        units=contexts.units,
    )


def _namespaces(report: FactReport, items: list[Item]) -> dict[str, str]:
    names = [item.concept for item in items] + [name for item in items for pair in item.dimensions for name in pair]
    used = declared(report, names, [item.unit for item in items if item.unit])
    return {"ix": IX, **TRANSFORMATIONS, **BASE, **used}


def _parsed(fragment: str) -> Any:
    element = etree.fromstring(fragment.encode("utf-8"))
    element.tail = "\n"
    return element
