"""The scale of a note that states none: told by its figures, and reported."""

from __future__ import annotations

import pytest

from converter import interpret, knowledge, readers, tables
from converter.options import Settings


def scale_of(rows: list[list[str]]) -> tuple[set[int], set[str]]:
    """Scales of the values of a page with one table and no word on its scale, and the codes of the findings."""
    head = "<tr><td></td><td>Quarries</td><td>Kilns</td><td>Total</td></tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<h2>7. Segments</h2><p>Segments, year ended December 31, 2025:</p><table>{head}{body}</table>"
    document, _ = readers.read_bytes("note.htm", page.encode())
    note, _ = tables.locate(document)
    read, findings = interpret.interpret(note, Settings(), knowledge.load(2025))
    return {v.scale for t in read.tables for v in t.values}, {f.code for f in findings}


def lines(amounts: list[tuple[int, int]]) -> list[list[str]]:
    return [[f"Cost number {i}", f"{a:,}", f"{b:,}", f"{a + b:,}"] for i, (a, b) in enumerate(amounts)]


LARGE = [(1_204_500 + 3_211 * i, 900_300 + 2_117 * i) for i in range(52)]


@pytest.mark.parametrize(
    ("amounts", "scale"),
    [
        (LARGE, 0),
        ([*LARGE, (84, 61)], 3),
        ([*LARGE[:20], (84, 61)], 0),
        ([(1_240, 310), (975, 28), (88_400, 7_015)] * 5, 6),
    ],
    ids=["large and nothing small", "a long note with some below a hundred", "a short one", "no amount of a million"],
)
def test_the_figures_tell_the_scale(amounts: list[tuple[int, int]], scale: int) -> None:
    scales, codes = scale_of(lines(amounts))
    assert scales == {scale}
    assert "scale.unstated" in codes
