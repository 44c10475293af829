"""The embedded taxonomy: standard schemas written on the fly, with the very elements that a report names.

They stand at the official URLs and namespaces and say of each element what the published schema says: type, period
type, balance, substitution group, enumeration domain. Labels, references and the published linkbases are left out: they
decide nothing about an instance. Source: the catalogue, and taxonomy/embedded/*.tsv for types and enumerations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from msgspec import Struct

from ..facts.model import QName
from ..knowledge.model import Catalogue, Concept
from . import layout
from .layout import Taxonomy
from .lists import enumerations, types
from .scan import Names

CatalogueSource = Callable[[int], Catalogue | None]
"""The catalogue of a year, or None where no such year is at hand."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LINK = "http://www.xbrl.org/2003/linkbase"
_DOMAIN_MEMBER = "http://xbrl.org/int/dim/arcrole/domain-member"
_DIMENSIONS = "http://www.xbrl.org/2005/xbrldt-2005.xsd"
_ENUMERATION_TYPE = "enum2:enumerationSetItemType"
_REPORT_LINKS = ("presentationLink", "calculationLink", "definitionLink")


class Embedded(Struct, frozen=True, kw_only=True):
    """`remap` sends URL prefixes to folders; `files` are (URL, SHA-256) of what was written; `unknown` are the standard
    taxonomies that the report refers to and no catalogue covers; `provisional` those whose catalogue is inferred."""

    remap: Mapping[str, str]
    files: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    provisional: tuple[str, ...]


class _Role(Struct, frozen=True, order=True):
    """A role declared in the schema at `url` under `id`."""

    url: str
    id: str
    uri: str
    used_on: tuple[str, ...]


def write(names: Names, catalogues: CatalogueSource, folder: Path) -> Embedded:
    """Write the schemas that `names` needs under `folder`."""
    schemas = _closure(names)
    chosen = {taxonomy: _concepts(taxonomy, names, catalogues) for taxonomy in schemas}
    networks = _enumeration_networks(chosen, catalogues)
    roles = {_Role(url, id_, uri, _REPORT_LINKS) for url, id_, uri in names.roles}
    roles |= {_enumeration_role(role, taxonomy.year) for taxonomy, arcs in networks.items() for role in arcs}
    texts = {t.url: _schema(t, chosen[t], networks.get(t), names, roles) for t in schemas}
    others = {*names.others, *((role.url, "") for role in roles)}
    texts |= {
        url: _other(url, namespace, schemas, roles)
        for url, namespace in others
        if url not in texts and layout.is_published(url)
    }
    files = tuple((url, _save(folder, url, text)) for url, text in sorted(texts.items()))
    at_hand = {t: catalogues(t.year) for t in schemas if not t.is_types}
    unknown = {t for t, catalogue in at_hand.items() if catalogue is None or t.prefix not in catalogue.namespaces}
    return Embedded(
        remap={host: f"{folder}/{host.partition('://')[2]}" for host in layout.HOSTS},
        files=files,
        unknown=tuple(sorted(t.namespace for t in unknown)),
        provisional=tuple(sorted(t.namespace for t, c in at_hand.items() if c is not None and c.provisional)),
    )


def _save(folder: Path, url: str, text: str) -> str:
    content = text.encode()
    path = folder / url.partition("://")[2]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _closure(names: Names) -> tuple[Taxonomy, ...]:
    """The schemas referred to, those that entry points stand for, and what the published ones import."""
    waiting = [*names.schemas, *(t for url, _ in names.others if (t := layout.behind(url)))]
    found: set[Taxonomy] = set()
    while waiting:
        taxonomy = waiting.pop()
        if taxonomy not in found:
            found.add(taxonomy)
            waiting.extend(taxonomy.imports)
    return tuple(sorted(found))


def _concepts(taxonomy: Taxonomy, names: Names, catalogues: CatalogueSource) -> dict[str, Concept]:
    catalogue = catalogues(taxonomy.year)
    if catalogue is None or taxonomy.is_types:
        return {}
    locals_ = {local for of, local in names.elements if of == taxonomy}
    listed = enumerations(taxonomy.year)
    for local in tuple(locals_):
        if domain := listed.typed.get(f"{taxonomy.prefix}:{local}"):
            locals_.add(domain.partition(":")[2])
    found = ((local, catalogue.get(QName(taxonomy.prefix, local))) for local in sorted(locals_))
    return {local: concept for local, concept in found if concept is not None}


_Arcs = Mapping[str, tuple[tuple[str, str], ...]]
"""Role (`us-gaap` or `srt`) → its (parent, child) pairs in one schema."""


