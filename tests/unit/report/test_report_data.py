"""report.json: its published schema, its bytes, and what it accounts for."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec import Struct
from msgspec.structs import replace

from converter.arelle.model import Place, Strength, ValidationMessage, ValidationResult
from converter.checks.proof_model import Proof, ProofKind, Term
from converter.checks.requirements_model import Evidence, Requirement, Standing
from converter.facts.model import QName
from converter.findings import Severity
from converter.interpret.model import FootingState
from converter.pipeline import Conversion
from converter.report.data import report_data, report_json
from converter.report.plain import plain
from converter.source import SourceRef

SCHEMA = json.loads((Path(__file__).parents[3] / "templates/report/report.schema.json").read_text("utf-8"))
CELL = SourceRef(file="note.html", table=2, row=4, col=2)


def faults(data: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(SCHEMA).iter_errors(data)]


def validated(made: Conversion) -> Conversion:
    message = ValidationMessage(
        code="xbrl.1", level="warning", text="t", where=(Place(file="a.htm", line=3, fact="f-1"),)
    )
    result = ValidationResult(
        entry=Path("/anywhere/a.htm"), strength=Strength.EMBEDDED, taxonomy_files=(("http://a/b.xsd", "0" * 64),),
        arelle_version="2", messages=(message,), facts=(), seconds=1.5, checks_run=("XBRL 2.1",),
        checks_not_run=("EDGAR Filer Manual",), unknown=("http://c",),
    )  # fmt: skip
    total = Term(name="Profit", shown="3", amount=Decimal("3E+6"), where=CELL, value="v1")
    proof = Proof(
        kind=ProofKind.IDENTITY, place=CELL, total=total, parts=(total,), state=FootingState.FAILS,
        difference=Decimal(1), tolerance=Decimal(0), remedies=("read 3 as 2",), formula="a less b",
    )  # fmt: skip
    asked = Requirement(
        id="x",
        paragraph="p",
        title="t",
        standing=Standing.NOT_APPLICABLE,
        why="w",
        evidence=(Evidence(what="e", where=CELL),),
    )
    return replace(made, validation=result, proofs=(proof,), checklist=(asked,))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_case_fits_the_schema(case: Conversion) -> None:
    assert faults(json.loads(report_json(case))) == []
    assert faults(json.loads(report_json(validated(case)))) == []


@pytest.mark.parametrize(
    "change", [{"extra": 1}, {"version": 2}, {"validation": {"status": "skipped"}}, {"findings": [{"code": "x"}]}]
)
def test_the_schema_refuses(html_case: Conversion, change: dict[str, Any]) -> None:
    assert faults(report_data(html_case) | change)


def test_every_fact_is_under_its_decision_with_its_cell(case: Conversion) -> None:
    data = report_data(case)
    decided = {fact for decision in data["decisions"] for fact in decision["facts"]}
    ids = {decision["id"] for decision in data["decisions"]}
    assert decided == {fact["id"] for fact in data["facts"] if fact["decision"] in ids}
    cells = {fact["source"]["ref"] for fact in data["facts"] if fact["decision"] in ids}
    assert {cell for decision in data["decisions"] for cell in decision["cells"]} == cells


def test_neither_times_nor_folders_are_told(html_case: Conversion) -> None:
    made = validated(html_case)
    slower = replace(made, seconds={"read": 9.0}, document=replace(made.document, source="/elsewhere/input.html"))
    assert report_json(made) == report_json(slower)
    assert "/anywhere" not in report_json(made)
    assert "/elsewhere" not in report_json(slower)


def test_not_run_is_said(html_case: Conversion) -> None:
    assert report_data(html_case)["validation"] == {"status": "not run"}


def test_an_entry_a_line(html_case: Conversion) -> None:
    lines = report_json(html_case).splitlines()
    assert sum(line.startswith('{"id": "f-') for line in lines) == len(html_case.report.facts)


class Sample(Struct, frozen=True, kw_only=True):
    name: QName
    place: SourceRef
    number: Decimal = Decimal("4.28E+5")
    zero: Decimal = Decimal(0)
    day: date = date(2025, 12, 31)
    no: bool = False
    empty: str = ""
    none: None = None
    nothing: tuple[str, ...] = ()
    severity: Severity = Severity.INFO


def test_plain() -> None:
    assert plain((Sample(name=QName("us-gaap", "Assets"), place=CELL), {1: Path("a/b")}, frozenset("x"))) == [
        {
            "name": "us-gaap:Assets", "place": "t2:r5:c3", "number": "428000", "zero": "0", "day": "2025-12-31",
            "no": False, "severity": "info",
        },
        {"1": "a/b"},
        ["x"],
    ]  # fmt: skip
