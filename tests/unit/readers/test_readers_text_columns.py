"""Rows with fewer values than the table has columns: which columns they belong to, and when that is said to be open."""

from __future__ import annotations

import pytest

from converter.findings import Finding
from converter.readers import read_bytes
from converter.readers.model import RawTable


def row_of(text: str, label: str) -> tuple[dict[int, str], RawTable, tuple[Finding, ...]]:
    """The values of the row with this label, by column."""
    document, findings = read_bytes("note.txt", text.encode())
    (table,) = [block for block in document.blocks if isinstance(block, RawTable)]
    (row,) = [cell.row for cell in table.cells if cell.col == 0 and cell.text == label]
    return {cell.col: cell.text for cell in table.cells if cell.row == row and cell.col}, table, findings


def dump(*rows: str) -> str:
    return "\n".join(" / ".join(rows).split(" / "))


SEGMENTS = (
    "Kilns / Glazes / Total",
    "Revenue / 700 / 300 / 1,000",
    "Costs / 400 / 250 / 650",
    "Profit / 300 / 50 / 350",
)


@pytest.mark.parametrize(
    ("rows", "label", "expected"),
    [
        pytest.param((*SEGMENTS, "Interest / (40)", "Net income / 310"), "Interest", {3: "(40)"}, id="only the total"),
        pytest.param(
            (*SEGMENTS, "Rent / 12 / 20 / 32", "Wages / 8 / 8"), "Rent", {1: "12", 2: "20", 3: "32"}, id="complete"
        ),
        pytest.param(
            (
                "Kilns / Glazes / Tiles / Total",
                "Sales / 700 / 300 / 100 / 1,100",
                "Wages / 300 / 80 / 20 / 400",
                "Clay / 150 / 150",
                "Fuel / 50 / 20 / 30 / 100",
                "Total costs / 350 / 250 / 50 / 650",
            ),
            "Clay",
            {2: "150", 4: "150"},
            id="the sums of the rows",
        ),
        pytest.param(
            (
                "Kilns / Glazes / Tiles / Total",
                "Sales / 700 / 300 / 100 / 1,100",
                "Wages / 300 / 80 / 20 / 400",
                "Clay / 150 / 150",
                "Sand / 40 / 40",
                "Fuel / 50 / 20 / 30 / 100",
                "Total costs / 390 / 250 / 50 / 690",
            ),
            "Clay",
            {2: "150", 4: "150"},
            id="the sums of the rows, each row its own way",
        ),
        pytest.param(
            (
                "Kilns / Glazes / Total / RMB / RMB / RMB / USD",
                "Revenue / 7,300 / 1,460 / 8,760 / 1,200",
                "Costs / 3,650 / 730 / 4,380 / 600",
                "Profit / 3,650 / 730 / 4,380 / 600",
                "Interest / (730) / (100)",
            ),
            "Interest",
            {3: "(730)", 4: "(100)"},
            id="the total and what restates it",
        ),
        pytest.param(
            (
                "Revenues / Earnings / 2024 / 2023 / 2024 / 2023",
                "Kilns / 700 / 600 / 70 / 60",
                "Glazes / 300 / 200 / 30 / 20",
                "Total segments / 1,000 / 800 / 100 / 80",
                "Interest / (10) / (9)",
                "Tax / (5) / (4)",
                "Net income / 85 / 67",
            ),
            "Interest",
            {3: "(10)", 4: "(9)"},
            id="reconciling items under one group",
        ),
        pytest.param(
            ("Sales / Share", "Kilns / 700 / 70% / Glazes / 300 / 30% / Tiles / 5% / Total / 1,000 / 100%"),
            "Tiles",
            {2: "5%"},
            id="a percentage under percentages",
        ),
    ],
)
def test_columns_that_the_arithmetic_knows(rows: tuple[str, ...], label: str, expected: dict[int, str]) -> None:
    found, table, findings = row_of(dump(*rows), label)
    assert found == expected
    if label != "Rent":
        assert table.complete
        assert not findings


def test_columns_that_nothing_settles_are_said_to_be_open() -> None:
    found, table, findings = row_of(
        dump("2024 / 2023", "Revenue / 10 / 20 / Costs / 5 / 6 / Grants / 3 / Other / 7 / 8"), "Grants"
    )
    assert found == {1: "3"}
    assert not table.complete
    (finding,) = findings
    assert finding.code == "read.columns-unclear"
    assert "Grants" in finding.message
    assert finding.where is not None
    assert finding.where.table == 1


