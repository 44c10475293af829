"""Rules 1 to 10: which axis, which member."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..facts.model import QName
from ..findings import Severity
from .model import FiledFact, LinkKind
from .view import (
    CUSTOMERS,
    ELIMINATIONS,
    GEOGRAPHY,
    INTERSEGMENT,
    ITEMS,
    OPERATING,
    PRODUCTS,
    SEGMENTS,
    Breach,
    Rule,
    View,
    below,
    is_extension,
    member_on,
    plain,
)

_RECONCILING = (QName("us-gaap", "CorporateNonSegmentMember"), QName("us-gaap", "MaterialReconcilingItemsMember"))
_MATERIAL = QName("us-gaap", "MaterialReconcilingItemsMember")
_MIXED_ITEMS = frozenset(
    (
        "CorporateReconcilingItemsAndEliminationsMember",
        "CorporateAndReconcilingItemsMember",
        "CorporateAndEliminationsMember",
        "EliminationsAndReconcilingItemsMember",
        "OperatingSegmentsAndCorporateNonSegmentMember",
        "OperatingSegmentsExcludingIntersegmentEliminationMember",
        "OtherOperatingSegmentsAndIntersegmentEliminationsMember",
        "OperatingSegmentsAfterReconcilingItemsAndEliminationsMember",
    )
)
_NO_SEGMENT = re.compile(
    r"^(?:Inter[Ss]egment\w*|Eliminations?|(?:Total)?Consolidated|Unallocated\w*|Reconciling\w*"
    r"|Total(?:Reportable|Operating|Business)?Segments?|(?:All|Total)ReportableSegments)(?:Amounts?|Items?)?Member$"
)
_ABROAD = re.compile(r"^(?:Non(?:Us|US|UnitedStates)|Foreign|International|OutsideThe?U|RestOfWorld|AllOtherCountries)")
_SALES = frozenset(
    (
        "Revenues",
        "RevenueFromContractWithCustomerExcludingAssessedTax",
        "RevenueFromContractWithCustomerIncludingAssessedTax",
        "CostOfRevenue",
        "CostOfGoodsAndServicesSold",
    )
)
_CONCENTRATION = QName("us-gaap", "ConcentrationRiskPercentage1")
_BY_TYPE = QName("us-gaap", "ConcentrationRiskByTypeAxis")
_BY_BENCHMARK = QName("us-gaap", "ConcentrationRiskByBenchmarkAxis")
_BY_SEGMENT = QName("us-gaap", "ScheduleOfSegmentReportingInformationBySegmentTextBlock")


def rule_01_segment_axis(view: View) -> Iterator[Breach]:
    """Segments stand on the standard axis: no segment axis of the company's own."""
    for axis, members in view.members.items():
        if is_extension(axis) and "Segment" in axis.local and not axis.local.startswith("Sub"):
            yield Breach(
                message=f"{axis} is a segment axis of the company's own",
                hint=f"use {SEGMENTS}",
                fact=next(iter(members.values())),
            )


def rule_02_segment_members(view: View) -> Iterator[Breach]:
    """A segment is an extension member; the only standard members beside it are the five listed ones."""
    yield from _misplaced(view, SEGMENTS, "make an extension member for the segment, or use the right axis")


def rule_03_places(view: View) -> Iterator[Breach]:
    """On the geographical axis a country or state is its standard member, not one of the company's own."""
    for member, fact in view.members.get(GEOGRAPHY, {}).items():
        place = view.knowledge.places.find(member.local.removesuffix("Member")) if is_extension(member) else None
        if place is not None and place.member.prefix in ("country", "stpr"):
            yield Breach(message=f"{member} stands for {place.member}", hint=f"use {place.member}", fact=fact)


def rule_04_reconciliation_members(view: View) -> Iterator[Breach]:
    """The consolidation items axis has its own few standard members."""
    yield from _misplaced(view, ITEMS, "use a member that the axis may have, or move the figure to another axis")


