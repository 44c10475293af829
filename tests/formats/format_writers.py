"""The same note in every format: writers for tests, from the blocks of a note as located."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
from msgspec import Struct
from openpyxl.styles import Alignment, Font

from converter import readers, tables
from converter.readers.model import RawTable

CASES = Path(__file__).resolve().parents[1] / "cases"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


class Cell(Struct, frozen=True):
    text: str
    col: int
    span: int
    bold: bool
    indent: float


class Grid(Struct, frozen=True):
    rows: tuple[tuple[Cell, ...], ...]
    width: int


class Words(Struct, frozen=True):
    text: str
    heading: bool


Block = Words | Grid


def blocks_of(case: str) -> list[Block]:
    """The note of a case: its texts, and its tables in logical columns."""
    (path,) = (CASES / case).glob("input.*")
    document, _ = readers.read(path)
    note, _ = tables.locate(document)
    by_number = {table.number: table for table in note.tables}
    out: list[Block] = []
    for block in note.blocks:
        if not isinstance(block, RawTable):
            text = " ".join(block.text.split())
            out.append(Words(text, bool(re.match(r"(?:Note )?\d+\. ", text))))
            continue
        table = by_number[block.number]
        rows = []
        for number in range(table.n_rows):
            cells = sorted((c for c in table.cells if c.row == number), key=lambda c: c.col)
            rows.append(tuple(Cell(_shown(c), c.col, c.col_span, c.bold, c.indent) for c in cells))
        out.append(Grid(tuple(row for row in rows if row), table.n_cols))
    return out


def _shown(cell: tables.model.Cell) -> str:
    return f"{cell.before}{cell.words}{cell.after}"


def as_html(blocks: list[Block]) -> str:
    out = ["<html><head><meta charset='utf-8'/></head><body>"]
    for block in blocks:
        if isinstance(block, Words):
            tag = "h2" if block.heading else "p"
            out.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
            continue
        out.append("<table>")
        for row in block.rows:
            out.append("<tr>")
            at = 0
            for cell in row:
                out.append("<td></td>" * (cell.col - at))
                side = "center" if cell.span > 1 else "right"
                style = f"padding-left:{cell.indent:g}pt" if cell.col == 0 else f"text-align:{side};padding-left:12pt"
                text = f"<b>{html.escape(cell.text)}</b>" if cell.bold else html.escape(cell.text)
                out.append(f"<td colspan='{cell.span}' style='{style}'>{text}</td>")
                at = cell.col + cell.span
            out.append("<td></td>" * (block.width - at) + "</tr>")
        out.append("</table>")
    return "".join([*out, "</body></html>"])


_NUMBER = re.compile(r"(\$?)(\(?)([\d,]+(?:\.\d+)?)(\)?)")


def as_xlsx(blocks: list[Block]) -> bytes:
    """Numbers as numbers with a format, dashes as a zero that the format shows as a dash, header spans as merges."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 1
    for block in blocks:
        if isinstance(block, Words):
            sheet.cell(row, 1, block.text).font = Font(bold=block.heading)
            row += 2
            continue
        levels = sorted({0.0} | {cell.indent for cells in block.rows for cell in cells if cell.col == 0})
        for cells in block.rows:
            for cell in cells:
                made = sheet.cell(row, cell.col + 1)
                number = _NUMBER.fullmatch(cell.text)
                if number and not re.fullmatch(r"(?:19|20)\d\d", cell.text):
                    value = Decimal(number[3].replace(",", ""))
                    made.value = -value if number[2] else value
                    sign = '"$"' if number[1] else ""
                    digits = "#,##0" + (f".{'0' * len(number[3].partition('.')[2])}" if "." in number[3] else "")
                    made.number_format = f'{sign}{digits}_);{sign}({digits});"—"_)'
                elif cell.text == "—":
                    made.value = 0
                    made.number_format = '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "—"??_);_(@_)'
                else:
                    made.value = int(cell.text) if re.fullmatch(r"20\d\d", cell.text) else cell.text
                if cell.span > 1:
                    sheet.merge_cells(start_row=row, end_row=row, start_column=cell.col + 1,
                                      end_column=cell.col + cell.span)  # fmt: skip
                if cell.bold:
                    made.font = Font(bold=True)
                if cell.indent and cell.col == 0:
                    made.alignment = Alignment(indent=levels.index(cell.indent))
            row += 1
        row += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: str) -> bytes:
    """A Word file of a body's markup; other parts by their name in word/, such as `footnotes`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        container.writestr("word/document.xml", f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>")
        for part, content in parts.items():
            container.writestr(f"word/{part}.xml", content)
    return out.getvalue()


def paragraph(text: str, *, style: str = "", bold: bool = False, indent: float = 0) -> str:
    properties = f"<w:pStyle w:val='{style}'/>" if style else ""
    properties += f"<w:ind w:left='{round(indent * 20)}'/>" if indent else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t xml:space='preserve'>{html.escape(text)}</w:t></w:r></w:p>"


STYLES = (
    f"<w:styles xmlns:w='{W}'><w:style w:type='paragraph' w:styleId='Ttl'><w:name w:val='heading 2'/></w:style>"
    "</w:styles>"
)


def as_docx(blocks: list[Block]) -> bytes:
    out = []
    for block in blocks:
        if isinstance(block, Words):
            out.append(paragraph(block.text, style="Ttl" if block.heading else ""))
            continue
        out.append("<w:tbl>")
        for row in block.rows:
            out.append("<w:tr>")
            at = 0
            for cell in row:
                out.append("<w:tc><w:p/></w:tc>" * (cell.col - at))
                span = f"<w:tcPr><w:gridSpan w:val='{cell.span}'/></w:tcPr>" if cell.span > 1 else ""
                indent = cell.indent if cell.col == 0 else 0
                out.append(f"<w:tc>{span}{paragraph(cell.text, bold=cell.bold, indent=indent)}</w:tc>")
                at = cell.col + cell.span
            out.append("<w:tc><w:p/></w:tc>" * (block.width - at) + "</w:tr>")
        out.append("</w:tbl>")
    return docx("".join(out), styles=STYLES)


def as_csv(blocks: list[Block], separator: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    for block in blocks:
        if isinstance(block, Words):
            writer.writerows([[block.text], []])
            continue
        for row in block.rows:
            fields = [""] * block.width
            for cell in row:
                fields[cell.col] = " " * round(cell.indent / 5) * (cell.col == 0) + cell.text
            writer.writerow(fields)
        writer.writerow([])
    return out.getvalue()


def as_pipes(blocks: list[Block], *, markdown: bool) -> str:
    """Pipe tables; as Markdown, with headings, bold and the separator below the first row."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Words):
            out += [f"## {block.text}" if markdown and block.heading else block.text, ""]
            continue
        head = next((at for at, row in enumerate(block.rows) if any(_NUMBER.fullmatch(c.text) and c.text[:2] != "20"
                                                                   for c in row)), 0)  # fmt: skip
        for at, row in enumerate(block.rows):
            fields = [""] * block.width
            for cell in row:
                fields[cell.col] = f"**{cell.text}**" if markdown and cell.bold else cell.text
            if at == head and head:
                out.append("|" + "---|" * block.width)
            out.append("| " + " | ".join(fields) + " |")
        out.append("")
    return "\n".join(out)


