"""Arelle through the worker, against the embedded taxonomy: a valid report, one fault at a time, mishaps."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import arelle_report
import pytest
from msgspec.structs import replace

from converter.arelle import Session, Strength, ValidationRequest, client, read_facts, validate
from converter.errors import ArelleUnavailable, BadOption, UnreadableFile
from converter.facts.model import Period, QName, Unit
from converter.findings import Severity

FAULTS: tuple[tuple[str, str, str, str], ...] = (
    ("wrong period type", 'contextRef="c-end"', 'contextRef="c-year"', "xbrl.4.7.2:contextPeriodType"),
    ("unknown concept", "us-gaap:EarningsPerShareBasic", "us-gaap:EarningsPerLamp", "ix11.12.1.2:missingReferences"),
    (
        "unknown member",
        ">us-gaap:IntersegmentEliminationMember<",
        ">us-gaap:LampMember<",
        "xbrldie:ExplicitMemberUndefinedQNameError",
    ),
    (
        "member of the other axis",
        ">us-gaap:IntersegmentEliminationMember<",
        ">hbr:BuoysMember<",
        "xbrldie:PrimaryItemDimensionallyInvalidError",
    ),
    (
        "default member",
        ">us-gaap:IntersegmentEliminationMember<",
        ">srt:ConsolidationItemsDomain<",
        "xbrldie:DefaultValueUsedInInstanceError",
    ),
    ("inconsistent duplicate", "</body>", "<p>{again}</p></body>", "arelle:duplicateFacts"),
    ("sum that does not foot", ">320<", ">330<", "calc11e:inconsistentCalculationUsingRounding"),
    ("unit", 'unitRef="perShare"', 'unitRef="usd"', "utre:error-NumericFactUtrInvalid"),
    (
        "not in the enumeration",
        "#ChiefExecutiveOfficerMember",
        "#ConsolidationItemsDomain",
        "enum2ie:InvalidEnumerationSetValue",
    ),
    ("text the transformation refuses", ">two<", ">two or so<", "xmlSchema:valueError"),
    ("element of its own invention", "</ix:hidden>", "<ix:bogus/></ix:hidden>", "lxml.SCHEMAV_ELEMENT_CONTENT"),
    ("missing context", 'contextRef="c-end"', 'contextRef="c-gone"', "ix11.10.1.2:contextReference"),
    (
        "value outside the type",
        "</ix:hidden>",
        '<ix:nonNumeric id="f-filer" name="dei:EntityFilerCategory" contextRef="c-year">Big Filer</ix:nonNumeric>'
        "</ix:hidden>",
        "xmlSchema:valueError",
    ),
)
AGAIN = (
    '<ix:nonFraction id="f-again" name="us-gaap:Revenues" contextRef="c-year" unitRef="usd" decimals="-6" scale="6" '
    'format="ixt:num-dot-decimal">801</ix:nonFraction>'
)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(catalogues=arelle_report.catalogues) as one:
        yield one


def test_a_valid_report_has_no_findings_and_names_what_it_was_checked_against(session: Session, tmp_path: Path) -> None:
    result, findings = session.validate(ValidationRequest(entry=arelle_report.write(tmp_path)))
    assert findings == ()
    assert result.strength is Strength.EMBEDDED
    assert "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd" in dict(result.taxonomy_files)
    assert all(len(digest) == 64 for _, digest in result.taxonomy_files)
    assert {"XBRL 2.1", "calculations 1.1", "unit types registry"} <= set(result.checks_run)
    assert result.checks_not_run == ("EDGAR Filer Manual", "DQC rules")
    assert result.arelle_version


@pytest.mark.parametrize(("name", "old", "new", "code"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_found(session: Session, tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    entry = arelle_report.write(tmp_path, (old, new.replace("{again}", AGAIN)))
    result, findings = session.validate(ValidationRequest(entry=entry))
    assert code in {message.code for message in result.messages}
    assert code in {finding.details["code"] for finding in findings}
    assert len(findings) == len(result.messages), "nothing is filtered silently"


def test_a_finding_says_where(session: Session, tmp_path: Path) -> None:
    entry = arelle_report.write(tmp_path, ('contextRef="c-end"', 'contextRef="c-year"'))
    _, (finding,) = session.validate(ValidationRequest(entry=entry))
    assert (finding.code, finding.severity) == ("arelle.error", Severity.ERROR)
    assert finding.details["facts"] == "f-assets"
    assert finding.where is not None
    assert finding.where.file == entry.name
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert "f-assets" in lines[(finding.where.line or 0) - 1]


def test_facts_are_read_back(session: Session, tmp_path: Path) -> None:
    facts = {fact.id: fact for fact in session.read_facts(arelle_report.write(tmp_path))}
    year = Period(end=date(2025, 12, 31), start=date(2025, 1, 1))
    elimination = facts["f-rev-c-elim"]
    assert elimination.value == Decimal(-40_000_000)
    assert (elimination.concept, elimination.decimals, elimination.period) == (QName("us-gaap", "Revenues"), -6, year)
    assert elimination.dimensions == (
        (QName("srt", "ConsolidationItemsAxis"), QName("us-gaap", "IntersegmentEliminationMember")),
    )
    assert facts["f-assets"].period == Period(end=date(2025, 12, 31))
    assert facts["f-eps"].unit == Unit("iso4217:USD", "xbrli:shares")
    assert (facts["f-count"].value, facts["f-count"].decimals) == (Decimal(2), None)
    assert facts["f-nil"].value == Decimal(0)
    assert facts["f-title"].value == ("http://fasb.org/srt/2025#ChiefExecutiveOfficerMember",)
    assert str(facts["f-note"].value).strip().startswith("<p>The Company has two reportable segments")


def test_instance_json_and_csv_hold_the_same_facts(session: Session, tmp_path: Path) -> None:
    writers = (arelle_report.write_instance, arelle_report.write_json, arelle_report.write_csv)
    outcomes = [session.validate(ValidationRequest(entry=write(tmp_path / write.__name__))) for write in writers]
    assert [findings for _, findings in outcomes] == [(), (), ()]
    instance, json_, csv = ([replace(fact, id="") for fact in result.facts] for result, _ in outcomes)
    assert [fact.value for fact in instance] == [Decimal(800_000_000), Decimal(-40_000_000), Decimal(1_250_000_000)]
    assert instance == json_ == csv


def test_nothing_is_fetched(session: Session, tmp_path: Path) -> None:
    wrong = "https://www.example.com/types.xsd"
    entry = arelle_report.write(tmp_path, ("https://www.xbrl.org/dtr/type/2024-01-31/types.xsd", wrong))
    _, findings = session.validate(ValidationRequest(entry=entry))
    unreachable = [finding for finding in findings if finding.code == "arelle.unreachable"]
    assert [finding.message for finding in unreachable] == [
        f"{wrong} is not at hand, and nothing is fetched from the network"
    ]


def test_a_wrong_standard_url_stays_wrong(session: Session, tmp_path: Path) -> None:
    entry = arelle_report.write(tmp_path, ("elts/srt-2025.xsd", "elts/srtx-2025.xsd"))
    _, findings = session.validate(ValidationRequest(entry=entry))
    assert any(f.message.startswith("https://xbrl.fasb.org/srt/2025/elts/srtx-2025.xsd is not") for f in findings)


def test_a_year_without_catalogue_is_said(session: Session, tmp_path: Path) -> None:
    entry = arelle_report.write(tmp_path, ("dei/2025", "dei/2031"), ("dei-2025.xsd", "dei-2031.xsd"))
    result, findings = session.validate(ValidationRequest(entry=entry))
    assert result.unknown == ("http://xbrl.sec.gov/dei/2031",)
    assert [finding.code for finding in findings] == ["arelle.taxonomy-unknown"]


def test_text_that_is_not_xml_is_a_finding(session: Session, tmp_path: Path) -> None:
    entry = tmp_path / "broken.htm"
    entry.write_text("<html><body><p>no end", encoding="utf-8")
    result, findings = session.validate(ValidationRequest(entry=entry))
    assert findings
    assert result.facts == ()
    assert not any("Traceback" in finding.message for finding in findings)


def test_a_dead_worker_is_one_finding_and_the_next_document_gets_a_new_one(tmp_path: Path) -> None:
    entry = arelle_report.write(tmp_path)
    with Session(catalogues=arelle_report.catalogues) as session:
        session.validate(ValidationRequest(entry=entry))
        worker = session._worker
        assert worker is not None
        assert worker._process is not None
        os.kill(worker._process.pid, signal.SIGKILL)
        worker._process.wait()
        result, (finding,) = session.validate(ValidationRequest(entry=entry))
        assert (finding.code, result.checks_run) == ("arelle.crashed", ())
        assert session.validate(ValidationRequest(entry=entry))[1] == ()


def test_a_hung_worker_is_one_finding(tmp_path: Path) -> None:
    with Session(catalogues=arelle_report.catalogues, seconds=0.001) as session:
        _, (finding,) = session.validate(ValidationRequest(entry=arelle_report.write(tmp_path)))
    assert finding.code == "arelle.crashed"
    assert "no answer within 0.001 seconds" in finding.message


def test_the_worker_is_replaced_after_so_many_documents(tmp_path: Path) -> None:
    entry = arelle_report.write(tmp_path)
    with Session(catalogues=arelle_report.catalogues, recycle_after=2) as session:
        workers = []
        for _ in range(3):
            session.start()
            workers.append(session._worker)
            session.validate(ValidationRequest(entry=entry))
    assert workers[0] is workers[1]
    assert workers[1] is not workers[2]


def test_close_leaves_no_process_and_no_folder(tmp_path: Path) -> None:
    session = Session(catalogues=arelle_report.catalogues)
    session.validate(ValidationRequest(entry=arelle_report.write(tmp_path)))
    worker = session._worker
    assert worker is not None
    process, folder = worker._process, worker.folder
    assert process is not None
    session.close()
    assert process.poll() == 0
    assert not folder.exists()


def test_several_documents_at_once(tmp_path: Path) -> None:
    good = arelle_report.write(tmp_path / "good")
    bad = arelle_report.write(tmp_path / "bad", (">320<", ">330<"))
    outcomes = validate([good, bad], catalogues=arelle_report.catalogues)
    assert [[finding.code for finding in findings] for _, findings in outcomes] == [[], ["arelle.inconsistency"]]
    assert len(read_facts(good, catalogues=arelle_report.catalogues)) == 17


def test_what_cannot_be_asked(session: Session, tmp_path: Path) -> None:
    entry = arelle_report.write(tmp_path)
    with pytest.raises(UnreadableFile):
        session.validate(ValidationRequest(entry=tmp_path / "gone.htm"))
    with pytest.raises(BadOption):
        session.validate(ValidationRequest(entry=entry, strength=Strength.OFFICIAL))
    with pytest.raises(BadOption):
        session.validate(ValidationRequest(entry=entry, strength=Strength.OFFICIAL, packages=(tmp_path / "gone.zip",)))


def test_arelle_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hidden = tmp_path / "path"
    (hidden / "arelle").mkdir(parents=True)
    (hidden / "arelle" / "__init__.py").write_text("raise ImportError('hidden for this test')", encoding="utf-8")
    monkeypatch.syspath_prepend(hidden)
    with pytest.raises(ArelleUnavailable, match="hidden for this test"):
        validate([arelle_report.write(tmp_path / "report")], catalogues=arelle_report.catalogues)


def test_the_default_catalogue_is_the_installed_one() -> None:
    assert client.installed_catalogue(1999) is None
    found = client.installed_catalogue(2025)
    assert found is not None
    assert found.get(QName("us-gaap", "Revenues")) is not None
