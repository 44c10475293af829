"""Validation as the report tells it: without the folder of the run, with strength, hashes and what was not run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from converter import pipeline, report
from converter.arelle.model import Strength, ValidationMessage, ValidationRequest, ValidationResult
from converter.findings import Finding, error
from converter.options import Settings
from converter.pipeline import Conversion
from converter.report.page import report_view


class Session:
    """Answers as Arelle would that names the file it was given."""

    def validate(self, request: ValidationRequest) -> tuple[ValidationResult, tuple[Finding, ...]]:
        text = f"{request.entry} has a fault"
        result = ValidationResult(
            entry=request.entry,
            strength=Strength.EMBEDDED,
            taxonomy_files=(("https://x/us-gaap.xsd", "ab" * 32),),
            arelle_version="2.47",
            messages=(ValidationMessage(code="xbrl.4", level="error", text=text),),
            facts=(),
            seconds=0.4,
            checks_run=("XBRL 2.1",),
            checks_not_run=("EDGAR Filer Manual",),
        )
        return result, (error("arelle.error", text),)


@pytest.fixture
def validated(html_case: Conversion) -> Conversion:
    return pipeline.validated(replace(html_case, findings=()), Settings(), Session())  # type: ignore[arg-type]  # a fake


def test_the_folder_of_the_run_is_not_told(validated: Conversion) -> None:
    assert [finding.message for finding in validated.findings] == ["qmc-20250930.htm has a fault"]
    first, second = ([file.content for file in report.files(made)] for made in (validated, validated))
    assert first == second
    assert all(b"/tmp" not in content and b"segxbrl-" not in content for content in first)


def test_strength_hashes_and_what_was_not_run(validated: Conversion) -> None:
    view = report_view(validated)
    assert (view.validation.verdict, view.validation.state) == ("1 error", "bad")
    assert view.validation.checks == (("XBRL 2.1", "run"), ("EDGAR Filer Manual", "not run"))
    assert view.validation.taxonomy == (("https://x/us-gaap.xsd", "ab" * 32),)
    page, data = (file.content.decode() for file in report.files(validated))
    assert "ab" * 32 in page
    assert json.loads(data)["validation"]["taxonomy_files"] == [{"name": "https://x/us-gaap.xsd", "sha256": "ab" * 32}]


def test_entry_is_a_name(validated: Conversion) -> None:
    assert validated.validation is not None
    assert validated.validation.entry == Path("qmc-20250930.htm")
