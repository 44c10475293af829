"""What a total and an element of one's own decide of the lines beside them."""

from __future__ import annotations

from decimal import Decimal

from test_mapping_cells import convert, place
from whole_notes import tagged

from converter.options import CellDecision


def test_the_parts_of_a_plain_total_keep_the_sign_they_are_shown_with() -> None:
    """ "Total other" is named for no cost and no loss: what adds to it lowers nothing."""
    made = tagged("|Alder|Birch|Total\nMooring|7|3|10\nYard upkeep|5|2|7\nTotal other|12|5|17\nNet sales|40|30|70")
    assert [made.cells["Mooring", column].value for column in (1, 2, 3)] == [Decimal(7), Decimal(3), Decimal(10)]


def test_an_element_decided_for_one_number_keeps_its_label_for_another() -> None:
    first = CellDecision(
        place=place("520"), shown="520", concept="acme:Flour", extension_label="Flour and yeast", balance="debit"
    )
    second = CellDecision(place=place("430"), shown="430", concept="acme:Flour")
    elements = [e for e in convert(first, second).report.elements if str(e.qname) == "acme:Flour"]
    assert [(e.label, e.balance) for e in elements] == [("Flour and yeast", "debit")]


def test_a_corporate_column_keeps_its_member_beside_reconciling_rows() -> None:
    """Only what is a reconciling item and nothing else is told by its concept alone (rule 12)."""
    made = tagged(
        "|Alder|Birch|Corporate reconciling items|Total\nRevenue|70|30|—|100\nOperating income|20|10|(5)|25\n"
        "Reconciling items:||||\nRope losses|(1)|(2)|(3)|(6)\nPool fees|||(3)|(3)"
    )
    assert made.of("Pool fees", 3) == ("CorporateNonSegment",)
