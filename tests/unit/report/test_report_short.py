"""The short form for the terminal."""

from __future__ import annotations

from msgspec.structs import replace

from converter.checks.requirements_model import Requirement, Standing
from converter.findings import error, info, warning
from converter.pipeline import Conversion
from converter.report.short import MOST_FINDINGS, short_form


def test_figures_say_what_was_not_run(html_case: Conversion) -> None:
    figures = {name: (text, state) for name, text, state in short_form(replace(html_case, checklist=())).figures}
    assert figures["checklist"] == ("not run", "none")
    assert figures["validation"][0].startswith("not run")
    assert figures["facts"][0].startswith(f"{len(html_case.report.facts)} facts from 4 tables")


def test_figures_count(html_case: Conversion) -> None:
    asked = tuple(
        Requirement(id=str(n), paragraph="p", title="t", standing=s, why="w")
        for n, s in enumerate((Standing.GIVEN, Standing.GIVEN, Standing.MISSING))
    )
    made = replace(html_case, checklist=asked, findings=(error("a.b", "m"), warning("a.c", "m"), info("a.d", "m")))
    figures = {name: (text, state) for name, text, state in short_form(made).figures}
    assert figures["checklist"] == ("2 given, 1 missing", "look")
    assert figures["findings"] == ("1 error, 1 warning, 1 note", "bad")
    assert figures["arithmetic"][1] == "good"


def test_notes_are_left_to_the_page_and_a_code_is_one_row(html_case: Conversion) -> None:
    where = html_case.report.facts[-1].source.ref
    findings = (info("a.note", "n"), warning("a.warn", "w", where, "do so"), error("a.err", "e"), error("a.err", "f"))
    short = short_form(replace(html_case, findings=findings))
    assert short.findings == (
        ("error", "a.err", "e (and 1 more)", ""),
        ("warning", "a.warn", "w\n\u2192 do so", where.place),
    )


def test_what_does_not_fit_is_counted(html_case: Conversion) -> None:
    findings = tuple(warning(f"a.code-{n}", "m") for n in range(MOST_FINDINGS + 3))
    short = short_form(replace(html_case, findings=findings))
    assert len(short.findings) == MOST_FINDINGS
    assert short.findings_left == "3 more matters"
