"""What a prior filing carries over to the same places of a new note: concepts, dimensions, calendar, findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from converter import interpret, knowledge, readers, tables
from converter.findings import Finding
from converter.interpret.model import InterpretedNote
from converter.mapping import PriorFiling, map_note, read_prior
from converter.mapping.model import MappedNote
from converter.options import Settings

HEAD = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:us-gaap="http://fasb.org/us-gaap/2025" xmlns:srt="http://fasb.org/srt/2025" xmlns:old="http://old.example/2024">
<body><div style="display:none"><ix:header><ix:resources>"""
PERIODS = {"24": ("2023-12-31", "2024-12-28"), "23": ("2023-01-01", "2023-12-30")}
SEGMENTS = {"h": "HarborSegmentMember", "q": "QuarrySegmentMember"}


def _contexts() -> str:
    parts = []
    for year, (start, end) in PERIODS.items():
        period = f"<xbrli:period><xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
        parts.append(f'<xbrli:context id="t{year}">{period}</xbrli:period></xbrli:context>')
        corporate = '<xbrldi:explicitMember dimension="srt:ConsolidationItemsAxis">us-gaap:CorporateNonSegmentMember'
        parts.append(
            f'<xbrli:context id="c{year}"><xbrli:entity><xbrli:segment>{corporate}</xbrldi:explicitMember>'
            f"</xbrli:segment></xbrli:entity>{period}</xbrli:period></xbrli:context>"
        )
        for key, member in SEGMENTS.items():
            axis = f'<xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">old:{member}'
            parts.append(
                f'<xbrli:context id="{key}{year}"><xbrli:entity><xbrli:segment>{axis}</xbrldi:explicitMember>'
                f"</xbrli:segment></xbrli:entity>{period}</xbrli:period></xbrli:context>"
            )
    return "".join(parts)


def _tag(concept: str, context: str, shown: str) -> str:
    return f'<ix:nonFraction name="{concept}" contextRef="{context}" scale="6">{shown}</ix:nonFraction>'


def _row(label: str, concept: str, figures: dict[str, str]) -> str:
    cells = "".join(f"<td>{_tag(concept, context, shown)}</td>" for context, shown in figures.items())
    return f"<tr><td>{label}</td>{cells}</tr>"


@pytest.fixture
def prior(tmp_path: Path) -> PriorFiling:
    rows = (
        "<tr><td></td><td>Harbor</td><td>Quarry</td><td>Corporate</td><td>Total</td></tr>"
        + _row("Revenue", "us-gaap:Revenues", {"h24": "70", "q24": "30", "c24": "5", "t24": "105"})
        + _row("Haulage", "old:HaulageFees", {"h24": "7", "q24": "3", "c24": "1", "t24": "11"})
        + _row("Yard rent", "us-gaap:OperatingLeaseCost", {"h24": "4", "q24": "2", "c24": "1", "t24": "7"})
    )
    sentence = f"<p>Crane hire of the Harbor segment was ${_tag('old:CraneHire', 'h24', '9')} million in 2024.</p>"
    page = tmp_path / "prior.htm"
    text = f"{HEAD}{_contexts()}</ix:resources></ix:header></div><table>{rows}</table>{sentence}</body></html>"
    page.write_text(text, encoding="utf-8")
    return read_prior(page)


NOTE = """<html><body><p><b>Segment Information</b></p>
<p>The company has two reportable segments, Harbor and Quarry.</p>
<table><tr><td></td><td colspan="4">2025 (in millions)</td></tr>
<tr><td></td><td>Harbor</td><td>Quarry</td><td>Corporate</td><td>Total</td></tr>
<tr><td>Revenue</td><td>80</td><td>40</td><td>5</td><td>125</td></tr>
<tr><td>Haulage</td><td>8</td><td>4</td><td>1</td><td>13</td></tr>
<tr><td>Dredging</td><td>6</td><td>2</td><td>1</td><td>9</td></tr></table>
</body></html>"""


def _note(year_ends: tuple[date, ...] = ()) -> InterpretedNote:
    document, _ = readers.read_bytes("note.html", NOTE.encode())
    located, _ = tables.locate(document)
    settings = Settings(period_end=date(2025, 12, 27), fiscal_year_end=(12, 27))
    return interpret.interpret(located, settings, knowledge.load(2025), year_ends)[0]


def _map(prior: PriorFiling) -> tuple[MappedNote, tuple[Finding, ...]]:
    return map_note(_note(), Settings(), knowledge.load(2025), prior)


def test_the_numbers_of_tables_and_sentences_are_read_with_their_places(prior: PriorFiling) -> None:
    assert prior.year_ends == (date(2024, 12, 28), date(2023, 12, 30))
    places = {(fact.row, fact.headers): fact.concept.local for fact in prior.facts if not fact.sentence}
    assert places["haulage", ("Quarry",)] == "HaulageFees"
    told = next(fact for fact in prior.facts if fact.sentence)
    assert (told.concept.local, told.shown, told.before[-5:]) == ("CraneHire", "9", "was $")
    assert told.sentence == "Crane hire of the Harbor segment was $9 million in 2024."


def test_the_same_place_has_the_same_concept_and_dimensions(prior: PriorFiling) -> None:
    mapped, _ = _map(prior)
    decisions = {d.id: d for d in mapped.decisions}
    shown = {v.id: v.shown for t in mapped.note.tables for v in t.values}
    tagged = {
        shown[m.value]: (decisions[m.decision].concept.local, tuple(member.local for _, member in m.dimensions))
        for m in mapped.values
    }
    assert tagged["80"] == ("Revenues", ("HarborSegmentMember",))
    assert tagged["4"] == ("HaulageFees", ("QuarrySegmentMember",))
    assert tagged["13"] == ("HaulageFees", ())
    assert tagged["5"] == ("Revenues", ("CorporateNonSegmentMember",))


def test_what_changed_is_counted_and_named(prior: PriorFiling) -> None:
    _, findings = _map(prior)
    told = {f.code: f.message for f in findings if f.code.startswith("mapping.line")}
    assert told["mapping.lines-changed"] == "lines since the prior filing: 1 new, 1 gone, 0 renamed"
    assert "Dredging" in told["mapping.line-new"]
    assert "yard rent" in told["mapping.line-gone"]


@pytest.mark.parametrize(
    ("end", "starts"),
    [
        (date(2025, 8, 31), date(2024, 9, 2)),  # a Sunday that is also a month's end
        (date(2025, 8, 30), date(2024, 9, 1)),
    ],
)
def test_the_prior_filing_tells_years_of_weeks(end: date, starts: date) -> None:
    document, _ = readers.read_bytes("note.html", NOTE.encode())
    located, _ = tables.locate(document)
    settings = Settings(period_end=end, fiscal_year_end=(8, end.day))
    before = (date.fromordinal(end.toordinal() - 364), date.fromordinal(end.toordinal() - 728))
    calendar = interpret.interpret(located, settings, knowledge.load(2025), before)[0].calendar
    assert (calendar.weeks, calendar.period_start) == (True, starts)
