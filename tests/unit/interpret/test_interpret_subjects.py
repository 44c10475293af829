"""Whose figure it is and what it measures, in the layouts that notes use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from interpret_samples import read, table, told

from converter.interpret.labels import clean, kind_of, measure_strength
from converter.interpret.model import TableKind
from converter.interpret.names import learn_names, tidy_name
from converter.knowledge import vocabulary
from converter.options import Settings

KINDS: list[tuple[str, str]] = [
    (example, entry["kind"]) for entry in vocabulary("subjects")["kinds"] for example in entry["examples"]
]
TWO = "The Company has two reportable segments: Alder and Birch."


@pytest.mark.parametrize(("label", "kind"), KINDS)
def test_the_vocabulary_s_own_examples(label: str, kind: str) -> None:
    assert kind_of(label) == kind


@pytest.mark.parametrize(
    "label",
    [
        *("Cost of revenue", "Research and development", "Segment EBITDA", "Total assets", "Interest on debt"),
        *("Net mark-to-market adjustments", "Investments in unconsolidated entities"),
    ],
)
def test_measures_are_recognised(label: str) -> None:
    assert measure_strength(label) == 2


@pytest.mark.parametrize("label", ["Alder", "Consumer Banking", "Asset Management", "North America", "Cloud"])
def test_names_are_no_measures(label: str) -> None:
    assert measure_strength(label) == 0


@pytest.mark.parametrize(
    ("text", "label"),
    [("Other expenses, net (1) :", "Other expenses, net"), ("Rent (see Note 9)", "Rent"), ("Alder (a)(b)", "Alder")],
)
def test_labels_lose_marks_and_references(text: str, label: str) -> None:
    assert clean(text) == label


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (TWO, {"Alder", "Birch"}),
        ("Our reportable segments are Alder, Birch and Cedar Point.", {"Alder", "Birch", "Cedar Point"}),
        (
            "We report three segments: (1) Alder and Sons; (2) Birch; and (3) Cedar.",
            {"Alder and Sons", "Birch", "Cedar"},
        ),
        ("The Alder segment sells timber. The Birch Bark segment sells bark.", {"Alder", "Birch Bark"}),
        ("We manage our business in these segments:\n• Alder, which sells timber;\n• Birch", {"Alder", "Birch"}),
    ],
)
def test_segments_are_learned_from_sentences_and_lists(text: str, names: set[str]) -> None:
    learned = learn_names(text.split("\n"), ())
    assert names <= set(learned.listed.values())


def test_the_same_segment_has_one_name_in_all_spellings() -> None:
    names = learn_names(["The segments are Alder Products and Birch."], ())
    assert {names.canonical(text) for text in ("Alder Products", "Alder products segment (1)")} == {"Alder Products"}
    assert tidy_name("Total Alder segment") == "Alder"


SEGMENT_COLUMNS = """
(in millions)|Alder|Birch|Total segments|Corporate|Eliminations|Consolidated
Revenue|500|400|900|—|(50)|850
Operating income|50|40|90|(10)|—|80
"""


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (1, 1, "Revenue | segment:Alder"),
        (1, 3, "Revenue | segments-total:segments"),
        (2, 4, "Operating income | corporate:Corporate"),
        (1, 5, "Revenue | elimination:Eliminations"),
        (2, 6, "Operating income | consolidated:Consolidated"),
    ],
)
def test_segments_on_columns(row: int, column: int, expected: str) -> None:
    note, _ = read(table(SEGMENT_COLUMNS), text=TWO)
    assert told(note.tables[0], row, column) == expected


MEASURE_SECTIONS = """
(in millions)|2024|2023
Revenue:
 Alder|500|450
 Birch|400|350
 Total revenue|900|800
Operating income:
 Alder|50|45
 Birch|40|35
 Corporate|(10)|(8)
 Total operating income|80|72
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (2, "Revenue | segment:Alder"),
        (4, "Revenue | "),
        (6, "Operating income | segment:Alder"),
        (8, "Operating income | corporate:Corporate"),
        (9, "Operating income | "),
    ],
)
def test_measures_as_sections_over_segment_rows(row: int, expected: str) -> None:
    note, _ = read(table(MEASURE_SECTIONS), text=TWO)
    assert told(note.tables[0], row, 1) == expected


