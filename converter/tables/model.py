"""The note, and its tables brought to logical columns."""

from __future__ import annotations

from msgspec import Struct

from ..readers.model import Block, Document, Paragraph, Span
from ..source import SourceRef


class Cell(Struct, frozen=True, kw_only=True):
    """A cell in logical coordinates: spacer columns are gone, and `$`, `(`, `)`, `%` from cells of their own are kept
    as `before` and `after` of the number they belong to. `text` stays as found and `ref` is the place of `text`."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    before: str = ""
    after: str = ""
    header: bool = False
    bold: bool = False
    indent: float = 0.0
    rule_above: bool = False
    number_format: str = ""
    superscripts: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()
    """Places in `text` where the page starts a new line and the markup has no white space."""
    ref: SourceRef

    @property
    def words(self) -> str:
        """The text for reading: superscripts left out, line breaks as blanks, white space folded."""
        text = self.text
        cuts = [(start, end, "") for start, end in self.superscripts] + [(at, at, " ") for at in self.breaks]
        for start, end, between in sorted(cuts, reverse=True):
            text = text[:start] + between + text[end:]
        return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())

    @property
    def shown(self) -> str:
        """Everything the reader of the page sees of this cell: `$ (1,234) %`."""
        return f"{self.before}{self.words}{self.after}"


class Table(Struct, frozen=True, kw_only=True):
    """A table of the note. Column 0 holds the row labels (it may be empty); `lead` are the paragraphs and headings just
    above the table, nearest last, back to the table before it; `notes` the paragraphs just below."""

    number: int
    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    ref: SourceRef
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    complete: bool = True

    @property
    def id(self) -> str:
        return f"t{self.number}"

    def row(self, row: int) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.row <= row < c.row + c.row_span)


class SegmentNote(Struct, frozen=True, kw_only=True):
    """What `locate` claims of the document: `blocks` are the note's own blocks in order, `reason` says why these."""

    document: Document
    title: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    paragraphs: tuple[Paragraph, ...]
    ref: SourceRef
    reason: str = ""
