"""The extension taxonomy: schema and linkbases (rules 43 to 55)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from emit_samples import BAKERY, COVER, FREIGHT, MILLS, PROFIT, REVENUES, SEGMENT_AXIS, all_facts, report_of, text_note
from lxml import etree
from msgspec.structs import replace

from converter.emit import OutputFile, emit
from converter.emit.extension import extension
from converter.emit.linkbases import clean_label
from converter.facts.model import FactReport, Node, QName
from converter.tables.model import SegmentNote

XS = "{http://www.w3.org/2001/XMLSchema}"
LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
GAAP = "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd#us-gaap_"


def files_of(report: FactReport, note: SegmentNote) -> dict[str, Any]:
    return {f.path: etree.fromstring(f.content) for f in emit(report, note) if f.path.endswith((".xml", ".xsd"))}


@pytest.fixture
def files(on_text: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> dict[str, Any]:
    return files_of(full_report(on_text), on_text)


def arcs(linkbase: Any, role: str = "") -> list[tuple[str, str, str]]:
    """(arcrole's last part, from, to) of every arc, with the fragments of the locators' addresses."""
    found = []
    for link in linkbase.iterfind("*"):
        if not (link.get(f"{XLINK}role") or "").endswith(role):
            continue
        names = {
            e.get(f"{XLINK}label"): e.get(f"{XLINK}href").partition("#")[2]
            for e in link
            if e.get(f"{XLINK}type") == "locator"
        }
        for arc in link:
            if arc.get(f"{XLINK}type") == "arc" and arc.get(f"{XLINK}to") in names:
                kind = arc.get(f"{XLINK}arcrole").rpartition("/")[2]
                found.append((kind, names[arc.get(f"{XLINK}from")], names[arc.get(f"{XLINK}to")]))
    return found


def test_files_and_where_they_lie(on_text: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> None:
    made = list(emit(full_report(on_text), on_text))
    assert [f.path for f in made] == [
        "brk-20241231.htm",
        "brk-20241231.xsd",
        "brk-20241231_pre.xml",
        "brk-20241231_cal.xml",
        "brk-20241231_def.xml",
        "brk-20241231_lab.xml",
        "xbrl/brk-20241231.xml",
        "brk-20241231.json",
    ]
    assert all(isinstance(f, OutputFile) and f.content.isascii() for f in made)


def test_no_calculation_linkbase_without_sums(on_text: SegmentNote) -> None:
    report = report_of(all_facts(on_text))
    plain = replace(report, roles=tuple(replace(r, calculation=(), hypercubes=()) for r in report.roles))
    files = files_of(plain, on_text)
    assert not {"brk-20241231_cal.xml", "brk-20241231_def.xml"} & set(files)
    refs = [e.get(f"{XLINK}href") for e in files["brk-20241231.xsd"].iter(f"{LINK}linkbaseRef")]
    assert refs == ["brk-20241231_pre.xml", "brk-20241231_lab.xml"]


def test_elements(files: dict[str, Any]) -> None:
    schema = files["brk-20241231.xsd"]
    assert schema.get("targetNamespace") == "http://www.brk.com/20241231"
    elements = {e.get("name"): dict(e.attrib) for e in schema.iterfind(f"{XS}element")}
    instance = "{http://www.xbrl.org/2003/instance}"
    assert elements["FreightAndHandlingCosts"] == {
        "id": "brk_FreightAndHandlingCosts",
        "name": "FreightAndHandlingCosts",
        "type": "xbrli:monetaryItemType",
        "substitutionGroup": "xbrli:item",
        "nillable": "true",
        f"{instance}periodType": "duration",
        f"{instance}balance": "debit",
        "abstract": "false",
    }
    assert elements["MillsMember"]["type"] == "dtr-types:domainItemType"
    assert elements["MillsMember"]["abstract"] == "true"
    assert f"{instance}balance" not in elements["MillsMember"]
    assert schema.nsmap["dtr-types"] == "http://www.xbrl.org/dtr/type/2024-01-31"


def test_imports(files: dict[str, Any]) -> None:
    found = {e.get("namespace"): e.get("schemaLocation") for e in files["brk-20241231.xsd"].iterfind(f"{XS}import")}
    assert found == {
        "http://fasb.org/srt/2025": "https://xbrl.fasb.org/srt/2025/elts/srt-2025.xsd",
        "http://fasb.org/us-gaap/2025": "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd",
        "http://xbrl.sec.gov/dei/2025": "https://xbrl.sec.gov/dei/2025/dei-2025.xsd",
        "http://www.xbrl.org/dtr/type/2024-01-31": "https://www.xbrl.org/dtr/type/2024-01-31/types.xsd",
        "http://www.xbrl.org/2003/instance": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
        "http://xbrl.org/2005/xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    }


def test_roles(files: dict[str, Any]) -> None:
    roles = list(files["brk-20241231.xsd"].iter(f"{LINK}roleType"))
    assert [(r.get("id"), r.get("roleURI"), r.findtext(f"{LINK}definition")) for r in roles][-1] == (
        "SegmentsDetails",
        "http://www.brk.com/role/SegmentsDetails",
        "0000004 - Disclosure - Segments (Details)",
    )
    used = {tuple(u.text for u in r.iter(f"{LINK}usedOn")) for r in roles}
    assert used == {("link:presentationLink", "link:calculationLink", "link:definitionLink")}
    assert roles[0].findtext(f"{LINK}definition") == "0000000 - Document - Cover Page"


def test_cover_role_holds_the_cover(files: dict[str, Any]) -> None:
    shown = [target for _, _, target in arcs(files["brk-20241231_pre.xml"], "/CoverPage")]
    assert shown == [f"dei_{name}" for name in COVER]


def test_presentation(files: dict[str, Any]) -> None:
    linkbase = files["brk-20241231_pre.xml"]
    found = arcs(linkbase, "/SegmentsDetails")
    items = "us-gaap_SegmentReportingInformationLineItems"
    assert ("parent-child", "us-gaap_SegmentDomain", "brk_BakeryMember") in found
    assert ("parent-child", items, "us-gaap_Revenues") in found
    preferred = {
        arc.get(f"{XLINK}to"): arc.get("preferredLabel")
        for arc in linkbase.iter(f"{LINK}presentationArc")
        if arc.get("preferredLabel")
    }
    assert preferred == {
        "loc_brk_FreightAndHandlingCosts": "http://www.xbrl.org/2009/role/negatedLabel",
        "loc_us-gaap_CostOfRevenue": "http://www.xbrl.org/2009/role/negatedLabel",
        "loc_us-gaap_GrossProfit": "http://www.xbrl.org/2003/role/totalLabel",
    }


def test_orders_are_distinct_among_siblings(files: dict[str, Any]) -> None:
    for path in ("brk-20241231_pre.xml", "brk-20241231_cal.xml", "brk-20241231_def.xml"):
        for link in files[path]:
            seen = [(a.get(f"{XLINK}arcrole"), a.get(f"{XLINK}from"), a.get("order")) for a in link if a.get("order")]
            assert len(seen) == len(set(seen))


def test_no_two_arcs_between_the_same_locators(files: dict[str, Any]) -> None:
    for tree in files.values():
        for link in tree.iterfind(f".//*[@{XLINK}type='extended']"):
            pairs = [(a.get(f"{XLINK}from"), a.get(f"{XLINK}to")) for a in link if a.get(f"{XLINK}type") == "arc"]
            assert len(pairs) == len(set(pairs))


def test_calculation(files: dict[str, Any]) -> None:
    linkbase = files["brk-20241231_cal.xml"]
    assert arcs(linkbase) == [
        ("summation-item", "us-gaap_GrossProfit", "us-gaap_Revenues"),
        ("summation-item", "us-gaap_GrossProfit", "brk_FreightAndHandlingCosts"),
        ("summation-item", "us-gaap_GrossProfit", "us-gaap_CostOfRevenue"),
    ]
    assert [a.get("weight") for a in linkbase.iter(f"{LINK}calculationArc")] == ["1", "-1", "-1"]


def test_definition(files: dict[str, Any]) -> None:
    linkbase = files["brk-20241231_def.xml"]
    axis, domain = "us-gaap_StatementBusinessSegmentsAxis", "us-gaap_SegmentDomain"
    table = "us-gaap_ScheduleOfSegmentReportingInformationBySegmentTable"
    items = "us-gaap_SegmentReportingInformationLineItems"
    assert arcs(linkbase) == [
        ("all", items, table),
        ("hypercube-dimension", table, axis),
        ("dimension-domain", axis, domain),
        ("dimension-default", axis, domain),
        ("domain-member", domain, "brk_BakeryMember"),
        ("domain-member", domain, "brk_MillsMember"),
        ("domain-member", items, "us-gaap_Revenues"),
        ("domain-member", items, "brk_FreightAndHandlingCosts"),
        ("domain-member", items, "us-gaap_CostOfRevenue"),
        ("domain-member", items, "us-gaap_GrossProfit"),
    ]
    has = next(a for a in linkbase.iter(f"{LINK}definitionArc") if a.get(f"{XLINK}arcrole").endswith("/all"))
    dimensions = "{http://xbrl.org/2005/xbrldt}"
    assert (has.get(f"{dimensions}contextElement"), has.get(f"{dimensions}closed")) == ("segment", "true")
    declared = {e.get("arcroleURI") for e in linkbase.iter(f"{LINK}arcroleRef")}
    assert declared == {a.get(f"{XLINK}arcrole") for a in linkbase.iter(f"{LINK}definitionArc")}


def test_one_axis_in_two_tables_of_a_role(on_text: SegmentNote) -> None:
    report = report_of(all_facts(on_text))
    *others, details = report.roles
    cube = details.hypercubes[0]
    twice = replace(details, hypercubes=(cube, replace(cube, table=QName("us-gaap", "OtherTable"))))
    found = arcs(files_of(replace(report, roles=(*others, twice)), on_text)["brk-20241231_def.xml"])
    assert len(found) == len(set(found))


def test_labels(files: dict[str, Any]) -> None:
    linkbase = files["brk-20241231_lab.xml"]
    labels: dict[tuple[str, str], str] = {}
    for label in linkbase.iter(f"{LINK}label"):
        role = label.get(f"{XLINK}role").rpartition("/")[2]
        key = (label.get(f"{XLINK}label").removeprefix("lab_"), role)
        assert key not in labels
        labels[key] = label.text
    assert labels["brk_FreightAndHandlingCosts", "label"] == "Freight and Handling Costs"
    assert labels["brk_FreightAndHandlingCosts", "negatedLabel"] == "Freight and Handling Costs"
    assert labels["brk_FreightAndHandlingCosts", "documentation"] == (
        "Amount of cost for freight and handling. Closest standard element: us-gaap:CostOfRevenue."
    )
    assert labels["us-gaap_GrossProfit", "totalLabel"] == "Gross Profit"
    assert labels["dei_DocumentFiscalYearFocus", "label"] == "Document Fiscal Year Focus"
    assert not [name for name, role in labels if role == "documentation" and not name.startswith("brk_")]
    standard = [text for (_, role), text in labels.items() if role == "label"]
    assert len(standard) == len(set(standard))


def test_every_element_in_use_has_a_label(files: dict[str, Any]) -> None:
    labelled = {e.get(f"{XLINK}href") for e in files["brk-20241231_lab.xml"].iter(f"{LINK}loc")}
    for kind in ("pre", "cal", "def"):
        assert {e.get(f"{XLINK}href") for e in files[f"brk-20241231_{kind}.xml"].iter(f"{LINK}loc")} <= labelled
    assert f"{GAAP}Revenues" in labelled
    assert "brk-20241231.xsd#brk_MillsMember" in labelled


def test_roles_of_a_linkbase_are_declared(files: dict[str, Any]) -> None:
    for kind in ("pre", "cal", "def"):
        linkbase = files[f"brk-20241231_{kind}.xml"]
        declared = {e.get("roleURI"): e.get(f"{XLINK}href") for e in linkbase.iter(f"{LINK}roleRef")}
        for link in linkbase.iterfind(f"*[@{XLINK}type='extended']"):
            role = link.get(f"{XLINK}role")
            assert declared[role] == f"brk-20241231.xsd#{role.rpartition('/')[2]}"
    registry = "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedLabel"
    refs = [e.get(f"{XLINK}href") for e in files["brk-20241231_lab.xml"].iter(f"{LINK}roleRef")]
    assert refs == [registry]


def test_a_line_twice_under_one_heading() -> None:
    """Shown with two labels: two relations, each with its own locator."""
    node = Node(
        qname=QName("us-gaap", "SegmentReportingAbstract"),
        children=(Node(qname=REVENUES), Node(qname=REVENUES, label_role="totalLabel")),
    )
    report = report_of(())
    made = list(extension(replace(report, roles=(replace(report.roles[0], presentation=(node,)),)), ()))
    tree = etree.fromstring(next(f.content for f in made if f.path.endswith("_pre.xml")))
    arcs_there = list(tree.iter(f"{LINK}presentationArc"))
    assert [a.get(f"{XLINK}to") for a in arcs_there] == ["loc_us-gaap_Revenues", "loc_us-gaap_Revenues_2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  Net   sales ", "Net sales"), ("Sales <1 year", "Sales 1 year"), ("x" * 600, "x" * 511)],
)
def test_label_texts(text: str, expected: str) -> None:
    assert clean_label(text) == expected


def test_year(on_text: SegmentNote) -> None:
    namespaces = {"us-gaap": "http://fasb.org/us-gaap/2024", "brk": "http://www.brk.com/20241231"}
    report = report_of(all_facts(on_text)[:12], namespaces=namespaces, year=2024)
    schema = files_of(report, on_text)["brk-20241231.xsd"]
    assert schema.nsmap["dtr-types"] == "http://www.xbrl.org/dtr/type/2022-03-31"
    assert schema.nsmap["us-gaap"] == "http://fasb.org/us-gaap/2024"


def test_sorted_whatever_the_order_of_elements() -> None:
    note = text_note()
    report = report_of(all_facts(note))
    turned = replace(report, elements=tuple(reversed(report.elements)))
    assert list(emit(report, note)) == list(emit(turned, note))
    assert {BAKERY, FREIGHT, MILLS, PROFIT, SEGMENT_AXIS} <= {e.qname for e in report.elements}
