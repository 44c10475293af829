"""Which figures stand on the consolidation axis: rules 5 to 7 and 12 as filers follow them."""

from __future__ import annotations

from decimal import Decimal

import mapping_notes as made
import pytest
from msgspec.structs import replace

from converter import knowledge, mapping
from converter.interpret.model import (
    Column,
    Footing,
    FootingState,
    InterpretedNote,
    InterpretedTable,
    Line,
    Subject,
    TableKind,
    Value,
)
from converter.mapping.model import MappedNote
from converter.options import Settings

HARBOR = made.subject("segment", "Harbor")
RAIL = made.subject("segment", "Rail")
CORPORATE = made.subject("corporate", "Corporate")
ELIMINATIONS = made.subject("elimination", "Eliminations")
SEGMENT = "StatementBusinessSegmentsAxis"
ITEMS = "ConsolidationItemsAxis"


def mapped(note: InterpretedNote) -> MappedNote:
    return mapping.map_note(note, Settings(prefix="kestrel"), knowledge.load(2025))[0]


def items(result: MappedNote, value: str) -> str:
    """The member on the consolidation axis, by its local name; empty where there is none."""
    found = next(m for m in result.values if m.value == value)
    return next((member.local for axis, member in found.dimensions if axis.local == ITEMS), "")


def row(number: int, label: str, *figures: tuple[int, Subject | None]) -> tuple[Line, list[Value]]:
    line = made.line(number, label)
    subjects = [(() if subject is None else (subject,)) for _, subject in figures]
    return line, made.values(line, [figure for figure, _ in figures], subjects)


def table(name: str, *rows: tuple[Line, list[Value]]) -> InterpretedTable:
    kind = TableKind.PROFIT_OR_LOSS
    return made.table(kind, [line for line, _ in rows], [v for _, found in rows for v in found], name)


def test_eliminations_alone_ask_for_no_member() -> None:
    shown = row(0, "Revenue", (6, HARBOR), (5, RAIL), (-1, ELIMINATIONS), (10, None))
    result = mapped(made.note(table("t1", shown)))
    assert items(result, "l0c2") == "IntersegmentEliminationMember"
    assert items(result, "l0c0") == ""


def test_a_table_with_reconciled_revenue_has_the_member_throughout() -> None:
    revenue = row(0, "Revenue", (6, HARBOR), (5, RAIL), (1, CORPORATE))
    costs = row(1, "Cost of revenue", (4, HARBOR), (3, RAIL))
    elsewhere = row(2, "Total assets", (40, HARBOR), (30, RAIL))
    result = mapped(made.note(table("t1", revenue, costs), table("t2", elsewhere)))
    assert items(result, "l1c0") == "OperatingSegmentsMember"
    assert items(result, "l2c0") == ""
    evidence = next(m.evidence for m in result.members if m.subject.name == "Harbor")
    assert "OperatingSegmentsMember where table and revenue have" in evidence


def test_profit_alone_reconciled_leaves_revenue_as_it_is() -> None:
    revenue = row(0, "Revenue", (6, HARBOR), (5, RAIL))
    profit = row(1, "Operating income", (4, HARBOR), (3, RAIL), (-1, CORPORATE))
    result = mapped(made.note(table("t1", revenue, profit)))
    assert items(result, "l0c0") == ""
    assert items(result, "l1c0") == "OperatingSegmentsMember"


def test_what_adds_up_to_a_reconciled_profit_has_the_member_too() -> None:
    figures: tuple[tuple[int, Subject | None], ...] = ((6, HARBOR), (5, RAIL))
    (_, revenues), (profit, profits) = (
        row(0, "Revenue", *figures),
        row(1, "Operating income", *figures, (-1, CORPORATE)),
    )
    adding = made.line(0, "Revenue", 1, "l1")
    other = row(2, "Depot visits cost", *figures)
    result = mapped(made.note(table("t1", (adding, revenues), (replace(profit, is_total=True), profits), other)))
    assert [items(result, f"l{n}c0") for n in range(3)] == ["OperatingSegmentsMember", "OperatingSegmentsMember", ""]


