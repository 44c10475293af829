"""Sums found from the numbers: what is found, with which signs, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.interpret.arithmetic import Strip, Sum, effects, find_footings, footings_of, last_place
from converter.interpret.model import FootingState


def strip(text: str, **hints: object) -> Strip:
    """`Revenue 100 90 -` with a leading `*` for a total, `<` for an outflow; `.` is empty, `-` nil."""
    words = text.split()
    numbers = [word for word in words if word[-1].isdigit() or word in {".", "-"}]
    label = " ".join(words[: len(words) - len(numbers)])
    return Strip(
        values=tuple(
            {".": None, "-": Decimal(0)}.get(word) if word in {".", "-"} else Decimal(word) for word in numbers
        )
        if numbers
        else (None, None),
        label=label.lstrip("*<"),
        total_like=label.startswith("*"),
        less=label.startswith("<"),
        **hints,  # type: ignore[arg-type]  # hints are checked by Strip itself
    )


def table(*lines: str) -> list[Strip]:
    return [strip(line) for line in lines]


def shape(found: tuple[Sum, ...], kind: str = "rows") -> dict[int, dict[int, int]]:
    return {item.total: dict(item.addends) for item in found if item.kind == kind}


CASES = {
    "lines make a total": (
        ["Timber 412 398", "Paper 1207 1150", "Energy 96 88", "*Total 1715 1636"],
        {3: {0: 1, 1: 1, 2: 1}},
    ),
    "expenses shown positive are taken away": (
        ["Revenue 5310 4902", "<Cost of sales 3127 2966", "<Freight 411 387", "*Segment profit 1772 1549"],
        {3: {0: 1, 1: -1, 2: -1}},
    ),
    "what costs leave of a total is a result, though its name says nothing": (
        [
            "*Total revenue 5310 4902",
            "<Cost of sales 3127 2966",
            "Temporary staff 411 387",
            "<Freight 90 81",
            "Yield 1682 1468",
        ],
        {4: {0: 1, 1: -1, 2: -1, 3: -1}},
    ),
    "expenses shown in parentheses are added": (
        ["Revenue 5310 4902", "Cost of sales -3127 -2966", "Freight -411 -387", "*Segment profit 1772 1549"],
        {3: {0: 1, 1: 1, 2: 1}},
    ),
    "subtotals are addends, their parts are not": (
        [
            "Revenue 950 11995",
            "Less:",
            "<Cost of revenue -356 -9327",
            "*Gross profit 594 2668",
            "Less:",
            "<Salaries -120 -1543",
            "<Rent -24 -155",
            "*Operating profit 450 970",
        ],
        {3: {0: 1, 2: 1}, 7: {3: 1, 5: 1, 6: 1}},
    ),
    "two totals compared": (
        [
            "Product sales 812 794",
            "Service sales 233 209",
            "*Total revenue 1045 1003",
            "<Materials 431 420",
            "<Wages 302 299",
            "*Total expenses 733 719",
            "*Operating income 312 284",
        ],
        {2: {0: 1, 1: 1}, 5: {3: 1, 4: 1}, 6: {2: 1, 5: -1}},
    ),
    "other income among the expenses keeps its sign": (
        [
            "Revenue 7712 7230",
            "<Materials 3317 3155",
            "<Wages 2104 1987",
            "Other income 143 96",
            "<Taxes 512 470",
            "*Net income 1922 1714",
        ],
        {5: {0: 1, 1: -1, 2: -1, 3: 1, 4: -1}},
    ),
    "a nil line belongs to the block": (
        ["Heading", "Canals 0 0", "Locks 318 322", "Bridges 127 131", "*Total 445 453"],
        {4: {1: 1, 2: 1, 3: 1}},
    ),
    "an of-which line is left out": (
        ["Ferries 6412 6120", "Harbours 3305 3214", "of which leased 1127 1032", "Tolls 518 499", "*Total 10235 9833"],
        {4: {0: 1, 1: 1, 3: 1}},
    ),
    "sums do not cross what earlier totals took up": (
        [
            "Revenue",
            "North 310 305",
            "South 122 117",
            "*Total 432 422",
            "Profit",
            "North 41 39",
            "South 17 20",
            "*Total 58 59",
        ],
        {3: {1: 1, 2: 1}, 7: {5: 1, 6: 1}},
    ),
    "segments, then corporate and eliminations, then consolidated": (
        [
            "Mills 2210 2108",
            "Forests 871 902",
            "*Total segments 3081 3010",
            "Corporate -217 -205",
            "Eliminations -96 -88",
            "*Consolidated 2768 2717",
        ],
        {2: {0: 1, 1: 1}, 5: {2: 1, 3: 1, 4: 1}},
    ),
    "a total above its parts": (
        ["*Total revenue 9120 8840", "Rail 4417 4390", "Road 3002 2871", "Water 1701 1579"],
        {0: {1: 1, 2: 1, 3: 1}},
    ),
    "a whole above its parts is no difference": (
        ["Data services 9120 8840", "Hosting 6118 6079", "Transit 3002 2761"],
        {0: {1: 1, 2: 1}},
    ),
    "rounding is allowed": (
        ["East 1033 2417", "West 2066 1201", "*Total 3100 3617"],
        {2: {0: 1, 1: 1}},
    ),
    "a line that is nil where the lines above it are not is no sum of them": (
        ["Net loss -7202 -5413", "Interest 2801 2744", "Amortization 4917 4520", "Severance 516 0", "Taxes 311 207"],
        {},
    ),
    "small numbers without words prove nothing": (["Plants 2 3", "Mines 3 1", "Stores 5 4"], {}),
    "unrelated lines": (
        ["Assets 5520 5411", "Depreciation 312 305", "Additions 418 377", "*Total liabilities 2203 2190"],
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rows(name: str) -> None:
    lines, expected = CASES[name]
    assert shape(find_footings(table(*lines))) == expected


def test_total_column_and_consolidated_column() -> None:
    rows = table("Revenue 512 300 812 - -44 768", "<Costs 401 211 612 35 -40 607", "Profit 111 89 200 -35 -4 161")
    names = ("Mills", "Forests", "*Total segments", "Corporate", "Eliminations", "*Consolidated")
    columns = [Strip(values=(), label=name, total_like=name.startswith("*")) for name in names]
    found = shape(find_footings(rows, columns), "columns")
    assert found == {2: {0: 1, 1: 1}, 5: {2: 1, 3: 1, 4: 1}}


def test_columns_are_summed_within_their_period_only() -> None:
    rows = table("Revenue 512 498 300 287 812 785", "Costs 401 392 211 209 612 601")
    columns = [Strip(values=(), group=year, total_like=at > 3) for at, year in enumerate(("2031", "2030") * 3)]
    assert shape(find_footings(rows, columns), "columns") == {4: {0: 1, 2: 1}, 5: {1: 1, 3: 1}}


def test_rows_of_one_label_over_sections() -> None:
    sections = {"Mills": ("1204 1187", "310 295"), "Forests": ("733 702", "88 91"), "*Total": ("1937 1889", "398 386")}
    rows = []
    for name, (sales, profit) in sections.items():
        rows.append(strip(name))
        rows.append(strip(f"Net sales {sales}", section=name.lstrip("*")))
        rows.append(strip(f"Profit {profit}", section=name.lstrip("*")))
    assert shape(find_footings(rows), "sections") == {7: {1: 1, 4: 1}, 8: {2: 1, 5: 1}}


def test_a_misprint_in_one_column_is_a_sum_that_fails() -> None:
    (found,) = find_footings(table("Mills 4127 3909 3710", "Forests 1312 1287 1266", "*Total 5439 5196 4967"))
    states = [cell.state for cell in found.cells]
    assert states == [FootingState.HOLDS, FootingState.HOLDS, FootingState.FAILS]
    assert found.cells[2].difference == Decimal(-9)
    assert not found.holds


def test_a_misprint_in_the_only_column_needs_words_and_the_look_of_a_slip() -> None:
    lines = ["Heading", "Mills 4127", "Forests 1312", "Quarries 655"]
    (found,) = find_footings(table(*lines, "*Total 6049"))  # 6094 with two digits changed over
    assert found.cells[0].state is FootingState.FAILS
    assert find_footings(table(*lines, "Reserves 6049")) == ()
    assert find_footings(table(*lines, "*Total other 7311")) == ()


def test_under_a_column_called_total_every_row_that_fails_is_told() -> None:
    lines = ["Sales 4127 1312 5439", "Costs 2204 803 3007", "Taxes 391 117 508", "Fees 212 95 317", "Rent 118 64 192"]
    columns = [Strip(values=(), label=name, total_like=name == "Total") for name in ("Mills", "Forests", "Total")]
    (found,) = (each for each in find_footings(table(*lines), columns) if each.kind == "columns")
    assert [cell.at for cell in found.cells if cell.state is FootingState.FAILS] == [3, 4]


def test_a_cell_left_empty_in_one_column_is_no_failure() -> None:
    (found,) = find_footings(table("Revenue 500 400 900", "Expenses -310 -270 .", "*Earnings 190 130 320"))
    assert [cell.at for cell in found.cells] == [0, 1]
    assert found.holds


def test_a_column_made_up_in_another_way_is_not_spoken_of() -> None:
    (found,) = find_footings(table("Mills 4127 3909 3710", "Forests 1312 1287 1266", "*Total 5439 5196 9103"))
    assert [cell.at for cell in found.cells] == [0, 1]


def test_rounding_state_and_tolerance_in_the_unit_of_the_last_place() -> None:
    (found,) = find_footings(table("East 103.3 241.7", "West 206.6 120.1", "*Total 310.0 361.7"))
    assert [cell.state for cell in found.cells] == [FootingState.ROUNDS, FootingState.ROUNDS]
    assert [cell.difference for cell in found.cells] == [Decimal("0.1"), Decimal("-0.1")]
    assert found.cells[0].tolerance == Decimal("0.15")


def test_last_place() -> None:
    assert last_place([Decimal("12.50"), None, Decimal(7)]) == Decimal("0.01")
    assert last_place([Decimal(1200), None]) == 1


def test_footings_carry_value_ids_and_leave_out_cells_without() -> None:
    (found,) = find_footings(table("Mills 412 -", "Forests 396 301", "*Total 808 301"))
    ids = {(row, col): f"v{row}{col}" for row in range(3) for col in range(2) if (row, col) != (0, 1)}
    first, second = footings_of(found, ids)
    assert (first.total, first.addends, first.kind) == ("v20", (("v00", 1), ("v10", 1)), "rows")
    assert second.addends == (("v11", 1),)
    assert first.state is FootingState.HOLDS


def test_effects_on_the_nearest_total() -> None:
    lines, _ = CASES["subtotals are addends, their parts are not"]
    assert effects(find_footings(table(*lines))) == {0: (1, 3), 2: (1, 3), 3: (1, 7), 5: (1, 7), 6: (1, 7)}


def test_costs_in_exact_percentages_of_sales_add_up_to_profit_alone() -> None:
    lines = (
        "Net sales 1480000 1440000 1350000",
        "Cost of goods 888000 871200 823500",
        "Payroll 222000 216000 195750",
        "Occupancy 103600 100800 94500",
        "Advertising 37000 36000 33750",
        "Other 74000 72000 67500",
        "Depreciation 44400 43200 40500",
        "<Interest 7400 7200 6750",
        "<Tax 26640 24480 21600",
        "*Net income 76960 69120 66150",
    )
    (found,) = find_footings(table(*lines))
    assert found.holds
    assert dict(found.addends) == {0: 1, **dict.fromkeys(range(1, 9), -1)}
