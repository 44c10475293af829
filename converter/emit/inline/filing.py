"""An inline XBRL filing that is tagged anew in its segment note only: all else of it stays as it was filed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct

from ...facts.model import FactSource
from ...readers.model import Block, Document
from ...tables.model import SegmentNote
from ..names import BASE, IX
from .places import Place
from .source import Source
from .stream import Stream, unwrap

_IX = f"{{{IX}}}"
_LINK, _XLINK = f"{{{BASE['link']}}}", f"{{{BASE['xlink']}}}"
_FACTS = (f"{_IX}nonFraction", f"{_IX}nonNumeric")
_PARTS = (*_FACTS, f"{_IX}continuation")
_SPACE = re.compile(r"\S")
_STEP = 65_536
"""Characters that are skipped at once: a filing has millions before its note."""
_POINTER = re.compile(r"-sec-ix-hidden\s*:\s*([\w.-]+)\s*;?\s*")
_BLOCKS = re.compile(rb"<(?:[\w.-]+:)?header\b")


class Filing(Struct, frozen=True):
    """The filing: its file and tree, the tree's text, and where in it the note stands."""

    source: Source
    stream: Stream
    note: Place
    places: NotePlaces

    @property
    def root(self) -> Any:
        return self.source.root

    def ids(self) -> frozenset[str]:
        """Every id that the filing uses."""
        return frozenset(name for e in self.root.iter() if (name := e.get("id")))

    def schemas(self) -> tuple[str, ...]:
        """What its schemaRefs refer to."""
        return tuple(e.get(f"{_XLINK}href", "") for e in self.root.iter(f"{_LINK}schemaRef"))

    def within(self, element: Any) -> bool:
        """The element stands in the note, whole."""
        return self.note[0] <= self.stream.start(element) and self.stream.end(element) <= self.note[1]

    def tags(self) -> Iterator[Any]:
        """The tags that stand in the note; a text block that goes on outside it is not among them."""
        parts = {e.get("id"): e for e in self.root.iter(f"{_IX}continuation")}
        for element in self.root.iter(*_FACTS):
            if self.within(element) and not self._in_header(element) and all(map(self.within, chain(element, parts))):
                yield element

    def _in_header(self, element: Any) -> bool:
        return any(above.tag == f"{_IX}header" for above in element.iterancestors())


class NotePlaces:
    """Where in the tree's text the places of the note stand: as many characters in, white space aside."""

    def __init__(self, document: Document, blocks: tuple[Block, ...], text: str) -> None:
        self._first = min(b.ref.offset for b in blocks)
        last = max(b.ref.end for b in blocks)
        self._own = [m.start() + self._first for m in _SPACE.finditer(document.text[self._first : last])]
        at, left = _skip(text, _marks(document.text[: self._first]))
        self._theirs = [m.start() for m in islice(_SPACE.finditer(text, at), left, left + len(self._own))]
        self._blocks = blocks
        self.agree = bool(self._own) and "".join(document.text[i] for i in self._own) == "".join(
            text[i] for i in self._theirs
        )

    @property
    def note(self) -> Place:
        return self._theirs[0], self._theirs[-1] + 1

    def of(self, source: FactSource) -> Place | None:
        start, end = (source.ref.offset + edge for edge in source.span)
        return self._place(start, end)

    def blocks(self, first: int, last: int) -> Place:
        covered = self._blocks[first : last + 1]
        place = self._place(min(b.ref.offset for b in covered), max(b.ref.end for b in covered))
        return place or (0, 0)

    def _place(self, start: int, end: int) -> Place | None:
        first, last = bisect_left(self._own, start), bisect_left(self._own, end) - 1
        if first > last or last >= len(self._own) or start < self._first:
            return None
        return self._theirs[first], self._theirs[last] + 1


def _marks(text: str) -> int:
    """How many characters the text has, white space aside."""
    return len("".join(text.split()))


def _skip(text: str, count: int) -> tuple[int, int]:
    """A place in the text before the character that `count` others stand before, white space aside, and how many of
    these are left after it."""
    at = 0
    while at < len(text) and (marks := _marks(text[at : at + _STEP])) <= count:
        at, count = at + _STEP, count - marks
    return at, count


