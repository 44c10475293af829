"""Finding a line or a name of this note in the prior filing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from .lines import LineView
from .prior import PriorFiling, PriorLine
from .prior_match import Matches
from .words import normalise, tokens

_ASIDE = re.compile(r" ?\([^)]*\)")
"""What a label has in parentheses: "operating income (loss)" is "operating income"."""
RENAMED = 0.75
"""Share of words in common from which a line counts as renamed, where no line of that very label is there."""


class Recall:
    """The prior filing, looked up by label; `used` collects the prior lines that were found again."""

    def __init__(self, prior: PriorFiling, matches: Matches, labels: frozenset[str]) -> None:
        """`labels` are the labels of this note, normalised: a line that goes by the same is no other's old name."""
        self.prior = prior
        self.matches = matches
        self.labels = labels
        self.used: set[PriorLine] = set()
        self._by_label: dict[str, list[PriorLine]] = defaultdict(list)
        for line in prior.lines:
            self._by_label[normalise(line.label)].append(line)

    def line(self, view: LineView) -> PriorLine | None:
        """The prior line whose numbers stood in the same places; else that of this label with the nearest headings;
        else one whose label shares most words."""
        placed = self._placed(view)
        if placed is not None:
            return placed
        same = self._by_label.get(normalise(view.line.label)) or self._by_label.get(view.facts.label)
        found = self._nearest(same or [], view) or self._renamed(view)
        if found is not None:
            self.used.add(found)
        return found

    def _placed(self, view: LineView) -> PriorLine | None:
        """The line as most of its numbers that recur were tagged."""
        facts = list(self.matches.of(view).values())
        if not facts:
            return None
        concept, count = Counter(f.concept for f in facts).most_common(1)[0]
        own = [f for f in facts if f.concept == concept]
        turned = [f.sign for f in own if any(c in "123456789" for c in f.shown)]
        return PriorLine(
            label=normalise(view.line.label),
            headings=tuple(sorted({normalise(w) for f in facts for w in (f.row, *f.headers, f.section)} - {""})),
            concept=concept,
            sign=-1 if sum(turned) < 0 else 1,
            instant=own[0].instant,
            count=count,
        )

    def _nearest(self, lines: list[PriorLine], view: LineView) -> PriorLine | None:
        fitting = [p for p in lines if view.instant is None or p.instant == view.instant]
        own = tokens(" ".join((*view.line.path, *view.line.context)))

        def nearness(line: PriorLine) -> tuple[int, int, str]:
            return len(own & tokens(" ".join(line.headings))), line.count, str(line.concept)

        return max(fitting, key=nearness, default=None)

    def _renamed(self, view: LineView) -> PriorLine | None:
        best: PriorLine | None = None
        most = RENAMED
        for line in self.prior.lines:
            words = tokens(line.label)
            if line.label in self.labels and line.label != view.facts.label:
                continue
            likeness = len(words & view.words) / len(words | view.words) if words | view.words else 0.0
            if likeness > most and (view.instant is None or line.instant == view.instant):
                best, most = line, likeness
        return best
