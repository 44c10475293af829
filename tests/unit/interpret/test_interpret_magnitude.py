"""The scale of a note that states none: told by its figures, and reported."""

from __future__ import annotations

import pytest

from converter import interpret, knowledge, readers, tables
from converter.findings import Finding
from converter.interpret.model import InterpretedNote
from converter.options import Settings

PLAIN = Settings()


def read(
    rows: list[list[str]], settings: Settings, said: str, before: str
) -> tuple[InterpretedNote, tuple[Finding, ...]]:
    """A page with one table and no word on its scale, a sentence `said` below it and other pages `before` it."""
    head = "<tr><td></td><td>Quarries</td><td>Kilns</td><td>Total</td></tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    above = "<p><b>NOTE 7 – Segment Information</b></p><p>Segments, year ended December 31, 2025:</p>"
    page = f"{before}{above}<table>{head}{body}</table><p>{said}</p>"
    document, _ = readers.read_bytes("note.htm", page.encode())
    note, _ = tables.locate(document)
    return interpret.interpret(note, settings, knowledge.load(2025))


def scale_of(
    rows: list[list[str]], settings: Settings = PLAIN, said: str = "", before: str = ""
) -> tuple[set[int], set[str]]:
    """Scales of the values of the table, and the codes of the findings."""
    note, findings = read(rows, settings, said, before)
    return {v.scale for v in note.tables[0].values}, {f.code for f in findings}


def findings_of(rows: list[list[str]]) -> tuple[Finding, ...]:
    return read(rows, PLAIN, "", "")[1]


def lines(amounts: list[tuple[int, int]]) -> list[list[str]]:
    return [[f"Cost number {i}", f"{a:,}", f"{b:,}", f"{a + b:,}"] for i, (a, b) in enumerate(amounts)]


LARGE = [(1_204_500 + 3_211 * i, 900_300 + 2_117 * i) for i in range(52)]


@pytest.mark.parametrize(
    ("amounts", "scale", "code"),
    [
        (LARGE, 0, "scale.unknown"),
        ([*LARGE, (84, 61)], 3, "scale.unknown"),
        ([*LARGE, *[(84, 61)] * 12], 3, "scale.unstated"),
        ([*LARGE[:20], (84, 61)], 0, "scale.unknown"),
        ([(1_240, 310), (975, 28), (88_400, 7_015)] * 5, 6, "scale.unknown"),
        ([(1_240, 310), (375, 28), (8_400, 615), (412, 93)] * 5, 6, "scale.unstated"),
    ],
    ids=[
        "large and nothing small",
        "a long note with some below a hundred",
        "large and many small",
        "a short one",
        "no amount of a million",
        "most below a thousand",
    ],
)
def test_the_figures_tell_the_scale_or_leave_it_open(amounts: list[tuple[int, int]], scale: int, code: str) -> None:
    scales, codes = scale_of(lines(amounts))
    assert scales == {scale}
    assert codes & {"scale.unstated", "scale.unknown"} == {code}


OPEN = [(88_400, 7_015), (24_310, 1_975), (9_240, 3_310), (1_240, 812)]


@pytest.mark.parametrize(
    ("settings", "said", "scale", "code"),
    [
        (Settings(), "", 6, "scale.unknown"),
        (Settings(form="6-K"), "", 3, "scale.unknown"),
        (Settings(scale=3), "", 3, ""),
        (Settings(), "Kilns spent $295 million on furnaces.", 6, "scale.unstated"),
        (Settings(), "Kilns spent $9 million on furnaces.", 6, "scale.unknown"),
    ],
    ids=["nothing tells", "a foreign issuer", "the settings", "a sum no table could show", "a sum that either could"],
)
def test_what_else_tells_millions_from_thousands(settings: Settings, said: str, scale: int, code: str) -> None:
    scales, codes = scale_of(lines(OPEN), settings, said=said)
    assert scales == {scale}
    assert {c for c in codes if c.startswith("scale.")} == ({code} if code else set())


def test_a_sum_written_out_in_full_tells_single_units() -> None:
    scales, codes = scale_of(lines(LARGE), said="Kilns bought two furnaces for $1,450,000.")
    assert (scales, "scale.unstated" in codes, "scale.unknown" in codes) == ({0}, True, False)


def test_a_scale_that_cannot_be_told_is_an_error_that_names_the_way_out() -> None:
    finding = next(f for f in findings_of(lines(OPEN)) if f.code == "scale.unknown")
    assert finding.severity.value == "error"
    assert "thousandfold" in finding.message
    assert "--scale" in finding.hint


def test_a_note_within_a_filing_takes_the_scale_of_the_statement_before_it() -> None:
    sheet = "<p><b>Item 8. Financial Statements</b></p><p><b>NOTE 1 – Policies</b></p><p>Clay is stated at cost.</p>"
    sheet += "<p><b>NOTE 6 – Inventories</b></p><p>(in thousands)</p><table><tr><td></td><td>2025</td></tr>"
    sheet += "<tr><td>Clay</td><td>310</td></tr></table>"
    scales, codes = scale_of(lines(OPEN), before=sheet)
    assert scales == {3}
    assert {c for c in codes if c.startswith("scale.")} == {"scale.elsewhere"}
