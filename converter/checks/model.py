"""One view of a filing for the segment lint, whoever made it: facts, contexts, units, extension taxonomy, markup.

Each value is one element of a file and equal to itself alone: two facts that say the same are two facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from ..facts.inline import InlineContext
from ..facts.model import QName, Unit
from ..source import SourceRef

Dimensions = tuple[tuple[QName, QName], ...]


class FiledFact(Struct, frozen=True, kw_only=True, eq=False):
    """One tagged value. `value` is XBRL's (a Decimal, the text, or None where nil or unreadable); `shown` the text
    inside the tag. `registry` is the namespace of `format`; `nested` the local names of the elements directly inside;
    `language` what `xml:lang` says at the place, empty where nothing does."""

    id: str
    concept: QName
    value: Decimal | str | None
    shown: str
    context: InlineContext
    unit: Unit | None = None
    decimals: str | None = None
    precision: bool = False
    scale: int = 0
    negative: bool = False
    format: str = ""
    registry: str = ""
    numeric: bool = False
    hidden: bool = False
    escaped: bool = False
    nil: bool = False
    continued: str = ""
    target: str = ""
    nested: tuple[str, ...] = ()
    language: str = ""
    line: int = 0
    where: SourceRef

    @property
    def amount(self) -> Decimal | None:
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def dimensions(self) -> Dimensions:
        return self.context.dimensions


class Markup(Struct, frozen=True, kw_only=True, eq=False):
    """What the inline document's own markup shows. `pointers` are the ids that `-sec-ix-hidden` styles point at;
    `continuations` maps an ix:continuation's id to the one it goes on in; `footnotes` are (from, to, role) of
    ix:relationship with all ids, and `footnote_ids` the ix:footnotes; `forbidden` are tags no filing may have."""

    doctype: bool = False
    root: str = "{http://www.w3.org/1999/xhtml}html"
    language: str = ""
    namespaces: tuple[tuple[str, str], ...] = ()
    schema_refs: tuple[str, ...] = ()
    forbidden: tuple[tuple[str, int], ...] = ()
    pointers: tuple[str, ...] = ()
    continuations: Mapping[str, str] = field(default_factory=dict)
    footnotes: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = ()
    footnote_ids: frozenset[str] = frozenset()


class Declared(Struct, frozen=True, kw_only=True, eq=False):
    """An element declaration of the extension schema, attribute by attribute; `type` and `substitution` are prefixed
    with the usual prefix of their namespace (`xbrli:monetaryItemType`)."""

    qname: QName
    id: str = ""
    type: str = ""
    substitution: str = ""
    period_type: str = ""
    balance: str = ""
    abstract: bool = False
    nillable: bool = False
    typed_domain: bool = False
    line: int = 0


class RoleType(Struct, frozen=True, kw_only=True, eq=False):
    uri: str
    id: str = ""
    definition: str = ""
    used_on: tuple[str, ...] = ()


class Schema(Struct, frozen=True, kw_only=True, eq=False):
    """An extension schema. `imports` are (namespace, location)."""

    name: str
    namespace: str
    prefix: str
    elements: tuple[Declared, ...] = ()
    roles: tuple[RoleType, ...] = ()
    imports: tuple[tuple[str, str], ...] = ()
    linkbases: tuple[str, ...] = ()
    includes: int = 0
    custom_arcroles: tuple[str, ...] = ()


class LinkKind(StrEnum):
    PRESENTATION = "presentation"
    CALCULATION = "calculation"
    DEFINITION = "definition"
    LABEL = "label"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"


class Arc(Struct, frozen=True, kw_only=True, eq=False):
    """A relation between two elements. `arcrole` is the URI's last step (`parent-child`, `dimension-default`)."""

    kind: LinkKind
    role: str
    arcrole: str
    source: QName
    target: QName
    order: Decimal | None = None
    weight: Decimal | None = None
    preferred: str = ""
    priority: int = 0
    use: str = "optional"
    closed: bool = False
    context_element: str = ""
    file: str = ""


class FiledLabel(Struct, frozen=True, kw_only=True, eq=False):
    """`role` is the label role's last step (`label`, `totalLabel`, `documentation`)."""

    element: QName
    role: str
    language: str
    text: str


class Extension(Struct, frozen=True, kw_only=True, eq=False):
    """The company's own taxonomy. `kinds` are the extended-link kinds of each file; `odd_hrefs` locators whose pointer
    is no shorthand fragment; `references` the elements that reference resources are given for."""

    schemas: tuple[Schema, ...] = ()
    arcs: tuple[Arc, ...] = ()
    labels: tuple[FiledLabel, ...] = ()
    kinds: Mapping[str, frozenset[LinkKind]] = field(default_factory=dict)
    odd_hrefs: tuple[str, ...] = ()
    references: tuple[QName, ...] = ()


class Filing(Struct, frozen=True, kw_only=True, eq=False):
    """An inline document and the extension taxonomy beside it; `extension` is None where there is none at hand, and
    `missing` says why. `year` is the us-gaap year it declares, None where it declares none."""

    name: str
    facts: tuple[FiledFact, ...]
    contexts: Mapping[str, InlineContext]
    units: Mapping[str, Unit]
    markup: Markup
    year: int | None = None
    extension: Extension | None = None
    missing: str = ""
    files: tuple[str, ...] = ()
