"""Tables written as lines of text: cells parted by `|`, the first the row label; indentation counts."""

from __future__ import annotations

import re
from datetime import date

from converter import knowledge
from converter.findings import Finding
from converter.interpret import interpret
from converter.interpret.model import InterpretedNote, InterpretedTable, Value
from converter.options import Settings
from converter.readers.model import Document, Paragraph
from converter.source import SourceRef
from converter.tables.model import Cell, SegmentNote, Table


def table(text: str, *lead: str, number: int = 1) -> Table:
    """One line a row. `a[3]` spans three columns; `(1)` and `$` may stand in the cell."""
    cells, width = [], 1
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    for row, line in enumerate(lines):
        col = 0
        for part in line.split("|"):
            span = re.search(r"\[(\d+)\]\s*$", part)
            shown = part[: span.start()] if span else part
            if shown.strip():
                indent = float(len(part) - len(part.lstrip())) if col == 0 else 0.0
                ref = SourceRef(table=number, row=row, col=col, offset=1000 * row + 10 * col)
                cells.append(
                    Cell(
                        text=shown.strip(),
                        row=row,
                        col=col,
                        col_span=int(span[1]) if span else 1,
                        indent=indent,
                        ref=ref,
                    )
                )
            col += int(span[1]) if span else 1
            width = max(width, col)
    return Table(
        number=number,
        cells=tuple(cells),
        n_rows=len(lines),
        n_cols=width,
        ref=SourceRef(table=number),
        lead=lead,
    )


def note(*tables: Table, text: str = "") -> SegmentNote:
    paragraphs = tuple(Paragraph(text=part, ref=SourceRef()) for part in text.split("\n") if part)
    document = Document(source="note.txt", media_type="text/plain", blocks=(), text="")
    return SegmentNote(
        document=document, title="Segments", blocks=(), tables=tables, paragraphs=paragraphs, ref=SourceRef()
    )


def read(
    *tables: Table,
    text: str = "",
    form: str | None = "10-K",
    end: date | None = date(2024, 12, 31),
    settings: Settings | None = None,
) -> tuple[InterpretedNote, tuple[Finding, ...]]:
    given = settings or Settings(form=form, period_end=end)
    return interpret(note(*tables, text=text), given, knowledge.load(2025))


def at(interpreted: InterpretedTable, row: int, column: int) -> Value:
    return next(value for value in interpreted.values if (value.row, value.column) == (row, column))


def told(interpreted: InterpretedTable, row: int, column: int) -> str:
    """`line | kind:name, kind:name` of one value."""
    value = at(interpreted, row, column)
    line = next(line for line in interpreted.lines if line.id == value.line)
    return f"{line.label} | {', '.join(f'{s.kind.value}:{s.name}' for s in value.subjects)}"
