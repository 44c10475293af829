"""The segment disclosure's own trees: presentation and definition of its roles, out of taxonomy/<year>/segment.tsv."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from msgspec import Struct

from ..errors import UnknownYear
from ..facts.model import QName
from ..resources import folder


class Relation(Struct, frozen=True, kw_only=True):
    """One arc. `role` is the role URI's last step, `kind` the arcrole's (`parent-child`, `hypercube-dimension`,
    `dimension-domain`, `dimension-default`, `domain-member`, `all`)."""

    role: str
    kind: str
    source: QName
    target: QName
    order: Decimal


@cache
def segment_relations(year: int) -> tuple[Relation, ...]:
    """Every relation of the segment disclosure of that year, in the order of the published linkbases.

    Raises:
        UnknownYear: only complete years have them.
    """
    path = folder("taxonomy") / str(year) / "segment.tsv"
    if not path.exists():
        raise UnknownYear(f"the segment disclosure of {year} is not at hand", where="--year")
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(
        Relation(
            role=role, kind=kind, source=QName.parse(source), target=QName.parse(target), order=Decimal(order or "0")
        )
        for role, kind, source, target, order in rows
    )
