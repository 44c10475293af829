"""Real pages keep their text, stay valid and read back; and Arelle, with the published taxonomies, finds no fault."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from emit_samples import BLOCKS, COVER, REVENUES, USD, YEAR, all_facts, html_note, report_of, table_page, text_note
from lxml import etree
from test_emit_xhtml import inline_schema

from converter.emit import emit, place, write
from converter.facts.model import Fact, FactReport, FactSource, ShownAs, TextBlock
from converter.readers.markup import page_text, parse_html
from converter.readers.model import Block, Document, RawTable
from converter.source import SourceRef
from converter.tables.model import SegmentNote

SHARED = Path(__file__).resolve().parents[3] / "../shared"
PACKAGES = [SHARED / "taxonomy" / f"{name}-2025.zip" for name in ("us-gaap", "srt", "sec")]
PAGES = (
    sorted((SHARED / "corpus" / "dev").glob("*.note.html"))[::9]
    + sorted((SHARED / "corpus" / "dev").glob("*.tagged.htm"))[::4]
)
IX = "{http://www.xbrl.org/2013/inlineXBRL}"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _tables(root: Any, text: str) -> tuple[list[Block], list[Fact]]:
    """Each outer table as a block, each cell that holds one number and no words as a fact in thousands."""
    blocks: list[Block] = []
    facts: list[Fact] = []
    at = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            at += len(element.tail or "") if element is not root else 0
            continue
        inside = "".join(element.itertext())
        ref = SourceRef(offset=at, end=at + len(inside))
        if element.tag == "table" and inside.strip() and not any(a.tag == "table" for a in element.iterancestors()):
            blocks.append(RawTable(number=len(blocks) + 1, cells=(), n_rows=0, n_cols=0, ref=ref))
        shown = NUMBER.search(inside)
        if element.tag == "td" and shown and not re.search("[A-Za-z]|</td", inside) and element.find(".//td") is None:
            value = Decimal(shown[0].replace(",", "")) * 1000 * (-1 if "(" in inside else 1)
            source = FactSource(ref=ref, span=shown.span(), shown=shown[0], shown_as=ShownAs.NUMBER, scale=3)
            number = f"f-{len(facts) + 1}"
            facts.append(
                Fact(id=number, concept=REVENUES, value=value, decimals=-3, period=YEAR, unit=USD, source=source)
            )
        at += len(element.text or "")
    assert page_text(root) == text
    return blocks, facts


@pytest.mark.shared
@pytest.mark.skipif(not PAGES, reason="the corpus is not beside the checkout")
@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_real_pages(path: Path) -> None:
    raw = path.read_bytes()
    root = parse_html(raw)
    text = page_text(root)
    blocks, facts = _tables(root, text)
    document = Document(source=path.name, media_type="text/html", blocks=tuple(blocks), text=text, raw=raw)
    note = SegmentNote(document=document, title="", blocks=tuple(blocks), tables=(), paragraphs=(), ref=SourceRef())
    whole = TextBlock(id="tb-1", concept=BLOCKS[0].concept, period=YEAR, first=0, last=len(blocks) - 1)
    report, findings = place(report_of(tuple(facts), (whole,)), note)
    assert findings == ()
    tree = etree.fromstring(next(emit(report, note)).content)
    inline_schema().assertValid(tree)
    for header in tree.iter(f"{IX}header"):
        header.clear()
    for element in [e for e in root.iter() if e.tag == "ix:header"]:
        tail = element.tail
        element.clear()
        element.tail = tail
    assert _squeezed("".join(tree.find("{*}body").itertext())) == _squeezed("".join(root.find("body").itertext()))
    read = {}
    for element in tree.iter(f"{IX}nonFraction"):
        number = Decimal(element.text.replace(",", "")).scaleb(int(element.get("scale", "0")))
        read[element.get("id")] = -number if element.get("sign") == "-" else number
    assert read == {fact.id: fact.value for fact in report.facts}


def _report(note: SegmentNote) -> FactReport:
    """Without the number in words: Arelle as published does not know the SEC's transformations."""
    facts = tuple(f for f in all_facts(note) if f.source.shown_as is not ShownAs.WORD)
    return report_of(facts, BLOCKS, cover=COVER)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not all(p.exists() for p in PACKAGES), reason="the taxonomy packages are not beside the checkout")
@pytest.mark.parametrize("path", ["brk-20241231.htm", "xbrl/brk-20241231.xml", "brk-20241231.json"])
@pytest.mark.parametrize("note", [text_note(), html_note(table_page())], ids=["text", "html"])
def test_arelle_finds_no_fault(tmp_path: Path, note: SegmentNote, path: str) -> None:
    write(emit(_report(note), note), tmp_path / "out")
    command = [sys.executable, "-m", "arelle.CntlrCmdLine", "--internetConnectivity", "offline", "--validate"]
    command += ["--calc", "c11r", "--packages", "|".join(str(p.resolve()) for p in PACKAGES)]
    done = subprocess.run(
        [*command, "--file", str(tmp_path / "out" / path)], capture_output=True, text=True, timeout=300, check=False
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("[info]")]
    assert said == []
    assert "validated in" in done.stdout + done.stderr
