"""Header cells without geometry: which make a row, what they span, what is a section instead."""

from __future__ import annotations

import pytest

from converter.readers import read_bytes
from converter.readers.model import RawTable


def header(text: str, rows: int) -> list[str]:
    document, _ = read_bytes("note.txt", "\n".join(text.split(" / ")).encode())
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    out: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        more = f"+{cell.col_span - 1}" if cell.col_span > 1 else ""
        out[cell.row].append(f"{cell.col}{more}{'#' if cell.header else ''}:{cell.text}")
    return [" | ".join(row) for row in out[:rows]]


FOUR = "Kilns / 1,100 / 1,200 / 1,300 / 1,400 / Glazes / 210 / 220 / 230 / 240 / Total / 1,310 / 1,420 / 1,530 / 1,640"
YEARS = "2024 / 2023 / 2024 / 2023"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Three Months Ended / Six Months Ended / June 30, / June 30, / {YEARS} / Sales: / {FOUR}",
            [
                "1+1#:Three Months Ended | 3+1#:Six Months Ended",
                "1+1#:June 30, | 3+1#:June 30,",
                "1#:2024 | 2#:2023 | 3#:2024 | 4#:2023",
                "0:Sales:",
            ],
            id="periods over days over years",
        ),
        pytest.param(
            f"Sales / Earnings / Three months ended May 31, / Six months ended May 31, / {YEARS} / {FOUR}",
            ["1+1#:Sales | 3+1#:Earnings", "1+1#:Three months ended May 31, | 3+1#:Six months ended May 31,"],
            id="names over periods",
        ),
        pytest.param(
            f"(in thousands) / 2024 / 2023 / 2022 / 2021 / {FOUR}",
            ["0#:(in thousands) | 1#:2024 | 2#:2023 | 3#:2022 | 4#:2021"],
            id="the scale in the corner",
        ),
        pytest.param(
            f"Expense category / Athens / Bergen / Cadiz / Total / {FOUR}",
            ["0#:Expense category | 1#:Athens | 2#:Bergen | 3#:Cadiz | 4#:Total"],
            id="a name in the corner",
        ),
        pytest.param(
            f"2024 / Athens / Bergen / Cadiz / Total / External revenue / {FOUR}",
            ["1+3#:2024", "1#:Athens | 2#:Bergen | 3#:Cadiz | 4#:Total", "0:External revenue"],
            id="a year over names, a section below",
        ),
        pytest.param(
            f"2024 / 2023 / Net sales / % of sales / Net sales / % of sales / {FOUR}",
            ["1+1#:2024 | 3+1#:2023", "1#:Net sales | 2#:% of sales | 3#:Net sales | 4#:% of sales"],
            id="years over columns that come again",
        ),
        pytest.param(
            "2024 / 2023 / Change / Kilns / 30 / 20 / 10 / Glazes / 9 / 8 / 1 / Total / 39 / 28 / 11",
            ["1#:2024 | 2#:2023 | 3#:Change"],
            id="years and a name in one row",
        ),
        pytest.param(
            "December 31, 2023 / December 31, 2024 / USD / RMB / USD / (Note 3) / "
            "Kilns / 7,134 / 7,300 / 1,000 / Glazes / 5,469 / 14,600 / 2,000 / Total / 12,603 / 21,900 / 3,000",
            ["1#:December 31, 2023 | 2+1#:December 31, 2024", "1#:USD | 2#:RMB | 3#:USD", "3#:(Note 3)"],
            id="a column that restates the one before it, whatever the units say",
        ),
    ],
)
def test_header_rows(text: str, expected: list[str]) -> None:
    assert header(text, len(expected)) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024 / 2023", "June 30, 2024 / December 31, 2023"),
        ("Kilns / Glazes", "Kilns / Glazes"),
        ("2024 / 2023", "Kilns / Glazes / Total"),
    ],
)
def test_a_new_header_starts_a_new_table(first: str, second: str) -> None:
    values = " / 5" if "Total" in second else ""
    text = f"{first} / Sales / 10 / 20 / Costs / 5 / 6 / {second} / Assets / 70 / 80{values} / Debts / 7 / 8{values}"
    document, _ = read_bytes("note.txt", "\n".join(text.split(" / ")).encode())
    found = [block for block in document.blocks if isinstance(block, RawTable)]
    assert [table.number for table in found] == [1, 2]
    assert [cell.text for cell in found[1].cells if cell.header] == second.split(" / ")
    assert all(cell.ref.table == 2 for cell in found[1].cells)
