"""The ten things to look at first."""

from __future__ import annotations

from msgspec.structs import replace

from converter.checks.requirements_model import Requirement, Standing
from converter.facts.model import QName
from converter.findings import Finding, error, info, warning
from converter.mapping.model import DecidedBy
from converter.pipeline import Conversion
from converter.report.attention import (
    PointView,
    finding_groups,
    least_sure,
    not_said_again,
    points,
    rival,
)
from converter.report.index import build_index


def looked_at(made: Conversion) -> tuple[tuple[PointView, ...], str]:
    return points(build_index(made))


def found(made: Conversion, *findings: Finding) -> Conversion:
    return replace(made, findings=findings, checklist=())


def settled(made: Conversion, confidence: float = 0.99) -> Conversion:
    """The same note with every line decided with one confidence."""
    decisions = tuple(replace(decision, confidence=confidence) for decision in made.mapped.decisions)
    return replace(made, mapped=replace(made.mapped, decisions=decisions))


def test_nothing_to_look_at(html_case: Conversion) -> None:
    made = found(settled(html_case), info("locate.claimed", "all is well"))
    assert looked_at(made) == ((), "")


def test_errors_come_first_and_many_of_a_code_are_one_point(html_case: Conversion) -> None:
    first, second = (fact.source.ref for fact in html_case.report.facts[-2:])
    made = found(
        settled(html_case, 0.2),
        warning("scale.unstated", "no scale"),
        error("fact.contradiction", "a and b differ", first),
        error("fact.contradiction", "c and d differ", second),
    )
    shown, left = looked_at(made)
    assert [point.kind for point in shown[:4]] == ["error", "unsure", "warning", "unsure"]
    assert shown[0].what == "a and b differ (and 1 more like it)"
    assert len(shown) == 10
    assert left.endswith("unsure lines")


def test_the_same_matter_in_other_words_is_said_once(html_case: Conversion) -> None:
    where, other = [fact.source.ref for fact in html_case.report.facts if fact.source.ref.table][:2]
    made = found(
        settled(html_case),
        error("fact.contradiction", "they differ", where),
        error("lint.rule-35", "so they do", where),
        warning("arelle.warning", "inconsistent", where),
        warning("currency.slip", "another matter at the place", where),
        warning("lint.rule-24", "at another place", other),
    )
    said = [point.what for point in looked_at(made)[0]]
    assert said == ["they differ", "another matter at the place", "at another place"]


def test_what_the_run_was_not_told_is_one_point(html_case: Conversion) -> None:
    where = html_case.report.facts[-1].source.ref
    made = found(
        settled(html_case),
        warning("entity.placeholder-cik", "no CIK", hint="give --cik"),
        warning("currency.slip", "a slip", where),
        warning("emit.not-submittable", "no folder for EDGAR", hint="give --cik"),
    )
    shown, _ = looked_at(made)
    assert [(point.what, point.do) for point in shown] == [
        ("a slip", ""),
        ("no CIK; no folder for EDGAR", "give --cik"),
    ]


def test_a_finding_about_a_fact_we_wrote_points_to_where_it_was_read(html_case: Conversion) -> None:
    fact = next(fact for fact in html_case.report.facts if fact.source.ref.table)
    made = found(settled(html_case), error("lint.rule-24", "negative", None, fact=fact.id))
    (point,) = looked_at(made)[0]
    assert point.links == ((fact.source.ref.place, fact.source.ref.place.replace(":", "")),)


def test_what_the_note_lacks_is_a_point(html_case: Conversion) -> None:
    asked = [
        Requirement(
            id=str(n), paragraph="280-10-50-29(f)", title=f"Requirement {n}", standing=standing, why="looked for it"
        )
        for n, standing in enumerate(Standing)
    ]
    made = replace(found(settled(html_case)), checklist=tuple(asked))
    assert [point.what for point in looked_at(made)[0]] == ["Requirement 2 (280-10-50-29(f)): looked for it"]


def test_least_sure_first(html_case: Conversion) -> None:
    decisions = html_case.mapped.decisions
    half = replace(decisions[0], confidence=0.3), replace(decisions[1], confidence=0.1)
    made = settled(html_case)
    made = replace(made, mapped=replace(made.mapped, decisions=(*half, *made.mapped.decisions[2:])))
    assert [group.first.label for group in least_sure(build_index(made).groups)] == [
        decisions[1].label,
        decisions[0].label,
    ]


def test_the_rival_of_an_extension_is_an_element_that_exists(html_case: Conversion) -> None:
    line = next(d for d in html_case.mapped.decisions if any(not c.concept.prefix for c in d.candidates))
    decision = replace(line, decided_by=DecidedBy.EXTENSION, concept=QName("qmc", "CostOfPrototypes"))
    assert rival(decision).startswith("us-gaap:")
    assert rival(replace(decision, candidates=())) == ""


def test_a_matter_is_told_by_the_code_that_tells_it_best() -> None:
    duplicate = replace(warning("arelle.warning", "duplicate"), details={"code": "arelle:duplicateFacts"})
    other = replace(warning("arelle.warning", "a label twice"), details={"code": "xbrl.5.2.2"})
    again = (error("lint.rule-35", "the same fact"), duplicate, other)
    alone = [group.first.message for group in not_said_again(finding_groups(again))]
    assert alone == ["the same fact", "duplicate", "a label twice"]
    told = not_said_again(finding_groups((error("fact.contradiction", "90 and 91"), *again)))
    assert [group.first.message for group in told] == ["90 and 91", "a label twice"]
