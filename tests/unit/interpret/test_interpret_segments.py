"""Which names are segments, by the whole note: their profit, the captions, the headings they stand under."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import at, read, table, told

from converter import knowledge
from converter.interpret.labels import clean, is_profit, kind_of, measure_strength
from converter.interpret.lines import caption_measure
from converter.interpret.names import learn_names
from converter.interpret.segments import by_profit, under_headings
from converter.interpret.weeks import WeekRule, week_rule
from converter.options import Settings

TWO = "The Company has two reportable segments: Alder and Birch."
PROFITS = "(in millions)|2024|2023\nSegment profit:\nAXU|90|80\nBXU|70|60\nTotal|160|140"


@pytest.mark.parametrize("label", ["Segment income", "Operating income (loss)", "Income before taxes", "NOI"])
def test_measures_of_profit(label: str) -> None:
    assert is_profit(label)


@pytest.mark.parametrize("label", ["Net sales", "Interest income", "Equity in earnings of affiliates", "Total assets"])
def test_other_measures_are_no_profit(label: str) -> None:
    assert not is_profit(label)


def test_names_with_a_profit_are_segments_in_the_tables_without_one() -> None:
    expenses = table(
        "(in millions)|2024|2023\nAXU|9|8\nBXU|7|6\nUnallocated|1|1\n|17|15", "Depreciation was:", number=2
    )
    note, _ = read(table(PROFITS), expenses)
    assert by_profit(note.tables) == ("AXU", "BXU")
    assert told(note.tables[1], 1, 1) == "Depreciation | segment:AXU"


def test_one_name_with_a_profit_settles_nothing() -> None:
    note, _ = read(table("(in millions)|2024|2023\nSegment profit:\nAXU|90|80\nCorporate|(70)|(60)"))
    assert by_profit(note.tables) == ()


def test_names_that_are_none_of_the_known_segments_are_products() -> None:
    rows = table("(in millions)|2024|2023\nNet sales\nTimber|90|80\nBark|70|60\nTotal net sales|160|140", number=2)
    note, _ = read(table(PROFITS), rows)
    assert told(note.tables[1], 2, 1) == "Net sales | product:Timber"


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Information by operating segment is as follows:", "segment"),
        ("Information by geographic segment is as follows:", "segment"),
        ("Results by country and region are as follows:", "geography"),
    ],
)
def test_places_with_a_profit_are_segments_unless_the_caption_is_about_places(lead: str, kind: str) -> None:
    rows = "(in millions)|France|Japan|Eliminations|Total\nNet sales|90|80|(5)|165\nOperating income|9|8|0|17"
    note, _ = read(table(rows, lead))
    assert told(note.tables[0], 1, 1) == f"Net sales | {kind}:France"


def test_segments_under_a_heading_of_intersegment_revenue_stay_segments() -> None:
    rows = """(in millions)|2024|2023
Intersegment revenues
Alder|9|8
Birch|7|6
Total intersegment revenues|16|14
Operating income
Alder|3|2
Birch|2|2"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "Intersegment revenues | intersegment:Intersegment revenues, segment:Alder"
    assert told(note.tables[0], 6, 1) == "Operating income | segment:Alder"


def test_items_not_allocated_to_segments_are_reconciling() -> None:
    assert kind_of("Other items not allocated to segments") == "reconciling"


def test_a_corner_of_reconciling_items_speaks_for_the_rows() -> None:
    rows = "Reconciling items|2024|2023\nStock-based compensation|9|8\nLegal costs|7|6"
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 1).endswith("reconciling:Reconciling items")


def test_a_title_over_all_columns_is_no_subject() -> None:
    rows = "|Schedule of results[2]\n(in millions)|2024|2023\nRevenue:\nAlder|9|8\nBirch|7|6\nTotal revenue|16|14"
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 3, 1) == "Revenue | segment:Alder"


