"""Figures of one concept, period and dimensions that differ: what the words of their lines say of a member (rule 35).

A member that the words name is nearer the meaning than another element: `Segment operating income` beside `Operating
income` is the segments' total of one measure (rule 12), `Service revenues` beside `Revenues` a product's (rule 10).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from ..interpret.labels import is_external, is_revenue
from ..interpret.model import Content, Subject, SubjectKind, TableKind
from .choices import FAMILY
from .contradictions import near
from .members import (
    CONSOLIDATION_AXIS,
    CONSOLIDATION_ELIMINATIONS,
    ELIMINATION,
    OPERATING_SEGMENTS,
    PRODUCT_AXIS,
    RECONCILING,
    Members,
)
from .placed import Placed
from .repeats import telling
from .words import is_generic, normalise

_SEGMENT = re.compile(r"\bsegments?\b")
_NOT_THEIRS = re.compile(
    r"\b(?:inter|intra|all other|other segments?|corporate|unallocated|not|reconcil\w+|eliminat\w+)\b|\bbefore segment"
)
"""Words beside `segment` of what is no measure of the segments together."""
_BETWEEN = re.compile(r"\b(?:inter|intra) ?(?:segments?|company)\b")
_TOTAL_BETWEEN = re.compile(r"^total (?:inter|intra) ?segment\b")
_NO_PRODUCT = re.compile(
    r"\b(?:segments?|from|in|to|by|outside|within|before|after|excluding|adjusted|unallocated|reportable|gaap|pro forma"
    r"|percent\w*|period|quarter|year|eliminat\w+|interest|dividends?)\b"
)
"""Words of whose revenue it is, or of how it is counted: the rest names no product."""
_NOBODYS = frozenset({OPERATING_SEGMENTS, ELIMINATION, RECONCILING})
"""Members of sums and of differences: the whole may happen to equal them."""
_PLAIN = frozenset(
    """total net gross operating consolidated company group revenue revenues sales turnover and of the less add
    with contracts contract external third party parties customer customers unaffiliated""".split()  # noqa: SIM905 - legible
)
_ELIMINATED = {SubjectKind.ELIMINATION, SubjectKind.CORPORATE_AND_ELIMINATION}


def tell_apart(placed: Iterable[Placed], members: Members, *, single: bool) -> None:
    """Give the members that the words name, and those of the same amount elsewhere; a company with a `single` segment
    has nothing beside it."""
    items = [i for i in placed if i.view.content is Content.MONEY and i.view.table.kind is not TableKind.NARRATIVE]
    if not single:
        _repeated(items)
        _segments_totals(items)
        _between(items)
    _products(items, members)


def _groups(items: Iterable[Placed]) -> Iterator[list[Placed]]:
    """The figures of one concept, period and dimensions, one of each line, the largest first, whatever their signs."""
    groups: dict[Hashable, dict[str, Placed]] = defaultdict(dict)
    for item in items:
        key = (item.concept, item.when, item.value.currency, frozenset(item.axes.items()))
        groups[key].setdefault(item.view.id, item)
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group.values(), key=lambda i: -abs(i.value.amount))


def _differs(item: Placed, others: Iterable[Placed]) -> bool:
    return any(not _agree(item, other) for other in others if other is not item)


def _agree(one: Placed, other: Placed) -> bool:
    return near((abs(one.value.amount), one.value.decimals), (abs(other.value.amount), other.value.decimals))


def _repeated(items: list[Placed]) -> None:
    """Of two figures of the whole, the one that another table shows of a segment or of what is corporate is theirs."""
    elsewhere: dict[Hashable, list[Placed]] = defaultdict(list)
    bare: dict[str, list[Placed]] = defaultdict(list)
    for item in items:
        if item.axes and item.value.number and item.axes.get(CONSOLIDATION_AXIS) not in _NOBODYS:
            elsewhere[_fact(item)].append(item)
        elif not item.axes and item.value.number:
            bare[item.view.id].append(item)
    for view in _narrower(_groups(i for own in bare.values() for i in own)):
        places = [
            {
                frozenset(twin.axes.items())
                for twin in elsewhere.get(_fact(i), ())
                if twin.view.table.id != i.view.table.id
            }
            for i in bare[view]
        ]
        common = set.intersection(*places)
        if len(common) == 1 and telling(i.value for i in bare[view]):
            for item in bare[view]:
                item.axes |= dict(next(iter(common)))


def _fact(item: Placed) -> Hashable:
    return item.concept, item.when, abs(item.value.amount)


def _narrower(groups: Iterable[list[Placed]]) -> set[str]:
    """The views of figures that differ and may be a part's: none that is called consolidated, no wider revenue."""
    found = set()
    for group in groups:
        wider = group[:1] if group[0].concept.local in FAMILY else group
        may = (i for i in group if SubjectKind.CONSOLIDATED not in i.kinds or _mere_total(i))
        found |= {i.view.id for i in may if _differs(i, wider)}
    return found


