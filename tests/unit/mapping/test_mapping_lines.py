"""What the words and the place of a line say of it, before any concept is chosen."""

from __future__ import annotations

import mapping_notes as made
import pytest
from msgspec.structs import replace

from converter import knowledge
from converter.interpret.model import Line, Row, RowRole, TableKind
from converter.mapping import map_note
from converter.mapping.agree import wording_key
from converter.mapping.decide import Choice
from converter.mapping.excluded import excluded
from converter.mapping.lines import LineView, views
from converter.mapping.model import DecidedBy
from converter.options import Settings

REVENUE = "Revenues"
CORPORATE = (made.subject("corporate", "Corporate"),)


def seen(*lines: Line, rows: tuple[str, ...] = (), kind: TableKind = TableKind.PROFIT_OR_LOSS) -> dict[str, LineView]:
    shown = tuple(Row(index=n, label=label, role=RowRole.LINE, ref=made.REF) for n, label in enumerate(rows))
    found = [v for line in lines for v in made.values(line, [5], [CORPORATE])]
    table = replace(made.table(kind, lines, found), rows=shown)
    return {view.id: view for view in views(made.note(table))}


def test_a_remainder_under_a_heading_is_not_what_the_heading_names() -> None:
    part = made.line(0, "Other", 1, "l1", path=("Operating income (loss)",))
    view = seen(part, made.line(1, "Operating income (loss)", is_total=True))["l0"]
    assert view.label == "Other"
    assert view.wordings[1] == "Operating income (loss)"


def test_a_remainder_of_revenue_is_revenue() -> None:
    part = made.line(0, "Other", 1, "l1", path=("Revenues",))
    assert seen(part, made.line(1, "Total revenues", is_total=True))["l0"].label == "Revenues"


@pytest.mark.parametrize(
    ("rows", "parts", "total", "wanted"),
    [
        (("Harbor", "Consolidated operating income"), (), "", "consolidated operating income"),
        ((), (), "Operating income", "operating income"),
        ((), ("Cost of sales", "Selling expenses"), "", "operating income"),
    ],
)
def test_segment_income_is_what_its_total_or_its_parts_make_it(
    rows: tuple[str, ...], parts: tuple[str, ...], total: str, wanted: str
) -> None:
    line = made.line(0, "Segment income", 1 if total else None, "l1" if total else None, is_total=True)
    line = replace(line, rows=tuple(range(len(rows))))
    others = [made.line(n, label, -1, "l0") for n, label in enumerate(parts, 5)]
    if total:
        others.append(made.line(1, total, is_total=True))
    assert wanted in seen(line, *others, rows=rows)["l0"].facts.heading.split(" | ")


def test_segment_income_after_interest_is_no_operating_income() -> None:
    parts = [made.line(n, label, -1, "l0") for n, label in enumerate(("Cost of sales", "Interest expense"), 5)]
    view = seen(made.line(0, "Segment income", is_total=True), *parts)["l0"]
    assert "operating income" not in view.facts.heading


@pytest.mark.parametrize(
    ("label", "path", "kind", "ruled", "may"),
    [
        ("Sundry, net", (), TableKind.RECONCILIATION, set(), False),
        ("Sundry, net", (), TableKind.RECONCILIATION, {REVENUE}, True),
        ("Repair services", ("Revenues",), TableKind.PROFIT_OR_LOSS, set(), True),
        ("Repair services", (), TableKind.PRODUCTS, set(), True),
        ("Repair revenues", (), TableKind.PROFIT_OR_LOSS, set(), True),
        ("Interest revenue", (), TableKind.PROFIT_OR_LOSS, set(), False),
    ],
)
def test_only_words_or_rules_make_revenue(
    label: str,
    path: tuple[str, ...],
    kind: TableKind,
    ruled: set[str],
    may: bool,  # noqa: FBT001 - of the table above
) -> None:
    view = seen(made.line(0, label, path=path), kind=kind)["l0"]
    assert (REVENUE not in excluded(view, ruled, part_of_revenue=False)) is may


def test_a_balance_is_no_revenue_whatever_the_caption_speaks_of() -> None:
    line = replace(made.line(0, "Other"), context=("Net sales and assets",))
    view = seen(line, kind=TableKind.RECONCILIATION)["l0"]
    for instant, may in ((True, False), (False, True)):
        assert (REVENUE not in excluded(replace(view, instant=instant), {REVENUE}, part_of_revenue=True)) is may


@pytest.mark.parametrize(("label", "may"), [("Segment profit", False), ("Segment gross profit", True)])
def test_gross_profit_is_called_so(label: str, *, may: bool) -> None:
    view = seen(made.line(0, label))["l0"]
    assert ("GrossProfit" not in excluded(view, set(), part_of_revenue=False)) is may
    assert "GrossProfit" not in excluded(view, {"GrossProfit"}, part_of_revenue=False)


def test_what_adds_to_revenue_may_be_revenue() -> None:
    view = seen(made.line(0, "Sundry, net"))["l0"]
    assert REVENUE not in excluded(view, set(), part_of_revenue=True)


def test_totals_of_different_tables_are_not_one_wording() -> None:
    def key(table: str, label: str) -> tuple[object, ...]:
        line = made.line(0, label)
        shown = made.table(TableKind.RECONCILIATION, [line], made.values(line, [5], [()]), table)
        view = views(made.note(shown))[0]
        by = DecidedBy.RANKING
        return wording_key(Choice(view=view, concept=None, by=by, confidence=0.5, candidates=(), evidence=()))

    assert key("t1", "Total") != key("t2", "Total")
    assert key("t1", "Depot handling") == key("t2", "Depot handling")


def test_a_heading_that_only_orders_the_rows_is_no_part_of_a_name() -> None:
    line = made.line(0, "Corporate", path=("Less:",))
    shown = made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5], [()]))
    result = map_note(made.note(shown), Settings(prefix="kestrel"), knowledge.load(2025))[0]
    assert "Less" not in result.decisions[0].concept.local
