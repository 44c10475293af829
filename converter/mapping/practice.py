"""Which concepts' segment figures carry OperatingSegmentsMember: as filers do it (rules 6 and 7).

Rule 7 alone (every concept with a reconciling figure) is followed by four filers of five, and many go by the table, not
by the concept: a table that shows what is not the segments' beside them has the member throughout. The criterion here
has no weights and nothing fitted. Over the notes of 63 filers it leaves 4.8 and 5.3 % of the tagged figures wrong (mean
of cases of the corpus' two folders), rule 7 alone 10.0 and 8.7 %.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..facts.model import QName
from ..interpret.model import Content, SubjectKind
from .members import CONSOLIDATION_AXIS, ELIMINATION, RECONCILING, SEGMENT_AXIS
from .placed import Placed

_REVENUE = re.compile(r"\b(?:revenues?|sales|premiums?)\b")


class Practice:
    """What the note shows of its reconciliations, and what follows for a concept.

    1. A table that shows corporate or reconciling figures or a total of segments beside the segments (`beside`); mere
       eliminations do not count, corporate and eliminations in one column do.
    2. In such a table: a concept that has a figure on the consolidation axis of its own, what adds up to a line of such
       a concept, or every concept of a note whose segment revenue has one.
    3. Where segments' own intersegment parts are shown, those tell gross from net: only a concept with a reconciling
       item of its own.
    """

    def __init__(self, placed: Iterable[Placed]) -> None:
        money = [i for i in placed if i.view.content is Content.MONEY]
        self._own: dict[QName, set[QName]] = defaultdict(set)
        self._tables: dict[QName, set[str]] = defaultdict(set)
        self._beside: set[str] = set()
        for item in money:
            if SEGMENT_AXIS in item.axes:
                self._tables[item.concept].add(item.view.table.id)
            elif CONSOLIDATION_AXIS in item.axes:
                own = RECONCILING if SubjectKind.RECONCILING in item.kinds else item.axes[CONSOLIDATION_AXIS]
                self._own[item.concept].add(own)
                if item.axes[CONSOLIDATION_AXIS] != ELIMINATION and SubjectKind.ELIMINATION not in item.kinds:
                    self._beside.add(item.view.table.id)
        self._intersegment = any(SubjectKind.INTERSEGMENT in i.kinds for i in money)
        self._fed = frozenset(self._adding(money))
        self._revenue = any(concept in self._own for concept in _segment_revenue(money))

    def _adding(self, money: Sequence[Placed]) -> Iterator[QName]:
        """The concepts of segments' figures that add up to a concept with a figure on the consolidation axis."""
        concepts = {(i.view.table.id, i.view.line.id): i.concept for i in money}
        for item in money:
            above = concepts.get((item.view.table.id, item.view.top))
            if SEGMENT_AXIS in item.axes and item.view.table.id in self._beside and above in self._own:
                yield item.concept

    def reason(self, concept: QName) -> str:
        """Why the concept's segment figures carry the member; empty where they do not."""
        if not self._tables[concept] & self._beside:
            return ""
        own = self._own.get(concept, set())
        if self._intersegment:
            return "the line has a reconciling item of its own (rule 7)" if RECONCILING in own else ""
        if own:
            return "the line has figures beside the segments' (rule 7)"
        if concept in self._fed:
            return "what it adds to has figures beside the segments' (rule 6)"
        return "table and revenue have figures beside the segments' (rule 6)" if self._revenue else ""


def _segment_revenue(items: Iterable[Placed]) -> Iterator[QName]:
    for item in items:
        label = item.view.facts.label
        if SEGMENT_AXIS in item.axes and _REVENUE.search(label) and "cost" not in label:
            yield item.concept
