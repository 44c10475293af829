"""Revenue by stream (rule 10)."""

from __future__ import annotations

from datetime import date

from interpret_samples import at, read, table, told

from converter import knowledge
from converter.mapping import map_note
from converter.mapping.choices import FAMILY
from converter.options import Settings

TWO = "We have two reportable segments: Alder and Birch."
ROWS = """(in millions)|Alder|Birch|Total
Merchandise sales|40|30|70
Repair revenues|5|2|7
Total revenues|45|32|77
Cost of sales|30|20|50
Operating income|15|12|27"""


def test_streams_that_add_up_to_revenue_are_its_products() -> None:
    note, _ = read(table(ROWS), text=TWO)
    shown = note.tables[0]
    assert told(shown, 1, 1) == "revenues | product:Merchandise sales, segment:Alder"
    assert told(shown, 2, 3) == "revenues | product:Repair revenues, consolidated:Total"
    assert told(shown, 3, 1) == "revenues | segment:Alder"
    assert at(shown, 1, 1).line == at(shown, 3, 1).line
    assert {line.label for line in shown.lines} == {"revenues", "Cost of sales", "Operating income"}


def test_other_income_among_revenue_leaves_all_as_measures() -> None:
    note, _ = read(table(ROWS.replace("Repair revenues", "Net investment income")), text=TWO)
    assert told(note.tables[0], 1, 1) == "Merchandise sales | segment:Alder"
    assert told(note.tables[0], 2, 1) == "Net investment income | segment:Alder"


def test_the_total_of_customer_revenues_has_streams_and_marketing_may_be_one() -> None:
    rows = ROWS.replace("Total revenues", "Total customer revenues").replace("Repair", "Marketing")
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "customer revenues | product:Marketing revenues, segment:Alder"


def test_what_does_not_add_up_to_revenue_is_no_stream() -> None:
    note, _ = read(table(ROWS.replace("Total revenues|45|32|77", "Total revenues|61|48|109")), text=TWO)
    assert told(note.tables[0], 1, 1) == "Merchandise sales | segment:Alder"


def test_revenue_that_is_to_be_eliminated_is_an_elimination() -> None:
    rows = """(in millions)|2024|2023
Total revenues
Alder|40|30
Birch|20|25
Eliminate inter-segment revenues|(3)|(2)
Total|57|53"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 4, 1) == "Total revenues | elimination:Eliminate inter-segment revenues"


def test_the_total_of_a_segment_s_products_is_the_segment_s_and_no_product() -> None:
    rows = """(in millions)|United States|Abroad|Total
Alder
Ladders|10|5|15
Scaffolds|20|5|25
Total Alder segment sales|30|10|40
Birch
Ropes|10|4|14
Total Birch segment sales|10|4|14
Total segment sales|40|14|54"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 3) == "sales | segment:Alder, product:Ladders"
    assert told(note.tables[0], 4, 3) == "sales | segment:Alder"
    assert told(note.tables[0], 7, 3) == "sales | segment:Birch"


def test_a_heading_over_segments_and_what_is_not_theirs_are_no_products() -> None:
    rows = """(in thousands)|2024|2023
Rental and other revenues:
Alder|81|78
Birch|46|41
Total segment revenues|127|119
Non-segment revenues|3|2
Total revenues|130|121"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert told(shown, 2, 1) == "revenues | segment:Alder"
    assert told(shown, 5, 1) == "revenues | corporate:Non-segment revenues"
    assert not [s for v in shown.values for s in v.subjects if s.kind.value == "product"]


def test_what_a_cost_leaves_of_revenue_is_another_measure_and_makes_no_product_of_the_first() -> None:
    rows = """(in thousands)|Alder|Birch|Total
