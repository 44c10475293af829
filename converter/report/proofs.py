"""The proofs of the note's arithmetic: those that fail or hold within rounding only in full, the others counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ..checks.proof_slips import in_shown_units
from ..interpret.model import FootingState
from . import words
from .index import Index

if TYPE_CHECKING:
    from ..checks.proof_model import Proof

MEANS = {
    "rows": "totals down the columns",
    "columns": "totals across the rows",
    "sections": "lines of one label over the sections",
    "segment-identity": "revenue less expenses is the measure of profit (rule 57)",
    "reconciliation": "segments to the consolidated figure",
    "dimensions": "facts of one concept: segments, reconciling items, consolidated (rule 56)",
    "percentage": "shares that the note states",
    "translation": "amounts translated at one rate",
    "periods": "periods said to be alike are equally long",
}


class ProofView(Struct, frozen=True, kw_only=True):
    """One that is off. `links` are (text, anchor); `remedies` the single slips that would make it hold."""

    kind: str
    text: str
    remedies: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


class ProofKindView(Struct, frozen=True, kw_only=True):
    """`holding` are the proofs of the kind that hold, as (total, place, anchor)."""

    kind: str
    means: str
    holds: str
    fails: int
    holding: tuple[tuple[str, str, str], ...]


def proofs_in(index: Index, state: FootingState) -> Iterator[ProofView]:
    """The proofs of one state, in full; of those within rounding, the ones that are off at all."""
    for proof in index.conversion.proofs:
        if proof.state is state and proof.difference:
            place, anchor = _place(index, proof)
            yield ProofView(
                kind=proof.kind.value.replace("-", " "),
                text=_in_full(proof),
                remedies=proof.remedies,
                links=((place, anchor),) if anchor else (),
            )


def proof_kinds(index: Index) -> Iterator[ProofKindView]:
    by_kind: dict[str, list[Proof]] = {}
    for proof in index.conversion.proofs:
        by_kind.setdefault(proof.kind.value, []).append(proof)
    for kind, proofs in by_kind.items():
        held = [proof for proof in proofs if proof.state is not FootingState.FAILS]
        yield ProofKindView(
            kind=kind.replace("-", " "),
            means=MEANS.get(kind, ""),
            holds=f"{len(held):,}",
            fails=len(proofs) - len(held),
            holding=tuple((_in_short(proof), *_place(index, proof)) for proof in held),
        )


def _place(index: Index, proof: Proof) -> tuple[str, str]:
    ref = proof.place or proof.total.where
    return (ref.place if ref else "", index.link(ref))


def _in_short(proof: Proof) -> str:
    off = in_shown_units(proof.total, abs(proof.difference))
    rounds = f" (off by {off}, within rounding)" if proof.state is FootingState.ROUNDS else ""
    return f"{proof.total.name}: {proof.total.shown}{rounds}"


def _in_full(proof: Proof) -> str:
    concept = proof.total.name.partition(" (")[0]  # facts are named by it and by their members: it is said once
    parts = " ".join(
        f"{'+' if p.weight > 0 else words.MINUS} {p.name.removeprefix(f'{concept} ')} {p.shown}" for p in proof.parts
    )
    formula = f" ({proof.formula})" if proof.formula else ""
    total = f"{proof.total.name} {proof.total.shown}"
    off = in_shown_units(proof.total, abs(proof.difference))
    return f"{total} = {parts.removeprefix('+ ')}; off by {off}{formula}"
