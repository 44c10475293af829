"""Rule 35 by members: what the words of two lines of one concept, or the same amounts elsewhere, say of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import mapping_notes as made
import pytest

from converter import knowledge
from converter.interpret.model import InterpretedTable, PeriodHint, Subject, TableKind
from converter.mapping import map_note
from converter.mapping.choices import FAMILY
from converter.mapping.model import MappedNote
from converter.options import Settings

HARBOR, RAIL = made.subject("segment", "Harbor"), made.subject("segment", "Rail")
CORPORATE, TOTAL = made.subject("corporate", "Corporate"), made.subject("consolidated", "Total")
ELIMINATIONS = made.subject("elimination", "Eliminations")
BETWEEN = made.subject("intersegment", "Intersegment")
SEGMENTS = made.subject("segments-total", "Total segments")
ITEMS, PRODUCT, SEGMENT = "ConsolidationItemsAxis", "ProductOrServiceAxis", "StatementBusinessSegmentsAxis"
Row = tuple[str, Sequence[tuple[int | str, Subject | None]]]


def table(name: str, *rows: Row, kind: TableKind = TableKind.PROFIT_OR_LOSS) -> InterpretedTable:
    lines, found = [], []
    for number, (label, figures) in enumerate(rows):
        line = made.line(int(name[1:]) * 10 + number, label, is_total=label.startswith("Total"))
        lines.append(line)
        found += made.values(line, [f for f, _ in figures], [(() if s is None else (s,)) for _, s in figures])
    return made.table(kind, lines, found, name)


def mapped(*tables: InterpretedTable, text: str = "") -> MappedNote:
    return map_note(made.note(*tables, text=text), Settings(prefix="kestrel"), knowledge.load(2025))[0]


def fact(result: MappedNote, value: str) -> tuple[str, dict[str, str]]:
    """The concept and the members of a value, by local names."""
    found = next(m for m in result.values if m.value == value)
    concept = next(d.concept.local for d in result.decisions if d.id == found.decision)
    return concept, {axis.local: member.local for axis, member in found.dimensions}


def test_the_segments_measure_beside_the_company_s_is_their_total() -> None:
    segments: Row = ("Segment operating income", [(613, HARBOR), (25, RAIL), (638, TOTAL)])
    whole: Row = ("Operating income", [(579, TOTAL)])
    result = mapped(table("t1", segments, whole))
    assert fact(result, "l10c2") == ("OperatingIncomeLoss", {ITEMS: "OperatingSegmentsMember"})
    assert fact(result, "l11c0") == ("OperatingIncomeLoss", {})


def test_revenue_of_a_product_beside_wider_revenue_has_its_member() -> None:
    repair: Row = ("Repair revenues", [(51, HARBOR), (22, RAIL)])
    whole: Row = ("Revenues", [(450, HARBOR), (320, RAIL)])
    result = mapped(table("t1", repair, whole))
    concept, members = fact(result, "l10c0")
    assert concept in FAMILY
    assert members == {PRODUCT: "RepairRevenuesMember", SEGMENT: "HarborSegmentMember"}
    assert fact(result, "l11c0") == (concept, {SEGMENT: "HarborSegmentMember"})


def test_products_are_told_apart_with_one_segment_too() -> None:
    text = "The company has one reportable segment."
    rows: list[Row] = [("Licence revenue", [(30, None)]), ("Support revenue", [(12, None)])]
    result = mapped(table("t1", *rows), text=text)
    concepts = {fact(result, value)[0] for value in ("l10c0", "l11c0")}
    assert len(concepts) == 1
    assert concepts <= FAMILY
    assert fact(result, "l10c0")[1][PRODUCT] != fact(result, "l11c0")[1][PRODUCT]


def test_revenue_from_outsiders_is_no_product() -> None:
    rows: list[Row] = [("Customer revenues", [(70, HARBOR)]), ("Total revenues", [(90, HARBOR)])]
    result = mapped(table("t1", *rows))
    assert PRODUCT not in fact(result, "l10c0")[1]


def test_interest_is_no_product_of_revenue() -> None:
    rows: list[Row] = [("Interest revenue", [(31, HARBOR)]), ("Revenue", [(910, HARBOR)])]
    result = mapped(table("t1", *rows))
    assert fact(result, "l10c0")[0] not in FAMILY  # an element of its own meaning, no product


def test_what_segments_sell_one_another_and_what_is_eliminated_of_it_are_two_members() -> None:
    sold: Row = ("Revenue", [(900, HARBOR), (700, RAIL)])
    eliminated: Row = ("Eliminations of revenue", [("(253)", ELIMINATIONS)])
    line = made.line(10, "Intersegment revenues")
    between = made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [245], [(BETWEEN, SEGMENTS)]), "t1")
    result = mapped(between, table("t2", sold), table("t3", eliminated))
    assert fact(result, "l10c0")[1] == {ITEMS: "IntersegmentEliminationMember"}
    assert fact(result, "l30c0")[1] == {ITEMS: "ConsolidationEliminationsMember"}


def test_a_total_without_words_is_the_figure_that_stands_elsewhere() -> None:
    shown: Row = ("Operating income (loss)", [(9041, HARBOR), ("(1379)", CORPORATE), (7662, TOTAL)])
    parts: list[Row] = [("Share-based compensation", [("(1011)", None)]), ("Total", [("(1379)", None)])]
    result = mapped(table("t1", shown), table("t2", *parts))
    assert fact(result, "l21c0") == ("OperatingIncomeLoss", {ITEMS: "CorporateNonSegmentMember"})
    evidence = next(d.evidence for d in result.decisions if d.label == "Total")
    assert any("same amounts" in e.text for e in evidence)


def test_a_mere_total_row_may_be_a_part_too() -> None:
    shown: Row = ("Operating income (loss)", [(9041, HARBOR), ("(1379)", CORPORATE), (7662, TOTAL)])
    parts: list[Row] = [("Share-based compensation", [("(1011)", None)]), ("Total", [("(1379)", TOTAL)])]
    result = mapped(table("t1", shown), table("t2", *parts))
    assert fact(result, "l21c0") == ("OperatingIncomeLoss", {ITEMS: "CorporateNonSegmentMember"})


def test_a_rounded_amount_that_stands_elsewhere_tells_nothing() -> None:
    shown: Row = ("Operating income (loss)", [(90, HARBOR), ("(10)", CORPORATE), (80, TOTAL)])
    parts: list[Row] = [("Share-based compensation", [("(7)", None)]), ("Total", [("(10)", None)])]
    result = mapped(table("t1", shown), table("t2", *parts))
    assert fact(result, "l21c0")[0] != "OperatingIncomeLoss"


def test_totals_of_different_tables_do_not_follow_one_another() -> None:
    shown: Row = ("Operating income (loss)", [(9041, HARBOR), ("(1379)", CORPORATE), (7662, TOTAL)])
    told: list[Row] = [("Share-based compensation", [("(1011)", None)]), ("Total", [("(1379)", None)])]
    other: list[Row] = [("Severance", [(31, None)]), ("Total", [(877, None)])]
    result = mapped(table("t1", shown), table("t2", *told), table("t3", *other))
    assert fact(result, "l31c0")[0] != "OperatingIncomeLoss"


@pytest.mark.parametrize(("end", "same"), [(date(2024, 12, 31), True), (date(2023, 12, 31), False)])
def test_a_balance_at_another_date_tells_nothing_of_a_total_without_words(end: date, *, same: bool) -> None:
    held, total = made.line(10, "Total assets"), made.line(20, "Total")
    first = made.table(TableKind.ASSETS, [held], made.values(held, [90417], [(TOTAL,)], made.AT_DATE), "t1")
    at_date = PeriodHint(end=end, instant=True)
    second = made.table(TableKind.ASSETS, [total], made.values(total, [90417], [(TOTAL,)], at_date), "t2")
    assert (fact(mapped(first, second), "l20c0")[0] == "Assets") is same
