"""Revenue by who pays it and from where, in rows and in sentences: whose it is, and no part of what it is."""

from __future__ import annotations

import pytest
from interpret_samples import read, table, told

from converter.interpret.model import Content

ROWS = """
|2024|2023
Net sales|500|480
Sales to one customer|70|66
Revenue from the U.S. government|20|10
Export sales|60|50
Operating income|40|36
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (1, "Net sales | "),
        (2, "Sales | customer:One Customer"),
        (3, "Revenue | customer:U.S. Government"),
        (4, "Sales | geography:Export"),
    ],
)
def test_a_row_names_who_pays(row: int, expected: str) -> None:
    note, _ = read(table(ROWS), text="The Company has one reportable segment.")
    assert told(note.tables[0], row, 1) == expected


def test_rows_under_net_sales_by_customer_are_customers() -> None:
    rows = (
        "|2024|2023\nNet sales by customer:\nHalvorsen|60|50\nGannet|40|40\nAll other customers|400|390\nTotal|500|480"
    )
    note, _ = read(table(rows), text="The Company has one reportable segment.")
    assert told(note.tables[0], 2, 1).endswith("customer:Halvorsen")


@pytest.mark.parametrize("heading", ["Net sales by customer type", "Net sales by customer and kind of contract"])
def test_rows_under_net_sales_by_what_customers_are_name_none(heading: str) -> None:
    rows = f"|2024|2023\n{heading}:\nFleets|60|50\nDealers|440|430\nTotal|500|480"
    note, _ = read(table(rows), text="The Company has one reportable segment.")
    assert "customer:" not in told(note.tables[0], 2, 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Revenue was $30 million in Norway and $20 million in the rest of the world in 2024.",
            ["Norway", "Rest of World"],
        ),
        (
            "Revenue was $30 million in Norway and $20 million in other foreign countries in 2024.",
            ["Norway", "Other foreign countries"],
        ),
        ("Export sales were $20 million in 2024.", ["Export"]),
    ],
)
def test_sentences_name_the_rest_of_the_world(text: str, places: list[str]) -> None:
    note, _ = read(text=text)
    amounts = [value for each in note.tables for value in each.values if value.content is Content.MONEY]
    assert [subject.name for value in amounts for subject in value.subjects] == places
