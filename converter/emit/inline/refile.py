"""The filing with the note's new tags: contexts and units that it has already are used again, what is new is added to
its header, and the extension taxonomy of the note is referred to beside its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from msgspec import Struct

from ..contexts import Context, Contexts, UnitEntry
from ..environment import render
from ..names import BASE, IX, TRANSFORMATIONS, XHTML
from .filing import Filing
from .plan import Plan

_IX, _XBRLI, _XBRLDI = f"{{{IX}}}", f"{{{BASE['xbrli']}}}", f"{{{BASE['xbrldi']}}}"
_LATER_TRANSFORMATIONS = "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"
"""TR5 has every transformation that is used here under the same name."""
_OPENING = re.compile(r"<(?=(xbrli:context|xbrli:unit|ix:nonFraction|ix:nonNumeric|link:schemaRef)\b)\1")
Content = tuple[object, ...]


class AddedView(Struct, frozen=True, kw_only=True):
    """What is added to the header; see `HeaderView`."""

    contexts: tuple[Context, ...] = ()
    units: tuple[UnitEntry, ...] = ()
    hidden: tuple[Any, ...] = ()


def refile(filing: Filing, planned: Plan, contexts: Contexts, hidden: tuple[Any, ...], report: Any) -> bytes:
    """The filing's bytes. `planned` has been marked in its tree; `hidden` are the hidden facts to add."""
    namespaces = planned.namespaces
    missing, clashing = _prefixes(filing, namespaces)
    declarations = "".join(f' xmlns:{p}="{escape(uri)}"' for p, uri in clashing.items())
    names, added = _merged(filing, contexts, namespaces)
    for element in filing.root.iter(f"{_IX}nonFraction", f"{_IX}nonNumeric"):
        if not filing.source.is_own(element):
            for key in ("contextRef", "unitRef"):
                if (name := element.get(key)) in names:
                    element.set(key, names[name])
    _declare(filing, missing)
    header = _header(filing)
    shown = [_renamed(fact, names) for fact in hidden]
    markup = {
        "resources": render("instance/contexts.xml.jinja", added),
        "hidden": render("inline/hidden.xml.jinja", AddedView(hidden=tuple(shown))) if shown else "",
        "references": f'<link:schemaRef xlink:type="simple" xlink:href="{escape(report.stem)}.xsd"/>',
    }
    for part, plain in markup.items():
        text = _OPENING.sub(lambda found: f"{found[0]}{declarations}", plain.strip())
        if not text:
            continue
        place = header.find(f"{_IX}{part}")
        if place is None or filing.source.is_dropped(place):
            name = f"{_own_prefix(filing, IX)}:{part}"
            filing.source.prepend(header, f"<{name}>{text}</{name}>")
        else:
            filing.source.append(place, text)
    _drop_unused(filing, planned.freed, set(names.values()))
    prefixes = {IX: _own_prefix(filing, IX), XHTML: filing.root.prefix or "", "": filing.root.prefix or ""}
    return filing.source.content(prefixes, declarations)


def _own_prefix(filing: Filing, namespace: str) -> str:
    return next((prefix for prefix, uri in filing.root.nsmap.items() if prefix and uri == namespace), "ix")