def bars(*rows: str) -> str:
    """Cells parted by `,` as a dump with bars: a row is a bar, then every cell and a bar."""
    out: list[str] = []
    for row in rows:
        out.append("|")
        for cell in row.split(";"):
            out += [cell, "|"] if cell else ["|"]
    return "\n".join(out)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("Grants;;;;;;3;", {2: "3"}, id="every cell kept"),
        pytest.param("Grants;;;;3;", {2: "3"}, id="an empty column merged into fewer cells"),
        pytest.param("Grants;;;3;;;;", {1: "3"}, id="the first column"),
    ],
)
def test_empty_cells_of_bars_tell_the_column(row: str, expected: dict[int, str]) -> None:
    text = bars(";;2024;;2023;", "Revenue;;$;10;;$;20;", "Costs;;;5;;;6;", row, "Rent;;;1;;;1;", "Profit;;;9;;;17;")
    found, table, findings = row_of(text, "Grants")
    assert found == expected
    assert table.complete
    assert not findings


def test_days_with_one_space_between_stand_over_a_column_each() -> None:
    text = (
        "                               13 Weeks Ended              39 Weeks Ended\n"
        "                         September 28, September 29, September 28, September 29,\n"
        "                                  2025          2024          2025          2024\n"
        "Franchise fees                $ 48,210      $ 46,905     $ 143,315     $ 139,020\n"
        "Restaurant sales                38,640        40,115       117,205       121,480\n"
        "Total                         $ 86,850      $ 87,020     $ 260,520     $ 260,500\n"
    )
    document, _ = read_bytes("note.txt", text.encode())
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    days = [(cell.col, cell.text) for cell in table.cells if cell.row == 1]
    assert days == [(1, "September 28,"), (2, "September 29,"), (3, "September 28,"), (4, "September 29,")]


def test_a_label_that_ends_with_excluding_goes_on_in_the_next_line() -> None:
    text = (
        "                              2024        2023\n"
        "Canada                     $ 12,330    $ 11,905\n"
        "Asia-Pacific, excluding\n"
        "  Japan                       5,020       4,880\n"
        "Japan                         3,310       3,405\n"
    )
    document, _ = read_bytes("note.txt", text.encode())
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    assert [c.text for c in table.cells if c.col == 0] == ["Canada", "Asia-Pacific, excluding Japan", "Japan"]


def test_heads_with_one_space_between_that_end_where_their_columns_end_are_several() -> None:
    text = (
        "                                For the year ended December 31, 2024\n"
        "                     Rail Services  Port Terminals Inland Logistics\n"
        "Revenue                   $ 310,205      $ 188,330         $ 96,410\n"
        "Labor                        88,640         61,330           20,110\n"
        "Operating income          $ 221,565      $ 127,000         $ 76,300\n"
    )
    document, _ = read_bytes("note.txt", text.encode())
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    heads = [(cell.col, cell.col_span, cell.text) for cell in table.cells if cell.row < 2]
    assert heads == [
        (1, 3, "For the year ended December 31, 2024"),
        (1, 1, "Rail Services"),
        (2, 1, "Port Terminals"),
        (3, 1, "Inland Logistics"),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            """
                      Inland      Harbor       Cargo
                     Barging      Towage   Brokerage  Consolidated
Revenue             $ 12,450     $ 8,210     $ 1,310      $ 21,970
Operating income       1,150         300          90         1,540
""",
            ["1:Inland 2:Harbor 3:Cargo", "1:Barging 2:Towage 3:Brokerage 4:Consolidated"],
        ),
        (
            """
                                   Vessel                Operating      Total
                     Revenues    expenses  Depreciation     income     assets
Tankers             $ 12,450     $ 8,210       $ 1,310     $ 2,930   $ 41,970
Gas carriers           6,150       2,300           890       2,960     18,540
""",
            ["2:Vessel 4:Operating 5:Total", "1:Revenues 2:expenses 3:Depreciation 4:income 5:assets"],
        ),
        (
            """
                         Three months            Six months
                       2025        2024       2025        2024
Revenue             $ 12,450     $ 8,210   $ 21,310    $ 16,930
Operating income       1,150         300      2,190         960
""",
            ["1+1:Three months 3+1:Six months", "1:2025 2:2024 3:2025 4:2024"],
        ),
    ],
    ids=["a column without a first line", "between columns", "over two columns each"],
)
def test_the_first_line_of_names_that_go_on_below_spans_nothing(page: str, expected: list[str]) -> None:
    document, _ = read_bytes("note.txt", page.encode())
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    rows: list[list[str]] = [[], []]
    for cell in table.cells:
        if cell.row < 2:
            more = f"+{cell.col_span - 1}" if cell.col_span > 1 else ""
            rows[cell.row].append(f"{cell.col}{more}:{cell.text}")
    assert [" ".join(row) for row in rows] == expected
