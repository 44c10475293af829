"""What a line says as a title: of the segment note, of another note, of what follows the notes. Words: locate.toml."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from ..knowledge.vocabularies import vocabulary
from ..readers.model import Block, Heading, RawTable

_NUMBERED = re.compile(
    r"\s*(?P<word>(?:condensed\s+)?notes?\b|footnote\b)?\s*(?:no\.?\s*)?(?P<number>\(?\d{1,2}[a-z]?\)?|(?<=\s)[a-z](?=[.):]))?\s*[.:)–—\-]*\s*(?P<title>.*)",
    re.I | re.S,
)
_PAGE_AT_END = re.compile(r"(?:\.{3,}|\s{2,})\s*(?:[A-Z]-)?\d{1,3}\s*$")
_MAX_TITLE = 160
_MAX_END = 60
"""How far before the end of a line its leader to a page number is looked for, in characters."""


class TitleKind(StrEnum):
    SEGMENT = "segment"
    OTHER = "other"
    CLOSING = "closing"
    NONE = "none"


class Title(NamedTuple):
    """`number` is the note's number, `""` where it shows none; `text` is without it."""

    kind: TitleKind
    number: str = ""
    text: str = ""


@cache
def patterns(name: str) -> re.Pattern[str]:
    """The alternatives of a list of locate.toml as one pattern."""
    words: dict[str, Any] = vocabulary("locate")
    return re.compile("|".join(f"(?:{word})" for word in words[name]), re.I)


def title_of_block(block: Block) -> Title:
    """Read a block as a title; tables have none."""
    if isinstance(block, RawTable) or len(block.text) > _MAX_TITLE:
        return Title(TitleKind.NONE)
    return title_of(block.text, heading=isinstance(block, Heading) or block.bold)


@cache
def title_of(text: str, *, heading: bool = True) -> Title:
    """Read a line as a title. A line that is no heading must carry a note's number or be in capitals."""
    line = " ".join(text.replace("\u00a0", " ").split())
    if not line or len(line) > _MAX_TITLE or line[-1] in ",;" or line[:1].islower():
        return Title(TitleKind.NONE)
    if _PAGE_AT_END.search(text.rstrip()[-_MAX_END:]):
        return Title(TitleKind.NONE)
    if patterns("closings").fullmatch(line) and heading:
        return Title(TitleKind.CLOSING, "", line)
    match = _NUMBERED.match(line)
    if match is None:
        return Title(TitleKind.NONE)
    number = (match["number"] or "").strip("()").lower()
    title = match["title"].strip().rstrip(".:")
    if not title or (line.endswith(":") and not number) or len(title.split()) > 14:
        return Title(TitleKind.NONE)
    marked = heading or bool(number) or title.isupper()
    if not marked or re.search(r"\.\s+[A-Z]\w+\s+\w+\s+\w+", title):
        return Title(TitleKind.NONE)
    if patterns("segment_titles").fullmatch(title):
        return Title(TitleKind.SEGMENT, number, title)
    if patterns("other_titles").match(title) and (number or not patterns("breakdowns").search(title)):
        return Title(TitleKind.OTHER, number, title)
    if number and (match["word"] or heading):
        return Title(TitleKind.OTHER, number, title)
    return Title(TitleKind.NONE, number, title)