Voyage revenues|180|240|420
Voyage expenses|(22)|(61)|(83)
Time charter equivalent revenues|158|179|337
Vessel operating expenses|(58)|(52)|(110)
Segment operating income|100|127|227"""
    note, _ = read(table(rows), text="We have two reportable segments: Alder and Birch.")
    mapped, _ = map_note(note, Settings(form="10-K", period_end=date(2024, 12, 31)), knowledge.load(2025))
    chosen = {decision.id: decision.concept.local for decision in mapped.decisions}
    placed = {value.value: value for value in mapped.values}
    gross, net = (placed[at(note.tables[0], row, 1).id] for row in (1, 3))
    assert chosen[gross.decision] == "Revenues"
    assert chosen[net.decision] not in FAMILY
    assert [axis.local for axis, _ in gross.dimensions] == ["StatementBusinessSegmentsAxis"]


SOLD = """(in millions)|Alder|Birch|Total
Management fees|40|30|70
Subscriptions|5|2|7
Total revenues|45|32|77
Compensation and benefits|30|20|50
Operating income|15|12|27"""


def test_what_is_sold_is_a_stream_though_nothing_calls_it_revenue() -> None:
    note, _ = read(table(SOLD), text=TWO)
    shown = note.tables[0]
    assert told(shown, 1, 1) == "revenues | product:Management fees, segment:Alder"
    assert told(shown, 2, 3) == "revenues | product:Subscriptions, consolidated:Total"
    assert told(shown, 4, 1) == "Compensation and benefits | segment:Alder"


def test_beside_rent_what_is_sold_is_a_stream_and_rent_a_measure() -> None:
    note, _ = read(table(SOLD.replace("Subscriptions", "Rental income")), text=TWO)
    assert told(note.tables[0], 1, 1) == "revenues | product:Management fees, segment:Alder"
    assert told(note.tables[0], 2, 1) == "Rental income | segment:Alder"


def test_what_an_insurer_charges_beside_premiums_is_a_measure_of_its_own() -> None:
    note, _ = read(table(SOLD.replace("Subscriptions", "Net premiums earned")), text=TWO)
    assert told(note.tables[0], 1, 1) == "Management fees | segment:Alder"


def test_fees_that_are_paid_are_no_stream() -> None:
    rows = SOLD.replace("Management fees", "Recovered legal fees").replace("Subscriptions", "Audit fees")
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 1) == "Recovered legal fees | segment:Alder"


COSTS = """(in millions)|Alder|Birch|Total
Product revenue|40|30|70
Service revenue|15|12|27
Total revenue|55|42|97
Cost of products|20|15|35
Cost of service revenue|5|2|7
Gross profit|30|25|55"""


def test_the_cost_of_each_stream_is_cost_of_revenue_of_that_product() -> None:
    note, _ = read(table(COSTS), text=TWO)
    shown = note.tables[0]
    assert told(shown, 4, 1) == "Cost of goods and services sold | product:Product revenue, segment:Alder"
    assert told(shown, 5, 3) == "Cost of goods and services sold | product:Service revenue, consolidated:Total"
    assert at(shown, 4, 1).line == at(shown, 5, 1).line
    gross = next(line for line in shown.lines if line.label == "Gross profit")
    assert set(gross.parts) <= {line.id for line in shown.lines}
    of_revenue = read(table(COSTS.replace("Cost of products", "Cost of product revenue")), text=TWO)[0].tables[0]
    assert told(of_revenue, 5, 1) == "Cost of revenue | product:Service revenue, segment:Alder"


def test_the_costs_of_streams_that_have_a_total_are_its_parts() -> None:
    rows = COSTS.replace("Gross profit", "Total cost of revenue|25|17|42\nGross profit")
    shown = read(table(rows), text=TWO)[0].tables[0]
    assert told(shown, 4, 1).endswith("| product:Product revenue, segment:Alder")
    assert at(shown, 4, 1).line == at(shown, 5, 1).line == at(shown, 6, 1).line


def test_one_cost_alone_or_of_no_stream_keeps_its_own_measure() -> None:
    shown = read(table(COSTS.replace("Cost of service revenue", "Cost of idle plant")), text=TWO)[0].tables[0]
    assert told(shown, 4, 1) == "Cost of products | segment:Alder"
    assert told(shown, 5, 1) == "Cost of idle plant | segment:Alder"


def test_streams_and_their_costs_have_the_standard_members() -> None:
    note, _ = read(table(COSTS), text=TWO)
    mapped, _ = map_note(note, Settings(form="10-K", period_end=date(2024, 12, 31)), knowledge.load(2025))
    members = {value.value: [str(member) for _, member in value.dimensions] for value in mapped.values}
    shown = note.tables[0]
    assert members[at(shown, 1, 3).id] == members[at(shown, 4, 3).id] == ["us-gaap:ProductMember"]
    assert members[at(shown, 5, 3).id] == ["us-gaap:ServiceMember"]


def test_what_is_insured_under_premiums_is_their_product_whatever_its_words() -> None:
    rows = """
    |2024|2023|2022
    Net premiums earned:
      Workers' compensation|410|388|371
      General liability|265|240|221
      Commercial auto|154|150|148
    Total net premiums earned|829|778|740
    Net investment income|61|52|44
    """
    shown = read(table("\n".join(line[4:] for line in rows.strip("\n").split("\n"))))[0].tables[0]
    assert told(shown, 2, 1).endswith("| product:Workers' compensation")
    assert at(shown, 2, 1).line == at(shown, 3, 1).line == at(shown, 5, 1).line != at(shown, 6, 1).line
