"""The text reader: notes dumped one cell a line, pipe tables, tables aligned by spaces, or all of these in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from ..findings import Finding
from .flattened import read_flattened
from .model import Block, Document, RawTable
from .text_aligned import GAP_LINES, heads_table, is_aligned_row, is_noise, is_sentence, read_aligned
from .text_furniture import without_furniture
from .text_glued import parted
from .text_lines import HEADER_KINDS, Line, decode, is_note_title, kind_of, lines_of
from .text_pipes import is_pipe_row, read_pipes
from .text_tabs import is_tabbed, read_tabbed
from .text_wrapped import unwrapped

MEDIA_TYPE = "text/plain"
FEW_BARS = 0.15
"""Share of lines holding a `|`: with fewer, bars are accidents of the dump and say nothing about cells."""
MAX_HEADER = 6
"""Lines above the first row of an aligned table that may belong to its header."""


class Layout(Enum):
    """How lines hold their cells."""

    DUMP = auto()
    PIPES = auto()
    ALIGNED = auto()


Part = tuple[Layout, Sequence[Line]]


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
    lines = unwrapped(without_furniture(lines_of(name, text)))
    bars = _has_bars(lines)
    blocks: list[Block] = []
    findings: list[Finding] = []
    tables = 0
    for layout, part in _parts(lines):
        if layout is Layout.DUMP:
            found, said = read_flattened(name, part, bars=bars, first_table=tables + 1, opening=not blocks)
            blocks.extend(found)
            findings.extend(said)
            tables += sum(isinstance(block, RawTable) for block in found)
        else:
            tables += 1
            reader = read_pipes if layout is Layout.PIPES else read_tabbed if is_tabbed(part) else read_aligned
            blocks.append(reader(name, part, tables))
    document = Document(source=name, media_type=MEDIA_TYPE, blocks=parted(blocks), text=text, raw=data)
    return document, tuple(findings)


def _has_bars(lines: Sequence[Line]) -> bool:
    """Whether bars stand between cells: on lines of their own, or after a number."""
    single = sum("|" in line.text and not is_pipe_row(line) for line in lines)
    return single > FEW_BARS * len(lines)


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Cut the lines into runs of one layout, in order: whole rows of pipes, aligned tables, and the rest."""
    kinds = [
        Layout.PIPES if is_pipe_row(line) else Layout.ALIGNED if is_aligned_row(line) else Layout.DUMP for line in lines
    ]
    start = 0
    at = 0
    while at < len(lines):
        end = at
        if kinds[at] is Layout.PIPES:
            end = _run_of_pipes(lines, kinds, at)
        elif kinds[at] is Layout.ALIGNED:
            end = _run_of_rows(lines, kinds, at)
        if end - at < 2:
            at += 1
            continue
        layout = kinds[at]
        first = _header_start(lines, start, at) if layout is Layout.ALIGNED else at
        if first > start:
            yield Layout.DUMP, lines[start:first]
        yield layout, lines[first:end]
        start = at = end
    if start < len(lines):
        yield Layout.DUMP, lines[start:]


def _run_of_pipes(lines: Sequence[Line], kinds: Sequence[Layout], at: int) -> int:
    """Where the pipe table that starts at row `at` ends: at a blank line or one without pipes."""
    end = at + 1
    while end < len(kinds) and kinds[end] is Layout.PIPES and lines[end].number == lines[end - 1].number + 1:
        end += 1
    return end


def _run_of_rows(lines: Sequence[Line], kinds: Sequence[Layout], at: int) -> int:
    """Where the aligned table that starts at row `at` ends: after its last row, short lines between rows included, and
    before the heads of another table."""
    end = at + 1
    numbers = not heads_table(lines[at])
    look = end
    while look < len(lines) and look - end <= GAP_LINES:
        line = lines[look]
        heads = not is_noise(line) and heads_table(line)
        if kinds[look] is Layout.PIPES or (not is_noise(line) and is_sentence(line)) or (heads and numbers):
            break
        if kinds[look] is Layout.ALIGNED:
            end = look + 1
            numbers = numbers or not heads
        look += 1
    return end


def _header_start(lines: Sequence[Line], start: int, at: int) -> int:
    """The first line of the header above row `at`: lines set off from the margin, with gaps, or of header words alone.
    Sections over the first row may stand between."""
    first = look = at
    while look > start and at - look < MAX_HEADER:
        line = lines[look - 1]
        if is_note_title(line.text) or (is_sentence(line) and not is_noise(line)):
            break
        set_off = line.indent >= 8 or "   " in line.text or "\t" in line.text or kind_of(line.text) in HEADER_KINDS
        look -= 1
        if set_off or is_noise(line):
            first = look
    return first
