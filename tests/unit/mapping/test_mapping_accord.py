"""Confidence by how unanimous filers are on a label."""

from __future__ import annotations

import mapping_notes as build
import pytest
from msgspec.structs import replace

from converter import knowledge
from converter.interpret.model import Column, InterpretedTable, Row, RowRole, TableKind
from converter.knowledge import rules as mapping_rules
from converter.knowledge.model import LabelCount
from converter.mapping import map_note, ranking
from converter.mapping.accord import Names, accord
from converter.mapping.features import Gatherer
from converter.mapping.lines import views
from converter.mapping.ranking import Weights
from converter.mapping.usage import Usage
from converter.options import Settings


def count(concept: str, recent: int, filers: int = 0) -> LabelCount:
    return LabelCount(concept=concept, filers=filers or recent, recent=recent, segment=0, negated=0.0)


def own(label: str, rows: tuple[str, ...] = (), headers: tuple[str, ...] = ()) -> InterpretedTable:
    """A table with one line of that name, and with rows and columns called so."""
    line = build.line(1, label)
    columns = [(build.subject("segment", name),) for name in ("Mills", "Ports")]
    table = build.table(TableKind.PROFIT_OR_LOSS, [line], build.values(line, [7, 5], columns))
    return replace(
        table,
        rows=tuple(Row(index=n, label=row, role=RowRole.LINE, ref=build.REF) for n, row in enumerate(rows)),
        columns=tuple(Column(index=n, header=(text,)) for n, text in enumerate(headers)),
    )


def test_accord_needs_many_filers_and_nearly_all_of_them() -> None:
    many, few = accord((count("Goodwill", 57), count("Assets", 3))), accord((count("Goodwill", 3),))
    divided = accord((count("ProfitLoss", 40), count("NetIncomeLoss", 60)))
    assert many["Goodwill"] == pytest.approx(0.88, abs=0.01)
    assert few["Goodwill"] == pytest.approx(0.53, abs=0.01)
    assert divided["NetIncomeLoss"] == pytest.approx(0.52, abs=0.01)


def test_filers_of_long_ago_do_not_count() -> None:
    assert accord((count("SalesRevenueNet", 0, filers=80), count("Revenues", 20)))["Revenues"] > 0.85
    assert accord((count("SalesRevenueNet", 0, filers=80),)) == {}


@pytest.mark.parametrize(
    ("rows", "headers", "found"),
    [
        (("Operating income",), (), True),
        (("Total segment operating income",), (), True),
        (("Mills", "Ports"), ("Operating income",), True),
        (("Mills", "Ports"), ("2024",), False),
    ],
)
def test_a_name_from_the_caption_is_none_that_filers_agree_on(
    rows: tuple[str, ...],
    headers: tuple[str, ...],
    found: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (view,) = views(build.note(own("Operating income", rows, headers)))
    known = knowledge.load(2025)
    traces = Gatherer(known, mapping_rules.load(), Usage(concepts={}, by_kind={})).gather(view, ()).found
    assert Names().has(view) is found
    assert (traces["OperatingIncomeLoss"].accord > 0.8) is found


def test_accord_tells_the_confidence_where_ranking_and_filers_agree() -> None:
    table = Weights(features={}, calibration=((0.0, 0.1), (1.0, 0.8)), agreed=((0.6, 0.7), (0.8, 0.95)))
    assert table.confidence(0.5, accord=0.8) == pytest.approx(0.95)
    assert table.confidence(0.99, rule=True, accord=0.7) == pytest.approx(0.825)
    assert table.confidence(0.9, accord=0.3) == pytest.approx(0.73)
    assert table.confidence(0.4, accord=0.9) == pytest.approx(0.38)


@pytest.mark.parametrize(("label", "agreed"), [("Operating income", True), ("Net income", False)])
def test_only_what_filers_tag_alike_is_decided_as_surely(
    label: str,
    agreed: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = knowledge.load(2025)
    weights = replace(ranking.load(known.ranking), calibration=((0.0, 0.5),), by_rule=((0.0, 0.5),))
    weights = replace(weights, agreed=((0.5, 0.5), (0.8, 0.95)))
    monkeypatch.setattr(ranking, "load", lambda _: weights)
    mapped, _ = map_note(build.note(own(label, (label,))), Settings(), known)
    assert (mapped.decisions[0].confidence > 0.9) is agreed
