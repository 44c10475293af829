"""The steps of a reconciliation and where their bars stand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from converter.interpret.model import InterpretedTable, SubjectKind, TableKind
from converter.pipeline import Conversion
from converter.report.bridge import LEFT, WIDTH, Bridge, Step, bridges, draw
from converter.report.index import build_index

Make = Callable[..., InterpretedTable]
With = Callable[..., Conversion]
LABELS = ("Mills", "Quarries", "Total of segments", "Head office", "Income before taxes")
SUMS = (("rows", 2, {0: 1, 1: 1}), ("rows", 4, {2: 1, 3: 1}))
YEAR = (("2025", None),)


def steps(bridge: Bridge) -> list[tuple[str, int, str]]:
    return [(step.label, int(step.amount), step.kind) for step in bridge.steps]


def test_parts_of_the_subtotal_come_before_it(make_table: Make, with_tables: With) -> None:
    made = with_tables(make_table(LABELS, YEAR, [["70"], ["40"], ["110"], ["-30"], ["80"]], SUMS))
    (bridge,) = bridges(build_index(made))
    assert bridge.period == "12 months to 2025-12-31"
    assert steps(bridge) == [
        ("Mills", 70, "part"),
        ("Quarries", 40, "part"),
        ("Total of segments", 110, "subtotal"),
        ("Head office", -30, "part"),
        ("Income before taxes", 80, "total"),
    ]


def test_what_does_not_add_up_is_a_step_of_its_own(make_table: Make, with_tables: With) -> None:
    figures = [["70"], ["40"], ["110"], ["-30"], ["83"]]
    for tolerance, label in (("0", "does not add up"), ("3", "rounding")):
        table = make_table(LABELS, YEAR, figures, SUMS, tolerance=tolerance)
        (bridge,) = bridges(build_index(with_tables(table)))
        assert steps(bridge)[-2:] == [(label, 3, "gap"), ("Income before taxes", 83, "total")]


def test_columns_of_one_segment_are_no_reconciliation(make_table: Make, with_tables: With) -> None:
    figures = [["70"], ["40"], ["110"], ["-30"], ["80"]]
    made = with_tables(make_table(LABELS, (("Mills", SubjectKind.SEGMENT),), figures, SUMS))
    assert bridges(build_index(made)) == []


def test_segments_across_to_consolidated(make_table: Make, with_tables: With) -> None:
    columns = (
        ("Mills", SubjectKind.SEGMENT), ("Quarries", SubjectKind.SEGMENT),
        ("Eliminations", SubjectKind.ELIMINATION), ("Consolidated", SubjectKind.CONSOLIDATED),
    )  # fmt: skip
    table = make_table(
        ("Sales", "Operating income"),
        columns,
        [["700", "400", "-50", "1050"], ["70", "40", "-5", "105"]],
        (("columns", 4, {1: 1, 2: 1, 3: 1}),),
        kind=TableKind.PROFIT_OR_LOSS,
    )
    (bridge,) = bridges(build_index(with_tables(table)))
    assert bridge.title == "Operating income"
    assert steps(bridge) == [
        ("Mills", 70, "part"), ("Quarries", 40, "part"), ("Eliminations", -5, "part"), ("Consolidated", 105, "total"),
    ]  # fmt: skip


def test_tables_of_other_kinds_give_none(make_table: Make, with_tables: With) -> None:
    table = make_table(LABELS, YEAR, [["70"], ["40"], ["110"], ["-30"], ["80"]], SUMS, kind=TableKind.ASSETS)
    assert bridges(build_index(with_tables(table))) == []


def bridge_of(*amounts: int) -> Bridge:
    parts = tuple(Step(label=f"s{n}", amount=Decimal(a), kind="part") for n, a in enumerate(amounts))
    total = Step(label="all", amount=Decimal(sum(amounts)), kind="total")
    return Bridge(
        period="12 months to 2025-12-31", table="t1", title="Profit", unit="USD million", steps=(*parts, total)
    )


@pytest.mark.parametrize(
    ("amounts", "zero", "bars"),
    [
        ((100, -50), 0, [(0, 100, "up"), (50, 50, "down"), (0, 50, "total")]),
        ((-60, -40), 100, [(40, 60, "down"), (0, 40, "down"), (0, 100, "total")]),
        ((100, -200), 50, [(50, 50, "up"), (0, 100, "down"), (0, 50, "total")]),
    ],
)
def test_bars_stand_on_what_is_reached_so_far(
    amounts: tuple[int, ...], zero: int, bars: list[tuple[int, int, str]]
) -> None:
    view = draw(bridge_of(*amounts))
    assert view.zero == LEFT + zero * WIDTH // 100
    drawn = [(b.x, b.width, b.style) for b in view.bars]
    assert drawn == [(LEFT + x * WIDTH // 100, width * WIDTH // 100, style) for x, width, style in bars]


def test_a_bridge_of_nothing_but_zero_is_drawn() -> None:
    assert [bar.width for bar in draw(bridge_of(0, 0)).bars] == [1, 1, 1]


def test_the_title_says_period_and_unit() -> None:
    assert draw(bridge_of(1)).title == "Profit, 12 months to 2025-12-31, USD million (t1)"


def test_the_summary_says_the_chart_in_words() -> None:
    assert draw(bridge_of(1200, -50)).summary == "s0 +1,200; s1 \u221250; all 1,150"
