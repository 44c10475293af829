"""taxonomy/ as types. `load(year)` gives everything the stages know beforehand; `vocabulary(name)` a word list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from ..errors import UnknownYear
from ..findings import Finding, warning
from ..resources import folder
from .catalogue import BakedCatalogue
from .labels import BakedLabels
from .model import Knowledge
from .places import BakedPlaces
from .vocabularies import vocabulary

__all__ = ["caveats", "load", "vocabulary", "years"]


def load(year: int, labels: Path | None = None, ranking: Path | None = None) -> Knowledge:
    """Return what is known for a taxonomy year. Files are read when first asked for, and once per process.

    `labels` stands in for taxonomy/labels/corpus.tsv (read anew at each call) and the folder `ranking` for
    taxonomy/ranking: a benchmark scores a filer with what was learned without it.

    Raises:
        UnknownYear: taxonomy/ has no such year; the hint names those it has.
    """
    known = _load(year)
    if ranking is not None:
        known = replace(known, ranking=ranking)
    return known if labels is None else replace(known, labels=BakedLabels(folder("taxonomy") / "labels", labels))


@cache
def _load(year: int) -> Knowledge:
    root = folder("taxonomy")
    if year not in years():
        at_hand = ", ".join(map(str, years()))
        raise UnknownYear(f"no taxonomy of {year} is at hand", where="--year", hint=f"at hand: {at_hand}")
    catalogue = BakedCatalogue(root, year)
    return Knowledge(
        catalogue=catalogue,
        labels=BakedLabels(root / "labels"),
        places=BakedPlaces(catalogue.file("places.tsv")),
        non_negative=_non_negative(catalogue.file("non-negative.txt")),
        axis_members=_axis_members(catalogue.file("axis-members.tsv")),
        ranking=root / "ranking",
    )


@cache
def years() -> tuple[int, ...]:
    """The taxonomy years at hand, in order."""
    found = (path.parent.name for path in folder("taxonomy").glob("[0-9][0-9][0-9][0-9]/us-gaap.tsv"))
    return tuple(sorted(map(int, found)))


def caveats(knowledge: Knowledge) -> tuple[Finding, ...]:
    """What a reader must know about the knowledge itself: a provisional year."""
    catalogue = knowledge.catalogue
    if not catalogue.provisional:
        return ()
    return (
        warning(
            "knowledge.year-provisional",
            f"The {catalogue.year} elements are provisional: some period types and balances are inferred",
            hint=f"take a complete year with --year, or validate against the official us-gaap-{catalogue.year}.zip",
        ),
    )


def _non_negative(path: Path) -> frozenset[str]:
    return frozenset(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _axis_members(path: Path) -> Mapping[str, frozenset[str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {axis: frozenset(members) for axis, *members in rows}
