"""Slips of the pen: which single digit, sign or changed-over pair of digits would make a sum hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from msgspec import Struct

from .proof_model import Proof, Term

_MOST = 3
"""So many remedies are offered."""


class Slip(Struct, frozen=True, kw_only=True):
    """`term` read as `meant` (in full units, with its sign); `kind` is `sign`, `transposition` or `digit`."""

    term: Term
    meant: Decimal
    kind: str


def remedies(
    total: Term, parts: tuple[Term, ...], difference: Decimal, tolerance: Decimal, sound: Collection[str]
) -> tuple[str, ...]:
    """In words, the slips that would make `total` the sum of `parts`; `difference` is total less sum.

    Numbers in `sound` (value ids) stand in another sum that holds, and are suspected only where nothing else explains
    the difference. Signs come first, then changed-over digits, then single digits.
    """
    found = [*_of(total, difference, 1, tolerance)]
    for part in parts:
        found += _of(part, difference, -part.weight, tolerance)
    doubtful = [slip for slip in found if slip.term.value not in sound] or found
    order = ("sign", "transposition", "digit")
    doubtful.sort(key=lambda slip: (order.index(slip.kind), slip.term is not total))
    return tuple(_said(slip) for slip in doubtful[:_MOST])


def is_slip(total: Term, difference: Decimal, tolerance: Decimal) -> bool:
    """Whether one slip in the total alone explains the difference."""
    return any(True for _ in _of(total, difference, 1, tolerance))


def _of(term: Term, difference: Decimal, weight: int, tolerance: Decimal) -> Iterator[Slip]:
    """The slips in one term that leave no more than rounding: the best of each kind."""
    wanted = term.amount - weight * difference
    best: dict[str, tuple[Decimal, Decimal]] = {}
    for kind, amount in _variants(term):
        off = abs(amount - wanted)
        if off <= tolerance and (kind not in best or off < best[kind][0]):
            best[kind] = (off, amount)
    for kind, (_, amount) in best.items():
        yield Slip(term=term, meant=amount, kind=kind)


def _variants(term: Term) -> Iterator[tuple[str, Decimal]]:
    """The amounts that one slip away from the term's would be."""
    if not term.amount:
        return
    yield "sign", -term.amount
    size = abs(term.amount).normalize()
    digits = [*size.as_tuple().digits]
    exponent = int(size.as_tuple().exponent)
    sign = int(term.amount < 0)
    shown = max(len(digits), sum(char.isdigit() for char in term.shown))
    digits += [0] * (shown - len(digits))  # zeros at the end were shown too
    exponent -= shown - len(size.as_tuple().digits)
    for at, digit in enumerate(digits):
        after = digits[at + 1] if at + 1 < len(digits) else digit
        if after != digit and (at or after):
            swapped = (*digits[:at], after, digit, *digits[at + 2 :])
            yield "transposition", Decimal((sign, swapped, exponent))
        for other in range(10):
            if other != digit and (at or other) and len(digits) > 1:
                yield "digit", Decimal((sign, (*digits[:at], other, *digits[at + 1 :]), exponent))


def _said(slip: Slip) -> str:
    what = {
        "sign": "the other sign",
        "transposition": "two neighbouring digits changed over",
        "digit": "one digit changed",
    }[slip.kind]
    return f"{slip.term.name}: {slip.term.shown} with {what} is {in_shown_units(slip.term, slip.meant)}"


def in_words(proof: Proof) -> str:
    """A sum that is off: what the total is, what its parts make, and by how much it misses them."""
    made = in_shown_units(proof.total, proof.total.amount - proof.difference)
    off = in_shown_units(proof.total, abs(proof.difference))
    parts = " ".join(f"{'+' if part.weight > 0 else '-'} {part.shown}" for part in proof.parts).removeprefix("+ ")
    return f"{proof.total.name} is {proof.total.shown}, and its parts make {made}: off by {off} ({parts})"


def in_shown_units(term: Term, amount: Decimal) -> str:
    """An amount as the page would show it beside the term: same scale, thousands parted, minus in parentheses."""
    number = term.amount
    scale = 0
    plain = "".join(char for char in term.shown if char.isdigit() or char == ".").strip(".")
    if plain and number and (shown := Decimal(plain)):
        scale = round((abs(number) / shown).log10())
    text = f"{abs(amount).scaleb(-scale):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"({text})" if amount < 0 else text
