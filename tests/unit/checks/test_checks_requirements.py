"""The disclosure checklist over small notes of an invented company."""

from __future__ import annotations

import re
from functools import cache

import pytest

from converter import checks, knowledge, pipeline, readers
from converter.checks.requirements import requirements
from converter.checks.requirements_model import Requirement, Standing
from converter.interpret.model import TableKind
from converter.profile import settings_from

CODM = "The chief operating decision maker (“CODM”) is the Chief Executive Officer. "
USED = "The CODM uses segment operating income to allocate resources and to compare results with the budget. "
OTHER = "Other segment items include insurance, rent and professional fees. "
ASSETS = "The CODM does not review asset information by segment. "
CUSTOMERS = "One customer accounted for 14% of net sales in 2025. "
ROWS = (
    ("Net sales", "1,840", "1,215", "3,055"),
    ("Cost of sales", "(1,104)", "(705)", "(1,809)"),
    ("Selling and administrative", "(276)", "(206)", "(482)"),
    ("Other segment items", "(40)", "(24)", "(64)"),
    ("Operating income", "420", "280", "700"),
)


def note(*sentences: str, rows: tuple[tuple[str, ...], ...] = ROWS, segments: str = "two") -> str:
    head = "<tr><th></th><th>Lenses</th><th>Mounts</th><th>Total</th></tr>"
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    text = "".join(sentences)
    return (
        f"<html><body><h2>Note 9. Segment Information</h2><p>Saltmarsh Optics Inc. has {segments} reportable segments: "
        f"Lenses and Mounts. {text}</p><p>Year ended December 31, 2025 (in millions):</p>"
        f"<table>{head}{body}</table></body></html>"
    )


@cache
def judged(html: str, fiscal_period: str = "FY", year: int = 2025) -> dict[str, Requirement]:
    form, end = ("10-K", f"{year}-12-31") if fiscal_period == "FY" else ("10-Q", f"{year}-06-30")
    html = html.replace("2025", str(year))
    settings = settings_from({"form": form, "period_end": end, "fiscal_period": fiscal_period}, None)
    document, _ = readers.read_bytes("note.html", html.encode())
    made = pipeline.convert_document(document, settings, knowledge.load(2025))
    return {r.id: r for r in checks.checklist(made.interpreted, made.mapped, made.report)}


FULL = note(CODM, USED, OTHER, ASSETS, CUSTOMERS)


@pytest.mark.parametrize(
    ("name", "sentence", "without"),
    [
        ("codm", CODM, Standing.UNCLEAR),
        ("measure-used", USED, Standing.MISSING),
        ("other-items-composition", OTHER, Standing.MISSING),
        ("no-assets", ASSETS, Standing.NOT_APPLICABLE),
        ("assets", ASSETS, Standing.MISSING),
        ("major-customers", CUSTOMERS, Standing.UNCLEAR),
    ],
)
def test_a_sentence_makes_the_difference(name: str, sentence: str, without: Standing) -> None:
    assert judged(FULL)[name].standing is Standing.GIVEN
    rest = [s for s in (CODM, USED, OTHER, ASSETS, CUSTOMERS) if s is not sentence]
    assert judged(note(*rest))[name].standing is without


@pytest.mark.parametrize("name", ["significant-expenses", "other-segment-items", "profit-measure", "segment-revenue"])
def test_lines_of_the_table_are_evidence_with_a_place(name: str) -> None:
    found = judged(FULL)[name]
    assert found.standing is Standing.GIVEN
    assert found.evidence[0].where is not None


def test_a_note_without_expense_lines_lacks_them() -> None:
    rows = (ROWS[0], ROWS[-1])
    assert judged(note(CODM, USED, ASSETS, rows=rows))["significant-expenses"].standing is Standing.MISSING


def test_nothing_left_over_asks_for_no_other_items() -> None:
    rows = (*ROWS[:3], ("Operating income", "460", "304", "764"))
    found = judged(note(CODM, USED, ASSETS, rows=rows))["other-segment-items"]
    assert found.standing is Standing.NOT_APPLICABLE
    assert "nothing is left over" in found.why


def test_interim_reports_are_asked_for_less() -> None:
    found = judged(FULL.replace("Year ended December 31", "Six months ended June 30"), "Q2")
    assert found["major-customers"].standing is Standing.NOT_APPLICABLE
    assert found["significant-expenses"].standing is Standing.GIVEN


def test_requirements_are_well_formed() -> None:
    entries = requirements()
    ids = [entry["id"] for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry["asked"] in ("annual", "both"), entry["id"]
        assert entry.get("asu", "all") in ("all", "interim"), entry["id"]
        assert entry["segments"] in ("all", "single", "several"), entry["id"]
        assert set(entry.get("instead", ())) | set(entry.get("all_of", ())) <= set(ids)
        assert set(entry.get("tables", ())) <= {kind.value for kind in TableKind}
        for key in ("words", "hints", "when"):
            re.compile(entry.get(key, ""))


def test_every_requirement_is_judged_in_order() -> None:
    assert list(judged(FULL)) == [entry["id"] for entry in requirements()]


BROUGHT = ("codm", "significant-expenses", "measure-used")
BARE = note(rows=(("Net sales", "1,840", "1,215", "3,055"), ("Operating income", "420", "280", "700")))


@pytest.mark.parametrize(
    ("fiscal_period", "year", "asked"),
    [("FY", 2023, False), ("FY", 2024, True), ("Q2", 2024, False), ("Q2", 2025, True)],
)
def test_what_asu_2023_07_brought_is_asked_from_its_day_on(fiscal_period: str, year: int, *, asked: bool) -> None:
    standing = {name: judged(BARE, fiscal_period, year)[name] for name in BROUGHT}
    assert all((r.standing is Standing.NOT_APPLICABLE) is not asked for r in standing.values())
    assert asked or all("ASU 2023-07" in r.why for r in standing.values())


def test_what_it_brought_counts_where_it_is_given_early() -> None:
    early = judged(FULL, "FY", 2023)
    assert all(early[name].standing is Standing.GIVEN for name in BROUGHT)


def test_interim_reports_owe_assets_and_depreciation_from_2025_on() -> None:
    for name in ("depreciation", "capital-expenditure", "assets"):
        assert judged(BARE, "Q2", 2024)[name].standing is Standing.NOT_APPLICABLE
        assert judged(BARE, "Q2", 2025)[name].standing is not Standing.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("There are no intersegment transactions. ", Standing.GIVEN),
        ("There were no material inter-segment sales. ", Standing.GIVEN),
        ("Intersegment sales are recorded at market prices. ", Standing.GIVEN),
        ("Intersegment sales grew. ", Standing.MISSING),
        ("", Standing.NOT_APPLICABLE),
    ],
)
def test_transactions_between_segments(sentence: str, standing: Standing) -> None:
    assert judged(note(CODM, sentence))["intersegment-basis"].standing is standing


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("Our segments are not evaluated using asset information. ", Standing.GIVEN),
        ("Asset information by segment is not reported. ", Standing.GIVEN),
        ("We do not allocate amortization of acquired intangible assets. ", Standing.NOT_APPLICABLE),
    ],
)
def test_that_no_assets_are_reviewed(sentence: str, standing: Standing) -> None:
    assert judged(note(CODM, sentence))["no-assets"].standing is standing


def test_patterns_of_elements_have_stars_at_their_ends_only() -> None:
    names = [n for e in requirements() for key in ("concepts", "totals", "by_area") for n in e.get(key, ())]
    assert names
    assert not [name for name in names if "*" in name.strip("*")]
