"""Labels that are the same line to a reader are the same words to the converter."""

from __future__ import annotations

import pytest

from converter.knowledge.words import key, normalise, stem, synonyms

SAME = [
    ("(Loss) income before income taxes (1)", "Income (loss) before income tax"),
    ("SG & A expenses", "Selling, general and administrative expense"),
    ("SG&A expense", "Selling, general, and administrative expenses"),
    ("D&A", "Depreciation and amortization"),
    ("Less: Cost of goods sold", "Cost of goods sold"),
    ("Add: Share of associates’ income", "Share of associates' income"),
    ("Non-operating (expense) income, net", "Nonoperating income, net"),
    ("Inter-segment sales", "Intersegment sales"),
    ("Inter segment sales", "Intersegment sales"),
    ("R&D", "Research and development"),
    ("PP&E, net", "Property, plant and equipment, net"),
    ("G&A", "General & administrative"),
    ("Earnings before interest, taxes, depreciation and amortization", "EBITDA"),
    ("Pre-tax income", "Before-tax income"),
    ("Provision (benefit) for income taxes(2)(3)", "Provision for income taxes"),
    ("(Reversal of) provision for credit losses", "Provision for credit losses"),
    ("Non-U.S. revenues", "Non-US revenue"),
    ("Amortisation of intangibles", "Amortization of intangibles"),
    ("Labour costs", "Labor cost"),
    ("Net income/(loss)", "Net income"),
    ("Total assets²", "Total assets"),
    ("Capex", "Capital expenditures"),
    ("Côte d’Ivoire", "Cote d'Ivoire"),
]

DIFFERENT = [
    ("Net sales", "Net revenues"),
    ("Interest income", "Interest expense"),
    ("Other expense (income), net", "Other income (expense), net"),
    ("Total assets", "Assets"),
    ("Interest expense, net", "Interest expense"),
    ("Gain on sale", "Loss on sale"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_line(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_line(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_words_keep_their_order_and_what_net_says() -> None:
    assert normalise("Interest expense, net of capitalized amounts") == (
        "interest", "expense", "net", "capitalized", "amount",
    )  # fmt: skip


@pytest.mark.parametrize("label", ["", "   ", "—", "$", "(1)"])
def test_a_label_without_words_has_none(label: str) -> None:
    assert normalise(label) in {(), ("1",)}


def test_a_label_that_is_nothing_but_a_sign_word_keeps_it() -> None:
    assert normalise("(Loss)") == ("loss",)


@pytest.mark.parametrize(
    ("word", "singular"),
    [("taxes", "tax"), ("losses", "loss"), ("expenses", "expense"), ("subsidiaries", "subsidiary"),
     ("series", "series"), ("gas", "gas"), ("basis", "basis"), ("business", "business"), ("branches", "branch"),
     ("goods", "goods"), ("organisations", "organization"), ("programmes", "program")],
)  # fmt: skip
def test_plurals_and_spelling(word: str, singular: str) -> None:
    assert stem(word) == singular


def test_normalising_twice_changes_nothing() -> None:
    for one, other in SAME + DIFFERENT:
        assert key(key(one)) == key(one)
        assert key(key(other)) == key(other)


def test_synonyms_go_both_ways_and_never_to_itself() -> None:
    assert "sale" in synonyms()["revenue"]
    assert "revenue" in synonyms()["sale"]
    assert all(word not in others for word, others in synonyms().items())
