"""Facts of one concept over the members of a segment note: segments to their total, that to consolidated (rule 56).

The page's own sums are proved elsewhere; here the question is whether the members chosen add up. A note may give parts
of a figure under other concepts, so a sum that misses is only told where one sign, or one part too many, explains it,
or where the page does not prove the total either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from decimal import Decimal

from ..facts.model import Fact, FactReport, Period, QName, Unit
from ..interpret.model import FootingState, InterpretedNote
from ..source import SourceRef
from .proof_model import Proof, ProofKind, Term
from .proof_slips import is_slip, remedies
from .view import ALL_OTHER, ELIMINATIONS, INTERSEGMENT, ITEMS, OPERATING, SEGMENTS

_Dimensions = tuple[tuple[QName, QName], ...]


def across_members(interpreted: InterpretedNote, report: FactReport) -> Iterator[Proof]:
    """Σ segments with OperatingSegments = their total; that with the other items = consolidated."""
    totals = {footing.total for table in interpreted.tables for footing in table.footings}
    proven = {_place(v.ref) for table in interpreted.tables for v in table.values if v.id in totals}
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
        items = _without_inside(items)
        total, whole = facts.get(total_of_segments), facts.get(())
        if total is not None and len(segments) > 1:
            yield from _judged(total, _reportable(total, segments), proven)
        rest = [f for f in segments if total is not None and f not in _reportable(total, segments)]
        if whole is not None and items and (total is not None or len(segments) > 1):
            yield from _judged(whole, [*([total] if total is not None else segments), *rest, *items], proven)
        if whole is not None and not items and total is None and len(plain) > 1 and not segments:
            yield from _judged(whole, plain, proven)


def _reportable(total: Fact, segments: list[Fact]) -> list[Fact]:
    """The segments without those that are not reportable, where the total leaves these out: it stands before them."""
    own = [f for f in segments if dict(f.dimensions)[SEGMENTS] != ALL_OTHER]
    missed = _term(total).amount - sum((_term(f).amount for f in own), Decimal(0))
    return own if len(own) > 1 and abs(missed) <= sum((_half(f) for f in own), _half(total)) else segments


def _without_inside(items: list[Fact]) -> list[Fact]:
    """The items without what the segments sell one another in all: what is eliminated of it stands beside it, and it is
    in the segments' own amounts already."""
    members = {dict(item.dimensions)[ITEMS] for item in items}
    return [item for item in items if ELIMINATIONS not in members or dict(item.dimensions)[ITEMS] != INTERSEGMENT]


def _judged(total: Fact, parts: list[Fact], proven: Container[tuple[int, int]]) -> Iterator[Proof]:
    """The proof, unless nothing tells that the parts given are all that there are."""
    whole, terms = _term(total), tuple(_term(part) for part in parts)
    difference = whole.amount - sum((t.amount for t in terms), Decimal(0))
    tolerance = sum((_half(f) for f in parts), _half(total))
    fails = abs(difference) > tolerance
    mends = tuple(_mends(whole, terms, difference, tolerance)) if fails else ()
    if fails and not mends:
        if _place(total.source.ref) in proven or not is_slip(whole, difference, tolerance):
            return
        mends = remedies(whole, terms, difference, tolerance, ())
    yield Proof(
        kind=ProofKind.DIMENSIONS,
        place=whole.where,
        total=whole,
        parts=terms,
        state=FootingState.FAILS if fails else FootingState.ROUNDS if difference else FootingState.HOLDS,
        difference=difference,
        tolerance=tolerance,
        remedies=mends,
    )


def _mends(whole: Term, parts: tuple[Term, ...], difference: Decimal, tolerance: Decimal) -> Iterator[str]:
    """One part of the wrong sign, or one that the total does not take in."""
    for part in parts:
        if part.amount and abs(difference + 2 * part.amount) <= tolerance:
            yield f"{part.name} with the other sign makes it hold: look at its sign"
        if part.amount and abs(difference + part.amount) <= tolerance:
            members = part.name.partition(" (")[2].removesuffix(")") or "no member"
            yield f"{whole.name} does not take in the part for {members}: give one of them another member"


def _place(ref: SourceRef) -> tuple[int, int]:
    return ref.offset, ref.end


def _term(fact: Fact) -> Term:
    members = ", ".join(member.local.removesuffix("Member") for _, member in fact.dimensions)
    amount = fact.value if isinstance(fact.value, Decimal) else Decimal(0)
    return Term(
        name=f"{fact.concept}{f' ({members})' if members else ''}",
        shown=f"{amount:,f}" if amount >= 0 else f"({-amount:,f})",
        amount=amount,
        where=fact.source.ref,
        value=fact.id,
    )


def _half(fact: Fact) -> Decimal:
    return Decimal(0) if fact.decimals is None else Decimal(5).scaleb(-fact.decimals - 1)
