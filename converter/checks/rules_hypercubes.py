"""Rule 11: an axis's default, and facts that fit the tables that the definition linkbase declares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..facts.model import QName
from ..findings import Severity
from .model import Arc, LinkKind
from .view import CUSTOMERS, GEOGRAPHY, ITEMS, PRODUCTS, SEGMENTS, Breach, Rule, View, below, is_extension, plain


def rule_11_domain_members(view: View) -> Iterator[Breach]:
    """An axis's domain is its default: a fact for the whole leaves the axis out."""
    for members in view.members.values():
        for member, fact in members.items():
            if member.local.endswith("Domain") and not is_extension(member):
                yield Breach(
                    message=f"{plain(fact)} is tagged with the domain {member}", hint="drop the axis", fact=fact
                )


def rule_11_defaults(view: View) -> Iterator[Breach]:
    """The default of a standard axis is the one its taxonomy gives it."""
    standard = {SEGMENTS: "SegmentDomain", ITEMS: "ConsolidationItemsDomain", GEOGRAPHY: "SegmentGeographicalDomain",
                PRODUCTS: "ProductsAndServicesDomain", CUSTOMERS: "NameOfMajorCustomerDomain"}  # fmt: skip
    for arc in view.arcs[LinkKind.DEFINITION]:
        wanted = standard.get(arc.source)
        if arc.arcrole == "dimension-default" and wanted and arc.target.local != wanted:
            yield Breach(
                message=f"the default of {arc.source} is {arc.target}",
                hint=f"its default is {wanted}",
                file=arc.file,
            )


def rule_11_hypercubes(view: View) -> Iterator[Breach]:
    """A fact with members fits a hypercube: one table declares its concept with all its axes and members."""
    cubes = tuple(_cubes(view.arcs[LinkKind.DEFINITION]))
    reported: set[tuple[QName, tuple[tuple[QName, QName], ...]]] = set()
    for fact in view.filing.facts:
        key = fact.concept, fact.dimensions
        if not fact.dimensions or fact.context.typed or key in reported:
            continue
        if not any(
            fact.concept in concepts and all(member in axes.get(axis, ()) for axis, member in fact.dimensions)
            for concepts, axes in cubes
        ):
            reported.add(key)
            members = ", ".join(str(member) for _, member in fact.dimensions)
            yield Breach(
                message=f"no table of the definition linkbase has {fact.concept} with {members}",
                hint="add the axis and member to the table that the line stands in",
                fact=fact,
            )


def _cubes(arcs: tuple[Arc, ...]) -> Iterator[tuple[set[QName], dict[QName, set[QName]]]]:
    """For each table of each role: its concepts, and the members of its axes."""
    by_role: defaultdict[str, list[Arc]] = defaultdict(list)
    for arc in arcs:
        by_role[arc.role].append(arc)
    for role in by_role.values():
        tree = [arc for arc in role if arc.arcrole in ("domain-member", "dimension-domain")]
        for table in (arc for arc in role if arc.arcrole == "all"):
            axes = [a.target for a in role if a.arcrole == "hypercube-dimension" and a.source == table.target]
            yield below(tree, {table.source}), {axis: below(tree, {axis}) for axis in axes}


HYPERCUBE_RULES = (
    Rule(number="11", check=rule_11_domain_members, severity=Severity.ERROR, source="DQC 0041"),
    Rule(number="11", check=rule_11_defaults, severity=Severity.ERROR, source="DQC 0041", needs="definition"),
    Rule(number="11", check=rule_11_hypercubes, severity=Severity.WARNING, source="DQC 0166", needs="definition"),
)  # fmt: skip
