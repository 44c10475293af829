"""A small report of an invented company, on a text note and on an HTML page of the same words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from converter.facts.model import (
    Axis,
    CalculationArc,
    Element,
    Entity,
    Fact,
    FactReport,
    FactSource,
    Hypercube,
    Node,
    Period,
    QName,
    Role,
    ShownAs,
    TextBlock,
    Unit,
)
from converter.readers.markup import page_text, parse_html
from converter.readers.model import Block, Document, Heading, Paragraph, RawCell, RawTable
from converter.source import SourceRef
from converter.tables.model import SegmentNote

Value = Decimal | str | bool | tuple[str, ...]
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
USD, SEGMENTS = Unit("iso4217:USD"), Unit("brk:segment")
SEGMENT_AXIS = QName("us-gaap", "StatementBusinessSegmentsAxis")
BAKERY, MILLS = QName("brk", "BakeryMember"), QName("brk", "MillsMember")
REVENUES, COSTS = QName("us-gaap", "Revenues"), QName("us-gaap", "CostOfRevenue")
FREIGHT, PROFIT = QName("brk", "FreightAndHandlingCosts"), QName("us-gaap", "GrossProfit")

SENTENCES = (
    "Note 9. Segment information",
    "The Company has two reportable segments, Bakery & Mills. Its chief operating decision maker is the chief "
    "executive officer, who reviews segment gross profit against budget. Assets are not reviewed by segment.",
)
ROWS = (
    ("(in thousands)", "Bakery", "Mills", "Total"),
    ("Revenues", "$1,200.5", "800", "2,000.5"),
    ("Freight", "(20)", "—", "(20)"),
    ("Cost of revenue", "(900)", "(850)", "(1,750)"),
    ("Gross profit", "280.5", "(50)", "230.5"),
)


def text_note(title: str = "Segment information") -> SegmentNote:
    """The note as a text reader gives it: places count characters of the dump, cells one a line."""
    lines = [*SENTENCES, *(cell for row in ROWS for cell in row)]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    refs = [SourceRef(file="note.txt", line=n + 1, offset=s, end=s + len(lines[n])) for n, s in enumerate(starts)]
    cells = tuple(
        RawCell(text=cell, row=r, col=c, header=r == 0, ref=replace(refs[2 + 4 * r + c], table=1, row=r, col=c))
        for r, row in enumerate(ROWS)
        for c, cell in enumerate(row)
    )
    table = RawTable(
        number=1, cells=cells, n_rows=5, n_cols=4, ref=replace(cells[0].ref, end=len(text), row=None, col=None)
    )
    blocks: tuple[Block, ...] = (
        Heading(text=SENTENCES[0], level=2, ref=refs[0]),
        Paragraph(text=SENTENCES[1], ref=refs[1]),
        table,
    )
    return _note(Document(source="note.txt", media_type="text/plain", blocks=blocks, text=text), title)


def html_note(page: str, words: tuple[str, ...] = SENTENCES) -> SegmentNote:
    """The note as an HTML reader gives it: each of `words` a paragraph, each `table` of the page a block."""
    raw = page.encode("utf-8")
    text = page_text(parse_html(raw))
    blocks: list[Block] = []
    for number, sentence in enumerate(words):
        at = text.index(sentence)
        ref = SourceRef(file="note.htm", offset=at, end=at + len(sentence))
        blocks.append(Heading(text=sentence, level=2, ref=ref) if number == 0 else Paragraph(text=sentence, ref=ref))
    cells, at = [], text.find(ROWS[0][0])
    if at >= 0:
        begin = at
        for r, row in enumerate(ROWS):
            for c, cell in enumerate(row):
                at = text.index(cell, at)
                ref = SourceRef(file="note.htm", table=1, row=r, col=c, offset=at, end=at + len(cell))
                cells.append(RawCell(text=cell, row=r, col=c, header=r == 0, ref=ref))
                at += len(cell)
        ref = SourceRef(file="note.htm", table=1, offset=begin, end=at)
        blocks.append(RawTable(number=1, cells=tuple(cells), n_rows=5, n_cols=4, ref=ref))
    document = Document(source="note.htm", media_type="text/html", blocks=tuple(blocks), text=text, raw=raw)
    return _note(document, "Segment information")


def _note(document: Document, title: str) -> SegmentNote:
    paragraphs = tuple(b for b in document.blocks if isinstance(b, Paragraph))
    return SegmentNote(
        document=document,
        title=title,
        blocks=document.blocks,
        tables=(),
        paragraphs=paragraphs,
        ref=document.blocks[0].ref,
    )


def table_page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    words = [s.replace("&", "&amp;") for s in SENTENCES]
    return (
        f"<html><head><title>Annual report</title></head><body><p>Note 8. Leases</p><div><h2>{words[0]}</h2>"
        f"<p>{words[1]}</p></div><table>{rows}</table><p>Note 10. Taxes</p></body></html>"
    )


def number_fact(
    note: SegmentNote, row: int, col: int, concept: QName, value: str, *, member: QName | None = None
) -> Fact:
    """The fact that a cell of the table shows, in thousands."""
    table = next(b for b in note.blocks if isinstance(b, RawTable))
    cell = next(c for c in table.cells if (c.row, c.col) == (row, col))
    dash = cell.text == "—"
    digits = cell.text.strip("$()")
    start = cell.text.index(digits)
    return Fact(
        id=f"f-{row}{col}",
        concept=concept,
        value=Decimal(value),
        decimals=-2 if "." in digits else -3,
        period=YEAR,
        unit=USD,
        dimensions=((SEGMENT_AXIS, member),) if member else (),
        source=FactSource(
            ref=cell.ref,
            span=(start, start + len(digits)),
            shown=digits,
            shown_as=ShownAs.DASH if dash else ShownAs.NUMBER,
            scale=3,
        ),
        decision="d1",
    )


def word_fact(note: SegmentNote, local: str, words: str, value: Value, shown_as: ShownAs) -> Fact:
    """A fact that the sentence of the note shows."""
    paragraph = note.paragraphs[0]
    start = paragraph.text.index(words)
    return Fact(
        id=f"f-{local[-8:]}",
        concept=QName("us-gaap", local),
        value=value,
        period=YEAR,
        unit=SEGMENTS if isinstance(value, Decimal) else None,
        source=FactSource(ref=paragraph.ref, span=(start, start + len(words)), shown=words, shown_as=shown_as),
    )


def all_facts(note: SegmentNote) -> tuple[Fact, ...]:
    lines = ((1, REVENUES, 1), (2, FREIGHT, -1), (3, COSTS, -1), (4, PROFIT, 1))
    facts = []
    for row, concept, sign in lines:
        for col, member in ((1, BAKERY), (2, MILLS), (3, None)):
            shown = ROWS[row][col].replace("$", "").replace(",", "")
            amount = Decimal("0" if shown == "—" else shown.strip("()")) * (-1 if shown.startswith("(") else 1)
            facts.append(number_fact(note, row, col, concept, str(amount * sign * 1000), member=member))
    officer = "http://fasb.org/srt/2025#ChiefExecutiveOfficerMember"
    codm = "SegmentReportingCodmIndividualTitleAndPositionOrGroupOrCommitteeNameExtensibleEnumeration"
    used = "SegmentReportingCodmProfitLossMeasureHowUsedDescription"
    facts += [
        word_fact(note, "NumberOfReportableSegments", "two", Decimal(2), ShownAs.WORD),
        word_fact(note, codm, "chief executive officer", (officer,), ShownAs.HIDDEN),
        word_fact(
            note,
            used,
            "reviews segment gross profit against budget",
            "reviews segment gross profit against budget",
            ShownAs.TEXT,
        ),
        word_fact(note, "SegmentReportingNoAssetInformation", "not reviewed", value=True, shown_as=ShownAs.HIDDEN),
    ]
    return tuple(facts)


def _elements() -> tuple[Element, ...]:
    money, table = "xbrli:monetaryItemType", "xbrldt:hypercubeItem"
    text, domain = "dtr-types:textBlockItemType", "dtr-types:domainItemType"

    def standard(local: str, label: str, kind: str, balance: str = "", **more: str | bool) -> Element:
        return Element(
            qname=QName("us-gaap", local), label=label, type=kind, period_type="duration", balance=balance, **more
        )

    string = "xbrli:stringItemType"
    return (
        standard("Revenues", "Revenues", money, "credit"),
        standard("CostOfRevenue", "Cost of Revenue", money, "debit"),
        standard("GrossProfit", "Gross Profit", money, "credit"),
        standard(
            "StatementBusinessSegmentsAxis",
            "Segments [Axis]",
            string,
            substitution="xbrldt:dimensionItem",
            abstract=True,
        ),
        standard("SegmentDomain", "Segments [Domain]", domain, abstract=True),
        standard(
            "ScheduleOfSegmentReportingInformationBySegmentTable",
            "Schedule of Segment Reporting Information, by Segment [Table]",
            string,
            substitution=table,
            abstract=True,
        ),
        standard(
            "SegmentReportingInformationLineItems", "Segment Reporting Information [Line Items]", string, abstract=True
        ),
        standard("SegmentReportingAbstract", "Segment Reporting [Abstract]", string, abstract=True),
        standard("NumberOfReportableSegments", "Number of Reportable Segments", "xbrli:integerItemType"),
        standard("SegmentReportingNoAssetInformation", "No Asset Information", "xbrli:booleanItemType"),
        standard("SegmentReportingCodmProfitLossMeasureHowUsedDescription", "How Used", string),
        standard("SegmentReportingDisclosureTextBlock", "Segment Reporting Disclosure [Text Block]", text),
        standard("ScheduleOfSegmentReportingInformationBySegmentTextBlock", "Schedule [Table Text Block]", text),
        Element(
            qname=FREIGHT,
            label="Freight and Handling Costs",
            type=money,
            period_type="duration",
            balance="debit",
            extension=True,
            anchor=COSTS,
            documentation="Amount of cost for freight and handling.",
        ),
        Element(
            qname=BAKERY, label="Bakery [Member]", type=domain, period_type="duration", abstract=True, extension=True
        ),
        Element(
            qname=MILLS, label="Mills [Member]", type=domain, period_type="duration", abstract=True, extension=True
        ),
    )


def _roles(facts: tuple[Fact, ...]) -> tuple[Role, ...]:
    gaap = "us-gaap"
    abstract = QName(gaap, "SegmentReportingAbstract")
    table = QName(gaap, "ScheduleOfSegmentReportingInformationBySegmentTable")
    items, domain = QName(gaap, "SegmentReportingInformationLineItems"), QName(gaap, "SegmentDomain")
    base = "http://www.brk.com/role/"
    words = tuple(dict.fromkeys(f.concept for f in facts if not f.source.ref.table))
    lines = (
        Node(qname=REVENUES),
        Node(qname=FREIGHT, label_role="negatedLabel"),
        Node(qname=COSTS, label_role="negatedLabel"),
        Node(qname=PROFIT, label_role="totalLabel"),
    )
    members = (Node(qname=BAKERY), Node(qname=MILLS))
    axis = Node(qname=SEGMENT_AXIS, children=(Node(qname=domain, children=members),))
    tree = Node(qname=table, children=(axis, Node(qname=items, children=lines)))
    cube = Hypercube(
        table=table,
        line_items=items,
        axes=(Axis(axis=SEGMENT_AXIS, domain=domain, members=(BAKERY, MILLS)),),
        concepts=(REVENUES, FREIGHT, COSTS, PROFIT),
    )
    sums = tuple(CalculationArc(total=PROFIT, part=p, weight=w) for p, w in ((REVENUES, 1), (FREIGHT, -1), (COSTS, -1)))

    def flat(name: str, title: str, names: tuple[QName, ...]) -> Role:
        node = Node(qname=abstract, children=tuple(Node(qname=n) for n in names))
        return Role(uri=base + name, definition=title, presentation=(node,))

    return (
        flat("Segments", "0000001 - Disclosure - Segments", (QName(gaap, "SegmentReportingDisclosureTextBlock"),)),
        flat(
            "SegmentsTables",
            "0000002 - Disclosure - Segments (Tables)",
            (QName(gaap, "ScheduleOfSegmentReportingInformationBySegmentTextBlock"),),
        ),
        flat("SegmentsNarrativeDetails", "0000003 - Disclosure - Segments, Narrative (Details)", words),
        Role(
            uri=f"{base}SegmentsDetails",
            definition="0000004 - Disclosure - Segments (Details)",
            presentation=(Node(qname=abstract, children=(tree,)),),
            calculation=sums,
            hypercubes=(cube,),
        ),
    )


def report_of(facts: tuple[Fact, ...], blocks: tuple[TextBlock, ...] = (), **changes: object) -> FactReport:
    report = FactReport(
        entity=Entity(cik="0001234567", name="Brookfield Bread Corp"),
        form="10-K",
        period=YEAR,
        fiscal_year=2024,
        fiscal_period="FY",
        year=2025,
        prefix="brk",
        namespace="http://www.brk.com/20241231",
        stem="brk-20241231",
        facts=facts,
        text_blocks=blocks,
        elements=_elements(),
        roles=_roles(facts),
        namespaces={
            "us-gaap": "http://fasb.org/us-gaap/2025",
            "srt": "http://fasb.org/srt/2025",
            "dei": "http://xbrl.sec.gov/dei/2025",
            "brk": "http://www.brk.com/20241231",
        },
    )
    return replace(report, **changes)  # type: ignore[arg-type]  # names of the report's own fields


BLOCKS = (
    TextBlock(id="tb-1", concept=QName("us-gaap", "SegmentReportingDisclosureTextBlock"), period=YEAR, first=0, last=2),
    TextBlock(
        id="tb-2",
        concept=QName("us-gaap", "ScheduleOfSegmentReportingInformationBySegmentTextBlock"),
        period=YEAR,
        first=2,
        last=2,
    ),
)
COVER = {
    "DocumentType": "10-K",
    "AmendmentFlag": "false",
    "DocumentPeriodEndDate": "2024-12-31",
    "CurrentFiscalYearEndDate": "--12-31",
    "DocumentFiscalYearFocus": "2024",
    "DocumentFiscalPeriodFocus": "FY",
    "EntityRegistrantName": "Brookfield Bread Corp",
    "EntityCentralIndexKey": "0001234567",
    "EntityCommonStockSharesOutstanding": "12,500,000",
}
