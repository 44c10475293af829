"""Notes dumped one cell a line: which lines make which cells, tables and findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.errors import UnreadableFile
from converter.findings import Finding
from converter.readers import read, read_bytes
from converter.readers.model import Block, Document, Heading, Paragraph, RawTable


def reading(text: str) -> tuple[Document, tuple[Finding, ...]]:
    return read_bytes("note.txt", text.encode())


def tables(text: str) -> list[RawTable]:
    return [block for block in reading(text)[0].blocks if isinstance(block, RawTable)]


def grid(table: RawTable) -> list[str]:
    """A row a string: `column:text`, `+n` for what a cell spans besides, `#` for header cells."""
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        more = f"+{cell.col_span - 1}" if cell.col_span > 1 else ""
        rows[cell.row].append(f"{cell.col}{more}{'#' if cell.header else ''}:{cell.text}")
    return [" | ".join(row) for row in rows]


def lines(*parts: str) -> str:
    """Cells parted by ` / `, one a line."""
    return "\n".join(" / ".join(parts).split(" / "))


PLAIN = lines(
    "12. SEGMENT INFORMATION",
    "The following table presents our two segments, which are reviewed by the chief executive officer.",
    "Year ended December 31, 2024:",
    "Kilns / Glazes / Total / RMB / RMB / RMB / USD / (Note 3) / (in thousands)",
    "Revenue / 73,000 / 14,600 / 87,600 / 12,000 / Less: / Cost of revenue / (36,500) / — / (36,500) / (5,000)",
    "Segment profit / 36,500 / 14,600 / 51,100 / 7,000",
    "Year ended December 31, 2023:",
    "Kilns / Glazes / Total / RMB / RMB / RMB / (in thousands)",
    "Revenue / 60,000 / 12,000 / 72,000 / Cost of revenue / (30,000) / — / (30,000)",
    "Segment profit / 30,000 / 12,000 / 42,000",
)

BARS = """12. SEGMENT INFORMATION
The table below provides information about our segment (in thousands):
|
|
|
For the years ended December 31,
|
| |
|
2025
|
|
2024
|
|
Revenues
|
|
$
|
950 |
|
|
$
|
1,995 |
|
| |
|
|
|
|
|
|
|
|
|
Less:
|
|
|
|
|
|
|
|
|
|
Cost of revenues
|
|
|
(356 |
)
|
|
|
(1,327 |
)
|
|
Write-downs
|
|
|
—
|
|
|
|
12 |
|
|
Gross profit
|
|
$
|
594 |
|
|
$
|
680 |
|
We have no other segment, and nothing more is reviewed by anyone.
"""


def test_plain_layout_with_a_table_a_year() -> None:
    first, second = tables(PLAIN)
    assert grid(first) == [
        "1+3#:Year ended December 31, 2024:",
        "1#:Kilns | 2#:Glazes | 3+1#:Total",
        "1#:RMB | 2#:RMB | 3#:RMB | 4#:USD",
        "4#:(Note 3)",
        "1+3#:(in thousands)",
        "0:Revenue | 1:73,000 | 2:14,600 | 3:87,600 | 4:12,000",
        "0:Less:",
        "0:Cost of revenue | 1:(36,500) | 2:— | 3:(36,500) | 4:(5,000)",
        "0:Segment profit | 1:36,500 | 2:14,600 | 3:51,100 | 4:7,000",
    ]
    assert grid(second)[:3] == [
        "1+2#:Year ended December 31, 2023:",
        "1#:Kilns | 2#:Glazes | 3#:Total",
        "1#:RMB | 2#:RMB | 3#:RMB",
    ]
    assert grid(second)[-1] == "0:Segment profit | 1:30,000 | 2:12,000 | 3:42,000"
    assert first.complete
    assert not reading(PLAIN)[1]


def test_bars_layout_joins_signs_and_parentheses() -> None:
    (table,) = tables(BARS)
    assert grid(table) == [
        "1+1#:For the years ended December 31,",
        "1#:2025 | 2#:2024",
        "0:Revenues | 1:$ 950 | 2:$ 1,995",
        "0:Less:",
        "0:Cost of revenues | 1:(356) | 2:(1,327)",
        "0:Write-downs | 1:— | 2:12",
        "0:Gross profit | 1:$ 594 | 2:$ 680",
    ]
    blocks = reading(BARS)[0].blocks
    assert [type(block) for block in blocks] == [Heading, Paragraph, RawTable, Paragraph]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param(lambda text: text.replace(" |\n", "\n|\n"), id="every bar on its own line"),
        pytest.param(lambda text: re.sub(r"(\n[| ]+)+(?=\n)", "\n|", text), id="no empty cells"),
        pytest.param(lambda text: re.sub(r"\n[| ]+(?=\n)", "", text), id="bars after numbers only"),
        pytest.param(lambda text: re.sub(r"\n[| ]+(?=\n)", "", text.replace(" |\n", "\n")), id="no bars"),
        pytest.param(lambda text: text.replace("\n", " \u00a0\n   "), id="white space around"),
    ],
)
def test_what_lies_between_the_layouts(change: Callable[[str], str]) -> None:
    (table,) = tables(change(BARS))
    (plain,) = tables(BARS)
    assert grid(table) == grid(plain)


def test_places_lead_back_to_the_file() -> None:
    document, _ = reading(BARS)
    (table,) = [block for block in document.blocks if isinstance(block, RawTable)]
    cell = next(cell for cell in table.cells if cell.text == "(1,327)")
    assert document.text[cell.ref.offset : cell.ref.end] == "(1,327 |\n)"
    assert (cell.ref.table, cell.ref.row, cell.ref.col) == (1, 4, 2)
    assert document.text.splitlines()[(cell.ref.line or 0) - 1] == "(1,327 |"
    label = next(cell for cell in table.cells if cell.text == "Gross profit")
    assert document.text[label.ref.offset : label.ref.end] == "Gross profit"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            lines("2024 / 2023", "Revenue / $ / 1,200 / $ / 1,100 / Loss / ( / 35 / ) / (12 / )"),
            ["1#:2024 | 2#:2023", "0:Revenue | 1:$ 1,200 | 2:$ 1,100", "0:Loss | 1:(35) | 2:(12)"],
            id="signs and parentheses on lines of their own",
        ),
        pytest.param(
            lines("2024 / 2023", "Kilns / 60 / % / 55 / % / Glazes / (1 / )% / 45 / %"),
            ["1#:2024 | 2#:2023", "0:Kilns | 1:60% | 2:55%", "0:Glazes | 1:(1)% | 2:45%"],
            id="percent signs",
        ),
        pytest.param(
            lines("2024 / 2023", "Amortization of intangible assets and / software / 10 / 20 / Revenue / 5 / 6"),
            [
                "1#:2024 | 2#:2023",
                "0:Amortization of intangible assets and software | 1:10 | 2:20",
                "0:Revenue | 1:5 | 2:6",
            ],
            id="a label that wraps",
        ),
        pytest.param(
            lines("2024 / 2023", "Revenue: / Kilns / 10 / 20 / Glazes / 30 / 40 / 40 / 60 / Costs: / Kilns / 1 / 2"),
            [
                "1#:2024 | 2#:2023",
                "0:Revenue:",
                "0:Kilns | 1:10 | 2:20",
                "0:Glazes | 1:30 | 2:40",
                "1:40 | 2:60",
                "0:Costs:",
                "0:Kilns | 1:1 | 2:2",
            ],
            id="a total without a label",
        ),
        pytest.param(
            lines("2024 / 2023", "Kilns / 10 / (b) / 20 / Glazes / 30 / 40 / (a) / Total / 40 / 60"),
            ["1#:2024 | 2#:2023", "0:Kilns | 1:10 (b) | 2:20", "0:Glazes | 1:30 | 2:40 (a)", "0:Total | 1:40 | 2:60"],
            id="footnote marks in cells of their own",
        ),
        pytest.param(
            lines("Amount / Share", "2025 / 10 / 1% / 2026 / 20 / 2% / Thereafter / 30 / 3%"),
            ["1#:Amount | 2#:Share", "0:2025 | 1:10 | 2:1%", "0:2026 | 1:20 | 2:2%", "0:Thereafter | 1:30 | 2:3%"],
            id="years as labels",
        ),
        pytest.param(
            lines("2024 / 2023 / 2022", "360 / 10 / 20 / 30 / Kilns / 1 / 2 / 3 / Total / 11 / 22 / 33"),
            [
                "1#:2024 | 2#:2023 | 3#:2022",
                "0:360 | 1:10 | 2:20 | 3:30",
                "0:Kilns | 1:1 | 2:2 | 3:3",
                "0:Total | 1:11 | 2:22 | 3:33",
            ],
            id="a number as a label",
        ),
        pytest.param(
            "2024 2023\nRevenue (1) $ 1,200 $ 1,100\nCosts (350) (400)\nProfit 850 700",
            [
                "1#:2024 | 2#:2023",
                "0:Revenue (1) | 1:$ 1,200 | 2:$ 1,100",
                "0:Costs | 1:(350) | 2:(400)",
                "0:Profit | 1:850 | 2:700",
            ],
            id="rows on a line with single spaces",
        ),
    ],
)
def test_rows(text: str, expected: list[str]) -> None:
    (table,) = tables(text)
    assert grid(table) == expected


def test_a_section_is_no_new_table() -> None:
    text = lines(
        "Kilns / Glazes / Total / (In millions)",
        "Three Months Ended Jul 28, 2024 / Revenue / 10 / 20 / 30 / Profit / 1 / 2 / 3",
        "Three Months Ended Jul 30, 2023 / Revenue / 11 / 21 / 32 / Profit / 2 / 2 / 4",
    )
    (table,) = tables(text)
    assert [row for row in grid(table) if "Months" in row] == [
        "0:Three Months Ended Jul 28, 2024",
        "0:Three Months Ended Jul 30, 2023",
    ]


def test_a_line_with_a_colon_does_not_cut_a_table() -> None:
    text = lines(
        "2024 / 2023 / Revenue / 10 / 20 / Profit / 1 / 2",
        "Supplemental information about our segment expenses: / Kilns: / Wages / 3 / 4 / Rent / 5 / 6",
    )
    (table,) = tables(text)
    assert grid(table)[3:5] == ["0:Supplemental information about our segment expenses:", "0:Kilns:"]


def test_footnotes_and_page_numbers_are_no_tables() -> None:
    text = lines(
        "2024 / 2023 / Revenue / 10 / 20 / Profit / 1 / 2",
        "(1)",
        "Includes the amortization of acquired kilns, which is not part of what our officers review for the segments.",
        "F-23 / 45",
    )
    document, findings = reading(text)
    kinds: list[type[Block]] = [type(block) for block in document.blocks]
    assert kinds[0] is RawTable
    assert RawTable not in kinds[1:]
    assert "(1) Includes the amortization" in "".join(
        block.text for block in document.blocks[1:] if isinstance(block, Paragraph)
    )
    assert not findings


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Umsätze – 2024".encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param("Umsätze – 2024".encode("utf-16"), id="UTF-16"),
        pytest.param("Umsätze – 2024".encode("cp1252"), id="Windows-1252"),
        pytest.param("Umsätze – 2024\r\n".encode(), id="UTF-8, CRLF"),
    ],
)
def test_encodings(data: bytes) -> None:
    document, _ = read_bytes("note.txt", data)
    assert [block.text for block in document.blocks if not isinstance(block, RawTable)] == ["Umsätze – 2024"]
    assert document.raw == data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"ab\0cd", "binary"),
        (b"\xff\xfea\0b", "utf-16"),
        (b"\n" * 1_000_001 + b"x", "lines"),
    ],
)
def test_what_cannot_be_read(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        read_bytes("note.txt", data)
    assert caught.value.where == "note.txt"
    assert caught.value.hint


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        read(tmp_path / "none.txt")


def test_a_file_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(PLAIN, encoding="utf-8")
    document, _ = read(path)
    assert document.source == "note.txt"
    assert document.media_type == "text/plain"


def test_hostile_lines_are_read_in_bounded_time() -> None:
    for text in ("|" * 200_000, "(" * 200_000, "a " * 200_000, "-" * 200_000, "1," * 100_000, "x\n" + "(a)\n" * 20_000):
        document, _ = reading(text)
        assert document.text == text


WRAPPED = """NOTE 5. SEGMENTS

