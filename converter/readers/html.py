"""HTML pages: a note alone or a whole filing, plain or with inline XBRL, whose elements are read through."""

from __future__ import annotations

import re

from ..errors import UnreadableFile
from ..findings import Finding
from .html_table import Freezer
from .html_walk import Mark, Walk
from .markup import parse_html
from .model import Document, TaggedText

MAX_BYTES = 80_000_000
"""Annual reports of the largest banks are about 50 MB with their tags."""


_TAGS = re.compile(rb"<(?:!doctype\s+html|html|body|head|div|table|p|span)[\s>]", re.I)


def claims(name: str, data: bytes) -> bool:
    """HTML by its first tag; a page that begins with an XML declaration or a comment counts too."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and bool(_TAGS.search(head) or name.lower().endswith((".htm", ".html", ".xhtml")))


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """See `read_html`."""
    return read_html(name, data)


def read_html(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Read a page into blocks in document order, with the text of each exactly as found.

    Raises:
        UnreadableFile: the page is empty, has no element, or is larger than any filing.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            f"the page has {len(data):,} bytes; the limit is {MAX_BYTES:,}",
            where=name,
            hint="give the note alone",
        )
    walk = Walk()
    walk.over(parse_html(data))
    text = walk.text
    freezer = Freezer(name, text)
    blocks = tuple(freezer.blocks(walk.items))
    document = Document(
        source=name,
        media_type="text/html",
        blocks=blocks,
        text=text,
        raw=data,
        cover=_cover(walk.marks, text),
        tagged=_tagged(walk.marks),
    )
    return document, tuple(freezer.findings)


def _cover(marks: list[Mark], text: str) -> dict[str, str]:
    """Cover facts: the text of each `dei` element, the first of a name."""
    cover: dict[str, str] = {}
    for mark in marks:
        prefix, _, local = mark.name.partition(":")
        if prefix == "dei" and local not in cover:
            shown = " ".join(text[mark.start : mark.end].split())
            if shown:
                cover[local] = shown
    return cover


def _tagged(marks: list[Mark]) -> tuple[TaggedText, ...]:
    """Text blocks with their continuations, each a chain of spans."""
    continuations = {mark.id: mark for mark in marks if not mark.name and mark.id}
    found = []
    for mark in marks:
        if not mark.name.endswith(("TextBlock", "PolicyTextBlock")):
            continue
        spans, seen, following = [(mark.start, mark.end)], {""}, mark.continued
        while following not in seen and following in continuations:
            seen.add(following)
            part = continuations[following]
            spans.append((part.start, part.end))
            following = part.continued
        found.append(TaggedText(name=mark.name, spans=tuple(spans)))
    return tuple(sorted(found, key=lambda block: block.spans[0]))
