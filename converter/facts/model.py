"""The syntax-free fact model, in the shape of the Open Information Model (OIM)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from ..readers.model import Span
from ..source import SourceRef


class QName(Struct, frozen=True, order=True):
    """A name by its usual prefix: `us-gaap:Revenues`. Prefix → namespace is `FactReport.namespaces`."""

    prefix: str
    local: str

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}"

    @classmethod
    def parse(cls, text: str) -> QName:
        prefix, _, local = text.partition(":")
        return cls(prefix, local)


class Period(Struct, frozen=True, order=True):
    """An instant where `start` is None. Dates are the first and last day as printed (rule 30)."""

    end: date
    start: date | None = None


class Unit(Struct, frozen=True, order=True):
    """`numerator` over `denominator`, each a measure such as `iso4217:USD`, `xbrli:pure`, `xbrli:shares`."""

    numerator: str
    denominator: str = ""


class ShownAs(StrEnum):
    """How the page shows the value."""

    NUMBER = "number"
    DASH = "dash"
    """A dash for nil: `ixt:fixed-zero` (rule 34)."""
    WORD = "word"
    """A number in words: `ixt-sec:numwordsen`."""
    HIDDEN = "hidden"
    """Visible text that stands for a value of another form: `ix:hidden` + `-sec-ix-hidden` (rule 40)."""
    TEXT = "text"


class FactSource(Struct, frozen=True, kw_only=True):
    """Where and how the page shows the fact. `span` is within the text of the cell or paragraph at `ref`."""

    ref: SourceRef
    span: Span
    shown: str
    shown_as: ShownAs
    scale: int = 0


class Fact(Struct, frozen=True, kw_only=True):
    """One reported fact. `dimensions` are (axis, member) sorted by axis. `value` is XBRL's: sign by the concept's
    meaning (rule 23). `decimals` is None for INF and for what is not a number. `decision` names the mapping decision,
    or the narrative rule of what a sentence states: that alone has a `confidence` of its own."""

    id: str
    concept: QName
    value: Decimal | str | bool | tuple[str, ...]
    period: Period
    unit: Unit | None = None
    decimals: int | None = None
    dimensions: tuple[tuple[QName, QName], ...] = ()
    source: FactSource
    decision: str = ""
    confidence: float | None = None


class TextBlock(Struct, frozen=True, kw_only=True):
    """A text-block fact: the blocks of the note from `first` to `last` (indexes into `SegmentNote.blocks`); `more` are
    further ranges, later in the note, in which it goes on (`ix:continuation`)."""

    id: str
    concept: QName
    period: Period
    first: int
    last: int
    more: tuple[tuple[int, int], ...] = ()


class Element(Struct, frozen=True, kw_only=True):
    """A concept, axis, domain or member that the report uses, standard or extension, with what a schema says of it."""

    qname: QName
    label: str
    type: str
    period_type: str
    balance: str = ""
    abstract: bool = False
    substitution: str = "xbrli:item"
    extension: bool = False
    anchor: QName | None = None
    documentation: str = ""


class Node(Struct, frozen=True, kw_only=True):
    """A node of a presentation tree. `label_role` is the short name of a preferred label (`totalLabel`, …) or empty."""

    qname: QName
    children: tuple[Node, ...] = ()
    label_role: str = ""


class CalculationArc(Struct, frozen=True, kw_only=True):
    total: QName
    part: QName
    weight: int


class Hypercube(Struct, frozen=True, kw_only=True):
    """A table of a role: its axes with domain and members, and the line items that may use it (rule 53)."""

    table: QName
    line_items: QName
    axes: tuple[Axis, ...]
    concepts: tuple[QName, ...]


class Axis(Struct, frozen=True, kw_only=True):
    """`parents` are members that stand below another member of the axis, not below the domain: (member, parent)."""

    axis: QName
    domain: QName
    members: tuple[QName, ...]
    parents: tuple[tuple[QName, QName], ...] = ()


class Role(Struct, frozen=True, kw_only=True):
    """An extended link role of the report's own taxonomy: one disclosure (rule 49)."""

    uri: str
    definition: str
    presentation: tuple[Node, ...]
    calculation: tuple[CalculationArc, ...] = ()
    hypercubes: tuple[Hypercube, ...] = ()


class Entity(Struct, frozen=True, kw_only=True):
    """`cik` is ten digits; `0000000000` is the marked placeholder."""

    cik: str
    name: str
    scheme: str = "http://www.sec.gov/CIK"


class FactReport(Struct, frozen=True, kw_only=True):
    """Everything that the writers need. Sorted and complete: the same input gives the same report."""

    entity: Entity
    form: str
    period: Period
    """The document's own fiscal period (the required context, rule 60)."""
    fiscal_year: int
    fiscal_period: str
    year: int
    """Taxonomy year."""
    prefix: str
    namespace: str
    stem: str
    """File name without suffix: `{prefix}-{yyyymmdd}` (rule 43)."""
    facts: tuple[Fact, ...]
    text_blocks: tuple[TextBlock, ...]
    elements: tuple[Element, ...]
    roles: tuple[Role, ...]
    namespaces: Mapping[str, str] = field(default_factory=dict)
    """Prefix → namespace of every standard taxonomy used and of the extension."""
    cover: Mapping[str, str] = field(default_factory=dict)
    """dei elements and values for the cover section."""
