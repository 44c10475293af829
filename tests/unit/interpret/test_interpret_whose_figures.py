"""Whose figures rows and columns show where no sentence names them, and what headings and captions say of them."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import at, read, table, told

from converter.interpret.model import Content

MINES = """
|Revenue|Costs applicable to sales|Exploration|Income before income tax|Total assets
North Fork|512|281|9|150|1,120
Cerro Alto|244|165|4|41|530
Corporate and other|—|—|11|(58)|210
Consolidated|756|446|24|133|1,860
"""


def test_a_column_among_measures_measures_too_and_the_rows_are_whose() -> None:
    note, _ = read(table(MINES), text="The Company's operating segments are its mines.")
    found = note.tables[0]
    assert told(found, 1, 1) == "Revenue | segment:North Fork"
    assert told(found, 2, 3) == "Exploration | segment:Cerro Alto"
    assert told(found, 4, 3) == "Exploration | consolidated:Consolidated"


def test_a_name_among_columns_of_two_names_and_one_measure_stays_a_name() -> None:
    note, _ = read(
        table("|Exploration|Midstream|Total assets\nRevenue|9|4|13\nDepreciation|2|1|3\nNet income|4|1|5"),
        text="We have two reportable segments: Exploration and Midstream.",
    )
    assert told(note.tables[0], 1, 1) == "Revenue | segment:Exploration"


FERRY = """
|2024|2023
Revenue
  Passenger|41|39
  Freight|18|17
    Total revenue|59|56
Fuel
  Passenger|7|6
  Freight|3|3
Crew costs
  Passenger|12|11
  Freight|6|5
"""


def test_a_name_over_the_segments_own_rows_is_what_the_figures_are_of() -> None:
    note, _ = read(table(FERRY), text="We have two reportable segments: Passenger and Freight.")
    found = note.tables[0]
    assert told(found, 6, 1) == "Fuel | segment:Passenger"
    assert told(found, 7, 1) == "Fuel | segment:Freight"
    assert told(found, 10, 1) == "Crew costs | segment:Freight"


REGIONS = """
(In millions)|Motion|Sensing|Total
Americas
United States|210|155|365
Other Americas|31|20|51
Total Americas|241|175|416
Total|241|175|416
"""


def test_the_total_of_a_region_is_of_what_the_caption_says() -> None:
    lead = "Revenue by geographic region and segment:"
    note, _ = read(table(REGIONS, lead), text="We have two reportable segments: Motion and Sensing.")
    assert told(note.tables[0], 4, 1) == "Revenue | geography:Americas, segment:Motion"


HOSPITALS = """
|2024|2023
Salaries:
Atlantic Division|118|114
Central Division|99|96
|217|210
Adjusted segment EBITDA:
Atlantic Division|54|50
Central Division|39|37
Corporate and other|(7)|(6)
|86|81
Depreciation|(23)|(22)
Interest expense|(15)|(14)
Losses on retirement of debt|(2)|(1)
Income before income taxes|46|44
"""


def test_names_over_a_total_without_a_label_are_not_lines_for_the_measures_below_it() -> None:
    note, _ = read(table(HOSPITALS), text="We manage hospitals through our Atlantic Division and Central Division.")
    found = note.tables[0]
    assert told(found, 6, 1) == "Adjusted segment EBITDA | segment:Atlantic Division"
    assert told(found, 10, 1) == "Depreciation | "


HOMES = """
(dollars in thousands)|2024|2023
Home sale revenues
Mountain|612,480|580,125
Coastal|488,220|451,700
New homes delivered:
Mountain|1,216|1,170
Coastal|1,104|1,032
Average selling price per home:
Mountain|$503,684|$495,833
Coastal|442,228|437,694
Weighted average|$474,442|$468,595
"""


def test_headings_tell_numbers_of_things_and_prices_in_full() -> None:
    note, _ = read(table(HOMES), text="We have two reportable segments: Mountain and Coastal.")
    found = note.tables[0]
    assert at(found, 3, 1).scale == 3
    assert [(at(found, row, 1).content, at(found, row, 1).scale) for row in (5, 6)] == [(Content.COUNT, 0)] * 2
    assert [at(found, row, 1).scale for row in (8, 9, 10)] == [0, 0, 0]
    assert all(s.kind.value != "segment" for s in at(found, 10, 1).subjects)


@pytest.mark.parametrize("first", ["(in billions)", "(Dollars in billions)"])
def test_a_header_row_that_only_states_units_holds_for_every_column(first: str) -> None:
    text = f"|March 31, 2025|December 31, 2024\n|{first}[1]|\nAssets under management|61.4|62.0"
    note, _ = read(table(text, "Segment results (in thousands):"), form="10-Q", end=date(2025, 3, 31))
    assert [at(note.tables[0], 2, column).scale for column in (1, 2)] == [9, 9]


def test_a_sentence_with_figures_of_its_own_names_no_table_s_measure() -> None:
    text = """
|2025|2024
Mission Systems|141|128
Engineered Services|52|49
Total segment operating income|193|177
Pension adjustment|14|16
Operating income|207|193
"""
    lead = "Sales to the U.S. Government were 88% and 89% of total net sales in fiscal 2025 and 2024, respectively."
    said = "We have two segments: Mission Systems and Engineered Services."
    note, _ = read(table(text, lead), text=said, end=date(2025, 12, 31))
    assert not told(note.tables[0], 4, 1).startswith("Sales")


def test_what_a_measure_consists_of_is_not_what_its_amounts_are_of() -> None:
    text = (
        "Long-lived assets, net, consisting of property, plant and equipment and operating lease right-of-use assets, "
        "by geography were $141.2 million in the United States and $62.0 million in Germany at December 31, 2024."
    )
    note, _ = read(table("(in millions)|2024|2023\nRevenue|88|80"), text=text)
    told_of = {line.label for found in note.tables[1:] for line in found.lines}
    assert told_of == {"Long-lived assets"}
