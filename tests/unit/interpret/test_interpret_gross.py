"""Outside, intersegment and gross revenue (rules 6, 15)."""

from __future__ import annotations

from interpret_samples import at, read, table, told

TWO = "We have two reportable segments: Alder and Birch."
ROWS = """(in millions)|Alder|Birch|Eliminations|Total
Revenues from external customers|40|30|—|70
Intersegment revenues|5|2|(7)|—
Total revenues|45|32|(7)|70
Operating income|9|6|—|15"""


def test_outside_intersegment_and_gross_revenue_are_one_line_and_contradict_nothing() -> None:
    note, findings = read(table(ROWS), text=TWO)
    shown = note.tables[0]
    assert told(shown, 1, 1) == "revenues | segment:Alder"
    assert told(shown, 2, 1) == "revenues | intersegment:Intersegment revenues, segment:Alder"
    assert told(shown, 3, 1) == "revenues | segment:Alder, segments-total:Gross"
    assert told(shown, 3, 4) == "revenues | consolidated:Total"
    assert at(shown, 1, 1).line == at(shown, 2, 1).line == at(shown, 3, 1).line
    assert told(shown, 2, 4) == "Total intersegment revenues | "
    aside = [f for f in findings if f.code == "interpret.set-aside"]
    assert [f.where.offset for f in aside if f.where] == [1030]  # the dash under eliminations in the outside row


def test_a_sum_without_words_of_outside_and_intersegment_revenue_is_gross_revenue() -> None:
    rows = ROWS.replace("Total revenues", "").replace("|Eliminations", "|Corporate")
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 3, 1) == "Revenues | segment:Alder, segments-total:Gross"


def test_what_does_not_add_up_is_no_gross_revenue() -> None:
    note, _ = read(table(ROWS.replace("Total revenues|45", "Total revenues|47")), text=TWO)
    assert told(note.tables[0], 3, 1) == "revenues | segment:Alder"


def test_columns_of_outside_intersegment_and_gross_revenue() -> None:
    rows = """(in millions)|External sales|Intersegment sales|Total sales
Alder|40|5|45
Birch|30|2|32
Total|70|7|77"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert at(shown, 1, 1).line == at(shown, 1, 2).line == at(shown, 1, 3).line
    kinds = [[s.kind.value for s in at(shown, 1, column).subjects] for column in (1, 2, 3)]
    assert kinds == [["segment"], ["segment", "intersegment"], ["segment", "segments-total"]]


def test_corporate_sells_nothing_where_intersegment_revenue_is_eliminated() -> None:
    rows = """(in millions)|Alder|Corporate|Eliminations|Total
Third party|40|3|—|43
Intersegment|5|—|(5)|—
Total net sales|45|3|(5)|43"""
    note, findings = read(table(f"(in millions)\n{rows}".replace("(in millions)\n", "", 1)), text=TWO)
    shown = {(v.row, v.column) for v in note.tables[0].values}
    assert (2, 1) in shown
    assert {(1, 3), (2, 2)}.isdisjoint(shown)
    assert [f.code for f in findings if f.code == "interpret.set-aside"] == ["interpret.set-aside"] * 2
