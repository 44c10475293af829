"""Finding the segment note in a document, and claiming its tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ..findings import Finding, info, warning
from ..readers.model import Block, Document, Heading, Paragraph, RawTable
from .clean import as_is, clean
from .extent import find_extent
from .grid import is_nil, is_number
from .model import SegmentNote, Table
from .pages import join_pages
from .titles import patterns

_LEAD = 6
_LOGICAL = ("text/plain",)
"""Readers of these already found the logical columns."""


def locate(document: Document) -> tuple[SegmentNote, tuple[Finding, ...]]:
    """Return the segment note of a document with its tables in logical columns.

    Every table of the note with a number in it is claimed; tables of words are left out with a finding.

    Raises:
        NoSegmentNote: nothing in the document reads as a segment note.
    """
    extent = find_extent(document)
    blocks = document.blocks[extent.first : extent.last]
    tables, findings = _tables(document, blocks)
    ref = replace(
        blocks[0].ref if blocks else document.blocks[0].ref,
        table=None,
        row=None,
        col=None,
        end=blocks[-1].ref.end if blocks else 0,
    )
    findings.insert(
        0, info("locate.claimed", f"Segment note: {extent.reason}; tables with numbers: {len(tables)}", ref)
    )
    note = SegmentNote(
        document=document,
        title=extent.title,
        blocks=blocks,
        tables=tuple(tables),
        paragraphs=tuple(block for block in blocks if isinstance(block, Paragraph)),
        ref=ref,
        reason=extent.reason,
    )
    return note, tuple(findings)


def _tables(document: Document, blocks: Sequence[Block]) -> tuple[list[Table], list[Finding]]:
    """The tables with numbers, cleaned, with the words around them; a finding for each table of words."""
    findings: list[Finding] = []
    claimed: list[tuple[int, Table]] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, RawTable):
            continue
        table = as_is(block) if document.media_type in _LOGICAL else clean(block, document.text)
        if any(is_number(cell.words) and not is_nil(cell.words) for cell in table.cells):
            unclear = _unclear(table)
            findings.extend(unclear)
            table = replace(
                table, lead=_lead(blocks, index), notes=_notes(blocks, index), complete=table.complete and not unclear
            )
            claimed.append((index, table))
        else:
            findings.append(
                info("locate.table-left-out", "The table holds words only: no number to convert", block.ref)
            )
    between = [blocks[above + 1 : below] for (above, _), (below, _) in pairwise(claimed)]
    return join_pages([table for _, table in claimed], between), findings


def _unclear(table: Table) -> tuple[Finding, ...]:
    """Figures under no header while other columns have theirs: the page's columns do not line up."""
    headed = {col for cell in table.cells if cell.header for col in range(cell.col, cell.col + cell.col_span)} - {0}
    figures = {cell.col for cell in table.cells if not cell.header and cell.col and is_number(cell.words)}
    bare = sorted(figures - headed)
    if not headed or not bare:
        return ()
    columns = ", ".join(str(col + 1) for col in bare)
    message = f"Figures stand under no header (column {columns}) while other columns have theirs"
    return (warning("locate.columns-unclear", message, table.ref, "Check the columns of this table in the report"),)


def _lead(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The paragraphs and headings above a table, nearest last, back to the table before it and no footnotes of that."""
    lead: list[str] = []
    start = index
    while start > 0 and not isinstance(blocks[start - 1], RawTable):
        start -= 1
    notes = len(_notes(blocks, start - 1)) if start else 0
    for block in blocks[start + notes : index]:
        if isinstance(block, Heading | Paragraph):
            lead.append(block.text)
    return tuple(lead[-_LEAD:])


def _notes(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The footnotes just below a table."""
    notes: list[str] = []
    for block in blocks[index + 1 :]:
        if not isinstance(block, Paragraph):
            break
        marked = bool(block.superscripts) and block.superscripts[0][0] == 0
        if not marked and not patterns("footnotes").match(block.text):
            break
        notes.append(block.text)
    return tuple(notes)
