"""`--edgar`: the Filer Manual's and DQC's rules by a plug-in of Arelle, and plain words where they were not run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import arelle_report
import edgar_plugin
import pytest
from typer.testing import CliRunner

from converter.arelle import Session, ValidationRequest
from converter.arelle.model import DQC, EFM, PlugIn
from converter.cli import app
from converter.errors import BadOption
from converter.findings import Severity

INPUT = Path(__file__).resolve().parents[1] / "cases/quillon-html"


@pytest.fixture
def session() -> Iterator[Session]:
    with Session(catalogues=arelle_report.catalogues) as one:
        yield one


def test_its_rules_are_findings_under_their_own_numbers(session: Session, tmp_path: Path) -> None:
    entry, plug_in = arelle_report.write(tmp_path), edgar_plugin.write(tmp_path)
    result, findings = session.validate(ValidationRequest(entry=entry, edgar=(plug_in,)))
    assert result.plug_ins == (PlugIn(name="Validate EFM", version="1.26.0", runs=(EFM, DQC)),)
    assert {EFM, DQC} <= set(result.checks_run)
    assert result.checks_not_run == ()
    said = {finding.code: finding for finding in findings}
    assert {code: finding.severity for code, finding in said.items()} == {
        "arelle.efm": Severity.ERROR,
        "arelle.dqc": Severity.WARNING,
    }
    assert said["arelle.efm"].message.startswith("EFM.6.05.20: dei:EntityRegistrantName is missing")
    assert said["arelle.efm"].details["code"] == "EFM.6.05.20"
    assert "CIK 0000000000" in said["arelle.efm"].message, "the header's CIK is taken from the document"


def test_one_document_with_the_next_without(session: Session, tmp_path: Path) -> None:
    entry, plug_in = arelle_report.write(tmp_path), edgar_plugin.write(tmp_path)
    outcomes = [session.validate(ValidationRequest(entry=entry, edgar=ask)) for ask in ((plug_in,), None, (plug_in,))]
    assert [len(findings) for _, findings in outcomes] == [2, 0, 2]
    assert [EFM in result.checks_run for result, _ in outcomes] == [True, False, True]


def test_an_installed_package_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edgar_plugin.install(tmp_path / "site")
    monkeypatch.syspath_prepend(tmp_path / "site")
    with Session(catalogues=arelle_report.catalogues) as session:
        result, _ = session.validate(ValidationRequest(entry=arelle_report.write(tmp_path), edgar=()))
    assert [plug_in.name for plug_in in result.plug_ins] == ["Validate EFM"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("import os", "import a_package_that_is_not_there", "No module named 'a_package_that_is_not_there'"),
        ("__pluginInfo__", "__plug_in_info__", "holds no plug-in of Arelle"),
        ("model.facts[0]", "model.no_such_thing", "the validation broke off"),
    ],
)
def test_a_plug_in_that_does_not_work_is_said(session: Session, tmp_path: Path, old: str, new: str, why: str) -> None:
    entry, plug_in = arelle_report.write(tmp_path), edgar_plugin.write(tmp_path, old, new)
    result, findings = session.validate(ValidationRequest(entry=entry, edgar=(plug_in,)))
    assert result.checks_not_run == (EFM, DQC)
    assert result.plug_ins == ()
    (not_run,) = (finding for finding in findings if finding.code == "arelle.edgar-not-run")
    assert why in not_run.message
    assert not_run.hint
    assert session.validate(ValidationRequest(entry=entry))[1] == (), "nothing of it is left behind"


def test_rules_of_dqc_that_it_does_not_bring_were_not_run(session: Session, tmp_path: Path) -> None:
    plug_in = edgar_plugin.write(tmp_path, dqc=False)
    result, _ = session.validate(ValidationRequest(entry=arelle_report.write(tmp_path), edgar=(plug_in,)))
    assert result.checks_not_run == (DQC,)


def test_none_is_installed(session: Session, tmp_path: Path) -> None:
    result, (finding,) = session.validate(ValidationRequest(entry=arelle_report.write(tmp_path), edgar=()))
    assert (finding.code, finding.severity) == ("arelle.edgar-not-run", Severity.WARNING)
    assert "--edgar-plugin" in finding.hint
    assert "XBRL 2.1" in result.checks_run, "the rest is run all the same"


def test_a_place_that_is_not_there_is_a_bad_option(session: Session, tmp_path: Path) -> None:
    with pytest.raises(BadOption):
        session.validate(ValidationRequest(entry=arelle_report.write(tmp_path), edgar=(tmp_path / "gone",)))


def test_convert_and_validate_tell_it(tmp_path: Path) -> None:
    out, plug_in = tmp_path / "out", edgar_plugin.write(tmp_path)
    (note,) = INPUT.glob("input.*")
    asked = ["--edgar-plugin", str(plug_in)]
    convert = CliRunner().invoke(app, ["convert", str(note), "-o", str(out), "--form", "10-K", *asked])
    assert convert.exit_code == 1
    assert "EFM.6.05.20" in convert.output
    section = json.loads((out / "report.json").read_text("utf-8"))["validation"]["efm_and_dqc"]
    assert section["status"] == "run"
    assert section["said"] == "EDGAR Filer Manual and DQC rules: 1 error, 1 warning"
    assert [message["code"] for message in section["messages"]] == ["EFM.6.05.20", "DQC.US.0015.9"]
    page = (out / "report.html").read_text("utf-8")
    shown = page[page.index("EFM and DQC</h3>") :]
    assert "EFM.6.05.20" in shown
    assert "Validate EFM</b> 1.26.0" in shown
    (inline,) = out.glob("*.htm")
    validate = CliRunner().invoke(app, ["validate", str(inline), *asked])
    assert validate.exit_code == 1
    assert "EFM.6.05.20" in validate.output
    assert "EFM and DQC: EDGAR Filer Manual and DQC rules: 1 error, 1 warning" in validate.output
