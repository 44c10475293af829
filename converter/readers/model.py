"""What every reader yields: a document of blocks with the text exactly as found."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ..source import SourceRef

Span = tuple[int, int]


class Heading(Struct, frozen=True, kw_only=True):
    text: str
    level: int
    ref: SourceRef


class Paragraph(Struct, frozen=True, kw_only=True):
    """A run of text between block boundaries. `superscripts` are spans of `text` set raised (footnote marks)."""

    text: str
    ref: SourceRef
    bold: bool = False
    superscripts: tuple[Span, ...] = ()


class RawCell(Struct, frozen=True, kw_only=True):
    """One cell as found. `row`, `col` are grid positions (spans resolved); `indent` is in points; `rule_above` says
    that a line is drawn over the cell (evidence for a total)."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    bold: bool = False
    indent: float = 0.0
    rule_above: bool = False
    hidden: bool = False
    number_format: str = ""
    superscripts: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()
    """Places in `text` where the page starts a new line and the markup has no white space ("Net<br>sales")."""
    ref: SourceRef


class RawTable(Struct, frozen=True, kw_only=True):
    """A grid of cells. `number` is 1-based in the document and is `ref.table` of every cell."""

    number: int
    cells: tuple[RawCell, ...]
    n_rows: int
    n_cols: int
    ref: SourceRef
    caption: str = ""
    complete: bool = True
    """False where the reader could not make every row fit the columns (it adds a finding)."""


Block = Heading | Paragraph | RawTable


class TaggedText(Struct, frozen=True, kw_only=True):
    """A text block that the input's inline XBRL already tags: its element and the stretches of `Document.text`."""

    name: str
    spans: tuple[Span, ...]


class Document(Struct, frozen=True, kw_only=True):
    """One input file as read.

    `text` is the whole text stream that `SourceRef.offset` counts in. `raw` is the file's bytes: the in-place writer
    of HTML parses them again. `cover` holds dei facts found in the document (`EntityRegistrantName` → text).
    """

    source: str
    media_type: str
    blocks: tuple[Block, ...]
    text: str
    raw: bytes = b""
    cover: Mapping[str, str] = field(default_factory=dict)
    tagged: tuple[TaggedText, ...] = ()
