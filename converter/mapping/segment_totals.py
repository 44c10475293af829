"""Totals of the segments that no words call so, found by the sums of their table (rule 6).

A total of segments' amounts is the company's own figure only where nothing of the kind is left out of the segments. The
table tells: a later sum takes the total in and adds what is corporate, eliminated or reconciled, or deducts costs that
the company's measure of that name would have deducted already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facts.model import QName
from ..interpret.labels import is_profit
from ..interpret.model import Content, Footing, FootingState, SubjectKind
from .members import BESIDE, CONSOLIDATION_AXIS, OPERATING_SEGMENTS, SEGMENT_AXIS
from .placed import Placed, by_table

_MERE = re.compile(r"^(?:grand )?totals?$", re.IGNORECASE)
_WHOLE = re.compile(r"\bconsolidated\b|\bcompany\b", re.IGNORECASE)
_OF_SEGMENTS = re.compile(
    r"^(?:total |reportable )*segments?'? (?:adjusted |operating |net |pre ?tax |underwriting )*"
    r"(?:income|profit|earnings|loss|ebitda|ebita?|noi|contribution|margin|results?)\b"
)
_GROSS = re.compile(r"\bgross\b")
_EBITDA = re.compile(r"\bebit(?:da|a)?(?:re?|x)?\b|\bbefore (?:interest|depreciation)")
_RUNNING = r"\b(?:general and administrative|g ?& ?a|overhead|administrative expenses?)\b"
_OVERHEAD = re.compile(_RUNNING)
_OPERATING = re.compile(
    rf"{_RUNNING}|\bdepreciation|\bamortization of (?:acqui|intangible|purchase)|\band amortization|^amortization$"
    r"|\b(?:stock|share|equity)[- ]based\b|\brestructuring\b|\bimpairment|\b(?:acquisition|transaction|integration)\b"
)
"""Costs above operating income, which a total of the segments' shows deducted only because they do not bear them."""


def place_summed_totals(placed: Iterable[Placed]) -> None:
    """Give totals of segments their member: those that a later sum shows to leave something out, and mere totals of a
    segment measure that the table leads on from."""
    for found in by_table(placed).values():
        if not any(SEGMENT_AXIS in item.axes for item in found):
            continue
        rows = set(_rows(found))
        for item in found:
            if item.value.row in rows and _is_bare(item):
                item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS
                item.total = True


def _is_bare(item: Placed) -> bool:
    """Whether a figure is the company's for want of any other word."""
    named = any(_WHOLE.search(subject.text) for subject in item.value.subjects)
    mere = item.kinds <= {SubjectKind.CONSOLIDATED} and not named and not _WHOLE.search(item.view.line.label)
    return mere and not item.axes and item.view.content is Content.MONEY


def _rows(found: list[Placed]) -> Iterator[int]:
    """The rows whose bare figures are totals of segments."""
    items = {item.value.id: item for item in found}
    footings = [f for f in found[0].view.table.footings if f.state is not FootingState.FAILS]
    sums = {f.total for f in footings if len(f.addends) > 1 and all(_of_segment(items.get(v)) for v, _ in f.addends)}
    for footing in footings:
        whole = items.get(footing.total)
        for value, _ in footing.addends if footing.kind == "rows" and whole is not None else ():
            item = items.get(value)
            if value not in sums or item is None or item.value.row is None or not _is_bare(item):
                continue
            if _called_segments(item) or _leaves_out(item, footing, items, whole.concept if whole else None):
                yield item.value.row


def _of_segment(item: Placed | None) -> bool:
    """Whether a figure is a segment's, not corporate's that the note shows like one."""
    return item is not None and SEGMENT_AXIS in item.axes and not item.kinds & BESIDE


def _called_segments(item: Placed) -> bool:
    """A mere total of "Segment profit": the heading or the row says whose measure it is."""
    mere = all(_MERE.match(subject.text) for subject in item.value.subjects)
    return mere and _OF_SEGMENTS.search(item.view.facts.label) is not None


def _leaves_out(item: Placed, footing: Footing, items: dict[str, Placed], whole: QName | None) -> bool:
    """Whether the sum adds to the total what the company's figure of this concept would have in it."""
    label = item.view.facts.label
    profit = is_profit(label) and not _GROSS.search(label)
    costs = _OVERHEAD if _EBITDA.search(label) else _OPERATING
    for value, weight in footing.addends:
        other = items.get(value)
        if other is None or other is item or SEGMENT_AXIS in other.axes or SubjectKind.INTERSEGMENT in other.kinds:
            continue  # beside revenue from outsiders, what segments sell one another leaves nothing out
        if CONSOLIDATION_AXIS in other.axes and (profit or whole == item.concept):
            return True
        if profit and weight * other.value.amount < 0 and costs.search(other.view.facts.label):
            return True
    return False
