"""What filers call things: label → concept counts out of taxonomy/labels/*.tsv.

`filings.tsv` counts filers' statements and notes, `corpus.tsv` tagged segment notes; a question is answered from both.
A line is `label<TAB>concept filers recent segment income negated<TAB>…`, the label normalised (see `words`).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from .model import LabelCount
from .postings import Postings
from .words import key

EXTENSION = "(extension)"
"""Stands for an element of the filer's own: that filers make one for a label is evidence too."""


def row(filers: int, recent: int, segment: int, income: int, negated: float) -> str:
    """The numbers of one concept as a file holds them."""
    return f"{filers} {recent} {segment} {income} {round(100 * negated)}"


def weight(count: LabelCount) -> float:
    """What a count is worth as evidence for a segment note: segment notes first, then income statements and recent
    filers; the mass of 2009 and 2010 chose among fewer elements."""
    return 4 * count.segment + count.recent + 0.1 * count.income + 0.05 * count.filers


def filers_by_concept(path: Path) -> dict[str, int]:
    """Concept → the sum of its filers over the labels of one file; empty where there is none."""
    found: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if not line.startswith("#"):
            for cell in line.split("\t")[1:]:
                concept, filers = cell.split(" ")[:2]
                found[concept] = found.get(concept, 0) + int(filers)
    return found


class BakedLabels:
    """`model.LabelStatistics` over taxonomy/labels/; `corpus` stands in for its corpus.tsv."""

    def __init__(self, folder: Path, corpus: Path | None = None) -> None:
        self._files = (_LabelFile(folder / "filings.tsv"), _LabelFile(corpus or folder / "corpus.tsv"))
        self._exact: dict[str, tuple[LabelCount, ...]] = {}

    def exact(self, label: str) -> tuple[LabelCount, ...]:
        """Counts for that label after normalisation, the strongest evidence (`weight`) first. A concept `(extension)`
        counts filers that made an element of their own."""
        return self._counts(key(label))

    def similar(self, label: str, limit: int = 20) -> tuple[tuple[str, float, tuple[LabelCount, ...]], ...]:
        """The most similar known labels, itself included: (label as normalised, similarity 0 to 1, counts)."""
        words = tuple(key(label).split())
        found: dict[str, float] = {}
        for file in self._files:
            for number, score in file.index.best(words, limit):
                name = file.known[number]
                found[name] = max(score, found.get(name, 0.0))
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return tuple((name, score, self._counts(name)) for name, score in best)

    def unusual(self, label: str) -> float:
        """The share of the label's words that no label common among filers has, 0 to 1."""
        words = key(label).split()
        return sum(not self._files[0].index.holds(word) for word in words) / len(words) if words else 0.0

    def _counts(self, label: str) -> tuple[LabelCount, ...]:
        if label not in self._exact:
            merged: dict[str, LabelCount] = {}
            for file in self._files:
                for count in file.counts(label):
                    before = merged.get(count.concept)
                    merged[count.concept] = _added(before, count) if before else count
            ranked = sorted(merged.values(), key=lambda count: (-weight(count), count.concept))
            self._exact[label] = tuple(ranked)
        return self._exact[label]


class _LabelFile:
    """One file of counts: raw lines by label, split when asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _lines(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return {line[: line.index("\t")]: line for line in lines if line[0] != "#"}

    @cached_property
    def known(self) -> list[str]:
        return list(self._lines)

    @cached_property
    def index(self) -> Postings:
        baked = self._path.with_name(f"{self._path.stem}-index.tsv")
        if baked.exists():
            return Postings.read(baked, self.known)
        return Postings.build((label, tuple(label.split())) for label in self.known)

    def counts(self, label: str) -> tuple[LabelCount, ...]:
        line = self._lines.get(label)
        if line is None:
            return ()
        return tuple(_count(cell) for cell in line.split("\t")[1:])


def _count(cell: str) -> LabelCount:
    concept, filers, recent, segment, income, negated = cell.split(" ")
    return LabelCount(
        concept=concept,
        filers=int(filers),
        recent=int(recent),
        segment=int(segment),
        income=int(income),
        negated=int(negated) / 100,
    )


def _added(one: LabelCount, other: LabelCount) -> LabelCount:
    filers = one.filers + other.filers
    return LabelCount(
        concept=one.concept,
        filers=filers,
        recent=one.recent + other.recent,
        segment=one.segment + other.segment,
        income=one.income + other.income,
        negated=(one.filers * one.negated + other.filers * other.negated) / max(filers, 1),
    )
