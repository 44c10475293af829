"""A sum that is off by one: a slip where all others are exact, rounding where others are off as well."""

from __future__ import annotations

import pytest

from converter import checks, knowledge, pipeline, readers
from converter.findings import Finding, Severity
from converter.profile import settings_from

FLAGS = {"form": "10-K", "period_end": "2025-12-31", "fiscal_period": "FY"}
YEARS = {
    "2025": {
        "Net sales": ("1,840", "1,215", "3,055"),
        "Cost of sales": ("(1,104)", "(705)", "(1,809)"),
        "Selling and administrative": ("(276)", "(206)", "(482)"),
        "Operating income": ("460", "304", "764"),
    },
    "2024": {
        "Net sales": ("1,725", "1,130", "2,855"),
        "Cost of sales": ("(1,052)", "(671)", "(1,723)"),
        "Selling and administrative": ("(251)", "(194)", "(445)"),
        "Operating income": ("422", "265", "687"),
    },
}


def note(*slips: tuple[str, str, int, str]) -> str:
    """A note that foots, but for the slips: year, line, column and what stands there instead."""
    parts = ["<html><body><h2>Note 9. Segment Information</h2>"]
    parts.append("<p>Saltmarsh Optics Inc. has two reportable segments: Lenses and Mounts.</p>")
    changed = {(year, line, column): text for year, line, column, text in slips}
    for year, lines in YEARS.items():
        parts.append(f"<p>Year ended December 31, {year} (in millions):</p><table>")
        parts.append("<tr><th></th><th>Lenses</th><th>Mounts</th><th>Total</th></tr>")
        for line, cells in lines.items():
            shown = (changed.get((year, line, column), cell) for column, cell in enumerate(cells))
            parts.append(f"<tr><td>{line}</td>{''.join(f'<td>{cell}</td>' for cell in shown)}</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"])


def found(*slips: tuple[str, str, int, str]) -> tuple[Finding, ...]:
    document, _ = readers.read_bytes("note.html", note(*slips).encode())
    made = pipeline.convert_document(document, settings_from(FLAGS, None), knowledge.load(2025))
    return checks.prove(made.interpreted, made.mapped, made.report)[1]


def test_a_note_that_foots_exactly_is_not_doubted() -> None:
    assert found() == ()


@pytest.mark.parametrize(
    ("slip", "named"),
    [
        (("2025", "Net sales", 2, "3,056"), "3,056"),  # in a sum across and in one down
        (("2025", "Operating income", 0, "461"), "461"),
        (("2024", "Cost of sales", 1, "(672)"), "(671)"),
    ],
)
def test_one_number_that_is_off_by_one_is_doubted(slip: tuple[str, str, int, str], named: str) -> None:
    (finding,) = found(slip)
    assert (finding.code, finding.severity) == ("arithmetic.rounding", Severity.WARNING)
    assert "off by 1" in finding.message
    assert "within rounding" in finding.message
    assert named in finding.message + finding.hint
    assert finding.where is not None


def test_a_note_that_rounds_throughout_is_not() -> None:
    sales = (("2025", "Net sales", 2, "3,056"), ("2024", "Net sales", 2, "2,854"))
    slips = (*sales, ("2025", "Cost of sales", 0, "(1,103)"))
    assert "arithmetic.rounding" not in {finding.code for finding in found(*slips)}


def test_it_says_which_number_would_make_all_exact() -> None:
    (finding,) = found(("2025", "Net sales", 2, "3,056"))
    assert "3,055" in finding.hint
