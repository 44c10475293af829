"""A well-formed page as it was filed, and its tree: what is put into the tree or taken out of it is put into the file
or taken out of it, and every other byte stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lxml import etree
from msgspec import Struct

from ..names import XHTML

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|</[^>]*>"
    r"|<[^\s/>!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_UNIT = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)
_CDATA = len("<![CDATA["), len("]]>")
_XHTML = f"{{{XHTML}}}"
_Edit = tuple[int, int, str]
"""From and to in the file, and what stands there instead."""


class _Tags(Struct, frozen=True):
    """Places of an element's start tag and end tag in the file; they are the same place where it closes itself."""

    start: tuple[int, int]
    end: tuple[int, int]


_Text = tuple[int, int, tuple[int, ...] | None]
"""A run of characters: its place in the tree's text and in the file, and in the file every character's end where they
are not one to one."""


class Source:
    """The file and its tree. Elements of XHTML go by their bare names in the tree; comments are not in it."""

    def __init__(self, root: Any, text: str, encoding: str) -> None:
        self.root = root
        self._text, self._encoding = text, encoding
        self._tags: dict[Any, _Tags] = {}
        self._runs: list[_Text] = []
        self.length = 0
        self._starts: list[int] = []
        self._replaced: dict[Any, str] = {}
        self._appended: dict[Any, str] = {}
        self._prepended: dict[Any, str] = {}
        self._dropped: set[Any] = set()

    @classmethod
    def parse(cls, data: bytes) -> Source | None:
        """The page; None where it is not well-formed, or is put together in a way that is not followed here."""
        parser = etree.XMLParser(
            huge_tree=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            tree = etree.fromstring(data, parser).getroottree()
            encoding = tree.docinfo.encoding or "utf-8"
            source = cls(tree.getroot(), data.decode(encoding), encoding)
        except (etree.XMLSyntaxError, UnicodeDecodeError, LookupError):
            return None
        if not source._scan():
            return None
        for element in source._tags:
            if element.tag.startswith(_XHTML):
                element.tag = element.tag.removeprefix(_XHTML)
        return source

    def _scan(self) -> bool:
        """Find every tag and every character; False where tree and file do not agree."""
        elements = iter(self.root.iter())
        text, tags = self._text, self._tags
        open_: list[tuple[Any, tuple[int, int]]] = []
        at = 0
        for token in _TOKEN.finditer(text):
            begin, end = token.span()
            if begin > at and open_:
                self._run(at, begin)
            at, second = end, text[begin + 1]
            if second == "/":
                if not open_:
                    return False
                element, start = open_.pop()
                tags[element] = _Tags(start, (begin, end))
            elif second not in "!?":
                element = next(elements, None)
                if element is None or not isinstance(element.tag, str):
                    return False
                if text[end - 2] == "/":
                    tags[element] = _Tags((begin, end), (end, end))
                else:
                    open_.append((element, (begin, end)))
            elif text.startswith("<![CDATA[", begin):
                self._run(begin + _CDATA[0], end - _CDATA[1])
        self._starts = [run[0] for run in self._runs]
        return not open_ and next(elements, None) is None and self.length == sum(map(len, self.root.itertext()))

    def _run(self, begin: int, end: int) -> None:
        if begin >= end:
            return
        text, ends = self._text[begin:end], None
        count = end - begin
        if "&" in text or "\r" in text:
            ends = tuple(begin + unit.end() for unit in _UNIT.finditer(text))
            count = len(ends)
        self._runs.append((self.length, begin, ends))
        self.length += count

    def _after(self, position: int) -> int:
        """Where in the file the character before that position of the tree's text ends."""
        at, begin, ends = self._runs[bisect_right(self._starts, position - 1) - 1]
        inside = position - at
        return begin + inside if ends is None else ends[inside - 1]

    def is_own(self, element: Any) -> bool:
        """The element was in the file."""
        return element in self._tags

    def start_tag(self, element: Any) -> str:
        """The start tag as it stands in the file, or as it was replaced."""
        return self._replaced.get(element) or self._text[slice(*self._tags[element].start)]

    def replace_start(self, element: Any, tag: str) -> None:
        self._replaced[element] = tag

    def append(self, element: Any, markup: str) -> None:
        """Put markup in before the element's end tag."""
        self._appended[element] = self._appended.get(element, "") + markup

    def prepend(self, element: Any, markup: str) -> None:
        """Put markup in after the element's start tag."""
        self._prepended[element] = self._prepended.get(element, "") + markup

    def drop(self, element: Any) -> None:
        """Take an element out of the file with all that is in it."""
        self._dropped.add(element)

    def is_dropped(self, element: Any) -> bool:
        """The element was dropped, or stands in one that was."""
        return bool(self._dropped) and (
            element in self._dropped or any(above in self._dropped for above in element.iterancestors())
        )

    def content(self, prefixes: Mapping[str, str], declarations: str) -> bytes:
        """The file with what the tree has gained and lost. `prefixes` gives the prefix of each namespace of elements
        that were put in; `declarations` is put on each of them that has a namespace."""
        edits: list[_Edit] = []
        seen: set[Any] = set()
        cursor = position = 0
        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            tags = self._tags.get(element)
            opening = event == "start"
            if tags is None:
                markup = _start(element, prefixes, declarations) if opening else f"</{_name(element, prefixes)}>"
                edits.append((cursor, cursor, markup))
            elif opening:
                seen.add(element)
                cursor = tags.start[1]
                edits.extend(self._edits(element, tags))
            else:
                cursor = tags.end[1]
            following = element.text if opening else element.tail if element is not self.root else None
            if following:
                position += len(following)
                cursor = self._after(position)
        for element, tags in self._tags.items():
            if element not in seen:
                edits += [(*tags.start, ""), (*tags.end, "")]
        return self._edited(edits).encode(self._encoding, "xmlcharrefreplace")

    def _edits(self, element: Any, tags: _Tags) -> Iterator[_Edit]:
        if element in self._dropped:
            yield tags.start[0], tags.end[1], ""
            return
        before, after = self._prepended.get(element, ""), self._appended.get(element, "")
        tag = self.start_tag(element)
        if (before or after) and tag.endswith("/>"):
            name = tag[1:-2].split()[0]
            yield *tags.start, f"{tag[:-2].rstrip()}>{before}{after}</{name}>"
            return
        if element in self._replaced:
            yield *tags.start, tag
        if before:
            yield tags.start[1], tags.start[1], before
        if after:
            yield tags.end[0], tags.end[0], after

    def _edited(self, edits: list[_Edit]) -> str:
        """The text with the edits made, in the order of their places; what is put in comes before what is taken out."""
        out: list[str] = []
        at = 0
        for begin, end, markup in sorted(edits, key=lambda edit: (edit[0], edit[1] > edit[0])):
            if begin >= at:
                out += [self._text[at:begin], markup]
                at = end
        return "".join([*out, self._text[at:]])


def _name(element: Any, prefixes: Mapping[str, str]) -> str:
    uri, _, local = element.tag.rpartition("}")
    prefix = prefixes[uri[1:]]
    return f"{prefix}:{local}" if prefix else local


def _start(element: Any, prefixes: Mapping[str, str], declarations: str) -> str:
    named = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items())
    more = declarations if element.tag.startswith("{") else ""
    return f"<{_name(element, prefixes)}{more}{named}>"
