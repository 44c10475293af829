"""The lint's view of a filing, from files beside each other and from what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import checks, knowledge
from converter.checks.model import LinkKind
from converter.errors import UnreadableFile
from converter.facts.model import QName

DOCUMENT = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:us-gaap="http://fasb.org/us-gaap/2025" xml:lang="en-US"><body>
<ix:header><ix:references><link:schemaRef xlink:type="simple" xlink:href="acorn-20251231.xsd"/></ix:references>
<ix:resources><xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0001234567
</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2025-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header>
<p>Assets
<ix:nonFraction id="f-1" name="us-gaap:Assets" contextRef="c" unitRef="u" decimals="-6"
 scale="6">12</ix:nonFraction></p>
</body></html>"""
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:acorn="http://acorn.com/20251231" targetNamespace="http://acorn.com/20251231"><xs:annotation><xs:appinfo>
<link:presentationLink xlink:type="extended" xlink:role="http://acorn.com/role/A">
<link:loc xlink:type="locator" xlink:href="x.xsd#us-gaap_AssetsAbstract" xlink:label="a"/>
<link:loc xlink:type="locator" xlink:href="x.xsd#us-gaap_Assets" xlink:label="b"/>
<link:presentationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/parent-child" xlink:from="a"
 xlink:to="b" order="1.5" preferredLabel="http://www.xbrl.org/2003/role/totalLabel"/></link:presentationLink>
</xs:appinfo></xs:annotation><xs:element id="acorn_Kilns" name="Kilns" type="xbrli:monetaryItemType" nillable="true"
 substitutionGroup="xbrli:item" xbrli:periodType="duration" xbrli:balance="debit"/></xs:schema>"""


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    return folder / "note.htm"


def test_links_inside_the_schema_are_read(tmp_path: Path) -> None:
    path = put(tmp_path, note__htm=DOCUMENT, **{"acorn-20251231.xsd": SCHEMA})
    filing = checks.filing_from(path)
    assert filing.extension is not None
    (arc,) = filing.extension.arcs
    assert (arc.kind, arc.source, arc.target) == (
        LinkKind.PRESENTATION,
        QName("us-gaap", "AssetsAbstract"),
        QName("us-gaap", "Assets"),
    )
    assert (str(arc.order), arc.preferred) == ("1.5", "totalLabel")
    (kilns,) = filing.extension.schemas[0].elements
    assert (kilns.qname, kilns.balance, kilns.nillable) == (QName("acorn", "Kilns"), "debit", True)
    assert filing.facts[0].where.line == filing.facts[0].line
    assert filing.year == 2025


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "acorn-20251231.xsd is not beside the document"),
        ({"acorn-20251231.xsd": "<broken"}, "not well-formed"),
    ],
)
def test_rules_that_cannot_be_run_are_named(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    filing = checks.filing_from(put(tmp_path, note__htm=DOCUMENT, **files))
    assert reason in filing.missing
    found = checks.lint(filing, knowledge.load(2025))
    (silent,) = [f for f in found if f.code == "lint.not-run"]
    assert reason in silent.message
    assert all(f" {number}," in silent.message for number in (5, 11, 17, 43, 49, 51, 54, 55))


def test_a_missing_linkbase_keeps_only_its_rules_from_being_run(tmp_path: Path) -> None:
    ref = '<link:linkbaseRef xlink:type="simple" xlink:href="acorn-20251231_cal.xml"/>'
    schema = SCHEMA.replace("<xs:appinfo>", f"<xs:appinfo>{ref}")
    path = put(tmp_path, note__htm=DOCUMENT, **{"acorn-20251231.xsd": schema})
    found = checks.lint(checks.filing_from(path), knowledge.load(2025))
    (silent,) = [f.message for f in found if f.code == "lint.not-run"]
    assert "acorn-20251231_cal.xml is not beside the document" in silent
    assert " 54," in silent
    assert not any(f" {number}," in silent for number in (17, 45, 52))


def test_a_schema_that_names_no_calculation_needs_none(tmp_path: Path) -> None:
    path = put(tmp_path, note__htm=DOCUMENT, **{"acorn-20251231.xsd": SCHEMA})
    found = checks.lint(checks.filing_from(path), knowledge.load(2025))
    assert not [f for f in found if f.code in ("lint.not-run", "lint.rule-54")]
    assert [f.message for f in found if f.code == "lint.rule-51"] == ["us-gaap:Assets has no standard label in English"]


@pytest.mark.parametrize("text", ["<html", "<html xmlns='http://www.w3.org/1999/xhtml'/>"])
def test_what_is_no_inline_document_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile):
        checks.filing_from(put(tmp_path, note__htm=text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        checks.filing_from(tmp_path / "none.htm")
