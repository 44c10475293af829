"""Raw tables to logical columns: one table a shape, written as rows of cells; `text*n` spans n columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from converter.readers.html import read_html
from converter.readers.model import RawCell, RawTable
from converter.source import SourceRef
from converter.tables import clean as cleaning
from converter.tables import locate
from converter.tables.clean import as_is, clean
from converter.tables.model import Cell, Table

CORPUS = Path(__file__).resolve().parents[3] / "../shared/corpus/dev"


def table(rows: str) -> tuple[Table, RawTable]:
    """A table out of lines of cells between bars, read from the page it would stand in."""
    markup = ""
    for line in rows.strip().splitlines():
        markup += "<tr>"
        for cell in line.strip().strip("|").split("|"):
            text, _, span = cell.strip().partition("*")
            wide = f" colspan={span}" if span.isdigit() else ""
            markup += f"<td{wide}>{text if wide else cell.strip()}</td>"
        markup += "</tr>\n"
    document, _ = read_html("n.htm", f"<table>{markup}</table>".encode())
    (raw,) = document.blocks
    assert isinstance(raw, RawTable)
    return clean(raw, document.text), raw


def lines(cleaned: Table) -> list[str]:
    """`column:shown`, `column-last:shown` where it spans, `!` after a header cell."""
    out = []
    for row in range(cleaned.n_rows):
        shown = []
        for cell in cleaned.row(row):
            last = f"-{cell.col + cell.col_span - 1}" if cell.col_span > 1 else ""
            shown.append(f"{cell.col}{last}:{cell.shown}{'!' if cell.header else ''}")
        out.append(" ".join(shown))
    return out


SHAPES = {
    "marks in cells of their own": (
        """|            | 2024*3      | | 2023*3      |
           | Sales      | $ | 100 |   | | $ | 90  |  |
           | Loss       | ( | 40  | ) | | ( | 30  | )|
           | Margin     |   | 12  | % | |   | 13  | %|
           | Other      |   | —   |   | |   | (2  | )|""",
        ["1:2024! 2:2023!", "0:Sales 1:$100 2:$90", "0:Loss 1:(40) 2:(30)", "0:Margin 1:12% 2:13%",
         "0:Other 1:— 2:(2)"],
    ),
    "a closing parenthesis with its footnote mark, and a mark cut in two": (
        """|            | 2024*3          | | 2023*3        |
           | Sales      | $ | 100 | (a)   | | $ | 90  |    |
           | Costs      |   | 60 (b | )   | |   | 50  |    |
           | Loss       |   | (40 | ) (c) | |   | (30 | )  |""",
        ["1:2024! 2:2023!", "0:Sales 1:$100 (a) 2:$90", "0:Costs 1:60 (b) 2:50", "0:Loss 1:(40) (c) 2:(30)"],
    ),
    "spacer columns and numbers in differing raw columns": (
        """|*3         |*3| 2024*3     |*3 | 2023*3    |
           | Sales*3   |*3| $ | 100 |  |*3 | $ | 90 |  |
           | Costs*3   |*3| 60*2    |  |*3 | 50*2   |  |
           | Total*3   |*3| 160*3      |*3 | 140*3     |""",
        ["1:2024! 2:2023!", "0:Sales 1:$100 2:$90", "0:Costs 1:60 2:50", "0:Total 1:160 2:140"],
    ),
    "two header rows": (
        """| (in millions) | Three months ended*4 | Total |
           |               | 2024*2 | 2023*2      |       |
           | Sales         | $ | 10 | $ | 9       | 19    |""",
        ["0:(in millions)! 1-2:Three months ended! 3:Total!", "1:2024! 2:2023!", "0:Sales 1:$10 2:$9 3:19"],
    ),
    "a second label column in the middle": (
        """|       | 2024 | 2023 |      | 2024 | 2023 |
           | North | 100  | 90   | East | 50   | 40   |
           | South | 200  | 190  | West | 60   | 45   |""",
        ["1:2024! 2:2023! 4:2024! 5:2023!", "0:North 1:100 2:90 3:East 4:50 5:40",
         "0:South 1:200 2:190 3:West 4:60 5:45"],
    ),
    "labels two deep": (
        """| Segment | Measure | 2024 | 2023 |
           | Alpha   | Revenue | 100  | 90   |
           |         | Cost    | (40) | (30) |
           | Beta    | Revenue | 70   | 60   |""",
        ["0:Segment! 1:Measure! 2:2024! 3:2023!", "0:Alpha 1:Revenue 2:100 3:90", "1:Cost 2:(40) 3:(30)",
         "0:Beta 1:Revenue 2:70 3:60"],
    ),
    "a label spread over two cells": (
        """|        |         | 2024 |
           | Total  | revenue | 100  |
           | Costs  |         | 40   |""",
        ["1:2024!", "0:Total revenue 1:100", "0:Costs 1:40"],
    ),
    "labels indented by columns": (
        """|           |            |         | 2024 | 2023 |
           | Revenue*3 | 100        | 90      |
           |           | Products*2 | 60      | 50   |
           |           |            | Widgets | 40   | 40 |""",
        ["1:2024! 2:2023!", "0:Revenue 1:100 2:90", "0:Products 1:60 2:50", "0:Widgets 1:40 2:40"],
    ),
    "a column of small losses is no column of footnote marks": (
        """| | Mill | Eliminations | Total |
           | Sales | 940 | (50) | 890 |
           | Profit | 120 | (10) | 110 |""",
        ["1:Mill! 2:Eliminations! 3:Total!", "0:Sales 1:940 2:(50) 3:890", "0:Profit 1:120 2:(10) 3:110"],
    ),
    "footnote marks in cells of their own": (
        """|        | 2024*2         | 2023*2     |
           | Assets<sup>1</sup> | 7,607 | <sup>2</sup> | 6,000 | |
           | Plant  | 440   | (a)   | 300 | (1) |
           | Net    | (660  | )     | 690 |     |""",
        ["1:2024! 2:2023!", "0:Assets 1:7,607 2 2:6,000", "0:Plant 1:440 (a) 2:300 (1)", "0:Net 1:(660) 2:690"],
    ),
    "a column of note references": (
        """|         | Note | 2024  | 2023 |
           | Revenue | 4    | 1,100 | 990  |
           | Costs   | 5    | (440) | (300)|
           | Net     |      | 660   | 690  |""",
        ["0:Note! 1:2024! 2:2023!", "0:Revenue 4 1:1,100 2:990", "0:Costs 5 1:(440) 2:(300)", "0:Net 1:660 2:690"],
    ),
    "minus one is a number": (
        """|       | 2024 | 2023 |
           | Other | (1)  | 5    |
           | Net   | 12   | (1)  |""",
        ["1:2024! 2:2023!", "0:Other 1:(1) 2:5", "0:Net 1:12 2:(1)"],
    ),
    "years that are labels, years that are figures": (
        """|           | Sales*2   | Costs*2  |
           | 2025      | $ | 2,100 | $ | 900  |
           | 2024      |   | 2019  |   | 2021 |""",
        ["1:Sales! 2:Costs!", "0:2025 1:$2,100 2:$900", "0:2024 1:2019 2:2021"],
    ),
    "a first row of figures that look like years": (
        """|           | 2024 | 2023 |
           | Additions | 2019 | 2021 |
           | Assets    | 100  | 90   |""",
        ["1:2024! 2:2023!", "0:Additions 1:2019 2:2021", "0:Assets 1:100 2:90"],
    ),
    "headings inside the body": (
        """|            | Sales | Costs |
           | Asia:      |       |       |
           | North      | 5     | 4     |
           |            | 2022  | 2021  |
           | North      | 3     | 2     |""",
        ["1:Sales! 2:Costs!", "0:Asia:", "0:North 1:5 2:4", "1:2022! 2:2021!", "0:North 1:3 2:2"],
    ),
    "a column with a header and no figure": (
        """|       | Alpha | Beta | Total |
           | Sales | 5     |      | 5     |
           | Costs | 4     |      | 4     |""",
        ["1:Alpha! 2:Beta! 3:Total!", "0:Sales 1:5 3:5", "0:Costs 1:4 3:4"],
    ),
    "rows that shift because empty cells were dropped": (
        """| Three months*6 | Six months*6 |
           | 2024*2 | 2023*2 | 2024*2 | 2023*2 |
           | Japan  | $ | 673 | $ | 607 | $ | 900 | $ | 880 |
           | Korea  | 100 | 89 | 291 | 262 |
           | Total  | $ | 773 | $ | 696 | $ | 1,191 | $ | 1,142 |""",
        ["1-2:Three months! 3-4:Six months!", "1:2024! 2:2023! 3:2024! 4:2023!", "0:Japan 1:$673 2:$607 3:$900 4:$880",
         "0:Korea 1:100 2:89 3:291 4:262", "0:Total 1:$773 2:$696 3:$1,191 4:$1,142"],
    ),
    "empty cells under headers of their own are no shift": (
        """|            | 3 months | 6 months | 9 months |
           | Sales      |          | 50       | 70       |
           | Employees  | 2        | 3        |          |""",
        ["1:3 months! 2:6 months! 3:9 months!", "0:Sales 2:50 3:70", "0:Employees 1:2 2:3"],
    ),
    "headers without spans, currencies in words": (
        """|         | RMB | US$ |
           | Revenue | RMB | 1,000 | US$ | 140 |
           | Costs   |     | (500) |     | (70) |""",
        ["1:RMB! 2:US$!", "0:Revenue 1:RMB1,000 2:US$140", "0:Costs 1:(500) 2:(70)"],
    ),
    "not meaningful over two cells": (
        """|       | 2024*2   | 2023*2   | Change*2 |
           | Sales | $ | 100  | $ | 90   | 11 | %   |
           | New   |   | 5    |   | —    | NM*2     |""",
        ["1:2024! 2:2023! 3:Change!", "0:Sales 1:$100 2:$90 3:11%", "0:New 1:5 2:— 3:NM"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), SHAPES.values(), ids=SHAPES)
def test_logical_columns(rows: str, expected: list[str]) -> None:
    cleaned, _ = table(rows)
    assert lines(cleaned) == expected


def shown_places(cells: tuple[Cell, ...]) -> str:
    return " ".join(f"{cell.before} {cell.text} {cell.after}" for cell in cells)


@pytest.mark.parametrize("rows", [shape[0] for shape in SHAPES.values()], ids=SHAPES)
def test_no_digit_is_lost_and_no_two_numbers_share_a_place(rows: str) -> None:
    cleaned, raw = table(rows)
    found = sorted(re.findall(r"\d[\d,]*", shown_places(cleaned.cells)))
    assert found == sorted(number for cell in raw.cells for number in re.findall(r"\d[\d,]*", cell.text))
    places = [(cell.row, cell.col) for cell in cleaned.cells]
    assert len(set(places)) == len(places)
    assert all(cell.col >= 0 and cell.col + cell.col_span <= cleaned.n_cols for cell in cleaned.cells)


def test_the_order_of_the_steps() -> None:
    assert [step.__name__ for step in cleaning.STEPS] == [
        "keep_shown", "join_marks", "join_note_column", "find_regions", "straighten", "join_labels", "find_columns",
        "project_headers",
    ]  # fmt: skip


def test_the_place_of_a_number_is_that_of_its_digits() -> None:
    cleaned, raw = table("| | 2024*3 |\n| Loss | $( | 40 | )% |")
    (number,) = [cell for cell in cleaned.cells if cell.text == "40"]
    (found,) = [cell for cell in raw.cells if cell.text == "40"]
    assert (number.before, number.after, number.ref) == ("$(", ")%", found.ref)


def test_a_line_above_counts_below_a_figure_only() -> None:
    markup = (
        "<table><tr><td></td><td style='border-bottom:1pt solid #000'>2024</td></tr><tr><td>Sales</td><td>5</td></tr>"
        "<tr><td>Other</td><td>4</td></tr><tr><td>Total</td><td style='border-top:1pt solid #000'>9</td></tr></table>"
    )
    document, _ = read_html("n.htm", markup.encode())
    (raw,) = document.blocks
    assert isinstance(raw, RawTable)
    assert [cell.text for cell in clean(raw, document.text).cells if cell.rule_above] == ["9"]


def test_tables_of_text_dumps_stay_as_they_are() -> None:
    ref = SourceRef(table=1)
    cells = (
        RawCell(text="2024", row=0, col=1, col_span=2, header=True, ref=ref),
        RawCell(text="Loss", row=1, col=0, indent=4.0, ref=ref),
        RawCell(text="$ (356)", row=1, col=2, ref=ref),
        RawCell(text=" ", row=1, col=1, ref=ref),
    )
    kept = as_is(RawTable(number=1, cells=cells, n_rows=3, n_cols=4, ref=ref))
    assert [(cell.text, cell.row, cell.col, cell.col_span, cell.header) for cell in kept.cells] == [
        ("2024", 0, 1, 2, True), ("Loss", 1, 0, 1, False), ("$ (356)", 1, 2, 1, False),
    ]  # fmt: skip
    assert (kept.n_rows, kept.n_cols) == (3, 4)


@pytest.mark.shared
def test_every_number_of_real_tables_has_one_place() -> None:
    pages = sorted(CORPUS.glob("*.note.html"))[::7]
    if not pages:
        pytest.skip("the corpus of real notes is not beside the checkout")
    for page in pages:
        document, _ = read_html(page.name, page.read_bytes())
        note, _ = locate(document)
        raw = {block.number: block for block in document.blocks if isinstance(block, RawTable)}
        for cleaned in note.tables:
            places = [(cell.row, cell.col) for cell in cleaned.cells]
            assert len(set(places)) == len(places)
            if {cell.ref.table for cell in cleaned.cells} == {cleaned.number}:
                texts = sorted(re.findall(r"\d+", shown_places(cleaned.cells)))
                assert texts == sorted(n for cell in raw[cleaned.number].cells for n in re.findall(r"\d+", cell.text))