SEGMENT_SECTIONS = """
(in millions)|2024|2023
Alder:
Net sales|500|450
Operating income|50|45
Birch:
Net sales|400|350
Operating income|40|35
Interest expense|(9)|(8)
Income before taxes|81|72
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (2, "Net sales | segment:Alder"),
        (6, "Operating income | segment:Birch"),
        (7, "Interest expense | "),
        (8, "Income before taxes | "),
    ],
)
def test_segments_as_sections_end_where_the_note_goes_on(row: int, expected: str) -> None:
    note, _ = read(table(SEGMENT_SECTIONS), text=TWO)
    assert told(note.tables[0], row, 1) == expected


MEASURE_COLUMNS = """
|Net sales[2]|Depreciation[2]
(in millions)|2024|2023|2024|2023
Alder|500|450|9|8
Birch|400|350|7|6
Total|900|800|16|14
"""


def test_measures_on_columns_over_segment_rows() -> None:
    note, _ = read(table(MEASURE_COLUMNS), text=TWO)
    assert told(note.tables[0], 2, 2) == "Net sales | segment:Alder"
    assert told(note.tables[0], 3, 3) == "Depreciation | segment:Birch"
    assert told(note.tables[0], 4, 4) == "Depreciation | consolidated:Total"


CORPORATE_COST = """
(in millions)|Alder|Birch
Revenue|500|400
Less:
Selling expenses|300|200
Corporate|60|50
Net income|140|150
"""


def test_a_corporate_row_under_segments_is_a_line_of_its_own() -> None:
    note, _ = read(table(CORPORATE_COST, "The measures include revenue, interest expense and net income."), text=TWO)
    line = next(line for line in note.tables[0].lines if 4 in line.rows)
    assert line.label == "Corporate"


UNALLOCATED = """
(in millions)|2024|2023
Stock-based compensation expense|(30)|(20)
Unallocated operating expenses|(8)|(6)
Total|(38)|(26)
"""


def test_the_total_of_several_measures_is_not_the_one_that_the_caption_names() -> None:
    note, _ = read(table(UNALLOCATED, "Reconciling items include acquired intangible amortization expense:"), text=TWO)
    line = next(line for line in note.tables[0].lines if 3 in line.rows)
    assert line.label == "Total"


def test_a_caption_names_the_measure_of_rows_of_segments() -> None:
    rows = "(in millions)|2024|2023\nAlder|90|80\nBirch|70|60\nConsolidated|160|140"
    note, _ = read(table(rows, "Property and equipment, net by segment is as follows:"), text=TWO)
    assert told(note.tables[0], 1, 1) == "Property and equipment, net | segment:Alder"


def test_the_total_below_names_the_measure_of_rows_of_places() -> None:
    rows = "(in millions)|2024|2023\nGermany|90|80\nJapan|70|60\nTotal net sales|160|140"
    note, _ = read(table(rows, "By country:"), text=TWO)
    assert told(note.tables[0], 1, 1) == "net sales | geography:Germany"
    assert note.tables[0].kind is TableKind.GEOGRAPHY


def test_products_by_the_caption() -> None:
    rows = "(in millions)|2024|2023\nTimber|90|80\nBark|70|60\nTotal net sales|160|140"
    note, _ = read(table(rows, "The following table shows net sales by product category:"), text=TWO)
    assert told(note.tables[0], 2, 1) == "net sales | product:Bark"


def test_places_that_are_segments_stay_segments() -> None:
    rows = "(in millions)|Europe|Asia|Total\nNet sales|90|80|170"
    note, _ = read(table(rows), text="We have two reportable segments: Europe and Asia.")
    assert told(note.tables[0], 1, 1) == "Net sales | segment:Europe"


def test_the_segment_of_a_whole_table_comes_from_its_title() -> None:
    rows = "Alder net sales by product|2024|2023\nTimber|90|80\nPulp|70|60\nTotal|160|140"
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 1).endswith("segment:Alder, product:Timber")


def test_expenses_under_less_are_lines_and_the_result_is_not_under_it() -> None:
    rows = "(in millions)|2024|2023\nRevenue|90|80\nLess:\nCost of sales|(60)|(50)\nRent|(10)|(9)\nSegment profit|20|21"
    note, _ = read(table(rows))
    lines = {line.label: line.path for line in note.tables[0].lines}
    assert lines == {"Revenue": (), "Cost of sales": ("Less",), "Rent": ("Less",), "Segment profit": ()}


def test_effects_come_from_the_numbers() -> None:
    rows = "(in millions)|2024|2023\nRevenue|90|80\nCost of sales|60|50\nRent|10|9\nSegment profit|20|21"
    note, _ = read(table(rows))
    effects = {line.label: line.effect for line in note.tables[0].lines}
    assert effects == {"Revenue": 1, "Cost of sales": -1, "Rent": -1, "Segment profit": None}


def test_a_header_over_several_rows_is_one_name() -> None:
    rows = "|Alder|Total\n(in millions)|Products|Alder\nRevenue|90|80"
    note, _ = read(table(rows), text="The segments are Alder Products and Birch.")
    assert told(note.tables[0], 2, 1) == "Revenue | segment:Alder Products"


def shown_figures(note: Any) -> int:
    return sum(len(t.values) for t in note.tables)


@pytest.mark.parametrize("rows", [SEGMENT_COLUMNS, MEASURE_SECTIONS, SEGMENT_SECTIONS, MEASURE_COLUMNS])
def test_every_figure_is_a_value(rows: str) -> None:
    note, findings = read(table(rows), text=TWO)
    data = [
        line
        for line in rows.strip().split("\n")
        if any(c.isdigit() for c in line) and "2024" not in line and "[" not in line
    ]
    assert shown_figures(note) == sum(len(line.split("|")) - 1 for line in data)
    assert not findings


def test_changes_are_set_aside_with_a_finding() -> None:
    note, findings = read(table("(in millions)|2024|2023|% Change\nRevenue|90|80|12.5%"))
    assert len(note.tables[0].values) == 2
    assert [f.code for f in findings] == ["interpret.set-aside"]


KIND_WORDS = [(example, entry["kind"]) for entry in vocabulary("kinds")["kinds"] for example in entry["examples"]]


@pytest.mark.parametrize(("label", "kind"), KIND_WORDS)
def test_the_kind_by_what_the_lines_measure(label: str, kind: str) -> None:
    note, _ = read(table(f"(in millions)|2024|2023\n{label}|90|80"))
    assert note.tables[0].kind == kind


def test_a_result_of_all_segments_where_none_is_shown() -> None:
    rows = "(in millions)|2024|2023\nSegment operating income|90|80\nRent|(9)|(8)\nTotal operating income|81|72"
    note, _ = read(table(rows, "Reconciliation of segment operating income:"), text=TWO)
    assert told(note.tables[0], 1, 1) == "operating income | segments-total:Total segments"
    assert note.tables[0].kind is TableKind.RECONCILIATION


def test_each_segment_scope_keeps_its_own_total() -> None:
    rows = (
        "(in millions)|2024|2023\nAlder:\nTimber sales|90|80\nBark sales|10|9\nTotal|100|89\n"
        "Birch:\nTimber sales|50|40\nBark sales|5|4\nTotal|55|44"
    )
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 4, 1).endswith("segment:Alder")
    assert told(note.tables[0], 8, 1).endswith("segment:Birch")


def test_the_registrant_s_name_is_the_whole_or_beside_a_total_the_head_office() -> None:
    settings = Settings(form="10-K", period_end=date(2024, 12, 31), entity_name="Fernhollow Timber Group, Inc.")
    alone = "(in millions)|Alder|Birch|Fernhollow Timber\nRevenue|90|80|170"
    beside = "(in millions)|Alder|Birch|Fernhollow Timber|Consolidated\nRevenue|90|80|1|171"
    note, _ = read(table(alone), table(beside, number=2), text=TWO, settings=settings)
    assert told(note.tables[0], 1, 3) == "Revenue | consolidated:Fernhollow Timber"
    assert told(note.tables[1], 1, 3) == "Revenue | corporate:Fernhollow Timber"


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (SEGMENT_COLUMNS, TableKind.PROFIT_OR_LOSS),
        ("(in millions)|2024|2023\nCapital expenditures:\n Alder|9|8\n Birch|7|6", TableKind.CAPITAL_EXPENDITURE),
        ("(in millions)|2024|2023\nAssets:\n Alder|9|8\n Birch|7|6\n Total assets|16|14", TableKind.ASSETS),
    ],
)
def test_kinds_of_tables(rows: str, kind: TableKind) -> None:
    note, _ = read(table(rows), text=TWO)
    assert note.tables[0].kind is kind


def test_a_segment_of_two_words_that_the_tables_show_is_one() -> None:
    text = ["The Company has three reportable segments: Alder, Birch, and International and Export."]
    told_apart = learn_names(text, ["Alder", "Birch", "International", "Export"])
    together = learn_names(text, ["Alder", "Birch", "International and Export", "International"])
    assert {"international", "export"} <= set(told_apart.listed)
    assert "international export" not in told_apart.listed
    assert "international export" in together.listed
    assert "export" not in together.listed


def test_a_heading_over_places_is_a_place_unless_it_is_a_listed_segment() -> None:
    places = """(in millions)|2024|2023