def _enumeration_networks(
    chosen: dict[Taxonomy, dict[str, Concept]], catalogues: CatalogueSource
) -> dict[Taxonomy, _Arcs]:
    """The domain trees of the enumerations in use, by the schema that holds each arc; their members join `chosen`."""
    arcs: dict[Taxonomy, dict[str, set[tuple[str, str]]]] = {}
    for taxonomy, concepts in tuple(chosen.items()):
        for name in [f"{taxonomy.prefix}:{local}" for local, c in concepts.items() if c.type == _ENUMERATION_TYPE]:
            domain, role = enumerations(taxonomy.year).domains.get(name, ("", ""))
            if domain:
                _adopt(domain, taxonomy.year, chosen, catalogues)
            for schema, parent, child in _tree(domain, role, taxonomy.year):
                arcs.setdefault(Taxonomy(schema, taxonomy.year), {}).setdefault(role, set()).add((parent, child))
    for home, by_role in arcs.items():
        for name in {name for pairs in by_role.values() for pair in pairs for name in pair}:
            _adopt(name, home.year, chosen, catalogues)
    return {home: _declared(home, by_role, chosen) for home, by_role in arcs.items() if home in chosen}


def _tree(domain: str, role: str, year: int) -> Iterable[tuple[str, str, str]]:
    """(schema, parent, child) of every arc below `domain`."""
    members, waiting, seen = enumerations(year).members, [domain], set()
    while waiting:
        parent = waiting.pop()
        if parent not in seen:
            seen.add(parent)
            for schema, child in members.get((role, parent), ()):
                yield schema, parent, child
                waiting.append(child)


def _declared(
    home: Taxonomy, by_role: Mapping[str, set[tuple[str, str]]], chosen: Mapping[Taxonomy, Mapping[str, Concept]]
) -> _Arcs:
    """The arcs without what the schema neither declares nor imports."""
    names = {f"{t.prefix}:{local}" for t in (home, *home.imports) for local in chosen.get(t, {})}
    return {role: tuple(sorted(pair for pair in pairs if set(pair) <= names)) for role, pairs in by_role.items()}


def _adopt(name: str, year: int, chosen: dict[Taxonomy, dict[str, Concept]], catalogues: CatalogueSource) -> None:
    qname = QName.parse(name)
    concepts, catalogue = chosen.get(Taxonomy(qname.prefix, year)), catalogues(year)
    if concepts is not None and catalogue is not None and qname.local not in concepts:
        concept = catalogue.get(qname)
        if concept is not None:
            concepts[qname.local] = concept


def _enumeration_role(whose: str, year: int) -> _Role:
    """The role of the published networks of enumeration domains, of `us-gaap` or `srt`."""
    if whose == "srt":
        url = f"https://xbrl.fasb.org/srt/{year}/elts/srt-roles-{year}.xsd"
        uri = "http://fasb.org/srt/role/srt-eedm/ExtensibleEnumerationLists"
        return _Role(url, "eedm1", uri, ("definitionLink",))
    url = f"https://xbrl.fasb.org/us-gaap/{year}/elts/us-roles-{year}.xsd"
    return _Role(url, "eedm", "http://fasb.org/us-gaap/role/eedm/ExtensibleEnumerationLists", ("definitionLink",))


def _schema(
    taxonomy: Taxonomy, concepts: Mapping[str, Concept], network: _Arcs | None, names: Names, roles: Iterable[_Role]
) -> str:
    lines = list(_opening(taxonomy.namespace, taxonomy.year, taxonomy.imports))
    lines.extend(_appinfo(taxonomy, network, roles))
    used = {local for of, local in names.elements if of == taxonomy} | {
        concept.type.partition(":")[2] for concept in concepts.values()
    }
    if taxonomy.is_types:
        used = {name.partition(":")[2] for name in types(taxonomy.year) if name.startswith(f"{taxonomy.prefix}:")}
    for local in sorted(used):
        lines.extend(_type(f"{taxonomy.prefix}:{local}", taxonomy.year))
    lines.extend(_element(taxonomy, concept) for _, concept in sorted(concepts.items()))
    return "\n".join([*lines, "</xs:schema>", ""])


def _opening(namespace: str, year: int, imports: Iterable[Taxonomy]) -> Iterable[str]:
    base = layout.base_imports(year)
    prefixes = {prefix: uri for prefix, uri, _ in base} | {t.prefix: t.namespace for t in imports}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in sorted(prefixes.items()) if uri != namespace)
    own = layout.usual_prefix(namespace)
    yield (
        f'{_HEAD}<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:link="{_LINK}" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {declared} '
        + (f'xmlns:{own}="{namespace}" ' if own else "")
        + f'targetNamespace={quoteattr(namespace)} elementFormDefault="qualified">'
    )
    for _, uri, url in base:
        yield f'<xs:import namespace="{uri}" schemaLocation="{url}"/>'
    for taxonomy in imports:
        yield f'<xs:import namespace="{taxonomy.namespace}" schemaLocation="{taxonomy.url}"/>'