def as_aligned(blocks: list[Block]) -> str:
    """Columns by spaces, figures to the right, headers centred over the columns they span."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Words):
            out += [block.text, ""]
            continue
        label = 2 + max(len(c.text) + 2 for row in block.rows for c in row if c.col == 0)
        wide = 2 + max(-(-len(c.text) // c.span) + 1 for row in block.rows for c in row if c.col > 0)
        for row in block.rows:
            line = ""
            for cell in row:
                if cell.col == 0:
                    line = "  " * bool(cell.indent) + cell.text
                    continue
                left, right = label + (cell.col - 1) * wide, label + (cell.col - 1 + cell.span) * wide
                text = cell.text.center(right - left) if cell.span > 1 else cell.text.rjust(right - left)
                line = line.ljust(left) + text
            out.append(line.rstrip())
        out.append("")
    return "\n".join(out)


def as_r_page(blocks: list[Block], title: str) -> str:
    """The page of a text block, as the SEC's renderer lays it out."""
    inner = re.sub(r"^.*<body>|</body>.*$", "", as_html(blocks), flags=re.S)
    return (
        '<html><head><title></title><link rel="stylesheet" type="text/css" href="include/report.css">'
        '<script type="text/javascript" src="Show.js">/* Do Not Remove This Comment */</script></head><body>'
        '<span style="display: none;">v3.25.1</span><table class="report" border="0" cellspacing="2" id="id1">'
        f'<tr><th class="tl" colspan="1" rowspan="2"><div style="width: 200px;"><strong>{title}<br></strong></div></th>'
        '<th class="th" colspan="1">12 Months Ended</th></tr><tr><th class="th"><div>Sep. 30, 2025</div></th></tr>'
        '<tr class="re"><td class="pl" valign="top"><a class="a" href="javascript:void(0);" '
        "onclick=\"Show.showAR( this, 'defref_us-gaap_SegmentReportingAbstract', window );\">"
        '<strong>Segment Reporting [Abstract]</strong></a></td><td class="text">&#160;<span></span></td></tr>'
        f'<tr class="ro"><td class="pl" valign="top"><a class="a">{title}</a></td><td class="text"><div>{inner}</div>'
        '<span></span></td></tr></table><div style="display: none;"><table class="authRefData"><tr><td>Definition of '
        "segment reporting 280</td></tr></table></div></body></html>"
    )


def as_pdf(page: str, folder: Path) -> bytes:
    """The page printed by Chromium."""
    source, target = folder / "note.html", folder / "note.pdf"
    source.write_text(page, "utf-8")
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()
