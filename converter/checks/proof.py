"""The arithmetic proof of a note: every sum, ratio, translation and period that its numbers can be held to, without
Arelle and before anything is filed (rules 56 to 58)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..facts.model import FactReport
from ..findings import Finding, Severity
from ..interpret.model import FootingState, InterpretedNote
from ..mapping.model import MappedNote
from .proof_facts import across_members
from .proof_model import Proof, ProofKind
from .proof_periods import columns, periods
from .proof_ratios import percentages, translations
from .proof_rounding import unlikely_rounding
from .proof_sense import contrary
from .proof_slips import in_words
from .proof_sums import Tables, sums, unproven

_SEVERITY = {
    ProofKind.DIMENSIONS: Severity.WARNING,  # a note need not give every part of a consolidated figure
    ProofKind.PERCENTAGE: Severity.WARNING,  # it may be of a base that the table does not show
    ProofKind.TRANSLATION: Severity.WARNING,  # a rate of another day is possible
    ProofKind.PERIODS: Severity.WARNING,  # a change of year-end is possible
}
"""Every other kind is of error level: the page itself shows total and parts."""


def prove(
    interpreted: InterpretedNote, mapped: MappedNote, report: FactReport
) -> tuple[tuple[Proof, ...], tuple[Finding, ...]]:
    """Return every proof, in the order of the page within each kind, and a finding for each that fails; one for each
    line whose tag goes against a sum that holds; and one for each total that nothing in its table adds up to."""
    tables = Tables(mapped)
    proofs = [*sums(tables)]
    proofs += [
        *percentages(interpreted),
        *translations(interpreted),
        *across_members(interpreted, report),
        *periods(interpreted),
        *columns(interpreted),
    ]
    findings = (*_failures(proofs), *unlikely_rounding(proofs), *contrary(mapped, report), *_unproven(tables))
    return tuple(proofs), findings


def _failures(proofs: list[Proof]) -> Iterator[Finding]:
    """A finding for each proof that fails; members that do not add up for one reason in many periods are one."""
    failing = [proof for proof in proofs if proof.state is FootingState.FAILS]
    alike = Counter(proof.remedies for proof in failing if proof.kind is ProofKind.DIMENSIONS)
    told: set[tuple[str, ...]] = set()
    for proof in failing:
        times = alike[proof.remedies] if proof.kind is ProofKind.DIMENSIONS else 1
        if times > 1 and proof.remedies in told:
            continue
        if times > 1:
            told.add(proof.remedies)
        yield Finding(
            code=f"arithmetic.{proof.kind}",
            severity=_SEVERITY.get(proof.kind, Severity.ERROR),
            message=_message(proof) + (f"; {times - 1} more likewise" if times > 1 else ""),
            where=proof.place,
            hint="; or ".join(proof.remedies) or "check total and parts against the source",
            details={"difference": f"{proof.difference:f}", "tolerance": f"{proof.tolerance:f}"},
        )


def _message(proof: Proof) -> str:
    if proof.formula:
        return f"{proof.total.name} is {proof.total.shown}, and {proof.formula}"
    return in_words(proof)


def _unproven(tables: Tables) -> Iterator[Finding]:
    """Totals that nothing makes: a warning where one slip in them explains it."""
    for total, slips in unproven(tables):
        yield Finding(
            code="arithmetic.unproven",
            severity=Severity.WARNING if slips else Severity.INFO,
            message=f"{total.name}, {total.shown}: no lines of its table were found that make this total",
            where=total.where,
            hint="; or ".join(slips) or "check it against the source",
        )
