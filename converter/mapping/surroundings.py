"""What stands around a line: what its total and its heading mean, and which words the note uses at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..interpret.model import Content, InterpretedTable
from ..knowledge import rules as mapping_rules
from ..knowledge.model import Knowledge
from ..knowledge.rules import LineFacts, Rule
from .lines import LineView
from .words import bare, normalise

LEVELS = 3
"""How far down the standard sums a part of a total is looked for."""
SURE = 0.4
"""The share of filers from which on a label means their element."""


LADDER: Mapping[str, int] = {
    "GrossProfit": 0,
    "OperatingIncomeLoss": 1,
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest": 2,
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments": 2,
    "IncomeLossFromContinuingOperations": 3,
    "NetIncomeLoss": 3,
    "ProfitLoss": 3,
}
"""Measures of profit by what has been deducted: cost of sales, running costs, financing, tax."""
_FINANCING = (
    r"\binterest (?:expenses?|costs?)\b|\b(?:financ\w+|borrowing) (?:costs?|charges?|expenses?)\b"
    r"|\bnon ?operating\b"
)
_RUNNING = (
    r"\b(?:general|administrati\w+|selling|marketing|advertising|research|salar\w+|compensation|personnel|rent)\b"
)
_RUNGS = (
    (3, re.compile(r"\bincome tax(?:es)?\b|^tax(?:es)?\b")),
    (2, re.compile(_FINANCING)),
    (1, re.compile(_RUNNING)),
    (0, re.compile(r"\bcosts? of (?:\w+ )?(?:sales|revenues?|goods|products?|services?)\b")),
)
_BEFORE = re.compile(r"\bbefore\b|\bexcluding\b")


class _Lines:
    """The lines of a table by number, and by the total that they add to."""

    def __init__(self, table: InterpretedTable) -> None:
        self.labels = {line.id: line.label for line in table.lines}
        self.parts: dict[str, list[str]] = {}
        for line in table.lines:
            if line.total is not None:
                self.parts.setdefault(line.total, []).append(line.id)

    def rung(self, total: str) -> int | None:
        """How far down the ladder a total stands by what it adds up, None where its parts do not tell."""
        found: list[int] = []
        open_, seen = [total], {total}
        while open_:
            new = [part for part in self.parts.get(open_.pop(), ()) if part not in seen]
            seen.update(new)
            open_ += new
            found += [own for part in new if (own := _rung(self.labels[part])) is not None]
        return max(found, default=None)


@lru_cache(maxsize=2_000)
def _rung(label: str) -> int | None:
    """The rung that the words of a deduction reach."""
    words = normalise(label)
    return None if _BEFORE.search(words) else next((n for n, pattern in _RUNGS if pattern.search(words)), None)


class Surroundings:
    """Meanings of totals and headings, each looked up once."""

    def __init__(self, knowledge: Knowledge, rules: Sequence[Rule]) -> None:
        self._knowledge = knowledge
        self._rules = rules
        self._meanings: dict[tuple[str, str], str] = {}
        self._rungs: dict[tuple[str, str], int | None] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self._tables: dict[str, _Lines] = {}

    def total(self, view: LineView) -> str:
        """What the total means that the line adds to, the local name of an element; empty where that is not plain."""
        return self._meaning(self._lines(view).labels.get(view.line.total or "", ""), view)

    def heading(self, view: LineView) -> str:
        """What the nearest heading over the line means, likewise."""
        return self._meaning(view.line.path[-1], view) if view.line.path else ""

    def rung(self, view: LineView) -> int | None:
        """How far down the ladder of profits the line stands by what it adds up."""
        place = (view.table.id, view.line.id)
        if place not in self._rungs:
            self._rungs[place] = self._lines(view).rung(view.line.id) if view.line.is_total else None
        return self._rungs[place]

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

    def _lines(self, view: LineView) -> _Lines:
        if view.table.id not in self._tables:
            self._tables[view.table.id] = _Lines(view.table)
        return self._tables[view.table.id]

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
