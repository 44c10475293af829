"""What the arithmetic proof says of a note's sums."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from ..interpret.model import FootingState
from ..source import SourceRef


class ProofKind(StrEnum):
    ROWS = "rows"
    """A total or subtotal down a column."""
    COLUMNS = "columns"
    """Segments across to their total, that to consolidated."""
    SECTIONS = "sections"
    """Lines of one label under several headings."""
    IDENTITY = "segment-identity"
    """Revenue less significant expenses less other segment items is the profit measure (rule 57)."""
    RECONCILIATION = "reconciliation"
    """Profit or assets of the segments to the consolidated figure."""
    DIMENSIONS = "dimensions"
    """Facts of one concept: segments to their total, that with reconciling items to consolidated (rule 56)."""
    PERCENTAGE = "percentage"
    TRANSLATION = "translation"
    """A convenience translation: amounts times one rate."""
    PERIODS = "periods"


class Term(Struct, frozen=True, kw_only=True):
    """One number of a proof: `name` as a reader finds it (row and column), `amount` in full units with the displayed
    sign, `weight` what it does to the sum (+1 or -1)."""

    name: str
    shown: str
    amount: Decimal
    weight: int = 1
    where: SourceRef | None = None
    value: str = ""
    """Id of the interpreted value, or of the fact."""


class Proof(Struct, frozen=True, kw_only=True):
    """One sum: `total` against the weighted sum of `parts`. `difference` is total less sum and `tolerance` what the
    rounding of all of them allows, both in full units. `remedies` are the single slips that would make it hold."""

    kind: ProofKind
    place: SourceRef | None
    total: Term
    parts: tuple[Term, ...]
    state: FootingState
    difference: Decimal
    tolerance: Decimal
    remedies: tuple[str, ...] = ()
    formula: str = ""
    """In words, where it is no plain sum ("amount ÷ total = share")."""
