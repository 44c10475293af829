"""Two taggings of one note: pairing by place, facets, extension names one to one."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.checks.compare import compare
from converter.facts.inline import read_inline

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:us-gaap="http://fasb.org/us-gaap/2025"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:{p}="http://www.{p}.com/20251231">
<head><title>t</title></head><body><div style="display:none"><ix:header><ix:resources>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="s">1</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>2025-01-01</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
{lead}<p>Sales of the mill came to
<ix:nonFraction name="{first}" contextRef="c" unitRef="u" decimals="0" id="f1">1,200</ix:nonFraction>
and its own upkeep to (<ix:nonFraction name="{second}" contextRef="c" unitRef="u" decimals="0" id="f2" {sign}
>340</ix:nonFraction>) in the year, with 77 left over.</p></body></html>"""


def page(tmp_path: Path, name: str, **changes: str) -> Path:
    fields = {"p": name, "end": "2025-12-31", "lead": "", "first": "us-gaap:Revenues", "sign": "", **changes}
    path = tmp_path / f"{name}.htm"
    path.write_text(PAGE.format(**fields), "utf-8")
    return path


def test_the_same_tagging_agrees_and_extensions_pair(tmp_path: Path) -> None:
    mine = page(tmp_path, "abc", second="abc:MillUpkeep", lead="<p>a cover</p>")
    theirs = page(tmp_path, "xyz", second="xyz:UpkeepOfTheMill")
    made = compare(read_inline(mine), read_inline(theirs))
    assert made.by_place
    assert [p.differs for p in made.pairs] == [(), ()]


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"sign": 'sign="-"'}, ("value",)),
        ({"second": "us-gaap:CostOfRevenue"}, ("concept",)),
        ({"end": "2025-12-30"}, ("period",)),
    ],
)
def test_each_facet_is_seen(tmp_path: Path, changes: dict[str, str], differs: tuple[str, ...]) -> None:
    mine = page(tmp_path, "abc", second="abc:MillUpkeep")
    theirs = page(tmp_path, "xyz", **{"second": "xyz:UpkeepOfTheMill", **changes})
    made = compare(read_inline(mine), read_inline(theirs))
    assert made.pairs[1].differs == differs


def test_a_tag_that_only_one_side_has(tmp_path: Path) -> None:
    mine = page(tmp_path, "abc", second="abc:MillUpkeep")
    theirs = page(tmp_path, "xyz", second="xyz:UpkeepOfTheMill")
    text = theirs.read_text("utf-8")
    start, end = text.index("<ix:nonFraction"), text.index("</ix:nonFraction>") + len("</ix:nonFraction>")
    theirs.write_text(text[:start] + "1,200" + text[end:], "utf-8")
    made = compare(read_inline(mine), read_inline(theirs))
    assert (made.only_mine, made.only_theirs, len(made.both)) == (1, 0, 1)


def test_documents_with_other_text_are_paired_by_magnitude(tmp_path: Path) -> None:
    mine = page(tmp_path, "abc", second="abc:MillUpkeep")
    theirs = page(tmp_path, "xyz", second="xyz:UpkeepOfTheMill")
    text = theirs.read_text("utf-8").replace("Sales of the mill came to", "It sold")
    text = text.replace("and its own upkeep", "cost")
    theirs.write_text(text.replace("in the year", "then").replace("with 77", "with 5"), "utf-8")
    made = compare(read_inline(mine), read_inline(theirs))
    assert not made.by_place
    assert len(made.both) == 2
