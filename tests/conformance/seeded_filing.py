"""A small invented filing, right by every rule, as text: Tarn Ferry Holdings, two segments. Faults go into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from converter.checks.model import Filing
from converter.checks.reading import filing_of_bytes

PREFIX, STEM = "tarnferry", "tarnferry-20251231"
NAMESPACES = {
    "us-gaap": "http://fasb.org/us-gaap/2025",
    "srt": "http://fasb.org/srt/2025",
    "dei": "http://xbrl.sec.gov/dei/2025",
    "country": "http://xbrl.sec.gov/country/2025",
    PREFIX: "http://www.tarnferry.com/20251231",
}
YEAR, PRIOR, DAY, PRIOR_DAY = (
    ("2025-01-01", "2025-12-31"),
    ("2024-01-01", "2024-12-31"),
    ("2025-12-31",),
    ("2024-12-31",),
)
SEGMENTS, ITEMS = "us-gaap:StatementBusinessSegmentsAxis", "srt:ConsolidationItemsAxis"
GEOGRAPHY, CUSTOMERS = "srt:StatementGeographicalAxis", "srt:MajorCustomersAxis"
PRODUCTS = "srt:ProductOrServiceAxis"
TYPE, BENCHMARK = "us-gaap:ConcentrationRiskByTypeAxis", "us-gaap:ConcentrationRiskByBenchmarkAxis"
FERRIES, QUAYS = {SEGMENTS: f"{PREFIX}:FerriesMember"}, {SEGMENTS: f"{PREFIX}:QuaysMember"}
OPERATING = {ITEMS: "us-gaap:OperatingSegmentsMember"}
CORPORATE = {ITEMS: "us-gaap:CorporateNonSegmentMember"}
INTERSEGMENT = {ITEMS: "us-gaap:IntersegmentEliminationMember"}
DOMAINS = {
    SEGMENTS: "us-gaap:SegmentDomain",
    ITEMS: "srt:ConsolidationItemsDomain",
    GEOGRAPHY: "srt:SegmentGeographicalDomain",
    CUSTOMERS: "srt:NameOfMajorCustomerDomain",
    PRODUCTS: "srt:ProductsAndServicesDomain",
    TYPE: "us-gaap:ConcentrationRiskTypeDomain",
    BENCHMARK: "us-gaap:ConcentrationRiskBenchmarkDomain",
}
TABLE, LINES = (
    "us-gaap:ScheduleOfSegmentReportingInformationBySegmentTable",
    "us-gaap:SegmentReportingInformationLineItems",
)
AREAS = "us-gaap:ScheduleOfRevenuesFromExternalCustomersAndLongLivedAssetsTable"
AREA_LINES = "us-gaap:RevenuesFromExternalCustomersAndLongLivedAssetsLineItems"
BLOCK = "us-gaap:SegmentReportingDisclosureTextBlock"
BY_SEGMENT = "us-gaap:ScheduleOfSegmentReportingInformationBySegmentTextBlock"
CODM = "us-gaap:SegmentReportingCodmIndividualTitleAndPositionOrGroupOrCommitteeNameExtensibleEnumeration"


class F(Struct, frozen=True):
    """A fact. `text` is what the page shows inside the tag; `attributes` are added to the tag."""

    concept: str
    text: str
    period: tuple[str, ...] = YEAR
    dims: dict[str, str] = field(default_factory=dict)
    unit: str = "iso4217:USD"
    attributes: str = 'decimals="-6" scale="6" format="ixt:num-dot-decimal"'

    @property
    def role(self) -> str:
        return "Area" if GEOGRAPHY in self.dims or self.concept.endswith(":NoncurrentAssets") else "Segment"


def minus(fact: F) -> F:
    return replace(fact, attributes=f'{fact.attributes} sign="-"')


SHARE = F(
    "us-gaap:ConcentrationRiskPercentage1", "12",
    dims={CUSTOMERS: f"{PREFIX}:CustomerAMember", TYPE: "us-gaap:CustomerConcentrationRiskMember",
          BENCHMARK: "us-gaap:SalesRevenueNetMember"},
    unit="xbrli:pure", attributes='decimals="2" scale="-2"',
)  # fmt: skip
COUNT = F(
    "us-gaap:NumberOfReportableSegments",
    "two",
    unit="xbrli:pure",
    attributes='decimals="INF" format="ixt-sec:numwordsen"',
)
FACTS = (
    F("us-gaap:Revenues", "620", dims=OPERATING | FERRIES),
    F("us-gaap:Revenues", "410", dims=OPERATING | QUAYS),
    minus(F("us-gaap:Revenues", "30", dims=INTERSEGMENT)),
    F("us-gaap:Revenues", "1,000"),
    F("us-gaap:Revenues", "900", PRIOR),
    F("us-gaap:CostOfRevenue", "350", dims=FERRIES),
    F("us-gaap:CostOfRevenue", "240", dims=QUAYS),
    F("us-gaap:SellingGeneralAndAdministrativeExpense", "110", dims=FERRIES),
    F(f"{PREFIX}:DepotCosts", "40", dims=FERRIES),
    F("us-gaap:SegmentExpenditureAdditionToLongLivedAssets", "55", dims=QUAYS),
    F("us-gaap:GrossProfit", "410"),
    F("us-gaap:CostOfRevenue", "590"),
    F("us-gaap:Assets", "700", DAY, OPERATING | FERRIES),
    F("us-gaap:Assets", "500", DAY, OPERATING | QUAYS),
    F("us-gaap:Assets", "100", DAY, CORPORATE),
    F("us-gaap:Assets", "1,300", DAY),
    F("us-gaap:Assets", "1,250", PRIOR_DAY),
    F("us-gaap:Revenues", "800", dims={GEOGRAPHY: "country:US"}),
    F("us-gaap:Revenues", "200", dims={GEOGRAPHY: "us-gaap:NonUsMember"}),
    F("us-gaap:NoncurrentAssets", "600", DAY, {GEOGRAPHY: "country:US"}),
    SHARE,
    COUNT,
)


class Base(Struct, frozen=True):
    """What the filing is made of. `own` are the extension elements: name → (type, balance)."""

    facts: tuple[F, ...] = FACTS
    blocks: tuple[str, ...] = (BLOCK, BY_SEGMENT)
    own: dict[str, tuple[str, str]] = field(
        default_factory=lambda: {
            "FerriesMember": ("dtr-types:domainItemType", ""),
            "QuaysMember": ("dtr-types:domainItemType", ""),
            "CustomerAMember": ("dtr-types:domainItemType", ""),
            "DepotCosts": ("xbrli:monetaryItemType", "debit"),
        }
    )

    def plus(self, *facts: F, **own: tuple[str, str]) -> Base:
        return replace(self, facts=(*self.facts, *facts), own=self.own | own)

    def without(self, concept: str) -> Base:
        return replace(self, facts=tuple(f for f in self.facts if f.concept != concept))


def files(base: Base) -> dict[str, str]:
    """The filing's files as text, by name."""
    return {
        f"{STEM}.htm": _document(base),
        f"{STEM}.xsd": _schema(base),
        f"{STEM}_pre.xml": _linkbase("presentation", _presentation(base)),
        f"{STEM}_def.xml": _linkbase("definition", _definition(base)),
        f"{STEM}_cal.xml": _linkbase("calculation", _calculation()),
        f"{STEM}_lab.xml": _labels(base),
    }


