"""Which blocks of a document are the segment note, and why."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import NoSegmentNote
from ..readers.model import Block, Document, RawTable
from .titles import Title, TitleKind, patterns, title_of, title_of_block

_NOTE_ELEMENT = "SegmentReportingDisclosureTextBlock"
_FILING_TITLES = 3
"""A file with so many titles of other notes or items, told apart by number or words, is more than a note."""
_HINT = "give the note alone, or check that the file holds the notes to the financial statements"


class Extent(NamedTuple):
    """`first` to `last` (exclusive) of the document's blocks, the note's title, and the reason for the choice."""

    first: int
    last: int
    title: str
    reason: str


def find_extent(document: Document) -> Extent:
    """Find the note.

    1. The input's own inline XBRL marks it.
    2. The file holds only a note: all of it.
    3. In a filing, the title with most of a segment note below it, to the title of the next note.

    Raises:
        NoSegmentNote: the document holds nothing that reads as a segment note.
    """
    blocks = document.blocks
    tagged = _tagged(document)
    if tagged is not None:
        return tagged
    titles = [title_of_block(block) for block in blocks]
    others = {(t.number, t.text.lower()) for t in titles if t.kind in (TitleKind.OTHER, TitleKind.CLOSING)}
    if len(others) < _FILING_TITLES:
        if not _phrases(document, blocks) and not any(title.kind is TitleKind.SEGMENT for title in titles):
            raise NoSegmentNote("nothing in it reads as a segment note", where=document.source, hint=_HINT)
        return Extent(0, len(blocks), _first_title(blocks, titles), "the file holds only this note")
    found = [_extent_from(document, titles, at) for at, title in enumerate(titles) if title.kind is TitleKind.SEGMENT]
    best = max(found, key=lambda item: (item[0], item[1].first), default=None)
    if best is None or best[0] <= 0:
        raise NoSegmentNote("no title in it reads as that of a segment note", where=document.source, hint=_HINT)
    return best[1]


def _tagged(document: Document) -> Extent | None:
    for text in document.tagged:
        if text.name.endswith(f":{_NOTE_ELEMENT}"):
            inside = [
                at
                for at, block in enumerate(document.blocks)
                if any(start < block.ref.end and block.ref.offset < end for start, end in text.spans)
            ]
            if inside:
                titles = [title_of_block(block) for block in document.blocks[inside[0] : inside[-1] + 1]]
                title = _first_title(document.blocks[inside[0] : inside[-1] + 1], titles)
                return Extent(inside[0], inside[-1] + 1, title, f"its inline XBRL tags this text as {text.name}")
    return None


def _first_title(blocks: tuple[Block, ...], titles: list[Title]) -> str:
    """The first title of a segment note; the first line of the text need not look like one to be it."""
    if blocks and not isinstance(blocks[0], RawTable) and title_of(blocks[0].text).kind is TitleKind.SEGMENT:
        return " ".join(blocks[0].text.split())
    for block, title in zip(blocks, titles, strict=True):
        if title.kind is TitleKind.SEGMENT and not isinstance(block, RawTable):
            return " ".join(block.text.split())
    return ""


def _phrases(document: Document, blocks: tuple[Block, ...]) -> int:
    """How many different words of a segment note stand between the first and the last block."""
    if not blocks:
        return 0
    text = document.text[blocks[0].ref.offset : blocks[-1].ref.end]
    return len({match.group(0).lower() for match in patterns("phrases").finditer(text)})


def _extent_from(document: Document, titles: list[Title], at: int) -> tuple[int, Extent]:
    """Score the text from a title to where the note must end; 0 or less where it is no note at all."""
    title, blocks = titles[at], document.blocks
    last = next((n for n in range(at + 1, len(titles)) if _ends(titles[n], title)), len(titles))
    inside = blocks[at:last]
    tables = sum(isinstance(block, RawTable) for block in inside)
    phrases = _phrases(document, inside)
    score = phrases * 2 + min(tables, 5) * 2 + (6 if title.number else 0) if phrases else 0
    if len(inside) < 2:
        score = 0
    following = titles[last].text if last < len(titles) else "the end of the file"
    shown = " ".join(getattr(blocks[at], "text", "").split())
    return score, Extent(at, last, shown, f"from the title “{shown}” to “{following}”")


def _ends(title: Title, note: Title) -> bool:
    """A note ends at the title of another: one with another number, or, for a note without number, another title."""
    if title.kind is TitleKind.CLOSING:
        return True
    if note.number:
        return bool(title.number) and title.number != note.number and title.kind is not TitleKind.NONE
    return title.kind is TitleKind.OTHER
