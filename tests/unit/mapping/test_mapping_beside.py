"""What stands beside the segments: columns of one kind, mixed columns, totals among rows (rules 5, 6 and 35)."""

from __future__ import annotations

from decimal import Decimal

import mapping_notes as made
import pytest
from msgspec.structs import replace

from converter import facts, knowledge, mapping
from converter.emit.linkbases import definition
from converter.facts.model import QName
from converter.interpret.model import (
    Column,
    Content,
    Footing,
    FootingState,
    InterpretedNote,
    InterpretedTable,
    Line,
    Subject,
    TableKind,
    Value,
)
from converter.mapping.members import mixed_name
from converter.mapping.model import MappedNote
from converter.options import CellDecision, Profile, Settings

SETTINGS = Settings(prefix="kestrel")
HARBOR = made.subject("segment", "Harbor")
RAIL = made.subject("segment", "Rail")
CORPORATE = made.subject("corporate", "Corporate")
TOTAL = made.subject("reportable-total", "Total Reportable")
REVENUE = "Total segment revenues"


def mapped(note: InterpretedNote) -> MappedNote:
    return mapping.map_note(note, SETTINGS, knowledge.load(2025))[0]


def items(result: MappedNote, value: str) -> str:
    """The member on the consolidation axis, by its local name; empty where there is none."""
    found = next(m for m in result.values if m.value == value)
    return next((member.local for axis, member in found.dimensions if axis.local == "ConsolidationItemsAxis"), "")


def beside(*names: tuple[str, str], amounts: tuple[int, ...] = (-2, -3)) -> InterpretedNote:
    """Revenue of two segments, of columns of these kinds and names, and of the company."""
    line = made.line(0, "Revenue")
    columns = [(HARBOR,), (RAIL,), *((made.subject(kind, name),) for kind, name in names), ()]
    found = made.values(line, [9, 8, *amounts, 17 + sum(amounts)], columns)
    return made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], found))


def test_two_reconciling_columns_are_members_of_their_own_below_the_standard_one() -> None:
    result = mapped(beside(("reconciling", "Special Items"), ("reconciling", "Interest on Debt")))
    assert (items(result, "l0c2"), items(result, "l0c3")) == ("SpecialItemsMember", "InterestOnDebtMember")
    assert items(result, "l0c0") == "OperatingSegmentsMember"
    report, findings = facts.build(result, SETTINGS, knowledge.load(2025))
    assert not [finding for finding in findings if finding.code == "fact.contradiction"]
    parent = QName("us-gaap", "MaterialReconcilingItemsMember")
    arcs = {(arc.target, arc.source) for link in definition(report, report.roles).links for arc in link.arcs}
    above = {target: source for target, source in arcs if source.endswith(("ItemsDomain", "ItemsMember"))}
    assert above["loc_kestrel_SpecialItemsMember"] == "loc_us-gaap_MaterialReconcilingItemsMember"
    assert above["loc_kestrel_InterestOnDebtMember"] == "loc_us-gaap_MaterialReconcilingItemsMember"
    assert above["loc_us-gaap_MaterialReconcilingItemsMember"] == "loc_srt_ConsolidationItemsDomain"
    tree = next(role.presentation[0] for role in report.roles if role.hypercubes)
    axis = next(node for node in tree.children[0].children if node.qname.local == "ConsolidationItemsAxis")
    below = {node.qname: [child.qname.local for child in node.children] for node in axis.children[0].children}
    assert below[parent] == ["SpecialItemsMember", "InterestOnDebtMember"]


def test_the_plain_one_of_two_columns_keeps_the_standard_member() -> None:
    result = mapped(beside(("reconciling", "Special Items"), ("reconciling", "Adjustments")))
    assert (items(result, "l0c2"), items(result, "l0c3")) == ("SpecialItemsMember", "MaterialReconcilingItemsMember")
    result = mapped(beside(("elimination", "Eliminations"), ("elimination", "Eliminations/Reclassifications")))
    assert items(result, "l0c2") == "IntersegmentEliminationMember"
    assert items(result, "l0c3") == "EliminationsReclassificationsMember"
    own = next(e for e in result.elements if e.qname.local == "EliminationsReclassificationsMember")
    assert own.anchor == QName("srt", "ConsolidationEliminationsMember")