def _prefixes(filing: Filing, wanted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of the namespaces wanted: those whose prefix is free in the filing, those whose prefix means another there."""
    bound = filing.root.nsmap
    missing = {p: uri for p, uri in wanted.items() if p not in bound and p != "ix"}
    allowed = {"ixt": {TRANSFORMATIONS["ixt"], _LATER_TRANSFORMATIONS}}
    clashing = {
        p: uri for p, uri in wanted.items() if p in bound and bound[p] != uri and bound[p] not in allowed.get(p, ())
    }
    return missing, clashing


def _declare(filing: Filing, missing: Mapping[str, str]) -> None:
    tag = filing.source.start_tag(filing.root)
    more = "".join(f' xmlns:{prefix}="{escape(uri)}"' for prefix, uri in missing.items())
    if more:
        filing.source.replace_start(filing.root, f"{tag[:-1]}{more}>")


def _header(filing: Filing) -> Any:
    """The header that holds the references: documents of several parts have one in each."""
    headers = list(filing.root.iter(f"{_IX}header"))
    return next((h for h in headers if h.find(f"{_IX}resources") is not None), headers[0])


def _merged(filing: Filing, ours: Contexts, namespaces: Mapping[str, str]) -> tuple[dict[str, str], AddedView]:
    """Our ids of contexts and units → the filing's, or new ones; and those to be added."""
    taken = set(filing.ids())
    known: dict[Content, str] = {}
    for element in filing.root.iter(f"{_XBRLI}context"):
        known.setdefault(_context_content(element), element.get("id", ""))
    for element in filing.root.iter(f"{_XBRLI}unit"):
        known.setdefault(_unit_content(element), element.get("id", ""))
    names: dict[str, str] = {}
    contexts, units = [], []
    for context in ours.contexts:
        pairs = sorted((_expanded(str(a), namespaces), _expanded(str(m), namespaces)) for a, m in context.dimensions)
        content: Content = (context.scheme, context.identifier, context.start, context.end, *pairs)
        names[context.id] = known.get(content) or _free(context.id, taken)
        if content not in known:
            contexts.append(_with_id(context, names[context.id]))
    for unit in ours.units:
        measures = [_expanded(m, namespaces) if m else "" for m in (unit.numerator, unit.denominator)]
        names[unit.id] = known.get(tuple(measures)) or _free(unit.id, taken)
        if tuple(measures) not in known:
            units.append(UnitEntry(id=names[unit.id], numerator=unit.numerator, denominator=unit.denominator))
    return names, AddedView(contexts=tuple(contexts), units=tuple(units))


def _with_id(context: Context, name: str) -> Context:
    return Context(
        id=name,
        scheme=context.scheme,
        identifier=context.identifier,
        start=context.start,
        end=context.end,
        dimensions=context.dimensions,
    )


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"seg-{name}"
    taken.add(name)
    return name


def _expanded(name: str, namespaces: Mapping[Any, str]) -> str:
    prefix, _, local = name.strip().rpartition(":")
    return f"{{{namespaces.get(prefix or None, prefix)}}}{local}"


def _text(element: Any, name: str) -> str:
    found = element.find(f".//{_XBRLI}{name}")
    return (found.text or "").strip() if found is not None else ""


def _context_content(element: Any) -> Content:
    """Scheme, identifier, start, end and dimensions; what cannot be one of ours is itself."""
    if element.find(f".//{_XBRLDI}typedMember") is not None or element.find(f"{_XBRLI}scenario") is not None:
        return ("other", element.get("id"))
    identifier = element.find(f".//{_XBRLI}identifier")
    scheme = identifier.get("scheme", "") if identifier is not None else ""
    pairs = sorted(
        (_expanded(m.get("dimension", ""), m.nsmap), _expanded(m.text or "", m.nsmap))
        for m in element.iter(f"{_XBRLDI}explicitMember")
    )
    end = _text(element, "endDate") or _text(element, "instant")
    return (scheme, _text(element, "identifier"), _text(element, "startDate"), end, *pairs)


def _unit_content(element: Any) -> Content:
    below = element.find(f".//{_XBRLI}unitDenominator")
    above = element.find(f".//{_XBRLI}unitNumerator")
    measures = [[] if e is None else [_expanded(m.text or "", m.nsmap) for m in e.iter(f"{_XBRLI}measure")] for e in (
        element if above is None else above, below
    )]  # fmt: skip
    return tuple("*".join(sorted(names)) for names in measures)


def _renamed(fact: Any, names: Mapping[str, str]) -> Any:
    from msgspec.structs import replace  # noqa: PLC0415 - here only

    return replace(fact, context=names[fact.context], unit=names.get(fact.unit, fact.unit))


def _drop_unused(filing: Filing, freed: Iterable[str], used: set[str]) -> None:
    """Contexts and units that only the note's old tags used (rule 29)."""
    still = used | {
        name
        for element in filing.root.iter(f"{_IX}nonFraction", f"{_IX}nonNumeric")
        for key in ("contextRef", "unitRef")
        if not filing.source.is_dropped(element) and (name := element.get(key))
    }
    idle = set(freed) - still
    for element in filing.root.iter(f"{_XBRLI}context", f"{_XBRLI}unit"):
        if element.get("id") in idle:
            filing.source.drop(element)
