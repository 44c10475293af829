"""The text reader: notes dumped one cell a line, pipe tables and tables aligned by spaces, or all of these in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding
from .flattened import read_flattened
from .model import Block, Document, RawTable
from .text_lines import Line, decode, lines_of

MEDIA_TYPE = "text/plain"
FEW_BARS = 0.15
"""Share of lines holding a `|`: with fewer, bars are accidents of the dump and say nothing about cells."""


def claims(name: str, data: bytes) -> bool:
    """Any file that no other reader claims: what is no text after all is refused, with a hint, when it is read."""
    del name, data
    return True


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a text file.

    Raises:
        UnreadableFile: the file is empty, binary or too large.
    """
    text = decode(name, data)
    lines = lines_of(name, text)
    blocks: list[Block] = []
    findings: list[Finding] = []
    tables = 0
    for part in _parts(lines):
        found, said = read_flattened(name, part, bars=_has_bars(part), first_table=tables + 1)
        tables += sum(isinstance(block, RawTable) for block in found)
        blocks.extend(found)
        findings.extend(said)
    document = Document(source=name, media_type=MEDIA_TYPE, blocks=tuple(blocks), text=text, raw=data)
    return document, tuple(findings)


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    yield lines


def _has_bars(lines: Sequence[Line]) -> bool:
    return sum("|" in line.text for line in lines) > FEW_BARS * len(lines)