def view(texts: dict[str, str]) -> Filing:
    """The filing as the lint sees it."""
    data = {name: text.encode() for name, text in texts.items()}
    return filing_of_bytes(f"{STEM}.htm", data[f"{STEM}.htm"], data.get, {})


def _document(base: Base) -> str:
    contexts: dict[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], str] = {}
    units: dict[str, str] = {}

    def context(period: tuple[str, ...], dims: dict[str, str]) -> str:
        return contexts.setdefault((period, tuple(sorted(dims.items()))), f"c-{len(contexts) + 1}")

    document = context(YEAR, {})
    rows = []
    for number, fact in enumerate(base.facts, 1):
        where, unit = context(fact.period, fact.dims), units.setdefault(fact.unit, f"u-{len(units) + 1}")
        refs = f'contextRef="{where}" unitRef="{unit}"'
        tag = f'<ix:nonFraction id="f-{number}" name="{fact.concept}" {refs} {fact.attributes}>'
        rows.append(f"<tr><td>{fact.concept}</td><td>({tag}{fact.text}</ix:nonFraction>)</td></tr>")
    table = f"<table>{''.join(rows)}</table><p><span>Rates differ.</span></p>"
    for number, block in enumerate(base.blocks, 1):
        more = ' continuedAt="k-1"' if number == len(base.blocks) else ""
        opening = f'<ix:nonNumeric id="b-{number}" name="{block}" contextRef="{document}" escape="true"{more}>'
        table = f"{opening}{table}</ix:nonNumeric>"
    going_on = '<ix:continuation id="k-1"><p>The rest of the note.</p></ix:continuation>' if base.blocks else ""
    hidden = (
        f'<ix:hidden><ix:nonNumeric id="h-1" name="{CODM}" contextRef="{document}">'
        "http://fasb.org/srt/2025#ChiefExecutiveOfficerMember</ix:nonNumeric></ix:hidden>"
    )
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f"""<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:ixt-sec="http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" {spaces} xml:lang="en-US"><head><title>Note</title></head><body>
<div style="display:none"><ix:header>{hidden}
<ix:references><link:schemaRef xlink:type="simple" xlink:href="{STEM}.xsd"/></ix:references>
<ix:resources><ix:relationship fromRefs="f-1" toRefs="n-1"/>
{"".join(_contexts(contexts))}{"".join(_units(units))}</ix:resources>
</ix:header></div>{table}{going_on}
<p>The <span style="-sec-ix-hidden:h-1">Chief Executive Officer</span> decides.</p>
<p><ix:footnote id="n-1">Before eliminations.</ix:footnote></p></body></html>"""


