"""Proofs of periods: those of one table that are said to be of one length are, and every table has the latest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ..interpret.model import FootingState, InterpretedNote, InterpretedTable, PeriodHint
from .proof_model import Proof, ProofKind, Term

_WEEKS = 8
"""Days by which years of 52 and 53 weeks, and quarters of a calendar year, differ."""


def periods(interpreted: InterpretedNote) -> Iterator[Proof]:
    """For each table, the periods of as many months: each against the first."""
    for table in interpreted.tables:
        found: defaultdict[int, dict[tuple[object, object], PeriodHint]] = defaultdict(dict)
        for hint in _hints(table):
            if hint.start is not None and not hint.instant:
                found[hint.months or hint.default_months].setdefault((hint.start, hint.end), hint)
        for months, hints in found.items():
            terms = [_term(hint) for hint in hints.values()]
            for one in terms[1:]:
                off = one.amount - terms[0].amount
                yield Proof(
                    kind=ProofKind.PERIODS,
                    place=one.where,
                    total=one,
                    parts=(terms[0],),
                    state=_state(off),
                    difference=off,
                    tolerance=Decimal(_WEEKS),
                    formula=f"{terms[0].name} has {terms[0].shown}: both are said to be of {months} months",
                )


def _hints(table: InterpretedTable) -> Iterator[PeriodHint]:
    for value in table.values:
        if value.period is not None:
            yield value.period


def _term(hint: PeriodHint) -> Term:
    days = (hint.end - hint.start).days + 1 if hint.start else 0
    return Term(name=f"{hint.start} to {hint.end}", shown=f"{days} days", amount=Decimal(days), where=hint.ref)


def _state(off: Decimal) -> FootingState:
    if not off:
        return FootingState.HOLDS
    return FootingState.ROUNDS if abs(off) <= _WEEKS else FootingState.FAILS
