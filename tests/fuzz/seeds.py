"""Inputs to begin from, by target: small, of our own making, one for each road through the code. Inputs that once
crashed or hung are kept in `found/<target>/` and are tried at every `make test`."""

# ruff: noqa: E501 - inputs are as they are
from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "cases"

TABLE = (
    "<table><tr><td></td><td colspan=3>2024</td><td colspan=3>2023</td></tr>"
    "<tr><td>Net sales</td><td>$</td><td>1,204</td><td></td><td>$</td><td>(980</td><td>)</td></tr>"
    "<tr><td>Cost of sales</td><td></td><td>700</td><td></td><td></td><td>—</td><td></td></tr></table>"
)
PAGE = f"<html><body><p>Note 9 – Segment information (in thousands)</p>{TABLE}</body></html>"
INLINE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"'
    ' xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:us-gaap="http://fasb.org/us-gaap/2025"'
    ' xmlns:xbrldi="http://xbrl.org/2006/xbrldi"><body><div style="display:none"><ix:header><ix:resources>'
    '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0001999902</xbrli:identifier>'
    '<xbrli:segment><xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">x:AMember</xbrldi:explicitMember>'
    "</xbrli:segment></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>"
    "</ix:resources></ix:header></div><table><tr><td>Assets</td><td>"
    '<ix:nonFraction name="us-gaap:Assets" contextRef="c" scale="3" decimals="-3" sign="-">1,204</ix:nonFraction>'
    "</td></tr></table></body></html>"
)
# fmt: off
TEXTS: dict[str, tuple[str, ...]] = {
    "number": ("$ (1,204.5)", "—", "12.3%", "RMB 1 204", "(1)", "N/M", "1.204,50", "−7", "½", "$\n(12\n)", "12 million"),
    "period": (
        "Three Months Ended\nJune 30, 2024", "As of December 31, 2023 and 2022", "fiscal 2024\nQ1", "13 weeks ended 3/30/24",
        "Year ended\n2024\n2023", "six months then ended", "FY24", "EndedJune 30,2023", "31 décembre 2024",
    ),
    "header": ("(in thousands, except per share)", "RMB'000", "US$ in millions", "Total reportable segments", "NT$"),
    "headers": ("(in thousands)|Year ended June 30,|\n|2024|2023", "Segments|Total|\nA|B|Eliminations"),
    "profile": (
        '[entity]\nname = "A"\ncik = "1"\nprefix = "a"\n[document]\nform = "10-K"\nperiod_end = 2024-12-31\n'
        'fiscal_year_end = "12-31"\n[[lines]]\nlabel = "Net sales"\nconcept = "us-gaap:Revenues"\npath = ["A"]\nnegate = true\n'
        '[[members]]\nname = "A"\naxis = "srt:X"\nmember = "a:AMember"\n[house]\noperating_segments = "always"\n[[preferences]]\ninstead_of = "a:B"\nuse = "a:C"\n',
        "[cover]\nx = 1\n",
    ),
    "batch_list": ("file,form,cik\na.txt,10-K,1\n", "a.txt\nb/c.htm\n# no\n", 'file,prior\n"a,b.txt",x.htm\n'),
    "batch_journal": ('{"file":"a","folder":"a","status":"converted","codes":[["a.b",1]]}\n',),
    "text": (
        "Segment information\n|\n2024\n|\n2023\n|\nNet sales\n|\n$\n1,204\n|\n(980\n)\n",
        "Net sales      1,204     980\nCost of sales    700     —\n",
        "| a | 2024 |\n|---|---|\n| Net sales | 1,204 |\n",
        "Revenue\n2024\n2023\nNet sales\n1,204\n980\nCost\n700\n—\n",
    ),
    "csv": ("Segment,2024,2023\nNet sales,\"1,204\",980\n", "a;b;c\n1;2;3\n", "a\tb\n1\t2\n"),
    "markdown": ("# Note 9\n\n| a | 2024 |\n|---|--:|\n| Net sales | 1,204 |\n\n- x: 1\n",),
    "html": (PAGE, INLINE, "<p>a<table><tr><td rowspan=9 colspan=999>1<table><tr><td>2</table></table>"),
    "edgar_r": (
        '<html><body><table class="report"><tr><th class="tl"><strong>Segments - USD ($)</strong></th><th>12 Months Ended</th>'
        '</tr><tr><th class="th">Dec. 31, 2024</th></tr><tr><td class="pl">Revenue</td><td class="nump">$ 12</td></tr></table>',
    ),
    "prior": (INLINE,),
}
# fmt: on


def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Segment information", None, None],
        [None, 2024, 2023],
        ["Net sales", 1204, -980],
        ["Cost", "=B3", 0.5],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["B3"].number_format = "#,##0_);(#,##0)"
    for name in ("Lines", "Members"):
        book.create_sheet(name).append(["Table", "Path", "Label", "Decision", "Balance", "Period type"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _word() -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("Net sales", "1,204", "980"))
    title = "<w:p><w:r><w:t>Segments</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="{main}"><w:body>{title}<w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>'
    kinds = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zip(("[Content_Types].xml", kinds.encode()), ("word/document.xml", body.encode()))


def with_part(container: bytes, name: str, content: bytes) -> bytes:
    """The container with the content of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(container)) as made:
        parts = [(part, made.read(part)) for part in made.namelist()]
    return _zip(*((part, content if part == name else old) for part, old in parts))


def _part(container: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(container)) as made:
        return made.read(name)


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 60>>stream\nBT /F 12 Tf 20 100 Td (Net sales   1,204   980) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
)


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The inputs to begin from, those found before last."""
    made = [text.encode() for text in TEXTS.get(target, ())]
    match target:
        case "xlsx" | "decided":
            made.append(_workbook())
        case "docx":
            made.append(_word())
        case "sheet":
            made.append(_part(_workbook(), "xl/worksheets/sheet1.xml"))
        case "styles":
            made.append(_part(_workbook(), "xl/styles.xml"))
        case "paragraphs":
            made.append(_part(_word(), "word/document.xml"))
        case "archive":
            made += [_zip(("note.htm", PAGE.encode()), ("note.txt", b"x")), _zip(("R4.htm", b"<html>"))]
        case "pdf":
            made.append(PDF)
        case "note":
            made += [path.read_bytes() for path in sorted(CASES.glob("*/input.txt"))]
        case "note_html":
            made += [PAGE.encode(), *(path.read_bytes() for path in sorted(CASES.glob("*/input.html")))]
        case "anything":
            made += [PAGE.encode(), _workbook(), _word(), PDF, *(text.encode() for text in TEXTS["text"])]
    return (*made, *found(target))


def found(target: str) -> tuple[bytes, ...]:
    folder = HERE / "found" / target
    return tuple(path.read_bytes() for path in sorted(folder.iterdir())) if folder.is_dir() else ()