@pytest.mark.parametrize(("beside", "member"), [("corporate", ""), ("reconciling", "OperatingSegmentsMember")])
def test_intersegment_parts_ask_for_a_reconciling_item(beside: str, member: str) -> None:
    part = made.subject("intersegment", "Intersegment")
    line = made.line(0, "Revenue")
    subjects = [(HARBOR,), (HARBOR, part), (RAIL,), (made.subject(beside, "Not in the segments"),)]
    note = made.note(table("t1", (line, made.values(line, [6, 1, 5, 2], subjects))))
    assert items(mapped(note), "l0c0") == member


def reconciled(*, footed: bool) -> InterpretedNote:
    """Segment operating income 9, less research 2, gives operating income 7."""
    lines = [
        made.line(0, "Segment operating income", 1, "l2"),
        made.line(1, "Research and development", -1, "l2"),
        made.line(2, "Operating income", is_total=True),
    ]
    found = [made.values(line, [figure], [()])[0] for line, figure in zip(lines, (9, 2, 7), strict=True)]
    sums = Footing(
        kind="rows",
        total="l2c0",
        addends=(("l0c0", 1), ("l1c0", -1)),
        difference=Decimal(0),
        tolerance=Decimal(1),
        state=FootingState.HOLDS,
    )
    shown = made.table(TableKind.RECONCILIATION, lines, found)
    two = made.states("NumberOfReportableSegments", 2)
    return made.note(replace(shown, footings=(sums,) if footed else ()), statements=(two,))


def test_what_is_added_to_the_segments_total_is_a_reconciling_item() -> None:
    result = mapped(reconciled(footed=True))
    assert items(result, "l0c0") == "OperatingSegmentsMember"
    assert items(result, "l1c0") == "MaterialReconcilingItemsMember"
    assert items(result, "l2c0") == ""
    assert items(mapped(reconciled(footed=False)), "l1c0") == ""


def test_a_reconciling_row_of_its_own_keeps_its_member_only_where_it_adds() -> None:
    rest = (made.subject("reconciling", "Reconciling items"),)
    for total, member in (("l1", "MaterialReconcilingItemsMember"), (None, "")):
        lines = [made.line(0, "Restructuring charges", -1, total), made.line(1, "Operating income", is_total=True)]
        found = [*made.values(lines[0], [2], [rest]), *made.values(lines[1], [7], [()])]
        assert items(mapped(made.note(made.table(TableKind.RECONCILIATION, lines, found))), "l0c0") == member


def test_corporate_and_other_is_a_row_of_the_reconciliation_or_a_column_like_the_segments() -> None:
    other = made.subject("corporate", "Corporate and other")
    shown = table("t1", row(0, "Revenue", (6, HARBOR), (5, RAIL), (1, other)))
    assert items(mapped(made.note(shown)), "l0c2") == "CorporateAndReconcilingItemsMember"
    headed = replace(shown, columns=(Column(index=3, subjects=(other,)),))
    found = next(m for m in mapped(made.note(headed)).values if m.value == "l0c2")
    assert [(axis.local, member.local) for axis, member in found.dimensions] == [(SEGMENT, "CorporateAndOtherMember")]


