"""The arithmetic proof of small notes of an invented company, whole and with one slip in them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from msgspec.structs import replace

from converter import checks, knowledge, pipeline, readers
from converter.checks.proof_model import Proof, ProofKind
from converter.findings import Finding, Severity
from converter.interpret.model import FootingState
from converter.profile import settings_from

HEAD = (
    "<html><body><h2>Note 9. Segment Information</h2>"
    "<p>Saltmarsh Optics Inc. has two reportable segments: Lenses and Mounts.</p>"
)
LINES = {
    "Net sales": ("1,840", "1,215", "3,055"),
    "Cost of sales": ("(1,104)", "(705)", "(1,809)"),
    "Selling and administrative": ("(276)", "(206)", "(482)"),
    "Operating income": ("460", "304", "764"),
}
FLAGS = {"form": "10-K", "period_end": "2025-12-31", "fiscal_period": "FY"}


def table(columns: tuple[str, ...], rows: dict[str, tuple[str, ...]], above: str = "") -> str:
    head = "".join(f"<th>{c}</th>" for c in ("", *columns))
    body = "".join(
        f"<tr><td>{label}</td>{''.join(f'<td>{c}</td>' for c in cells)}</tr>" for label, cells in rows.items()
    )
    return f"<p>{above}</p><table><tr>{head}</tr>{body}</table>"


def by_segment(**slips: tuple[str, ...]) -> str:
    changed = {name.replace("_", " "): cells for name, cells in slips.items()}
    return (
        HEAD
        + table(("Lenses", "Mounts", "Total"), LINES | changed, "Year ended December 31, 2025 (in millions):")
        + "</body></html>"
    )


def proved(html: str) -> tuple[tuple[Proof, ...], tuple[Finding, ...]]:
    document, _ = readers.read_bytes("note.html", html.encode())
    made = pipeline.convert_document(document, settings_from(FLAGS, None), knowledge.load(2025))
    return checks.prove(made.interpreted, made.mapped, made.report)


def kinds(proofs: tuple[Proof, ...], state: FootingState) -> Counter[ProofKind]:
    return Counter(proof.kind for proof in proofs if proof.state is state)


def test_a_note_that_foots_is_proved_and_nothing_is_found() -> None:
    proofs, findings = proved(by_segment())
    held = kinds(proofs, FootingState.HOLDS)
    assert findings == ()
    assert held[ProofKind.IDENTITY] == 3, "both segments and the total"
    assert held[ProofKind.COLUMNS] == 4
    assert not kinds(proofs, FootingState.FAILS)


def test_every_term_has_its_place_and_name() -> None:
    proofs, _ = proved(by_segment())
    identity = next(p for p in proofs if p.kind is ProofKind.IDENTITY and "Lenses" in p.total.name)
    assert identity.total.name.startswith("Operating income / ")
    assert identity.total.where is not None
    assert [part.shown for part in identity.parts] == ["1,840", "(1,104)", "(276)"]


@pytest.mark.parametrize(
    ("slips", "code", "said"),
    [
        (
            {"Cost_of_sales": ("(1,104)", "(705)", "(1,890)")},
            "arithmetic.columns",
            "two neighbouring digits changed over is (1,809)",
        ),
        ({"Net_sales": ("1,840", "1,215", "3,155")}, "arithmetic.columns", "one digit changed is 3,055"),
    ],
)
def test_a_slip_is_an_error_and_its_remedy_is_named(slips: dict[str, tuple[str, ...]], code: str, said: str) -> None:
    _, findings = proved(by_segment(**slips))
    found = {finding.code: finding for finding in findings if finding.severity is Severity.ERROR}
    assert code in found
    assert said in found[code].hint
    assert found[code].where is not None


def test_what_only_rounding_explains_is_no_finding() -> None:
    proofs, findings = proved(by_segment(Net_sales=("1,840", "1,215", "3,056")))
    assert not [f for f in findings if f.severity is Severity.ERROR]
    assert kinds(proofs, FootingState.ROUNDS)[ProofKind.COLUMNS] == 1


AREAS = {
    "United States": ("412", "53 %"),
    "Norway": ("208", "27 %"),
    "Japan": ("104", "13 %"),
    "Other countries": ("54", "7 %"),
    "Total net sales": ("778", "100 %"),
}


@pytest.mark.parametrize(("share", "fails"), [("27 %", 0), ("37 %", 1)])
def test_percentages_are_held_to_their_amounts(share: str, fails: int) -> None:
    rows = AREAS | {"Norway": ("208", share)}
    html = HEAD + table(
        ("Net sales", "% of total"), rows, "Net sales by area, year ended December 31, 2025 (in millions):"
    )
    proofs, findings = proved(html + "</body></html>")
    assert kinds(proofs, FootingState.FAILS)[ProofKind.PERCENTAGE] == fails
    assert len([f for f in findings if f.code == "arithmetic.percentage"]) == fails


def translated(cost: str) -> str:
    rows = {
        "Revenue": ("7,200", "1,000"),
        "Cost of revenue": ("(3,600)", cost),
        "Selling expenses": ("(1,440)", "(200)"),
        "Segment profit": ("2,160", "300"),
    }
    text = "RMB amounts are translated at RMB7.2000 to US$1.00. Year ended December 31, 2025 (in thousands):"
    return HEAD + table(("RMB", "USD"), rows, text) + "</body></html>"


@pytest.mark.parametrize(("cost", "fails"), [("(500)", 0), ("(550)", 1)])
def test_translations_follow_the_stated_rate(cost: str, fails: int) -> None:
    proofs, findings = proved(translated(cost))
    translations = [p for p in proofs if p.kind is ProofKind.TRANSLATION]
    assert len(translations) == 4
    assert sum(p.state is FootingState.FAILS for p in translations) == fails
    assert [f.code for f in findings if f.code == "arithmetic.translation"] == ["arithmetic.translation"] * fails


def test_a_total_that_nothing_makes_is_told() -> None:
    rows = {"Lenses": ("700",), "Mounts": ("450",), "Total assets": ("9,875",)}
    html = HEAD + table(("2025",), rows, "Assets as of December 31 (in millions):") + "</body></html>"
    _, findings = proved(html)
    assert [f.code for f in findings] == ["arithmetic.unproven"]


@pytest.mark.parametrize(
    ("above", "total", "meant", "found"),
    [
        (("712", "455", "231"), "1,938", "1,398", ("arithmetic.rows", Severity.ERROR)),
        (("712", "455"), "1,617", "1,167", ("arithmetic.unproven", Severity.WARNING)),
    ],
)
def test_a_slip_in_a_lone_total_is_named(
    above: tuple[str, ...], total: str, meant: str, found: tuple[str, Severity]
) -> None:
    rows = {name: (cell,) for name, cell in zip(("Lenses", "Mounts", "Frames"), above, strict=False)}
    html = HEAD + table(("2025",), rows | {"Total assets": (total,)}, "Assets as of December 31 (in millions):")
    _, findings = proved(html + "</body></html>")
    hints = {(f.code, f.severity): f.hint for f in findings}
    assert f"changed over is {meant}" in hints[found]


def test_a_member_of_the_wrong_sign_is_told() -> None:
    rows = {"Net sales": ("7,700", "4,450", "(1,050)", "11,100"), "Operating income": ("900", "650", "(110)", "1,440")}
    columns = ("Lenses", "Mounts", "Corporate", "Consolidated")
    html = HEAD + table(columns, rows, "Year ended December 31, 2025 (in millions):") + "</body></html>"
    document, _ = readers.read_bytes("note.html", html.encode())
    made = pipeline.convert_document(document, settings_from(FLAGS, None), knowledge.load(2025))
    proofs, findings = checks.prove(made.interpreted, made.mapped, made.report)
    assert kinds(proofs, FootingState.HOLDS)[ProofKind.DIMENSIONS] == 2
    assert findings == ()
    turned = tuple(
        replace(fact, value=-fact.value) if isinstance(fact.value, Decimal) and fact.value < 0 else fact
        for fact in made.report.facts
    )
    _, findings = checks.prove(made.interpreted, made.mapped, replace(made.report, facts=turned))
    assert {f.code for f in findings} == {"arithmetic.dimensions"}
    assert all("look at its sign" in f.hint for f in findings)


def test_a_period_with_fewer_columns_is_told() -> None:
    head = "<tr><th></th><th colspan=3>2025</th><th colspan=2>2024</th></tr>"
    names = "<tr><th></th><th>Lenses</th><th>Mounts</th><th>Total</th><th>Lenses</th><th>Total</th></tr>"
    rows = {
        "Net sales": ("7,700", "4,450", "12,150", "7,100", "11,000"),
        "Operating income": ("900", "650", "1,550", "850", "1,440"),
    }
    body = "".join(f"<tr><td>{n}</td>{''.join(f'<td>{c}</td>' for c in cells)}</tr>" for n, cells in rows.items())
    html = f"{HEAD}<p>Years ended December 31 (in millions):</p><table>{head}{names}{body}</table></body></html>"
    _, findings = proved(html)
    assert [f.message for f in findings if f.code == "arithmetic.periods"] == [
        "2024-12-31 is given for 2 of 3 columns, and nothing is shown for Mounts"
    ]


def _turned(html: str, local: str) -> list[str]:
    """The findings of a sum's sense after the facts of one concept are given the other sign."""
    document, _ = readers.read_bytes("note.html", html.encode())
    made = pipeline.convert_document(document, settings_from(FLAGS, None), knowledge.load(2025))
    _, before = checks.prove(made.interpreted, made.mapped, made.report)
    assert not [f for f in before if f.code == "arithmetic.sense"]
    facts = tuple(
        replace(fact, value=-fact.value) if fact.concept.local == local and isinstance(fact.value, Decimal) else fact
        for fact in made.report.facts
    )
    assert facts != made.report.facts
    _, findings = checks.prove(made.interpreted, made.mapped, replace(made.report, facts=facts))
    return [f.message for f in findings if f.code == "arithmetic.sense" and f.severity is Severity.ERROR]


