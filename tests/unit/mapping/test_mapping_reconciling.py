"""Which rows and columns of a reconciliation stand on the consolidation axis (rules 6 to 8)."""

from __future__ import annotations

from decimal import Decimal

import mapping_notes as made
import pytest
from msgspec.structs import replace

from converter import knowledge
from converter.interpret.model import Column, Footing, FootingState, InterpretedTable, Subject, TableKind
from converter.mapping import map_note
from converter.options import Settings

ITEMS, SEGMENT = "ConsolidationItemsAxis", "StatementBusinessSegmentsAxis"
HARBOR, RAIL = made.subject("segment", "Harbor"), made.subject("segment", "Rail")
TOTAL = made.subject("consolidated", "Total")
RECONCILING = made.subject("reconciling", "Reconciling items")


def dimensions(*tables: InterpretedTable, text: str = "") -> dict[str, dict[str, str]]:
    """Value → the members of its axes, by local names."""
    result = map_note(made.note(*tables, text=text), Settings(prefix="kestrel"), knowledge.load(2025))[0]
    return {m.value: {axis.local: member.local for axis, member in m.dimensions} for m in result.values}


def sums(total: str, *addends: str) -> Footing:
    return Footing(
        kind="rows",
        total=total,
        addends=tuple((value, 1) for value in addends),
        difference=Decimal(0),
        tolerance=Decimal(0),
        state=FootingState.HOLDS,
    )


def test_a_reconciling_row_that_a_sum_of_figures_takes_in_keeps_its_member() -> None:
    """One line holds the segments' profit and the company's, so that no line is said to add to another."""
    profit, item = made.line(0, "Segment profit"), made.line(1, "Amortization of intangible assets")
    columns = [(HARBOR,), (RAIL,), (TOTAL,)]
    found = [*made.values(profit, [60, 30, 70], columns), *made.values(item, ["(20)"], [(RECONCILING,)])]
    plain = made.table(TableKind.PROFIT_OR_LOSS, [profit, item], found)
    footing = sums("l0c2", "l0c0", "l0c1", "l1c0")
    summed = replace(plain, footings=(footing,))
    assert dimensions(plain)["l1c0"] == {}
    assert dimensions(summed)["l1c0"] == {ITEMS: "MaterialReconcilingItemsMember"}


def columned(table: InterpretedTable, *heads: Subject) -> InterpretedTable:
    columns = tuple(Column(index=at, subjects=(head,)) for at, head in enumerate(heads))
    values = tuple(replace(v, column=int(v.id.partition("c")[2]), row=int(v.line[1:])) for v in table.values)
    return replace(table, columns=columns, values=values)


def test_the_total_of_adjustments_to_the_segments_own_figures_is_no_reconciling_item() -> None:
    line = made.line(0, "Interest expense")
    beside = [(RECONCILING, HARBOR), (RECONCILING, RAIL), (RECONCILING,)]
    plain = made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5, 3, 8], beside))
    found = dimensions(columned(plain, HARBOR, RAIL, TOTAL))
    assert found["l0c2"] == {}
    assert found["l0c0"][SEGMENT] == "HarborSegmentMember"
    of_segments = dimensions(columned(plain, HARBOR, RAIL, made.subject("segments-total", "Total segments")))
    assert of_segments["l0c2"] == {ITEMS: "OperatingSegmentsMember"}


@pytest.mark.parametrize(
    ("label", "member"),
    [
        ("Unallocated operating expenses", "CorporateNonSegmentMember"),
        ("Unallocated interest, net", "MaterialReconcilingItemsMember"),
    ],
)
def test_the_costs_of_running_the_company_are_corporate(label: str, member: str) -> None:
    profit, item = made.line(0, "Operating income", is_total=True), made.line(1, label, -1, "l0")
    found = made.values(profit, [60, 30, 70], [(HARBOR,), (RAIL,), (TOTAL,)])
    found += made.values(item, [20], [(made.subject("corporate", label),)])
    assert dimensions(made.table(TableKind.PROFIT_OR_LOSS, [profit, item], found))["l1c0"] == {ITEMS: member}


def test_what_segments_and_corporate_make_before_the_company_s_figure_is_both() -> None:
    revenue = made.line(0, "Revenue")
    segments = made.subject("segments-total", "Total freight")
    unsaid = replace(made.subject("segments-total", "Total segments"), text="")
    corporate = made.subject("corporate", "Corporate")
    columns = [(HARBOR,), (RAIL,), (segments,), (corporate,), (unsaid,), (TOTAL,)]
    plain = made.table(TableKind.PROFIT_OR_LOSS, [revenue], made.values(revenue, [60, 30, 90, 2, 92, 99], columns))
    found = dimensions(replace(plain, footings=(sums("l0c4", "l0c2", "l0c3"),)))
    assert found["l0c2"] == {ITEMS: "OperatingSegmentsMember"}
    assert found["l0c4"] == {ITEMS: "OperatingSegmentsAndCorporateNonSegmentMember"}
    assert found["l0c5"] == {}
