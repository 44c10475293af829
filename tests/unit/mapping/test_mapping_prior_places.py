"""Which tags of a prior filing are read, and which of them a number of the new note takes over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from converter import interpret, knowledge, readers, tables
from converter.mapping import PriorFiling, map_note, read_prior
from converter.options import Settings

HEAD = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:us-gaap="http://fasb.org/us-gaap/2025" xmlns:srt="http://fasb.org/srt/2025" xmlns:old="http://old.example/2024">
<body><div style="display:none"><ix:header><ix:resources>"""
YEAR = "<xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate>"
AXES = {
    "alder": {"us-gaap:StatementBusinessSegmentsAxis": "old:AlderMember"},
    "birch": {"us-gaap:StatementBusinessSegmentsAxis": "old:BirchMember"},
    "ropes": {
        "srt:ConsolidationItemsAxis": "us-gaap:OperatingSegmentsMember",
        "srt:ProductOrServiceAxis": "old:RopesMember",
    },
    "routes": {"us-gaap:AirlineDestinationsAxis": "old:NorthernRoutesMember"},
    "whole": {},
    "balance": {},
}


def read_page(folder: Path, body: str) -> PriorFiling:
    contexts = []
    for name, axes in AXES.items():
        members = "".join(
            f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
            for axis, member in axes.items()
        )
        period = "<xbrli:instant>2024-12-31</xbrli:instant>" if name == "balance" else YEAR
        contexts.append(
            f'<xbrli:context id="{name}"><xbrli:entity><xbrli:segment>{members}</xbrli:segment></xbrli:entity>'
            f"<xbrli:period>{period}</xbrli:period></xbrli:context>"
        )
    page = folder / "prior.htm"
    page.write_text(f"{HEAD}{''.join(contexts)}</ix:resources></ix:header></div>{body}</body></html>", encoding="utf-8")
    return read_prior(page)


def row(label: str, concept: str, **figures: str) -> str:
    cells = "".join(
        f'<td><ix:nonFraction name="{concept}" contextRef="{context}" scale="6">{shown}</ix:nonFraction></td>'
        for context, shown in figures.items()
    )
    return f"<tr><td>{label}</td>{cells}</tr>"


def carried(prior: PriorFiling, heads: str, *lines: str, when: str = "year ended December 31") -> dict[str, str]:
    """`concept member+member` by the number that the new note shows."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("|")) + "</tr>" for line in (heads, *lines)
    )
    said = f"<p>The company has two reportable segments, Alder and Birch. The {when}, 2025 and 2024 (in millions):</p>"
    page = f"<html><body><p><b>Segment Information</b></p>{said}<table>{rows}</table></body></html>"
    document, _ = readers.read_bytes("note.html", page.encode())
    settings = Settings(period_end=date(2025, 12, 31), form="10-K")
    known = knowledge.load(2025)
    note, _ = interpret.interpret(tables.locate(document)[0], settings, known)
    mapped, _ = map_note(note, settings, known, prior)
    decisions = {d.id: d for d in mapped.decisions}
    shown = {v.id: v.shown for t in mapped.note.tables for v in t.values}
    return {
        shown[m.value]: " ".join((decisions[m.decision].concept.local, "+".join(n.local for _, n in m.dimensions)))
        for m in mapped.values
    }


def test_a_table_within_a_table_is_read_once(tmp_path: Path) -> None:
    inner = f"<table>{row('Haulage', 'old:HaulageFees', alder='7', whole='11')}</table>"
    prior = read_page(tmp_path, f"<table><tr><td>{inner}</td></tr></table>")
    assert sorted(fact.shown for fact in prior.facts) == ["11", "7"]


def test_the_year_over_a_column_is_no_word_of_its_place(tmp_path: Path) -> None:
    heads = "<tr><td></td><td>Year ended December 31, 2024</td></tr><tr><td></td><td>Alder</td></tr>"
    prior = read_page(tmp_path, f"<table>{heads}{row('Haulage', 'old:HaulageFees', alder='7')}</table>")
    assert [fact.headers for fact in prior.facts] == [("Alder",)]


def test_what_the_segments_sell_by_product_tells_the_practice_too(tmp_path: Path) -> None:
    """Rule 7: the segments' member stood beside a product, no segment is named."""
    prior = read_page(tmp_path, f"<table>{row('Ropes', 'us-gaap:Revenues', ropes='7')}</table>")
    assert {concept.local for concept in prior.split} == {"Revenues"}


@pytest.mark.parametrize(
    ("when", "expected"),
    [("year ended December 31", "HaulageFees "), ("balances as of December 31", "HaulageYards ")],
)
def test_of_two_rows_of_one_name_the_balance_is_for_balances(tmp_path: Path, when: str, expected: str) -> None:
    flow, balance = row("Haulage", "old:HaulageFees", whole="7"), row("Haulage", "old:HaulageYards", balance="9")
    prior = read_page(tmp_path, f"<table>{flow}</table><table>{balance}</table>")
    assert carried(prior, "|2025", "Haulage|13", when=when)["13"] == expected


def test_the_comparative_figure_tells_what_the_newest_is(tmp_path: Path) -> None:
    """Of two rows of one name that one is meant whose number the new note shows again."""
    other, own = row("Haulage", "old:TowFees", whole="99"), row("Haulage", "old:HaulageFees", whole="11")
    nearer = other + row("Mooring", "us-gaap:Revenues", whole="5")
    prior = read_page(tmp_path, f"<table>{nearer}</table><table>{own}</table>")
    told = carried(prior, "|2025|2024", "Haulage|13|11", "Mooring|6|5")
    assert told == {"13": "HaulageFees ", "11": "HaulageFees ", "6": "Revenues ", "5": "Revenues "}


def test_an_axis_without_a_known_domain_is_not_taken_over(tmp_path: Path) -> None:
    prior = read_page(tmp_path, f"<table>{row('Haulage', 'old:HaulageFees', routes='11')}</table>")
    assert "NorthernRoutesMember" not in carried(prior, "|2025|2024", "Haulage|13|11")["11"]
