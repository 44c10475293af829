"""A clean, printable page for input that has none of its own (text, Markdown, spreadsheets, Word)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from ...readers.model import Block, Heading, Paragraph, RawCell, RawTable, Span
from ..environment import render

_NUMBER = re.compile(r"[-\u2012-\u2015\u2212(]*\s*[$€£¥]?\s*[(]?[\d.,]+\s*[%)]*|[-\u2012-\u2015\u2212]+\s*[%)]*|[)%]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no page may hold; each becomes one space, so that places within the text hold."""
_MARK = re.compile(r"(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3})\s*\(?")


class PieceView(Struct, frozen=True, kw_only=True):
    text: str
    superscript: bool


class CellView(Struct, frozen=True, kw_only=True):
    """`number` counts the cells of the raw table; None for a grid position that no cell fills."""

    tag: str
    number: int | None
    style: str
    colspan: int
    rowspan: int
    indent: str
    pieces: tuple[PieceView, ...]


class RowView(Struct, frozen=True, kw_only=True):
    shaded: bool
    cells: tuple[CellView, ...]


class BlockView(Struct, frozen=True, kw_only=True):
    """`kind` is `heading`, `paragraph` or `table`; `level` is 1 to 6 for a heading."""

    kind: str
    number: int
    level: int = 0
    strong: bool = False
    pieces: tuple[PieceView, ...] = ()
    rows: tuple[RowView, ...] = ()


class PageView(Struct, frozen=True, kw_only=True):
    title: str
    blocks: tuple[BlockView, ...]


def page(title: str, blocks: tuple[Block, ...]) -> bytes:
    """The page as HTML, every text of the blocks as found and in order."""
    view = PageView(title=title, blocks=tuple(_block(number, block) for number, block in enumerate(blocks)))
    return render("inline/page.html.jinja", view).encode("utf-8")


def _block(number: int, block: Block) -> BlockView:
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            return BlockView(kind="heading", number=number, level=level, pieces=_pieces(block.text, ()))
        case Paragraph():
            pieces = _pieces(block.text, block.superscripts)
            return BlockView(kind="paragraph", number=number, strong=block.bold, pieces=pieces)
        case RawTable():
            return BlockView(kind="table", number=number, rows=tuple(_rows(block)))


def _rows(table: RawTable) -> Iterable[RowView]:
    taken: set[tuple[int, int]] = set()
    by_row: dict[int, list[tuple[int, RawCell]]] = {}
    for number, cell in enumerate(table.cells):
        by_row.setdefault(cell.row, []).append((number, cell))
    body = 0
    for row in range(table.n_rows):
        cells: list[CellView] = []
        col = 0
        for number, cell in by_row.get(row, ()):
            cells.extend(_EMPTY for c in range(col, cell.col) if (row, c) not in taken)
            cells.append(_cell(number, cell))
            col = max(col, cell.col + cell.col_span)
            taken.update(
                (r, c) for r in range(row + 1, row + cell.row_span) for c in range(cell.col, cell.col + cell.col_span)
            )
        cells.extend(_EMPTY for c in range(col, table.n_cols) if (row, c) not in taken)
        header = any(cell.header for _, cell in by_row.get(row, ()))
        body = 0 if header else body + 1
        yield RowView(shaded=body % 2 == 1, cells=tuple(cells) or (_EMPTY,))


_EMPTY = CellView(tag="td", number=None, style="none", colspan=1, rowspan=1, indent="", pieces=())


def _cell(number: int, cell: RawCell) -> CellView:
    text = cell.text.strip()
    styles = []
    if not text:
        styles.append("none")
    elif not cell.header and _MARK.fullmatch(text):
        styles.append("mark")
    elif not cell.header and _NUMBER.fullmatch(text):
        styles.append("number closed" if text[-1] in ")%" else "number")
    if cell.bold and not cell.header:
        styles.append("strong")
    if cell.rule_above:
        styles.append("ruled")
    return CellView(
        tag="th" if cell.header else "td",
        number=number,
        style=" ".join(styles),
        colspan=cell.col_span,
        rowspan=cell.row_span,
        indent=f"{cell.indent:g}" if cell.indent else "",
        pieces=_pieces(cell.text, cell.superscripts),
    )


def _pieces(text: str, superscripts: tuple[Span, ...]) -> tuple[PieceView, ...]:
    text = _UNPRINTABLE.sub(" ", text)
    pieces, at = [], 0
    for start, end in sorted(superscripts):
        if at <= start < end <= len(text):
            pieces.append(PieceView(text=text[at:start], superscript=False))
            pieces.append(PieceView(text=text[start:end], superscript=True))
            at = end
    pieces.append(PieceView(text=text[at:], superscript=False))
    return tuple(piece for piece in pieces if piece.text)
