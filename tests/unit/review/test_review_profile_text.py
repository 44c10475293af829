"""A profile edited as text keeps what a person wrote around its entries."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

import pytest

from converter.errors import BadProfile
from converter.review.profile_text import ProfileText

TEXT = '''# The company's own.
[entity]
name = "Acme [Ltd]"  # as registered

# why: the board calls it so
[[lines]]
label = "Sales"
concept = "us-gaap:Revenues"

[[lines]]
label = "Costs"
extension_label = """
[[lines]]
not a header"""
concept = "us-gaap:CostOfRevenue"

[[members]]
name = "North"
axis = "us-gaap:StatementBusinessSegmentsAxis"
member = "acme:NorthMember"
'''


def test_the_text_comes_back() -> None:
    assert str(ProfileText.parse(TEXT)) == TEXT


def test_a_header_inside_a_long_string_is_none() -> None:
    assert len(ProfileText.parse(TEXT).places("lines")) == 2


def test_replacing_touches_one_entry_and_keeps_its_comment() -> None:
    after = str(ProfileText.parse(TEXT).replaced("lines", 0, {"label": "Sales", "concept": "us-gaap:SalesRevenueNet"}))
    gone = [line for line in TEXT.splitlines() if line not in after.splitlines()]
    assert gone == ['concept = "us-gaap:Revenues"']
    assert '# why: the board calls it so\n[[lines]]\nlabel = "Sales"' in after


@pytest.mark.parametrize(("number", "order"), [(0, ["New", "Sales", "Costs"]), (1, ["Sales", "New", "Costs"])])
def test_inserting_before_an_entry(number: int, order: list[str]) -> None:
    after = str(ProfileText.parse(TEXT).inserted("lines", number, {"label": "New", "concept": "us-gaap:X"}))
    assert [line["label"] for line in tomllib.loads(after)["lines"]] == order
    assert after.replace('[[lines]]\nlabel = "New"\nconcept = "us-gaap:X"\n\n', "") == TEXT


def test_inserting_the_last_and_the_first_of_its_kind() -> None:
    text = ProfileText.parse(TEXT).inserted("lines", None, {"label": "Last", "concept": "us-gaap:X"})
    text = text.inserted("cells", None, {"place": "t1:r1:c1", "skip": "no"})
    data = tomllib.loads(str(text))
    assert [line["label"] for line in data["lines"]] == ["Sales", "Costs", "Last"]
    assert data["cells"] == [{"place": "t1:r1:c1", "skip": "no"}]


def test_taking_out() -> None:
    data = tomllib.loads(str(ProfileText.parse(TEXT).without("lines", 0)))
    assert [line["label"] for line in data["lines"]] == ["Costs"]
    assert data["members"]


@pytest.mark.parametrize(
    "value",
    [
        'a "quote" \\ and — dash', "line\nbreak", "", True, False, date(2025, 2, 28), ["a", 'b"c'],
        {"srt:Axis": "acme:M"}, {}, datetime(2025, 2, 11, 9, 30, tzinfo=UTC),
    ],
)  # fmt: skip
def test_values_come_back_as_they_were(value: object) -> None:
    after = str(ProfileText.parse("").inserted("cells", None, {"place": value}))
    assert tomllib.loads(after)["cells"] == [{"place": value}]


def test_other_spellings_are_refused() -> None:
    with pytest.raises(BadProfile, match="one by one"):
        ProfileText.parse('lines = [{label = "Sales", concept = "us-gaap:Revenues"}]')
