"""Pages to blocks: text found again in the stream, grids, looks of cells, layout tables, inline XBRL, hostile input."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.errors import UnreadableFile
from converter.readers import html, html_walk
from converter.readers.html import read_html
from converter.readers.html_style import parse_style
from converter.readers.markup import page_text, parse_html
from converter.readers.model import Block, Document, Heading, Paragraph, RawCell, RawTable

CORPUS = Path(__file__).resolve().parents[3] / "../shared/corpus/dev"


def document(markup: str) -> Document:
    read, findings = read_html("note.htm", f'<html><meta charset="utf-8"><body>{markup}</body></html>'.encode())
    assert findings == ()
    return read


def shown(block: Block) -> str:
    if isinstance(block, RawTable):
        return "table: " + " | ".join(cell.text for cell in block.cells)
    return f"{type(block).__name__.lower()}: {block.text}"


def cells(markup: str) -> dict[str, RawCell]:
    tables = [block for block in document(markup).blocks if isinstance(block, RawTable)]
    assert len(tables) == 1
    return {cell.text: cell for cell in tables[0].cells}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <i>run</i> of text.</p><p>Two</p>", ["paragraph: One run of text.", "paragraph: Two"]),
        ("<div>Outer<div>inner</div>tail</div>", ["paragraph: Outer", "paragraph: inner", "paragraph: tail"]),
        ("First line<br>second line", ["paragraph: First line", "paragraph: second line"]),
        ("<h2>Segments</h2><p><b>Costs of sales</b></p>", ["heading: Segments", "heading: Costs of sales"]),
        ("<p><b>A sentence in bold is no heading.</b></p>", ["paragraph: A sentence in bold is no heading."]),
        ("<p>a</p><div style='display:none'>hidden<p>x</p></div><p>b</p>", ["paragraph: a", "paragraph: b"]),
        ("<p>a</p><script>var x = 1</script><p>b</p>", ["paragraph: a", "paragraph: b"]),
        ("<table><tr><td><p>Boxed text</p><p>more</p></td></tr></table>", ["paragraph: Boxed text", "paragraph: more"]),
        ("<table><tr><td>•</td><td>A bullet point</td></tr></table>", ["paragraph: •A bullet point"]),
        (
            "<table><tr><td><b>Note 7.</b></td><td> <b>Segment Information</b></td></tr></table>",
            ["heading: Note 7. Segment Information"],
        ),
        (
            "<table><tr><td><p>Text</p><table><tr><td>Sales</td><td>5</td></tr></table></td><td>aside</td></tr></table>",
            ["paragraph: Text", "table: Sales | 5", "paragraph: aside"],
        ),
        (
            "<table><tr><td>Sales</td><td><table><tr><td>$</td><td>5</td></tr></table></td></tr>"
            "<tr><td>Costs</td><td>3</td></tr></table>",
            ["table: Sales | $5 | Costs | 3"],
        ),
        (
            "<table><caption>Sales by segment</caption><tr><td>a</td><td>1</td></tr></table>",
            ["paragraph: Sales by segment", "table: a | 1"],
        ),
        ("<table><tr><td>1</td></tr><tr><td>2</td></tr></table>", ["table: 1 | 2"]),
        ("<table><tr><td> </td></tr></table><p>x</p>", ["paragraph: x"]),
    ],
)
def test_blocks(markup: str, expected: list[str]) -> None:
    assert [shown(block) for block in document(markup).blocks] == expected


MIXED = (
    "\n<p>&nbsp; Before\u200b the <sup>1</sup>table </p> <ix:header><p>hidden 12</p></ix:header>\n<table> stray "
    "<tr><td> Net<br>sales </td><td>&#36;</td><td> 1,234\n</td></tr><tr style='display:none'><td>gone</td></tr></table>"
    " tail "
)


def test_every_text_is_a_slice_of_the_stream() -> None:
    read = document(MIXED)
    assert read.text == page_text(parse_html(read.raw))
    texts = [item for block in read.blocks for item in (block.cells if isinstance(block, RawTable) else (block,))]
    assert [item.text for item in texts] == ["Before\u200b the 1table", "stray", "Netsales", "$", "1,234", "tail"]
    for item in texts:
        assert read.text[item.ref.offset : item.ref.end] == item.text


def test_spans_are_resolved_to_grid_positions() -> None:
    found = cells(
        "<table><tr><td rowspan=2>a</td><td colspan=3>b</td></tr><tr><td>c</td><td></td><td>d</td></tr>"
        "<tr><td style='display:none'>x</td><td>e</td><td>f</td></tr></table>"
    )
    places = {text: (cell.row, cell.col, cell.row_span, cell.col_span) for text, cell in found.items()}
    assert places == {
        "a": (0, 0, 2, 1), "b": (0, 1, 1, 3), "c": (1, 1, 1, 1), "d": (1, 3, 1, 1), "e": (2, 0, 1, 1),
        "f": (2, 1, 1, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("<td style='padding-left:12pt'>x</td>", 12),
        ("<td style='padding:1px 2pt 1px 13pt'>x</td>", 13),
        ("<td style='padding-left:2pt'><div style='margin-left:9pt;text-indent:-4pt'>x</div></td>", 7),
        ("<td>&nbsp;&nbsp;x</td>", 5),
        ("<td>x</td>", 0),
    ],
)
def test_indent(cell: str, points: float) -> None:
    assert cells(f"<table><tr>{cell}<td>1</td></tr></table>")["x"].indent == points


def test_bold_and_header() -> None:
    found = cells(
        "<table><tr><th>h</th><td><b>b</b></td><td><span style='font-weight:700'>c</span></td>"
        "<td><b>part</b>ly</td><td style='font: bold 10pt Serif'>d</td></tr></table>"
    )
    assert {text for text, cell in found.items() if cell.bold} == {"h", "b", "c", "d"}
    assert {text for text, cell in found.items() if cell.header} == {"h"}


RULED = [
    ("own upper border", "<td>5</td>", "", "<td style='border-top:1pt solid #000'>9</td>", True),
    ("lower border above", "<td style='border-bottom:1pt solid #000'>5</td>", "", "<td>9</td>", True),
    ("lower border in a block", "<td><p style='border-bottom:1px solid black'>5</p></td>", "", "<td>9</td>", True),
    ("an empty row between", "<td style='border-bottom:1pt solid #000'>5</td>", "<td></td>", "<td>9</td>", True),
    ("an empty ruled row", "<td>5</td>", "<td style='border-bottom:1pt solid #000'></td>", "<td>9</td>", True),
    ("hyphens", "<td>5</td>", "<td>------</td>", "<td>9</td>", True),
    ("double line closes a total", "<td style='border-bottom:3pt double #000'>5</td>", "", "<td>9</td>", False),
    ("no width", "<td style='border-bottom:0 solid #000'>5</td>", "", "<td>9</td>", False),
    ("white", "<td style='border-bottom:1pt solid #ffffff'>5</td>", "", "<td>9</td>", False),
    ("none", "<td>5</td>", "", "<td>9</td>", False),
]


@pytest.mark.parametrize(("first", "between", "last", "ruled"), [case[1:] for case in RULED], ids=[c[0] for c in RULED])
def test_rule_above(first: str, between: str, last: str, ruled: bool) -> None:  # noqa: FBT001 - a table's column
    blank = f"<tr><td></td>{between}</tr>" if between else ""
    rows = f"<tr><td>Sales</td>{first}</tr>{blank}<tr><td>Total</td>{last}</tr>"
    assert cells(f"<table>{rows}</table>")["9"].rule_above is ruled


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<span style='vertical-align:super;font-size:6pt'>1</span>",
        "<span style='font-size:6.5pt;position:relative;top:-3.5pt;vertical-align:baseline'>1</span>",
    ],
)
def test_superscripts(mark: str) -> None:
    found = cells(f"<table><tr><td>Assets{mark}</td><td>50</td></tr></table>")
    assert found["Assets1"].superscripts == ((6, 7),)


def test_a_line_break_without_white_space_is_kept_as_a_place() -> None:
    found = cells("<table><tr><td>Net<br>sales</td><td><div>Asia</div>\n<div>Pacific</div></td><td>1</td></tr></table>")
    assert found["Netsales"].breaks == (3,)
    assert found["Asia\nPacific"].breaks == ()


def test_classes_of_a_style_sheet_in_the_page() -> None:
    read = document(
        "<style>.x { display:none } .w{font-weight:bold}</style><p class='x'>no</p><p class='a w'>Title</p>"
    )
    assert [shown(block) for block in read.blocks] == ["heading: Title"]


INLINE = """<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric
name="dei:EntityCentralIndexKey">0001</ix:nonNumeric></ix:hidden></ix:header></div>
<p><ix:nonNumeric name="dei:EntityRegistrantName">Harrow  Tidewater Corp.</ix:nonNumeric></p>
<ix:nonNumeric name="us-gaap:SegmentReportingDisclosureTextBlock" continuedAt="k1"><p>One segment.</p></ix:nonNumeric>
<p>12</p><ix:continuation id="k1" continuedAt="k2"><table><tr><td>Sales</td><td>
<ix:nonFraction name="us-gaap:Revenues">1,000</ix:nonFraction></td></tr></table></ix:continuation>
<ix:continuation id="k2"><p>More.</p></ix:continuation>"""


def test_inline_xbrl_reads_like_html() -> None:
    read = document(INLINE)
    assert [shown(block) for block in read.blocks] == [
        "paragraph: Harrow  Tidewater Corp.", "paragraph: One segment.", "paragraph: 12", "table: Sales | 1,000",
        "paragraph: More.",
    ]  # fmt: skip
    assert read.cover == {"EntityCentralIndexKey": "0001", "EntityRegistrantName": "Harrow Tidewater Corp."}
    (block,) = read.tagged
    assert block.name == "us-gaap:SegmentReportingDisclosureTextBlock"
    assert [read.text[a:b].strip() for a, b in block.spans] == ["One segment.", "Sales\n1,000", "More."]


def test_hostile_pages_end_in_an_error_or_a_bounded_result(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"", b"   "):
        with pytest.raises(UnreadableFile):
            read_html("x", data)
    with monkeypatch.context() as small:
        small.setattr(html, "MAX_BYTES", 1000)
        small.setattr(html_walk, "_MAX_ELEMENTS", 100)
        for count, message in ((126, "limit"), (101, "elements")):
            with pytest.raises(UnreadableFile, match=message):
                read_html("x", b"<p>x</p>" * count)
    deep, _ = read_html("x", b"<div>" * 50_000 + b"1" + b"</div>" * 50_000)
    assert len(deep.blocks) <= 1
    nested, _ = read_html("x", b"<table><tr><td>a<td>1" * 2_000)
    assert nested.blocks
    wide, findings = read_html("x", b"<table><tr>" + b"<td>1</td>" * 100_000 + b"</tr></table>")
    (table,) = wide.blocks
    assert isinstance(table, RawTable)
    assert (table.n_cols, table.complete) == (2000, False)
    assert [finding.code for finding in findings] == ["read.table-too-wide"]
    spans, _ = read_html("x", b"<table><tr><td colspan=999999999 rowspan=999999999>1</td><td>2</td></tr></table>")
    assert isinstance(spans.blocks[0], RawTable)
    assert spans.blocks[0].n_rows == 1


def test_no_entity_is_expanded() -> None:
    data = b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>[&x;&a;]</p></html>'
    read, _ = read_html("x", data)
    assert "aaaa" not in read.text.replace("&a;", "")
    assert "&x;" in read.text


def test_what_follows_the_end_tag_is_read() -> None:
    page = b"<html><body><p>a</p></body></html><table><tr><td>Sales</td><td>5</td></tr></table>"
    read, findings = read_html("x", page)
    assert [cell.text for block in read.blocks if isinstance(block, RawTable) for cell in block.cells] == ["Sales", "5"]
    assert findings == ()


def test_styles_say_what_they_say() -> None:
    assert parse_style("FONT-WEIGHT: Bold").bold is True
    assert parse_style("font-weight:400").bold is False
    assert parse_style("color:#000").bold is None
    assert parse_style("border:1px solid black").top
    assert not parse_style("border-top:none").top
    assert not parse_style("font-weight:abc;padding-left:auto;;:").indent


@pytest.mark.shared
def test_texts_of_real_notes_are_slices_of_the_stream() -> None:
    pages = sorted(CORPUS.glob("*.note.html"))[::9]
    if not pages:
        pytest.skip("the corpus of real notes is not beside the checkout")
    for page in pages:
        read, _ = read_html(page.name, page.read_bytes())
        assert read.text == page_text(parse_html(read.raw))
        for block in read.blocks:
            for item in block.cells if isinstance(block, RawTable) else (block,):
                assert isinstance(item, RawCell | Heading | Paragraph)
                assert read.text[item.ref.offset : item.ref.end] == item.text
