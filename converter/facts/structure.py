"""The roles of the extension taxonomy: presentation trees, hypercubes, text blocks (rules 21, 49, 52, 53)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from ..interpret.model import InterpretedTable, TableKind
from ..resources import folder
from .model import Axis, CalculationArc, Element, Fact, Hypercube, Node, Period, QName, Role, TextBlock

TOTAL, NEGATED, NEGATED_TOTAL = "totalLabel", "negatedLabel", "negatedTotalLabel"


class Layout(Struct, frozen=True, kw_only=True):
    table: QName
    line_items: QName
    text_block: QName | None
    title: str


class Structure(Struct, frozen=True, kw_only=True):
    """taxonomy/structure.toml, parsed."""

    abstract: QName
    disclosure: QName
    layouts: Mapping[str, Layout]
    kinds: Mapping[str, str]
    domains: Mapping[QName, QName]

    def layout(self, kind: TableKind) -> Layout:
        return self.layouts[self.kinds[kind.value]]


@cache
def structure() -> Structure:
    import tomllib  # noqa: PLC0415 - only a build needs it

    raw = tomllib.loads((folder("taxonomy") / "structure.toml").read_text("utf-8"))
    layouts = {
        key: Layout(
            table=QName("us-gaap", entry["table"]),
            line_items=QName("us-gaap", entry["line_items"]),
            text_block=QName("us-gaap", entry["text_block"]) if entry["text_block"] else None,
            title=entry["title"],
        )
        for key, entry in raw["layouts"].items()
    }
    return Structure(
        abstract=QName("us-gaap", raw["abstract"]),
        disclosure=QName("us-gaap", raw["disclosure_text_block"]),
        layouts=layouts,
        kinds=raw["kinds"],
        domains={QName.parse(axis): QName.parse(domain) for axis, domain in raw["domains"].items()},
    )


def axes_of(facts: Iterable[Fact], domains: Mapping[QName, QName], parents: Mapping[QName, QName]) -> tuple[Axis, ...]:
    """The axes the facts use, in order of first use, each with its members in order of first use; a member that has a
    parent (rule 5) brings it along."""
    members: dict[QName, dict[QName, None]] = {}
    for fact in facts:
        for axis, member in fact.dimensions:
            known = members.setdefault(axis, {})
            if member in parents:
                known.setdefault(parents[member])
            known.setdefault(member)
    return tuple(
        Axis(
            axis=axis,
            domain=domain_of(axis, domains),
            members=tuple(known),
            parents=tuple((member, parents[member]) for member in known if member in parents),
        )
        for axis, known in members.items()
    )


def domain_of(axis: QName, domains: Mapping[QName, QName]) -> QName:
    return domains.get(axis) or QName(axis.prefix, axis.local.removesuffix("Axis") + "Domain")


def details_role(
    base: str,
    number: int,
    title: str,
    layout: Layout,
    *,
    lines: tuple[Node, ...],
    facts: tuple[Fact, ...],
    arcs: tuple[CalculationArc, ...] = (),
    parents: Mapping[QName, QName] = MappingProxyType({}),
) -> Role:
    """The level-4 role of one table: abstract → table → axes → domain → members, then line items → concepts. `parents`
    are the members that stand below another member."""
    shape = structure()
    axes = axes_of(facts, shape.domains, parents)
    if axes:
        tree = [Node(qname=a.axis, children=(Node(qname=a.domain, children=_members_of(a)),)) for a in axes]
        table = Node(qname=layout.table, children=(*tree, Node(qname=layout.line_items, children=lines)))
        concepts = tuple(dict.fromkeys(node.qname for node in lines))
        cubes: tuple[Hypercube, ...] = (
            Hypercube(table=layout.table, line_items=layout.line_items, axes=axes, concepts=concepts),
        )
    else:
        table, cubes = Node(qname=layout.line_items, children=lines), ()
    return Role(
        uri=f"{base}/role/{role_name(title)}Details",
        definition=f"{number:07d} - Disclosure - Segment Reporting - {title} (Details)",
        presentation=(Node(qname=shape.abstract, children=(table,)),),
        calculation=arcs,
        hypercubes=cubes,
    )


def _members_of(axis: Axis) -> tuple[Node, ...]:
    """The members below the domain, each with those below it."""
    below = dict(axis.parents)
    return tuple(
        Node(qname=member, children=tuple(Node(qname=m) for m in axis.members if below.get(m) == member))
        for member in axis.members
        if member not in below
    )


def role_name(title: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in title).split()
    return "SegmentReporting" + "".join(word[:1].upper() + word[1:] for word in words)


def line_nodes(table: InterpretedTable, placed: Iterable[tuple[str, Fact, int]]) -> tuple[Node, ...]:
    """One node for each concept of the table in order of first use; `placed` gives (line id, fact, sign). The preferred
    label says total and, where the page shows the number with its sign turned, negated (rule 23)."""
    totals = {line.id for line in table.lines if line.is_total}
    nodes: dict[QName, Node] = {}
    for line, fact, sign in placed:
        total, turned = line in totals, sign < 0
        role = NEGATED_TOTAL if total and turned else TOTAL if total else NEGATED if turned else ""
        nodes.setdefault(fact.concept, Node(qname=fact.concept, label_role=role))
    return tuple(nodes.values())


def text_block_roles(base: str, blocks: tuple[TextBlock, ...]) -> tuple[Role, ...]:
    """Level 1 (the whole note) and level 3 (its tables)."""
    shape = structure()
    whole = Node(qname=shape.abstract, children=(Node(qname=shape.disclosure),))
    roles = [
        Role(
            uri=f"{base}/role/SegmentReporting",
            definition="0000001 - Disclosure - Segment Reporting",
            presentation=(whole,),
        )
    ]
    tables = tuple(dict.fromkeys(b.concept for b in blocks if b.concept != shape.disclosure))
    if tables:
        tree = Node(qname=shape.abstract, children=tuple(Node(qname=name) for name in tables))
        roles.append(
            Role(
                uri=f"{base}/role/SegmentReportingTables",
                definition="0000002 - Disclosure - Segment Reporting (Tables)",
                presentation=(tree,),
            )
        )
    return tuple(roles)


def text_blocks(tables: Iterable[tuple[InterpretedTable, int]], last: int, period: Period) -> tuple[TextBlock, ...]:
    """The whole note, and each kind of table once: where tables of one kind stand apart, the block goes on in them.
    `tables` gives each table with the index of its block in the note."""
    shape = structure()
    blocks = [TextBlock(id="tb-1", concept=shape.disclosure, period=period, first=0, last=last)]
    places: dict[QName, list[int]] = {}
    for table, index in tables:
        concept = shape.layout(table.kind).text_block
        if concept is not None:
            places.setdefault(concept, []).append(index)
    for concept, indexes in places.items():
        first, *more = sorted(set(indexes))
        blocks.append(
            TextBlock(
                id=f"tb-{len(blocks) + 1}",
                concept=concept,
                period=period,
                first=first,
                last=first,
                more=tuple((i, i) for i in more),
            )
        )
    return tuple(blocks)


def used_names(roles: Iterable[Role], facts: Iterable[Fact]) -> tuple[QName, ...]:
    """Every element the report names, in order of first use."""
    names: dict[QName, None] = {}

    def walk(node: Node) -> None:
        names.setdefault(node.qname)
        for child in node.children:
            walk(child)

    for role in roles:
        for node in role.presentation:
            walk(node)
    for fact in facts:
        names.setdefault(fact.concept)
    return tuple(names)


def missing(names: Iterable[QName], elements: Mapping[QName, Element]) -> tuple[QName, ...]:
    return tuple(name for name in names if name not in elements)