def test_a_tag_that_goes_against_its_sum_is_an_error() -> None:
    (told,) = _turned(by_segment(), "CostOfGoodsAndServicesSold")
    assert told.startswith("Cost of sales / Lenses, (1,104): the sum for Operating income / Lenses")


def test_what_a_measure_of_profit_takes_back_is_no_matter_of_sense() -> None:
    rows = {"Net income": ("300",), "Interest expense": ("40",), "Income tax expense": ("90",), "EBITDA": ("430",)}
    html = HEAD + table(("2025",), rows, "Year ended December 31, 2025 (in millions):") + "</body></html>"
    assert _turned(html, "InterestExpense") == []


def test_parts_of_a_year_given_by_their_days_are_not_said_to_be_years() -> None:
    head = (
        "<tr><th></th><th>March 15, 2024 through December 31, 2024</th>"
        "<th>January 1, 2024 through March 14, 2024</th><th>Year ended December 31, 2023</th></tr>"
    )
    rows = {"Net sales": ("7,700", "1,450", "8,150"), "Operating income": ("900", "150", "1,050")}
    body = "".join(f"<tr><td>{n}</td>{''.join(f'<td>{c}</td>' for c in cells)}</tr>" for n, cells in rows.items())
    html = f"{HEAD}<p>Segment results (in millions):</p><table>{head}{body}</table></body></html>"
    _, findings = proved(html)
    assert [f.message for f in findings if f.code == "arithmetic.periods"] == []
