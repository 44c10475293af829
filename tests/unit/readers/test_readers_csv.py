"""CSV files: separators, encodings, tables and texts, formulas, decimal commas."""

from __future__ import annotations

import pytest

from converter.errors import UnreadableFile
from converter.readers import read_bytes, reader_of
from converter.readers.model import Paragraph, RawTable

TEXT = (
    "The reportable segments are as follows:\n\n"
    '(in thousands),2025,2024\nMills,"1,200","(30)"\n  Kilns,300,—\nTotal,"$1,500","$(30)"\n'
)


def cells(data: bytes, name: str = "note.csv") -> list[tuple[int, int, str]]:
    document, _ = read_bytes(name, data)
    (table,) = [block for block in document.blocks if isinstance(block, RawTable)]
    assert all(document.text[c.ref.offset : c.ref.end] == c.text for c in table.cells)
    return [(cell.row, cell.col, cell.text) for cell in table.cells]


EXPECTED = [
    (0, 0, "(in thousands)"), (0, 1, "2025"), (0, 2, "2024"), (1, 0, "Mills"), (1, 1, "1,200"), (1, 2, "(30)"),
    (2, 0, "Kilns"), (2, 1, "300"), (2, 2, "—"), (3, 0, "Total"), (3, 1, "$1,500"), (3, 2, "$(30)"),
]  # fmt: skip


def other_separator(separator: str) -> str:
    quoted = TEXT.replace('"1,200","(30)"', "A").replace('"$1,500","$(30)"', "B").replace(",", separator)
    return quoted.replace("A", f"1,200{separator}(30)").replace("B", f"$1,500{separator}$(30)")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", [TEXT, other_separator(";"), other_separator("\t"), TEXT.replace("\n", "\r\n")])
def test_separators_and_encodings(text: str, encoding: str) -> None:
    assert cells(text.encode(encoding)) == EXPECTED


def test_text_lines_lines_and_indents() -> None:
    document, findings = read_bytes("note.csv", TEXT.encode())
    first, table = document.blocks
    assert isinstance(first, Paragraph)
    assert first.text == "The reportable segments are as follows:"
    assert isinstance(table, RawTable)
    assert [cell.ref.line for cell in table.cells if cell.col == 0] == [3, 4, 5, 6]
    assert [cell.indent > 0 for cell in table.cells if cell.col == 0] == [False, False, True, False]
    assert findings == ()


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+HYPERLINK(1)", "'+HYPERLINK(1)"),
        ("- Domestic", "- Domestic"),
        ("-300", "-300"),
    ],
)
def test_formulas_are_kept_as_text(field: str, kept: str) -> None:
    document, findings = read_bytes("note.csv", f'a,2025\nMills,1\n"{field}",3\n'.encode())
    (table,) = document.blocks
    assert isinstance(table, RawTable)
    assert table.cells[-2].text == kept
    assert [finding.code for finding in findings] == (["read.formula-text"] if kept != field else [])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("a;2025\nMills;1.234,5\nKilns;2.000\n", True),
        ("a;2025\nMills;1.234.567\n", True),
        ("a,2025\nRate,7.234\nMills,12345\n", False),
        ('a,2025\nRate,7.234\nMills,"1,234"\n', False),
    ],
)
def test_decimal_commas_are_refused(text: str, *, refused: bool) -> None:
    if refused:
        with pytest.raises(UnreadableFile, match="decimal comma"):
            read_bytes("note.csv", text.encode())
    else:
        assert read_bytes("note.csv", text.encode())[0].blocks


@pytest.mark.parametrize("data", [b"", b"a,b\0c\n", b"\n\n"])
def test_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_bytes("note.csv", data)


def test_a_field_without_end_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="not readable as CSV"):
        read_bytes("note.csv", b'a,b\n"' + b"x" * 200_000)


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (b'a,2025,2024\nMills,"1,200",1\nKilns,1,2\nTotal,"1,201",3\n', "csv"),
        (b"a\t2025\t2024\nMills\t1,200\t1\nKilns\t1\t2\nTotal\t1,201\t3\n", "csv"),
        (b"We sell oars, paddles and sails.\nWe have two segments, as below.\nOne\nTwo\n", "text"),
        (b"Mills\n1,200\n1,100\nKilns\n300\n200\n", "text"),
        (b"Mills   1,200\nKilns   1,100\nOther   2,300\n", "text"),
        (b"We have two segments\n\n,2025\nMills,1\nKilns,2\nTotal,3\n", "csv"),
        (b"Mills;1,200\nKilns;300\nTotal;1,500\n", "csv"),
    ],
)
def test_a_file_without_a_name_is_known_by_its_rows(data: bytes, reader: str) -> None:
    assert reader_of("-", data) == reader
    assert reader_of("note.txt", data) == "text"