def rule_05_reconciliation_extensions(view: View) -> Iterator[Breach]:
    """An extension member on the consolidation items axis has one of eight names, or is a child of
    MaterialReconcilingItemsMember or ConsolidationEliminationsMember in the definition tree."""
    allowed = below(view.arcs[LinkKind.DEFINITION], {_MATERIAL, ELIMINATIONS})
    for member, fact in view.members.get(ITEMS, {}).items():
        if is_extension(member) and member.local not in _MIXED_ITEMS and member not in allowed:
            yield Breach(
                message=f"{member} is not a member that {ITEMS} may have",
                hint=f"make it a child of {_MATERIAL}, or use one of the eight names for mixed columns",
                fact=fact,
            )


def rule_06_cells(view: View) -> Iterator[Breach]:
    """A figure is of a segment or of corporate and reconciling items, not of both."""
    seen: set[tuple[QName, QName]] = set()
    for fact in view.numeric:
        segment, item = member_on(fact, SEGMENTS), member_on(fact, ITEMS)
        if segment and item in _RECONCILING and is_extension(segment) and (segment, item) not in seen:
            seen.add((segment, item))
            yield Breach(
                message=f"{plain(fact)} is of the segment {segment} and of {item} at once",
                hint=f"leave one of them out; a segment's own figure has {OPERATING} at most",
                fact=fact,
            )


def rule_07_operating_segments(view: View) -> Iterator[Breach]:
    """Where a concept has an amount for reconciling items, its segment amounts need OperatingSegmentsMember: one breach
    for the filing, because one choice makes them all. Zeros, shown as dashes, reconcile nothing.

    A segment that has both (gross of intersegment with the member, net without) is right."""
    found = [(concept, bare) for concept, facts in view.by_concept.items() if (bare := _without_member(facts))]
    if found:
        concepts = ", ".join(str(concept) for concept, _ in found[:3])
        others = f" and {len(found) - 3} other elements" if len(found) > 3 else ""
        first = found[0][1][0]
        yield Breach(
            message=f"{concepts}{others} have amounts for reconciling items, and {sum(len(bare) for _, bare in found)} "
            f"of their segment amounts lack {OPERATING}, first {plain(first)}",
            hint=f'four filers of five add {ITEMS} = {OPERATING} to them: operating_segments = "always" in the '
            "profile does it for all",
            fact=first,
        )


def _without_member(facts: Iterable[FiledFact]) -> list[FiledFact]:
    """The segment amounts of a concept that lack the member beside reconciling amounts of it."""
    facts = tuple(facts)
    items = [f for f in facts if [axis for axis, _ in f.dimensions] == [ITEMS] and f.amount]
    if all(member_on(f, ITEMS) == OPERATING for f in items):
        return []
    gross = {(member_on(f, SEGMENTS), f.context.period) for f in facts if member_on(f, ITEMS) == OPERATING}
    bare = [f for f in facts if [axis for axis, _ in f.dimensions] == [SEGMENTS] and f.amount is not None]
    return [f for f in bare if (member_on(f, SEGMENTS), f.context.period) not in gross]


def rule_08_column_words(view: View) -> Iterator[Breach]:
    """Totals, eliminations and unallocated amounts are no segments: they belong on the consolidation items axis."""
    for member, fact in view.members.get(SEGMENTS, {}).items():
        if is_extension(member) and _NO_SEGMENT.match(member.local):
            yield Breach(
                message=f"{member} on {SEGMENTS} is no segment",
                hint=f"use {ITEMS}: {OPERATING.local} for totals, {INTERSEGMENT.local} for eliminations, "
                f"{_RECONCILING[0].local} for the rest",
                fact=fact,
            )


def rule_09_single_segment(view: View) -> Iterator[Breach]:
    """The by-segment table text block asks for a member on the segment axis, also with one reportable segment."""
    blocks = view.by_concept.get(_BY_SEGMENT, ())
    if blocks and SEGMENTS not in view.members:
        yield Breach(
            message=f"{_BY_SEGMENT} is tagged, and no fact has a member on {SEGMENTS}",
            hint="give the one segment an extension member (ReportableSegmentMember) for the figures of its own",
            fact=blocks[0],
        )


