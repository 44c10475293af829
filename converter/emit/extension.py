"""The extension taxonomy: schema and linkbases (rules 43 to 55)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..facts.model import Element, FactReport, Node, QName, Role
from .environment import render
from .inline.cover import spoken
from .linkbases import LabelView, LinkbaseView, calculation, definition, labels, presentation, role_id
from .model import Item, OutputFile
from .names import declared, enumerated, namespace_of, schema_url, type_namespaces

_KINDS = {"pre": "presentation", "cal": "calculation", "def": "definition", "lab": "label"}


class ImportView(Struct, frozen=True, kw_only=True):
    namespace: str
    location: str


class LinkbaseRef(Struct, frozen=True, kw_only=True):
    """`kind` is `presentation`, `calculation`, `definition` or `label`."""

    href: str
    kind: str


class RoleView(Struct, frozen=True, kw_only=True):
    id: str
    uri: str
    definition: str


class ElementView(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    type: str
    substitution: str
    period_type: str
    balance: str
    abstract: bool


class SchemaView(Struct, frozen=True, kw_only=True):
    namespace: str
    namespaces: tuple[tuple[str, str], ...]
    imports: tuple[ImportView, ...]
    linkbases: tuple[LinkbaseRef, ...]
    roles: tuple[RoleView, ...]
    elements: tuple[ElementView, ...]


def extension(report: FactReport, items: Iterable[Item]) -> Iterator[OutputFile]:
    """Yield the schema, then the linkbases that have something to say."""
    items = tuple(items)
    roles = _with_cover(report, items)
    elements = _elements(report, roles, items)
    views: dict[str, LinkbaseView | LabelView] = {
        "pre": presentation(report, roles),
        "cal": calculation(report, roles),
        "def": definition(report, roles),
        "lab": labels(report, roles, elements),
    }
    present = {kind: view for kind, view in views.items() if view.links}
    listed = enumerated(member for item in items for member in item.members)
    schema = _schema(report, roles, elements, present, listed)
    files = [(f"{report.stem}.xsd", render("extension/schema.xsd.jinja", schema))]
    for kind, view in present.items():
        template = "label" if kind == "lab" else "linkbase"
        files.append((f"{report.stem}_{kind}.xml", render(f"extension/{template}.xml.jinja", view)))
    for path, text in files:
        yield OutputFile(path=path, media_type="application/xml", content=text.encode("ascii", "xmlcharrefreplace"))


def _schema(
    report: FactReport,
    roles: tuple[Role, ...],
    elements: tuple[Element, ...],
    linkbases: Iterable[str],
    listed: Mapping[str, str],
) -> SchemaView:
    """`listed` are the namespaces of members that stand in enumerations only: they must be in reach, too."""
    own = tuple(e for e in elements if e.extension)
    types = type_namespaces(report.year)
    used_types = {e.type.partition(":")[0] for e in own} | {e.substitution.partition(":")[0] for e in own} | {"xbrli"}
    if any(role.hypercubes for role in roles):
        used_types.add("xbrldt")
    standard = {e.qname.prefix for e in elements if not e.extension}
    imported = (
        {*listed.values()}
        | {namespace_of(report, prefix) for prefix in standard}
        | {types[p] for p in used_types if p in types}
    )
    return SchemaView(
        namespace=report.namespace,
        namespaces=tuple(
            {
                **{p: types[p] for p in sorted(used_types) if p in types},
                **declared(report, (e.qname for e in elements), ()),
            }.items()
        ),
        imports=tuple(ImportView(namespace=uri, location=schema_url(uri)) for uri in sorted(imported)),
        linkbases=tuple(LinkbaseRef(href=f"{report.stem}_{kind}.xml", kind=_KINDS[kind]) for kind in linkbases),
        roles=tuple(RoleView(id=role_id(role), uri=role.uri, definition=role.definition) for role in roles),
        elements=tuple(
            ElementView(
                id=f"{e.qname.prefix}_{e.qname.local}",
                name=e.qname.local,
                type=e.type,
                substitution=e.substitution,
                period_type=e.period_type,
                balance=e.balance,
                abstract=e.abstract,
            )
            for e in sorted(own, key=lambda e: e.qname)
        ),
    )


def _with_cover(report: FactReport, items: Iterable[Item]) -> tuple[Role, ...]:
    """The report's roles, and one for the cover where cover facts stand in none of them (rule 52)."""
    shown = {name for role in report.roles for root in role.presentation for name in _names(root)}
    rest = tuple(dict.fromkeys(i.concept for i in items if i.concept.prefix == "dei" and i.concept not in shown))
    if not rest:
        return report.roles
    base = re.sub(r"/\d{4}-?\d{2}-?\d{2}/?$", "", report.namespace)
    tree = Node(qname=QName("dei", "CoverAbstract"), children=tuple(Node(qname=name) for name in rest))
    cover = Role(uri=f"{base}/role/CoverPage", definition="0000000 - Document - Cover Page", presentation=(tree,))
    return (cover, *report.roles)


def _elements(report: FactReport, roles: tuple[Role, ...], items: Iterable[Item]) -> tuple[Element, ...]:
    """Every element that a role or a fact uses, with one label each (rule 51); of those that the report does not
    describe, the label is the name in words."""
    known = {e.qname: e for e in report.elements}
    used = dict.fromkeys(name for role in roles for root in role.presentation for name in _names(root))
    used |= dict.fromkeys(name for role in roles for name in _defined(role))
    for item in items:
        used |= dict.fromkeys((item.concept, *(name for pair in item.dimensions for name in pair)))
    return tuple(known.get(name) or _described(name) for name in used)


def _described(name: QName) -> Element:
    return Element(qname=name, label=spoken(name.local), type="", period_type="duration")


def _names(node: Node) -> Iterator[QName]:
    yield node.qname
    for child in node.children:
        yield from _names(child)


def _defined(role: Role) -> Iterator[QName]:
    for cube in role.hypercubes:
        yield from (cube.line_items, cube.table, *cube.concepts)
        for axis in cube.axes:
            yield from (axis.axis, axis.domain, *axis.members)
    for arc in role.calculation:
        yield from (arc.total, arc.part)
