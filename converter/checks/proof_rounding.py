"""Sums that hold only within rounding where all others of the note hold exactly.

Figures rounded one by one miss their totals by one here and there, and then in many sums: one note in nine is such a
note. The others foot exactly throughout, for their figures are not rounded or were made to foot. A sum of theirs that
is off by one is, as likely as not, no rounding but a slip in one number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..findings import Finding, warning
from ..interpret.model import FootingState
from .proof_model import Proof, ProofKind
from .proof_slips import in_words, remedies

_SUMS = frozenset({ProofKind.ROWS, ProofKind.COLUMNS, ProofKind.SECTIONS, ProofKind.IDENTITY, ProofKind.RECONCILIATION})
_ENOUGH = 8
"""So many exact sums say that the note foots exactly: were its figures rounded, less than one note in ten would show
eight in a row (a sum of two rounded parts misses by one in one case of four)."""
_FEW = 20
"""With more than one sum in so many off, and no number common to them, the note does round."""


def unlikely_rounding(proofs: Sequence[Proof]) -> Iterator[Finding]:
    """One finding for all sums that are off in a note that otherwise foots exactly."""
    counted = [proof for proof in proofs if proof.kind in _SUMS and sum(bool(p.amount) for p in proof.parts) > 1]
    exact = [proof for proof in counted if proof.state is FootingState.HOLDS and not proof.difference]
    off = [proof for proof in counted if proof.state is FootingState.ROUNDS]
    if not off or len(exact) < _ENOUGH:
        return
    common = frozenset.intersection(*map(_numbers, off))
    if not common and len(off) * _FEW > len(exact):
        return
    sound = frozenset[str]().union(*map(_numbers, exact))
    first = min(off, key=lambda proof: len(_numbers(proof) - sound) == 0)
    slips = remedies(first.total, first.parts, first.difference, Decimal(0), sound)
    others = f", as are {len(off) - 1} more of its sums" if len(off) > 1 else ""
    yield warning(
        "arithmetic.rounding",
        f"{in_words(first)}. That is within rounding{others}, but the {len(exact)} others hold exactly",
        first.place,
        "; or ".join(slips) or "check total and parts against the source",
        difference=f"{first.difference:f}",
        tolerance=f"{first.tolerance:f}",
    )


def _numbers(proof: Proof) -> frozenset[str]:
    return frozenset((proof.total.value, *(part.value for part in proof.parts)))
