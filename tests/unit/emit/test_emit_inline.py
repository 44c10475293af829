"""The inline document: facts at their places with their values, text blocks, cover, header (rules 36 to 42)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from emit_samples import (
    BAKERY,
    BLOCKS,
    COSTS,
    COVER,
    REVENUES,
    ROWS,
    SENTENCES,
    YEAR,
    all_facts,
    html_note,
    number_fact,
    report_of,
    table_page,
    text_note,
    word_fact,
)
from lxml import etree
from msgspec.structs import replace
from test_emit_xhtml import inline_schema

from converter.emit import emit, place
from converter.errors import BadProfile, NotRepresentable
from converter.facts.model import Fact, FactReport, QName, ShownAs, TextBlock
from converter.tables.model import SegmentNote

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XBRLI = "{http://www.xbrl.org/2003/instance}"


def document(report: FactReport, note: SegmentNote) -> Any:
    tree = etree.fromstring(next(emit(report, note)).content)
    inline_schema().assertValid(tree)
    return tree


def by_id(tree: Any) -> dict[str, Any]:
    return {e.get("id"): e for e in tree.iter() if e.get("id")}


def value(element: Any) -> Decimal:
    text = "".join(element.itertext())
    digits = "0" if element.get("format") == "ixt:fixed-zero" else text.replace(",", "")
    number = Decimal(digits).scaleb(int(element.get("scale", "0")))
    return -number if element.get("sign") == "-" else number


def text_of(tree: Any) -> str:
    return "".join("".join(tree.find("{*}body").itertext()).split())


@pytest.fixture(params=["on_text", "on_page"])
def note(request: pytest.FixtureRequest) -> SegmentNote:
    found: SegmentNote = request.getfixturevalue(request.param)
    return found


def test_every_number_reads_back(note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> None:
    report = full_report(note)
    elements = by_id(document(report, note))
    for fact in report.facts:
        if isinstance(fact.value, Decimal) and fact.source.shown_as is not ShownAs.WORD:
            element = elements[fact.id]
            assert (element.tag, element.get("name")) == (f"{IX}nonFraction", str(fact.concept))
            assert value(element) == fact.value
            assert element.get("decimals") == str(fact.decimals)
            assert "".join(element.itertext()) == fact.source.shown
            assert element.get("sign") is None or fact.value < 0


def test_contexts_and_units_are_those_of_the_facts(
    note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]
) -> None:
    report = full_report(note)
    tree = document(report, note)
    elements = by_id(tree)
    for fact in report.facts:
        context = elements[elements[fact.id].get("contextRef")]
        members = [(m.get("dimension"), m.text) for m in context.iter("{*}explicitMember")]
        assert members == [(str(axis), str(member)) for axis, member in fact.dimensions]
        assert context.findtext(f".//{XBRLI}endDate") == "2024-12-31"
        assert context.find(f".//{XBRLI}scenario") is None
        if fact.unit:
            unit = elements[elements[fact.id].get("unitRef")]
            assert unit.findtext(f"{XBRLI}measure") == fact.unit.numerator
    used = {e.get("contextRef") for e in tree.iter() if e.get("contextRef")}
    assert used == {e.get("id") for e in tree.iter(f"{XBRLI}context")}


def test_the_words_of_the_sentence(note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> None:
    tree = document(full_report(note), note)
    elements = by_id(tree)
    count, used, none = elements["f-Segments"], elements["f-cription"], elements["f-ormation"]
    assert (count.text, count.get("format")) == ("two", "ixt-sec:numwordsen")
    assert used.text == "reviews segment gross profit against budget"
    assert (none.text, none.get("format")) == ("not reviewed", "ixt:fixed-true")


def test_enumerations_are_hidden_and_pointed_at_once(
    note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]
) -> None:
    tree = document(full_report(note), note)
    hidden = [e for e in tree.iter(f"{IX}nonNumeric") if e.getparent().tag == f"{IX}hidden"]
    assert [(e.get("id"), e.text) for e in hidden] == [
        ("f-meration", "http://fasb.org/srt/2025#ChiefExecutiveOfficerMember")
    ]
    pointing = [e for e in tree.iter() if "-sec-ix-hidden:f-meration" in e.get("style", "")]
    assert ["".join(e.itertext()) for e in pointing] == ["chief executive officer"]


def test_a_word_that_no_transformation_reads_is_hidden(on_text: SegmentNote) -> None:
    fact = word_fact(on_text, "NumberOfReportableSegments", "Company", Decimal(1), ShownAs.WORD)
    elements = by_id(document(report_of((fact,)), on_text))
    assert elements[fact.id].getparent().tag == f"{IX}hidden"
    assert (elements[fact.id].text, elements[fact.id].get("unitRef")) == ("1", "segment")


def test_text_blocks_hold_their_blocks(note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> None:
    elements = by_id(document(full_report(note), note))
    table = "".join(cell for row in ROWS for cell in row).replace(" ", "")
    words = "".join(SENTENCES).replace(" ", "")
    inside = {name: "".join("".join(elements[name].itertext()).split()) for name in ("tb-1", "tb-2")}
    assert inside == {"tb-1": words + table, "tb-2": table}
    assert [elements[name].get("escape") for name in inside] == ["true", "true"]
    assert elements["tb-2"][0].tag.endswith("}table")


def test_a_text_block_goes_on_where_its_blocks_are_not_siblings() -> None:
    page = table_page().replace("<table>", "<div><p>Page 9</p><table>")
    note = html_note(page.replace("</table>", "</table></div>"))
    block = replace(BLOCKS[0], last=1, more=((2, 2),))
    tree = document(report_of((), (block,)), note)
    elements = by_id(tree)
    first, rest = elements["tb-1"], elements["tb-1-1"]
    assert (first.get("continuedAt"), rest.tag, rest.get("continuedAt")) == ("tb-1-1", f"{IX}continuation", None)
    assert "Page 9" not in "".join((*first.itertext(), *rest.itertext()))
    assert rest[0].tag.endswith("}table")


def test_blocks_without_words_are_left_out(on_page: SegmentNote) -> None:
    empty = replace(on_page.blocks[0], ref=replace(on_page.blocks[0].ref, offset=0, end=0))
    block = TextBlock(id="tb-1", concept=BLOCKS[0].concept, period=YEAR, first=0, last=0)
    files = list(emit(report_of((), (block,)), replace(on_page, blocks=(empty,))))
    assert all(b"tb-1" not in file.content for file in files)


def test_the_filers_page_keeps_its_text_and_markup(on_page: SegmentNote) -> None:
    plain = etree.tostring(document(report_of(()), on_page).find("{*}body")).decode()
    tagged = etree.tostring(document(report_of(all_facts(on_page), BLOCKS), on_page).find("{*}body")).decode()
    for text in ("<p>Note 8. Leases</p>", "<p>Note 10. Taxes</p>"):
        assert text in tagged
    without = re.sub(r"(?s)<div[^>]*display:none.*?</ix:header></div>", "", tagged)
    without = re.sub(r'</?ix:[^>]*>|<span style="-sec[^>]*>|</span>', "", without)
    bare = re.sub(r"(?s)<div[^>]*display:none.*?</ix:header></div>", "", plain)
    strip = re.compile(r' xmlns[^"]*"[^"]*"')
    assert "".join(strip.sub("", without).split()) == "".join(strip.sub("", bare).split())


def test_our_page_shows_every_text_in_order(on_text: SegmentNote) -> None:
    tree = document(report_of(()), on_text)
    for script in tree.iter(f"{IX}header"):
        script.clear()
    everything = "".join((*SENTENCES, *(cell for row in ROWS for cell in row)))
    assert text_of(tree) == "".join(everything.split())


def test_several_facts_at_one_place(note: SegmentNote) -> None:
    one = number_fact(note, 1, 1, REVENUES, "1200500", member=BAKERY)
    two = replace(one, id="f-2", concept=COSTS)
    elements = by_id(document(report_of((one, two)), note))
    assert {value(elements[name]) for name in ("f-11", "f-2")} == {Decimal(1200500)}
    assert elements["f-11"].getparent() is elements["f-2"] or elements["f-2"].getparent() is elements["f-11"]


def test_digits_in_several_elements() -> None:
    page = table_page().replace("$1,200.5", "<span>$</span><span>1,</span><span>200</span>.5")
    note = html_note(page)
    fact = number_fact(note, 1, 1, REVENUES, "1200500")
    assert value(by_id(document(report_of((fact,)), note))["f-11"]) == Decimal(1200500)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": Decimal(7)}, "is not 7"),
        ({"span": (0, 1)}, "no digits"),
        ({"offset": 10**6}, "does not show it"),
    ],
)
def test_facts_that_the_page_does_not_show(on_page: SegmentNote, change: dict[str, Any], reason: str) -> None:
    good = number_fact(on_page, 1, 2, REVENUES, "800000")
    bad = _changed(number_fact(on_page, 1, 1, REVENUES, "1200500"), change)
    report = report_of((good, bad))
    with pytest.raises(NotRepresentable, match=reason):
        list(emit(report, on_page))
    kept, findings = place(report, on_page)
    assert kept.facts == (good,)
    assert [(f.code, f.where) for f in findings] == [("emit.unplaced", bad.source.ref)]
    assert reason in findings[0].message


def _changed(fact: Fact, change: dict[str, Any]) -> Fact:
    source = fact.source
    if "span" in change:
        source = replace(source, span=change["span"])
    if "offset" in change:
        source = replace(source, ref=replace(source.ref, offset=change["offset"]))
    return replace(fact, source=source, value=change.get("value", fact.value))


def test_digits_that_overlap(on_page: SegmentNote) -> None:
    one = number_fact(on_page, 1, 1, REVENUES, "1200500")
    part = replace(one, id="f-2", value=Decimal(200500), source=replace(one.source, span=(3, 8)))
    kept, findings = place(report_of((one, part)), on_page)
    assert kept.facts == (one,)
    assert "overlap" in findings[0].message


def test_digits_over_the_edge_of_a_cell() -> None:
    note = html_note(table_page().replace("$1,200.5", "$1,2</td><td>00.5"))
    _, findings = place(report_of((number_fact(note, 1, 1, REVENUES, "1200500"),)), note)
    assert "edge" in findings[0].message


def test_nothing_to_find_fault_with(note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> None:
    report = full_report(note)
    placed, findings = place(report, note)
    assert (placed.facts, placed.text_blocks, findings) == (report.facts, report.text_blocks, ())


def test_cover(note: SegmentNote) -> None:
    elements = by_id(document(report_of((), cover=COVER), note))
    shown = {name: (e.text, e.get("format")) for name, e in elements.items() if name.startswith("cover-")}
    assert shown == {
        "cover-DocumentType": ("10-K", None),
        "cover-AmendmentFlag": ("No", "ixt:fixed-false"),
        "cover-DocumentPeriodEndDate": ("December 31, 2024", "ixt:date-monthname-day-year-en"),
        "cover-CurrentFiscalYearEndDate": ("December 31", "ixt:date-monthname-day-en"),
        "cover-DocumentFiscalYearFocus": ("2024", None),
        "cover-DocumentFiscalPeriodFocus": ("FY", None),
        "cover-EntityRegistrantName": ("Brookfield Bread Corp", None),
        "cover-EntityCentralIndexKey": ("0001234567", None),
        "cover-EntityCommonStockSharesOutstanding": ("12,500,000", "ixt:num-dot-decimal"),
    }


def test_no_cover_unless_given(note: SegmentNote) -> None:
    assert "dei:" not in etree.tostring(document(report_of(all_facts(note)), note)).decode()


def test_a_cover_number_that_is_none() -> None:
    note = text_note()
    with pytest.raises(BadProfile, match="not a number"):
        list(emit(report_of((), cover={"EntityPublicFloat": "much"}), note))


def test_words_of_the_input_cannot_become_markup() -> None:
    note = text_note("<script>alert(1)</script>")
    cell = note.blocks[2].cells[4]  # type: ignore[union-attr]  # the third block is the table
    table = replace(note.blocks[2], cells=(replace(cell, text="<script>x</script> & \x01"),))  # type: ignore[call-arg]
    tree = document(report_of(()), replace(note, blocks=(*note.blocks[:2], table)))
    assert not list(tree.iter("{*}script"))
    assert "<script>x</script> &" in "".join(tree.itertext())


def test_standard_prefixes_and_language(note: SegmentNote) -> None:
    tree = document(report_of(all_facts(note)), note)
    assert tree.nsmap[None] == "http://www.w3.org/1999/xhtml"
    assert tree.nsmap["us-gaap"] == "http://fasb.org/us-gaap/2025"
    assert tree.nsmap["ixt"] == "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"
    content = next(emit(report_of(()), note)).content
    assert content.startswith(b"<?xml version='1.0' encoding='ASCII'?>\n<html")
    assert b"DOCTYPE" not in content


def test_ids_of_the_page_do_not_clash_with_ours() -> None:
    note = html_note(table_page().replace("<p>Note 8", '<p id="f-11">Note 8'))
    fact = number_fact(note, 1, 1, REVENUES, "1200500")
    assert by_id(document(report_of((fact,)), note))["f-11"].tag == f"{IX}nonFraction"


def test_same_input_same_bytes(note: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> None:
    assert list(emit(full_report(note), note)) == list(emit(full_report(note), note))


def test_unknown_prefix_is_our_fault(on_text: SegmentNote) -> None:
    fact = number_fact(on_text, 1, 1, QName("acme", "Revenues"), "1200500")
    with pytest.raises(NotRepresentable, match="acme"):
        list(emit(report_of((fact,)), on_text))