def test_plain_totals_of_segments_do_not_end_the_measure_they_share() -> None:
    rows = """(in millions)|2024|2023
Operating revenues
Alder
Outside|9|8
Intersegment|1|1
Total|10|9
Birch
Outside|7|6
Intersegment|2|2
Total|9|8
Eliminations|(3)|(3)
Consolidated operating revenues|16|14"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 9, 1) == "Operating revenues | segment:Birch, segments-total:Gross"
    assert told(note.tables[0], 10, 1) == "Operating revenues | elimination:Eliminations"


@pytest.mark.parametrize(
    ("caption", "measure"),
    [
        ("Net sales by country were as follows:", "Net sales"),
        ("Total segment assets reconciled to consolidated amounts are as follows:", "Total segment assets"),
        ("The following table presents our net sales information by country:", "Net sales"),
        ("The table presents summarized information for long-lived assets by geographic area:", "Long-lived assets"),
        ("The following table presents inventory by reportable segment (in millions):", "Inventory"),
        ("Costs are shared by usage. Total depreciation expense, by segment, is:", "Total depreciation expense"),
        ("Alder and Birch were merged.", ""),
    ],
)
def test_the_measure_that_a_caption_names(caption: str, measure: str) -> None:
    assert caption_measure([caption]).lower() == measure.lower()


def test_a_sentence_further_up_that_leads_to_no_table_names_no_measure() -> None:
    far = "Net sales of the year were higher than ever. They were helped by the weather and the new mill."
    assert caption_measure(["By segment:", far]) == ""


def test_a_column_of_sales_to_customers_names_the_measure() -> None:
    rows = "(in millions)|Net sales to external customers|Operating income\nAlder|90|9\nBirch|70|7"
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 1) == "Net sales to external customers | segment:Alder"


@pytest.mark.parametrize(
    ("text", "words"), [("Corporateand other", "Corporate and other"), ("Percent ofTotal", "Percent of Total")]
)
def test_words_run_together_by_a_line_break(text: str, words: str) -> None:
    assert clean(text) == words


def test_a_name_that_lost_its_blanks_is_the_same_name() -> None:
    names = learn_names(["We have two segments: Alder Mills and Birch Ports."], [], "Cedar Point Holdings, Inc.")
    assert names.canonical("AlderMills") == "Alder Mills"
    assert names.is_entity("CedarPoint")


def test_a_table_after_a_table_goes_on_under_its_caption() -> None:
    lead = "Results for the three months ended September 30, 2024 and 2023:"
    first = table("2024\n(in millions)|Alder|Birch\nRevenue|500|400", lead)
    second = table("2023\n(in millions)|Alder|Birch\nRevenue|300|200", number=2)
    settings = Settings(form="10-Q", period_end=date(2024, 9, 30), fiscal_period="Q3")
    note, _ = read(first, second, text=TWO, settings=settings)
    hint = at(note.tables[1], 2, 1).period
    assert hint is not None
    assert (str(hint.start), str(hint.end)) == ("2023-07-01", "2023-09-30")


def test_the_only_duration_of_a_header_reaches_a_bare_year_beside_it() -> None:
    rows = "(in millions)|Twelve months ended June 30,[2]|\n|2024|2023|2022\nRevenue|900|800|700"
    note, _ = read(table(rows, "For the three months ended March 31, 2024 see above."), end=date(2024, 6, 30))
    hint = at(note.tables[0], 2, 3).period
    assert hint is not None
    assert (hint.months, str(hint.end)) == (12, "2022-06-30")


def test_comparative_quarters_tell_the_rule_of_weeks() -> None:
    quarters = ((date(2023, 7, 1), 3), (date(2022, 6, 25), 3))
    assert week_rule(date(2022, 10, 1), 5, (), quarters) == WeekRule(5, 9, nearest=False)


def test_a_total_whose_columns_begin_again_for_another_period_is_the_consolidated_figure() -> None:
    heads = "||2024||||2023||\n(in millions)|Alder|Birch|Eliminations|Total|Alder|Birch|Eliminations|Total"
    note, _ = read(table(f"{heads}\nNet sales|90|80|(5)|165|70|60|(4)|126"), text=TWO)
    assert told(note.tables[0], 2, 4) == "Net sales | consolidated:Total"
    assert told(note.tables[0], 2, 8) == "Net sales | consolidated:Total"


def test_a_consolidated_profit_is_the_companys_and_ends_what_is_not_allocated() -> None:
    rows = """(in millions)|2024|2023
Total segment profit|90|80
Amounts not allocated to segments:
General and administrative expenses|(30)|(20)
Consolidated operating income|60|60
Interest expense|(10)|(10)
Consolidated income before income taxes|50|50"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 3, 1).startswith("General and administrative expenses | reconciling:")
    assert told(note.tables[0], 4, 1) == "operating income | consolidated:Consolidated"
    assert told(note.tables[0], 5, 1).split(" | ")[1:] in ([], [""])
    assert told(note.tables[0], 6, 1).endswith("| consolidated:Consolidated")


@pytest.mark.parametrize("label", ["Other segment items", "Other segment item", "Other segment expenses"])
def test_the_other_segment_items_of_asu_2023_07_are_a_measure(label: str) -> None:
    assert measure_strength(label) == 2
    rows = f"(in millions)|Alder|Birch|Total\nSegment income\nCost of sales|50|40|90\n{label}|5|4|9"
    rows += "\nSegment income|30|20|50"
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 3, 1) == f"{label} | segment:Alder"


def test_a_profit_from_which_more_is_deducted_is_a_measure_of_its_own() -> None:
    rows = """(in millions)|Alder|Birch|Total
Segment income
Cost of sales|50|40|
Segment income|30|20|50
Unallocated amounts
Interest expense|||(10)
Consolidated income before income taxes|||40"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 3, 1) == "Segment income | segment:Alder"
    assert told(note.tables[0], 5, 3).startswith("Interest expense | corporate:Unallocated amounts")
    assert told(note.tables[0], 6, 3) == "income before income taxes | consolidated:Consolidated"


def test_corporate_below_the_segments_total_has_their_measure_and_not_that_of_a_later_total() -> None:
    rows = """(in millions)|2024|2023
