"""How segment notes use concepts: taxonomy/ranking/usage.tsv, counted by tests/benchmarks/train_ranker.py."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from ..interpret.model import TableKind

LEAST = 2
"""A concept counts from this many registrants on: one is no usage."""


class Usage(Struct, frozen=True, kw_only=True):
    """`concepts`: registrants that use the concept in a segment note; `by_kind`: table kind → concept → registrants."""

    concepts: Mapping[str, int] = field(default_factory=dict)
    by_kind: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def prior(self, local: str) -> float:
        """How usual the concept is in segment notes, 0 to about 1."""
        return math.log1p(self.concepts.get(local, 0)) / 5

    def kind(self, kind: TableKind) -> Iterable[tuple[str, float]]:
        """The concepts usual in tables of the kind, with their share of registrants."""
        counts = self.by_kind.get(str(kind), {})
        total = sum(counts.values()) + 5.0
        return ((concept, n / total) for concept, n in counts.items())


def read(path: Path) -> Usage:
    """Read `kind<TAB>concept<TAB>registrants` lines, the kind `*` for the whole note; `#` lines are provenance."""
    by_kind: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, concept, count = line.split("\t")
            by_kind.setdefault(kind, {})[concept] = int(count)
    return Usage(concepts=by_kind.pop("*", {}), by_kind=by_kind)


@cache
def load(folder: Path) -> Usage:
    """The usage counts of a folder (taxonomy/ranking), read once."""
    return read(folder / "usage.tsv")