def _contexts(contexts: dict[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], str]) -> Iterator[str]:
    for (period, dims), name in contexts.items():
        members = "".join(f'<xbrldi:explicitMember dimension="{a}">{m}</xbrldi:explicitMember>' for a, m in dims)
        segment = f"<xbrli:segment>{members}</xbrli:segment>" if members else ""
        dates = (
            f"<xbrli:instant>{period[0]}</xbrli:instant>"
            if len(period) == 1
            else f"<xbrli:startDate>{period[0]}</xbrli:startDate><xbrli:endDate>{period[1]}</xbrli:endDate>"
        )
        yield (
            f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0001234567'
            f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{dates}</xbrli:period></xbrli:context>\n"
        )


def _units(units: dict[str, str]) -> Iterator[str]:
    for unit, name in units.items():
        yield f'<xbrli:unit id="{name}"><xbrli:measure>{unit}</xbrli:measure></xbrli:unit>'


ROLES = {
    "SegmentReporting": "0000001 - Disclosure - Segment Reporting",
    "SegmentReportingTables": "0000002 - Disclosure - Segment Reporting (Tables)",
    "SegmentDetails": "0000003 - Disclosure - Segment Reporting - Segments (Details)",
    "AreaDetails": "0000004 - Disclosure - Segment Reporting - Areas (Details)",
}
ROLE = "http://www.tarnferry.com/role/"


def _schema(base: Base) -> str:
    used_on = "".join(
        f"<link:usedOn>link:{kind}Link</link:usedOn>" for kind in ("presentation", "calculation", "definition")
    )
    roles = "".join(
        f'<link:roleType roleURI="{ROLE}{name}" id="{name}"><link:definition>{title}</link:definition>'
        f"{used_on}</link:roleType>\n"
        for name, title in ROLES.items()
    )
    refs = "".join(
        f'<link:linkbaseRef xlink:type="simple" xlink:href="{STEM}_{kind}.xml"'
        ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
        for kind in ("pre", "def", "cal", "lab")
    )
    elements = "\n".join(
        f'<xs:element id="{PREFIX}_{name}" name="{name}" type="{kind}" substitutionGroup="xbrli:item" nillable="true" '
        f'xbrli:periodType="duration" {f"xbrli:balance={chr(34)}{balance}{chr(34)} " if balance else ""}'
        f'abstract="{str(name.endswith("Member")).lower()}"/>'
        for name, (kind, balance) in base.own.items()
    )
    imports = "".join(f'<xs:import namespace="{uri}"/>' for prefix, uri in NAMESPACES.items() if prefix != PREFIX)
    return f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:dtr-types="http://www.xbrl.org/dtr/type/2024-01-31"
 xmlns:{PREFIX}="{NAMESPACES[PREFIX]}" targetNamespace="{NAMESPACES[PREFIX]}">