Alder EBITA|40|30
Birch EBITA|20|25
Total segment EBITA|60|55
Corporate and other|(7)|(8)
Less: amortization of intangibles|3|2
Operating income|50|45
Total expenses and other income|(9)|(6)
Income before income taxes|41|39"""
    shown = read(table(rows), text="We have two reportable segments: Alder and Birch.")[0].tables[0]
    assert told(shown, 2, 1) == "EBITA | segment:Birch"
    assert told(shown, 4, 1).startswith("EBITA | corporate")
    assert at(shown, 4, 1).line == at(shown, 1, 1).line != at(shown, 7, 1).line


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Alder segment profit", "segment profit"),
        ("Alder royalties and fees", "royalties and fees"),
        ("Alder’s sales", "sales"),
    ],
)
def test_what_a_label_says_beside_the_segment_keeps_its_letters(label: str, measure: str) -> None:
    shown = read(
        table(f"(in millions)|2024|2023\n{label}|40|30"), text="We have two reportable segments: Alder and Birch."
    )
    assert told(shown[0].tables[0], 1, 1) == f"{measure} | segment:Alder"


UNNAMED = """
(in thousands)|2024|2023
Net sales to customers:
Lathe Systems|402|391
Gauge Products|98|94
|500|485
Segment income from operations:
Lathe Systems|61|57
Gauge Products|9|8
|70|65
Corporate expenses|(22)|(21)
Goodwill impairment|—|(4)
Income from operations|48|40
Net sales by destination:
Norway|120|116
Japan|380|369
|500|485
"""


def test_rows_under_a_heading_of_segments_are_segments_in_the_whole_table() -> None:
    note, _ = read(table(UNNAMED, "Following is our segment and geographic information:"))
    found = note.tables[0]
    assert told(found, 2, 1) == "Net sales to customers | segment:Lathe Systems"
    assert told(found, 7, 1) == "Segment income from operations | segment:Gauge Products"
    assert told(found, 13, 1) == "Net sales by destination | geography:Norway"


def test_countries_under_a_heading_of_segments_are_left_to_their_neighbours() -> None:
    rows = "(in thousands)|2024|2023\nSegment assets:\nNorway|120|116\nJapan|380|369\n|500|485"
    note, _ = read(table(rows))
    assert under_headings(note.tables, knowledge.load(2025).places) == ()


def test_a_segment_called_central_is_no_corporate_and_financial_services_is_a_name() -> None:
    said = "Our operations are aggregated into three reportable regions—West, Central and East—and Financial Services."
    rows = "(in millions)|2024|2023\nIncome before taxes\nWest|9|8\nCentral|7|6\nEast|5|4\nFinancial Services|3|2"
    note, _ = read(table(f"{rows}\nCentral costs|(2)|(1)\nIncome before taxes|22|19", said), text=said)
    kinds = [at(note.tables[0], row, 1).subjects[0].kind.value for row in (2, 3, 4, 5, 6)]
    assert kinds == ["segment"] * 4 + ["corporate"]


def test_rows_under_customer_are_customers_and_letters_are_called_so() -> None:
    rows = "Customer|2024|2023\nA (Norway)|29%|44%\nB (Japan)|16%|15%"
    lead = "Three and four customers, respectively, accounted for 10% or more of the Company’s revenues."
    note, _ = read(table(rows, lead))
    assert [(s.kind.value, s.name) for s in at(note.tables[0], 1, 1).subjects] == [("customer", "Customer A (Norway)")]


def test_names_with_their_share_of_sales_after_products_accounted_are_products() -> None:
    said = "The two segments are Loom, Kite and Sail Goods and Pet Toys."
    rows = "|2024|2023\nLoom Goods|42%|43%\nKite Goods|19%|19%\nSail Goods|17%|17%\nPet Toys|22%|21%\nTotal|100%|100%"
    lead = "Loom, Kite and Sail Goods and Pet Toys products accounted for the following percentages of Net sales:"
    note, _ = read(table(rows, lead), text=said)
    assert {s.kind.value for row in (1, 2, 3, 4) for s in at(note.tables[0], row, 1).subjects} == {"product"}


def test_discontinued_operations_are_no_product() -> None:
    rows = "(in millions)|Alder|Birch|Total\nRevenue|30|20|50\nReconciliation to consolidated:\nNet income\n"
    rows += "Continuing operations|||2\nDiscontinued operations|||9\nNet income|||11"
    note, _ = read(table(rows), text=TWO)
    assert "product" not in {s.kind.value for s in at(note.tables[0], 5, 3).subjects}


def test_net_income_under_a_heading_of_net_operating_income_keeps_its_own_words() -> None:
    rows = """(in millions)|2024|2023
Net operating income:
Alder|40|30
Birch|20|25
Total segment NOI|60|55
Reconciliation to net income:
Depreciation|(25)|(22)
Interest expense|(15)|(13)
Net income|20|20"""
    shown = read(table(rows), text="We have two reportable segments: Alder and Birch.")[0].tables[0]
    assert told(shown, 8, 1).startswith("Net income")
    assert at(shown, 8, 1).line != at(shown, 3, 1).line == at(shown, 2, 1).line
