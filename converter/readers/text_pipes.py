"""Pipe tables: a whole row on a line, its cells between `|`, as in Markdown and in many text exports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..source import SourceRef
from .model import RawCell, RawTable
from .text_lines import Kind, Line, kind_of

_LINE = re.compile(r"[|:\-=_+–—\s]+")


class Field(Struct, frozen=True, kw_only=True):
    """A cell's text and where it starts in the file."""

    text: str
    col: int
    line: int
    offset: int


def is_pipe_row(line: Line) -> bool:
    """Whether a line holds a whole row: two cells or more that say something, parted by `|`."""
    if "|" not in line.text or line.text == "|":
        return False
    if line.text.count("|") < 2 and not (line.text.count("|") == 1 and not line.text.startswith("|")):
        return False
    if is_separator(line):
        return True
    said = sum(bool(part.strip()) for part in line.text.split("|"))
    return said >= 2 or (said == 1 and line.text.startswith("|") and line.text.count("|") >= 3)


def is_separator(line: Line) -> bool:
    """`|---|---:|` below a header."""
    return "-" in line.text and len(line.text) >= 5 and bool(_LINE.fullmatch(line.text))


def read_pipes(name: str, lines: Sequence[Line], number: int) -> RawTable:
    """Return the table of consecutive pipe rows; `number` is its number in the document."""
    return read_rows(name, lines, [_fields(line) for line in lines], number)


def read_rows(name: str, lines: Sequence[Line], fields: Sequence[tuple[Field, ...]], number: int) -> RawTable:
    """Return the table of lines whose fields are known."""
    rows: list[tuple[Field, ...]] = []
    head = 0
    for line, row in zip(lines, fields, strict=True):
        if is_separator(line):
            head = head or len(rows)
        else:
            rows.append(row)
    head = head or _header_count(rows)
    width = max((field.col + 1 for row in rows for field in row), default=1)
    cells = [
        _cell(name, field, number, index, header=index < head and (field.col > 0 or index == head - 1))
        for index, row in enumerate(rows)
        for field in row
        if field.text
    ]
    first, last = lines[0], lines[-1]
    ref = SourceRef(file=name, line=first.number, offset=first.offset, end=last.end, table=number)
    spread = _spread(cells, head, width)
    return RawTable(number=number, cells=spread, n_rows=len(rows), n_cols=width, ref=ref)


def _fields(line: Line) -> tuple[Field, ...]:
    text = line.text
    start = 1 if text.startswith("|") else 0
    end = len(text) - 1 if text.endswith("|") and len(text) > 1 else len(text)
    fields: list[Field] = []
    at = start
    for col, part in enumerate(text[start:end].split("|")):
        stripped = part.strip().strip("*").strip() if part.strip().startswith("**") else part.strip()
        offset = line.offset + at + (part.index(stripped) if stripped else 0)
        fields.append(Field(text=stripped, col=col, line=line.number, offset=offset))
        at += len(part) + 1
    return tuple(fields)


def _header_count(rows: Sequence[Sequence[Field]]) -> int:
    """How many rows stand above the first that holds a number, but for the sections over it."""
    for index, row in enumerate(rows):
        if any(field.col and kind_of(field.text) is Kind.VALUE for field in row if field.text):
            while index and not any(field.text for field in rows[index - 1] if field.col):
                index -= 1  # noqa: PLW2901 - back up over rows with a label alone
            return index
    return 0


def _cell(name: str, field: Field, table: int, row: int, *, header: bool) -> RawCell:
    ref = SourceRef(
        file=name, line=field.line, offset=field.offset, end=field.offset + len(field.text),
        table=table, row=row, col=field.col,
    )  # fmt: skip
    return RawCell(text=field.text, row=row, col=field.col, header=header, ref=ref)


def _spread(cells: Sequence[RawCell], head: int, width: int) -> tuple[RawCell, ...]:
    """Let a header cell span the empty cells after it: one that stands alone in its row over all of them, another over
    those that have cells of the header below."""
    filled = [{cell.col for cell in cells if cell.row == row} for row in range(head)]
    out: list[RawCell] = []
    for cell in cells:
        span = 1
        if cell.row < head and cell.col > 0:
            below = set(range(width)) if len(filled[cell.row]) == 1 else set().union(*filled[cell.row + 1 :])
            taken = filled[cell.row]
            while cell.col + span < width and cell.col + span not in taken and cell.col + span in below:
                span += 1
        out.append(replace(cell, col_span=span))
    return tuple(out)
