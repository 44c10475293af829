"""Baking: official packages and element lists to taxonomy/<year>/, facts only, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from converter import knowledge
from converter.errors import BadOption, UnknownYear
from converter.facts.model import QName
from converter.knowledge.bake import bake, bake_index, reindex
from converter.knowledge.catalogue import BakedCatalogue, header
from converter.knowledge.places import BakedPlaces
from converter.knowledge.relations import segment_relations
from converter.resources import folder

SCHEMA = """<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:xbrli='http://www.xbrl.org/2003/instance'
  xmlns:xbrldt='http://xbrl.org/2005/xbrldt' xmlns:p='{namespace}' targetNamespace='{namespace}'
  xmlns:types='http://www.xbrl.org/dtr/type/2022-03-31'>{elements}</xs:schema>"""
ELEMENT = (
    "<xs:element name='{name}' id='{prefix}_{name}' type='{type}' substitutionGroup='{group}' "
    "xbrli:periodType='{period}' {more} nillable='true'/>"
)
LABELS = """<link:linkbase xmlns:link='http://www.xbrl.org/2003/linkbase' xmlns:xlink='http://www.w3.org/1999/xlink'>
<link:labelLink xlink:type='extended' xlink:role='http://www.xbrl.org/2003/role/link'>
<link:loc xlink:type='locator' xlink:href='us-gaap-2030.xsd#us-gaap_OutletRent' xlink:label='l'/>
<link:label xlink:type='resource' xlink:label='t' xlink:role='http://www.xbrl.org/2003/role/label'>Outlet
   Rent, Total</link:label>
<link:label xlink:type='resource' xlink:label='t' xlink:role='http://www.xbrl.org/2003/role/documentation'>No</link:label>
<link:labelArc xlink:type='arc' xlink:from='l' xlink:to='t'/>
</link:labelLink></link:linkbase>"""
CALCULATION = """<link:linkbase xmlns:link='http://www.xbrl.org/2003/linkbase' xmlns:xlink='http://www.w3.org/1999/xlink'>
<link:calculationLink xlink:type='extended' xlink:role='http://fasb.org/us-gaap/role/statement/StatementOfIncome'>
<link:loc xlink:type='locator' xlink:href='../elts/us-gaap-2030.xsd#us-gaap_Profit' xlink:label='a'/>
<link:loc xlink:type='locator' xlink:href='../elts/us-gaap-2030.xsd#us-gaap_OutletRent' xlink:label='b'/>
<link:calculationArc xlink:type='arc' xlink:arcrole='https://xbrl.org/2023/arcrole/summation-item' xlink:from='a'
  xlink:to='b' weight='-1.0' order='10'/></link:calculationLink></link:linkbase>"""
COLUMNS = "name\ttype\tperiod\tbalance\tabstract\tsubstitution\tlabel"


def _element(prefix: str, name: str, kind: str, period: str, more: str = "", group: str = "xbrli:item") -> str:
    return ELEMENT.format(prefix=prefix, name=name, type=kind, period=period, more=more, group=group)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A us-gaap package of 2030, three elements; countries as a list; an element list of 2031."""
    place = tmp_path / "sources"
    place.mkdir()
    elements = (
        _element("us-gaap", "OutletRent", "xbrli:monetaryItemType", "duration", "xbrli:balance='debit'")
        + _element("us-gaap", "Profit", "xbrli:monetaryItemType", "duration", "xbrli:balance='credit'")
        + _element(
            "us-gaap", "OutletAxis", "xbrli:stringItemType", "duration", "abstract='true'", "xbrldt:dimensionItem"
        )
        + "<xs:element name='Part' type='xs:string'/>"
    )
    with ZipFile(place / "us-gaap-2030.zip", "w") as package:
        namespace = "http://fasb.org/us-gaap/2030"
        package.writestr("us-gaap-2030/elts/us-gaap-2030.xsd", SCHEMA.format(namespace=namespace, elements=elements))
        package.writestr("us-gaap-2030/elts/us-gaap-lab-2030.xml", LABELS)
        package.writestr("us-gaap-2030/stm/us-gaap-stm-soi-cal-2030.xml", CALCULATION)
        package.writestr("us-gaap-2030/stm/us-gaap-stm-scf-cal-2030.xml", CALCULATION.replace("Rent", "Gone"))
    lists = {
        "country-2030": ["NZ\tdtr-types:domainItemType\tduration\t\ttrue\titem\tNEW ZEALAND"],
        "stpr-2030": ["GA\tdtr-types:domainItemType\tduration\t\ttrue\titem\tGEORGIA"],
        "us-gaap-2031": [
            "OutletRent\txbrli:monetaryItemType\tduration\tdebit\tfalse\titem\tOutlet Rent, Total",
            "Profit\txbrli:monetaryItemType\tduration\tdebit\tfalse\titem\t",
            "Part\txs:string\t\t\tfalse\t\t",
        ],
    }
    for name, rows in lists.items():
        (place / f"{name}-elements.tsv").write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
    (place / "places-2030.tsv").write_text("extension_member\tstandard_member\naotearoamember\tcountry:NZ\n", "utf-8")
    (place / "non-negative-2030.txt").write_text("us-gaap:OutletRent\ndei:Other\n", "utf-8")
    axes = {"us-gaap:OutletAxis": ["us-gaap:BMember", "us-gaap:AMember"]}
    (place / "axis-members-2030.json").write_text(json.dumps(axes), "utf-8")
    return place


