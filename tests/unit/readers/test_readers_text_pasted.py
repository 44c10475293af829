"""Notes as users paste them: out of a PDF, a browser or a spreadsheet, in layouts that say the same."""

from __future__ import annotations

import pytest

from converter.readers import read_bytes
from converter.readers.model import RawTable

SALES = "Sales / 1,840 / 1,215 / — / 3,055"
COSTS = "Costs / (1,104) / (705) / (120) / (1,929)"
LINES = f"Kilns / Glazes / Corporate / Total / {SALES} / {COSTS} / Profit / 736 / 510 / (120) / 1,126"


def rows(text: str) -> list[str]:
    """The rows of the first table, each as columns and texts; signs and white space left out."""
    document, _ = read_bytes("note.txt", "\n".join(text.split(" / ")).encode())
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    out: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        more = f"+{cell.col_span - 1}" if cell.col_span > 1 else ""
        out[cell.row].append(f"{cell.col}{more}:{cell.text.replace('$', '').replace(' ', '')}")
    return ["|".join(row) for row in out]


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param(LINES.replace("(1,104)", "( / 1,104 / )").replace("(120)", "( / 120 / )"), id="signs apart"),
        pytest.param(LINES.replace("736", "$ / 736").replace("(120)", "$ / ( / 120 / )"), id="a sign, a parenthesis"),
        pytest.param(LINES.replace("Costs", "42 / Table of Contents / Costs"), id="a page number over a link"),
        pytest.param(
            LINES.replace("Costs", "Table of Contents / NOTES TO FINANCIAL STATEMENTS (continued) / Costs"),
            id="a running head",
        ),
        pytest.param(LINES.replace("Costs", "Page 12 of 40 / Costs"), id="a page's number in words"),
        pytest.param(
            "Kilns Glazes Corporate Total / Sales $ 1,840 $ 1,215 $ — $ 3,055 / Costs (1,104) (705) (120) (1,929) / "
            "Profit $ 736 $ 510 $ (120) $ 1,126",
            id="a row a line",
        ),
        pytest.param(
            "\tKilns\tGlazes\tCorporate\tTotal / "
            "Sales\t1,840\t1,215\t—\t3,055 / Costs\t(1,104)\t(705)\t(120)\t(1,929) / "
            "Profit\t736\t510\t(120)\t1,126",
            id="cells parted by tabs",
        ),
    ],
)
def test_layouts_of_one_table_say_the_same(pasted: str) -> None:
    assert rows(pasted) == rows(LINES)


TWO = "Sales / 5 / 6 / 7 / 8 / Costs / 1 / 2 / 3 / 4 / Tax / 1 / 1 / 1 / 1"


@pytest.mark.parametrize(
    ("pasted", "first"),
    [
        pytest.param(
            f"Three Months Ended June 30, Nine Months Ended June 30, / 2025 2024 2025 2024 / {TWO}",
            ["1+1:ThreeMonthsEndedJune30,|3+1:NineMonthsEndedJune30,", "1:2025|2:2024|3:2025|4:2024"],
            id="lengths of time on a line",
        ),
        pytest.param(
            f"Sales / Assets / May 31, 2025 May 31, 2024 May 31, 2025 May 31, 2024 / {TWO}",
            ["1+1:Sales|3+1:Assets", "1:May31,2025|2:May31,2024|3:May31,2025|4:May31,2024"],
            id="dates on a line",
        ),
        pytest.param(
            "\tThree Months Ended\tNine Months Ended / \t2025\t2024\t2025\t2024 / "
            "Sales\t5\t6\t7\t8 / Costs\t1\t2\t3\t4 / "
            "Tax\t1\t1\t1\t1",
            ["1+1:ThreeMonthsEnded|3+1:NineMonthsEnded", "1:2025|2:2024|3:2025|4:2024"],
            id="groups parted by tabs",
        ),
    ],
)
def test_heads_on_a_line(pasted: str, first: list[str]) -> None:
    assert rows(pasted)[:2] == first


def test_a_number_next_to_no_link_is_a_cell() -> None:
    assert "0:Costs|1:42|2:43" in rows("2025 / 2024 / Sales / 50 / 60 / Costs / 42 / 43 / Profit / 8 / 17")


def test_tabs_as_stops_line_numbers_up() -> None:
    text = "\t\t\t\t2025\t2024 / Sales of kilns\t\t\t500\t600 / Costs\t\t\t\t100\t200 / Depreciation of kilns\t\t50\t60"
    assert rows(text)[1:] == ["0:Salesofkilns|1:500|2:600", "0:Costs|1:100|2:200", "0:Depreciationofkilns|1:50|2:60"]
