"""Tables whose cells are parted by one tab each, as copied out of a browser or a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from .model import RawCell, RawTable
from .text_lines import HEADER_KINDS, Kind, Line, kind_of
from .text_pipes import Field, read_rows

_SHARE = 0.8
"""Of the rows: with as many cells as most have, tabs part cells; with fewer, they are stops to line numbers up."""


def is_tabbed(lines: Sequence[Line]) -> bool:
    """Whether tabs part the cells of a table: nearly all its rows have the same number of them."""
    rows = [line for line in lines if "\t" in line.text]
    if len(rows) < 3 or any("   " in line.text for line in rows):
        return False
    counts = Counter(_ends(line) for line in rows if kind_of(line.text.rsplit("\t", 1)[-1]) is Kind.VALUE)
    if not counts:
        return False
    most, times = counts.most_common(1)[0]
    return times >= _SHARE * sum(counts.values()) and max(counts) == most


def _ends(line: Line) -> int:
    """The column of the last cell, were the white space before the line all tabs of empty cells."""
    return line.text.count("\t") + (line.indent if kind_of(line.text.split("\t", 1)[0]) is Kind.VALUE else 0)


def read_tabbed(name: str, lines: Sequence[Line], number: int) -> RawTable:
    """Return the table of lines whose cells are parted by tabs; `number` is its number in the document."""
    last = max(_ends(line) for line in lines)
    table = read_rows(name, lines, [_fields(line, last) for line in lines], number)
    return replace(table, cells=tuple(_spread(table.cells, last)))


def _fields(line: Line, last: int) -> tuple[Field, ...]:
    parts = line.text.split("\t")
    first = min(line.indent, 1) if kind_of(parts[0]) in HEADER_KINDS or len(parts) == last else 0
    if kind_of(parts[0]) is Kind.VALUE:
        first = max(0, last - len(parts) + 1)
    fields: list[Field] = []
    at = line.offset
    for col, part in enumerate(parts, start=first):
        text = part.strip()
        fields.append(Field(text=text, col=col, line=line.number, offset=at + (part.index(text) if text else 0)))
        at += len(part) + 1
    return tuple(fields)


def _spread(cells: Sequence[RawCell], last: int) -> list[RawCell]:
    """Give the heads of groups, which a copy leaves side by side, equal shares of the columns."""
    heads: dict[int, list[int]] = {}
    for cell in cells:
        if cell.header and cell.col:
            heads.setdefault(cell.row, []).append(cell.col)
    shares = {row: last // len(cols) for row, cols in heads.items() if cols == list(range(1, len(cols) + 1))}
    out: list[RawCell] = []
    for cell in cells:
        share = shares.get(cell.row, 1)
        if cell.header and cell.col and share > 1 and share * len(heads[cell.row]) == last:
            col = 1 + (cell.col - 1) * share
            out.append(replace(cell, col=col, col_span=share, ref=replace(cell.ref, col=col)))
        else:
            out.append(cell)
    return out