def rule_10_two_regions(view: View) -> Iterator[Breach]:
    """United States and one figure for abroad: abroad is the standard NonUsMember."""
    by_concept: defaultdict[QName, dict[QName, FiledFact]] = defaultdict(dict)
    for fact in view.numeric:
        member = member_on(fact, GEOGRAPHY)
        if member is not None:
            by_concept[fact.concept].setdefault(member, fact)
    for concept, members in by_concept.items():
        other = [m for m in members if m != QName("country", "US")]
        if len(members) == 2 and len(other) == 1 and is_extension(other[0]) and _ABROAD.match(other[0].local):
            yield Breach(
                message=f"{concept} is split into the United States and {other[0]}",
                hint="use us-gaap:NonUsMember",
                fact=members[other[0]],
            )


def rule_10_concentration(view: View) -> Iterator[Breach]:
    """A concentration percentage says by which benchmark and of which type it is."""
    for fact in view.by_concept.get(_CONCENTRATION, ()):
        axes = {axis for axis, _ in fact.dimensions}
        lacking = [str(axis) for axis in (_BY_TYPE, _BY_BENCHMARK) if axis not in axes]
        if lacking:
            yield Breach(
                message=f"{plain(fact)} lacks {' and '.join(lacking)}",
                hint="give benchmark (SalesRevenueNetMember, …) and type (CustomerConcentrationRiskMember, …)",
                fact=fact,
            )


def rule_10_single_product(view: View) -> Iterator[Breach]:
    """Revenue or cost for one product only, without the total it is of, is most often the total itself."""
    for concept, facts in view.by_concept.items():
        on_axis = [f for f in facts if member_on(f, PRODUCTS) and f.amount is not None]
        if concept.local not in _SALES or len({member_on(f, PRODUCTS) for f in on_axis}) != 1:
            continue
        if not any(PRODUCTS not in dict(f.dimensions) for f in facts):
            yield Breach(
                message=f"{concept} has one member on {PRODUCTS}, {member_on(on_axis[0], PRODUCTS)}, and no total",
                hint="tag the total without the axis, or leave the axis out",
                fact=on_axis[0],
            )


def rule_10_major_customers(view: View) -> Iterator[Breach]:
    """A major customer is an extension member on the customers axis."""
    yield from _misplaced(view, CUSTOMERS, "make an extension member for the customer")


def _misplaced(view: View, axis: QName, hint: str) -> Iterator[Breach]:
    allowed = view.knowledge.axis_members.get(str(axis), frozenset())
    for member, fact in view.members.get(axis, {}).items():
        if member.prefix and not is_extension(member) and str(member) not in allowed and not _is_domain(member):
            yield Breach(message=f"{member} is not a member that {axis} may have", hint=hint, fact=fact)


def _is_domain(member: QName) -> bool:
    """Left to rule 11."""
    return member.local.endswith("Domain")


AXIS_RULES = (
    Rule(number="01", check=rule_01_segment_axis, severity=Severity.WARNING, source="EFM 6.5.44"),
    Rule(number="02", check=rule_02_segment_members, severity=Severity.ERROR, source="DQC 0001.81"),
    Rule(number="03", check=rule_03_places, severity=Severity.ERROR, source="DQC 0079"),
    Rule(number="04", check=rule_04_reconciliation_members, severity=Severity.ERROR, source="DQC 0001.70"),
    Rule(number="05", check=rule_05_reconciliation_extensions, severity=Severity.ERROR, source="DQC 0001.70",
         needs="definition"),
    Rule(number="06", check=rule_06_cells, severity=Severity.WARNING, source="DQC 0150"),
    Rule(number="07", check=rule_07_operating_segments, severity=Severity.WARNING, source="DQC 0150"),
    Rule(number="08", check=rule_08_column_words, severity=Severity.WARNING, source="DQC 0250"),
    Rule(number="09", check=rule_09_single_segment, severity=Severity.WARNING, source="DQC 0238"),
    Rule(number="10", check=rule_10_two_regions, severity=Severity.WARNING, source="DQC 0216"),
    Rule(number="10", check=rule_10_concentration, severity=Severity.ERROR, source="DQC 0109"),
    Rule(number="10", check=rule_10_single_product, severity=Severity.WARNING, source="DQC 0071"),
    Rule(number="10", check=rule_10_major_customers, severity=Severity.ERROR, source="DQC 0001"),
)  # fmt: skip
