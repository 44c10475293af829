"""From evidence to a ranked list: a weighted sum of features, and how far it can be trusted.

Weights and the calibration table are readable text (taxonomy/ranking/weights.toml), trained by
tests/benchmarks/train_ranker.py. The score of a concept is the weighted sum of its features; the elements of one's own
stand as one more candidate; the share of a candidate is its softmax among all.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from .features import Features, Trace

EXTENSION = "(extension)"
"""The key of the candidate "an element of one's own"."""
LEAST_ACCORD = 0.5
LEAST_SHARE = 0.5
"""From an accord and a share of the softmax on that are a majority's, the accord tells more than the share."""


class Weights(Struct, frozen=True, kw_only=True):
    """`features`: name → weight. `calibration`: (share of the softmax, share right among past decisions with it),
    `by_rule` the same for decisions that a rule made, and `agreed` (accord, share right) for decisions that most filers
    with the label would make too."""

    features: Mapping[str, float]
    calibration: tuple[tuple[float, float], ...] = ()
    by_rule: tuple[tuple[float, float], ...] = ()
    agreed: tuple[tuple[float, float], ...] = ()

    def score(self, features: Features) -> float:
        return sum(self.features.get(name, 0.0) * value for name, value in features.items())

    def confidence(self, share: float, *, rule: bool = False, accord: float = 0.0) -> float:
        """The calibrated chance of being right: on the line between the points of the table around the share, or around
        the accord of filers where there is one and the ranking does not speak against it."""
        points, at = (self.by_rule if rule else self.calibration), share
        if self.agreed and is_agreed(share, accord):
            points, at = self.agreed, accord
        if not points:
            return share
        for (low, right), (high, better) in pairwise(points):
            if at <= high:
                return right + (better - right) * max(at - low, 0.0) / (high - low)
        return points[-1][1]


def is_agreed(share: float, accord: float) -> bool:
    """Whether a decision is judged by the accord of filers: most of them make it, and it has most of the ranking."""
    return accord >= LEAST_ACCORD and share >= LEAST_SHARE


class Ranked(Struct, frozen=True, kw_only=True):
    """A candidate with score and share; `trace` is None for the element of one's own."""

    local: str
    score: float
    share: float
    trace: Trace | None


def rank(found: Mapping[str, Trace], own: Features, weights: Weights) -> tuple[Ranked, ...]:
    """Every candidate and the element of one's own, best first; ties in alphabetical order."""
    scores = {local: weights.score(trace.features) for local, trace in found.items()}
    scores[EXTENSION] = weights.score({f"own_{name}": value for name, value in own.items()})
    top = max(scores.values())
    masses = {local: math.exp(score - top) for local, score in scores.items()}
    total = sum(masses.values())
    order = sorted(scores, key=lambda local: (-scores[local], local))
    return tuple(
        Ranked(local=local, score=scores[local], share=masses[local] / total, trace=found.get(local)) for local in order
    )


def rules_first(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """What a rule names comes first, unless rules name more than one; else the standard element that has the line's
    very name comes before one's own of that name (rule 13)."""
    named = [r for r in ranked if r.trace is not None and r.trace.rules]
    if not named and ranked[0].trace is None:
        named = [r for r in ranked if r.trace is not None and r.trace.features.get("named")]
    return tuple(ranked) if len(named) != 1 else (*named, *(r for r in ranked if r is not named[0]))


@cache
def load(folder: Path) -> Weights:
    """The weights of a folder (taxonomy/ranking), read once."""
    data = tomllib.loads((folder / "weights.toml").read_text(encoding="utf-8"))
    return Weights(
        features={name: float(value) for name, value in data["features"].items()},
        calibration=_points(data["calibration"]["ranking"]),
        by_rule=_points(data["calibration"]["rules"]),
        agreed=_points(data["calibration"].get("agreed", [])),
    )


def _points(rows: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in rows)