def test_under_a_consolidated_figure_nothing_more_reconciles_the_segments() -> None:
    labels = (
        "Total segments",
        "Restructuring charges",
        "Consolidated operating income",
        "Interest",
        "Income before tax",
    )
    rows = [made.line(n, label, 1, None if n == 4 else "l4") for n, label in enumerate(labels)]
    total = (made.subject("segments-total", "Total segments"),)
    figures = zip(rows, (9, 2, 7, 1, 8), (total, (), (), (), ()), strict=True)
    found = [
        replace(made.values(line, [figure], [subjects])[0], row=at, column=1)
        for at, (line, figure, subjects) in enumerate(figures)
    ]
    sums = Footing(
        kind="rows",
        total="l4c0",
        addends=(("l0c0", 1), ("l1c0", -1), ("l3c0", 1)),
        difference=Decimal(0),
        tolerance=Decimal(1),
        state=FootingState.HOLDS,
    )
    shown = replace(made.table(TableKind.PROFIT_OR_LOSS, rows, found), footings=(sums,))
    result = mapped(made.note(shown, statements=(made.states("NumberOfReportableSegments", 2),)))
    assert [items(result, f"l{n}c0") for n in (1, 2, 3)] == ["MaterialReconcilingItemsMember", "", ""]


def test_what_adds_to_the_total_that_corporate_adds_to_reconciles() -> None:
    total = (made.subject("segments-total", "Total segments"),)
    rows = [made.line(0, "Segment profit"), made.line(1, "Corporate", 1, "l3"), made.line(2, "Legal charges", 1, "l3")]
    subjects: tuple[tuple[Subject, ...], ...] = (total, (CORPORATE,), ())
    found = [made.values(line, [5], [shown])[0] for line, shown in zip(rows, subjects, strict=True)]
    note = made.note(
        made.table(TableKind.PROFIT_OR_LOSS, rows, found), statements=(made.states("NumberOfReportableSegments", 2),)
    )
    assert items(mapped(note), "l2c0") == "MaterialReconcilingItemsMember"


def test_a_subtotal_is_no_segment() -> None:
    subtotal = made.subject("segment", "Subtotal reportable")
    result = mapped(made.note(table("t1", row(0, "Segment income", (6, HARBOR), (5, RAIL), (11, subtotal)))))
    found = next(m for m in result.values if m.value == "l0c2")
    assert [(axis.local, member.local) for axis, member in found.dimensions] == [(ITEMS, "OperatingSegmentsMember")]


@pytest.mark.parametrize("row_kind", ["reconciling", "corporate"])
def test_a_segments_own_figure_in_a_reconciling_row_is_the_segments(row_kind: str) -> None:
    other = made.subject(row_kind, "Adjustments")
    line = made.line(0, "Net income")
    shown = made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5, 6], [(other, HARBOR), (RAIL,)]))
    found = next(m for m in mapped(made.note(shown)).values if m.value == "l0c0")
    assert [axis.local for axis, _ in found.dimensions] == [SEGMENT]


def test_a_total_of_segments_and_eliminations_is_the_consolidated_figure() -> None:
    total = made.subject("segments-total", "Total")
    shown = table("t1", row(0, "Revenue", (6, HARBOR), (5, RAIL), (-1, ELIMINATIONS), (10, total)))
    sums = Footing(
        kind="columns",
        total="l0c3",
        addends=(("l0c0", 1), ("l0c1", 1), ("l0c2", 1)),
        difference=Decimal(0),
        tolerance=Decimal(1),
        state=FootingState.HOLDS,
    )
    assert items(mapped(made.note(shown)), "l0c3") == "OperatingSegmentsMember"
    assert items(mapped(made.note(replace(shown, footings=(sums,)))), "l0c3") == ""


def test_the_total_that_a_reconciliation_leads_from_is_the_segments_everywhere() -> None:
    shown = table("t1", row(0, "Operating income", (6, HARBOR), (3, RAIL), (9, None)))
    led = made.table(
        TableKind.RECONCILIATION,
        lines := [made.line(1, "Segment operating income", 1, "l2"), made.line(2, "Income before income taxes")],
        [v for line, figure in zip(lines, (9, 8), strict=True) for v in made.values(line, [figure], [()])],
        "t2",
    )
    assert items(mapped(made.note(shown)), "l0c2") == ""
    assert items(mapped(made.note(shown, led)), "l0c2") == "OperatingSegmentsMember"
    assert items(mapped(made.note(shown, led)), "l2c0") == ""
