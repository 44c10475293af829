"""A prior filing of another taxonomy year, carried over element by element to the year of this one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from ..facts.model import QName
from ..findings import Finding, info, warning
from ..knowledge import load, years
from ..knowledge.model import Catalogue, Concept
from ..source import SourceRef
from .prior import PriorFact, PriorFiling

_YEAR = re.compile(rb"http://fasb\.org/us-gaap/(\d{4})")
_SAME = 0.9
"""Likeness of names from which one element is taken for another's new name, type and balance being the same."""
_WORDS = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|\d+")


def carry(prior: PriorFiling, path: Path, catalogue: Catalogue) -> tuple[PriorFiling, tuple[Finding, ...]]:
    """The prior filing in the elements of the catalogue's year, and a finding for each that was renamed or is gone.

    What is gone is left out: its lines are decided afresh.
    """
    match = _YEAR.search(path.read_bytes())
    if match is None or int(match[1]) == catalogue.year:
        return prior, ()
    year = int(match[1])
    before = load(year).catalogue if year in years() else None
    used = {line.concept for line in prior.lines} | set(prior.split) | set(prior.plain)
    used |= {name for member in prior.members for pair in member.dimensions for name in pair}
    used |= {fact.concept for fact in prior.facts}
    used |= {name for fact in prior.facts for pair in fact.dimensions for name in pair}
    missing = sorted(q for q in used if q.prefix in catalogue.namespaces and catalogue.get(q) is None)
    names: dict[QName, QName | None] = {name: _successor(name, before, catalogue) for name in missing}
    carried = replace(
        prior,
        lines=tuple(
            replace(line, concept=new)
            for line in prior.lines
            if (new := names.get(line.concept, line.concept)) is not None
        ),
        members=tuple(
            m for m in prior.members if all(names.get(q, q) is not None for pair in m.dimensions for q in pair)
        ),
        facts=tuple(_facts(prior, names)),
        split=frozenset(new for q in prior.split if (new := names.get(q, q)) is not None),
        plain=frozenset(new for q in prior.plain if (new := names.get(q, q)) is not None),
    )
    return carried, tuple(_findings(prior.source, year, len(used), names, catalogue))


def _facts(prior: PriorFiling, names: Mapping[QName, QName | None]) -> Iterator[PriorFact]:
    """The numbers whose concept and members all are, or have successors, in the year."""
    for fact in prior.facts:
        concept = names.get(fact.concept, fact.concept)
        pairs = tuple((names.get(axis, axis), names.get(member, member)) for axis, member in fact.dimensions)
        whole = tuple((axis, member) for axis, member in pairs if axis is not None and member is not None)
        if concept is not None and len(whole) == len(pairs):
            yield replace(fact, concept=concept, dimensions=whole)


def _successor(name: QName, before: Catalogue | None, catalogue: Catalogue) -> QName | None:
    """The element's new name; None where no element is near enough."""
    old = before.get(name) if before is not None else None
    near = _nearest(name, old, catalogue)
    if near is None or difflib.SequenceMatcher(None, name.local, near.qname.local).ratio() < _SAME:
        return None
    same = old is None or (old.type, old.period_type, old.balance) == (near.type, near.period_type, near.balance)
    return near.qname if same else None


def _nearest(name: QName, old: Concept | None, catalogue: Catalogue) -> Concept | None:
    words = old.label if old is not None and old.label else " ".join(_WORDS.findall(name.local))
    found = [concept for concept, _ in catalogue.search(words, 20)]
    return max(found, key=lambda c: difflib.SequenceMatcher(None, name.local, c.qname.local).ratio(), default=None)


def _findings(
    source: str, year: int, used: int, names: dict[QName, QName | None], catalogue: Catalogue
) -> Iterator[Finding]:
    where = SourceRef(file=source)
    yield info(
        "prior.other-year",
        f"the prior filing is tagged in us-gaap {year}, this one in {catalogue.year}: of its {used} elements "
        f"{used - len(names)} are the same, {sum(n is not None for n in names.values())} are renamed, "
        f"{sum(n is None for n in names.values())} are gone",
        where,
    )
    for old, new in names.items():
        if new is not None:
            yield info("prior.renamed", f"{old} of {year} is taken for {new} of {catalogue.year}", where)
            continue
        near = _nearest(old, None, catalogue)
        yield warning(
            "prior.gone",
            f"{old} of {year} is no element of {catalogue.year}: its lines are decided afresh",
            where,
            hint=f"the nearest by name is {near.qname}" if near is not None else "",
        )
