"""Labels as words, and names of extension elements."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from mapping_notes import note, table
from msgspec.structs import replace

from converter import knowledge
from converter.interpret.model import TableKind
from converter.mapping.extensions import concept_name, member_name
from converter.mapping.wording import note_text
from converter.mapping.words import bare, camel, is_generic, measure_in, normalise, tokens, wordings

CATALOGUE = knowledge.load(2025).catalogue


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("(Loss) income (a)", "(loss) income"),
        ("Depreciation — and amortization*", "depreciation and amortization"),
        ("Net sales (1)", "net sales"),
        ("Net sales to customers (a", "net sales to customers"),
        ("Long-lived assets:", "long lived assets"),
    ],
)
def test_normalise(label: str, wanted: str) -> None:
    assert normalise(label) == wanted


@pytest.mark.parametrize(
    ("label", "path", "context", "wanted"),
    [
        ("Goodwill", (), (), ("Goodwill",)),
        ("Third party", ("Revenue",), (), ("Revenue",)),
        ("Total", ("Assets",), (), ("Assets",)),
        ("Total", (), ("Capital expenditures",), ("Capital expenditures",)),
        ("Depreciation", ("Other data",), (), ("Depreciation", "Other data")),
        ("The following table presents inventory by segment:", (), (), ("inventory",)),
        (
            "Gain on sale of equity investment in Kestrel Homes, Inc.",
            (),
            ("Sales",),
            ("Gain on sale of equity investment in Kestrel Homes, Inc.",),
        ),
    ],
)
def test_wordings(label: str, path: tuple[str, ...], context: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert wordings(label, path, context) == wanted


def test_generic_labels_name_nothing() -> None:
    assert is_generic("Third party")
    assert is_generic("Total")
    assert not is_generic("Total assets")


def test_a_label_that_is_no_sentence_stays() -> None:
    assert measure_in("Equity in earnings of unconsolidated real estate entities") != ""


def test_bare_drops_whose_figure_it_is() -> None:
    assert bare("Total segment goodwill") == "goodwill"
    assert bare("Total") == "Total"


def test_synonyms_are_one_word() -> None:
    assert tokens("net sales") == tokens("net revenues")


@pytest.mark.parametrize(
    ("label", "wanted"), [("Cost of the quays", "CostOfQuays"), ("SG&A and other", "SGAndAAndOther"), ("R", "R")]
)
def test_camel(label: str, wanted: str) -> None:
    assert camel(label) == wanted


@pytest.mark.parametrize(
    ("label", "heading", "wanted"),
    [
        ("Centralized depot costs", "", "CentralizedDepotCosts"),
        ("Kestrel brand costs", "", "BrandCosts"),
        ("Other", "Quay costs", "QuayCostsOther"),
        ("Cost of revenue", "", "CostOfRevenueAmount"),
        ("2024 depot charge", "", "DepotCharge"),
        ("5G devices", "", "Item5gDevices"),
        ("Depot assets as of December 31, 2024", "", "DepotAssets"),
    ],
)
def test_concept_names(label: str, heading: str, wanted: str) -> None:
    assert concept_name(label, heading, "Kestrel Inc", CATALOGUE) == wanted


def test_member_names_are_no_standard_members() -> None:
    assert member_name("Harbor (old)", "Segment", CATALOGUE) == "HarborSegmentMember"
    assert member_name("Corporate", "", CATALOGUE) == "CorporateExtensionMember"
    assert member_name("China (including Macau)", "", CATALOGUE) == "ChinaIncludingMacauMember"


def test_the_rows_of_a_table_are_no_sentence() -> None:
    made = note(table(TableKind.PROFIT_OR_LOSS, [], []))
    rows = tuple(SimpleNamespace(label=label) for label in ("Other expense, net", "Interest income", "Net loss"))
    text = note_text(replace(made, tables=(replace(made.tables[0], rows=rows),)))  # type: ignore[arg-type]  # only the labels are read
    assert "net interest income" not in text
    assert "interest income" in text
