"""Numbers of things as measures, in columns and in rows."""

from __future__ import annotations

from interpret_samples import at, read, table, told

from converter.interpret.model import Content

TWO = "We have two reportable segments: Alder and Birch."


def test_a_column_of_things_beside_a_measure_is_a_measure_of_the_rows() -> None:
    rows = """|2024[2]|2023[2]
($ in thousands)|Homes|Revenue|Homes|Revenue
Alder|410|$ 246,000|395|$ 233,050
Birch|330|148,500|310|136,400
Total|740|$ 394,500|705|$ 369,450"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "Homes | segment:Alder"
    assert told(note.tables[0], 2, 2) == "Revenue | segment:Alder"
    assert at(note.tables[0], 4, 1).content is Content.COUNT
    assert told(note.tables[0], 4, 1) == "Homes | consolidated:Total"


def test_a_row_of_things_is_no_part_of_the_measure_before_it() -> None:
    rows = """|2024|2023
Headcount|1,305|1,240
Customers (number)|412|355"""
    note, _ = read(table(rows, "Selected data on revenue by product:"), text="We have one reportable segment.")
    assert told(note.tables[0], 1, 1) == "Headcount | "
    assert told(note.tables[0], 2, 1).startswith("Customers")
    assert not [s for value in note.tables[0].values for s in value.subjects]


def test_stores_beside_another_way_to_sell_are_a_name() -> None:
    rows = """(in millions)|Stores|Digital|Total
Net sales|40|20|60"""
    note, _ = read(table(rows, "Net sales by channel:"), text="We have one reportable segment.")
    assert told(note.tables[0], 1, 1).startswith("Net sales | product:")