def test_a_package_is_read_in_full(sources: Path, tmp_path: Path) -> None:
    bake(sources, tmp_path)
    catalogue = BakedCatalogue(tmp_path, 2030)
    assert not catalogue.provisional
    rent, axis = catalogue.get(QName("us-gaap", "OutletRent")), catalogue.get(QName("us-gaap", "OutletAxis"))
    assert rent is not None
    assert axis is not None
    assert (rent.label, rent.balance, rent.type) == ("Outlet Rent, Total", "debit", "xbrli:monetaryItemType")
    assert (axis.substitution, axis.abstract, axis.label) == ("xbrldt:dimensionItem", True, "Outlet Axis")
    assert [concept.qname.local for concept in catalogue if concept.qname.prefix == "us-gaap"] == [
        "OutletAxis", "OutletRent", "Profit",
    ]  # fmt: skip
    assert catalogue.search("rents of outlets")[0][0] == rent
    assert catalogue.summands("Profit") == (("OutletRent", -1),)


def test_lists_beside_the_packages_are_taken_along(sources: Path, tmp_path: Path) -> None:
    bake(sources, tmp_path)
    assert (tmp_path / "2030" / "non-negative.txt").read_text("utf-8").splitlines()[-1] == "OutletRent"
    assert (
        (tmp_path / "2030" / "axis-members.tsv")
        .read_text("utf-8")
        .endswith("us-gaap:OutletAxis\tus-gaap:AMember\tus-gaap:BMember\n")
    )
    places = BakedPlaces(tmp_path / "2030" / "places.tsv")
    assert [str(place.member) if place else None for place in map(places.find, ("New Zealand", "Aotearoa", "Oz"))] == [
        "country:NZ", "country:NZ", None,
    ]  # fmt: skip


def test_a_list_alone_makes_a_provisional_year_of_differences(sources: Path, tmp_path: Path) -> None:
    bake(sources, tmp_path)
    text = (tmp_path / "2031" / "us-gaap.tsv").read_text("utf-8")
    assert [line for line in text.splitlines() if line[0] != "#"] == ["-OutletAxis", "Profit\tmonetary~\tdd\tProfit"]
    catalogue = BakedCatalogue(tmp_path, 2031)
    assert catalogue.provisional
    assert catalogue.namespaces["us-gaap"] == "http://fasb.org/us-gaap/2031"
    assert catalogue.get(QName("country", "NZ")) is not None
    assert catalogue.search("outlet rent")


def test_provenance_is_in_the_header(sources: Path, tmp_path: Path) -> None:
    bake(sources, tmp_path)
    facts = header(tmp_path / "2030" / "us-gaap.tsv")
    assert facts["standing"] == "complete"
    assert facts["source"].startswith("us-gaap-2030.zip sha256 ")
    assert len(facts["source"].rpartition(" ")[2]) == 64


def test_the_same_sources_give_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    first = {path.relative_to(tmp_path / "a"): path.read_bytes() for path in bake(sources, tmp_path / "a")}
    second = {path.relative_to(tmp_path / "b"): path.read_bytes() for path in bake(sources, tmp_path / "b")}
    assert first == second
    assert len(first) >= 8


def test_a_folder_without_us_gaap_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="no us-gaap package"):
        bake(tmp_path, tmp_path / "out")


def test_the_committed_indexes_fit_the_word_lists(tmp_path: Path) -> None:
    """words.toml was changed and `reindex` forgotten, when this fails."""
    taxonomy = folder("taxonomy")
    names = [
        "labels/filings.tsv",
        "labels/filings-index.tsv",
        "labels/corpus.tsv",
        "2025/us-gaap.tsv",
        "2025/search.tsv",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((taxonomy / name).read_bytes())
    written = reindex(tmp_path)
    assert len(written) == 4
    assert [name for name in names if (tmp_path / name).read_bytes() != (taxonomy / name).read_bytes()] == []


def test_an_index_leaves_out_what_no_row_of_figures_can_be(sources: Path, tmp_path: Path) -> None:
    bake(sources, tmp_path)
    text = bake_index(tmp_path / "2030").read_text("utf-8")
    assert "OutletRent" in text
    assert "OutletAxis" not in text


def test_the_segment_disclosure() -> None:
    relations = segment_relations(2025)
    axes = {
        str(relation.target)
        for relation in relations
        if relation.kind == "hypercube-dimension"
        and relation.source.local == "ScheduleOfSegmentReportingInformationBySegmentTable"
    }
    assert {"us-gaap:StatementBusinessSegmentsAxis", "srt:ConsolidationItemsAxis"} <= axes
    assert {"parent-child", "dimension-default", "domain-member"} <= {relation.kind for relation in relations}
    with pytest.raises(UnknownYear):
        segment_relations(2024)


@pytest.mark.shared
def test_the_committed_years_are_what_the_published_files_give(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    labels = folder("taxonomy") / "labels" / "filings.tsv"
    (tmp_path / "labels" / "filings.tsv").write_bytes(labels.read_bytes())
    written = bake(shared / "taxonomy", tmp_path)
    committed = {path: folder("taxonomy") / path.relative_to(tmp_path) for path in written}
    assert [str(own) for new, own in committed.items() if new.read_bytes() != own.read_bytes()] == []
    assert knowledge.years() == (2024, 2025, 2026)
