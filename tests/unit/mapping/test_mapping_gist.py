"""One measure under several wordings, and the names of elements of one's own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from mapping_notes import line, note, subject, table, values

from converter import knowledge, mapping
from converter.interpret.model import TableKind
from converter.mapping.extensions import concept_name
from converter.mapping.gist import gist, short_forms
from converter.mapping.words import camel
from converter.options import Settings

KNOWN = knowledge.load(2025)
COLUMNS = ((subject("segment", "Harbor"),), (subject("segment", "Inland"),), (subject("consolidated", "Total"),))
NOTE = "we use net quarry result (“nqr”) and adjusted haul margin (the “ahm”). we operate kilns (“plants”)."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Segment EBITA", "Total EBITA"),
        ("Derivative gain (expense)", "Derivative gain"),
        ("Net segment toll income (expense)", "Net segment toll income"),
        ("Company's share of NQR", "Company's share of net quarry result"),
        ("Adjusted EBITDA by segment", "Adjusted EBITDA"),
    ],
)
def test_wordings_of_one_measure_come_to_the_same(one: str, other: str) -> None:
    assert gist(one, NOTE) == gist(other, NOTE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gain on sale of barges", "Loss on sale of barges"),
        ("Net income", "Income"),
        ("Net sales by region", "Net sales"),
    ],
)
def test_wordings_of_two_measures_do_not(one: str, other: str) -> None:
    assert gist(one, NOTE) != gist(other, NOTE)


def test_a_note_s_short_forms_are_those_it_spells_out() -> None:
    assert short_forms(NOTE) == {"nqr": "net quarry result", "ahm": "adjusted haul margin"}


def elements(*tables: tuple[str, Sequence[int]]) -> dict[str, str]:
    made = []
    for number, (label, figures) in enumerate(tables):
        owner = line(number, label, context=(f"Table {number}",))
        made.append(table(TableKind.OTHER, [owner], values(owner, figures, COLUMNS), f"t{number}"))
    mapped, _ = mapping.map_note(note(*made), Settings(), KNOWN)
    return {d.label: d.concept.local for d in mapped.decisions}


def test_one_measure_is_one_element_whatever_whose_it_is_called() -> None:
    found = elements(("Segment EBITA", (40, 20, 60)), ("EBITA", (40, 20, 60)))
    assert found["Segment EBITA"] == found["EBITA"]


def test_wordings_of_a_standard_element_follow_the_rule_that_names_it() -> None:
    found = elements(("Derivative gain (expense)", (4, 2, 6)), ("Derivative gain", (4, 2, 6)))
    assert set(found.values()) == {"DerivativeGainLossOnDerivativeNet"}


@pytest.mark.parametrize(
    ("label", "heading", "name"),
    [
        ("2 Kiln relining outlays were comprised", "", "KilnReliningOutlays"),
        ("S of Company's share of kiln result", "", "CompanysShareOfKilnResult"),
        ("Loss from relining from Fen Quarry", "", "LossFromRelining"),
        ("Assets included in kilns and", "", "AssetsIncludedInKilns"),
        ("Kilns", "Less:", "Kilns"),
        ("EBITQ", "EBITQ Reconciliation", "Ebitq"),
        ("Relined", "Kiln outlays", "KilnOutlaysRelined"),
        ("Reconciliation of kiln result", "", "KilnResult"),
        ("Adjusted kiln result by segment", "", "AdjustedKilnResult"),
        ("Unallocated SG&A and kilns", "", "UnallocatedSellingGeneralAndAdministrativeAndKilns"),
        ("Impairment of IPR&D kilns", "", "ImpairmentOfInprocessResearchAndDevelopmentKilns"),
    ],
)
def test_a_name_is_the_row_s_own_whole_phrase(label: str, heading: str, name: str) -> None:
    assert concept_name(label, heading, "Fen Quarry, Inc.", KNOWN.catalogue) == name


def test_a_letter_is_no_article() -> None:
    assert camel("modification of a series a preferred stock") == "ModificationOfSeriesAPreferredStock"


def test_a_name_that_says_whose_it_is_says_what_too() -> None:
    lines = [line(0, "Gross result", 1, "l2"), line(1, "Corporate", -1, "l2"), line(2, "Net income", is_total=True)]
    rows = [(50, 30, 80), (9, 4, 13), (41, 26, 67)]
    found = [v for owner, row in zip(lines, rows, strict=True) for v in values(owner, row, COLUMNS)]
    mapped, _ = mapping.map_note(note(table(TableKind.PROFIT_OR_LOSS, lines, found)), Settings(), KNOWN)
    assert "CorporateExpenses" in {d.concept.local for d in mapped.decisions}
