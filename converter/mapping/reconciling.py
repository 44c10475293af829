"""Rows of a reconciliation: which figures stand on the consolidation axis though no column or row says so (rule 6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from ..facts.model import QName
from ..interpret.labels import is_revenue
from ..interpret.model import Content, SubjectKind, TableKind
from .members import CONSOLIDATION_AXIS, CORPORATE, OPERATING_SEGMENTS, RECONCILING, SEGMENT_AXIS
from .placed import TOTALS, Placed, by_table

_SEGMENTS = re.compile(
    r"^(?:total |reportable |consolidated )*segments?'? (?:operating |net )*"
    r"(?:income|profit|earnings|loss|ebitda|contribution)"
    r"|^(?:total )?(?:segment )?contribution$|\ballocated to(?: (?:the |our )?(?:reportable )?segments?)?$"
)
_UNALLOCATED = re.compile(r"unallocated|not allocated|\breconcil(?:ing|iation)")
_CONSOLIDATED = re.compile(r"\bconsolidated\b")
_RESULT = re.compile(
    r"^(?:total )?(?:income|earnings|loss|profit|income loss|loss income)\b[a-z ]*\bbefore\b[a-z ]*\btax"
    r"|^(?:total )?(?:net (?:income|loss|earnings|income loss|loss income)|pre ?tax (?:income|profit|earnings|loss))$"
)
_INSIDE = frozenset({SubjectKind.INTERSEGMENT})
_SUMS = TOTALS | {SubjectKind.CONSOLIDATED}
_BREAKDOWNS = frozenset({TableKind.PRODUCTS, TableKind.GEOGRAPHY, TableKind.CUSTOMERS})


def place_bare(placed: Iterable[Placed]) -> None:
    """Figures without a subject, by their line: the segments' total of a reconciliation, and its unallocated items."""
    items = list(placed)
    mixed = set(_mixed_sums(items))
    for item in items:
        line = item.view.line
        if item.value.id in mixed or item.value.subjects or item.view.content is not Content.MONEY:
            continue
        if line.total is None and item.view.table.kind is not TableKind.RECONCILIATION:
            continue
        if _SEGMENTS.search(item.view.facts.label):
            item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS
            item.total = True
        elif not line.is_total and any(_UNALLOCATED.search(heading.lower()) for heading in line.path):
            item.axes[CONSOLIDATION_AXIS] = RECONCILING


def _mixed_sums(placed: list[Placed]) -> Iterator[str]:
    """Sums of segments' figures and others: no total of segments, whatever their line is called."""
    for items in by_table(placed).values():
        segments = {i.value.id for i in items if SEGMENT_AXIS in i.axes or i.total}
        for footing in items[0].view.table.footings:
            own = {value for value, _ in footing.addends} & segments
            if footing.kind == "rows" and own and len(own) < len(footing.addends):
                yield footing.total


def drop_mixed_totals(placed: Iterable[Placed], mixed_member: Callable[[], QName]) -> None:
    """A total of segments that a sum makes of segments and of corporate, reconciling items or eliminations is the
    consolidated figure, without dimensions; so is what such rows lead to in the total's column, unless the row says
    that it is the segments'. Where the company's figure follows and differs, the sum is that of both (rule 5)."""
    items = list(placed)
    whole = {_fact(i)[:2] for i in items if not i.axes and not i.total}
    for found in by_table(items).values():
        others = {
            i.value.id
            for i in found
            if CONSOLIDATION_AXIS in i.axes and SEGMENT_AXIS not in i.axes and not i.total and not i.kinds & _INSIDE
        }
        footings = found[0].view.table.footings if others else ()
        mixed = {(f.total, f.kind) for f in footings if any(value in others for value, _ in f.addends)}
        corporate = {i.value.id for i in found if SubjectKind.CORPORATE in i.kinds} & others
        both = {f.total for f in footings if f.kind == "rows" and any(value in corporate for value, _ in f.addends)}
        for item in found:
            unsaid = _unsaid(item) and item.value.id in both
            rows = (item.value.id, "rows") in mixed and (_by_column(item) or unsaid)
            if (
                item.total
                and (rows or (item.value.id, "columns") in mixed)
                and item.axes.keys() == {CONSOLIDATION_AXIS}
            ):
                del item.axes[CONSOLIDATION_AXIS]
                item.total = False
                if unsaid and _fact(item)[:2] in whole:
                    item.axes[CONSOLIDATION_AXIS] = mixed_member()


def _unsaid(item: Placed) -> bool:
    """Whether a figure is a total of segments by its place alone, not by any words."""
    return not any(subject.text for subject in item.value.subjects)


def _by_column(item: Placed) -> bool:
    """Whether the column makes the figure a total of segments, not the row."""
    heads = next((c.subjects for c in item.view.table.columns if c.index == item.value.column), ())
    return any(subject.kind in TOTALS for subject in heads)


def spread_totals(placed: Iterable[Placed]) -> None:
    """What a reconciliation leads from or to as the segments' total is that wherever the same amount stands: the
    total of the table of segments is not the consolidated figure then."""
    items = list(placed)
    totals = {_fact(i) for i in items if _is_reconciled(i)}
    for item in items:
        if not item.axes and _fact(item) in totals:
            item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS
            item.total = True


def _fact(item: Placed) -> tuple[object, ...]:
    return item.concept, item.period, item.value.amount


def _is_reconciled(item: Placed) -> bool:
    line = item.view.line
    adds = item.view.table.kind is TableKind.RECONCILIATION and (line.total is not None or line.is_total)
    return item.total and adds and item.axes.keys() == {CONSOLIDATION_AXIS}


