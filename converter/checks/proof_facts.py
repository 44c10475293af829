"""Facts of one concept over the members of a segment note: segments to their total, that to consolidated (rule 56)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ..facts.model import Fact, FactReport, Period, QName, Unit
from ..interpret.model import FootingState
from .proof_model import Proof, ProofKind, Term
from .proof_slips import is_slip, remedies
from .view import ITEMS, OPERATING, SEGMENTS

_Dimensions = tuple[tuple[QName, QName], ...]
_NEAR = 10
"""Where the parts miss the total by more than a tenth, some of them are not in the note, which is no fault."""


def across_members(report: FactReport) -> Iterator[Proof]:
    """Σ segments with OperatingSegments = their total; that with the other items = consolidated."""
    groups: defaultdict[tuple[QName, Period, Unit | None], dict[_Dimensions, Fact]] = defaultdict(dict)
    for fact in report.facts:
        if isinstance(fact.value, Decimal) and fact.unit is not None and fact.unit.numerator.startswith("iso4217:"):
            groups[fact.concept, fact.period, fact.unit].setdefault(tuple(sorted(fact.dimensions)), fact)
    total_of_segments = ((ITEMS, OPERATING),)
    for facts in groups.values():
        segments = [f for dims, f in facts.items() if {SEGMENTS, ITEMS} == {a for a, _ in dims} and
                    dict(dims)[ITEMS] == OPERATING]  # fmt: skip
        plain = [f for dims, f in facts.items() if [a for a, _ in dims] == [SEGMENTS]]
        items = [f for dims, f in facts.items() if [a for a, _ in dims] == [ITEMS] and dims != total_of_segments]
        total, whole = facts.get(total_of_segments), facts.get(())
        if total is not None and len(segments) > 1:
            yield from _judged(total, segments)
        if whole is not None and items and (total is not None or len(segments) > 1):
            yield from _judged(whole, [*([total] if total is not None else segments), *items])
        if whole is not None and not items and total is None and len(plain) > 1 and not segments:
            yield from _judged(whole, plain)


def _judged(total: Fact, parts: list[Fact]) -> Iterator[Proof]:
    """The proof, unless the parts are so far off that some of them are not reported."""
    whole, terms = _term(total), tuple(_term(part) for part in parts)
    difference = whole.amount - sum((t.amount for t in terms), Decimal(0))
    tolerance = sum((_half(f) for f in parts), _half(total))
    size = abs(difference)
    fails = size > tolerance
    if fails and size * _NEAR > abs(whole.amount) and not is_slip(whole, difference, tolerance):
        return
    yield Proof(
        kind=ProofKind.DIMENSIONS,
        place=whole.where,
        total=whole,
        parts=terms,
        state=FootingState.FAILS if fails else FootingState.ROUNDS if difference else FootingState.HOLDS,
        difference=difference,
        tolerance=tolerance,
        remedies=remedies(whole, terms, difference, tolerance, ()) if fails else (),
    )


def _term(fact: Fact) -> Term:
    members = ", ".join(member.local.removesuffix("Member") for _, member in fact.dimensions)
    amount = fact.value if isinstance(fact.value, Decimal) else Decimal(0)
    return Term(
        name=f"{fact.concept}{f' ({members})' if members else ''}",
        shown=f"{amount:,f}",
        amount=amount,
        where=fact.source.ref,
        value=fact.id,
    )


def _half(fact: Fact) -> Decimal:
    return Decimal(0) if fact.decimals is None else Decimal(5).scaleb(-fact.decimals - 1)