Harrowfield Ferries, Inc. franchises and operates its business through three segments, Crossings,
Marinas and Fuel Docks. Property located outside the United States was $6.1 million and $5.7
million at December 31, 2024 and 2023. One customer, Tern Marine, represented 14% of net sales;
no other customer exceeded 10%.

Segment results follow.
Crossings grew.
"""


def test_a_paragraph_broken_at_a_width_is_one() -> None:
    document, _ = read_bytes("note.txt", WRAPPED.encode())
    paragraphs = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "three segments, Crossings, Marinas and Fuel Docks." in paragraphs[0]
    assert any("$6.1 million and $5.7 million at December 31, 2024 and 2023." in text for text in paragraphs)
    assert any("represented 14% of net sales; no other customer exceeded 10%." in text for text in paragraphs)
    assert "Crossings grew." in paragraphs


def test_lines_of_their_own_are_not_joined_where_a_paragraph_takes_one_line() -> None:
    long = "The following is a description of the business that goes on over many words " * 3 + "and ends here."
    labels = "Revenue from customers outside of the group and of all others\nincluding cost of sales and other\n"
    document, _ = read_bytes("note.txt", f"NOTE 5. SEGMENTS\n{long}\n{labels}".encode())
    assert any(getattr(block, "text", "") == "including cost of sales and other" for block in document.blocks)
