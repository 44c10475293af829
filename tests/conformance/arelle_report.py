"""A small inline report of an invented company, with its extension taxonomy, written into a folder for tests of Arelle.

Two segments that foot to the consolidated figures, an elimination, a nil dash, a number in words, an enumeration, a
text block. `write(folder, fault)` changes one thing in it.
"""

from __future__ import annotations

import json
from pathlib import Path

from small_catalogue import SmallCatalogue

from converter.facts.model import QName
from converter.knowledge.model import Concept

STEM = "hbr-20251231"
GAAP, SRT, DEI = ("http://fasb.org/us-gaap/2025", "http://fasb.org/srt/2025", "http://xbrl.sec.gov/dei/2025")
OWN = "http://www.harborlight.example/20251231"
_GAAP_XSD = "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd"
_SRT_XSD = "https://xbrl.fasb.org/srt/2025/elts/srt-2025.xsd"
_DEI_XSD = "https://xbrl.sec.gov/dei/2025/dei-2025.xsd"
_LINKS = (
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:xbrldt="http://xbrl.org/2005/xbrldt"'
)
TITLE = "us-gaap:SegmentReportingCodmIndividualTitleAndPositionOrGroupOrCommitteeNameExtensibleEnumeration"
ROLE = "http://www.harborlight.example/role/SegmentDetails"


def _concept(name: str, type_: str, period: str = "duration", balance: str = "", kind: str = "item") -> Concept:
    abstract = kind != "item" or name.endswith(("Member", "Domain", "LineItems", "Abstract"))
    return Concept(
        qname=QName.parse(name),
        type=type_,
        period_type=period,
        balance=balance,
        abstract=abstract,
        substitution="xbrli:item" if kind == "item" else f"xbrldt:{kind}",
        label=name,
    )


_MONEY, _MEMBER = "xbrli:monetaryItemType", "dtr-types:domainItemType"
CONCEPTS = (
    _concept("us-gaap:Revenues", _MONEY, balance="credit"),
    _concept("us-gaap:CostOfRevenue", _MONEY, balance="debit"),
    _concept("us-gaap:GrossProfit", _MONEY, balance="credit"),
    _concept("us-gaap:Assets", _MONEY, "instant", "debit"),
    _concept("us-gaap:NumberOfReportableSegments", "xbrli:integerItemType"),
    _concept("us-gaap:SegmentReportingDisclosureTextBlock", "dtr-types:textBlockItemType"),
    _concept("us-gaap:EarningsPerShareBasic", "dtr-types:perShareItemType"),
    _concept("us-gaap:ConcentrationRiskPercentage", "dtr-types:percentItemType"),
    _concept("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", "xbrli:sharesItemType"),
    _concept(TITLE, "enum2:enumerationSetItemType"),
    _concept("us-gaap:SegmentReportingInformationLineItems", "xbrli:stringItemType"),
    _concept(
        "us-gaap:ScheduleOfSegmentReportingInformationBySegmentTable", "xbrli:stringItemType", kind="hypercubeItem"
    ),
    _concept("us-gaap:StatementBusinessSegmentsAxis", "xbrli:stringItemType", kind="dimensionItem"),
    _concept("us-gaap:SegmentDomain", _MEMBER),
    _concept("us-gaap:OperatingSegmentsMember", _MEMBER),
    _concept("us-gaap:IntersegmentEliminationMember", _MEMBER),
    _concept("us-gaap:ExecutiveCommitteeMember", _MEMBER),
    _concept("srt:ConsolidationItemsAxis", "xbrli:stringItemType", kind="dimensionItem"),
    _concept("srt:ConsolidationItemsDomain", _MEMBER),
    _concept("srt:ManagementMember", _MEMBER),
    _concept("srt:TitleOfIndividualWithRelationshipToEntityDomain", _MEMBER),
    _concept("srt:ChiefExecutiveOfficerMember", _MEMBER),
    _concept("srt:ChiefFinancialOfficerMember", _MEMBER),
    _concept("dei:EntityFilerCategory", "dei:filerCategoryItemType"),
    _concept("dei:EntityRegistrantName", "dei:internationalNameItemType"),
)


_SMALL = SmallCatalogue(
    concepts={concept.qname: concept for concept in CONCEPTS},
    namespaces={"us-gaap": GAAP, "srt": SRT, "dei": DEI, "country": "http://xbrl.sec.gov/country/2025"},
)


