"""What is decided for single numbers, rows and columns is laid over the mapping of the lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from converter import knowledge, pipeline, readers
from converter.facts.model import Fact, Period
from converter.findings import Finding
from converter.options import CellDecision, Profile, Settings
from converter.pipeline import Conversion

NOTE = b"""<h2>Note 9. Segment information</h2>
<p>The Company has two reportable segments: Bread and Cake.</p>
<p>Year ended December 31, 2024 (in thousands):</p>
<table><tr><td></td><th>Bread</th><th>Cake</th><th>Total</th></tr>
<tr><td>Revenue</td><td>910</td><td>640</td><td>1,550</td></tr>
<tr><td>Cost of revenue</td><td>(520)</td><td>(430)</td><td>(950)</td></tr>
<tr><td>Gross profit</td><td>390</td><td>210</td><td>600</td></tr></table>"""


@cache
def convert(*cells: CellDecision) -> Conversion:
    settings = Settings(period_end=date(2024, 12, 31), form="10-K", prefix="acme", profile=Profile(cells=cells))
    document, _ = readers.read_bytes("note.html", NOTE)
    return pipeline.convert_document(document, settings, knowledge.load(2025))


def facts(*cells: CellDecision) -> dict[str, Fact]:
    """Facts by what the page shows."""
    return {fact.source.shown: fact for fact in convert(*cells).report.facts}


def findings(code: str, *cells: CellDecision) -> list[Finding]:
    return [finding for finding in convert(*cells).findings if finding.code == code]


def place(shown: str) -> str:
    return facts()[shown].source.ref.place


def changed(*cells: CellDecision) -> set[str]:
    """The numbers whose facts differ in more than the decision's name."""

    def key(fact: Fact) -> tuple[object, ...]:
        return fact.concept, fact.value, fact.period, fact.dimensions

    before, after = facts(), facts(*cells)
    return {shown for shown in before if shown not in after or key(before[shown]) != key(after[shown])}


def test_a_concept_for_one_number() -> None:
    cell = CellDecision(place=place("520"), shown="520", concept="us-gaap:CostsAndExpenses")
    assert changed(cell) == {"520"}
    assert str(facts(cell)["520"].concept) == "us-gaap:CostsAndExpenses"


def test_a_row_and_a_column() -> None:
    row, column = place("520").rpartition(":")[0], "t1:c2"
    assert changed(CellDecision(place=row, concept="us-gaap:CostsAndExpenses")) == {"520", "430", "950"}
    shown = changed(CellDecision(place=column, end=date(2023, 12, 31), start=date(2023, 1, 1)))
    assert {facts()[number].source.ref.col for number in shown} == {1}


def test_sign_dimensions_period_and_skip() -> None:
    where = place("600")
    turned = facts(CellDecision(place=where, shown="600", negate=True))["600"]
    assert turned.value == Decimal(-600000)
    bare = facts(CellDecision(place=place("910"), shown="910", dimensions=()))["910"]
    assert bare.dimensions == ()
    own = (("us-gaap:StatementBusinessSegmentsAxis", "acme:RollsMember"),)
    made = convert(CellDecision(place=place("390"), shown="390", dimensions=own))
    assert "acme:RollsMember" in {str(element.qname) for element in made.report.elements}
    dated = facts(CellDecision(place=where, end=date(2023, 12, 31), start=date(2023, 7, 1)))["600"]
    assert dated.period == Period(start=date(2023, 7, 1), end=date(2023, 12, 31))
    skip = CellDecision(place=where, shown="600", skip="shown for comparison")
    assert len(convert(skip).report.facts) < len(convert().report.facts)
    assert "shown for comparison" in findings("mapping.cell-skipped", skip)[0].message


def test_a_concept_of_ones_own() -> None:
    cell = CellDecision(place=place("520"), shown="520", concept="acme:Flour", extension_label="Flour", balance="debit")
    element = next(e for e in convert(cell).report.elements if str(e.qname) == "acme:Flour")
    assert (element.label, element.balance, element.extension) == ("Flour", "debit", True)


@pytest.mark.parametrize(
    "cell", [CellDecision(place="t9:r1:c1", skip="x"), CellDecision(place="t1:r2:c2", shown="7", skip="x")]
)
def test_a_number_that_is_gone_is_said(cell: CellDecision) -> None:
    assert not changed(cell)
    assert cell.place in findings("mapping.cell-gone", cell)[0].message
