"""Numbers in, numbers out: one note gives the same facts in whatever format it comes."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from format_writers import (
    CASES,
    CHROMIUM,
    Block,
    as_aligned,
    as_csv,
    as_docx,
    as_html,
    as_pdf,
    as_pipes,
    as_r_page,
    as_xlsx,
    blocks_of,
    zipped,
)

from converter import knowledge, pipeline, readers, tables
from converter.profile import settings_from

Key = tuple[str, str, str, str, tuple[str, ...]]
NOTES = ("quillon-html", "lanternfish-plain", "fernhollow-quarter", "kestrel-bars")
WRITERS: dict[str, tuple[str, Callable[[list[Block]], bytes]]] = {
    "html": ("note.htm", lambda blocks: as_html(blocks).encode()),
    "xlsx": ("note.xlsx", as_xlsx),
    "docx": ("note.docx", as_docx),
    "csv": ("note.csv", lambda blocks: as_csv(blocks).encode()),
    "tsv": ("note.tsv", lambda blocks: as_csv(blocks, "\t").encode("utf-16")),
    "semicolons": ("note.csv", lambda blocks: as_csv(blocks, ";").encode("utf-8-sig")),
    "markdown": ("note.md", lambda blocks: as_pipes(blocks, markdown=True).encode()),
    "pipes": ("note.txt", lambda blocks: as_pipes(blocks, markdown=False).encode()),
    "aligned": ("note.txt", lambda blocks: as_aligned(blocks).encode()),
    "r-page": ("R12.htm", lambda blocks: as_r_page(blocks, "SEGMENT INFORMATION").encode()),
    "zip": ("note.zip", lambda blocks: zipped({"a/note.docx": as_docx(blocks), "a/logo.png": b"\x89PNG"})),
}


def keys(case: str, name: str, data: bytes) -> Counter[Key]:
    settings = settings_from(tomllib.loads((CASES / case / "case.toml").read_text("utf-8")), None)
    document, _ = readers.read_bytes(name, data)
    made = pipeline.convert_document(document, settings, knowledge.load(settings.year))
    return Counter(
        (
            str(f.concept),
            f"{f.value:f}" if isinstance(f.value, Decimal) else str(f.value),
            str(f.period),
            str(f.unit),
            tuple(f"{a}={m}" for a, m in f.dimensions),
        )
        for f in made.report.facts
    )


@cache
def original(case: str) -> Counter[Key]:
    (path,) = (CASES / case).glob("input.*")
    return keys(case, path.name, path.read_bytes())


@pytest.mark.parametrize("format_", WRITERS)
@pytest.mark.parametrize("case", NOTES)
def test_same_facts(case: str, format_: str) -> None:
    name, write = WRITERS[format_]
    made = keys(case, name, write(blocks_of(case)))
    assert made - original(case) == Counter(), "facts that the original does not have"
    assert original(case) - made == Counter(), "facts of the original that are missing"


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium to print a PDF")
@pytest.mark.skipif(find_spec("pdfplumber") is None, reason="needs the extra “pdf”")
@pytest.mark.parametrize("case", NOTES)
def test_same_facts_in_a_pdf(case: str, tmp_path: Path) -> None:
    made = keys(case, "note.pdf", as_pdf(as_html(blocks_of(case)), tmp_path))
    assert made - original(case) == Counter(), "facts that the original does not have"
    assert original(case) - made == Counter(), "facts of the original that are missing"


def test_a_nil_with_its_currency_sign() -> None:
    page = (
        "<h2>5. Segments</h2><p>Reportable segments for the year ended December 31, 2024 (in millions):</p><table>"
        "<tr><td></td><td>Docks</td><td>Corporate</td><td>Total</td></tr>"
        "<tr><td>Revenue</td><td>$40</td><td>$—</td><td>$40</td></tr>"
        "<tr><td>Operating income</td><td>$9</td><td>$(2)</td><td>$7</td></tr></table>"
    )
    document, _ = readers.read_bytes("note.htm", page.encode())
    note, _ = tables.locate(document)
    (table,) = note.tables
    assert [cell.shown for cell in table.row(1)] == ["Revenue", "$40", "$—", "$40"]
