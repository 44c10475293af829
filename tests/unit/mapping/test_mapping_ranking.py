"""The order of candidates: rules first, then the element that has the line's very name, then the weights."""

from __future__ import annotations

import pytest

from converter import knowledge
from converter.mapping.features import Trace
from converter.mapping.ranking import EXTENSION, Ranked, rules_first


def candidate(local: str, **features: float) -> Ranked:
    concept = knowledge.load(2025).catalogue.find(local)
    assert concept is not None
    return Ranked(local=local, score=0.0, share=0.1, trace=Trace(concept=concept, features=dict(features)))


OWN = Ranked(local=EXTENSION, score=1.0, share=0.8, trace=None)


@pytest.mark.parametrize(("named", "first"), [(1.0, "PensionExpense"), (0.0, EXTENSION)])
def test_the_element_of_the_very_name_comes_before_ones_own(named: float, first: str) -> None:
    ranked = (OWN, candidate("Goodwill"), candidate("PensionExpense", named=named))
    assert rules_first(ranked)[0].local == first
    assert {r.local for r in rules_first(ranked)} == {r.local for r in ranked}


def test_the_very_name_does_not_outdo_a_standard_element_that_leads() -> None:
    ranked = (candidate("Goodwill"), candidate("PensionExpense", named=1.0), OWN)
    assert rules_first(ranked) == ranked
