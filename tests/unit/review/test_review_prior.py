"""What changed against the prior filing, those to decide first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.facts.model import QName
from converter.mapping import PriorFiling, PriorLine
from converter.review.against_prior import against_prior

if TYPE_CHECKING:
    from .conftest import Reviewer


def line(label: str, concept: str, sign: int = 1) -> PriorLine:
    return PriorLine(label=label, headings=(), concept=QName.parse(concept), sign=sign, instant=False, count=2)


def test_changes(reviewer: Reviewer) -> None:
    index = reviewer.workspace.state.index
    signs = {group.first.label: group.first.sign for group in index.groups}
    concepts = {group.first.label: str(group.first.concept) for group in index.groups}
    prior = PriorFiling(
        source="last year",
        lines=(
            line("Revenue", "us-gaap:SalesRevenueNet"),
            line("SEGMENT PROFIT:", concepts["Segment profit"], -signs["Segment profit"]),
            line("Flour mills sold", "us-gaap:GainLossOnDispositionOfAssets1"),
        ),
        members=(),
    )
    found = against_prior(index, prior)
    assert [(view.kind, view.label.split()[0]) for view in found] == [
        ("tagged otherwise", "Revenue"),
        ("sign turned", "Segment"),
        ("new", "Flour"),
        ("gone", "Flour"),
    ]
    assert (found[0].before, found[0].now) == ("us-gaap:SalesRevenueNet", concepts["Revenue"])
    assert found[0].at == reviewer.at("910")


def test_nothing_changed_where_own_elements_have_another_prefix(reviewer: Reviewer) -> None:
    index = reviewer.workspace.state.index
    lines = tuple(line(g.first.label, f"old:{g.first.concept.local}", g.first.sign) for g in index.groups if g.facts)
    assert against_prior(index, PriorFiling(source="last year", lines=lines, members=())) == ()
