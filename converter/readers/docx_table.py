"""Word tables as grids: spans across and down, grid columns left out at either end, headers, rules, tables in cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from ..source import SourceRef
from .docx_style import Styles, child, line_drawn, switched, value, w
from .docx_text import Counts, Notes, Text, text_of
from .model import RawCell, Span

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MAX_SPAN = 500
_MAX_DEPTH = 20
_WITHIN = frozenset(w(name) for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "ins", "customXml"))


class TableDraft(Struct):
    """`holders` are the cell elements in order, for a table that only lays out what is in them."""

    cells: list[RawCell] = field(default_factory=list)
    holders: list[Any] = field(default_factory=list)
    lays_out: bool = False


class _Cell(Struct):
    element: Any
    row: int
    col: int
    span: int
    header: bool
    texts: list[Text] = field(default_factory=list)
    rows: int = 1
    top: bool = False
    bottom: bool = False


def read_table(table: Any, styles: Styles, notes: Notes, counts: Counts) -> TableDraft:
    """Read a table. It lays out other things where it holds a table with rows of its own, or has one cell a row and
    words in it."""
    cells = list(_cells(table, counts))
    nested = [inner for cell in cells for inner in cell.element.iter(w("tbl"))]
    draft = TableDraft(holders=[cell.element for cell in cells])
    if any(len(inner.findall(w("tr"))) > 1 for inner in nested):
        draft.lays_out = True
        return draft
    said = {id(cell): "".join(t.text or "" for t in cell.element.iter(w("t"))).strip() for cell in cells}
    rows = [cell.row for cell in cells if said[id(cell)]]
    if len(rows) == len(set(rows)) and any(_LETTERS.search(text) for text in said.values()):
        draft.lays_out = True
        return draft
    for cell in cells:
        cell.texts = [text for p in _paragraphs(cell.element) if (text := text_of(p, styles, notes, counts)).text]
    filled = [cell for cell in cells if cell.texts]
    underlined = [cell for cell in cells if cell.bottom]
    ruled = {(cell.row + cell.rows, col) for cell in underlined for col in range(cell.col, cell.col + cell.span)}
    draft.cells = [_raw(cell, rule=cell.top or (cell.row, cell.col) in ruled) for cell in filled]
    return draft


def _cells(table: Any, counts: Counts) -> Iterator[_Cell]:
    """The cells in grid positions; cells that continue one above lengthen it."""
    open_: dict[int, _Cell] = {}
    done: list[_Cell] = []
    number = 0
    for row in _held(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            counts.deleted += 1
            continue
        if switched(properties, "hidden"):
            counts.hidden += 1
            continue
        counts.inserted += child(properties, "ins") is not None
        col = _count(value(properties, "gridBefore"), 0)
        header = bool(switched(properties, "tblHeader"))
        for element in _held(row, "tc"):
            cell = _cell(element, number, col, header=header)
            merge = value(child(element, "tcPr"), "vMerge")
            if merge is not None and merge != "restart" and col in open_:
                open_[col].rows += 1
                open_[col].bottom = cell.bottom
            else:
                done.append(cell)
                open_.pop(col, None)
                if merge == "restart":
                    open_[col] = cell
            col += cell.span
        number += 1
    yield from done


def _cell(element: Any, row: int, col: int, *, header: bool) -> _Cell:
    properties = child(element, "tcPr")
    borders = child(properties, "tcBorders")
    return _Cell(
        element=element,
        row=row,
        col=col,
        span=_count(value(properties, "gridSpan"), 1),
        header=header,
        top=line_drawn(borders, "top"),
        bottom=line_drawn(borders, "bottom"),
    )


def _held(parent: Any, local: str, depth: int = 0) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls and insertions included."""
    for element in parent if depth < _MAX_DEPTH else ():
        if element.tag == w(local):
            yield element
        elif element.tag in (w("sdt"), w("sdtContent"), w("ins"), w("customXml")):
            yield from _held(element, local, depth + 1)


def _paragraphs(cell: Any, depth: int = 0) -> Iterator[Any]:
    """The paragraphs of a cell in order, those of tables in it included."""
    for element in cell if depth < _MAX_DEPTH else ():
        if element.tag == w("p"):
            yield element
        elif element.tag in _WITHIN:
            yield from _paragraphs(element, depth + 1)


def _count(said: str | None, least: int) -> int:
    return min(max(int(said), least), _MAX_SPAN) if said and said.isdecimal() else least


def _raw(cell: _Cell, *, rule: bool) -> RawCell:
    text = ""
    spans: list[Span] = []
    for part in cell.texts:
        text += "\n" if text else ""
        spans.extend((start + len(text), end + len(text)) for start, end in part.superscripts)
        text += part.text
    return RawCell(
        text=text,
        row=cell.row,
        col=cell.col,
        row_span=cell.rows,
        col_span=cell.span,
        header=cell.header,
        bold=all(part.bold for part in cell.texts),
        indent=cell.texts[0].indent,
        rule_above=rule,
        superscripts=tuple(spans),
        ref=SourceRef(),
    )