def filing_of(note: SegmentNote) -> Filing | None:
    """The filing that the note was found in; None where the input is no well-formed inline XBRL document."""
    raw = note.document.raw
    if b"inlineXBRL" not in raw or not _BLOCKS.search(raw):
        return None
    source = Source.parse(raw)
    if source is None or source.root.find(f".//{_IX}header//{_LINK}schemaRef") is None:
        return None
    stream = Stream(source.root)
    places = NotePlaces(note.document, note.blocks, stream.text)
    return Filing(source, stream, places.note, places) if places.agree else None


def chain(element: Any, parts: Mapping[str, Any]) -> Iterator[Any]:
    """A tag and its continuations."""
    seen: set[str] = set()
    following: Any = element
    while following is not None:
        yield following
        name = following.get("continuedAt", "")
        following = None if name in seen else parts.get(name)
        seen.add(name)


class Tagged(Struct, frozen=True):
    """What the note's own tags cover: the stretches of its numbers with their concepts, the local names of its texts
    and of its text blocks."""

    numbers: tuple[tuple[int, int, str], ...]
    texts: Mapping[str, str]
    blocks: frozenset[str]

    def number_at(self, place: Place) -> str:
        """The concept of the number tagged at that stretch or a part of it; empty where there is none."""
        return next((name for start, end, name in self.numbers if start < place[1] and place[0] < end), "")

    def same(self, local: str) -> str:
        return self.texts.get(local, "")


def tagged(filing: Filing) -> Tagged:
    """The tags that the note has, hidden ones that its text points at included."""
    numbers, texts, blocks = [], {}, set()
    pointed = {name for e in filing.root.iter() if filing.within(e) for name in _POINTER.findall(e.get("style") or "")}
    for element in filing.root.iter(*_FACTS):
        name = element.get("name", "")
        local = name.rpartition(":")[2]
        if element.get("id") in pointed:
            texts[local] = name
        elif filing.within(element) and element.tag == f"{_IX}nonFraction":
            numbers.append((filing.stream.start(element), filing.stream.end(element), name))
        elif filing.within(element):
            texts[local] = name
        if local.endswith("TextBlock"):
            blocks.add(local)
    return Tagged(tuple(numbers), texts, frozenset(blocks))


def untag(filing: Filing) -> frozenset[str]:
    """Take the note's tags out, and with them the hidden facts that only its text points at; returns the ids of the
    contexts and units that they used."""
    parts = {e.get("id"): e for e in filing.root.iter(f"{_IX}continuation")}
    taken = list(filing.tags())
    freed = {e.get(key, "") for e in taken for key in ("contextRef", "unitRef")}
    gone = {e.get("id") for e in taken}
    for element in taken:
        for part in list(chain(element, parts)):
            unwrap(part)
    gone |= _unpoint(filing)
    freed |= {e.get(k, "") for e in filing.root.iter(*_FACTS) if filing.source.is_dropped(e) for k in ("contextRef",)}
    _unrelate(filing, gone - {None})
    for element in list(filing.root.iter(f"{_IX}exclude")):
        if filing.within(element) and not any(above.tag in _PARTS for above in element.iterancestors()):
            unwrap(element)
    return frozenset(freed - {""})


def _unpoint(filing: Filing) -> set[str | None]:
    """Pointers of the note's text at hidden facts go, and these with them; their ids."""
    gone: set[str | None] = set()
    for element in filing.root.iter():
        style = element.get("style") or ""
        if "-sec-ix-hidden" in style and filing.within(element):
            gone.update(_POINTER.findall(style))
            tag = filing.source.start_tag(element)
            filing.source.replace_start(element, _POINTER.sub("", tag).replace(' style=""', ""))
    for hidden in filing.root.iter(f"{_IX}hidden"):
        facts = [e for e in hidden if e.get("id") in gone]
        for element in [hidden] if facts and len(facts) == len(hidden) else facts:
            filing.source.drop(element)
    return gone


def _unrelate(filing: Filing, gone: Iterable[str | None]) -> None:
    """Footnote relations from facts that are gone go, too."""
    names = set(gone)
    for relation in filing.root.iter(f"{_IX}relationship"):
        sources = (relation.get("fromRefs") or "").split()
        kept = [name for name in sources if name not in names]
        if not kept:
            filing.source.drop(relation)
        elif len(kept) < len(sources):
            tag = filing.source.start_tag(relation)
            value = f'fromRefs="{" ".join(kept)}"'
            filing.source.replace_start(relation, re.sub(r"fromRefs\s*=\s*(\"[^\"]*\"|'[^']*')", value, tag))
