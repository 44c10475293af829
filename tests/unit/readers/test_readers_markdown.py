"""Markdown: headings, wrapped paragraphs, marks of emphasis, pipe tables."""

from __future__ import annotations

import pytest

from converter.readers import read_bytes, reader_of
from converter.readers.model import Block, Heading, Paragraph, RawTable

NOTE = """# Notes

Segments
--------

We have **two** reportable
segments, _Mills_ and [Kilns](https://example.com/kilns).

- one item
- another 5 \\* 3

**Results by segment**

|              | 2025 | 2024 |
|:-------------|-----:|-----:|
| **Mills**    | $ 10 | (3)  |
| Kilns        | 4    | —    |

---
The end.
"""


def kinds(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(type(b).__name__, "" if isinstance(b, RawTable) else b.text) for b in blocks]


def test_blocks_are_as_shown() -> None:
    document, _ = read_bytes("note.md", NOTE.encode())
    assert kinds(document.blocks) == [
        ("Heading", "Notes"),
        ("Heading", "Segments"),
        ("Paragraph", "We have two reportable segments, Mills and Kilns."),
        ("Paragraph", "- one item"),
        ("Paragraph", "- another 5 * 3"),
        ("Heading", "Results by segment"),
        ("RawTable", ""),
        ("Paragraph", "The end."),
    ]
    assert [b.level for b in document.blocks if isinstance(b, Heading)] == [1, 2, 5]
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            assert document.text[block.ref.offset : block.ref.end] == block.text


def test_cells_headers_and_places() -> None:
    document, _ = read_bytes("note.md", NOTE.encode())
    (table,) = [block for block in document.blocks if isinstance(block, RawTable)]
    assert [(c.row, c.col, c.text, c.header) for c in table.cells] == [
        (0, 1, "2025", True), (0, 2, "2024", True),
        (1, 0, "Mills", False), (1, 1, "$ 10", False), (1, 2, "(3)", False),
        (2, 0, "Kilns", False), (2, 1, "4", False), (2, 2, "—", False),
    ]  # fmt: skip
    assert all(document.text[c.ref.offset : c.ref.end] == c.text for c in table.cells)
    assert table.cells[0].ref.line == 14


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("note.md", b"plain", "markdown"),
        ("-", b"## Segments\n\n| a | 1 |\n|---|---|\n| b | 2 |\n", "markdown"),
        ("-", b"# 5 pounds\nno table here\n", "text"),
        ("note.txt", b"## Segments\n\n| a | 1 |\n|---|---|\n| b | 2 |\n", "text"),
    ],
)
def test_what_is_taken_for_markdown(name: str, data: bytes, reader: str) -> None:
    assert reader_of(name, data) == reader