def _mere_total(item: Placed) -> bool:
    """A line called "Total" of nothing but totals: of what, its own words do not say."""
    return is_generic(item.view.line.label) and item.view.subjects == {SubjectKind.CONSOLIDATED}


def _segments_totals(items: list[Placed]) -> None:
    """Of two figures of the whole, the one that is called the segments' is their total."""
    told = set()
    for group in _groups(i for i in items if not i.axes):
        company = [i for i in group if not _SEGMENT.search(_words(i))]
        own = [i for i in group if _SEGMENT.search(_words(i)) and not _NOT_THEIRS.search(_words(i))]
        told |= {i.view.id for i in own if _differs(i, company)}
    for item in items:
        if item.view.id in told and not item.axes:
            item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS
            item.total = True


def _between(items: list[Placed]) -> None:
    """The total of what the segments sell one another, and beside it what consolidation eliminates of it (rule 4)."""
    own = [i for i in items if i.value.number and _of_intersegment(i)]
    told = {(i.concept, i.when) for i in own}
    for item in own:
        item.axes[CONSOLIDATION_AXIS] = ELIMINATION
    for item in items:
        eliminated = item.kinds & _ELIMINATED and item.axes == {CONSOLIDATION_AXIS: ELIMINATION}
        if eliminated and (item.concept, item.when) in told:
            item.axes[CONSOLIDATION_AXIS] = CONSOLIDATION_ELIMINATIONS


def _of_intersegment(item: Placed) -> bool:
    if not item.axes:
        return item.concept.local in FAMILY and bool(_TOTAL_BETWEEN.search(_words(item)))
    totals = {SubjectKind.INTERSEGMENT, SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL}
    inside = SubjectKind.INTERSEGMENT in item.kinds and item.kinds <= totals and not item.value.negative
    return inside and item.axes == {CONSOLIDATION_AXIS: ELIMINATION}


def _products(items: list[Placed], members: Members) -> None:
    """Revenue that names a product, beside wider revenue or that of another product."""
    told: dict[str, str] = {}
    for group in _groups(i for i in items if i.concept.local in FAMILY and PRODUCT_AXIS not in i.axes):
        wide = [i for i in group if not _BETWEEN.search(_words(i))]
        named = [(i, name) for i in group if (name := _product(i))]
        for item, name in named:
            beside_product = item in wide and _differs(item, [named[-1][0]])
            if _differs(item, wide[:1]) or beside_product:
                told[item.view.id] = name
    for item in items:
        name = told.get(item.view.id, "")
        if name and PRODUCT_AXIS not in item.axes:
            ref = item.view.line.ref
            why = "revenue of this name beside wider revenue (rule 10)"
            subject = Subject(kind=SubjectKind.PRODUCT, name=name, text=item.view.line.label, ref=ref, evidence=why)
            item.axes |= dict(members.of(subject))


def _product(item: Placed) -> str:
    """The product that the line's words name, empty where they name none."""
    label = item.view.line.label
    words = normalise(label)
    if words in ("other", "others") and item.view.facts.label != words:
        return f"{label} revenue"
    if not is_revenue(label) or _BETWEEN.search(words) or is_external(label) or _NO_PRODUCT.search(words):
        return ""
    own = [word for word in words.replace("(", " ").replace(")", " ").split() if word not in _PLAIN]
    return re.sub(r"^(?:(?:total|net) )+", "", label, flags=re.IGNORECASE) if own else ""


def _words(item: Placed) -> str:
    return item.view.facts.label
