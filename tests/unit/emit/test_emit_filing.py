"""A filing that is tagged anew in its note: what changes, and that nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from emit_samples import BLOCKS, ROWS, SENTENCES, all_facts, html_note, report_of
from filing_samples import AFTER, BEFORE, filing
from lxml import etree
from msgspec.structs import replace

from converter import emit
from converter.emit.inline.source import Source
from converter.facts.inline import parse_inline
from converter.facts.model import FactReport
from converter.tables.model import SegmentNote

IX = "{http://www.xbrl.org/2013/inlineXBRL}"


@pytest.fixture
def note() -> SegmentNote:
    return html_note(filing(ROWS, SENTENCES))


def made(note: SegmentNote, retag: str = "replace") -> tuple[FactReport, str]:
    report, _ = emit.place(report_of(all_facts(note), BLOCKS), note, retag)
    page = next(iter(emit.emit(report, note, frozenset(), retag)))
    return report, page.content.decode("ascii")


def outside(page: str) -> tuple[str, str]:
    """The page before the note's heading and after its table, without what may be added to the header."""
    start, end = page.index("<p  class='a'>"), page.index("</table>")
    return page[start : page.index("<hr\n/>\n", start) + len("<hr\n/>\n")], page[page.index("<p >Note 10", end) :]


def test_nothing_outside_the_note_changes(note: SegmentNote) -> None:
    _, page = made(note)
    assert outside(page) == (BEFORE[BEFORE.index("<p  class") :], AFTER)


def test_in_the_header_only_additions_and_what_the_note_used(note: SegmentNote) -> None:
    _, page = made(note)
    head = page[: page.index("<p  class='a'>")]
    assert head.startswith("<?xml version='1.0' encoding='ASCII'?>\n<!-- produced by a filing agent's tool -->\n<html")
    assert 'xlink:href="brk-20241231.xsd"' in head
    assert 'id="f-1">false' in head
    assert 'id="c-1"' in head
    assert 'id="c-7"' not in head, "a context that only the note's old tags used is gone"
    assert 'id="f-9"' not in head, "a hidden fact that only the note points at is gone"
    assert "-sec-ix-hidden:f-9" not in page


def test_every_fact_of_the_report_is_in_the_page(note: SegmentNote) -> None:
    report, page = made(note)
    read = parse_inline(page.encode(), Path("filing.htm"))
    found = {fact.id: fact for fact in read.facts}
    for fact in report.facts:
        assert str(found[fact.id].concept) == str(fact.concept)
        assert found[fact.id].context.period == fact.period
        assert found[fact.id].context.dimensions == fact.dimensions
    assert "f-3" not in found, "the old tag is replaced"
    assert found["f-5"].value == 77000, "a tag outside the note is kept"


def test_contexts_and_units_of_the_filing_are_used_again(note: SegmentNote) -> None:
    _, page = made(note)
    root = etree.fromstring(page.encode())
    contents = ["".join(c.itertext()) for c in root.iter("{*}context")]
    assert len(contents) == len(set(contents))
    block = next(e for e in root.iter(f"{IX}nonNumeric") if (e.get("name") or "").endswith("DisclosureTextBlock"))
    assert block.get("contextRef") == "c-1"
    assert len([u for u in root.iter("{*}unit") if "USD" in "".join(u.itertext())]) == 1


def test_ids_and_file_name_are_new_ones(note: SegmentNote) -> None:
    report, page = made(note)
    assert report.stem == "brkseg-20241231"
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_keeping_leaves_the_notes_tags(note: SegmentNote) -> None:
    report, page = made(note, "keep")
    assert 'id="f-3"' in page
    assert 'id="f-4"' in page
    assert all(fact.source.shown != ROWS[1][2] for fact in report.facts)
    assert len(report.facts) > 3


def test_text_is_the_same(note: SegmentNote) -> None:
    _, page = made(note)
    before = etree.fromstring(filing(ROWS, SENTENCES).encode())
    after = etree.fromstring(page.encode())
    body = "{http://www.w3.org/1999/xhtml}body"
    for root in (before, after):
        for header in list(root.iter(f"{IX}header")):
            header.clear(keep_tail=True)
    assert "".join(before.find(body).itertext()) == "".join(after.find(body).itertext())


@pytest.mark.parametrize("step", [1, 7, 100])
@pytest.mark.parametrize("retag", ["replace", "keep"])
def test_a_note_far_into_a_filing_is_found_as_well(
    note: SegmentNote, retag: str, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, near = made(note, retag)
    monkeypatch.setattr("converter.emit.inline.filing._STEP", step)
    assert made(note, retag)[1] == near


@pytest.mark.parametrize("retag", ["replace", "keep"])
def test_the_plan_of_a_page_serves_for_its_document(note: SegmentNote, retag: str) -> None:
    report, page = made(note, retag)
    again, _, plan = emit.planned(report_of(all_facts(note), BLOCKS), note, retag)
    assert again == report
    if retag == "replace":
        assert plan is not None
    assert next(iter(emit.emit(again, note, frozenset(), retag, plan))).content.decode("ascii") == page


def test_a_filing_of_another_year_is_said(note: SegmentNote) -> None:
    older = replace(report_of(all_facts(note), BLOCKS), year=2024)
    _, findings = emit.place(older, note)
    assert "emit.year-mixed" in {f.code for f in findings}


@pytest.mark.parametrize(
    "page",
    [
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "<a>x<!-- c --><b c='>'/>&#65;&amp;\r\n<![CDATA[<z>]]></a>\n",
        "\ufeff<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a [<!-- > -->]><a b = 'é' >é<?pi x?></a >",
    ],
)
def test_unchanged_pages_come_back_byte_for_byte(page: str) -> None:
    source = Source.parse(page.encode("utf-8"))
    assert source is not None
    assert source.content({}, "") == page.encode("utf-8")


def test_what_is_not_well_formed_is_not_taken() -> None:
    assert Source.parse(b"<p>one<p>two") is None
