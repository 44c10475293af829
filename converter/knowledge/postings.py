"""Which labels share words: an inverted index with a score, baked as text or built on the spot.

Score: rare words count more (idf), words listed as light in words.toml less; what the query has and the label lacks,
and the reverse, both cost. 1 is the same set of words, 0 none in common.

File: `#` lines, then three lines: `names` of the labels, `weights` (the summed worth of each label's words) and `usage`
(how many filers use it), then by word `word<TAB>numbers` of the labels that hold it, each the step from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate
from math import log, log1p
from pathlib import Path

from .words import light, normalise, synonyms

# Tried on the rows of 153 tagged notes: the element that the filer chose came within the first ten most often.
_MISSING_IN_LABEL = 0.4
_MISSING_IN_QUERY = 0.6
_SYNONYM = 0.7
_USAGE = 0.1


class Postings:
    """Labels by their words. `names[i]` is what label number i stands for."""

    def __init__(self, names: list[str], weights: list[float], usage: list[int], lines: dict[str, str]) -> None:
        self.names = names
        self._weights = weights
        self._usage = usage
        self._lines = lines
        self._parsed: dict[str, tuple[int, ...]] = {}

    @classmethod
    def build(cls, labels: Iterable[tuple[str, tuple[str, ...]]], usage: Mapping[str, int] | None = None) -> Postings:
        """Index (name, words) pairs; `usage` is how many filers use a name, and settles the order of similar labels."""
        names: list[str] = []
        bags: list[list[str]] = []
        for name, words in labels:
            names.append(name)
            bags.append(list(dict.fromkeys(words)))
        holders: dict[str, list[int]] = {}
        for number, bag in enumerate(bags):
            for word in bag:
                holders.setdefault(word, []).append(number)
        worth = {word: _worth(word, len(names), len(found)) for word, found in holders.items()}
        weights = [round(sum(worth[word] for word in bag), 2) for bag in bags]
        used = [usage.get(name, 0) for name in names] if usage else []
        index = cls(names, weights, used, {word: _steps(holders[word]) for word in sorted(holders)})
        index._parsed = {word: tuple(found) for word, found in holders.items()}
        return index

    @classmethod
    def read(cls, path: Path, names: list[str] | None = None) -> Postings:
        """Read what `lines` wrote; `names` where the file leaves them out."""
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        found, weights, usage = (line.split("\t")[1:] for line in lines[:3])
        postings = dict(line.split("\t") for line in lines[3:])
        return cls(names if names is not None else found, list(map(float, weights)), list(map(int, usage)), postings)

    def lines(self, *, names: bool = True) -> Iterator[str]:
        """The index as text lines, without a header; `names=False` where they are those of another file."""
        yield "\t".join(["names", *(self.names if names else ())])
        yield "\t".join(["weights", *(f"{weight:g}" for weight in self._weights)])
        yield "\t".join(["usage", *map(str, self._usage)])
        for word, found in self._lines.items():
            yield f"{word}\t{found}"

    def holds(self, word: str) -> bool:
        """Whether a label has the word."""
        return word in self._lines

    def search(self, label: str, limit: int) -> list[tuple[str, float]]:
        """The best (name, score) for a label as written."""
        return [(self.names[number], score) for number, score in self.best(normalise(label), limit)]

    def best(self, words: tuple[str, ...], limit: int) -> list[tuple[int, float]]:
        """The best (number, score) for normalised words: by score, raised by usage where that is known; equal ones in
        the order of the index."""
        wanted = dict.fromkeys(words)
        shared: dict[int, float] = {}
        asked = 0.0
        for word in wanted:
            worth = self._worth(word)
            asked += worth
            parts = self._holders(word, worth, wanted)
            if not shared:
                shared = parts
                continue
            held = shared.get
            for number, part in parts.items():
                shared[number] = held(number, 0.0) + part
        weights, raised = self._weights, self._raised
        scored: list[tuple[float, int, float]] = []
        for number, both in shared.items():
            whole = both + _MISSING_IN_LABEL * (asked - both)
            beyond = weights[number] - both
            score = both / (whole + _MISSING_IN_QUERY * beyond if beyond > 0.0 else whole)
            scored.append((-score * raised[number], number, score))
        return [(number, min(score, 1.0)) for _, number, score in nsmallest(limit, scored)]

    @cached_property
    def _raised(self) -> list[float]:
        """Label number → by how much usage raises its score in the order."""
        return [1 + _USAGE * log1p(used) for used in self._usage] or [1.0] * len(self.names)

    def _holders(self, word: str, worth: float, wanted: dict[str, None]) -> dict[int, float]:
        """Label number → how much that word of the query counts there, itself or by a synonym."""
        parts: dict[int, float] = {}
        for other in synonyms().get(word, ()):
            if other not in wanted:
                parts.update(dict.fromkeys(self._numbers(other), _SYNONYM * min(worth, self._worth(other))))
        parts.update(dict.fromkeys(self._numbers(word), worth))
        return parts

    def _worth(self, word: str) -> float:
        return _worth(word, len(self.names), len(self._numbers(word)))

    def _numbers(self, word: str) -> tuple[int, ...]:
        found = self._parsed.get(word)
        if found is None:
            found = tuple(accumulate(map(int, self._lines.get(word, "").split())))
            self._parsed[word] = found
        return found


def _worth(word: str, labels: int, holders: int) -> float:
    return light().get(word, 1.0) * log(1 + labels / (holders + 0.5))


def _steps(numbers: list[int]) -> str:
    return " ".join(str(number - before) for before, number in zip([0, *numbers], numbers, strict=False))
