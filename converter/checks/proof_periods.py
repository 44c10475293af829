"""Proofs of periods: those of a table said to be of one length are, and all have the same columns (rule 58)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..interpret.model import Content, FootingState, InterpretedNote, InterpretedTable, PeriodHint, Value
from ..interpret.periods import read_period
from .proof_model import Proof, ProofKind, Term

_WEEKS = 8
"""Days by which years of 52 and 53 weeks, and quarters of a calendar year, differ."""


def _shown_whole(hint: PeriodHint) -> bool:
    """Whether the page gives the first day itself: then nothing is said of a length."""
    return hint.months is None and (words := read_period(hint.text)).begin is not None and words.begin == hint.start


def periods(interpreted: InterpretedNote) -> Iterator[Proof]:
    """For each table, the periods of as many months: each against the first."""
    for table in interpreted.tables:
        found: defaultdict[int, dict[tuple[object, object], PeriodHint]] = defaultdict(dict)
        for hint in _hints(table):
            if hint.start is not None and not hint.instant and not _shown_whole(hint):
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


def columns(interpreted: InterpretedNote) -> Iterator[Proof]:
    """For each table whose columns are subjects under periods, the columns of each period against the most."""
    for table in interpreted.tables:
        found: defaultdict[date, dict[tuple[tuple[str, str], ...], Value]] = defaultdict(dict)
        for value in table.values:
            subjects = tuple((subject.kind.value, subject.name) for subject in value.subjects)
            if value.period is not None and value.content is Content.MONEY and value.column is not None and subjects:
                found[value.period.end].setdefault(subjects, value)
        most = max(found.values(), key=len, default={})
        if len(found) < 2 or len(most) < 3 or _by_rows(table):
            continue
        for end, shown in found.items():
            lacking = [names for names in most if names not in shown] if len(shown) < len(most) else []
            first = next(iter(shown.values()))
            names = ", ".join(" ".join(name or kind for kind, name in names) for names in lacking)
            number = Decimal(len(shown))
            yield Proof(
                kind=ProofKind.PERIODS,
                place=first.ref,
                total=Term(name=f"{end}", shown=f"given for {number} of {len(most)} columns", amount=number),
                parts=(),
                state=FootingState.FAILS if lacking else FootingState.HOLDS,
                difference=number - len(most),
                tolerance=Decimal(0),
                formula=f"nothing is shown for {names}" if lacking else "all are shown",
            )


def _by_rows(table: InterpretedTable) -> bool:
    """Whether rows carry subjects: then a blank cell says nothing of the columns."""
    return any(row.subjects for row in table.rows)


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
