"""What a line cannot mean: an element that takes in what the line's label leaves out."""

from __future__ import annotations

import mapping_notes as made
import pytest

from converter import knowledge
from converter.interpret.model import TableKind
from converter.mapping import map_note
from converter.mapping.excluded import contrary
from converter.options import Settings


@pytest.mark.parametrize(
    ("label", "standard"),
    [
        ("Assets, excluding discontinued operations", "Disposal Group, Including Discontinued Operation, Assets"),
        ("Cost of goods (exclusive of depreciation)", "Cost, Depreciation and Amortization"),
        ("Expenses other than interest", "Interest Expense"),
    ],
)
def test_an_element_that_takes_in_what_is_left_out(label: str, standard: str) -> None:
    assert contrary(label, standard)


@pytest.mark.parametrize(
    ("label", "standard"),
    [
        ("Assets, including discontinued operations", "Disposal Group, Including Discontinued Operation, Assets"),
        ("Cost of goods (exclusive of depreciation)", "Cost of Goods and Service, Excluding Depreciation"),
        ("Operating income excluding other income", "Operating Income (Loss)"),
        ("Expenses excluding interest", "Operating Expenses"),
    ],
)
def test_an_element_that_leaves_it_out_too_or_never_spoke_of_it(label: str, standard: str) -> None:
    assert not contrary(label, standard)


def test_such_an_element_is_no_candidate() -> None:
    line = made.line(0, "Assets, excluding discontinued operations")
    table = made.table(TableKind.ASSETS, [line], made.values(line, [5], [()], made.AT_DATE))
    (decision,) = map_note(made.note(table), Settings(prefix="alder"), knowledge.load(2025))[0].decisions
    assert decision.candidates
    assert not [c for c in decision.candidates if "Discontinued" in c.concept.local]
