"""Word files: headings, spans, tables in tables, footnotes, tracked changes, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from converter.errors import UnreadableFile
from converter.readers import read_bytes
from converter.readers.model import Block, Heading, Paragraph, RawTable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f"<w:styles xmlns:w='{W}'>"
    "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Sub'><w:name w:val='Sub'/><w:basedOn w:val='H2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='In'><w:name w:val='In'/><w:pPr><w:ind w:left='240'/></w:pPr></w:style>"
    "</w:styles>"
)
FOOTNOTES = (
    f"<w:footnotes xmlns:w='{W}'><w:footnote w:id='7'><w:p><w:r><w:t>Before tax.</w:t></w:r></w:p></w:footnote>"
    "</w:footnotes>"
)


def docx(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>")
        for part, content in parts.items():
            container.writestr(f"word/{part}.xml", content)
    return out.getvalue()


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


SMALL = tbl(tr(tc("Mills"), tc("1")), tr(tc("Kilns"), tc("2")))


def read(body: str, **parts: str) -> tuple[tuple[Block, ...], dict[str, str]]:
    document, findings = read_bytes("note.docx", docx(body, **parts))
    for block in document.blocks:
        cells = block.cells if isinstance(block, RawTable) else (block,)
        assert all(document.text[c.ref.offset : c.ref.end] == c.text for c in cells)
    return document.blocks, {finding.code: finding.message for finding in findings}


def grid(block: Block) -> list[tuple[int, int, int, int, str]]:
    assert isinstance(block, RawTable)
    return [(c.row, c.col, c.row_span, c.col_span, c.text) for c in block.cells]


@pytest.mark.parametrize(
    ("paragraph", "kind", "level"),
    [
        (p(r("Segments"), properties="<w:pStyle w:val='H2'/>"), Heading, 2),
        (p(r("Segments"), properties="<w:pStyle w:val='Sub'/>"), Heading, 2),
        (p(r("Segments"), properties="<w:outlineLvl w:val='0'/>"), Heading, 1),
        (p(r("Results by segment", "<w:b/>")), Heading, 5),
        (p(r("12. Segment information")), Heading, 5),
        (p(r("Results by segment", "<w:b w:val='0'/>")), Paragraph, 0),
        (p(r("Bold sentence.", "<w:b/>")), Paragraph, 0),
        (p(r("Plain"), properties="<w:pStyle w:val='Loop'/>"), Paragraph, 0),
    ],
)
def test_headings(paragraph: str, kind: type[Block], level: int) -> None:
    (block,), _ = read(paragraph, styles=STYLES)
    assert isinstance(block, kind)
    assert getattr(block, "level", 0) == level


def test_runs_fields_and_raised_marks() -> None:
    body = p(
        r("Net"), "<w:r><w:tab/></w:r>", r("sales"), r("a", "<w:vertAlign w:val='superscript'/>"),
        "<w:r><w:instrText>PAGE</w:instrText></w:r>", "<w:hyperlink>" + r(" rose") + "</w:hyperlink>",
    )  # fmt: skip
    (block,), _ = read(body)
    assert isinstance(block, Paragraph)
    assert (block.text, block.superscripts) == ("Net\tsales" + "a rose", ((9, 10),))


def test_spans_across_and_down_and_left_out_grid_columns() -> None:
    body = tbl(
        tr(tc("", "<w:vMerge w:val='restart'/>"), tc("Mills", "<w:gridSpan w:val='2'/>"), properties="<w:tblHeader/>"),
        tr(tc("", "<w:vMerge/>"), tc("2025"), tc("2024")),
        tr(tc("Sales", "<w:vMerge w:val='restart'/>"), tc("1"), tc("2")),
        tr(tc("", "<w:vMerge/>"), tc("3"), tc("4")),
        tr(tc("5"), tc("6"), properties="<w:gridBefore w:val='1'/>"),
    )
    (block,), _ = read(body)
    assert grid(block) == [
        (0, 1, 1, 2, "Mills"), (1, 1, 1, 1, "2025"), (1, 2, 1, 1, "2024"), (2, 0, 2, 1, "Sales"), (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"), (3, 1, 1, 1, "3"), (3, 2, 1, 1, "4"), (4, 1, 1, 1, "5"), (4, 2, 1, 1, "6"),
    ]  # fmt: skip
    assert isinstance(block, RawTable)
    assert [cell.header for cell in block.cells[:2]] == [True, False]


def test_indents_bold_and_rules() -> None:
    line = "<w:tcBorders><w:bottom w:val='single'/></w:tcBorders>"
    none = "<w:tcBorders><w:top w:val='nil'/></w:tcBorders>"
    inside = f"<w:tc>{p(r('Mills'), properties='<w:pStyle w:val=' + chr(39) + 'In' + chr(39) + '/>')}</w:tc>"
    body = tbl(tr(inside, tc("1", line)), tr(f"<w:tc>{p(r('Total', '<w:b/>'))}</w:tc>", tc("1", none)))
    (block,), _ = read(body, styles=STYLES)
    assert isinstance(block, RawTable)
    assert [(c.indent, c.bold, c.rule_above) for c in block.cells] == [
        (12.0, False, False), (0.0, False, False), (0.0, True, False), (0.0, False, True),
    ]  # fmt: skip


def test_a_table_that_lays_out_tables_is_opened() -> None:
    body = tbl(tr(f"<w:tc>{p(r('Left'))}{SMALL}</w:tc>", f"<w:tc>{SMALL}{p()}</w:tc>"))
    blocks, _ = read(body)
    assert [type(block) for block in blocks] == [Paragraph, RawTable, RawTable]
    assert [block.number for block in blocks if isinstance(block, RawTable)] == [1, 2]
    blocks, _ = read(tbl(tr(tc("Only words here")), tr(tc("and here"))))
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]


def test_a_one_row_table_in_a_cell_is_its_text() -> None:
    inner = f"<w:tc>{tbl(tr(tc('$'), tc('5')))}{p()}</w:tc>"
    (block,), _ = read(tbl(tr(tc("Mills"), inner), tr(tc("Kilns"), tc("6"))))
    assert [cell[-1] for cell in grid(block)] == ["Mills", "$\n5", "Kilns", "6"]


def test_footnotes_stand_below_what_refers_to_them() -> None:
    reference = "<w:r><w:footnoteReference w:id='7'/></w:r>"
    blocks, _ = read(
        tbl(tr(f"<w:tc>{p(r('Mills'), reference)}</w:tc>", tc("1")), tr(tc("Kilns"), tc("2"))) + p(r("After")),
        footnotes=FOOTNOTES,
    )
    table, note, after = blocks
    assert isinstance(table, RawTable)
    assert isinstance(note, Paragraph)
    assert (table.cells[0].text, table.cells[0].superscripts) == ("Mills1", ((5, 6),))
    assert (note.text, note.superscripts) == ("1 Before tax.", ((0, 1),))
    assert isinstance(after, Paragraph)


def test_tracked_changes_are_accepted_and_said() -> None:
    body = (
        p(r("We have "), "<w:del><w:r><w:delText>two</w:delText></w:r></w:del>", f"<w:ins>{r('three')}</w:ins>")
        + f"<w:ins>{p(r('New.'))}</w:ins>"
        + tbl(
            tr(tc("Mills"), tc("1")),
            tr(tc("Gone"), tc("9"), properties="<w:del/>"),
            tr(tc("Kilns"), tc("2"), properties="<w:ins/>"),
        )
    )
    blocks, findings = read(body)
    assert [getattr(b, "text", "") for b in blocks[:2]] == ["We have three", "New."]
    assert [cell[-1] for cell in grid(blocks[2])] == ["Mills", "1", "Kilns", "2"]
    assert "3 insertion(s) are read as accepted, 2 deletion(s) are left out" in findings["read.tracked-changes"]


def test_hidden_text_comments_and_text_boxes_are_said() -> None:
    box = f"<w:r><w:drawing><w:txbxContent>{p(r('Boxed 7'))}</w:txbxContent></w:drawing></w:r>"
    body = p("<w:commentRangeStart w:id='1'/>", r("Seen"), r(" unseen", "<w:vanish/>"), box)
    (block,), findings = read(body + tbl(tr(tc("x"), tc("1"), properties="<w:hidden/>")))
    assert getattr(block, "text", "") == "Seen"
    assert findings["read.hidden-cells"].startswith("Hidden and left out: 2 ")
    assert set(findings) == {"read.hidden-cells", "read.comments", "read.text-box"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx("<w:p>"), "is broken"),
        (docx(SMALL)[:-30], "ZIP container is broken"),
        (docx(SMALL, styles="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "declares entities"),
        (docx(SMALL).replace(b"word/document.xml", b"word/Document.xml"), "no document"),
    ],
    ids=["broken", "cut", "entities", "no-body"],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Exception, match=words) as raised:
        read_bytes("note.docx", data)
    assert getattr(raised.value, "exit_code", None) == 2


def test_deep_nesting_is_bounded() -> None:
    body = "<w:sdt><w:sdtContent>" * 90 + p(r("deep")) + "</w:sdtContent></w:sdt>" * 90
    assert read(body)[0] == ()
    with pytest.raises(UnreadableFile):
        read("<w:sdt>" * 400 + p(r("deeper")) + "</w:sdt>" * 400)
