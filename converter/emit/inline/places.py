"""Where in the page's stream of text each fact and block stands, for a page of the filer's own and for one of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from msgspec import Struct

from ...facts.model import FactSource
from ...readers.model import Block, RawTable
from ...source import SourceRef
from .stream import Stream

Place = tuple[int, int]


class Places(Protocol):
    def of(self, source: FactSource) -> Place | None:
        """The stretch that shows the fact, None where the page has no such place."""
        ...

    def blocks(self, first: int, last: int) -> Place:
        """The stretch of the note's blocks from `first` to `last`."""
        ...


class FilersPage(Struct, frozen=True):
    """The input is the page: offsets of the document's text are positions of the stream."""

    note_blocks: tuple[Block, ...]
    length: int

    def of(self, source: FactSource) -> Place | None:
        start, end = (source.ref.offset + edge for edge in source.span)
        return (start, end) if 0 <= start < end <= self.length else None

    def blocks(self, first: int, last: int) -> Place:
        covered = self.note_blocks[first : last + 1]
        return min(b.ref.offset for b in covered), max(b.ref.end for b in covered)


class OurPage:
    """The page was made from the note's blocks; `data-block` and `data-cell` say which element shows which."""

    def __init__(self, blocks: tuple[Block, ...], stream: Stream) -> None:
        elements: dict[tuple[int, int], Any] = {}
        for element in stream.root.iter("*"):
            if (block := element.get("data-block")) is not None:
                elements[int(block), int(element.get("data-cell", "-1"))] = element
        self._texts: dict[tuple[object, ...], tuple[int, str]] = {}
        self._blocks: dict[int, Place] = {}
        for index, cell, text, ref in texts(blocks):
            begin = stream.start(elements[index, cell])
            for key in _keys(ref):
                self._texts.setdefault(key, (begin, text))
        for index, block in enumerate(blocks):
            begin = stream.start(elements[index, -1])
            self._blocks[index] = (begin, begin + len("".join(elements[index, -1].itertext())))
            self._texts.setdefault(("block", block.ref.offset, block.ref.line), (begin, ""))

    def of(self, source: FactSource) -> Place | None:
        for key in _keys(source.ref):
            if key in self._texts:
                begin, text = self._texts[key]
                start, end = source.span
                if end <= len(text) and text[start:end].strip():
                    return begin + start, begin + end
        return None

    def blocks(self, first: int, last: int) -> Place:
        return self._blocks[first][0], self._blocks[last][1]


def texts(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, str, SourceRef]]:
    """Every text of the note: number of the block, number of the cell in it or -1, the text and its place."""
    for index, block in enumerate(blocks):
        if isinstance(block, RawTable):
            for number, cell in enumerate(block.cells):
                yield index, number, cell.text, cell.ref
        else:
            yield index, -1, block.text, block.ref


def _keys(ref: SourceRef) -> Iterator[tuple[object, ...]]:
    yield ("exact", ref.offset, ref.end, ref.table, ref.row, ref.col)
    if ref.table is not None and ref.row is not None:
        yield ("cell", ref.table, ref.row, ref.col)
    else:
        yield ("text", ref.offset, ref.table)


def covers(places: Mapping[str, Place]) -> dict[str, str]:
    """Ids of numbers whose stretch runs partly into another's, and the other's id: they cannot both be tagged."""
    clashes: dict[str, str] = {}
    reach, holder = -1, ""
    previous: Place = (-1, -1)
    for name, place in sorted(places.items(), key=lambda p: p[1]):
        if place != previous and place[0] < reach:
            clashes[name] = holder
            continue
        previous, reach, holder = place, max(reach, place[1]), name
    return clashes