def catalogues(year: int) -> SmallCatalogue | None:
    return _SMALL if year == 2025 else None


def _context(identity: str, period: str, **members: str) -> str:
    axes = {"segment": "us-gaap:StatementBusinessSegmentsAxis", "item": "srt:ConsolidationItemsAxis"}
    explicit = "".join(
        f'<xbrldi:explicitMember dimension="{axes[axis]}">{member}</xbrldi:explicitMember>'
        for axis, member in members.items()
    )
    segment = f"<xbrli:segment>{explicit}</xbrli:segment>" if explicit else ""
    when = (
        "<xbrli:startDate>2025-01-01</xbrli:startDate><xbrli:endDate>2025-12-31</xbrli:endDate>"
        if period == "year"
        else "<xbrli:instant>2025-12-31</xbrli:instant>"
    )
    return (
        f'<xbrli:context id="{identity}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000000'
        f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{when}</xbrli:period></xbrli:context>"
    )


def _money(identity: str, concept: str, context: str, shown: str) -> str:
    return (
        f'<td><ix:nonFraction id="{identity}" name="{concept}" contextRef="{context}" unitRef="usd" decimals="-6" '
        f'scale="6" format="ixt:num-dot-decimal">{shown}</ix:nonFraction></td>'
    )


_HEADER = f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:ixt-sec="http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" {_LINKS}
 xmlns:us-gaap="{GAAP}" xmlns:srt="{SRT}" xmlns:dei="{DEI}" xmlns:hbr="{OWN}" xml:lang="en-US">
<head><title>Harborlight Example Corporation</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric id="f-title" name="{TITLE}" contextRef="c-year">http://fasb.org/srt/2025#ChiefExecutiveOfficerMember</ix:nonNumeric>
</ix:hidden>
<ix:references><link:schemaRef xlink:type="simple" xlink:href="{STEM}.xsd"/></ix:references>
<ix:resources>
"""
_UNITS = (
    '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
    '<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
    '<xbrli:unit id="perShare"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
    "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
    "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>"
)


def inline() -> str:
    """The inline document: revenue 500 + 340 - 40 = 800, cost 300 + 220 - 40 = 480, gross profit 320 (millions)."""
    contexts = (
        _context("c-year", "year"),
        _context("c-end", "instant"),
        _context("c-lamps", "year", segment="hbr:LampsMember", item="us-gaap:OperatingSegmentsMember"),
        _context("c-buoys", "year", segment="hbr:BuoysMember", item="us-gaap:OperatingSegmentsMember"),
        _context("c-elim", "year", item="us-gaap:IntersegmentEliminationMember"),
    )
    columns = ("c-lamps", "c-buoys", "c-elim", "c-year")
    lines = (
        ("rev", "us-gaap:Revenues", ("500", "340", "40", "800")),
        ("cost", "us-gaap:CostOfRevenue", ("300", "220", "40", "480")),
        ("gross", "us-gaap:GrossProfit", ("200", "120", "", "320")),
    )
    rows = []
    for key, concept, figures in lines:
        cells = [
            _money(f"f-{key}-{context}", concept, context, shown) if shown else "<td></td>"
            for context, shown in zip(columns, figures, strict=True)
        ]
        rows.append(f"<tr><td>{key}</td>{''.join(cells)}</tr>")
    body = f"""</ix:resources></ix:header></div>
<ix:nonNumeric id="f-note" name="us-gaap:SegmentReportingDisclosureTextBlock" contextRef="c-year" escape="true">
<p>The Company has <ix:nonFraction id="f-count" name="us-gaap:NumberOfReportableSegments" contextRef="c-year"
 unitRef="pure" decimals="INF" format="ixt-sec:numwordsen">two</ix:nonFraction> reportable segments.</p>
<table>{"".join(rows)}
<tr><td>assets</td>{_money("f-assets", "us-gaap:Assets", "c-end", "1,250")}</tr>
<tr><td>tow</td><td><ix:nonFraction id="f-nil" name="hbr:TowingExpense" contextRef="c-buoys" unitRef="usd" decimals="-6"
 scale="6" format="ixt:fixed-zero">—</ix:nonFraction></td></tr>