Net sales:
United States|70|60
International:
Canada|12|11
All other international|8|7
Total international|20|18
Total net sales|90|78"""
    segments = """(in millions)|2024|2023
Segment profit:
Alder|40|30
International and Export|5|4"""
    text = "The Company has three reportable segments: Alder, Birch, and International and Export."
    note, _ = read(table(segments, number=1), table(places, "Net sales by country:", number=2), text=text)
    assert told(note.tables[1], 4, 1) == "Net sales | geography:Canada"
    listed = "The Company has two reportable segments: Domestic and International."
    note, _ = read(table(places, "Net sales by segment:"), text=listed)
    assert told(note.tables[0], 4, 1).startswith("Net sales | segment:International")


def test_other_below_the_segments_total_is_what_the_segments_do_not_have() -> None:
    rows = """(in millions)|United States|Abroad|Total
Alder
Ladders|10|5|15
Scaffolds|20|5|25
Total Alder segment sales|30|10|40
Birch
Ropes|10|4|14
Total Birch segment sales|10|4|14
Total segment sales|40|14|54
Other|3|1|4
Total sales|43|15|58"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 9, 1).endswith("reconciling:Other, geography:United States")
    assert told(note.tables[0], 9, 1).split(" |")[0] == told(note.tables[0], 10, 1).split(" |")[0]
    measures = rows.replace("Other|3|1|4", "Other|3|1|4\nRental income|1|0|1").replace("43|15|58", "44|15|59")
    note, _ = read(table(measures), text=TWO)
    assert "reconciling" not in told(note.tables[0], 9, 1)


