"""What the tables and sentences of the note say, before any concept is chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from ..readers.model import Span
from ..source import SourceRef
from ..tables.model import SegmentNote, Table


class PeriodHint(Struct, frozen=True, kw_only=True):
    """A period as far as the page tells it. `months` is None where only a year or a date is shown: then the concept's
    period type decides between the instant `end` and the fiscal period that ends then, of `default_months`.
    `start` is the first day for a duration of `months` (or `default_months`)."""

    end: date
    start: date | None = None
    months: int | None = None
    default_months: int = 12
    instant: bool = False
    text: str = ""
    ref: SourceRef | None = None


class SubjectKind(StrEnum):
    """What a column header, row label, section row or caption says the figure is of."""

    SEGMENT = "segment"
    SUBSEGMENT = "subsegment"
    SEGMENTS_TOTAL = "segments-total"
    REPORTABLE_TOTAL = "reportable-total"
    """Total of reportable segments, shown before an all-other line."""
    ALL_OTHER = "all-other"
    CORPORATE = "corporate"
    ELIMINATION = "elimination"
    INTERSEGMENT = "intersegment"
    """One segment's intersegment part."""
    RECONCILING = "reconciling"
    CORPORATE_AND_ELIMINATION = "corporate-and-elimination"
    CONSOLIDATED = "consolidated"
    GEOGRAPHY = "geography"
    PRODUCT = "product"
    CUSTOMER = "customer"
    PREVIOUSLY_REPORTED = "previously-reported"
    RESTATEMENT = "restatement-adjustment"
    """What changed an amount that was reported otherwise before."""
    LEGAL_ENTITY = "legal-entity"
    """A subsidiary that files with its parent."""
    OTHER = "other"
    """A breakdown on none of the known axes."""


class Subject(Struct, frozen=True, kw_only=True):
    """`name` is cleaned of marks and of words like "segment"; `text` is as shown."""

    kind: SubjectKind
    name: str
    text: str
    ref: SourceRef | None = None
    evidence: str = ""


class Content(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    SHARES = "shares"
    PER_SHARE = "per-share"
    COUNT = "count"
    PURE = "pure"


class RowRole(StrEnum):
    HEADER = "header"
    HEADING = "heading"
    """A label with no numbers, over the rows that follow ("Less:")."""
    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"


class TableKind(StrEnum):
    PROFIT_OR_LOSS = "profit-or-loss"
    RECONCILIATION = "reconciliation"
    ASSETS = "assets"
    CAPITAL_EXPENDITURE = "capital-expenditure"
    DEPRECIATION = "depreciation"
    GEOGRAPHY = "geography"
    PRODUCTS = "products"
    CUSTOMERS = "customers"
    OTHER = "other"
    NARRATIVE = "narrative"
    """Not a table: the numbers of the note's sentences."""


class Column(Struct, frozen=True, kw_only=True):
    """A value column. `header` runs from the top down; `percent` and `currency` come from header or cells."""

    index: int
    header: tuple[str, ...] = ()
    period: PeriodHint | None = None
    subjects: tuple[Subject, ...] = ()
    currency: str | None = None
    content: Content | None = None


class Row(Struct, frozen=True, kw_only=True):
    """A row of the table. `path` are the headings it stands under, outermost first; `label` is without marks."""

    index: int
    label: str
    role: RowRole
    path: tuple[str, ...] = ()
    depth: int = 0
    period: PeriodHint | None = None
    subjects: tuple[Subject, ...] = ()
    ref: SourceRef


class Line(Struct, frozen=True, kw_only=True):
    """What is measured: the thing that gets one concept. Usually a row; where the rows are segments or countries it is
    the section, the column header or the caption ("Capital expenditures"), shared by many rows.

    `label` is the words that name the measure, `path` the headings above it, `context` further words from caption and
    table lead. `rows` are the rows that carry it. `effect` is what the displayed number does to the total that it
    adds to: +1, -1, or None where it adds to nothing; `total` is that total's line.
    """

    id: str
    label: str
    path: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    content: Content = Content.MONEY
    effect: int | None = None
    total: str | None = None
    parts: tuple[str, ...] = ()
    """Ids of the lines that add up to this one."""
    is_total: bool = False
    ref: SourceRef


class Value(Struct, frozen=True, kw_only=True):
    """One number as shown. `span` is the place of its digits (or dash, or word) in the text of the cell or paragraph
    that `ref` points to. `number` is the displayed figure without its sign; `negative` the displayed sign.
    The figure in full units is `number * 10**scale` (percent: `number * 10**-2`)."""

    id: str
    ref: SourceRef
    span: Span
    shown: str
    number: Decimal
    negative: bool = False
    nil: bool = False
    word: bool = False
    """Written in words ("two reportable segments")."""
    content: Content = Content.MONEY
    scale: int = 0
    decimals: int | None = 0
    currency: str | None = None
    row: int | None = None
    column: int | None = None
    line: str = ""
    period: PeriodHint | None = None
    subjects: tuple[Subject, ...] = ()
    evidence: tuple[str, ...] = ()
    doubt: str = ""
    """Why the sentence does not say plainly what the amount is, of whom or when; empty where it does."""

    @property
    def amount(self) -> Decimal:
        """The displayed figure with its displayed sign, in full units."""
        number = self.number.scaleb(self.scale)
        return -number if self.negative else number


class FootingState(StrEnum):
    HOLDS = "holds"
    ROUNDS = "holds within rounding"
    FAILS = "fails"


class Footing(Struct, frozen=True, kw_only=True):
    """A sum the numbers show: `total` equals the signed sum of `addends` (value ids). `kind` is `rows` (down a column),
    `columns` (across a row: segments to total) or `tables`."""

    kind: str
    total: str
    addends: tuple[tuple[str, int], ...]
    difference: Decimal
    tolerance: Decimal
    state: FootingState


class InterpretedTable(Struct, frozen=True, kw_only=True):
    """A table read. `table` is None for the pseudo-table of the note's sentences (kind NARRATIVE)."""

    id: str
    table: Table | None
    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    values: tuple[Value, ...]
    footings: tuple[Footing, ...] = ()


class Statement(Struct, frozen=True, kw_only=True):
    """A sentence-borne fact that is not a number of a line: number of segments, the CODM's title, how the measure is
    used. `rule` is the id of the narrative rule; `concept` its us-gaap local name; `content` the value (a tuple of
    expanded member names for an enumeration); `confidence` the share of filers who tag such a sentence so."""

    rule: str
    concept: str
    content: Decimal | str | bool | tuple[str, ...]
    ref: SourceRef
    span: Span
    shown: str
    evidence: str = ""
    confidence: float = 1.0


class Calendar(Struct, frozen=True, kw_only=True):
    """The document's own fiscal period and calendar, from the settings, the cover page or the note itself.
    `period_start` to `period_end` is the fiscal year (annual report) or the year to date (interim report).
    `evidence` says where each came from; `assumed` is True where nothing but the note's tables told."""

    period_end: date
    period_start: date
    fiscal_year_end: tuple[int, int]
    fiscal_year: int
    fiscal_period: str
    """FY, Q1, Q2 or Q3."""
    form: str = "10-K"
    weeks: bool = False
    """A 52/53-week year: ends on a weekday, not a date."""
    assumed: bool = False
    evidence: str = ""


class InterpretedNote(Struct, frozen=True, kw_only=True):
    note: SegmentNote
    calendar: Calendar
    tables: tuple[InterpretedTable, ...]
    statements: tuple[Statement, ...] = ()
