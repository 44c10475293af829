"""taxonomy/embedded is what the published schemas say."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.arelle.bake import bake
from converter.arelle.lists import enumerations, types
from converter.resources import folder

SHARED = Path(__file__).resolve().parents[3] / "../shared/taxonomy"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published packages are not beside the checkout")
def test_the_files_are_as_baked() -> None:
    for name, text in bake(SHARED, 2025).items():
        assert (folder("taxonomy") / "embedded" / name).read_text(encoding="utf-8") == text


def test_types_have_their_facets() -> None:
    found = types(2025)["dei:conformedNameItemType"]
    assert found.base == "xbrli:tokenItemType"
    assert set(found.facets) == {("maxLength", "150"), ("minLength", "1"), ("pattern", "[A-Za-z0-9].*")}
    assert types(2025)["srt-types:perUnitItemType"].facets == ()


def test_a_year_without_its_own_file_takes_the_nearest() -> None:
    assert types(2031) == types(2025)


def test_an_enumeration_has_domain_and_members() -> None:
    listed = enumerations(2025)
    title = "us-gaap:SegmentReportingCodmIndividualTitleAndPositionOrGroupOrCommitteeNameExtensibleEnumeration"
    domain, role = listed.domains[title]
    assert (domain, role) == ("srt:TitleOfIndividualWithRelationshipToEntityDomain", "srt")
    assert ("us-gaap", "us-gaap:ExecutiveCommitteeMember") in listed.members["srt", "srt:ManagementMember"]
    assert ("srt", "srt:ChiefExecutiveOfficerMember") in listed.members["srt", "srt:ManagementMember"]


def test_a_typed_axis_has_its_domain_element() -> None:
    assert enumerations(2025).typed["us-gaap:InvestmentIdentifierAxis"] == "us-gaap:InvestmentIdentifierAxis.domain"
