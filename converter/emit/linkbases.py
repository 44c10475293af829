"""Presentation, calculation, definition and label relations of the extension taxonomy (rules 51 to 55)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..facts.model import Element, FactReport, Hypercube, Node, QName, Role
from .filters import fragment
from .names import href

STANDARD_LABEL = "http://www.xbrl.org/2003/role/label"
DOCUMENTATION = "http://www.xbrl.org/2003/role/documentation"
_NEGATED = "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd"
LABEL_ROLES = {
    **{
        name: f"http://www.xbrl.org/2003/role/{name}"
        for name in ("totalLabel", "terseLabel", "verboseLabel", "periodStartLabel", "periodEndLabel")
    },
    **{
        name: f"http://www.xbrl.org/2009/role/{name}"
        for name in (
            "negatedLabel",
            "negatedTotalLabel",
            "negatedTerseLabel",
            "negatedPeriodStartLabel",
            "negatedPeriodEndLabel",
            "negatedNetLabel",
        )
    },
    "netLabel": "http://www.xbrl.org/2009/role/netLabel",
}
"""Short name of a preferred label → role; those of 2009 are in the XBRL International registry."""
_NET = "http://www.xbrl.org/lrr/role/net-2009-12-16.xsd"
_PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
_SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"
_DIMENSIONS = "http://xbrl.org/int/dim/arcrole/"
_LONGEST_LABEL = 511


class RoleRef(Struct, frozen=True, kw_only=True):
    uri: str
    href: str


ArcroleRef = RoleRef


class Locator(Struct, frozen=True, kw_only=True):
    label: str
    href: str


class Relation(Struct, frozen=True, kw_only=True):
    """`attributes` are further attributes by name: `preferredLabel`, `weight`, `xbrldt:contextElement`."""

    arcrole: str
    source: QName
    target: QName
    order: int
    attributes: tuple[tuple[str, str], ...] = ()


class Arc(Struct, frozen=True, kw_only=True):
    """A relation between two locators, given by their labels."""

    arcrole: str
    source: str
    target: str
    order: int
    attributes: tuple[tuple[str, str], ...]


class Link(Struct, frozen=True, kw_only=True):
    role: str
    locators: tuple[Locator, ...]
    arcs: tuple[Arc, ...]


class LinkbaseView(Struct, frozen=True, kw_only=True):
    """`kind` is `presentation`, `calculation` or `definition`."""

    kind: str
    role_refs: tuple[RoleRef, ...]
    arcrole_refs: tuple[ArcroleRef, ...]
    links: tuple[Link, ...]


class Label(Struct, frozen=True, kw_only=True):
    role: str
    text: str


class LabelEntry(Struct, frozen=True, kw_only=True):
    name: QName
    href: str
    labels: tuple[Label, ...]


class LabelView(Struct, frozen=True, kw_only=True):
    role_refs: tuple[RoleRef, ...]
    links: tuple[LabelEntry, ...]


def role_id(role: Role) -> str:
    return role.uri.rpartition("/")[2]


def presentation(report: FactReport, roles: tuple[Role, ...]) -> LinkbaseView:
    links = []
    preferred: set[str] = set()
    for role in roles:
        arcs = [arc for root in role.presentation for arc in _children(root)]
        preferred |= {value for arc in arcs for _, value in arc.attributes}
        links.append(_link(report, role, arcs))
    view = _view(report, "presentation", roles, links)
    refs = (*view.role_refs, *_label_role_refs(preferred))
    return LinkbaseView(kind=view.kind, role_refs=refs, arcrole_refs=(), links=view.links)


def _children(node: Node) -> Iterator[Relation]:
    for order, child in enumerate(node.children, 1):
        label = (("preferredLabel", LABEL_ROLES[child.label_role]),) if child.label_role else ()
        yield Relation(arcrole=_PARENT_CHILD, source=node.qname, target=child.qname, order=order, attributes=label)
        yield from _children(child)


def calculation(report: FactReport, roles: tuple[Role, ...]) -> LinkbaseView:
    """Sums, by the 2003 arcrole: calculation 1.1 checks it too, and older software knows no other."""
    links = []
    for role in roles:
        orders: dict[QName, int] = {}
        arcs = []
        for arc in role.calculation:
            orders[arc.total] = orders.get(arc.total, 0) + 1
            weight = (("weight", str(arc.weight)),)
            order = orders[arc.total]
            arcs.append(Relation(arcrole=_SUMMATION, source=arc.total, target=arc.part, order=order, attributes=weight))
        links.append(_link(report, role, arcs))
    return _view(report, "calculation", roles, links)


def definition(report: FactReport, roles: tuple[Role, ...]) -> LinkbaseView:
    links = [_link(report, role, [arc for cube in role.hypercubes for arc in _cube(cube)]) for role in roles]
    view = _view(report, "definition", roles, links)
    used = sorted({arc.arcrole for link in view.links for arc in link.arcs})
    refs = tuple(
        RoleRef(uri=uri, href=f"http://www.xbrl.org/2005/xbrldt-2005.xsd#{uri.removeprefix(_DIMENSIONS)}")
        for uri in used
    )
    return LinkbaseView(kind=view.kind, role_refs=view.role_refs, arcrole_refs=refs, links=view.links)


def _cube(cube: Hypercube) -> Iterator[Relation]:
    closed = (("xbrldt:contextElement", "segment"), ("xbrldt:closed", "true"))
    yield Relation(arcrole=f"{_DIMENSIONS}all", source=cube.line_items, target=cube.table, order=1, attributes=closed)
    for order, axis in enumerate(cube.axes, 1):
        yield _dimension("hypercube-dimension", cube.table, axis.axis, order)
        yield _dimension("dimension-domain", axis.axis, axis.domain, 1)
        yield _dimension("dimension-default", axis.axis, axis.domain, 2)
        parents = dict(axis.parents)
        for place, member in enumerate(axis.members, 1):
            yield _dimension("domain-member", parents.get(member, axis.domain), member, place)
    for order, concept in enumerate(cube.concepts, 2):
        yield _dimension("domain-member", cube.line_items, concept, order)


def _dimension(arcrole: str, source: QName, target: QName, order: int) -> Relation:
    return Relation(arcrole=f"{_DIMENSIONS}{arcrole}", source=source, target=target, order=order)


def labels(report: FactReport, roles: tuple[Role, ...], elements: Iterable[Element]) -> LabelView:
    """A standard label for every element in use, the labels that presentation prefers, and what an extension element
    means and which standard element it is closest to (the SEC has no anchoring relations)."""
    wanted: dict[QName, set[str]] = {}
    for role in roles:
        for root in role.presentation:
            _label_roles(root, wanted)
    entries = []
    used: set[str] = set()
    for element in sorted(elements, key=lambda e: e.qname):
        text = clean_label(element.label)
        preferred = sorted(wanted.get(element.qname, ()))
        used.update(preferred)
        found = [Label(role=STANDARD_LABEL, text=text), *(Label(role=role, text=text) for role in preferred)]
        if element.extension and (said := _documentation(element)):
            found.append(Label(role=DOCUMENTATION, text=said))
        entries.append(LabelEntry(name=element.qname, href=href(report, element.qname), labels=tuple(found)))
    return LabelView(role_refs=_label_role_refs(used), links=tuple(entries))


def _label_roles(node: Node, wanted: dict[QName, set[str]]) -> None:
    if node.label_role:
        wanted.setdefault(node.qname, set()).add(LABEL_ROLES[node.label_role])
    for child in node.children:
        _label_roles(child, wanted)


def _documentation(element: Element) -> str:
    said = element.documentation.strip()
    if element.anchor is not None:
        said = f"{said.rstrip('.')}. Closest standard element: {element.anchor}.".removeprefix(". ")
    return " ".join(said.replace("<", " ").split())


def clean_label(text: str) -> str:
    """Rule 51: no `<`, single spaces, at most 511 characters."""
    return " ".join(text.replace("<", " ").split())[:_LONGEST_LABEL].rstrip()


def _label_role_refs(used: Iterable[str]) -> tuple[RoleRef, ...]:
    refs = []
    for role in sorted(used):
        name = role.rpartition("/")[2]
        if "/2009/" in role:
            refs.append(RoleRef(uri=role, href=f"{_NET if name == 'netLabel' else _NEGATED}#{name}"))
    return tuple(refs)


def _link(report: FactReport, role: Role, relations: Iterable[Relation]) -> Link:
    """One extended link: each relation once. Two relations between the same elements (an axis has its domain as domain
    and as default) need locators of their own: XLink allows one arc between two labels."""
    unique: dict[tuple[str, QName, QName, tuple[tuple[str, str], ...]], Relation] = {}
    for relation in relations:
        unique.setdefault((relation.arcrole, relation.source, relation.target, relation.attributes), relation)
    locators: dict[str, Locator] = {}
    pairs: Counter[tuple[QName, QName]] = Counter()
    arcs = []
    for relation in unique.values():
        pair = (relation.source, relation.target)
        pairs[pair] += 1
        source, target = (f"loc_{fragment(name)}" for name in pair)
        target += f"_{pairs[pair]}" if pairs[pair] > 1 else ""
        for label, name in ((source, relation.source), (target, relation.target)):
            locators.setdefault(label, Locator(label=label, href=href(report, name)))
        arcs.append(
            Arc(
                arcrole=relation.arcrole,
                source=source,
                target=target,
                order=relation.order,
                attributes=relation.attributes,
            )
        )
    return Link(role=role.uri, locators=tuple(locators.values()), arcs=tuple(arcs))


def _view(report: FactReport, kind: str, roles: tuple[Role, ...], links: list[Link]) -> LinkbaseView:
    """The links that have arcs, with references to their roles."""
    ids = {role.uri: role_id(role) for role in roles}
    kept = tuple(link for link in links if link.arcs)
    refs = tuple(RoleRef(uri=link.role, href=f"{report.stem}.xsd#{ids[link.role]}") for link in kept)
    return LinkbaseView(kind=kind, role_refs=refs, arcrole_refs=(), links=kept)
