"""report.html: self-contained, every link arrives, every fact is shown, nothing of the input is taken for markup."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from lxml import html
from msgspec.structs import replace

from converter import report
from converter.checks.proof_model import Proof, ProofKind, Term
from converter.checks.requirements_model import Evidence, Requirement, Standing
from converter.interpret.model import FootingState
from converter.mapping.model import ValueMapping
from converter.pipeline import Conversion
from converter.report.page import report_html, report_view
from converter.report.proofs import MEANS
from converter.source import SourceRef


@pytest.fixture
def page(case: Conversion) -> html.HtmlElement:
    return html.document_fromstring(report_html(case))


def test_every_link_arrives_and_ids_are_unique(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert targets
    assert targets <= set(ids)


def test_nothing_is_fetched(page: html.HtmlElement, case: Conversion) -> None:
    files = {file.path for file in case.files}
    assert {link for link in page.xpath("//@href | //@src") if not link.startswith("#")} <= files
    assert not page.xpath("//link | //img | //iframe | //script[@src]")
    assert "url(" not in page.xpath("string(//style)")


def test_every_fact_of_the_note_is_shown(page: html.HtmlElement, case: Conversion) -> None:
    assert len(page.xpath("//section[@id='note']//*[@class='one']/b")) == len(case.report.facts)


def test_a_fact_that_stands_nowhere_on_the_page_is_shown_all_the_same(html_case: Conversion) -> None:
    lost = SourceRef(file="input.html", table=99, row=1, col=1)
    first, *others = html_case.report.facts
    moved = replace(first, source=replace(first.source, ref=lost))
    beyond = replace(others[0], source=replace(others[0].source, span=(10**6, 10**6 + 2)))
    made = replace(html_case, report=replace(html_case.report, facts=(moved, beyond, *others[1:])))
    page = html.document_fromstring(report_html(made))
    assert len(page.xpath("//*[@id='elsewhere']//*[@class='one']")) == 2


def test_every_cell_is_shown_as_the_page_has_it(page: html.HtmlElement, case: Conversion) -> None:
    for table in case.note.tables:
        for cell in table.cells:
            if cell.text.strip():
                (shown,) = page.xpath(f"//*[@id='{cell.ref.place.replace(':', '')}']")
                assert "".join(cell.shown.split()) in "".join(shown.text_content().split())


def test_headings_and_headers_are_marked_up(page: html.HtmlElement) -> None:
    assert len(page.xpath("//h1")) == 1
    assert not page.xpath("//main/section[not(h2) and not(@aria-label)]")
    assert not page.xpath("//th[not(@scope)]")
    assert not page.xpath("//svg[not(@aria-label)]")


def test_same_conversion_same_bytes(case: Conversion) -> None:
    assert [f.content for f in report.files(case)] == [f.content for f in report.files(replace(case, seconds={}))]


def test_input_is_never_markup(html_case: Conversion) -> None:
    bad = '<script>alert("x")</script>&'
    decisions = tuple(replace(d, label=bad) for d in html_case.mapped.decisions)
    findings = tuple(replace(f, message=bad, hint=bad) for f in html_case.findings)
    note = replace(html_case.note, title=bad)
    text = report_html(
        replace(html_case, mapped=replace(html_case.mapped, decisions=decisions), findings=findings, note=note)
    )
    assert "alert(" in text
    assert "<script>alert" not in text
    assert text.count("<script") == 1


def test_not_run_is_said(html_case: Conversion) -> None:
    view = report_view(replace(html_case, checklist=()))
    tiles = {tile.name: tile for tile in view.tiles}
    assert [tiles[name].figure for name in ("Validation", "Checklist")] == ["not run", "not run"]
    assert {state for _, state in view.validation.checks} == {"not run"}
    bare = replace(html_case, proofs=(), interpreted=replace(html_case.interpreted, tables=()))
    assert "no sums were found" in report_html(bare)


def test_a_number_without_a_tag_says_why(html_case: Conversion) -> None:
    fact = html_case.report.facts[-1]
    value = next(v for t in html_case.interpreted.tables for v in t.values if v.ref == fact.source.ref)
    skipped = tuple(
        ValueMapping(value=m.value, decision="", skip="a page number") if m.value == value.id else m
        for m in html_case.mapped.values
    )
    facts = tuple(f for f in html_case.report.facts if f.source.ref != fact.source.ref)
    made = replace(
        html_case, mapped=replace(html_case.mapped, values=skipped), report=replace(html_case.report, facts=facts)
    )
    page = html.document_fromstring(report_html(made))
    reasons = [row.text_content() for row in page.xpath("//section[@id='note']//table[@class='list']/tbody/tr")]
    assert any("a page number" in reason and fact.source.ref.place in reason for reason in reasons)


def test_proofs_that_fail_are_shown_in_full_and_the_others_counted(html_case: Conversion) -> None:
    where = html_case.report.facts[-1].source.ref
    total = Term(name="Profit 2025", shown="9", amount=Decimal(9), where=where)
    part = Term(name="Sales 2025", shown="7", amount=Decimal(7), weight=-1)

    def proof(kind: ProofKind, state: FootingState) -> Proof:
        return Proof(
            kind=kind, place=where, total=total, parts=(part,), state=state, difference=Decimal(2),
            tolerance=Decimal(0), remedies=("read 9 as 7",),
        )  # fmt: skip

    kinds = (
        (ProofKind.IDENTITY, FootingState.HOLDS),
        (ProofKind.ROWS, FootingState.FAILS),
        (ProofKind.ROWS, FootingState.HOLDS),
    )
    view = report_view(replace(html_case, proofs=tuple(proof(kind, state) for kind, state in kinds)))
    (failed,) = view.failed
    assert view.rounded == ()
    assert (failed.kind, failed.text) == ("rows", "Profit 2025 9 = \u2212 Sales 2025 7; off by 2")
    assert failed.remedies == ("read 9 as 7",)
    assert failed.links[0][0] == where.place
    assert [(p.kind, p.holds, p.fails) for p in view.proofs] == [("segment identity", "1", 0), ("rows", "1", 1)]
    assert [what for what, _, _ in view.proofs[0].holding] == ["Profit 2025: 9"]


def test_sums_that_hold_within_rounding_only_are_listed(html_case: Conversion) -> None:
    where = html_case.report.facts[-1].source.ref
    total = Term(name="Net sales / Total", shown="3,056", amount=Decimal(3_056_000_000), where=where)
    parts = tuple(Term(name=name, shown=name, amount=Decimal(name) * 1_000_000) for name in ("1840", "1215"))
    proof = Proof(
        kind=ProofKind.COLUMNS, place=where, total=total, parts=parts, state=FootingState.ROUNDS,
        difference=Decimal(1_000_000), tolerance=Decimal(1_500_000),
    )  # fmt: skip
    exact = replace(proof, state=FootingState.HOLDS, difference=Decimal(0))
    made = replace(html_case, proofs=(exact, proof, exact))
    (rounded,) = report_view(made).rounded
    assert rounded.text == "Net sales / Total 3,056 = 1840 1840 + 1215 1215; off by 1"
    assert "1 sum off by no more than the rounding of the parts" in report_html(made)


def test_every_kind_of_proof_is_explained() -> None:
    assert {kind.value for kind in ProofKind} == set(MEANS)


def test_evidence_is_not_said_twice(html_case: Conversion) -> None:
    seen = (Evidence(what="the sentence"), Evidence(what="a table"))
    asked = Requirement(id="x", paragraph="p", title="t", standing=Standing.GIVEN, why="in the sentence", evidence=seen)
    (requirement,) = report_view(replace(html_case, checklist=(asked,))).requirements
    assert [what for what, _, _ in requirement.evidence] == ["", "a table"]


def test_the_checklist_begins_with_what_is_missing(html_case: Conversion) -> None:
    asked = tuple(
        Requirement(
            id=s.value, paragraph="p", title=s.value, standing=s, why="w", evidence=(Evidence(what="a sentence"),)
        )
        for s in (Standing.GIVEN, Standing.NOT_APPLICABLE, Standing.MISSING, Standing.UNCLEAR)
    )
    made = replace(html_case, checklist=asked)
    assert [r.standing for r in report_view(made).requirements] == ["missing", "unclear", "given", "not applicable"]
    assert re.search(r'class="badge not-applicable">not applicable', report_html(made))
