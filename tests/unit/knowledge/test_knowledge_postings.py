"""The word index: scores, order, and what is written is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.knowledge.postings import Postings
from converter.knowledge.words import normalise

LABELS = {
    "OutletRent": "Outlet rent",
    "OtherRent": "Other rent",
    "GardenRevenue": "Garden revenue",
    "GardenAssets": "Total garden assets",
    "PorchAssets": "Porch assets held for rent by others",
}


def _index(usage: dict[str, int] | None = None) -> Postings:
    return Postings.build(((name, normalise(label)) for name, label in LABELS.items()), usage)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Outlet rents", "OutletRent"),
        ("Garden sales", "GardenRevenue"),
        ("Garden assets", "GardenAssets"),
        ("Porch", "PorchAssets"),
    ],
)
def test_the_best_comes_first(question: str, first: str) -> None:
    assert _index().search(question, 5)[0][0] == first


def test_the_same_words_score_one_in_any_order() -> None:
    assert _index().search("Rent, outlet", 1) == [("OutletRent", pytest.approx(1.0))]


def test_a_light_word_costs_little_and_a_synonym_less_than_another_word() -> None:
    scores = dict(_index().search("Garden assets", 5))
    assert scores["GardenAssets"] > 0.9
    assert 0.5 < dict(_index().search("Garden sales", 5))["GardenRevenue"] < 1
    assert dict(_index().search("Garden gnomes", 5))["GardenRevenue"] < 0.6


def test_usage_settles_the_order_and_not_the_score() -> None:
    plain, used = _index().search("Rents", 2), _index({"OtherRent": 500}).search("Rents", 2)
    assert used[0][0] == "OtherRent"
    assert dict(plain)["OtherRent"] == dict(used)["OtherRent"]


def test_nothing_shared_nothing_found() -> None:
    assert _index().search("gnomes", 5) == []
    assert _index().search("", 5) == []


@pytest.mark.parametrize("names", [True, False])
def test_written_and_read_back(tmp_path: Path, names: bool) -> None:  # noqa: FBT001 - the case itself
    index = _index({"OtherRent": 3})
    path = tmp_path / "index.tsv"
    path.write_text("\n".join(["# a header", *index.lines(names=names)]), encoding="utf-8")
    again = Postings.read(path, None if names else list(LABELS))
    for question in ("rent", "total garden revenue", "porch assets"):
        assert again.search(question, 5) == index.search(question, 5)
