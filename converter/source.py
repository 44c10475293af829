"""Where a value was read: every number, decision and finding carries one of these."""

from __future__ import annotations

from msgspec import Struct


class SourceRef(Struct, frozen=True, kw_only=True):
    """A place in the input.

    `offset` and `end` count characters of `Document.text`, the document's whole text stream as read: for HTML every
    text slot in document order (white space and all), for text files the decoded file. For HTML,
    `document.text[offset:end]` is exactly the text of the block or cell, so a place can be found again in the markup.
    `table` is 1-based and counts the tables of the document; `row` and `col` are 0-based within it.
    """

    file: str = ""
    line: int | None = None
    offset: int = 0
    end: int = 0
    table: int | None = None
    row: int | None = None
    col: int | None = None

    @property
    def place(self) -> str:
        """`t2:r5:c3`, `line 14` or the character offset: the address used by `explain`, messages and reports."""
        if self.table is not None:
            parts = [f"t{self.table}"]
            if self.row is not None:
                parts.append(f"r{self.row + 1}")
            if self.col is not None:
                parts.append(f"c{self.col + 1}")
            return ":".join(parts)
        if self.line is not None:
            return f"line {self.line}"
        return f"character {self.offset}"

    def __str__(self) -> str:
        return f"{self.file}: {self.place}" if self.file else self.place
