"""Documents put together block by block, for formats whose text is no single stream as found (sheets, Word, CSV)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ..source import SourceRef
from .model import Block, Document, Heading, Paragraph, RawCell, RawTable, Span
from .text_lines import Kind, kind_of


class DocumentDraft:
    """Gathers blocks in order. Every text given goes into the stream once, one line feed after another, so that
    `Document.text[ref.offset:ref.end]` is the text of the block or cell. Texts are taken as they are: no white space
    at the ends."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._offset = 0
        self._tables = 0

    @property
    def last(self) -> Block | None:
        return self._blocks[-1] if self._blocks else None

    def heading(self, text: str, level: int, line: int | None = None) -> None:
        self._blocks.append(Heading(text=text, level=level, ref=self._take(text, line)))

    def paragraph(
        self, text: str, *, bold: bool = False, superscripts: tuple[Span, ...] = (), line: int | None = None
    ) -> None:
        self._blocks.append(Paragraph(text=text, bold=bold, superscripts=superscripts, ref=self._take(text, line)))

    def table(self, cells: Iterable[RawCell]) -> None:
        """Add a table of cells in any order; their `ref` need only say the line. Empty cells are left out."""
        kept = sorted((cell for cell in cells if cell.text), key=lambda cell: (cell.row, cell.col))
        if not kept:
            return
        self._tables += 1
        number = self._tables
        start = self._offset
        placed: list[RawCell] = []
        for cell in kept:
            ref = self._take(cell.text, cell.ref.line)
            placed.append(replace(cell, ref=replace(ref, table=number, row=cell.row, col=cell.col)))
        ref = SourceRef(file=self._name, line=kept[0].ref.line, offset=start, end=placed[-1].ref.end, table=number)
        rows = 1 + max(cell.row + cell.row_span - 1 for cell in placed)
        cols = max(cell.col + cell.col_span for cell in placed)
        self._blocks.append(RawTable(number=number, cells=tuple(placed), n_rows=rows, n_cols=cols, ref=ref))

    def document(self, media_type: str, raw: bytes, cover: Mapping[str, str] | None = None) -> Document:
        return Document(
            source=self._name,
            media_type=media_type,
            blocks=tuple(self._blocks),
            text="".join(self._pieces),
            raw=raw,
            cover=cover or {},
        )

    def _take(self, text: str, line: int | None) -> SourceRef:
        ref = SourceRef(file=self._name, line=line, offset=self._offset, end=self._offset + len(text))
        self._pieces += (text, "\n")
        self._offset = ref.end + 1
        return ref


def spread_headers(cells: Sequence[RawCell]) -> tuple[RawCell, ...]:
    """Mark the cells above the first figure as headers, and let each span the empty cells right of it that have a
    header below. Rows where the source itself merges cells are left as they are: there every span is said."""
    figures = [cell.row for cell in cells if cell.col > 0 and kind_of(cell.text) is Kind.VALUE]
    head = min(figures, default=0)
    merged = {cell.row for cell in cells if cell.col_span > 1}
    filled = [{cell.col for cell in cells if cell.row == row and cell.text} for row in range(head)]
    out: list[RawCell] = []
    for cell in cells:
        if cell.row >= head:
            out.append(cell)
            continue
        span = cell.col_span
        below: set[int] = set().union(*filled[cell.row + 1 :])
        if cell.col > 0 and cell.row not in merged and below:
            while cell.col + span in below and cell.col + span not in filled[cell.row]:
                span += 1
        out.append(replace(cell, col_span=span, header=cell.header or cell.col > 0))
    return tuple(out)