def test_one_column_of_its_kind_has_the_standard_member() -> None:
    result = mapped(beside(("reconciling", "Special Items"), ("elimination", "Eliminations")))
    assert items(result, "l0c2") == "MaterialReconcilingItemsMember"
    assert items(result, "l0c3") == "IntersegmentEliminationMember"


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("corporate and eliminations", "CorporateAndEliminations"),
        ("corporate items and eliminations", "CorporateAndEliminations"),
        ("corporate eliminations and other", "CorporateReconcilingItemsAndEliminations"),
        ("other businesses and eliminations", "OtherOperatingSegmentsAndIntersegmentEliminations"),
        ("eliminations/adjustments", "EliminationsAndReconcilingItems"),
        ("unallocated and eliminations", "EliminationsAndReconcilingItems"),
    ],
)
def test_a_mixed_column_has_the_one_of_eight_names_that_says_it(name: str, member: str) -> None:
    assert mixed_name(name) == member


def test_what_the_segments_sold_each_other_is_eliminated_in_a_mixed_column() -> None:
    between = made.subject("intersegment", "Intersegment revenue")
    mixed = made.subject("corporate-and-elimination", "Corporate Items and Eliminations")
    line = made.line(0, "Revenue")
    found = made.values(line, [9, -1, 2, -2], [(HARBOR,), (mixed,), (HARBOR, between), (mixed, between)])
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], found)))
    assert items(result, "l0c1") == "CorporateAndEliminationsMember"
    assert items(result, "l0c3") == "IntersegmentEliminationMember"


def test_corporate_and_other_with_revenue_between_segments_is_like_a_segment() -> None:
    other, between = made.subject("corporate", "Corporate and other"), made.subject("intersegment", "Intersegment")
    line = made.line(0, "Revenue")
    found = made.values(line, [9, 5, 3], [(HARBOR,), (other,), (other, between)])
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], found)))
    assert items(result, "l0c1") != "CorporateAndReconcilingItemsMember"
    assert any(member.local == "CorporateAndOtherMember" for _, member in dims(result, "l0c1"))


def test_corporate_and_other_that_one_table_shows_as_a_segment_is_like_one_in_the_others() -> None:
    other = made.subject("corporate", "Corporate and Other")
    line, profit = made.line(0, "Revenue"), made.line(1, "Operating income")
    first = made.values(line, [9, 5], [(HARBOR,), (made.subject("segment", "Corporate and Other"),)])
    second = made.values(profit, [4, 1], [(HARBOR,), (other,)])
    tables = [
        made.table(TableKind.PROFIT_OR_LOSS, [one], rows, name)
        for one, rows, name in ((line, first, "t1"), (profit, second, "t2"))
    ]
    result = mapped(made.note(*tables))
    assert any(member.local == "CorporateAndOtherMember" for _, member in dims(result, "l1c1"))


def dims(result: MappedNote, value: str) -> tuple[tuple[QName, QName], ...]:
    return next(m.dimensions for m in result.values if m.value == value)


def footing(total: str, *addends: str) -> Footing:
    return Footing(
        kind="rows",
        total=total,
        addends=tuple((addend, 1) for addend in addends),
        difference=Decimal(0),
        tolerance=Decimal(1),
        state=FootingState.HOLDS,
    )


def column(labels: list[str], figures: list[int], subjects: list[tuple[Subject, ...]]) -> list[tuple[Line, Value]]:
    lines = [made.line(number, label) for number, label in enumerate(labels)]
    return [
        (line, replace(made.values(line, [figure], [who])[0], column=1, row=number))
        for number, (line, figure, who) in enumerate(zip(lines, figures, subjects, strict=True))
    ]


def shown(
    kind: TableKind, rows: list[tuple[Line, Value]], sums: Footing, heads: tuple[Subject, ...] = ()
) -> InterpretedTable:
    made_table = made.table(kind, [line for line, _ in rows], [value for _, value in rows])
    return replace(made_table, footings=(sums,), columns=(Column(index=1, subjects=heads),))