<tr><td>per share</td><td><ix:nonFraction id="f-eps" name="us-gaap:EarningsPerShareBasic" contextRef="c-year"
 unitRef="perShare" decimals="2" format="ixt:num-dot-decimal">1.28</ix:nonFraction></td></tr></table>
</ix:nonNumeric></body></html>
"""
    elimination = 'id="f-rev-c-elim"', 'id="f-cost-c-elim"'
    for each in elimination:
        body = body.replace(each, f'{each} sign="-"')
    return _HEADER + "".join(contexts) + _UNITS + body


def schema() -> str:
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{url}"/>'
        for namespace, url in (
            ("http://www.xbrl.org/2003/instance", "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
            ("http://xbrl.org/2005/xbrldt", "http://www.xbrl.org/2005/xbrldt-2005.xsd"),
            ("http://www.xbrl.org/dtr/type/2024-01-31", "https://www.xbrl.org/dtr/type/2024-01-31/types.xsd"),
            (GAAP, _GAAP_XSD),
            (SRT, _SRT_XSD),
            (DEI, _DEI_XSD),
        )
    )
    bases = "".join(
        f'<link:linkbaseRef xlink:type="simple" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase" '
        f'xlink:role="http://www.xbrl.org/2003/role/{kind}LinkbaseRef" xlink:href="{STEM}_{suffix}.xml"/>'
        for kind, suffix in (("presentation", "pre"), ("calculation", "cal"), ("definition", "def"), ("label", "lab"))
    )
    kinds = ("presentation", "calculation", "definition")
    used = "".join(f"<link:usedOn>link:{kind}Link</link:usedOn>" for kind in kinds)
    member = 'type="dtr-types:domainItemType" substitutionGroup="xbrli:item" abstract="true" nillable="true"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" {_LINKS}
 xmlns:dtr-types="http://www.xbrl.org/dtr/type/2024-01-31" xmlns:hbr="{OWN}" targetNamespace="{OWN}"
 elementFormDefault="qualified"><xs:annotation><xs:appinfo>{bases}
<link:roleType roleURI="{ROLE}" id="SegmentDetails">
<link:definition>9952151 - Disclosure - Segments (Details)</link:definition>
{used}</link:roleType></xs:appinfo></xs:annotation>{imports}
<xs:element name="LampsMember" id="hbr_LampsMember" {member} xbrli:periodType="duration"/>
<xs:element name="BuoysMember" id="hbr_BuoysMember" {member} xbrli:periodType="duration"/>
<xs:element name="TowingExpense" id="hbr_TowingExpense" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 nillable="true" xbrli:balance="debit" xbrli:periodType="duration"/></xs:schema>
"""


_XSD_OF = {"us-gaap": _GAAP_XSD, "srt": _SRT_XSD, "dei": _DEI_XSD, "hbr": f"{STEM}.xsd"}
_DIM = "http://xbrl.org/int/dim/arcrole/"
_TABLE = "us-gaap:ScheduleOfSegmentReportingInformationBySegmentTable"
_ITEMS = "us-gaap:SegmentReportingInformationLineItems"
_SEGMENTS, _ITEMS_AXIS = "us-gaap:StatementBusinessSegmentsAxis", "srt:ConsolidationItemsAxis"
_REPORTED = ("us-gaap:Revenues", "us-gaap:CostOfRevenue", "us-gaap:GrossProfit", "us-gaap:Assets", "hbr:TowingExpense")


