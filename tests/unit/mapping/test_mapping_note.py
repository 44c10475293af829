"""A note all the way through the mapping."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import mapping_notes as made
import pytest

from converter import knowledge
from converter.facts.model import QName
from converter.interpret.model import PeriodHint, TableKind
from converter.mapping import PriorFiling, PriorLine, PriorMember, map_note
from converter.mapping.elements import Maker
from converter.mapping.model import DecidedBy, Decision, MappedNote
from converter.options import LineDecision, MemberDecision, Preference, Profile, Settings

KNOWN = knowledge.load(2025)
SETTINGS = Settings(entity_name="Kestrel Ridge", prefix="kestrel")


def mapped(note: object = None, settings: Settings = SETTINGS, prior: PriorFiling | None = None) -> MappedNote:
    return map_note(note or made.harbor(), settings, KNOWN, prior)[0]  # type: ignore[arg-type]  # a built note


def decision(result: MappedNote, label: str) -> Decision:
    return next(d for d in result.decisions if d.label == label)


def dimensions(result: MappedNote, value: str) -> dict[str, str]:
    found = next(m for m in result.values if m.value == value)
    return {axis.local: str(member) for axis, member in found.dimensions}


def test_the_usual_lines_take_their_usual_concepts() -> None:
    result = mapped()
    assert decision(result, "Cost of revenue").concept.local == "CostOfRevenue"
    assert decision(result, "General and administrative").concept.local == "GeneralAndAdministrativeExpense"
    assert decision(result, "Operating income (loss)").concept.local == "OperatingIncomeLoss"
    assert decision(result, "Revenue").concept.local.startswith("Revenue")


def test_every_decision_carries_five_candidates_and_words() -> None:
    for found in mapped().decisions:
        assert len(found.candidates) == 5
        assert [c.score for c in found.candidates[1:]] == sorted((c.score for c in found.candidates[1:]), reverse=True)
        assert found.evidence
        assert 0 <= found.confidence <= 1


def test_segments_carry_operating_segments_where_the_concept_is_reconciled() -> None:
    result = mapped()
    assert dimensions(result, "l0c0") == {
        "ConsolidationItemsAxis": "us-gaap:OperatingSegmentsMember",
        "StatementBusinessSegmentsAxis": "kestrel:HarborSegmentMember",
    }
    assert dimensions(result, "l0c2") == {"ConsolidationItemsAxis": "us-gaap:CorporateNonSegmentMember"}
    assert dimensions(result, "l0c3") == {}


def test_segments_stand_alone_where_nothing_is_reconciled() -> None:
    columns = [(made.subject("segment", "Harbor"),), (made.subject("segment", "Rail"),)]
    line = made.line(0, "Total assets")
    note = made.note(made.table(TableKind.ASSETS, [line], made.values(line, [5, 6], columns, made.AT_DATE)))
    assert dimensions(mapped(note), "l0c0") == {"StatementBusinessSegmentsAxis": "kestrel:HarborSegmentMember"}


def test_one_reportable_segment_is_a_member_of_its_own() -> None:
    lines = [made.line(0, "Revenue", 1, "l1"), made.line(1, "Net loss", is_total=True)]
    found = [v for line in lines for v in made.values(line, [9], [()])]
    table = made.table(TableKind.PROFIT_OR_LOSS, lines, found)
    note = made.note(table, statements=(made.states("NumberOfReportableSegments", 1),))
    result = mapped(note)
    assert dimensions(result, "l0c0") == {"StatementBusinessSegmentsAxis": "kestrel:ReportableSegmentMember"}
    assert QName("kestrel", "ReportableSegmentMember") in {e.qname for e in result.elements}


def test_a_segments_total_keeps_its_member_though_it_equals_the_whole() -> None:
    columns = [(made.subject("segments-total", "Total segments"),), (made.subject("consolidated", "Total"),)]
    line = made.line(0, "Revenue")
    for total in (9, 10):
        note = made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [total, 9], columns)))
        result = mapped(note)
        assert dimensions(result, "l0c0") == {"ConsolidationItemsAxis": "us-gaap:OperatingSegmentsMember"}
        assert dimensions(result, "l0c1") == {}


def test_corporate_counted_as_a_segment_is_on_the_segment_axis() -> None:
    columns = [(made.subject("segment", "Harbor"),), (made.subject("corporate", "Corporate"),)]
    line = made.line(0, "Revenue")
    table = made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [9, 9], columns))
    note = made.note(table, statements=(made.states("NumberOfReportableSegments", 2),))
    assert dimensions(mapped(note), "l0c1") == {"StatementBusinessSegmentsAxis": "us-gaap:CorporateMember"}


def test_shares_of_revenue_by_customer_are_concentrations() -> None:
    line = made.line(0, "Customer A", content=made.Content.PERCENT)
    table = made.table(
        TableKind.CUSTOMERS, [line], made.values(line, [12], [(made.subject("customer", "Customer A"),)])
    )
    result = mapped(made.note(table))
    assert decision(result, "Customer A").concept.local == "ConcentrationRiskPercentage1"
    assert dimensions(result, "l0c0") == {
        "ConcentrationRiskByBenchmarkAxis": "us-gaap:SalesRevenueNetMember",
        "ConcentrationRiskByTypeAxis": "us-gaap:CustomerConcentrationRiskMember",
        "MajorCustomersAxis": "kestrel:CustomerAMember",
    }


def test_the_united_states_and_the_rest() -> None:
    columns = [(made.subject("geography", "United States"),), (made.subject("geography", "International"),)]
    line = made.line(0, "Long-lived assets")
    note = made.note(made.table(TableKind.GEOGRAPHY, [line], made.values(line, [5, 6], columns, made.AT_DATE)))
    result = mapped(note)
    assert dimensions(result, "l0c0") == {"StatementGeographicalAxis": "country:US"}
    assert dimensions(result, "l0c1") == {"StatementGeographicalAxis": "us-gaap:NonUsMember"}
    assert decision(result, "Long-lived assets").concept.local == "NoncurrentAssets"


@pytest.mark.parametrize("name", ["Corporate and Other", "Corporate & other"])
def test_corporate_shown_like_a_segment_has_the_standard_member(name: str) -> None:
    line = made.line(0, "Revenues")
    columns = [(made.subject("segment", name),), (made.subject("segment", "Quays"),)]
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5, 6], columns))))
    assert dimensions(result, "l0c0")["StatementBusinessSegmentsAxis"] == "us-gaap:CorporateAndOtherMember"
    assert dimensions(result, "l0c1")["StatementBusinessSegmentsAxis"] == "kestrel:QuaysSegmentMember"


def test_a_place_that_sentences_name_beside_a_segment_stays_a_place() -> None:
    line = made.line(0, "Revenues")
    columns = [(made.subject("segment", "Quays"),), (made.subject("geography", "Norway"),)]
    told, shown = (
        mapped(made.note(made.table(kind, [line], made.values(line, [5, 6], columns))))
        for kind in (TableKind.NARRATIVE, TableKind.PROFIT_OR_LOSS)
    )
    assert dimensions(told, "l0c1") == {"StatementGeographicalAxis": "country:NO"}
    assert "StatementBusinessSegmentsAxis" in dimensions(shown, "l0c1")


def test_what_fits_no_standard_element_is_made() -> None:
    line = made.line(0, "Adjusted EBITDA of quay leases")
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5], [()]))))
    found = decision(result, "Adjusted EBITDA of quay leases")
    assert found.concept.prefix == "kestrel"
    assert found.decided_by is DecidedBy.EXTENSION
    element = next(e for e in result.elements if e.qname == found.concept)
    assert element.extension
    assert element.documentation
    assert element.anchor is not None


@pytest.mark.parametrize(
    ("label", "period_type"),
    [
        ("Equity in net assets of quay partnerships", "instant"),
        ("Additions to slip assets of quay partnerships", "duration"),
        ("Average quay partnership assets", "duration"),
        ("Quay loans of partnerships", "instant"),
        ("Reserve for quay dredging", "instant"),
        ("Quay loan originations of partnerships", "duration"),
    ],
)
def test_an_amount_at_a_date_is_told_by_its_words_under_headings_of_a_span(label: str, period_type: str) -> None:
    line = made.line(0, label)
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5], [()]))))
    found = decision(result, label)
    element = next(e for e in result.elements if e.qname == found.concept)
    assert element.period_type == period_type


@pytest.mark.parametrize(
    ("label", "period_type"),
    [("Quay ventures put up to auction", "instant"), ("Quay ventures added", "duration")],
)
def test_what_adds_to_assets_is_an_amount_at_a_date(label: str, period_type: str) -> None:
    bare = PeriodHint(end=date(2024, 12, 31))
    part = made.line(0, label, 1, "l1")
    total = made.line(1, "Total assets", is_total=True, parts=("l0",))
    found = [*made.values(part, [5], [()], bare), *made.values(total, [9], [()], bare)]
    result = mapped(made.note(made.table(TableKind.ASSETS, [part, total], found)))
    element = next(e for e in result.elements if e.qname == decision(result, label).concept)
    assert (element.extension, element.period_type) == (True, period_type)


def test_the_profile_wins_over_everything() -> None:
    profile = Profile(
        lines=(LineDecision(label="Cost of revenue", concept="us-gaap:CostOfGoodsAndServicesSold", negate=True),),
        members=(MemberDecision(name="Rail", axis="srt:ProductOrServiceAxis", member="kestrel:RailwaysMember"),),
        preferences=(Preference(instead_of="OperatingIncomeLoss", use="us-gaap:GrossProfit"),),
    )
    result = mapped(settings=Settings(prefix="kestrel", profile=profile))
    cost = decision(result, "Cost of revenue")
    assert (cost.concept.local, cost.sign, cost.decided_by) == ("CostOfGoodsAndServicesSold", -1, DecidedBy.PROFILE)
    assert decision(result, "Operating income (loss)").concept.local == "GrossProfit"
    assert dimensions(result, "l0c1")["ProductOrServiceAxis"] == "kestrel:RailwaysMember"


@pytest.mark.parametrize(("habit", "expected"), [("always", {True}), ("never", {False})])
def test_the_profile_says_whether_segments_carry_operating_segments(habit: str, expected: set[bool]) -> None:
    result = mapped(settings=Settings(prefix="kestrel", profile=Profile(operating_segments=habit)))
    segments = [v for v in result.values if any(a.local == "StatementBusinessSegmentsAxis" for a, _ in v.dimensions)]
    assert segments
    assert {any(m.local == "OperatingSegmentsMember" for _, m in v.dimensions) for v in segments} == expected


def test_the_prior_filing_wins_over_the_ranking() -> None:
    prior = PriorFiling(
        source="prior.htm",
        lines=(
            PriorLine(
                label="cost of revenues",
                headings=(),
                concept=QName("us-gaap", "CostOfGoodsAndServicesSold"),
                sign=1,
                instant=False,
                count=3,
            ),
        ),
        members=(
            PriorMember(
                name="Rail",
                dimensions=((QName("us-gaap", "StatementBusinessSegmentsAxis"), QName("old", "RailroadMember")),),
                count=2,
            ),
        ),
    )
    result, findings = map_note(made.harbor(), SETTINGS, KNOWN, prior)
    assert decision(result, "Cost of revenue").decided_by is DecidedBy.PRIOR
    assert decision(result, "Cost of revenue").concept.local == "CostOfGoodsAndServicesSold"
    assert dimensions(result, "l0c1")["StatementBusinessSegmentsAxis"] == "kestrel:RailroadMember"
    codes = {f.code for f in findings}
    assert "mapping.line-renamed" in codes
    assert "mapping.line-new" in codes


def test_a_standard_name_that_the_year_lacks_is_an_error_and_no_element_of_ones_own() -> None:
    profile = Profile(
        lines=(LineDecision(label="Cost of revenue", concept="us-gaap:CostOfQuays"),),
        preferences=(Preference(instead_of="OperatingIncomeLoss", use="QuayIncome"),),
    )
    result, findings = map_note(made.harbor(), Settings(prefix="kestrel", profile=profile), KNOWN)
    assert decision(result, "Cost of revenue").concept.local == "CostOfRevenue"
    assert decision(result, "Operating income (loss)").concept.local == "OperatingIncomeLoss"
    told = [f for f in findings if f.code == "mapping.unknown-element"]
    assert {f.severity.value for f in told} == {"error"}
    assert all(f.where is not None for f in told)
    assert {f.message.split(" is to be ")[1].split(",")[0] for f in told} == {"us-gaap:CostOfQuays", "QuayIncome"}


def test_the_hint_of_an_unsure_line_speaks_in_words() -> None:
    line = made.line(0, "Quay and slip results")
    note = made.note(made.table(TableKind.PROFIT_OR_LOSS, [line], made.values(line, [5], [()])))
    _, findings = map_note(note, SETTINGS, KNOWN)
    assert not [f for f in findings if "(extension)" in f.hint]


def test_every_code_is_catalogued() -> None:
    catalogue = (Path(__file__).resolve().parents[3] / "taxonomy/findings.toml").read_text(encoding="utf-8")
    source = (Path(__file__).resolve().parents[3] / "converter/mapping/notices.py").read_text(encoding="utf-8")
    for code in (
        "rules-tie",
        "unsure",
        "extension",
        "negative",
        "member-misplaced",
        "line-new",
        "line-gone",
        "against-wording",
    ):
        assert f'"mapping.{code}"' in source
        assert f'[codes."mapping.{code}"]' in catalogue


def test_the_same_note_gives_the_same_mapping() -> None:
    assert mapped() == mapped()


@pytest.mark.parametrize("label", ["Segment assets", "Total assets"])
def test_negative_assets_are_a_finding(label: str) -> None:
    line = made.line(0, label)
    columns = [(made.subject("segment", "Harbor"),)]
    note = made.note(made.table(TableKind.ASSETS, [line], made.values(line, ["(5)"], columns, made.AT_DATE)))
    _, findings = map_note(note, SETTINGS, KNOWN)
    assert any(f.code == "mapping.negative" for f in findings)


def test_what_is_taken_away_is_no_measure_of_profit() -> None:
    lines = [
        made.line(0, "Revenues", 1, "l2"),
        made.line(1, "Operating [a]", -1, "l2"),
        made.line(2, "Operating income", is_total=True),
    ]
    values = [v for line, figure in zip(lines, (9, 5, 4), strict=True) for v in made.values(line, [figure], [()])]
    result = mapped(made.note(made.table(TableKind.PROFIT_OR_LOSS, lines, values)))
    assert decision(result, "Operating income").concept.local == "OperatingIncomeLoss"
    shown = {candidate.concept.local for candidate in decision(result, "Operating [a]").candidates}
    assert not shown & {"OperatingIncomeLoss", "GrossProfit", "NetIncomeLoss"}


def test_an_element_called_by_its_very_label_is_told_from_another_of_that_label() -> None:
    maker = Maker(catalogue=KNOWN.catalogue, prefix="alder", company="", made={})
    names = ("AssetsOther", "Other", "OtherItems")
    labels = [maker._unique("Other", QName("alder", name)) for name in names]
    assert labels[0] == "Other"
    assert len(set(labels)) == len(names)
