"""A table's values as strips, and the sums back on its lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from converter.interpret.arithmetic_table import foot, is_outflow, is_total_like
from converter.interpret.model import (
    Column,
    Content,
    InterpretedTable,
    Line,
    PeriodHint,
    Row,
    RowRole,
    Subject,
    SubjectKind,
    TableKind,
    Value,
)
from converter.knowledge import vocabulary
from converter.source import SourceRef

YEARS = (date(2031, 12, 31), date(2030, 12, 31))


def table(
    rows: list[tuple[str, tuple[int | None, ...]]], headers: tuple[str, ...] = ("2031", "2030")
) -> InterpretedTable:
    """A table with one line a row; a row without numbers is a heading; columns are years unless headers differ."""
    lines, values, out = [], [], []
    subjects = headers != ("2031", "2030")
    for at, (label, numbers) in enumerate(rows):
        role = RowRole.LINE if numbers else RowRole.HEADING
        out.append(Row(index=at, label=label, role=role, ref=SourceRef(row=at)))
        lines.append(Line(id=f"l{at}", label=label, rows=(at,), ref=SourceRef(row=at)))
        for column, number in enumerate(numbers):
            if number is None:
                continue
            values.append(
                Value(
                    id=f"r{at}c{column}",
                    ref=SourceRef(row=at, col=column),
                    span=(0, 1),
                    shown=str(number),
                    number=Decimal(abs(number)),
                    negative=number < 0,
                    scale=3,
                    row=at,
                    column=column,
                    line=f"l{at}",
                    period=PeriodHint(end=YEARS[0 if subjects else column]),
                )
            )
    kinds = {"Total": SubjectKind.CONSOLIDATED}
    columns = tuple(
        Column(
            index=at,
            header=(name,),
            subjects=(Subject(kind=kinds.get(name, SubjectKind.SEGMENT), name=name, text=name),) if subjects else (),
        )
        for at, name in enumerate(headers)
    )
    return InterpretedTable(
        id="t1",
        table=None,
        kind=TableKind.PROFIT_OR_LOSS,
        columns=columns,
        rows=tuple(out),
        lines=tuple(lines),
        values=tuple(values),
    )


STATEMENT = table(
    [
        ("Revenue", (5310, 4902)),
        ("Less:", ()),
        ("Cost of sales", (3127, 2966)),
        ("Freight", (411, 387)),
        ("Segment profit", (1772, 1549)),
        ("Interest income", (13, 21)),
        ("Income before income taxes", (1785, 1570)),
    ]
)


def test_lines_learn_what_they_do_to_their_total() -> None:
    lines = {line.id: line for line in foot(STATEMENT).lines}
    assert {key: (line.effect, line.total) for key, line in lines.items() if line.effect} == {
        "l0": (1, "l4"),
        "l2": (-1, "l4"),
        "l3": (-1, "l4"),
        "l4": (1, "l6"),
        "l5": (1, "l6"),
    }
    assert lines["l4"].parts == ("l0", "l2", "l3")
    assert [line.id for line in lines.values() if line.is_total] == ["l4", "l6"]


def test_footings_are_over_value_ids() -> None:
    footings = {footing.total: footing for footing in foot(STATEMENT).footings}
    assert set(footings) == {"r4c0", "r4c1", "r6c0", "r6c1"}
    assert footings["r4c1"].addends == (("r0c1", 1), ("r2c1", -1), ("r3c1", -1))


def test_segment_columns_make_the_total_column_and_are_no_effects() -> None:
    rows = [("Revenue", (512, 300, 812)), ("Assets", (4401, 2211, 6612))]
    footed = foot(table(rows, ("Mills", "Forests", "Total")))
    assert {(footing.kind, footing.total) for footing in footed.footings} == {("columns", "r0c2"), ("columns", "r1c2")}
    assert [line.effect for line in footed.lines] == [None, None]


def test_rows_that_share_a_line_are_no_effects_of_it() -> None:
    by_place = table([("Norway", (812, 794)), ("Sweden", (233, 209)), ("Total", (1045, 1003))])
    shared = tuple(replace(value, line="l0") for value in by_place.values)
    footed = foot(replace(by_place, values=shared))
    assert [footing.total for footing in footed.footings] == ["r2c0", "r2c1"]
    assert [(line.effect, line.is_total) for line in footed.lines] == [(None, False)] * 3


def test_reconciling_items_that_only_the_total_column_shows() -> None:
    rows = [
        ("Segment profit", (577, -164, 413)),
        ("Interest expense", (0, 0, -342)),
        ("Other expenses", (0, 0, -58)),
        ("Net income", (0, 0, 13)),
    ]
    footed = foot(table(rows, ("Mills", "Forests", "Total")))
    assert [(f.total, len(f.addends)) for f in footed.footings if f.kind == "rows"] == [("r3c2", 3)]


def test_stacked_periods_are_not_added_together() -> None:
    stacked = table([("Mills", (812, 5)), ("Ports", (233, 4)), ("Mills", (794, 3)), ("Total", (1839, 12))])
    values = tuple(
        replace(value, period=PeriodHint(end=YEARS[0 if (value.row or 0) < 2 else 1])) for value in stacked.values
    )
    assert foot(replace(stacked, values=values)).footings == ()
    assert foot(stacked).footings != ()


def test_percentages_are_left_out() -> None:
    shares = table([("Mills", (60, 55)), ("Ports", (40, 45)), ("Total", (100, 100))])
    assert (
        foot(replace(shares, values=tuple(replace(v, content=Content.PERCENT) for v in shares.values))).footings == ()
    )


@pytest.mark.parametrize("name", ["total", "less"])
def test_word_examples(name: str) -> None:
    judge = is_total_like if name == "total" else is_outflow
    words = vocabulary("arithmetic")[name]
    assert [label for label in words["examples"] if not judge(label)] == []
    assert [label for label in words["counter"] if judge(label)] == []
