"""Names of places and the standard members they take (rules 3, 10)."""

from __future__ import annotations

import pytest

from converter import knowledge
from converter.facts.model import QName
from converter.knowledge.places import squeezed
from converter.knowledge.vocabularies import vocabulary

PLACES = [
    ("United States", "country:US"),
    ("U.S.", "country:US"),
    ("US", "country:US"),
    ("The United States of America", "country:US"),
    ("U.S. operations", "country:US"),
    ("Total United States", "country:US"),
    ("UK", "country:GB"),
    ("U.K.", "country:GB"),
    ("PRC", "country:CN"),
    ("Mainland China", "country:CN"),
    ("People’s Republic of China", "country:CN"),
    ("China (including Hong Kong)", "country:CN"),
    ("China, including Hong Kong", "country:CN"),
    ("PRC (excluding Hong Kong)", "country:CN"),
    ("Hong Kong", "country:HK"),
    ("Taiwan (2)", "country:TW"),
    ("South Korea", "country:KR"),
    ("Korea", "country:KR"),
    ("Republic of Korea", "country:KR"),
    ("North Korea", "country:KP"),
    ("Vietnam", "country:VN"),
    ("Viet Nam", "country:VN"),
    ("Czech Republic", "country:CZ"),
    ("Turkey", "country:TR"),
    ("Türkiye", "country:TR"),
    ("Russia", "country:RU"),
    ("the Netherlands", "country:NL"),
    ("Côte d’Ivoire", "country:CI"),
    ("Trinidad & Tobago", "country:TT"),
    ("Texas", "stpr:TX"),
    ("Georgia", "stpr:GA"),
    ("Washington, D.C.", "stpr:DC"),
    ("Ontario", "stpr:CA-ON"),
    ("Europe", "srt:EuropeMember"),
    ("Europe region", "srt:EuropeMember"),
    ("Asia/Pacific", "srt:AsiaPacificMember"),
    ("Asia-Pacific", "srt:AsiaPacificMember"),
    ("APAC", "srt:AsiaPacificMember"),
    ("The Americas", "srt:AmericasMember"),
    ("Latin America", "srt:LatinAmericaMember"),
    ("North America", "srt:NorthAmericaMember"),
    ("EMEA", "us-gaap:EMEAMember"),
    ("Europe, Middle East and Africa", "us-gaap:EMEAMember"),
    ("Europe, Africa and the Middle East", "us-gaap:EMEAMember"),
    ("Europe, the Middle East, and Africa (“EMEA”)", "us-gaap:EMEAMember"),
    ("International", "us-gaap:NonUsMember"),
    ("Total international", "us-gaap:NonUsMember"),
    ("Non-U.S. operations", "us-gaap:NonUsMember"),
    ("Outside the United States", "us-gaap:NonUsMember"),
    ("Foreign countries", "us-gaap:NonUsMember"),
    ("Rest of the world (1)", "us-gaap:NonUsMember"),
]

NO_STANDARD_PLACE = [
    "Asia, excluding China",
    "Asia Pacific (excluding Japan)",
    "United States and Canada",
    "Mexico and Central America",
    "Other countries",
    "Other Latin America",
    "Rest of Europe",
    "Corporate",
    "Total",
    "Net sales",
    "North",
    "",
    "(1)",
]


@pytest.mark.parametrize(("name", "member"), PLACES)
def test_places(name: str, member: str) -> None:
    place = knowledge.load(2025).places.find(name)
    assert place is not None
    assert (place.name, str(place.member)) == (name, member)


@pytest.mark.parametrize("name", NO_STANDARD_PLACE)
def test_no_standard_place(name: str) -> None:
    assert knowledge.load(2025).places.find(name) is None


def test_every_member_named_in_the_vocabulary_exists_and_may_stand_on_the_axis() -> None:
    known = knowledge.load(2025)
    for table in ("names", "regions"):
        for name, member in vocabulary("places")[table].items():
            assert known.catalogue.get(QName.parse(member)) is not None, name
            place = known.places.find(name)
            assert place is not None, name
            assert str(place.member) == member, name
    regions = set(vocabulary("places")["regions"].values())
    assert regions <= known.axis_members["srt:StatementGeographicalAxis"]


def test_squeezed() -> None:
    assert squeezed("The Côte d'Ivoire") == "cotedivoire"