def drop_row_totals(placed: Iterable[Placed]) -> None:
    """What a column called a total or the company's shows in a row of adjustments to the segments' own figures is their
    sum, no reconciling item (rule 6), unless the company has another figure of that concept."""
    items = list(placed)
    whole: dict[tuple[object, ...], set[Decimal]] = {}
    for item in items:
        if not item.axes:
            whole.setdefault((item.concept, item.period), set()).add(item.value.amount)
    for found in by_table(items).values():
        own = {(_row(i), i.period) for i in found if SEGMENT_AXIS in i.axes and SubjectKind.RECONCILING in i.kinds}
        for item in found:
            heads = next((c.subjects for c in item.view.table.columns if c.index == item.value.column), ())
            said = {subject.kind for subject in heads} & _SUMS
            shared = item.kinds == {SubjectKind.RECONCILING} and (_row(item), item.period) in own
            if shared and said and whole.get((item.concept, item.period), set()) <= {item.value.amount}:
                item.axes.pop(CONSOLIDATION_AXIS, None)
                item.kinds, item.total = frozenset(said), bool(said & TOTALS)
                if item.total:
                    item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS


def free_own_concepts(placed: Iterable[Placed]) -> None:
    """A reconciling row that adds to nothing is told by its concept alone, unless that is also a segment's or the
    total's (rule 12); one that a sum of its column takes in adds, if only in another year."""
    items = list(placed)
    others = {i.concept for i in items if SubjectKind.RECONCILING not in i.kinds}
    summed = set()
    for found in by_table(items).values():
        addends = _addends(found)
        summed |= {i.view.id for i in found if i.value.id in addends}
    for item in items:
        line = item.view.line
        adds = (line.total is not None or item.view.id in summed) and not line.is_total
        if item.kinds == {SubjectKind.RECONCILING} and item.concept not in others and not adds:
            item.axes.pop(CONSOLIDATION_AXIS, None)


def _addends(items: list[Placed]) -> set[str]:
    """The figures that the sums down the columns of a table take in."""
    sums = (footing for footing in items[0].view.table.footings if footing.kind == "rows")
    return {value for footing in sums for value, _ in footing.addends}


def place_beside_totals(placed: Iterable[Placed]) -> None:
    """What a sum of the table adds to the segments' total, to reach the consolidated figure or the other way round, is
    a reconciling item, and so is what adds to the total that corporate figures add to (rule 6). What adds up to the
    segments' revenue is a part of that. A figure called consolidated, what stands under it and a sum of such items are
    not."""
    for items in by_table(placed).values():
        parts, beside = set(_parts_of_totals(items)), set(_beside_totals(items))
        for item in items:
            if item.value.id in parts:
                item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS
                item.total = True
            fits = not item.axes and not item.kinds and item.view.content is Content.MONEY
            named = item.view.line.is_total or _is_result(item.view.facts.label)
            if fits and item.value.id in beside and not named:
                item.axes[CONSOLIDATION_AXIS] = RECONCILING


def _is_result(label: str) -> bool:
    """Whether the words say the company's own figure: consolidated, or what is left before or after taxes, wherever a
    reconciliation has it."""
    return bool(_CONSOLIDATED.search(label) or _RESULT.search(label.replace("(", "").replace(")", "")))


def _parts_of_totals(items: list[Placed]) -> Iterator[str]:
    """Figures that add up to the revenue of the segments together ("premiums", "fee income")."""
    totals = {i.value.id for i in items if i.total and is_revenue(i.view.line.label)}
    bare = {i.value.id for i in items if not i.kinds and not _CONSOLIDATED.search(i.view.facts.label)}
    for footing in items[0].view.table.footings:
        addends = {value for value, _ in footing.addends}
        if footing.kind == "rows" and footing.total in totals and addends <= bare:
            yield from addends


def _beside_totals(items: list[Placed]) -> Iterator[str]:
    table = items[0].view.table
    totals = {i.value.id for i in items if i.total}
    if not totals or table.kind in _BREAKDOWNS:
        return
    ends = _ends(items)
    before = {i.value.id for i in items if _row(i) < ends.get(i.value.column, _row(i) + 1)}
    for footing in table.footings:
        addends = {value for value, _ in footing.addends}
        if footing.kind == "rows" and (footing.total in totals or addends & totals):
            yield from addends & before - totals
    leading = {i.view.line.total for i in items if i.axes.get(CONSOLIDATION_AXIS) == CORPORATE} - {None}
    yield from (i.value.id for i in items if i.view.line.total in leading and i.value.id in before)


def _ends(items: list[Placed]) -> dict[int | None, int]:
    """Column → the row of the first consolidated figure under the segments' total."""
    firsts: dict[int | None, int] = {}
    ends: dict[int | None, int] = {}
    for item in items:
        if item.total:
            firsts[item.value.column] = min(_row(item), firsts.get(item.value.column, _row(item)))
    for item in items:
        column = item.value.column
        if column in firsts and _row(item) > firsts[column] and _is_whole(item):
            ends[column] = min(_row(item), ends.get(column, _row(item)))
    return ends


def _row(item: Placed) -> int:
    return -1 if item.value.row is None else item.value.row


def _is_whole(item: Placed) -> bool:
    """A consolidated figure by its words, or a sum that is no segments' total."""
    bare = not item.axes and not item.total
    return bare and (item.view.line.is_total or bool(_CONSOLIDATED.search(item.view.facts.label)))
