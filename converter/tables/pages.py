"""A table split over pages: the part without column headers joins the part before it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..readers.model import Block, RawTable
from .model import Table
from .titles import patterns


def join_pages(tables: Sequence[Table], between: Sequence[Sequence[Block]]) -> list[Table]:
    """Join each table without headers to the one before it where as many columns and nothing but page furniture lie
    between them. `between[n]` are the blocks between table n and the next. Cells keep their own places."""
    joined: list[Table] = list(tables[:1])
    for table, gap in zip(tables[1:], between, strict=True):
        before = joined[-1]
        headless = not any(cell.header for cell in table.cells) and any(cell.header for cell in before.cells)
        if headless and table.n_cols == before.n_cols and all(_furniture(block) for block in gap):
            joined[-1] = replace(
                before,
                cells=before.cells + tuple(replace(cell, row=cell.row + before.n_rows) for cell in table.cells),
                n_rows=before.n_rows + table.n_rows,
                notes=table.notes,
                complete=before.complete and table.complete,
            )
        else:
            joined.append(table)
    return joined


def _furniture(block: Block) -> bool:
    return not isinstance(block, RawTable) and bool(patterns("page_lines").fullmatch(" ".join(block.text.split())))
