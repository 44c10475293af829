"""The worker's answers as results and findings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from converter.arelle import Place, ReadFact, ValidationRequest
from converter.arelle.answers import Outcome, outcome
from converter.arelle.embedded import Embedded
from converter.facts.model import Period, QName, Unit
from converter.findings import Severity

REQUEST = ValidationRequest(entry=Path("report.htm"))
EMBEDDED = Embedded(remap={"https://xbrl.fasb.org/": "/tmp/x/xbrl.fasb.org/"}, files=(), unknown=(), provisional=())


def _answer(**more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "ok": True,
        "messages": [],
        "facts": [],
        "loaded": True,
        "missing_packages": [],
        "checks": ["XBRL 2.1"],
        "not_run": [],
        "plug_ins": [],
        "plug_in_problems": [],
        "seconds": 0.1,
    }
    return plain | more


def _outcome(embedded: Embedded = EMBEDDED, **more: Any) -> Outcome:
    return outcome(REQUEST, _answer(**more), embedded, (), "1.0")


def _message(level: str = "ERROR", code: str = "xbrl.4.7.2", text: str = "It is wrong") -> dict[str, Any]:
    where = [{"file": "/some/folder/report.htm", "line": 7, "fact": "f-1", "name": "us-gaap:Assets"}]
    return {"code": code, "level": level, "text": text, "where": where}


@pytest.mark.parametrize(
    ("level", "code", "severity"),
    [
        ("ERROR", "arelle.error", Severity.ERROR),
        ("CRITICAL", "arelle.error", Severity.ERROR),
        ("INCONSISTENCY", "arelle.inconsistency", Severity.WARNING),
        ("WARNING", "arelle.warning", Severity.WARNING),
        ("INFO", "arelle.info", Severity.INFO),
        ("SOMETHING-NEW", "arelle.info", Severity.INFO),
    ],
)
def test_levels(level: str, code: str, severity: Severity) -> None:
    _, (finding,) = _outcome(messages=[_message(level)])
    assert (finding.code, finding.severity) == (code, severity)


def test_a_message_keeps_code_place_and_fact() -> None:
    result, (finding,) = _outcome(messages=[_message(text="It is\n  wrong")])
    assert result.messages[0].where == (Place(file="report.htm", line=7, fact="f-1", name="us-gaap:Assets"),)
    assert finding.message == "It is wrong"
    assert str(finding.where) == "report.htm: line 7"
    assert finding.details == {"code": "xbrl.4.7.2", "level": "ERROR", "facts": "f-1"}


def test_a_file_of_the_embedded_taxonomy_goes_by_its_url() -> None:
    message = _message(code="IOerror", text="Could not load. file: /tmp/x/xbrl.fasb.org/srt/2025/elts/srtx-2025.xsd")
    _, (finding,) = _outcome(messages=[message])
    assert finding.code == "arelle.unreachable"
    assert finding.message == (
        "https://xbrl.fasb.org/srt/2025/elts/srtx-2025.xsd is not at hand, and nothing is fetched from the network"
    )


def test_what_the_taxonomy_lacks_is_said() -> None:
    embedded = Embedded(remap={}, files=(), unknown=("http://a/2031",), provisional=("http://b/2026",))
    result, findings = _outcome(embedded)
    assert [finding.code for finding in findings] == ["arelle.taxonomy-unknown", "arelle.taxonomy-provisional"]
    assert result.unknown == ("http://a/2031",)


def test_not_loaded_and_refused_packages_are_findings() -> None:
    _, findings = _outcome(loaded=False, missing_packages=["/x/a.zip"])
    assert [finding.code for finding in findings] == ["arelle.package", "arelle.not-loaded"]


def test_a_fault_of_arelle_is_one_finding() -> None:
    result, (finding,) = outcome(REQUEST, {"ok": False, "fault": "KeyError: 'x'"}, EMBEDDED, (), "1.0")
    assert (finding.code, finding.message) == ("arelle.crashed", "report.htm was not validated: KeyError: 'x'")
    assert result.checks_run == ()


def _fact(**more: Any) -> ReadFact:
    plain: dict[str, Any] = {
        "id": "f",
        "concept": ["http://fasb.org/us-gaap/2025", "Revenues", "g"],
        "value": "1500000",
        "numeric": True,
        "decimals": "-3",
        "period": ["2025-01-01", "2025-12-31"],
        "unit": ["iso4217:USD", ""],
        "dimensions": [],
        "entity": "0000000000",
        "language": "",
    }
    result, _ = _outcome(facts=[plain | more])
    return result.facts[0]


def test_a_fact_has_the_usual_prefix_and_exact_values() -> None:
    fact = _fact()
    assert fact.concept == QName("us-gaap", "Revenues")
    assert fact.value == Decimal(1_500_000)
    assert (fact.decimals, fact.unit) == (-3, Unit("iso4217:USD"))
    assert fact.period == Period(end=date(2025, 12, 31), start=date(2025, 1, 1))


@pytest.mark.parametrize(
    ("raw", "numeric", "value"),
    [
        (None, True, None),
        ("n/a", True, "n/a"),
        (True, False, True),
        (["http://x#A", "http://x#B"], False, ("http://x#A", "http://x#B")),
        ("12", False, "12"),
    ],
)
def test_values(raw: Any, numeric: bool, value: object) -> None:  # noqa: FBT001
    assert _fact(value=raw, numeric=numeric).value == value


def test_decimals_inf_and_instants() -> None:
    fact = _fact(decimals="INF", period=["", "2025-12-31"])
    assert (fact.decimals, fact.period) == (None, Period(end=date(2025, 12, 31)))


def test_dimensions_are_sorted_and_typed_members_are_text() -> None:
    own = ["http://www.example.com/2025", "EastMember", "ex"]
    axis = ["http://fasb.org/us-gaap/2025", "StatementBusinessSegmentsAxis", ""]
    typed = ["http://fasb.org/us-gaap/2025", "InvestmentIdentifierAxis", ""]
    assert _fact(dimensions=[[axis, own], [typed, "Bond A"]]).dimensions == (
        (QName("us-gaap", "InvestmentIdentifierAxis"), "Bond A"),
        (QName("us-gaap", "StatementBusinessSegmentsAxis"), QName("ex", "EastMember")),
    )
