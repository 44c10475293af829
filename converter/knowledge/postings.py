"""Which labels share words: an inverted index with a score, baked as text or built on the spot.

Score: rare words count more (idf), a word of the query that the label lacks costs more than a word of the label that
the query lacks (standard labels are wordier than filers' lines). 1 is the same set of words, 0 none in common.

File: `#` lines, then three lines `names`, `weights` (the summed idf of each label's words) and `tokens` for reading at
a glance how many there are, then `token<TAB>numbers of the labels that hold it, each as the difference to the one before`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import log
from pathlib import Path

from .words import normalise, synonyms

_MISSING_IN_LABEL = 0.8
_MISSING_IN_QUERY = 0.35
_SYNONYM = 0.7


class Postings:
    """Labels by their words. `names[i]` is what label number i stands for."""

    def __init__(self, names: list[str], weights: list[float], lines: dict[str, str]) -> None:
        self.names = names
        self._weights = weights
        self._lines = lines
        self._parsed: dict[str, tuple[int, ...]] = {}

    @classmethod
    def build(cls, labels: Iterable[tuple[str, tuple[str, ...]]]) -> Postings:
        """Index (name, words) pairs."""
        names: list[str] = []
        bags: list[frozenset[str]] = []
        for name, words in labels:
            names.append(name)
            bags.append(frozenset(words))
        holders: dict[str, list[int]] = {}
        for number, bag in enumerate(bags):
            for word in bag:
                holders.setdefault(word, []).append(number)
        rarity = {word: _idf(len(names), len(found)) for word, found in holders.items()}
        weights = [round(sum(map(rarity.__getitem__, sorted(bag))), 2) for bag in bags]
        index = cls(names, weights, {word: _deltas(found) for word, found in sorted(holders.items())})
        index._parsed = {word: tuple(found) for word, found in holders.items()}
        return index

    @classmethod
    def read(cls, path: Path, names: list[str] | None = None) -> Postings:
        """Read what `lines` wrote; `names` where the file leaves them out."""
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        found = lines[0].split("\t")[1:]
        weights = list(map(float, lines[1].split("\t")[1:]))
        return cls(names if names is not None else found, weights, dict(line.split("\t") for line in lines[2:]))

    def lines(self, *, names: bool = True) -> Iterator[str]:
        """The index as text lines, without a header; `names=False` where they are those of another file."""
        yield "\t".join(["names", *(self.names if names else ())])
        yield "\t".join(["weights", *(f"{weight:g}" for weight in self._weights)])
        for word, found in self._lines.items():
            yield f"{word}\t{found}"

    def search(self, label: str, limit: int) -> list[tuple[str, float]]:
        """The best (name, score) for a label, best first; equal scores in the order of the index."""
        return [(self.names[number], score) for number, score in self.best(normalise(label), limit)]

    def best(self, words: tuple[str, ...], limit: int) -> list[tuple[int, float]]:
        """The best (number, score) for normalised words."""
        wanted = dict.fromkeys(words)
        shared: dict[int, float] = {}
        asked = 0.0
        for word in wanted:
            weight = self._rarity(word)
            asked += weight
            for number, part in self._holders(word, weight, wanted).items():
                shared[number] = shared.get(number, 0.0) + part
        weights = self._weights
        scored = [
            (
                -both
                / (both + _MISSING_IN_LABEL * (asked - both) + _MISSING_IN_QUERY * max(weights[number] - both, 0.0)),
                number,
            )
            for number, both in shared.items()
        ]
        scored.sort()
        return [(number, min(-score, 1.0)) for score, number in scored[:limit]]

    def _holders(self, word: str, weight: float, wanted: dict[str, None]) -> dict[int, float]:
        """Label number → how much that word of the query counts there, itself or by a synonym."""
        parts: dict[int, float] = {}
        for other in synonyms().get(word, ()):
            if other not in wanted:
                value = _SYNONYM * min(weight, self._rarity(other))
                parts.update(dict.fromkeys(self._numbers(other), value))
        parts.update(dict.fromkeys(self._numbers(word), weight))
        return parts

    def _rarity(self, word: str) -> float:
        return _idf(len(self.names), len(self._numbers(word)))

    def _numbers(self, word: str) -> tuple[int, ...]:
        found = self._parsed.get(word)
        if found is None:
            found = tuple(accumulate(map(int, self._lines.get(word, "").split())))
            self._parsed[word] = found
        return found


def _idf(documents: int, holders: int) -> float:
    return log(1 + documents / (holders + 0.5))


def _deltas(numbers: list[int]) -> str:
    return " ".join(str(number - before) for before, number in zip([0, *numbers], numbers, strict=False))