<xs:annotation><xs:appinfo>{refs}{roles}</xs:appinfo></xs:annotation>{imports}
{elements}</xs:schema>"""


Tree = list[tuple[str, str]]


def _concepts(base: Base, role: str) -> list[str]:
    return list(dict.fromkeys(f.concept for f in base.facts if f.role == role))


def _members(base: Base, role: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in base.facts:
        for axis, member in fact.dims.items() if fact.role == role else ():
            members = found.setdefault(axis, [])
            if member not in members and not member.endswith("Domain"):
                members.append(member)
    return found


def _presentation(base: Base) -> dict[str, list[tuple[str, str, str, str]]]:
    abstract = "us-gaap:SegmentReportingAbstract"
    trees: dict[str, Tree] = {"SegmentReporting": [(abstract, b) for b in base.blocks[:1]]}
    trees["SegmentReportingTables"] = [(abstract, b) for b in base.blocks[1:]]
    for role, table, lines in (("Segment", TABLE, LINES), ("Area", AREAS, AREA_LINES)):
        tree = [(abstract, table)]
        for axis, members in _members(base, role).items():
            domain = DOMAINS.get(axis, f"{PREFIX}:OwnDomain")
            tree += [(table, axis), (axis, domain), *((domain, member) for member in members)]
        tree += [(table, lines), *((lines, concept) for concept in _concepts(base, role))]
        trees[f"{role}Details"] = tree + ([(lines, CODM)] if role == "Segment" else [])
    return {role: [("parent-child", a, b, "") for a, b in tree] for role, tree in trees.items() if tree}


def _definition(base: Base) -> dict[str, list[tuple[str, str, str, str]]]:
    links = {}
    for role, table, lines in (("Segment", TABLE, LINES), ("Area", AREAS, AREA_LINES)):
        arcs = [("all", lines, table, ' xbrldt:closed="true" xbrldt:contextElement="segment"')]
        for axis, members in _members(base, role).items():
            domain = DOMAINS.get(axis, f"{PREFIX}:OwnDomain")
            arcs += [("hypercube-dimension", table, axis, ""), ("dimension-domain", axis, domain, "")]
            arcs += [("dimension-default", axis, domain, "")]
            arcs += [("domain-member", domain, member, "") for member in members]
        arcs += [("domain-member", lines, concept, "") for concept in _concepts(base, role)]
        links[f"{role}Details"] = arcs
    return links


def _calculation() -> dict[str, list[tuple[str, str, str, str]]]:
    total = "us-gaap:GrossProfit"
    parts = [("summation-item", total, "us-gaap:Revenues", ' weight="1"')]
    return {"SegmentDetails": [*parts, ("summation-item", total, "us-gaap:CostOfRevenue", ' weight="-1"')]}


def _href(name: str) -> str:
    prefix, _, local = name.partition(":")
    file = f"{STEM}.xsd" if prefix == PREFIX else f"https://xbrl.fasb.org/{prefix}/2025/elts/{prefix}-2025.xsd"
    return f"{file}#{prefix}_{local}"


def _linkbase(kind: str, links: dict[str, list[tuple[str, str, str, str]]]) -> str:
    parts = []
    for role, arcs in links.items():
        names = list(dict.fromkeys(name for _, a, b, _ in arcs for name in (a, b)))
        parts.append(f'<link:{kind}Link xlink:type="extended" xlink:role="{ROLE}{role}">')
        parts += [
            f'<link:loc xlink:type="locator" xlink:href="{_href(n)}" xlink:label="{n.replace(":", "_")}"/>'
            for n in names
        ]
        for order, (arcrole, start, end, more) in enumerate(arcs, 1):
            parts.append(
                f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/arcrole/{arcrole}" '
                f'xlink:from="{start.replace(":", "_")}" xlink:to="{end.replace(":", "_")}" order="{order}"{more}/>'
            )
        parts.append(f"</link:{kind}Link>")
    return _root("\n".join(parts))


def _labels(base: Base) -> str:
    arcs = [arc for links in (_presentation(base), _definition(base)) for tree in links.values() for arc in tree]
    names = dict.fromkeys(name for _, a, b, _ in arcs for name in (a, b))
    parts = ['<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">']
    for name in names:
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.partition(":")[2])
        key = name.replace(":", "_")
        parts.append(f'<link:loc xlink:type="locator" xlink:href="{_href(name)}" xlink:label="{key}"/>')
        parts.append(
            f'<link:label xlink:type="resource" xlink:label="lab_{key}" '
            'xlink:role="http://www.xbrl.org/2003/role/label" '
            f'xml:lang="en-US">{words}</link:label>'
        )
        parts.append(
            '<link:labelArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label" '
            f'xlink:from="{key}" xlink:to="lab_{key}"/>'
        )
    return _root("\n".join([*parts, "</link:labelLink>"]))


def _root(content: str) -> str:
    return (
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:xbrldt="http://xbrl.org/2005/xbrldt">\n{content}\n</link:linkbase>'
    )