def _linkbase(kind: str, arcs: tuple[tuple[str, str, str, str], ...], arcroles: str = "") -> str:
    """One extended link; the arc to a default has locators of its own, as XLink wants no two arcs between a pair."""
    names = sorted({name for _, parent, child, _ in arcs for name in (parent, child)})
    locators = "".join(
        f'<link:loc xlink:type="locator" xlink:href="{_XSD_OF[n.partition(":")[0]]}#{n.replace(":", "_")}" '
        f'xlink:label="{n.replace(":", "_")}{again}"/>'
        for n in names
        for again in ("", "_default")
    )
    lines = "".join(
        f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="{arcrole}" order="{order}" {extra} '
        f'xlink:from="{parent.replace(":", "_")}{"_default" * arcrole.endswith("default")}" '
        f'xlink:to="{child.replace(":", "_")}{"_default" * arcrole.endswith("default")}"/>'
        for order, (arcrole, parent, child, extra) in enumerate(arcs, start=1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<link:linkbase {_LINKS}><link:roleRef roleURI="{ROLE}" xlink:type="simple"
 xlink:href="{STEM}.xsd#SegmentDetails"/>{arcroles}
<link:{kind}Link xlink:type="extended" xlink:role="{ROLE}">{locators}{lines}</link:{kind}Link></link:linkbase>
"""


def definition() -> str:
    arcroles = "".join(
        f'<link:arcroleRef arcroleURI="{_DIM}{name}" xlink:type="simple" '
        f'xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd#{name}"/>'
        for name in ("all", "hypercube-dimension", "dimension-domain", "dimension-default", "domain-member")
    )
    arcs = (
        (f"{_DIM}all", _ITEMS, _TABLE, 'xbrldt:contextElement="segment" xbrldt:closed="true"'),
        (f"{_DIM}hypercube-dimension", _TABLE, _SEGMENTS, ""),
        (f"{_DIM}hypercube-dimension", _TABLE, _ITEMS_AXIS, ""),
        (f"{_DIM}dimension-domain", _SEGMENTS, "us-gaap:SegmentDomain", ""),
        (f"{_DIM}dimension-default", _SEGMENTS, "us-gaap:SegmentDomain", ""),
        (f"{_DIM}dimension-domain", _ITEMS_AXIS, "srt:ConsolidationItemsDomain", ""),
        (f"{_DIM}dimension-default", _ITEMS_AXIS, "srt:ConsolidationItemsDomain", ""),
        (f"{_DIM}domain-member", "us-gaap:SegmentDomain", "hbr:LampsMember", ""),
        (f"{_DIM}domain-member", "us-gaap:SegmentDomain", "hbr:BuoysMember", ""),
        (f"{_DIM}domain-member", "srt:ConsolidationItemsDomain", "us-gaap:OperatingSegmentsMember", ""),
        (f"{_DIM}domain-member", "srt:ConsolidationItemsDomain", "us-gaap:IntersegmentEliminationMember", ""),
        *((f"{_DIM}domain-member", _ITEMS, concept, "") for concept in _REPORTED),
    )
    return _linkbase("definition", arcs, arcroles)


def calculation() -> str:
    summation = "https://xbrl.org/2023/arcrole/summation-item"
    arcroles = (
        f'<link:arcroleRef arcroleURI="{summation}" xlink:type="simple" '
        'xlink:href="http://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>'
    )
    arcs = (
        (summation, "us-gaap:GrossProfit", "us-gaap:Revenues", 'weight="1"'),
        (summation, "us-gaap:GrossProfit", "us-gaap:CostOfRevenue", 'weight="-1"'),
    )
    return _linkbase("calculation", arcs, arcroles)


def presentation() -> str:
    parent_child = "http://www.xbrl.org/2003/arcrole/parent-child"
    negated = (
        '<link:roleRef roleURI="http://www.xbrl.org/2009/role/negatedLabel" xlink:type="simple" '
        'xlink:href="http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedLabel"/>'
    )
    arcs = tuple(
        (
            parent_child,
            _ITEMS,
            concept,
            'preferredLabel="http://www.xbrl.org/2009/role/negatedLabel"' if concept.startswith("hbr") else "",
        )
        for concept in _REPORTED
    )
    return _linkbase("presentation", arcs, negated)


def labels() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<link:linkbase {_LINKS}><link:roleRef roleURI="http://www.xbrl.org/2009/role/negatedLabel" xlink:type="simple"
 xlink:href="http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedLabel"/>
<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:href="{STEM}.xsd#hbr_TowingExpense" xlink:label="loc"/>
<link:label xlink:type="resource" xlink:label="lab" xml:lang="en-US"
 xlink:role="http://www.xbrl.org/2003/role/label">Towing
 expense</link:label><link:label xlink:type="resource" xlink:label="lab" xml:lang="en-US"
 xlink:role="http://www.xbrl.org/2009/role/negatedLabel">Towing expense</link:label>
<link:labelArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label"
 xlink:from="loc" xlink:to="lab"/></link:labelLink></link:linkbase>
"""


def write(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the report into `folder`, with `changes` (old text, new text) made in whichever file has the old text."""
    texts = {
        f"{STEM}.htm": inline(),
        f"{STEM}.xsd": schema(),
        f"{STEM}_def.xml": definition(),
        f"{STEM}_cal.xml": calculation(),
        f"{STEM}_pre.xml": presentation(),
        f"{STEM}_lab.xml": labels(),
    }
    for old, new in changes:
        holders = [name for name, text in texts.items() if old in text]
        if not holders:
            raise ValueError(f"no file of the report has {old!r}")
        for name in holders:
            texts[name] = texts[name].replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / f"{STEM}.htm"


def write_instance(folder: Path) -> Path:
    """The consolidated revenue, its elimination and the assets as a plain XBRL 2.1 instance, beside the taxonomy."""
    write(folder)
    facts = "".join(
        f'<us-gaap:{name} id="x-{i}" contextRef="{context}" unitRef="usd" decimals="-6">{value}</us-gaap:{name}>'
        for i, (name, context, value) in enumerate(
            (("Revenues", "c-year", 800000000), ("Revenues", "c-elim", -40000000), ("Assets", "c-end", 1250000000))
        )
    )
    contexts = (
        _context("c-year", "year")
        + _context("c-end", "instant")
        + _context("c-elim", "year", item="us-gaap:IntersegmentEliminationMember")
    )
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" {_LINKS}
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:us-gaap="{GAAP}" xmlns:srt="{SRT}">
<link:schemaRef xlink:type="simple" xlink:href="{STEM}.xsd"/>{contexts}
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>{facts}</xbrli:xbrl>
"""
    path = folder / f"{STEM}.xml"
    path.write_text(text, encoding="utf-8")
    return path


def write_json(folder: Path) -> Path:
    """The same three facts as xBRL-JSON."""
    write(folder)
    year, entity = "2025-01-01T00:00:00/2026-01-01T00:00:00", {"entity": "cik:0000000000", "unit": "iso4217:USD"}
    elimination = {"srt:ConsolidationItemsAxis": "us-gaap:IntersegmentEliminationMember"}
    dimensions: tuple[tuple[str, str, int, dict[str, str]], ...] = (
        ("us-gaap:Revenues", year, 800000000, {}),
        ("us-gaap:Revenues", year, -40000000, elimination),
        ("us-gaap:Assets", "2026-01-01T00:00:00", 1250000000, {}),
    )
    report = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                "cik": "http://www.sec.gov/CIK",
                "iso4217": "http://www.xbrl.org/2003/iso4217",
                "us-gaap": GAAP,
                "srt": SRT,
                "xbrl": "https://xbrl.org/2021",
            },
            "taxonomy": [f"{STEM}.xsd"],
        },
        "facts": {
            f"x-{i}": {
                "value": str(value),
                "decimals": -6,
                "dimensions": {"concept": concept, "period": period, **entity, **more},
            }
            for i, (concept, period, value, more) in enumerate(dimensions)
        },
    }
    path = folder / f"{STEM}.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    return path


