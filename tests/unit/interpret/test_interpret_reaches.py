"""How far the rows under a segment's name go."""

from __future__ import annotations

from interpret_samples import read, table, told

TWO = "We have two reportable segments: Alder and Birch."
ACCOUNTS = """(in millions)|2024|2023
Alder
  Premiums earned|80|70
  Net investment income|20|10
Total revenues|100|80
  Losses incurred|50|45
  Underwriting expenses|20|15
Segment income before income taxes|30|20
  Loss ratio|62.5%|64.3%
Birch
  Policy charges|40|35
  Net investment income|30|25
Total revenues|70|60
  Policyholder benefits|45|40
Segment income before income taxes|25|20
Reconciliation to consolidated income before income taxes
  Total segment income before income taxes|55|40
  Corporate interest expense|(5)|(4)
Income before income taxes|50|36"""


def test_a_segment_s_total_revenues_set_further_out_do_not_end_its_account() -> None:
    note, _ = read(table(ACCOUNTS), text=TWO)
    shown = note.tables[0]
    for row in range(2, 9):
        assert told(shown, row, 1).endswith("| segment:Alder"), row
    for row in range(10, 15):
        assert told(shown, row, 1).endswith("| segment:Birch"), row


def test_what_leads_to_the_whole_ends_the_last_segment_s_account() -> None:
    note, _ = read(table(ACCOUNTS), text=TWO)
    assert "segment:" not in told(note.tables[0], 17, 1)
    assert "segment:" not in told(note.tables[0], 18, 1)


def test_rows_after_a_total_that_bears_the_segment_s_name_are_its_own_up_to_its_profit() -> None:
    rows = """(in millions)|2024|2023
Alder
Licence revenue|30|27
Upkeep revenue|20|18
Total Alder revenue|50|45
Cost of revenue|15|13
Research and development|10|9
Alder segment profit|25|23
Birch
Training revenue|40|38
Cost of revenue|22|21
Birch segment profit|18|17
Total segment profit|43|40
Corporate expenses|(3)|(4)
Income before income taxes|40|36"""
    note, _ = read(table(rows), text=TWO)
    shown = note.tables[0]
    assert told(shown, 5, 1) == "Cost of revenue | segment:Alder"
    assert told(shown, 6, 1) == "Research and development | segment:Alder"
    assert told(shown, 10, 1) == "Cost of revenue | segment:Birch"
    assert "segment:" not in told(shown, 13, 1)
    costs = {line.label: line.effect for line in shown.lines}
    assert costs["Research and development"] == -1
    products = [s.name for v in shown.values for s in v.subjects if s.kind.value == "product"]
    assert "Research and development" not in products


def test_the_whole_shown_below_the_last_segment_is_no_segment_s() -> None:
    rows = """(in millions)|2024|2023
Alder
  Net sales|30|27
  Operating income|5|4
Birch
  Net sales|20|18
  Operating income|3|3
Net sales|50|45
Operating income|8|7"""
    note, _ = read(table(rows), text=TWO)
    assert "segment:" not in told(note.tables[0], 7, 1)
    assert "segment:" not in told(note.tables[0], 8, 1)
