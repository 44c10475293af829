"""The schemas written for a report say of each element what the published ones say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from lxml import etree
from small_catalogue import SmallCatalogue

from converter.arelle.embedded import Embedded, write
from converter.arelle.layout import Taxonomy
from converter.arelle.scan import Names
from converter.facts.model import QName
from converter.knowledge.model import Concept

GAAP, SRT, DEI = Taxonomy("us-gaap", 2025), Taxonomy("srt", 2025), Taxonomy("dei", 2025)
XS, LINK, XLINK = (
    "{http://www.w3.org/2001/XMLSchema}",
    "{http://www.xbrl.org/2003/linkbase}",
    "{http://www.w3.org/1999/xlink}",
)
XBRLI = "{http://www.xbrl.org/2003/instance}"
TITLE = "SegmentReportingCodmIndividualTitleAndPositionOrGroupOrCommitteeNameExtensibleEnumeration"
TYPED = "InvestmentIdentifierAxis"


def _concept(
    name: str,
    type_: str = "xbrli:monetaryItemType",
    period: str = "duration",
    *,
    balance: str = "",
    abstract: bool = False,
    substitution: str = "xbrli:item",
) -> Concept:
    return Concept(
        qname=QName.parse(name),
        type=type_,
        period_type=period,
        balance=balance,
        abstract=abstract,
        substitution=substitution,
        label=name,
    )


_MEMBER = "dtr-types:domainItemType"
CONCEPTS = (
    _concept("us-gaap:Assets", period="instant", balance="debit"),
    _concept(f"us-gaap:{TYPED}", "xbrli:stringItemType", abstract=True, substitution="xbrldt:dimensionItem"),
    _concept(f"us-gaap:{TYPED}.domain", "xs:string", "", substitution=""),
    _concept("us-gaap:ThreeDigitThing", "us-types:threeDigitItemType"),
    _concept(f"us-gaap:{TITLE}", "enum2:enumerationSetItemType"),
    _concept("us-gaap:ExecutiveCommitteeMember", _MEMBER, abstract=True),
    _concept("srt:TitleOfIndividualWithRelationshipToEntityDomain", _MEMBER, abstract=True),
    _concept("srt:ManagementMember", _MEMBER, abstract=True),
    _concept("srt:ChiefExecutiveOfficerMember", _MEMBER, abstract=True),
    _concept("dei:EntityFilerCategory", "dei:filerCategoryItemType"),
)
FEW = SmallCatalogue(
    concepts={concept.qname: concept for concept in CONCEPTS},
    namespaces={"us-gaap": "", "srt": "", "dei": "", "country": ""},
)


def _written(folder: Path, *elements: tuple[Taxonomy, str], **more: frozenset[object]) -> Embedded:
    names = Names(
        files=(),
        elements=frozenset(elements),
        schemas=frozenset(taxonomy for taxonomy, _ in elements),
        others=more.get("others", frozenset()),  # type: ignore[arg-type] - sets of the tuples that Names holds
        roles=more.get("roles", frozenset()),  # type: ignore[arg-type] - likewise
    )
    return write(names, lambda year: FEW if year == 2025 else None, folder)


def _schema(folder: Path, url: str) -> etree._Element:
    return etree.parse(folder / url.removeprefix("https://")).getroot()


def _element(folder: Path, taxonomy: Taxonomy, name: str) -> etree._Element:
    return _schema(folder, taxonomy.url).find(f"{XS}element[@name='{name}']")


def test_an_element_is_declared_as_published(tmp_path: Path) -> None:
    _written(tmp_path, (GAAP, "Assets"), (GAAP, "NoSuchThing"))
    schema = _schema(tmp_path, GAAP.url)
    assert schema.get("targetNamespace") == GAAP.namespace
    (element,) = schema.findall(f"{XS}element")
    assert dict(element.attrib) == {
        "name": "Assets",
        "id": "us-gaap_Assets",
        "nillable": "true",
        "type": "xbrli:monetaryItemType",
        "substitutionGroup": "xbrli:item",
        f"{XBRLI}balance": "debit",
        f"{XBRLI}periodType": "instant",
    }


def test_imports_are_followed_as_published(tmp_path: Path) -> None:
    files = dict(_written(tmp_path, (GAAP, "Assets")).files)
    assert {url.rpartition("/")[2] for url in files} == {
        "us-gaap-2025.xsd",
        "us-types-2025.xsd",
        "srt-2025.xsd",
        "srt-types-2025.xsd",
        "country-2025.xsd",
    }
    content = (tmp_path / GAAP.url.removeprefix("https://")).read_bytes()
    assert files[GAAP.url] == hashlib.sha256(content).hexdigest()


def test_types_are_restricted(tmp_path: Path) -> None:
    _written(tmp_path, (DEI, "EntityFilerCategory"), (GAAP, "ThreeDigitThing"))
    category = _schema(tmp_path, DEI.url).find(f"{XS}complexType[@name='filerCategoryItemType']")
    values = [facet.get("value") for facet in category.iter(f"{XS}enumeration")]
    assert values == ["Large Accelerated Filer", "Accelerated Filer", "Non-accelerated Filer"]
    types = _schema(tmp_path, Taxonomy("us-types", 2025).url)
    digits = types.find(f"{XS}complexType[@name='threeDigitItemType']//{XS}pattern")
    assert digits.get("value") == "[0-9]{3}"


def test_a_typed_axis_brings_its_domain(tmp_path: Path) -> None:
    _written(tmp_path, (GAAP, TYPED))
    axis = _element(tmp_path, GAAP, TYPED)
    assert axis.get("{http://xbrl.org/2005/xbrldt}typedDomainRef") == f"#us-gaap_{TYPED}.domain"
    assert _element(tmp_path, GAAP, f"{TYPED}.domain").get("substitutionGroup") is None


def test_an_enumeration_brings_its_domain_tree(tmp_path: Path) -> None:
    _written(tmp_path, (GAAP, TITLE))
    element = _element(tmp_path, GAAP, TITLE)
    enum2 = "{http://xbrl.org/2020/extensible-enumerations-2.0}"
    assert element.get(f"{enum2}domain") == "srt:TitleOfIndividualWithRelationshipToEntityDomain"
    assert element.get(f"{enum2}headUsable") == "false"
    arcs = {
        taxonomy.prefix: {
            (arc.get(f"{XLINK}from"), arc.get(f"{XLINK}to"))
            for arc in _schema(tmp_path, taxonomy.url).iter(f"{LINK}definitionArc")
        }
        for taxonomy in (GAAP, SRT)
    }
    assert arcs == {
        "us-gaap": {("srt_ManagementMember", "us-gaap_ExecutiveCommitteeMember")},
        "srt": {
            ("srt_TitleOfIndividualWithRelationshipToEntityDomain", "srt_ManagementMember"),
            ("srt_ManagementMember", "srt_ChiefExecutiveOfficerMember"),
        },
    }
    roles = _schema(tmp_path, "https://xbrl.fasb.org/srt/2025/elts/srt-roles-2025.xsd")
    assert [role.get("roleURI") for role in roles.iter(f"{LINK}roleType")] == [element.get(f"{enum2}linkrole")]


def test_a_role_that_a_linkbase_refers_to_is_declared(tmp_path: Path) -> None:
    url = "https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2025.xsd"
    role = "http://fasb.org/us-gaap/role/disclosure/Segments"
    _written(tmp_path, (GAAP, "Assets"), roles=frozenset({(url, "seg", role)}))
    (declared,) = _schema(tmp_path, url).iter(f"{LINK}roleType")
    assert (declared.get("id"), declared.get("roleURI")) == ("seg", role)
    assert [used.text for used in declared] == ["link:presentationLink", "link:calculationLink", "link:definitionLink"]


def test_an_entry_point_stands_for_its_elements(tmp_path: Path) -> None:
    url, namespace = "https://xbrl.sec.gov/dei/2025/dei-entire-2025.xsd", "http://xbrl.sec.gov/dei-entire/2025"
    embedded = _written(tmp_path, others=frozenset({(url, namespace)}))
    assert {name for name, _ in embedded.files} == {url, DEI.url}
    schema = _schema(tmp_path, url)
    assert schema.get("targetNamespace") == namespace
    assert DEI.url in {element.get("schemaLocation") for element in schema.iter(f"{XS}import")}


def test_a_url_that_is_not_published_is_not_invented(tmp_path: Path) -> None:
    url = "https://xbrl.fasb.org/srt/2025/elts/srtx-2025.xsd"
    assert url not in dict(_written(tmp_path, others=frozenset({(url, SRT.namespace)})).files)


def test_a_taxonomy_without_catalogue_is_named(tmp_path: Path) -> None:
    embedded = _written(tmp_path, (Taxonomy("dei", 2031), "EntityRegistrantName"), (Taxonomy("cyd", 2025), "Thing"))
    assert embedded.unknown == ("http://xbrl.sec.gov/cyd/2025", "http://xbrl.sec.gov/dei/2031")


@pytest.mark.parametrize("host", ["https://xbrl.fasb.org/", "http://xbrl.sec.gov/"])
def test_the_standard_hosts_are_remapped(tmp_path: Path, host: str) -> None:
    remap = _written(tmp_path, (DEI, "EntityFilerCategory")).remap
    assert remap[host] == f"{tmp_path}/{host.partition('://')[2]}"
