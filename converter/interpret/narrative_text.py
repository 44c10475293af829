"""Sentences of the note's paragraphs, with their places kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..readers.model import Paragraph

_SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
    }
)
_END = re.compile(
    r"(?<![ .][A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bNo)(?<!\bMr)(?<!\bMs)\.[”\"')]*(?=\s+[^a-z\s]|\s*$)"
)
_LOST_STOP = re.compile(r"(?<=[a-z])\s+(?=(?:The|Our)\s+(?:CODM|Company|Group|chief operating|Chief)\b)")
_OPEN = re.compile(r"[\w,]\s*$")
_BULLET = re.compile(r"^\s*(?:[•·▪◦●\-–—*]|\([a-z0-9]{1,2}\)|\d{1,2}(?=[A-Z]))")


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence: `text` is the paragraph's `[start:end]` with every kind of blank made a space, length unchanged."""

    paragraph: Paragraph
    number: int
    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """`text` with every kind of blank made a space; the length stays."""
    return text.translate(_SAME_LENGTH)


def continued(paragraph: Paragraph, following: Sequence[Paragraph]) -> str:
    """How the last sentence of a paragraph goes on in the next, where a page or line break parts it: no full stop
    before it, no capital after it."""
    if not following or not _OPEN.search(paragraph.text) or not following[0].text.lstrip()[:1].islower():
        return ""
    return " " + next((one.text for one in sentences(following[0], 0)), "").lstrip()


def is_bullet(text: str) -> bool:
    """Whether a paragraph is an entry of a list or a footnote: it may take its period from the sentence above."""
    return bool(_BULLET.match(text))


def sentences(paragraph: Paragraph, number: int) -> Iterator[Sentence]:
    """The sentences of a paragraph in order; together they cover it. A full stop inside "U.S." ends none; one
    lost before "The CODM" is made up for."""
    text = plain(paragraph.text)
    for start, end in paragraph.superscripts:
        text = text[:start] + " " * (end - start) + text[end:]
    start = 0
    for match in sorted([*_END.finditer(text), *_LOST_STOP.finditer(text)], key=lambda found: found.start()):
        if text[start : match.end()].strip():
            yield Sentence(
                paragraph=paragraph, number=number, start=start, end=match.end(), text=text[start : match.end()]
            )
        start = match.end()
    if text[start:].strip():
        yield Sentence(paragraph=paragraph, number=number, start=start, end=len(text), text=text[start:])