def test_what_corporate_rows_lead_to_in_the_segments_column_is_the_company_s() -> None:
    labels = ["Earnings before interest and taxes", "Income before income taxes"]
    rows = column([labels[0], labels[1], labels[1]], [9, -2, 7], [(TOTAL,), (CORPORATE, TOTAL), (TOTAL,)])
    table = shown(TableKind.PROFIT_OR_LOSS, rows, footing("l2c0", "l0c0", "l1c0"), (TOTAL,))
    result = mapped(made.note(table))
    assert [items(result, f"l{n}c0") for n in range(3)] == ["OperatingSegmentsMember", "CorporateNonSegmentMember", ""]


def test_what_adds_up_to_the_segments_revenue_is_a_part_of_it() -> None:
    labels = ["Earned premiums", "Fee income", REVENUE, "Realized gains", "Total revenues"]
    total = made.subject("segments-total", "Total segments")
    rows = column(labels, [8, 1, 9, 2, 11], [(), (), (total,), (), ()])
    line = replace(rows[1][0], path=("Revenue reconciliation",), total="l2", effect=1)
    rows[1] = (line, rows[1][1])
    table = shown(TableKind.RECONCILIATION, rows, footing("l2c0", "l0c0", "l1c0"))
    two = made.states("NumberOfReportableSegments", 2)
    result = mapped(made.note(table, statements=(two,)))
    assert [items(result, f"l{n}c0") for n in range(3)] == ["OperatingSegmentsMember"] * 3


def test_a_sentence_s_amount_that_contradicts_another_is_no_fact_and_said_to_be_none() -> None:
    line = made.line(0, "Restructuring charges")
    found = made.values(line, [33, 34, 2], [(HARBOR,), (HARBOR,), (RAIL,)])
    note = made.note(made.table(TableKind.NARRATIVE, [line], found, "n"))
    result, findings = mapping.map_note(note, SETTINGS, knowledge.load(2025))
    assert [bool(m.skip) for m in result.values] == [False, True, False]
    told = [finding for finding in findings if finding.code == "mapping.left-out"]
    assert len(told) == 1
    assert told[0].message.startswith("'34' is not tagged: ")
    report, more = facts.build(result, SETTINGS, knowledge.load(2025))
    assert {str(fact.value) for fact in report.facts} == {"33", "2"}
    assert not [finding for finding in more if finding.code == "fact.contradiction"]


def test_a_table_s_amount_is_kept_whatever_it_contradicts() -> None:
    line = made.line(0, "Restructuring charges")
    found = made.values(line, [33, 34], [(HARBOR,), (HARBOR,)])
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], found)))
    assert [m.skip for m in result.values] == ["", ""]


def test_the_profile_s_cell_tags_what_would_be_left_out() -> None:
    line = made.line(0, "Restructuring charges")
    found = made.values(line, [33, 34], [(HARBOR,), (HARBOR,)])
    found[1] = replace(found[1], ref=replace(found[1].ref, line=7))
    note = made.note(made.table(TableKind.NARRATIVE, [line], found, "n"))
    cell = CellDecision(place="line 7", concept="us-gaap:SeveranceCosts1")
    settings = replace(SETTINGS, profile=Profile(cells=(cell,)))
    result, findings = mapping.map_note(note, settings, knowledge.load(2025))
    assert [m.skip for m in result.values] == ["", ""]
    assert not [finding for finding in findings if finding.code == "mapping.left-out"]


@pytest.mark.parametrize(
    ("label", "benchmark"),
    [
        ("Concentration risk, percentage", "SalesRevenueNetMember"),
        ("Concentration risk, percentage of accounts receivable", "AccountsReceivableMember"),
        ("Concentration risk, percentage of assets", "AssetsTotalMember"),
    ],
)
def test_a_share_is_of_revenue_of_receivables_or_of_assets(label: str, benchmark: str) -> None:
    line = made.line(0, label, content=Content.PERCENT)
    found = made.values(line, [12], [(made.subject("customer", "Customer A"),)])
    result = mapped(made.note(made.table(TableKind.NARRATIVE, [line], found, "n")))
    assert ("ConcentrationRiskByBenchmarkAxis", benchmark) in [(a.local, m.local) for a, m in dims(result, "l0c0")]
    assert next(d.concept.local for d in result.decisions) == "ConcentrationRiskPercentage1"


