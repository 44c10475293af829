"""The wording of a note as a whole."""

from __future__ import annotations

from ..interpret.model import InterpretedNote


def note_text(note: InterpretedNote) -> str:
    """The note's words in lower case: headings, paragraphs, row labels and column headers, a line each: "Other expense,
    net" over "Interest income" says no net interest income."""
    parts = [p.text for p in note.note.paragraphs]
    for table in note.tables:
        parts += [row.label for row in table.rows]
        parts += [h for column in table.columns for h in column.header]
        if table.table is not None:
            parts += table.table.lead
    return "\n".join(parts).lower()