@pytest.mark.parametrize("mark", [" (1)", " (a)", "(1)"])
def test_a_column_s_name_loses_its_footnote_mark(mark: str) -> None:
    note, _ = read(table(f"(in millions)|Alder|Birch{mark}|Total\nSegment profit|40|20|60"), text=TWO)
    assert told(note.tables[0], 1, 2) == "Segment profit | segment:Birch"


def test_the_total_of_a_heading_of_places_is_no_name_among_its_rows() -> None:
    rows = """(in millions)|2024|2023
Revenue
Alder:
Domestic:
Ladders|10|9
Scaffolds|20|18
Total Domestic|30|27
International|5|4
Total Alder|35|31
Birch:
Domestic:
Ropes|7|6
Hooks and labor|3|3
Total Domestic|10|9
International|2|2
Total Birch|12|11
Total revenue|47|42"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert told(shown, 4, 1) == "Revenue | segment:Alder, geography:Domestic, product:Ladders"
    assert told(shown, 6, 1) == "Revenue | segment:Alder, geography:Domestic"
    assert told(shown, 12, 1) == "Revenue | segment:Birch, geography:Domestic, product:Hooks and labor"
    assert told(shown, 13, 1) == "Revenue | segment:Birch, geography:Domestic"
    assert told(shown, 7, 1) == "Revenue | segment:Alder, geography:International"


def test_a_footnote_of_the_table_before_names_nothing_here() -> None:
    rows = """(in millions)|2024|2023
Asset reconciliation
Alder|40|30
Birch|20|25
Total assets by reportable segment|60|55
Other assets|3|2
Total consolidated assets|63|57"""
    said = "(1) The primary component of interest expense and other was interest of $7 million."
    note, _ = read(table(rows, said), text=TWO)
    assert told(note.tables[0], 2, 1) == "assets | segment:Alder"
    assert told(note.tables[0], 4, 1).startswith("assets | reportable-total:")


def test_what_a_running_cost_was_spent_on_is_no_product() -> None:
    rows = """(in thousands)|2024|2023
Product revenue|90|80
Research and development:
  Clinical|40|30
  Manufacturing|10|8
Cost of sales:
  Pumps|9|8
  Valves|6|5
Operating income|25|29"""
    note, _ = read(table(rows), text="We have one reportable segment. It develops and sells pumps and valves.")
    shown = note.tables[0]
    assert told(shown, 3, 1) == "Clinical | "
    assert [line.path for line in shown.lines if line.label == "Clinical"] == [("Research and development",)]
    assert told(shown, 6, 1) == "Cost of sales | product:Pumps"


def test_a_name_that_goes_on_with_a_hyphen_is_no_name() -> None:
    names = learn_names(["We have two reportable segments: Harbor and Cloud."], [])
    assert names.found_in("Harbor-based compensation and cloud\u2011hosted services") == []
    assert names.found_in("Harbor-segment results and those of Cloud - unaudited") == ["Harbor", "Cloud"]
    assert not names.is_subject_of("Harbor", "Harbor-based compensation of the Cloud segment")
