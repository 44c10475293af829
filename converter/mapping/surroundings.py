"""What stands around a line: what its total and its heading mean, and which words the note uses at all."""

from __future__ import annotations

from collections.abc import Sequence

from ..interpret.model import Content
from ..knowledge import rules as mapping_rules
from ..knowledge.model import Knowledge
from ..knowledge.rules import LineFacts, Rule
from .lines import LineView
from .words import bare, normalise

LEVELS = 3
"""How far down the standard sums a part of a total is looked for."""
SURE = 0.4
"""The share of filers from which on a label means their element."""


class Surroundings:
    """Meanings of totals and headings, each looked up once."""

    def __init__(self, knowledge: Knowledge, rules: Sequence[Rule]) -> None:
        self._knowledge = knowledge
        self._rules = rules
        self._meanings: dict[tuple[str, str], str] = {}
        self._parts: dict[str, frozenset[str]] = {}

    def total(self, view: LineView) -> str:
        """What the total means that the line adds to, the local name of an element; empty where that is not plain."""
        above = next((line for line in view.table.lines if line.id == view.line.total), None)
        return self._meaning(above.label, view) if above is not None else ""

    def heading(self, view: LineView) -> str:
        """What the nearest heading over the line means, likewise."""
        return self._meaning(view.line.path[-1], view) if view.line.path else ""

    def parts(self, total: str) -> frozenset[str]:
        """The elements that add to a total by the standard sums, on any level down to `LEVELS`."""
        if total not in self._parts:
            found: set[str] = set()
            level = {total}
            for _ in range(LEVELS):
                level = {part for above in level for part, _ in self._knowledge.catalogue.summands(above)} - found
                found |= level
            self._parts[total] = frozenset(found)
        return self._parts[total]

    def _meaning(self, label: str, view: LineView) -> str:
        if view.content is not Content.MONEY or not label:
            return ""
        place = (label, str(view.table.kind))
        if place not in self._meanings:
            self._meanings[place] = self._look_up(*place)
        return self._meanings[place]

    def _look_up(self, label: str, kind: str) -> str:
        held = mapping_rules.matching(self._rules, LineFacts(label=normalise(label), kind=kind))
        if held:
            return held[0].concept
        counts = self._knowledge.labels.exact(label) or self._knowledge.labels.exact(bare(label))
        mass = sum(count.filers for count in counts)
        return counts[0].concept if counts and counts[0].filers >= SURE * mass else ""
