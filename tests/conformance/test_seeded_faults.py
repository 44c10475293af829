"""Every rule of the lint catches the fault seeded for it, and flags none of the filings that are right."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import seeded_filing as seeded
from msgspec import Struct
from msgspec.structs import replace
from seeded_filing import (
    AREAS,
    BY_SEGMENT,
    CORPORATE,
    DAY,
    FERRIES,
    GEOGRAPHY,
    INTERSEGMENT,
    ITEMS,
    OPERATING,
    PREFIX,
    PRIOR_DAY,
    PRODUCTS,
    QUAYS,
    SEGMENTS,
    STEM,
    YEAR,
    Base,
    F,
    minus,
)

from converter import checks, knowledge
from converter.checks.segment_lint import RULES
from converter.findings import Finding

HTM, XSD, PRE, DEF, CAL, LAB = (
    f"{STEM}{end}" for end in (".htm", ".xsd", "_pre.xml", "_def.xml", "_cal.xml", "_lab.xml")
)
MEMBER = ("dtr-types:domainItemType", "")
GROSS = 'decimals="-6" scale="6" format="ixt:num-dot-decimal"'
HALF_YEAR, NINE_MONTHS = ("2025-01-01", "2025-06-30"), ("2025-01-01", "2025-09-30")
QUARTERS = (
    ("2025-01-01", "2025-03-31"),
    ("2025-04-01", "2025-06-30"),
    ("2025-07-01", "2025-09-30"),
    ("2025-10-01", "2025-12-31"),
)
Change = Callable[[dict[str, str]], dict[str, str]]


def swap(file: str, old: str, new: str) -> Change:
    """Replace `old` where it first stands in a file; that it stands there is part of the test."""

    def change(texts: dict[str, str]) -> dict[str, str]:
        assert old in texts[file], f"{old!r} is not in {file}"
        return texts | {file: texts[file].replace(old, new, 1)}

    return change


def swap_all(file: str, old: str, new: str) -> Change:
    return lambda texts: texts | {file: texts[file].replace(old, new)}


def rename(old: str, new: str) -> Change:
    """Rename a file, and what points at it."""
    return lambda texts: {name.replace(old, new): text.replace(old, new) for name, text in texts.items()}


def same(texts: dict[str, str]) -> dict[str, str]:
    return texts


BASE = Base()


class Case(Struct, frozen=True):
    """A filing made of `base` and changed as text; `rule` is the one that must find something, empty where none may."""

    name: str
    rule: str = ""
    base: Base = BASE
    change: Change = same
    also: tuple[str, ...] = ()
    """Further rules that the same fault breaks."""


def fact(**changes: object) -> Base:
    """The filing with its first Revenues fact (Ferries) changed."""
    first, *rest = Base().facts
    return replace(Base(), facts=(replace(first, **changes), *rest))


GOOD = (
    Case("as it is"),
    Case(
        "rule 3: a segment named after a country keeps its own member",
        base=Base().plus(
            F("us-gaap:CostOfRevenue", "90", dims={SEGMENTS: f"{PREFIX}:GermanyMember"}), GermanyMember=MEMBER
        ),
    ),
    Case(
        "rule 5: one of the eight names for a mixed column",
        base=Base().plus(
            F("us-gaap:Assets", "5", DAY, {ITEMS: f"{PREFIX}:CorporateAndEliminationsMember"}),
            CorporateAndEliminationsMember=MEMBER,
        ),
    ),
    Case(
        "rule 7: gross with OperatingSegments beside net without",
        base=Base().plus(F("us-gaap:Revenues", "600", dims=FERRIES)),
    ),
    Case(
        "rule 7: no reconciling item, no OperatingSegments",
        base=Base().plus(F("us-gaap:OperatingIncomeLoss", "9", dims=QUAYS)),
    ),
    Case(
        "rule 10: three areas need no NonUsMember",
        base=Base().plus(F("us-gaap:Revenues", "50", dims={GEOGRAPHY: "country:CA"})),
    ),
    Case(
        "rule 10: one product with the total",
        base=Base().plus(F("us-gaap:Revenues", "50", dims={PRODUCTS: "us-gaap:ServiceMember"})),
    ),
    Case(
        "rule 25: corporate may be negative",
        base=Base().plus(
            minus(F("us-gaap:SellingGeneralAndAdministrativeExpense", "5", dims=CORPORATE)),
            F("us-gaap:SellingGeneralAndAdministrativeExpense", "110", dims=OPERATING | FERRIES),
        ),
    ),
    Case(
        "rule 26: an elimination of opposite sign", base=Base().plus(minus(F("us-gaap:Assets", "8", DAY, INTERSEGMENT)))
    ),
    Case(
        "rule 32: quarters that make the year",
        base=Base().plus(
            *(F("us-gaap:OperatingIncomeLoss", n, p) for n, p in zip(("20", "30", "25", "26"), QUARTERS, strict=True)),
            F("us-gaap:OperatingIncomeLoss", "100"),
        ),
    ),
    Case(
        "rule 35: a number given again, rounded",
        base=Base().plus(
            F("us-gaap:Revenues", "1.0", attributes='decimals="-8" scale="9" format="ixt:num-dot-decimal"')
        ),
    ),
    Case(
        "rule 34: a dash for nil",
        base=Base().plus(
            F(
                "us-gaap:CostOfRevenue",
                "—",
                dims={GEOGRAPHY: "country:CA"},
                attributes='decimals="-6" scale="6" format="ixt:fixed-zero"',
            )
        ),
    ),
    Case(
        "rule 38: the registry of 2022", change=swap_all(HTM, "transformation/2020-02-12", "transformation/2022-02-16")
    ),
    Case(
        "rule 39: one number in another",
        change=swap(
            HTM,
            ">1,000</ix:nonFraction>",
            f'><ix:nonFraction id="f-in" name="us-gaap:Revenues" contextRef="c-1" unitRef="u-1" {GROSS}>'
            "1,000</ix:nonFraction></ix:nonFraction>",
        ),
        base=Base(),
    ),
    Case(
        "rule 47: no balance, but a documentation",
        change=lambda t: swap(
            LAB,
            "</link:labelLink>",
            '<link:label xlink:type="resource" xlink:label="doc" xlink:role="http://www.xbrl.org/2003/role/'
            'documentation" xml:lang="en-US">Costs; minus is a credit.</link:label><link:labelArc '
            f'xlink:type="arc" xlink:arcrole="a/concept-label" xlink:from="{PREFIX}_DepotCosts" xlink:to="doc"/>'
            "</link:labelLink>",
        )(swap(XSD, 'xbrli:balance="debit" ', "")(t)),
    ),
    Case(
        "rule 52: a child twice with labels of its own",
        change=swap(
            PRE,
            "</link:presentationLink>",
            '<link:presentationArc xlink:type="arc" xlink:arcrole="a/parent-child" '
            'xlink:from="us-gaap_SegmentReportingAbstract" '
            'xlink:to="us-gaap_SegmentReportingDisclosureTextBlock" order="9" preferredLabel="r/terseLabel"/>'
            "</link:presentationLink>",
        ),
    ),
)

AXES = (
    Case(
        "an axis of one's own",
        "01",
        Base().plus(F("us-gaap:CostOfRevenue", "9", dims={f"{PREFIX}:ReportableSegmentAxis": f"{PREFIX}:QuaysMember"})),
        change=swap(
            XSD,
            "</xs:schema>",
            f'<xs:element id="{PREFIX}_ReportableSegmentAxis" name="ReportableSegmentAxis" type="xbrli:stringItemType" '
            'substitutionGroup="xbrldt:dimensionItem" nillable="true" xbrli:periodType="duration" abstract="true"/>'
            "</xs:schema>",
        ),
    ),
    Case(
        "a product as a segment",
        "02",
        Base().plus(F("us-gaap:CostOfRevenue", "9", dims={SEGMENTS: "us-gaap:ServiceMember"})),
    ),
    Case("a country as a segment", "02", Base().plus(F("us-gaap:CostOfRevenue", "9", dims={SEGMENTS: "country:DE"}))),
    Case(
        "an own member for a country",
        "03",
        Base().plus(F("us-gaap:Revenues", "9", dims={GEOGRAPHY: f"{PREFIX}:GermanyMember"}), GermanyMember=MEMBER),
    ),
    Case(
        "a product as a reconciling item",
        "04",
        Base().plus(F("us-gaap:Assets", "9", DAY, {ITEMS: "us-gaap:ServiceMember"})),
    ),
    Case(
        "an own reconciling member",
        "05",
        Base().plus(F("us-gaap:Assets", "9", DAY, {ITEMS: f"{PREFIX}:SundryMember"}), SundryMember=MEMBER),
    ),
    Case("a segment's corporate part", "06", Base().plus(F("us-gaap:Assets", "9", DAY, CORPORATE | QUAYS))),
    Case("segment amounts without OperatingSegments", "07", fact(dims=FERRIES)),
    Case(
        "eliminations as a segment",
        "08",
        Base().plus(
            F("us-gaap:CostOfRevenue", "9", dims={SEGMENTS: f"{PREFIX}:EliminationsMember"}), EliminationsMember=MEMBER
        ),
    ),
    Case(
        "a by-segment block without segments",
        "09",
        replace(
            Base(),
            facts=tuple(f for f in Base().facts if SEGMENTS not in f.dims and "Number" not in f.concept),
            own={"CustomerAMember": MEMBER},
        ),
    ),
    Case(
        "home and an own member for abroad",
        "10",
        Base().plus(
            F("us-gaap:NoncurrentAssets", "60", DAY, {GEOGRAPHY: f"{PREFIX}:NonUnitedStatesMember"}),
            NonUnitedStatesMember=MEMBER,
        ),
    ),
    Case("a concentration without benchmark", "10", Base().plus(replace(seeded.SHARE, text="14", dims={}))),
    Case(
        "one product without the total",
        "10",
        Base().plus(F("us-gaap:CostOfGoodsAndServicesSold", "9", dims={PRODUCTS: "us-gaap:ServiceMember"})),
    ),
    Case(
        "a standard member as a customer",
        "10",
        Base().plus(F("us-gaap:Revenues", "9", dims={seeded.CUSTOMERS: "us-gaap:ServiceMember"})),
    ),
    Case(
        "the domain as a member",
        "11",
        Base().plus(F("us-gaap:CostOfRevenue", "590", dims={SEGMENTS: "us-gaap:SegmentDomain"})),
    ),
    Case(
        "another default",
        "11",
        change=lambda t: (
            t
            | {
                DEF: re.sub(
                    r'(dimension-default" xlink:from="us-gaap_StatementBusinessSegmentsAxis" xlink:to=)"[^"]*"',
                    rf'\1"{PREFIX}_QuaysMember"',
                    t[DEF],
                )
            }
        ),
    ),
    Case(
        "a member that no table has", "11", change=swap(DEF, f'xlink:to="{PREFIX}_FerriesMember"', 'xlink:to="nowhere"')
    ),
)

CONCEPTS = (
    Case(
        "cash-flow capital expenditure",
        "16",
        Base().plus(F("us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", "9", dims=QUAYS)),
    ),
    Case(
        "long-lived assets on a statement",
        "17",
        change=swap(
            XSD, "0000004 - Disclosure - Segment Reporting - Areas (Details)", "0000004 - Statement - Balance Sheet"
        ),
    ),
    Case(
        "long-lived assets outside their table",
        "17",
        change=swap_all(PRE, AREAS.replace(":", "_"), seeded.TABLE.replace(":", "_")),
    ),
    Case(
        "interest told apart and not",
        "18",
        Base().plus(F("us-gaap:InterestExpense", "9"), F("us-gaap:InterestExpenseNonoperating", "9", dims=QUAYS)),
    ),
    Case(
        "more segments than members",
        "19",
        Base().without("us-gaap:NumberOfReportableSegments").plus(replace(seeded.COUNT, text="five")),
    ),
    Case("an element that is gone", "20", Base().plus(F("us-gaap:SalesRevenueServicesNet", "9"))),
    Case(
        "every expense negative",
        "23",
        Base().plus(*(minus(F("us-gaap:LaborAndRelatedExpense", "9", dims=d)) for d in (FERRIES, QUAYS))),
    ),
    Case(
        "negative assets",
        "24",
        Base().plus(minus(F("us-gaap:NoncurrentAssets", "9", DAY, {GEOGRAPHY: "us-gaap:NonUsMember"}))),
    ),
    Case("an elimination that adds", "26", Base().plus(F("us-gaap:Assets", "9", DAY, INTERSEGMENT))),
)

CONTEXTS = (
    Case("nine digits", "27", change=swap_all(HTM, "0001234567", "001234567")),
    Case("another scheme", "27", change=swap_all(HTM, "http://www.sec.gov/CIK", "http://standards.iso.org/iso/17442")),
    Case("two entities", "27", change=swap(HTM, "0001234567", "0001234568")),
    Case(
        "members in the scenario",
        "28",
        change=lambda t: swap(HTM, "</xbrli:segment></xbrli:entity>", "</xbrli:entity>")(
            swap(HTM, "</xbrli:period></xbrli:context>", "</xbrli:period><xbrli:scenario/></xbrli:context>")(
                swap(HTM, "<xbrli:segment>", "")(t)
            )
        ),
    ),
    Case("an equal context", "29", change=lambda t: t | {HTM: _again(t[HTM], "context", "c-1", "c-99")}),
    Case("an equal unit", "29", change=lambda t: t | {HTM: _again(t[HTM], "unit", "u-1", "u-99")}),
    Case(
        "an unused context",
        "29",
        change=lambda t: (
            t | {HTM: re.sub(r'(id="c-99">.*?)2025-01-01', r"\1 2025-01-02", _again(t[HTM], "context", "c-1", "c-99"))}
        ),
    ),
    Case(
        "the end of a year as the start of the next",
        "30",
        change=swap_all(HTM, "2024-12-31</xbrli:endDate>", "2025-01-01</xbrli:endDate>"),
    ),
    Case(
        "a text block of another period",
        "30",
        change=lambda t: (
            t
            | {
                HTM: re.sub(
                    rf'(name="{BY_SEGMENT}" contextRef=")c-1"', lambda m: f'{m[1]}{_context_of(t[HTM], "900")}"', t[HTM]
                )
            }
        ),
    ),
    Case("assets over a year", "31", Base().plus(F("us-gaap:Assets", "9", YEAR, QUAYS | OPERATING))),
    Case("revenue at a day", "31", Base().plus(F("us-gaap:GrossProfit", "9", PRIOR_DAY))),
    Case(
        "nine months above the year",
        "32",
        Base().plus(F("us-gaap:SellingGeneralAndAdministrativeExpense", "120", NINE_MONTHS, FERRIES)),
    ),
    Case(
        "quarters that do not make the year",
        "32",
        Base().plus(
            *(F("us-gaap:OperatingIncomeLoss", "30", p) for p in QUARTERS), F("us-gaap:OperatingIncomeLoss", "100")
        ),
    ),
    Case("money in pure", "33", fact(unit="xbrli:pure")),
    Case("a count in dollars", "33", Base().plus(replace(seeded.COUNT, unit="iso4217:USD", period=seeded.PRIOR))),
    Case(
        "a percentage not scaled",
        "33",
        Base().without("us-gaap:ConcentrationRiskPercentage1").plus(replace(seeded.SHARE, attributes='decimals="0"')),
    ),
    Case("no decimals", "34", fact(attributes='scale="6" format="ixt:num-dot-decimal"')),
    Case("precision", "34", fact(attributes=GROSS.replace("decimals", "precision").replace("-6", "3"))),
    Case("digits beyond decimals", "34", fact(text="620.4")),
    Case("one fact, two numbers", "35", Base().plus(F("us-gaap:Revenues", "1,003"))),
    Case(
        "rounded, and still too far",
        "35",
        Base().plus(F("us-gaap:Revenues", "1.2", attributes='decimals="-8" scale="9" format="ixt:num-dot-decimal"')),
    ),
)

INLINE = (
    Case("a document type", "36", change=lambda t: t | {HTM: "<!DOCTYPE html>\n" + t[HTM]}),
    Case("a tuple", "36", change=swap(HTM, "<p>The <span", '<ix:tuple id="t" name="x"/><p>The <span')),
    Case("a target", "36", change=swap(HTM, '<ix:nonFraction id="f-3"', '<ix:nonFraction target="b" id="f-3"')),
    Case(
        "a prefix of one's own",
        "37",
        change=lambda t: (
            t
            | {
                HTM: t[HTM]
                .replace('xmlns:us-gaap="', 'xmlns:gaap="')
                .replace('"us-gaap:', '"gaap:')
                .replace(">us-gaap:", ">gaap:")
            }
        ),
    ),
    Case("an old registry", "38", change=swap(HTM, "transformation/2020-02-12", "transformation/2010-04-20")),
    Case("parentheses inside", "39", fact(text="(620)")),
    Case("markup inside", "39", change=swap(HTM, ">1,000</ix:nonFraction>", "><b>1,000</b></ix:nonFraction>")),
    Case("hidden and not pointed at", "40", change=swap(HTM, ' style="-sec-ix-hidden:h-1"', "")),
    Case("a pointer to nowhere", "40", change=swap(HTM, "-sec-ix-hidden:h-1", "-sec-ix-hidden:h-2")),
    Case(
        "a hidden number",
        "40",
        change=swap(
            HTM,
            "</ix:hidden>",
            f'<ix:nonFraction id="h-9" name="us-gaap:GrossProfit" contextRef="c-1" unitRef="u-1" {GROSS}>410'
            "</ix:nonFraction></ix:hidden>",
        ),
    ),
    Case("no id", "41", change=swap(HTM, ' id="f-3"', "")),
    Case("an id twice", "41", change=swap(HTM, 'id="f-3"', 'id="f-4"')),
    Case("a text block without escape", "41", change=swap(HTM, ' escape="true"', "")),
    Case("a continuation that is not there", "41", change=swap(HTM, 'continuedAt="k-1"', 'continuedAt="k-2"')),
    Case("no language", "42", change=swap(HTM, ' xml:lang="en-US"', "")),
    Case("a footnote of no fact", "42", change=swap(HTM, '<ix:relationship fromRefs="f-1" toRefs="n-1"/>', "")),
    Case("a footnote of a fact that is not there", "42", change=swap(HTM, 'fromRefs="f-1"', 'fromRefs="f-99"')),
)


def _schema_change(old: str, new: str, rule: str, name: str, *also: str) -> Case:
    return Case(name, rule, change=swap(XSD, old, new), also=also)


SCHEMA = (
    Case("a file name with a capital", "43", change=rename(STEM, "Tarnferry-20251231")),
    Case("a linkbase of another name", "43", change=rename(f"{STEM}_lab", f"{STEM}_labels")),
    Case(
        "a namespace without date",
        "44",
        change=lambda t: {n: x.replace("tarnferry.com/20251231", "tarnferry.com/x") for n, x in t.items()},
    ),
    Case(
        "a namespace of a standard setter",
        "44",
        change=lambda t: {n: x.replace("www.tarnferry.com/", "www.xbrl.org/") for n, x in t.items()},
    ),
    _schema_change("</xs:annotation>", '</xs:annotation><xs:include schemaLocation="b.xsd"/>', "44", "an include"),
    Case(
        "a pointer by path",
        "44",
        change=swap(PRE, f"{STEM}.xsd#{PREFIX}_QuaysMember", f"{STEM}.xsd#element(/1/4)"),
        also=("52",),
    ),
    _schema_change(f'id="{PREFIX}_DepotCosts"', 'id="depot"', "45", "another id"),
    _schema_change(
        'nillable="true" xbrli:periodType="duration" xbrli:balance',
        'xbrli:periodType="duration" xbrli:balance',
        "45",
        "not nillable",
    ),
    Case(
        "the name of a standard element",
        "45",
        Base().plus(F(f"{PREFIX}:Goodwill", "9"), Goodwill=("xbrli:monetaryItemType", "debit")),
    ),
    _schema_change('type="dtr-types:domainItemType"', 'type="xbrli:stringItemType"', "46", "a member that is a string"),
    _schema_change('abstract="true"', 'abstract="false"', "46", "a member that is not abstract"),
    _schema_change('xbrli:balance="debit" ', "", "47", "neither balance nor documentation"),
    Case(
        "text at a day",
        "47",
        Base().plus(SundryText=("xbrli:stringItemType", "")),
        change=lambda t: t | {XSD: re.sub(r'(name="SundryText".*?)"duration"', r'\1"instant"', t[XSD])},
    ),
    Case(
        "a name with underscores",
        "48",
        Base().plus(F(f"{PREFIX}:depot_rent", "9"), depot_rent=("xbrli:monetaryItemType", "debit")),
    ),
    Case(
        "a name with a year",
        "48",
        Base().plus(F(f"{PREFIX}:Costs2024", "9"), Costs2024=("xbrli:monetaryItemType", "debit")),
    ),
    Case(
        "a role elsewhere",
        "49",
        change=lambda t: {
            n: x.replace(f"{seeded.ROLE}AreaDetails", "http://other.org/role/AreaDetails") for n, x in t.items()
        },
    ),
    _schema_change("0000003 - Disclosure - Segment", "Segment", "49", "a definition without number"),
    _schema_change("0000004 - Disclosure", "0000000 - Disclosure", "49", "details before the note"),
    _schema_change("<link:usedOn>link:calculationLink</link:usedOn>", "", "49", "a role not used on calculations"),
    Case(
        "two years",
        "50",
        change=lambda t: {n: x.replace("fasb.org/srt/2025", "fasb.org/srt/2024") for n, x in t.items()},
    ),
)

LINKS = (
    Case("no label", "51", change=swap(LAB, f'xlink:from="{PREFIX}_DepotCosts"', 'xlink:from="nowhere"')),
    Case("the same label", "51", change=swap(LAB, ">Depot Costs<", ">Gross Profit<")),
    Case("an untidy label", "51", change=swap(LAB, ">Depot Costs<", ">Depot  Costs <")),
    Case("a label too long", "51", change=swap(LAB, ">Depot Costs<", f">{'Depot Costs, and ' * 40}rent<")),
    Case(
        "a documentation of a standard element",
        "51",
        change=lambda t: (
            t
            | {
                LAB: re.sub(
                    r'(<link:label [^>]*label="lab_us-gaap_GrossProfit"[^>]*role/)label"', r'\1documentation"', t[LAB]
                )
            }
        ),
    ),
    Case(
        "a total label of a text block",
        "51",
        change=lambda t: (
            t
            | {
                LAB: re.sub(
                    r'(<link:label [^>]*lab_us-gaap_SegmentReportingDisclosureTextBlock"[^>]*role/)label"',
                    r'\1totalLabel"',
                    t[LAB],
                )
            }
        ),
    ),
    Case("not presented", "52", change=swap(PRE, f'xlink:to="{PREFIX}_DepotCosts"', 'xlink:to="nowhere"')),
    Case(
        "siblings of one order",
        "52",
        change=lambda t: (
            t | {PRE: re.sub(r'(xlink:to="us-gaap_(?:GrossProfit|Assets)" order=)"\d+"', r'\1"77"', t[PRE])}
        ),
    ),
    Case(
        "no order",
        "52",
        change=lambda t: t | {PRE: re.sub(r'(xlink:to="us-gaap_GrossProfit") order="\d+"', r"\1", t[PRE])},
    ),
    Case(
        "a child twice",
        "52",
        change=lambda t: (
            t
            | {
                PRE: re.sub(
                    r'(<link:presentationArc [^>]*xlink:to="us-gaap_GrossProfit" order=)"\d+"/>',
                    r'\g<0>\1"99"/>',
                    t[PRE],
                )
            }
        ),
    ),
    Case(
        "two roots",
        "52",
        change=lambda t: (
            t
            | {
                PRE: re.sub(
                    r'<link:presentationArc [^>]*InformationBySegmentTable" xlink:to="us-gaap_\w*LineItems"[^>]*/>',
                    "",
                    t[PRE],
                )
            }
        ),
    ),
    Case(
        "an axis without members",
        "52",
        change=lambda t: (
            t
            | {
                PRE: re.sub(
                    r'<link:presentationArc [^>]*xlink:from="us-gaap_StatementBusinessSegmentsAxis"[^>]*/>', "", t[PRE]
                )
            }
        ),
    ),
    Case("an open table", "53", change=swap(DEF, ' xbrldt:closed="true"', "")),
    Case(
        "a concept as a domain",
        "53",
        change=lambda t: (
            t
            | {
                DEF: re.sub(
                    r'(dimension-domain" xlink:from="us-gaap_StatementBusinessSegmentsAxis" xlink:to=)"[^"]*"',
                    r'\1"us-gaap_GrossProfit"',
                    t[DEF],
                )
            }
        ),
        also=("11",),
    ),
    Case(
        "an axis without default",
        "53",
        change=lambda t: t | {DEF: re.sub(r"<link:definitionArc [^>]*dimension-default[^>]*/>", "", t[DEF])},
    ),
    Case(
        "a line in a table twice",
        "53",
        change=lambda t: (
            t
            | {
                DEF: re.sub(
                    r'(<link:definitionArc [^>]*xlink:to="us-gaap_GrossProfit" order=)"\d+"/>', r'\g<0>\1"99"/>', t[DEF]
                )
            }
        ),
    ),
    Case("a weight of two", "54", change=swap(CAL, ' weight="1"', ' weight="2"')),
    Case("a cost that adds to profit", "54", change=swap(CAL, ' weight="-1"', ' weight="1"')),
    Case(
        "a circle",
        "54",
        change=swap(
            CAL,
            "</link:calculationLink>",
            '<link:calculationArc xlink:type="arc" xlink:arcrole="a/summation-item" xlink:from="us-gaap_Revenues" '
            'xlink:to="us-gaap_GrossProfit" order="1" weight="1"/></link:calculationLink>',
        ),
    ),
    Case(
        "a day and a year summed",
        "54",
        change=lambda t: t | {CAL: t[CAL].replace("us-gaap_CostOfRevenue", "us-gaap_Assets")},
    ),
    Case(
        "a sum that is not presented",
        "54",
        change=lambda t: t | {CAL: t[CAL].replace("us-gaap_CostOfRevenue", "us-gaap_CostsAndExpenses")},
    ),
    Case(
        "a sum turned round",
        "54",
        change=lambda t: (
            t
            | {
                CAL: t[CAL]
                .replace("us-gaap_GrossProfit", "X")
                .replace("us-gaap_Revenues", "us-gaap_GrossProfit")
                .replace("X", "us-gaap_Revenues")
            }
        ),
    ),
    Case("a high priority", "55", change=swap(PRE, "<link:presentationArc ", '<link:presentationArc priority="10" ')),
    Case("an arc role of one's own", "55", change=swap(DEF, "arcrole/all", "arcrole/everything"), also=("11",)),
    Case(
        "an arc twice",
        "55",
        change=lambda t: (
            t
            | {
                DEF: re.sub(
                    r'<link:definitionArc [^>]*xlink:to="us-gaap_GrossProfit" order="\d+"/>', r"\g<0>\g<0>", t[DEF]
                )
            }
        ),
        also=("53",),
    ),
    Case(
        "two kinds in a file",
        "55",
        change=swap(
            CAL,
            "</link:linkbase>",
            '<link:definitionLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link"/></link:linkbase>',
        ),
    ),
)

BAD = (*AXES, *CONCEPTS, *CONTEXTS, *INLINE, *SCHEMA, *LINKS)


def _again(text: str, tag: str, old: str, new: str) -> str:
    """A second context or unit like the first."""
    element = re.search(rf'<xbrli:{tag} id="{old}">.*?</xbrli:{tag}>', text)
    assert element
    return text.replace(element[0], element[0] + element[0].replace(f'id="{old}"', f'id="{new}"'))


def _context_of(text: str, shown: str) -> str:
    found = re.search(rf'contextRef="([^"]+)"[^>]*>{shown}</ix:nonFraction>', text)
    assert found
    return found[1]


def linted(case: Case) -> tuple[Finding, ...]:
    texts = case.change(seeded.files(case.base))
    htm = next(name for name in texts if name.endswith(".htm"))
    data = {name: text.encode() for name, text in texts.items()}
    return checks.lint(seeded.filing_of_bytes(htm, data[htm], data.get, {}), knowledge.load(2025))


@pytest.mark.parametrize("case", GOOD, ids=lambda c: c.name)
def test_what_is_right_is_not_flagged(case: Case) -> None:
    assert [f"{f.code}: {f.message}" for f in linted(case)] == []


@pytest.mark.parametrize("case", BAD, ids=lambda c: f"{c.rule} {c.name}")
def test_every_fault_is_caught_by_its_rule(case: Case) -> None:
    found = linted(case)
    codes = {f.code.removeprefix("lint.rule-") for f in found}
    assert case.rule in codes
    assert codes <= {case.rule, *case.also}, [f"{f.code}: {f.message}" for f in found]
    own = next(f for f in found if f.code.endswith(case.rule))
    assert own.where is not None
    assert own.details["source"]


def test_every_rule_has_a_fault() -> None:
    assert {rule.number for rule in RULES} == {case.rule for case in BAD}
