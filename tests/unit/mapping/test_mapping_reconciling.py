"""Which rows and columns of a reconciliation stand on the consolidation axis (rules 6 to 8)."""

from __future__ import annotations

from decimal import Decimal

import mapping_notes as made

from converter import knowledge
from converter.interpret.model import Footing, FootingState, InterpretedTable, TableKind
from converter.mapping import map_note
from converter.options import Settings

ITEMS = "ConsolidationItemsAxis"
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
    summed = InterpretedTable(
        id=plain.id,
        table=None,
        kind=plain.kind,
        columns=(),
        rows=(),
        lines=plain.lines,
        values=plain.values,
        footings=(footing,),
    )
    assert dimensions(plain)["l1c0"] == {}
    assert dimensions(summed)["l1c0"] == {ITEMS: "MaterialReconcilingItemsMember"}