def _appinfo(taxonomy: Taxonomy, network: _Arcs | None, roles: Iterable[_Role]) -> Iterable[str]:
    own = [role for role in sorted(roles) if role.url == taxonomy.url]
    if not own and not network:
        return
    yield "<xs:annotation><xs:appinfo>"
    yield from map(_role_type, own)
    for role, arcs in sorted((network or {}).items()):
        yield from _network(_enumeration_role(role, taxonomy.year), arcs, taxonomy.year)
    yield "</xs:appinfo></xs:annotation>"


def _role_type(role: _Role) -> str:
    used = "".join(f"<link:usedOn>link:{name}</link:usedOn>" for name in role.used_on)
    return f"<link:roleType roleURI={quoteattr(role.uri)} id={quoteattr(role.id)}>{used}</link:roleType>"


def _network(role: _Role, arcs: Iterable[tuple[str, str]], year: int) -> Iterable[str]:
    yield f'<link:linkbase><link:roleRef roleURI="{role.uri}" xlink:type="simple" xlink:href="{role.url}#{role.id}"/>'
    yield (
        f'<link:arcroleRef arcroleURI="{_DOMAIN_MEMBER}" xlink:type="simple" xlink:href="{_DIMENSIONS}#domain-member"/>'
        f'<link:definitionLink xlink:type="extended" xlink:role="{role.uri}">'
    )
    for name in sorted({name for pair in arcs for name in pair}):
        label, schema = name.replace(":", "_"), Taxonomy(name.partition(":")[0], year).url
        yield f'<link:loc xlink:type="locator" xlink:href="{schema}#{label}" xlink:label="{label}"/>'
    for order, (parent, child) in enumerate(arcs, start=1):
        yield (
            f'<link:definitionArc xlink:type="arc" xlink:arcrole="{_DOMAIN_MEMBER}" '
            f'xlink:from="{parent.replace(":", "_")}" xlink:to="{child.replace(":", "_")}" order="{order}"/>'
        )
    yield "</link:definitionLink></link:linkbase>"


def _type(name: str, year: int) -> Iterable[str]:
    found = types(year).get(name)
    if found is None:
        return
    yield f'<xs:complexType name="{name.partition(":")[2]}"><xs:simpleContent><xs:restriction base="{found.base}">'
    yield from (f"<xs:{facet} value={quoteattr(value)}/>" for facet, value in found.facets)
    yield "</xs:restriction></xs:simpleContent></xs:complexType>"


def _element(taxonomy: Taxonomy, concept: Concept) -> str:
    local, name = concept.qname.local, f"{taxonomy.prefix}:{concept.qname.local}"
    head = f'<xs:element name="{local}" id="{taxonomy.prefix}_{local}" nillable="true" type="{concept.type}"'
    if not concept.period_type:  # the domain of a typed axis: a plain element
        return f"{head}/>"
    listed = enumerations(taxonomy.year)
    extra = ' abstract="true"' if concept.abstract else ""
    if concept.balance:
        extra += f' xbrli:balance="{concept.balance}"'
    if concept.type == _ENUMERATION_TYPE and name in listed.domains:
        domain, whose = listed.domains[name]
        role = _enumeration_role(whose, taxonomy.year).uri
        extra += f' enum2:domain="{domain}" enum2:linkrole="{role}" enum2:headUsable="false"'
    if typed := listed.typed.get(name):
        extra += f' xbrldt:typedDomainRef="#{typed.replace(":", "_")}"'
    return f'{head} substitutionGroup="{concept.substitution}"{extra} xbrli:periodType="{concept.period_type}"/>'


def _other(url: str, namespace: str, schemas: Iterable[Taxonomy], roles: Iterable[_Role]) -> str:
    """What stands for an entry point, a role schema or a linkbase that the report refers to."""
    if not url.endswith(".xsd"):
        return f'{_HEAD}<link:linkbase xmlns:link="{_LINK}"/>\n'
    year = next((t.year for t in schemas), 2025)
    behind = layout.behind(url)
    imports = [behind] if behind else []
    lines = list(_opening(namespace or layout.namespace_of(url), year, imports))
    lines.append("<xs:annotation><xs:appinfo>")
    lines.extend(_role_type(role) for role in sorted(roles) if role.url == url)
    return "\n".join([*lines, "</xs:appinfo></xs:annotation></xs:schema>", ""])
