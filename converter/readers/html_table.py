"""From the tables as gathered to blocks: layout tables dissolve into paragraphs, data tables become grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..findings import Finding, error
from ..source import SourceRef
from .html_draft import CellDraft, Item, Run, TableDraft, iter_runs
from .model import Block, Heading, Paragraph, RawCell, RawTable

_MAX_COLUMNS = 2000
_HEADING_LENGTH = 160
_MARKER = re.compile(
    r"(?:note|item|part)\s*\d{1,2}[a-z]?\s*[.:–—-]?|[•●▪■◦○·*†‡§\-–—o\uf0b7]{1,3}|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\s*[).:]+|\(\d{1,2}\)",
    re.I,
)
_RULE_TEXT = re.compile(r"[-_=\s\u00a0]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Freezer:
    """Makes blocks of drafts, numbering tables in document order. `findings` gathers what did not fit."""

    def __init__(self, name: str, text: str) -> None:
        self.findings: list[Finding] = []
        self._name = name
        self._text = text
        self._tables = 0

    def blocks(self, items: list[Item]) -> Iterator[Block]:
        """Yield the blocks of a flow in document order."""
        stack: list[Item] = list(reversed(items))
        while stack:
            item = stack.pop()
            if isinstance(item, Run):
                yield self._paragraph(item)
                continue
            for run in iter_runs(item.before):
                yield self._paragraph(run)
            rows = [filled for row in item.rows if (filled := [cell for cell in row if not cell.empty])]
            layout = self._layout(rows) if rows else []
            if layout is None:
                yield self._table(item)
            else:
                stack.extend(reversed(layout))

    def _layout(self, rows: list[list[CellDraft]]) -> list[Item] | None:
        """Return the items of a table that only lays text out; None for a table of data.

        1. Tables nested in it: it lays them out, unless they are single rows inside a grid of its own.
        2. One cell a row, and not a column of numbers: its cells are paragraphs.
        3. Two cells a row, the first a bullet, footnote mark or note number: each row is one paragraph.
        """
        cells = [cell for row in rows for cell in row]
        nested = [item for cell in cells for item in cell.items if isinstance(item, TableDraft)]
        widest = max(len(row) for row in rows)
        if nested and not (len(rows) > 1 and widest > 1 and all(_filled_rows(table) == 1 for table in nested)):
            return [item for cell in cells for item in cell.items]
        if widest == 1 and any(_LETTERS.search(self._cell_text(cell)) for cell in cells):
            return [item for cell in cells for item in cell.items]
        if widest == 2 and all(self._marked(row) for row in rows):
            return [item for row in rows for item in _joined(row)]
        return None

    def _marked(self, row: list[CellDraft]) -> bool:
        if len(row) == 1:
            return bool(_LETTERS.search(self._cell_text(row[0])))
        return bool(_MARKER.fullmatch(self._cell_text(row[0])) and _LETTERS.search(self._cell_text(row[1])))

    def _cell_text(self, cell: CellDraft) -> str:
        runs = cell.runs
        return self._text[runs[0].start : runs[-1].end]

    def _paragraph(self, run: Run) -> Heading | Paragraph:
        text = self._text[run.start : run.end]
        ref = SourceRef(file=self._name, offset=run.start, end=run.end)
        if run.heading:
            return Heading(text=text, level=run.heading, ref=ref)
        if run.bold and len(text) <= _HEADING_LENGTH and _LETTERS.search(text) and text[-1] not in ".;,":
            return Heading(text=text, level=5, ref=ref)
        spans = tuple((start - run.start, end - run.start) for start, end in run.raised)
        return Paragraph(text=text, ref=ref, bold=run.bold, superscripts=spans)

    def _table(self, draft: TableDraft) -> RawTable:
        self._tables += 1
        number = self._tables
        width, dropped = _place(draft.rows)
        rules = _rules(draft, self._text)
        cells: list[RawCell] = []
        for row in draft.rows:
            for cell in row:
                if not cell.empty and cell.col >= 0:
                    made = self._cell(cell, number, rule=(cell.row, cell.col) in rules)
                    if made is not None:
                        cells.append(made)
        runs = iter_runs([draft])
        ref = SourceRef(file=self._name, offset=runs[0].start, end=runs[-1].end, table=number)
        if dropped:
            self.findings.append(
                error(
                    "read.table-too-wide",
                    f"The table has more than {_MAX_COLUMNS:,} columns; {dropped:,} cells beyond them are left out",
                    ref,
                    "No filing has such a table: check how the page was made",
                )
            )
        return RawTable(
            number=number, cells=tuple(cells), n_rows=len(draft.rows), n_cols=width, ref=ref, complete=not dropped
        )

    def _cell(self, cell: CellDraft, number: int, *, rule: bool) -> RawCell | None:
        runs = cell.runs
        start, end = runs[0].start, runs[-1].end
        text = self._text[start:end]
        if _RULE_TEXT.fullmatch(text):
            return None
        return RawCell(
            text=text,
            row=cell.row,
            col=cell.col,
            row_span=cell.row_span,
            col_span=cell.col_span,
            header=cell.header,
            bold=all(run.bold for run in runs),
            indent=round(runs[0].indent, 2),
            rule_above=rule,
            superscripts=tuple((s - start, e - start) for run in runs for s, e in run.raised),
            breaks=tuple(left.end - start for left, right in pairwise(runs) if left.end == right.start),
            ref=SourceRef(file=self._name, offset=start, end=end, table=number, row=cell.row, col=cell.col),
        )


def _filled_rows(table: TableDraft) -> int:
    return sum(any(not cell.empty for cell in row) for row in table.rows)


def _joined(row: list[CellDraft]) -> list[Item]:
    """A bullet or mark and the paragraph it stands before, as one run; further paragraphs of the cell follow."""
    if len(row) == 1:
        return row[0].items
    mark, runs = row[0].runs, row[1].runs
    first = Run(
        start=mark[0].start,
        end=runs[0].end,
        bold=runs[0].bold,
        heading=runs[0].heading,
        raised=[span for run in (*mark, runs[0]) for span in run.raised],
    )
    return [first, *runs[1:]]


def _place(rows: list[list[CellDraft]]) -> tuple[int, int]:
    """Give every cell its grid position, spans resolved; return the width and how many cells lie beyond the limit."""
    taken: list[int] = []  # per column, the first row in which it is free again
    dropped = 0
    for number, row in enumerate(rows):
        col = 0
        for cell in row:
            while col < len(taken) and taken[col] > number:
                col += 1
            if col + cell.col_span > _MAX_COLUMNS:
                cell.col = -1
                dropped += not cell.empty
                continue
            cell.row, cell.col = number, col
            cell.row_span = min(cell.row_span, len(rows) - number)
            col += cell.col_span
            if col > len(taken):
                taken.extend([0] * (col - len(taken)))
            taken[cell.col : col] = [number + cell.row_span] * cell.col_span
    return len(taken), dropped


def _rules(draft: TableDraft, text: str) -> set[tuple[int, int]]:
    """Return the positions of filled cells with a line over them: their own upper border, or a lower border (or a row
    of hyphens) above with nothing but empty cells between."""
    ruled: set[tuple[int, int]] = set()
    lines: set[int] = set()  # raw columns with a line over the row at hand
    for row, row_top in zip(draft.rows, draft.row_tops, strict=True):
        below: set[int] = set()
        kept: set[int] = set()
        filled = False
        for cell in row:
            if cell.col < 0:
                continue
            columns = range(cell.col, cell.col + cell.col_span)
            over = cell.top or row_top or not lines.isdisjoint(columns)
            drawn = None if cell.empty else _drawn(cell, text)
            if cell.empty or drawn is not None:
                if over:
                    kept.update(columns)
            else:
                filled = True
                if over:
                    ruled.add((cell.row, cell.col))
            if cell.bottom or drawn:
                below.update(columns)
        lines = below if filled else below | kept
    return ruled


def _drawn(cell: CellDraft, text: str) -> bool | None:
    """Whether a cell is a single line drawn with characters; None for a cell that says something."""
    runs = cell.runs
    shown = text[runs[0].start : runs[-1].end]
    if not _RULE_TEXT.fullmatch(shown):
        return None
    return "=" not in shown
