"""What filers call their lines, as problems to train the ranking on besides the tagged notes.

taxonomy/labels/filings.tsv counts the concepts of a label among 1,572 filers, none of whom is in the corpus. A label
stands here in a small invented note, once with counts that leave one of its filers out, who is then the one to be
guessed, and once as if no filer had written it, so that the weights learn from likeness too. The corpus has some 80
filers and cannot tell what a usual name is worth; the counts do not tell how often filers make an element of their
own, so that share is the corpus's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from ranking_notes import one_revenue

from converter import interpret, knowledge, readers, tables
from converter.knowledge import rules as mapping_rules
from converter.knowledge.labels import BakedLabels, weight
from converter.knowledge.model import Knowledge, LabelCount
from converter.knowledge.words import key
from converter.mapping.features import Features, Gatherer
from converter.mapping.lines import LineView, views
from converter.mapping.ranking import EXTENSION
from converter.mapping.usage import Usage
from converter.options import Settings

LABELS = Path(__file__).resolve().parents[2] / "taxonomy/labels"
NOWHERE = LABELS / "none.tsv"
"""In place of corpus.tsv: these problems know nothing of the corpus."""
SETTINGS = Settings(form="10-K", period_end=date(2024, 12, 31), fiscal_period="FY", fiscal_year=2024)
FIGURES = ("437", "331", "768")
LEAST_INCOME = 5
"""Filers with the label on their income statement from which a label counts; one in a segment note is enough."""
MOST_CONCEPTS = 2
HEAVY = 20.0
"""The weight of filers beyond which a label counts no more."""
FEW = 3
OWN_USUAL, OWN_RARE, OWN_UNKNOWN = 0.04, 0.15, 0.25
"""How often the corpus's filers make an element of their own: for labels that other filers have, that fewer than
three have, that nobody has."""


class Problem(Struct, frozen=True, kw_only=True):
    """A line of some filer: the evidence of its candidates, the right one, how much it counts, and the chance that
    a filer makes an element of its own."""

    candidates: dict[str, Features]
    right: str
    mass: float
    own: float


class HeldOut(BakedLabels):
    """The label counts without one filer (`held`: label and concept), or without a label (`unknown`)."""

    held: tuple[str, str] | None = None
    unknown: str | None = None

    def without(self, *, held: tuple[str, str] | None = None, unknown: str | None = None) -> None:
        self.held, self.unknown = held, unknown
        self._exact.clear()

    def similar(self, label: str, limit: int = 20) -> tuple[tuple[str, float, tuple[LabelCount, ...]], ...]:
        found = super().similar(label, limit + 1)
        return tuple(entry for entry in found if entry[0] != self.unknown)[:limit]

    def _counts(self, label: str) -> tuple[LabelCount, ...]:
        if label == self.unknown:
            return ()
        if self.held is None or label != self.held[0]:
            return super()._counts(label)
        found = (_one_less(c) if c.concept == self.held[1] else c for c in super()._counts(label))
        return tuple(sorted((c for c in found if c.filers), key=lambda c: (-weight(c), c.concept)))


def _one_less(count: LabelCount) -> LabelCount:
    return replace(
        count,
        filers=count.filers - 1,
        recent=max(count.recent - 1, 0),
        segment=max(count.segment - 1, 0),
        income=max(count.income - 1, 0),
    )


def problems(jobs: int = 2) -> list[Problem]:
    """One problem for each label and concept that filers of segment notes and income statements chose for it."""
    names = [line.split("\t")[0] for line in _file().read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    parts = [names[i :: 4 * jobs] for i in range(4 * jobs)]
    with ProcessPoolExecutor(jobs) as pool:
        return [problem for part in pool.map(_problems, parts) for problem in part]


def _file() -> Path:
    return LABELS / "filings.tsv"


def _problems(names: Sequence[str]) -> list[Problem]:
    known = knowledge.load(2025)
    labels = HeldOut(LABELS, NOWHERE)
    rules = mapping_rules.load()
    gather = partial(_gather, replace(known, labels=labels), rules)
    return [problem for name in names for problem in _of_label(name, known, labels, gather)]


def _gather(known: Knowledge, rules: tuple[mapping_rules.Rule, ...], view: LineView) -> dict[str, Features]:
    gatherer = Gatherer(known, rules, Usage(concepts={}, by_kind={}))
    found = gatherer.gather(view, mapping_rules.matching(rules, view.facts))
    candidates = {concept: dict(trace.features) for concept, trace in found.found.items()}
    return candidates | {EXTENSION: {f"own_{name}": value for name, value in found.own.items()}}


def _of_label(name: str, known: Knowledge, labels: HeldOut, gather: partial[dict[str, Features]]) -> Iterator[Problem]:
    labels.without()
    counts = [c for c in labels.exact(name) if _is_money(known, c.concept)]
    if not (sum(c.segment for c in counts) or sum(c.income for c in counts) >= LEAST_INCOME):
        return
    concept = known.catalogue.find(counts[0].concept)
    view = view_of(name, known, instant=concept is not None and concept.period_type == "instant")
    if view is None:
        return
    words = key(view.label)
    total = sum(weight(c) for c in counts)
    for count in counts[:MOST_CONCEPTS]:
        heavy = min(weight(count), HEAVY) ** 0.5
        if count.filers > 1:
            labels.without(held=(words, count.concept))
            own = OWN_USUAL if count.filers >= FEW else OWN_RARE
            yield Problem(candidates=gather(view), right=one_revenue(count.concept), mass=heavy, own=own)
        if 2 * weight(count) > total:
            labels.without(unknown=words)
            yield Problem(candidates=gather(view), right=one_revenue(count.concept), mass=heavy, own=OWN_UNKNOWN)


def _is_money(known: Knowledge, local: str) -> bool:
    concept = known.catalogue.find(local)
    return concept is not None and not concept.abstract and concept.type.endswith("monetaryItemType")


def view_of(label: str, known: Knowledge, *, instant: bool) -> LineView | None:
    """The label as a line of a small segment note; None where it is not read as a line."""
    document, _ = readers.read_bytes("note.html", page(label, instant=instant).encode())
    made, _ = interpret.interpret(tables.locate(document)[0], SETTINGS, known)
    return next((v for v in views(made) if any(x.shown.strip() in FIGURES for x in v.values)), None)


def page(label: str, *, instant: bool) -> str:
    """A note with a table of two segments: revenue and the line, or at a date the line alone."""
    rows = [] if instant else [("Revenue", "1,000", "900", "1,900")]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [*rows, (label, *FIGURES)])
    when = "December 31, 2024" if instant else "Year ended December 31, 2024"
    return (
        "<html><body><p>Note 5. Segment Information</p><p>The Company has two reportable segments. The following table "
        f"presents information by segment (in millions):</p><table><tr><td></td><td colspan=3>{when}</td></tr>"
        f"<tr><td></td><td>Harbor</td><td>Inland</td><td>Total</td></tr>{body}</table></body></html>"
    )
