"""Conversions to report on: the repository's own cases, converted once, and small tables with sums."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from converter import knowledge, pipeline, readers
from converter.interpret.model import (
    Column,
    Footing,
    FootingState,
    InterpretedTable,
    PeriodHint,
    Row,
    RowRole,
    Subject,
    SubjectKind,
    TableKind,
    Value,
)
from converter.pipeline import Conversion
from converter.profile import settings_from
from converter.source import SourceRef

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "cases").glob("*/case.toml"))


@cache
def convert_case(case: Path) -> Conversion:
    (source,) = case.glob("input.*")
    document, _ = readers.read(source)
    settings = settings_from(tomllib.loads((case / "case.toml").read_text("utf-8")), None)
    return pipeline.convert_document(document, settings, knowledge.load(settings.year))


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Conversion:
    return convert_case(request.param)


@pytest.fixture
def html_case() -> Conversion:
    return convert_case(next(case for case in CASES if case.name == "quillon-html"))


Sum = tuple[str, int, dict[int, int]]
"""Kind, total and parts with their signs, as row or column numbers."""


@pytest.fixture
def make_table() -> Callable[..., InterpretedTable]:
    return table


def table(
    labels: Sequence[str],
    columns: Sequence[tuple[str, SubjectKind | None]],
    figures: Sequence[Sequence[str | None]],
    sums: Sequence[Sum] = (),
    *,
    kind: TableKind = TableKind.RECONCILIATION,
    tolerance: str = "0",
) -> InterpretedTable:
    """A table of the year 2025. A figure may be negative; None is an empty cell. Sums hold where the numbers say so."""
    values = {
        (r, c): _value(r, c, Decimal(text))
        for r, row in enumerate(figures)
        for c, text in enumerate(row, start=1)
        if text is not None
    }
    footings = []
    for way, total, parts in sums:
        places = range(len(labels)) if way == "columns" else range(1, len(columns) + 1)
        for place in places:
            keys = {part: (place, part) if way == "columns" else (part, place) for part in (total, *parts)}
            if all(key in values for key in keys.values()):
                footings.append(
                    _footing(way, values[keys[total]], [(values[keys[p]], s) for p, s in parts.items()], tolerance)
                )
    return InterpretedTable(
        id="t1",
        table=None,
        kind=kind,
        columns=tuple(
            Column(index=n, header=(name,), subjects=(Subject(kind=side, name=name, text=name),) if side else ())
            for n, (name, side) in enumerate(columns, start=1)
        ),
        rows=tuple(
            Row(index=n, label=label, role=RowRole.LINE, ref=SourceRef(table=1)) for n, label in enumerate(labels)
        ),
        lines=(),
        values=tuple(values.values()),
        footings=tuple(footings),
    )


def _value(row: int, column: int, number: Decimal) -> Value:
    ref = SourceRef(table=1, row=row, col=column)
    return Value(
        id=f"v{row}-{column}", ref=ref, span=(0, 1), shown=str(abs(number)), number=abs(number), negative=number < 0,
        row=row, column=column, line=f"l{row}", period=PeriodHint(end=date(2025, 12, 31), months=12),
    )  # fmt: skip


def _footing(kind: str, total: Value, addends: list[tuple[Value, int]], tolerance: str) -> Footing:
    difference = total.amount - sum((value.amount * sign for value, sign in addends), Decimal(0))
    near = FootingState.ROUNDS if abs(difference) <= Decimal(tolerance) else FootingState.FAILS
    state = near if difference else FootingState.HOLDS
    return Footing(
        kind=kind,
        total=total.id,
        addends=tuple((value.id, sign) for value, sign in addends),
        difference=difference,
        tolerance=Decimal(tolerance),
        state=state,
    )


@pytest.fixture
def with_tables(html_case: Conversion) -> Callable[..., Conversion]:
    """A conversion whose interpreted tables are the given ones."""

    def make(*tables: InterpretedTable) -> Conversion:
        return replace(html_case, interpreted=replace(html_case.interpreted, tables=tables), proofs=())

    return make
