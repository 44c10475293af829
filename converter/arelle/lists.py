"""taxonomy/embedded/*.tsv as types: the item types and enumerations of the standard schemas (baked by `bake`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from ..resources import folder


class ItemType(Struct, frozen=True, kw_only=True):
    """A type restricted from `base`: permitted values, or facets such as `pattern` and `maxLength`."""

    base: str
    facets: tuple[tuple[str, str], ...]


class Enumerations(Struct, frozen=True, kw_only=True):
    """`domains`: element → (domain, role). `typed`: axis → its domain element. `members`: (role, parent) → (schema that
    holds the arc, child). A role is `us-gaap` or `srt`; names have the usual prefixes."""

    domains: Mapping[str, tuple[str, str]]
    typed: Mapping[str, str]
    members: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]


def _lines(name: str, year: int) -> list[list[str]]:
    """The rows of the year's file, or of the nearest year's: types and domains hardly change from year to year."""
    home = folder("taxonomy") / "embedded"
    years = {int(path.stem.rpartition("-")[2]): path for path in home.glob(f"{name}-*.tsv")}
    path = years[min(years, key=lambda at_hand: abs(at_hand - year))]
    rows = path.read_text(encoding="utf-8").splitlines()
    return [row.split("\t") for row in rows if row and not row.startswith("#")]


@cache
def types(year: int) -> Mapping[str, ItemType]:
    """Prefixed type name → type, for the types that FASB and dei define."""
    found: dict[str, ItemType] = {}
    for name, base, facet, value in _lines("types", year):
        known = found.get(name, ItemType(base=base, facets=()))
        values = value.split("|") if facet == "enumeration" else [value]
        facets = tuple((facet, each) for each in values) if facet else ()
        found[name] = ItemType(base=base, facets=(*known.facets, *facets))
    return found


@cache
def enumerations(year: int) -> Enumerations:
    domains: dict[str, tuple[str, str]] = {}
    typed: dict[str, str] = {}
    members: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for kind, *row in _lines("enumerations", year):
        if kind == "domain":
            domains[row[0]] = (row[1], row[2])
        elif kind == "typed":
            typed[row[0]] = row[1]
        else:
            schema, role, parent, children = row
            arcs = tuple((schema, child) for child in children.split(" "))
            members[role, parent] = (*members.get((role, parent), ()), *arcs)
    return Enumerations(domains=domains, typed=typed, members=members)


@cache
def transform_names() -> dict[str, dict[str, str]]:
    """Transformation → words in lower case → code (taxonomy/embedded/names.tsv)."""
    named: dict[str, dict[str, str]] = {}
    text = (folder("taxonomy") / "embedded" / "names.tsv").read_text(encoding="utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            name, words, code = row.split("\t")
            named.setdefault(name, {})[words] = code
    return named
