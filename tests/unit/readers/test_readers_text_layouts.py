"""Tables with whole rows on a line: aligned by spaces or tabs, or between pipes."""

from __future__ import annotations

import pytest

from converter.readers import read_bytes
from converter.readers.model import Document, RawTable


def reading(text: str) -> Document:
    return read_bytes("note.txt", text.encode())[0]


def grids(text: str) -> list[list[str]]:
    out: list[list[str]] = []
    for table in reading(text).blocks:
        if isinstance(table, RawTable):
            rows: list[list[str]] = [[] for _ in range(table.n_rows)]
            for cell in table.cells:
                more = f"+{cell.col_span - 1}" if cell.col_span > 1 else ""
                rows[cell.row].append(f"{cell.col}{more}{'#' if cell.header else ''}:{cell.text}")
            out.append([" | ".join(row) for row in rows])
    return out


ALIGNED = """12. SEGMENT INFORMATION

The following table presents the segments (in thousands):

<TABLE>
<CAPTION>
                                        Year Ended December 31,
                                    --------------------------------
                                       2024        2023        2022
<S>                                 <C>          <C>        <C>
                                    ----------  ----------  --------
Revenues:
   Kilns..........................  $   1,200   $     900   $   700
   Glazes, pigments and
     accessories..................        300                     —
                                    ----------  ----------  --------
   Total revenues.................      1,500         900       700
Cost of sales.....................       (700)       (560)     (400)
                                    ==========  ==========  ========
</TABLE>

The segments were not changed in the year.

                 Kilns     Glazes
Assets             700        600
Debts               70         60
"""


def test_aligned_columns() -> None:
    assert grids(ALIGNED) == [
        [
            "1+2#:Year Ended December 31,",
            "1#:2024 | 2#:2023 | 3#:2022",
            "0:Revenues:",
            "0:Kilns | 1:$ 1,200 | 2:$ 900 | 3:$ 700",
            "0:Glazes, pigments and accessories | 1:300 | 3:—",
            "0:Total revenues | 1:1,500 | 2:900 | 3:700",
            "0:Cost of sales | 1:(700) | 2:(560) | 3:(400)",
        ],
        ["1#:Kilns | 2#:Glazes", "0:Assets | 1:700 | 2:600", "0:Debts | 1:70 | 2:60"],
    ]
    shown = [block.text for block in reading(ALIGNED).blocks if not isinstance(block, RawTable)]
    assert shown == [
        "12. SEGMENT INFORMATION",
        "The following table presents the segments (in thousands):",
        "The segments were not changed in the year.",
    ]


def test_places_in_aligned_tables() -> None:
    document = reading(ALIGNED)
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    cell = next(cell for cell in table.cells if cell.text == "(560)")
    assert document.text[cell.ref.offset : cell.ref.end] == "(560)"
    assert (cell.ref.row, cell.ref.col, cell.ref.table) == (6, 2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Segment\t2024\t2023\nNorth\t12\t11\nSouth\t(3)\t—",
            ["0#:Segment | 1#:2024 | 2#:2023", "0:North | 1:12 | 2:11", "0:South | 1:(3) | 2:—"],
            id="tabs",
        ),
        pytest.param(
            "| (in millions) | 2024 | 2023 |\n|---|---:|---:|\n| Revenue | $ 1,200 | 900 |\n| **Total** | (5) | — |",
            ["0#:(in millions) | 1#:2024 | 2#:2023", "0:Revenue | 1:$ 1,200 | 2:900", "0:Total | 1:(5) | 2:—"],
            id="pipes with a rule",
        ),
        pytest.param(
            "| | Three months | | Six months | |\n| | 2024 | 2023 | 2024 | 2023 |\n"
            "| Sales: | | | | |\n| Kilns | 1 | | 3 | 4 |",
            [
                "1+1#:Three months | 3+1#:Six months",
                "1#:2024 | 2#:2023 | 3#:2024 | 4#:2023",
                "0:Sales:",
                "0:Kilns | 1:1 | 3:3 | 4:4",
            ],
            id="pipes with groups of columns",
        ),
    ],
)
def test_rows_on_a_line(text: str, expected: list[str]) -> None:
    (grid,) = grids(text)
    assert grid == expected


def test_a_blank_line_parts_pipe_tables() -> None:
    row = "| Kilns | 1 | 2 |\n| Glazes | 3 | 4 |\n"
    assert len(grids(f"{row}\n{row}")) == 2


def test_prose_with_wide_spaces_is_no_table() -> None:
    text = "The Company has two segments.  They are reviewed by the chief executive officer in 2024\n" * 3
    assert grids(text) == []
