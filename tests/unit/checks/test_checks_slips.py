"""Which slip of the pen explains a difference."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.checks.proof_model import Term
from converter.checks.proof_slips import in_shown_units, is_slip, remedies

HALF = Decimal("1.5")


def term(name: str, amount: str, shown: str = "", weight: int = 1) -> Term:
    number = Decimal(amount)
    return Term(name=name, shown=shown or f"{number:,f}", amount=number, weight=weight, value=name)


@pytest.mark.parametrize(
    ("total", "parts", "said"),
    [
        (
            term("total", "3851"),
            ("1840", "1215", "760"),
            "total: 3,851 with two neighbouring digits changed over is 3,815",
        ),
        (term("total", "3915"), ("1840", "1215", "760"), "total: 3,915 with one digit changed is 3,815"),
        (term("total", "500"), ("700", "200"), "2: 200 with the other sign is (200)"),
        (term("total", "717"), ("304", "219", "158"), "1: 304 with two neighbouring digits changed over is 340"),
    ],
)
def test_the_slip_is_named(total: Term, parts: tuple[str, ...], said: str) -> None:
    terms = tuple(term(str(number), part) for number, part in enumerate(parts, 1))
    difference = total.amount - sum(t.amount for t in terms)
    assert said in remedies(total, terms, difference, HALF, ())


def test_numbers_of_another_sum_that_holds_are_not_suspected() -> None:
    total, parts = term("total", "717"), (term("a", "304"), term("b", "219"), term("c", "158"))
    doubtful = remedies(total, parts, Decimal(36), HALF, {"total", "b", "c"})
    assert doubtful == ("a: 304 with two neighbouring digits changed over is 340",)


def test_where_no_slip_explains_it_none_is_offered() -> None:
    total, parts = term("total", "9000"), (term("a", "1"), term("b", "2"))
    assert remedies(total, parts, Decimal(8997), HALF, ()) == ()
    assert not is_slip(total, Decimal(8997), HALF)


def test_weights_turn_the_slip() -> None:
    total, part = term("profit", "60"), term("cost", "21", weight=-1)
    found = remedies(total, (term("revenue", "72"), part), Decimal(9), Decimal(0), ())
    assert "cost: 21 with two neighbouring digits changed over is 12" in found


def test_amounts_are_said_in_the_units_of_the_page() -> None:
    shown = term("total", "-1234000000", "(1,234)")
    assert in_shown_units(shown, Decimal("-1243000000")) == "(1,243)"
    assert in_shown_units(shown, Decimal("5000000")) == "5"
    assert in_shown_units(term("t", "1250000", "1.25"), Decimal("1500000")) == "1.5"
