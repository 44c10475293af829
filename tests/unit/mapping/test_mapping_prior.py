"""Reading a prior filing."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.errors import UnreadableFile
from converter.facts.model import QName
from converter.mapping import read_prior

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:srt="http://fasb.org/srt/2024" xmlns:old="http://old.example/2023">
<body><div style="display:none"><ix:header><ix:resources>
<xbrli:context id="whole"><xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate>
<xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="harbor"><xbrli:entity><xbrli:segment>
<xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">old:HarborSegmentMember</xbrldi:explicitMember>
<xbrldi:explicitMember dimension="srt:ConsolidationItemsAxis">us-gaap:OperatingSegmentsMember</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate>
<xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
</ix:resources></ix:header></div>
<table><tr><td></td><td>Harbor</td><td>Total</td></tr>
<tr><td>Depot costs</td><td>(<ix:nonFraction name="old:DepotCosts" contextRef="harbor">70</ix:nonFraction>)</td>
<td>(<ix:nonFraction name="old:DepotCosts" contextRef="whole">90</ix:nonFraction>)</td></tr>
<tr><td>Revenue</td><td><ix:nonFraction name="us-gaap:Revenues" contextRef="harbor">8</ix:nonFraction></td>
<td><ix:nonFraction name="us-gaap:Revenues" contextRef="whole">9</ix:nonFraction></td></tr></table></body></html>"""


def test_lines_members_and_practice(tmp_path: Path) -> None:
    page = tmp_path / "prior.htm"
    page.write_text(PAGE, encoding="utf-8")
    prior = read_prior(page)
    lines = {line.label: line for line in prior.lines}
    assert lines["depot costs"].concept == QName("old", "DepotCosts")
    assert lines["depot costs"].sign == -1
    assert lines["revenue"].concept == QName("us-gaap", "Revenues")
    assert lines["revenue"].sign == 1
    assert lines["revenue"].bare == ()
    assert [(m.name, m.dimensions[0][1].local) for m in prior.members] == [("Harbor", "HarborSegmentMember")]
    assert prior.split == {QName("old", "DepotCosts"), QName("us-gaap", "Revenues")}


@pytest.mark.parametrize("content", ["<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "no markup at all"])
def test_what_is_no_inline_xbrl_is_refused(tmp_path: Path, content: str) -> None:
    page = tmp_path / "prior.htm"
    page.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        read_prior(page)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_prior(tmp_path / "none.htm")
