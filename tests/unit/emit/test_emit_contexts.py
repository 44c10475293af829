"""Contexts and units: one for each content, ids by sorted content (rule 29)."""

from __future__ import annotations

from datetime import date

import pytest
from emit_samples import BAKERY, MILLS, REVENUES, SEGMENT_AXIS, YEAR, report_of
from msgspec.structs import replace

from converter.emit.contexts import Contexts, unit_id
from converter.emit.model import Item
from converter.facts.model import Period, QName, Unit

PRIOR = Period(start=date(2023, 1, 1), end=date(2023, 12, 31))
AREA = (QName("srt", "StatementGeographicalAxis"), QName("country", "US"))


def item(**changes: object) -> Item:
    made = Item(id="f-1", concept=REVENUES, value="1", period=YEAR, decimals="0", unit=Unit("iso4217:USD"))
    return replace(made, **changes)  # type: ignore[arg-type]  # names of the item's own fields


def test_each_content_once_whatever_the_order() -> None:
    segment = ((SEGMENT_AXIS, MILLS),)
    items = [item(), item(dimensions=segment), item(period=PRIOR), item(dimensions=((SEGMENT_AXIS, BAKERY),)), item()]
    forth, back = Contexts(report_of(()), items), Contexts(report_of(()), reversed(items))
    assert forth.contexts == back.contexts
    assert [(c.id, c.start, [str(m) for _, m in c.dimensions]) for c in forth.contexts] == [
        ("c-1", "2023-01-01", []),
        ("c-2", "2024-01-01", []),
        ("c-3", "2024-01-01", ["brk:BakeryMember"]),
        ("c-4", "2024-01-01", ["brk:MillsMember"]),
    ]


def test_the_order_of_axes_does_not_matter() -> None:
    one, other = ((SEGMENT_AXIS, MILLS), AREA), (AREA, (SEGMENT_AXIS, MILLS))
    contexts = Contexts(report_of(()), [item(dimensions=one), item(dimensions=other)])
    assert len(contexts.contexts) == 1
    assert contexts.context(YEAR, one) == contexts.context(YEAR, other)


def test_an_instant_has_no_start() -> None:
    contexts = Contexts(report_of(()), [item(period=Period(end=date(2024, 12, 31))), item()])
    assert [(c.start, c.end) for c in contexts.contexts] == [("", "2024-12-31"), ("2024-01-01", "2024-12-31")]


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (Unit("iso4217:USD"), "usd"),
        (Unit("xbrli:pure"), "pure"),
        (Unit("iso4217:USD", "xbrli:shares"), "usdPerShares"),
        (Unit("brk:segment"), "segment"),
    ],
)
def test_unit_ids(unit: Unit, name: str) -> None:
    assert unit_id(unit) == name


def test_units_in_use_only() -> None:
    contexts = Contexts(report_of(()), [item(), item(), item(unit=None)])
    assert [(u.id, u.numerator) for u in contexts.units] == [("usd", "iso4217:USD")]
    assert contexts.unit(None) == ""
