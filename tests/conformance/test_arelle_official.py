"""Same instance, same verdict: the embedded taxonomy says what the published packages say, message for message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import arelle_report
import pytest
from test_arelle_session import AGAIN, FAULTS

from converter.arelle import Session, Strength, ValidationRequest
from converter.findings import Finding

SHARED = Path(__file__).resolve().parents[2] / "../shared/taxonomy"
PACKAGES = tuple(sorted(SHARED.glob("*-2025.zip")))
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(len(PACKAGES) < 3, reason="the published packages are not beside the checkout"),
]

CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "valid": (),
    **{name: ((old, new.replace("{again}", AGAIN)),) for name, old, new, _ in FAULTS},
    "member held by the other schema": (
        ("srt/2025#ChiefExecutiveOfficerMember", "us-gaap/2025#ExecutiveCommitteeMember"),
    ),
    "domain head": (("#ChiefExecutiveOfficerMember", "#TitleOfIndividualWithRelationshipToEntityDomain"),),
    "abstract element": (
        ('name="us-gaap:EarningsPerShareBasic"', 'name="us-gaap:SegmentReportingInformationLineItems"'),
    ),
    "digits beyond decimals": (('decimals="2"', 'decimals="0"'),),
    "paragraph inside a number": ((">1,250<", "><p>1,250</p><"),),
    "money in pure": (('contextRef="c-end" unitRef="usd"', 'contextRef="c-end" unitRef="pure"'),),
}


@pytest.fixture(scope="module")
def embedded() -> Iterator[Session]:
    with Session() as session:
        yield session


@pytest.fixture(scope="module")
def official() -> Iterator[Session]:
    with Session() as session:
        yield session


def said(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    """Findings without an order: some of Arelle's messages list a set, in the order of the moment."""
    return sorted((f.code, f.severity, sorted(re.split(r"[ ,]+", f.message)), repr(f.where), f.hint) for f in findings)


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_is_the_same(embedded: Session, official: Session, tmp_path: Path, name: str) -> None:
    entry = arelle_report.write(tmp_path, *CASES[name])
    ours, our_findings = embedded.validate(ValidationRequest(entry=entry))
    theirs, their_findings = official.validate(
        ValidationRequest(entry=entry, strength=Strength.OFFICIAL, packages=PACKAGES)
    )
    assert said(our_findings) == said(their_findings)
    assert ours.facts == theirs.facts
    assert {name for name, _ in theirs.taxonomy_files} == {package.name for package in PACKAGES}
