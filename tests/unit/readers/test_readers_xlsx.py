"""Workbooks: numbers as shown, hidden parts, spans, several tables on a sheet, stored values, and what is refused."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side

from converter.errors import UnreadableFile, UnsupportedFormat
from converter.readers import read_bytes
from converter.readers.model import Document, Heading, Paragraph, RawTable
from converter.readers.xlsx_format import shown, shown_date

ACCOUNTING = '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)'
DOLLARS = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("1234567", "#,##0,", "1,235"),
        ("1234567890", "#,##0.0,,", "1,234.6"),
        ("-1234", ACCOUNTING, "(1,234)"),
        ("0", ACCOUNTING, "-"),
        ("-1234.5", DOLLARS, "$(1,234.50)"),
        ("0", DOLLARS, "-"),
        ("0.1234", "0.0%", "12.3%"),
        ("-0.12", "0%;(0%)", "(12%)"),
        ("1234.5", "General", "1234.5"),
        ("-5", "General", "-5"),
        ("-1234", "#,##0;[Red]#,##0", "(1,234)"),
        ("-1234", "#,##0_);[Red](#,##0)", "(1,234)"),
        ("1234", "[$€-407]#,##0", "€1,234"),
        ("1234", "#,##0 [$USD]", "1,234 USD"),
        ("-5", "[>=1000]#,##0,;0", "-5"),
        ("25000", "[>=1000]#,##0,;0", "25"),
        ("2025", "0", "2025"),
        ("0", '0;-0;"nil"', "nil"),
        ("-1840", '"$"#,##0', "-$1,840"),
        ("2.5", "0", "3"),
        ("-0.4", "#,##0", "0"),
        ("7.2", "0.####", "7.2"),
        ("0.5", "0.00E+00", "0.5"),
        ("0.5", "# ?/?", "0.5"),
        ("5", ";;;", ""),
        ("12", '0 "units; boxed"', "12 units; boxed"),
    ],
)
def test_numbers_are_shown_as_their_format_says(value: str, number_format: str, text: str) -> None:
    assert shown(Decimal(value), number_format) == text


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("mmmm d, yyyy", "September 30, 2025"),
        ("yyyy-mm-dd", "2025-09-30"),
        ("[$-409]mmm\\ d\\,\\ yyyy;@", "Sep 30, 2025"),
        ("mm/dd/yy", "09/30/25"),
        ('"FY"yyyy', "FY2025"),
    ],
)
def test_dates_are_shown_as_their_format_says(number_format: str, text: str) -> None:
    assert shown_date(date(2025, 9, 30), number_format) == text


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def read(book: openpyxl.Workbook) -> tuple[Document, dict[str, str]]:
    document, findings = read_bytes("note.xlsx", saved(book))
    return document, {finding.code: finding.message for finding in findings}


def grid(table: RawTable) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.col, cell.text) for cell in table.cells]


def tables(document: Document) -> list[RawTable]:
    return [block for block in document.blocks if isinstance(block, RawTable)]


ROWS: list[list[object]] = [
    ["Note 4. Segments"],
    [],
    ["(in thousands)", 2025, 2024],
    ["Mills", 1200, 1100],
    ["Kilns", -300, 280],
    ["Total", 900, 1380],
]


def test_every_place_is_found_again_in_the_text() -> None:
    document, findings = read(sheet_of(ROWS))
    assert findings == {}
    (table,) = tables(document)
    places = [cell.ref for cell in table.cells] + [document.blocks[0].ref]
    texts = [cell.text for cell in table.cells] + ["Note 4. Segments"]
    assert [document.text[ref.offset : ref.end] for ref in places] == texts
    assert isinstance(document.blocks[0], Heading)
    assert grid(table)[:3] == [(0, 0, "(in thousands)"), (0, 1, "2025"), (0, 2, "2024")]


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    book = sheet_of([*ROWS[:3], ["Secret", 1, 2], *ROWS[3:]])
    for row in range(1, 8):
        book.active.cell(row, 4, f"draft {row}")
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["D"].hidden = True
    other = book.create_sheet("Workings")
    other["A1"] = "Working"
    other.sheet_state = "hidden"
    document, findings = read(book)
    assert "Secret" not in document.text
    assert "draft" not in document.text
    assert "Working" not in document.text
    for part in ("sheet “Workings”", "row(s) 4", "column(s) D"):
        assert part in findings["read.hidden-cells"]
    assert [cell.row for cell in tables(document)[0].cells if cell.col == 0] == [0, 1, 2, 3]


def test_merges_indents_bold_and_rules() -> None:
    book = sheet_of([["", "Year ended June 30,", None], ["", 2025, 2024], ["Mills", 1, 2], ["Total", 1, 2]])
    sheet = book.active
    sheet.merge_cells("B1:C1")
    sheet["A3"].alignment = Alignment(indent=2)
    sheet["A4"].font = Font(bold=True)
    sheet["B3"].border = Border(bottom=Side(style="thin"))
    sheet["C4"].border = Border(top=Side(style="thin"))
    (table,) = tables(read(book)[0])
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    assert cells[0, 1].col_span == 2
    assert cells[0, 1].header
    assert cells[2, 0].indent == 18
    assert cells[3, 0].bold
    assert [cells[3, col].rule_above for col in (0, 1, 2)] == [False, True, True]


def test_headers_span_without_a_merge() -> None:
    rows: list[list[object]] = [["", "Mills", None, "Kilns", None], ["", 2025, 2024, 2025, 2024], ["Sales", 1, 2, 3, 4]]
    (table,) = tables(read(sheet_of(rows))[0])
    assert [(c.col, c.col_span) for c in table.cells if c.row == 0] == [(1, 2), (3, 2)]
    book = sheet_of([["", "Mills", None], ["", 2025, 2024], ["Sales", 1, 2]])
    for address in ("B1", "C1"):
        book.active[address].alignment = Alignment(horizontal="centerContinuous")
    (table,) = tables(read(book)[0])
    assert table.cells[0].col_span == 2


def test_several_tables_on_a_sheet_below_and_beside_each_other() -> None:
    below: list[list[object]] = [[], ["Assets at year end:"], ["", 2025, 2024], ["Mills", 5, 6]]
    document, _ = read(sheet_of([*ROWS, *below]))
    assert len(tables(document)) == 2
    assert any(isinstance(block, Paragraph) and block.text == "Assets at year end:" for block in document.blocks)
    beside: list[list[object]] = [
        ["", "Sales", None, "", "Assets"],
        ["Mills", 1, None, "Mills", 7],
        ["Kilns", 2, None, "Kilns", 8],
    ]
    left, right = tables(read(sheet_of(beside))[0])
    assert grid(right) == [(0, 1, "Assets"), (1, 0, "Mills"), (1, 1, "7"), (2, 0, "Kilns"), (2, 1, "8")]
    assert [text for _, _, text in grid(left)] == ["Sales", "Mills", "1", "Kilns", "2"]


def test_an_empty_row_does_not_cut_a_table() -> None:
    rows = [*ROWS[2:5], [], ["Corporate:"], ["Rent", 7, 8]]
    (table,) = tables(read(sheet_of(rows))[0])
    assert [cell.text for cell in table.cells if cell.col == 0] == [
        "(in thousands)", "Mills", "Kilns", "Corporate:", "Rent",
    ]  # fmt: skip


def test_a_sheet_for_each_table_is_named_where_nothing_else_names_it() -> None:
    book = sheet_of(ROWS)
    book.active.title = "Segment results"
    other = book.create_sheet("Segment assets")
    for row in (["", 2025], ["Mills", 3]):
        other.append(row)
    document, _ = read(book)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["Note 4. Segments", "Segment assets"]


def test_formulas_by_their_stored_values() -> None:
    book = sheet_of([*ROWS, ["Sum", "=B4+B5", "=C4+C5"]])
    document, findings = read(book)
    assert "Sheet!B7" in findings["read.formula-without-value"]
    assert "=B4" not in document.text
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(stored, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<f>B4+B5</f><v />", b"<f>B4+B5</f><v>900</v>")
                content = content.replace(b"<f>B4+B5</f><v></v>", b"<f>B4+B5</f><v>900</v>")
            new.writestr(member, content)
    document, found = read_bytes("note.xlsx", stored.getvalue())
    assert (5 - 1, 1, "900") in grid(tables(document)[0])
    assert "Sheet!B7" not in found[0].message
    assert "Sheet!C7" in found[0].message


def test_comments_and_errors_are_said() -> None:
    book = sheet_of([*ROWS, ["Broken", "#REF!", 1]])
    book.active["B4"].comment = Comment("ask the ledger", "R")
    document, findings = read(book)
    assert "ask the ledger" in findings["read.comments"]
    assert "ask the ledger" not in document.text
    assert "Sheet!B7 #REF!" in findings["read.error-value"]


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != part:
                new.writestr(member, old.read(member))
        new.writestr(part, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = b"<worksheet>" + b" " * 31_000_000
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableFile, "locked with a password"),
        (OLE + "Workbook".encode("utf-16-le"), UnsupportedFormat, "older Office format"),
        (saved(openpyxl.Workbook()), UnreadableFile, "no visible sheet"),
        (with_part(saved(sheet_of(ROWS)), "xl/worksheets/sheet1.xml", BOMB), UnreadableFile, "unpacks to"),
        (with_part(saved(sheet_of(ROWS)), "xl/workbook.xml", ENTITIES), UnreadableFile, "declares entities"),
        (with_part(saved(sheet_of(ROWS)), "xl/worksheets/sheet1.xml", b"<worksheet><she"), UnreadableFile, "broken"),
        (with_part(saved(sheet_of(ROWS)), "xl/workbook.bin", b"x"), UnsupportedFormat, "xlsb"),
        (saved(sheet_of(ROWS))[:-400], UnreadableFile, "broken"),
    ],
    ids=["locked", "old", "empty", "bomb", "entities", "broken", "binary", "cut"],
)
def test_what_cannot_be_read_is_refused(data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        read_bytes("note.xlsx", data)


def far(edit: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    for row in (["Segments", 2024], ["Net sales", 1204], ["Costs", 900]):
        book.active.append(row)
    edit(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_cell_far_from_the_others_costs_no_more() -> None:
    def stray(sheet: Any) -> None:
        sheet["XFD1048576"] = 7

    start = time.process_time()
    document, _ = read_bytes("n.xlsx", far(stray))
    assert "1204" in document.text
    assert time.process_time() - start < 2


def test_merged_ranges_over_a_whole_sheet_are_refused() -> None:
    data = far(lambda sheet: sheet.merge_cells("A5:B6"))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    assert b'"A5:B6"' in parts["xl/worksheets/sheet1.xml"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content.replace(b'"A5:B6"', b'"A5:XFD1048576"'))
    with pytest.raises(UnreadableFile, match="merged ranges"):
        read_bytes("n.xlsx", stream.getvalue())