def type_of(result: MappedNote, value: str) -> str:
    found = {axis.local: member.local for axis, member in dims(result, value)}
    return found.get("ConcentrationRiskByTypeAxis", "")


def test_a_share_without_a_member_has_the_type_of_its_table_s_others_or_of_its_words() -> None:
    share = made.line(0, "Concentration risk, percentage", content=Content.PERCENT)
    norway = (made.subject("geography", "Norway"),)
    rows = made.values(share, [60, 40, 100], [norway, norway, ()])
    table = mapped(made.note(made.table(TableKind.OTHER, [share], rows)))
    assert [type_of(table, f"l0c{n}") for n in range(3)] == ["GeographicConcentrationRiskMember"] * 3
    words = [
        "sentence: Countries abroad were 40% of revenue",
        "sentence: Four retailers were 12%",
        "sentence: It was 3%",
    ]
    said = [
        replace(v, evidence=(text,)) for v, text in zip(made.values(share, [40, 12, 3], [()] * 3), words, strict=True)
    ]
    narrative = mapped(made.note(made.table(TableKind.NARRATIVE, [share], said, "n")))
    assert [type_of(narrative, f"l0c{n}") for n in range(3)] == [
        "GeographicConcentrationRiskMember",
        "CustomerConcentrationRiskMember",
        "",
    ]


def test_the_shares_of_one_paragraph_have_one_type_and_lend_it_to_no_other() -> None:
    share = made.line(0, "Concentration risk, percentage", content=Content.PERCENT)
    figures = made.values(share, [22, 19, 3], [(made.subject("customer", "Customer A"),), (), ()])
    said = [*figures[:2], replace(figures[2], ref=replace(figures[2].ref, line=7))]
    result = mapped(made.note(made.table(TableKind.NARRATIVE, [share], said, "n")))
    assert [type_of(result, f"l0c{n}") for n in range(3)] == [*["CustomerConcentrationRiskMember"] * 2, ""]


def test_a_share_named_right_after_another_has_its_type() -> None:
    share = made.line(0, "Concentration risk, percentage", content=Content.PERCENT)
    figures = made.values(share, [22, 19, 3], [(), (), ()])
    spans, texts = ((40, 42), (48, 50), (160, 161)), ("Two customers were 22% and", "19%", "It was 3%")
    said = [
        replace(v, span=span, evidence=(f"sentence: {text}",))
        for v, span, text in zip(figures, spans, texts, strict=True)
    ]
    result = mapped(made.note(made.table(TableKind.NARRATIVE, [share], said, "n")))
    assert [type_of(result, f"l0c{n}") for n in range(3)] == [*["CustomerConcentrationRiskMember"] * 2, ""]


def test_places_crossed_with_segments_stay_places_where_totals_stand_alone() -> None:
    """Rows of places, columns of segments: the row and the column of totals show each alone."""
    line = made.line(0, "Revenue")
    norway, wales = made.subject("geography", "Norway"), made.subject("geography", "Wales")
    columns = [(norway, HARBOR), (norway, RAIL), (norway,), (wales, HARBOR), (wales,), (HARBOR,), (RAIL,), ()]
    found = made.values(line, [9, 8, 17, 4, 4, 13, 8, 21], columns)
    result = mapped(made.note(made.table(TableKind.GEOGRAPHY, [line], found)))
    axes = [{axis.local for axis, _ in value.dimensions} for value in result.values]
    assert axes[2] == {"StatementGeographicalAxis"}
    assert axes[0] == {"StatementGeographicalAxis", "StatementBusinessSegmentsAxis"}
    assert axes[5] == {"StatementBusinessSegmentsAxis"}
