"""No line says two amounts of the same subject and period (rule 35)."""

from __future__ import annotations

from interpret_samples import at, read, table, told

TWO = "We have two reportable segments: Alder and Birch."


def test_parts_of_an_expense_are_lines_of_their_own() -> None:
    rows = """(in millions)|Alder|Birch|Total
Net interest income|40|30|70
Noninterest expense:
 Personnel|6|5|11
 Technology|3|1|4
 Other noninterest expense|1|2|3
 Total noninterest expense|10|8|18"""
    note, _ = read(table(rows), text=TWO)
    labels = [told(note.tables[0], row, 1).split(" | ")[0] for row in (3, 4, 5, 6)]
    assert labels == ["Personnel", "Technology", "Other noninterest expense", "Noninterest expense"]
    line = next(line for line in note.tables[0].lines if line.label == "Technology")
    assert line.path == ("Noninterest expense",)


def test_parts_of_revenue_without_a_measure_are_products_of_it() -> None:
    rows = """(in millions)|Alder|Birch|Total
Revenues:
 Hosting|6|5|11
 Training fees|1|2|3
 Total revenues|7|7|14"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "Revenues | product:Hosting, segment:Alder"
    assert told(note.tables[0], 3, 1) == "Training fees | segment:Alder"


def test_the_first_of_two_totals_of_what_segments_share_is_that_of_the_segments() -> None:
    rows = """(in millions)|2024|2023
Assets
Alder|40|30
Birch|20|25
|60|55
Unallocated|8|7
Total|68|62"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 4, 1) == "Assets | segments-total:Total segments"
    assert told(note.tables[0], 6, 1) == "Assets | consolidated:Total"


def test_a_share_that_recurs_is_told_apart_by_the_line_it_follows() -> None:
    rows = """(in millions)|Alder|Birch
Rental revenue|40|60
% of total|40%|60%
Rental expenses|30|10
% of total|75%|25%"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1).startswith("% of total of rental revenue | ")
    assert told(note.tables[0], 4, 1).startswith("% of total of rental expenses | ")


def test_rows_that_differ_though_their_names_are_alike_are_two_lines() -> None:
    rows = """(in millions)|Alder|Birch
Net segment interest income|40|30
Net intersegment interest|(5)|5
Net interest income|35|35"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 1) == "Net segment interest income | segment:Alder"
    assert told(note.tables[0], 3, 1) == "Net interest income | segment:Alder"


def test_what_stands_under_reconciling_items_is_a_line_and_no_segment() -> None:
    rows = """(in millions)|2024|2023
Operating income
Total reportable segments|40|30
Reconciling items:
 Plant closure|(2)|(1)
 Alder transformation costs|(3)|(4)
Consolidated operating income|35|25"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 4, 1) == "Plant closure | reconciling:Reconciling items"
    assert told(note.tables[0], 5, 1) == "Alder transformation costs | reconciling:Reconciling items"


def test_the_words_of_a_header_name_the_rows_up_to_the_next() -> None:
    rows = """Net sales|2024|2023
Alder|40|30
Birch|20|25
Total Company|60|55
Operating performance|2024|2023
Alder|4|3
Birch|2|2
Total segment operating income|6|5"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 1) == "Net sales | segment:Alder"
    assert told(note.tables[0], 5, 1) == "operating income | segment:Alder"


def test_an_adjusted_measure_over_rows_names_them() -> None:
    rows = """(in millions)|2024|2023
Adjusted operating income
Alder|4|3
Birch|2|2"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "Adjusted operating income | segment:Alder"
    assert at(note.tables[0], 3, 1).line == at(note.tables[0], 2, 1).line


def test_corporate_and_a_total_set_further_out_go_on_with_the_measure_above() -> None:
    rows = """(in millions)|2024|2023
Gross margin
  Alder|40|30
  Birch|20|25
  Segment total|60|55
Unallocated corporate items|(8)|(7)
Total|52|48"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 5, 1) == "Gross margin | corporate:Unallocated corporate items"
    assert told(note.tables[0], 6, 1) == "Gross margin | consolidated:Total"


def test_names_that_are_no_places_are_products_where_the_columns_are_segments() -> None:
    rows = """Information by geographic area and property type|Alder|Birch|Total
Rental revenue
 Offices|40|30|70
 Hotels|5|2|7
 Total|45|32|77"""
    note, _ = read(table(rows, "Information by geographic area and property type:"), text=TWO)
    assert told(note.tables[0], 2, 1) == "Rental revenue | product:Offices, segment:Alder"


def test_a_place_before_a_shared_measure_is_the_place_s() -> None:
    rows = """(in millions)|2024|2023
Alder segment
 Norway total assets|40|30
 Sweden total assets|20|25
 Norway exit costs|3|2
 Subtotal Alder segment|60|55"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "assets | segment:Alder, geography:Norway"
    assert told(note.tables[0], 4, 1) == "Norway exit costs | segment:Alder"
    assert told(note.tables[0], 5, 1).endswith(" | segment:Alder")


def test_a_line_that_ends_by_its_own_name_has_the_segments_total_before() -> None:
    rows = """(in millions)|2024
Operating income:
Alder|30
Birch|20
Total|50
Corporate expenses|(5)
Operating income|45"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 4, 1) == "Operating income | segments-total:Total segments"
    assert told(note.tables[0], 6, 1) == "Operating income | "


def test_one_word_for_what_is_earned_and_what_is_paid_is_no_total() -> None:
    rows = """(in millions)|Alder|Birch|Total
Commissions|30|20|50
Fees|3|2|5
Total revenues|33|22|55
Commissions|12|8|20
Segment profit|21|14|35"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 3).endswith("consolidated:Total")