def write_csv(folder: Path) -> Path:
    """The same three facts as xBRL-CSV."""
    path = write_json(folder)
    report = json.loads(path.read_text(encoding="utf-8"))
    dimensions = {"concept": "$concept", "period": "$period", "srt:ConsolidationItemsAxis": "$item"}
    report["documentInfo"]["documentType"] = "https://xbrl.org/2021/xbrl-csv"
    del report["facts"]
    report["tableTemplates"] = {
        "facts": {
            "rowIdColumn": "id",
            "columns": {
                "id": {},
                "concept": {},
                "period": {},
                "item": {},
                "value": {
                    "decimals": -6,
                    "dimensions": {"entity": "cik:0000000000", "unit": "iso4217:USD", **dimensions},
                },
            },
        }
    }
    report["tables"] = {"facts": {"url": "facts.csv"}}
    year = "2025-01-01T00:00:00/2026-01-01T00:00:00"
    rows = (
        "id,concept,period,item,value",
        f"x-0,us-gaap:Revenues,{year},#none,800000000",
        f"x-1,us-gaap:Revenues,{year},us-gaap:IntersegmentEliminationMember,-40000000",
        "x-2,us-gaap:Assets,2026-01-01T00:00:00,#none,1250000000",
    )
    (folder / "facts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path.write_text(json.dumps(report), encoding="utf-8")
    return path
