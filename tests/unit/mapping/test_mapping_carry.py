"""A prior filing of another taxonomy year."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import knowledge
from converter.facts.model import QName
from converter.mapping import PriorFiling, PriorLine, PriorMember, carry


def line(local: str) -> PriorLine:
    concept = QName("us-gaap", local)
    return PriorLine(label="Line", headings=(), concept=concept, sign=1, instant=False, count=2)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "prior.htm"
    path.write_text('<html xmlns:us-gaap="http://fasb.org/us-gaap/2024">', encoding="ascii")
    return path


def prior(*locals_: str) -> PriorFiling:
    axis = QName("us-gaap", "StatementBusinessSegmentsAxis")
    members = (
        PriorMember(name="Mills", dimensions=((axis, QName("brk", "MillsMember")),), count=3),
        PriorMember(name="Gone", dimensions=((axis, QName("us-gaap", "NoSuchThingAtAllMember")),), count=3),
    )
    return PriorFiling(source="prior.htm", lines=tuple(map(line, locals_)), members=members)


def test_elements_are_carried_over_one_by_one(page: Path) -> None:
    filing = prior("Revenues", "OperatingIncomeLosses", "WholeSaleOfImaginaryGoodsNetOfWishes")
    carried, findings = carry(filing, page, knowledge.load(2025).catalogue)
    assert [str(each.concept) for each in carried.lines] == ["us-gaap:Revenues", "us-gaap:OperatingIncomeLoss"]
    assert [m.name for m in carried.members] == ["Mills"]
    assert [f.code for f in findings] == ["prior.other-year", "prior.gone", "prior.renamed", "prior.gone"]
    assert "2024" in findings[0].message
    assert "1 are renamed, 2 are gone" in findings[0].message


def test_the_same_year_is_left_alone(page: Path) -> None:
    filing = prior("WholeSaleOfImaginaryGoodsNetOfWishes")
    assert carry(filing, page, knowledge.load(2024).catalogue) == (filing, ())
