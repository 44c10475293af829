"""Text tables whose columns are segments over years, or whose column names go on in a second line."""

from __future__ import annotations

from converter.readers import read_bytes
from converter.readers.model import RawTable

HEADS = "Kilns / Glazes / Corporate / Total / 2024 / 2023 / 2024 / 2023 / 2024 / 2023 / 2024 / 2023"
ROWS = (
    "Revenue / 900 / 800 / 600 / 500 / 1,500 / 1,300 / Cost of sales / 500 / 450 / 300 / 260 / 800 / 710 / "
    "Operating income / 400 / 350 / 300 / 240 / (90) / (80) / 610 / 510"
)
ALIGNED = """\
Year ended December 31, 2024 (in thousands)

                            Kilns     Glazes    Unallocated    Group
                                                 expenses
Revenue                       900       600           -       1,500
Operating income              120        90         (40)        170
"""


def table(text: str) -> RawTable:
    document, _ = read_bytes("note.txt", text.encode())
    return next(block for block in document.blocks if isinstance(block, RawTable))


def columns(found: RawTable, label: str) -> dict[int, str]:
    row = next(cell.row for cell in found.cells if cell.text == label)
    return {cell.col: cell.text for cell in found.cells if cell.row == row and cell.col}


def test_a_row_without_a_group_ends_in_the_total_of_each_year() -> None:
    found = table("\n".join(f"{HEADS} / {ROWS}".split(" / ")))
    shown = {1: "900", 2: "800", 3: "600", 4: "500", 7: "1,500", 8: "1,300"}
    assert columns(found, "Revenue") == shown
    assert list(columns(found, "Cost of sales")) == list(shown)


def test_the_second_line_of_a_column_name_heads_that_column_alone() -> None:
    found = table(ALIGNED)
    spans = [(cell.col, cell.col_span) for cell in found.cells if cell.text == "expenses"]
    assert spans == [(3, 1)]
