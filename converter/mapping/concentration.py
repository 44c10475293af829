"""Percentages of concentration: whose they are, and what they are of (rule 10)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..facts.model import QName
from ..interpret.model import TableKind
from ..source import SourceRef
from .members import (
    CONCENTRATION_BENCHMARK,
    CONCENTRATION_TYPE,
    CONSOLIDATION_AXIS,
    CUSTOMER_AXIS,
    GEOGRAPHY_AXIS,
    PRODUCT_AXIS,
)
from .placed import Placed

SALES = QName("us-gaap", "SalesRevenueNetMember")
CUSTOMER, GEOGRAPHIC, PRODUCT = (
    QName("us-gaap", f"{kind}ConcentrationRiskMember") for kind in ("Customer", "Geographic", "Product")
)
_BY_AXIS = ((CUSTOMER_AXIS, CUSTOMER), (GEOGRAPHY_AXIS, GEOGRAPHIC), (PRODUCT_AXIS, PRODUCT))
_BY_KIND = {TableKind.CUSTOMERS: CUSTOMER, TableKind.GEOGRAPHY: GEOGRAPHIC, TableKind.PRODUCTS: PRODUCT}
_BY_WORDS = (
    (
        re.compile(
            r"\b(?:customers?|clients?|distributors?|payors?|payers?|wholesalers?|retailers?|tenants?|providers?)\b"
        ),
        CUSTOMER,
    ),
    (
        re.compile(
            r"\b(?:countr(?:y|ies)|foreign|international|domestic|outside|abroad|geograph\w+|regions?|markets?)\b"
        ),
        GEOGRAPHIC,
    ),
    (re.compile(r"\b(?:products?|services?|brands?|categor(?:y|ies))\b"), PRODUCT),
)
_BENCHMARKS = (
    ("receivable", QName("us-gaap", "AccountsReceivableMember")),
    ("of assets", QName("us-gaap", "AssetsTotalMember")),
    ("property", QName("us-gaap", "PropertyPlantAndEquipmentMember")),
    ("ppe", QName("us-gaap", "PropertyPlantAndEquipmentMember")),
)
_NEAR = 30
"""Characters between two shares of one list."""


def concentrate(shares: Sequence[Placed]) -> None:
    """Give percentages of concentration their type and benchmark.

    The type is that of the member's axis; a figure without one (the table's total, a row "outside Norway") takes what
    most others of its table or paragraph have, else the kind of the table, else what its words speak of, else
    that of the share a sentence names just before; none where nothing says.
    """
    told = {id(item): _by_axis(item) for item in shares}
    usual: dict[tuple[str, SourceRef | None], Counter[QName]] = {}
    for item in shares:
        kind = told[id(item)]
        if kind is not None:
            usual.setdefault(_beside(item), Counter())[kind] += 1
    for item in shares:
        others = usual.get(_beside(item))
        kind = told[id(item)] or (others.most_common(1)[0][0] if others else None) or _otherwise(item)
        kind = kind or _just_before(item, shares)
        if kind is not None:
            item.axes[CONCENTRATION_TYPE] = kind
        label = item.view.line.label.lower()
        item.axes[CONCENTRATION_BENCHMARK] = next((member for word, member in _BENCHMARKS if word in label), SALES)
        item.axes.pop(CONSOLIDATION_AXIS, None)


def _beside(item: Placed) -> tuple[str, SourceRef | None]:
    """What shares a type: the figures of a table, or those that sentences of one paragraph state."""
    said = item.view.table.kind is TableKind.NARRATIVE
    return item.view.table.id, item.value.ref if said else None


def _just_before(item: Placed, shares: Iterable[Placed]) -> QName | None:
    """The type of the share that a sentence names just before: "22% and 19%"."""
    if item.view.table.kind is not TableKind.NARRATIVE:
        return None
    near = (o for o in shares if _beside(o) == _beside(item) and 0 < item.value.span[0] - o.value.span[1] <= _NEAR)
    return next((kind for o in near if (kind := o.axes.get(CONCENTRATION_TYPE)) is not None), None)


def _by_axis(item: Placed) -> QName | None:
    return next((kind for axis, kind in _BY_AXIS if axis in item.axes), None)


def _otherwise(item: Placed) -> QName | None:
    kind = _BY_KIND.get(item.view.table.kind)
    return kind or _by_words((item.view.line.label, *item.value.evidence, *_headings(item)))


def _headings(item: Placed) -> Iterable[str]:
    """The words over a row; those of a sentence's line are of other sentences too."""
    line = item.view.line
    return () if item.view.table.kind is TableKind.NARRATIVE else (*line.path, *line.context)


def _by_words(texts: Iterable[str]) -> QName | None:
    words = " | ".join(texts).lower()
    return next((kind for pattern, kind in _BY_WORDS if pattern.search(words)), None)
