"""From mapped values to the report: facts, text blocks, elements and roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..errors import UnknownConcept
from ..findings import Finding
from ..interpret.model import InterpretedTable
from ..knowledge.model import Concept, Knowledge
from ..mapping.extensions import MEMBER_TYPE
from ..mapping.model import MappedNote
from ..options import Settings
from ..readers.model import RawTable
from . import structure as shape
from .calculation import by_context, calculations
from .conflicts import conflicts
from .identity import Identity, identify
from .model import Element, Fact, FactReport, Node, QName, Role, TextBlock
from .values import statement_fact, value_facts


class _Placed(Struct, frozen=True, kw_only=True):
    """The facts of one table: by value id, and with line and sign for the presentation."""

    table: InterpretedTable
    by_value: Mapping[str, Fact]
    lines: tuple[tuple[str, Fact, int], ...]


def build_report(
    mapped: MappedNote, settings: Settings, knowledge: Knowledge
) -> tuple[FactReport, tuple[Finding, ...]]:
    """Build the report of a mapped note.

    Raises:
        UnknownConcept: a decision names an element that neither the catalogue nor the extension has.
    """
    note, calendar = mapped.note, mapped.note.calendar
    identity, findings = identify(settings, calendar, dict(note.note.document.cover))
    elements = _Elements(knowledge, mapped.elements)
    placed = _place(mapped, elements, identity)
    statements = _statements(mapped, identity, knowledge)
    facts, renamed = _numbered([f for p in placed for _, f, _ in p.lines] + statements)
    placed = tuple(
        replace(
            p,
            by_value={v: renamed[id(f)] for v, f in p.by_value.items()},
            lines=tuple((line, renamed[id(f)], sign) for line, f, sign in p.lines),
        )
        for p in placed
    )
    blocks = _blocks(mapped, identity)
    said = tuple(renamed[id(f)] for f in statements)
    roles = _roles(mapped, identity, placed, said, blocks, elements)
    names = shape.used_names(roles, facts)
    used = tuple(elements[name] for name in names)
    report = FactReport(
        entity=identity.entity,
        form=calendar.form,
        period=identity.period,
        fiscal_year=calendar.fiscal_year,
        fiscal_period=calendar.fiscal_period,
        year=knowledge.catalogue.year,
        prefix=identity.prefix,
        namespace=identity.namespace,
        stem=identity.stem,
        facts=facts,
        text_blocks=blocks,
        elements=used,
        roles=roles,
        namespaces=_namespaces(identity, used, knowledge),
        cover=dict(settings.profile.cover),
    )
    return report, (*findings, *conflicts(facts))


class _Elements(dict[QName, Element]):
    """Elements by name: the extension's own, and the catalogue's as they are asked for."""

    def __init__(self, knowledge: Knowledge, own: Iterable[Element]) -> None:
        super().__init__({element.qname: element for element in own})
        self.catalogue = knowledge.catalogue

    def __missing__(self, name: QName) -> Element:
        concept = self.catalogue.get(name)
        if concept is None:
            raise UnknownConcept(
                f"{name} is not an element of the {self.catalogue.year} taxonomies",
                hint="correct the decision in the profile, or choose another taxonomy year with --year",
            )
        element = self[name] = _element(concept)
        return element


def _element(concept: Concept) -> Element:
    return Element(
        qname=concept.qname,
        label=concept.label,
        type=concept.type,
        period_type=concept.period_type,
        balance=concept.balance,
        abstract=concept.abstract,
        substitution=concept.substitution,
    )


def _place(mapped: MappedNote, elements: _Elements, identity: Identity) -> tuple[_Placed, ...]:
    signs = {d.id: d.sign for d in mapped.decisions}
    found: dict[str, tuple[InterpretedTable, dict[str, Fact], list[tuple[str, Fact, int]]]] = {}
    for table, value, fact in value_facts(mapped, elements, mapped.note.calendar, identity.prefix):
        _, by_value, lines = found.setdefault(table.id, (table, {}, []))
        by_value[value.id] = fact
        lines.append((value.line, fact, signs[fact.decision]))
    return tuple(_Placed(table=t, by_value=v, lines=tuple(n)) for t, v, n in found.values())


def _statements(mapped: MappedNote, identity: Identity, knowledge: Knowledge) -> list[Fact]:
    facts = []
    for statement in mapped.note.statements:
        concept = knowledge.catalogue.find(statement.concept)
        if concept is not None:  # an element of later years only: nothing to tag it with
            facts.append(statement_fact(statement, concept, identity.period, identity.prefix, knowledge.catalogue))
    return facts


def _numbered(facts: list[Fact]) -> tuple[tuple[Fact, ...], dict[int, Fact]]:
    """Facts in the order of the page, with ids; and the new fact by the old one's identity."""
    order = sorted(
        facts, key=lambda f: (f.source.ref.offset + f.source.span[0], f.source.ref.table or 0, str(f.concept))
    )
    renamed = {id(fact): replace(fact, id=f"f-{number}") for number, fact in enumerate(order, 1)}
    return tuple(renamed[id(fact)] for fact in order), renamed


def _blocks(mapped: MappedNote, identity: Identity) -> tuple[TextBlock, ...]:
    blocks = mapped.note.note.blocks
    index = {block.number: i for i, block in enumerate(blocks) if isinstance(block, RawTable)}
    tables = [(t, index[t.table.number]) for t in mapped.note.tables if t.table is not None and t.table.number in index]
    return shape.text_blocks(tables, len(blocks) - 1, identity.period)


def _roles(
    mapped: MappedNote,
    identity: Identity,
    placed: tuple[_Placed, ...],
    statements: tuple[Fact, ...],
    blocks: tuple[TextBlock, ...],
    elements: _Elements,
) -> tuple[Role, ...]:
    base = identity.namespace.rsplit("/", 1)[0]
    layouts = shape.structure().layouts
    roles = list(shape.text_block_roles(base, blocks))
    if statements:
        lines = tuple(Node(qname=name) for name in dict.fromkeys(f.concept for f in statements))
        roles.append(shape.details_role(base, 3, "Narrative", layouts["narrative"], lines=lines, facts=statements))
    contexts = by_context((*(f for p in placed for _, f, _ in p.lines), *statements))
    parents = _parents(mapped)
    seen: dict[str, int] = {}
    for number, part in enumerate(placed, 4):
        layout = shape.structure().layout(part.table.kind)
        name = "Other Narrative" if part.table.table is None else layout.title
        seen[name] = seen.get(name, 0) + 1
        title = name if seen[name] == 1 else f"{name} {seen[name]}"
        arcs = calculations(part.table, part.by_value, elements, contexts, elements.catalogue)
        lines = shape.line_nodes(part.table, part.lines)
        roles.append(
            shape.details_role(
                base,
                number,
                title,
                layout,
                lines=lines,
                facts=tuple(f for _, f, _ in part.lines),
                arcs=arcs,
                parents=parents,
            )
        )
    return tuple(roles)


def _parents(mapped: MappedNote) -> dict[QName, QName]:
    """Extension member → the standard member that it stands below (rule 5)."""
    return {e.qname: e.anchor for e in mapped.elements if e.type == MEMBER_TYPE and e.anchor is not None}


def _namespaces(identity: Identity, used: tuple[Element, ...], knowledge: Knowledge) -> dict[str, str]:
    prefixes = sorted({e.qname.prefix for e in used if not e.extension} | {"dei"})
    known = knowledge.catalogue.namespaces
    return {**{p: known[p] for p in prefixes if p in known}, identity.prefix: identity.namespace}
