"""The lines of a text file, and what kind of cell a line could be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cache, lru_cache

from msgspec import Struct

from ..errors import UnreadableFile
from ..knowledge.vocabularies import vocabulary

MAX_BYTES = 100_000_000
MAX_LINES = 1_000_000
MAX_CELL = 4_000
"""Characters: a longer line is prose whatever it holds, and no pattern is tried on it."""


class Kind(Enum):
    """What a line alone could be."""

    VALUE = auto()
    YEAR = auto()
    DATE = auto()
    """A period or a date with its year."""
    PERIOD = auto()
    """A period without a year: `Three months ended June 30,`."""
    DAY = auto()
    """A day without a year: `June 30,`."""
    UNIT = auto()
    SCALE = auto()
    MARK = auto()
    """A reference to a note over a column: `(Note 3)`."""
    NAME = auto()
    RULE = auto()
    """Nothing but a drawn line, or tags of old text filings (`<TABLE>`, `<S> <C>`)."""


DATED_KINDS = frozenset({Kind.YEAR, Kind.DATE, Kind.PERIOD, Kind.DAY})
HEADER_KINDS = DATED_KINDS | {Kind.UNIT, Kind.SCALE, Kind.MARK}

_CURRENCY = r"(?:[A-Z]{0,3}[$€£¥₩₹]|RMB|CNY|USD|EUR|NIS)"
_VALUE = re.compile(
    rf"[-–—−+]?\s?\(?\s?{_CURRENCY}?\s?[-–—−(]?\s?"
    r"(?:(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?|\.\d+)\s?[)%xX]{0,2}\s?\)?\s?%?(?:\s?pts?\.?)?"
    r"(?:\s?[(\[][0-9a-z]{1,2}[)\]]|\s?\*{1,3})?"
)
_NIL = re.compile(rf"{_CURRENCY}?\s?[-–—−‒―]{{1,3}}\s?%?|(?i:n/?[am]\.?|nm|n\.[am]\.|nil)|\*{{1,2}}|—\s?\)")
_YEAR = re.compile(r"(?:FY\s?)?(?:19[89]\d|20[0-4]\d)[A-Z]?(?:\s?[(\[][0-9a-z*]{1,2}[)\]]|\s?\*)?\s?:?")
_MAY = re.compile(r"\bmay \d{1,2}\b")
_HAS_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_MARK = re.compile(r"\(?(?i:see )?(?i:note)s? ?\d{1,2}[a-z]?\)?|\(US\$\)")
_RULE = re.compile(r"[-_=–—.*·\s]{4,}|_+|(?:</?[A-Za-z]{1,10}>\s*)+")
_GLUED = re.compile(r"(?<=[a-z,\d])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]|\d+\w*")
_LETTERS = re.compile(r"[^\W\d_]+")


class Line(Struct, frozen=True, kw_only=True):
    """A line of the file without the white space around it. `offset` and `end` count characters of the file."""

    text: str
    number: int
    offset: int
    end: int
    indent: int = 0


class Words(Struct, frozen=True, kw_only=True):
    """taxonomy/vocabulary/text.toml, ready for look-up."""

    period: frozenset[str]
    period_core: frozenset[str]
    length: frozenset[str]
    unit: frozenset[str]
    scale: tuple[str, ...]
    total: frozenset[str]
    stub: frozenset[str]
    joins_after: frozenset[str]
    verbs: frozenset[str]
    title: frozenset[str]
    beside_segments: frozenset[str]


@cache
def words() -> Words:
    data: Mapping[str, list[str]] = vocabulary("text")
    return Words(
        period=frozenset(data["period"]),
        period_core=frozenset(data["period_core"]),
        length=frozenset(data["length"]),
        unit=frozenset(data["unit"]),
        scale=tuple(data["scale"]),
        total=frozenset(data["total"]),
        stub=frozenset(data["stub"]),
        joins_after=frozenset(data["joins_after"]),
        verbs=frozenset(data["verbs"]),
        title=frozenset(data["title"]),
        beside_segments=frozenset(data["beside_segments"]),
    )


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(name: str, data: bytes) -> str:
    """Return the text of a file: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252. Characters that no
    XML document may hold, such as form feeds, are blanks, each one.

    Raises:
        UnreadableFile: the file is empty, binary or too large.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}",
            where=name,
            hint="cut the segment note out of it",
        )
    if not data.strip():
        raise UnreadableFile("the file is empty", where=name, hint="save the note again and check that it holds text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _CONTROL.sub(" ", _strictly(name, data, "utf-16").lstrip("\ufeff"))
    if b"\0" in data:
        raise UnreadableFile(
            "the file is binary, not text", where=name, hint="save the note as text (UTF-8) or as HTML and try again"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _CONTROL.sub(" ", text)


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"broken {encoding} text", where=name, hint="save the note as UTF-8") from error
    if "\0" in text:
        raise UnreadableFile("the file is binary, not text", where=name, hint="save the note as UTF-8 text")
    return text


def lines_of(name: str, text: str) -> tuple[Line, ...]:
    """Return the lines that are not blank, in order.

    Raises:
        UnreadableFile: there are more lines than a filing could have.
    """
    lines: list[Line] = []
    offset = 0
    for number, raw in enumerate(text.splitlines(keepends=True), start=1):
        if number > MAX_LINES:
            raise UnreadableFile(
                f"more than {MAX_LINES:,} lines", where=name, hint="cut the segment note out of the file"
            )
        stripped = raw.strip(" \t\r\n\f\v\u00a0\u200b\u2028\u2029\x85\x1c\x1d\x1e\ufeff")
        if stripped:
            start = offset + raw.index(stripped)
            indent = start - offset
            lines.append(Line(text=stripped, number=number, offset=start, end=start + len(stripped), indent=indent))
        offset += len(raw)
    return tuple(lines)


def tidy(text: str) -> str:
    """White space folded, words that ran together over a line break (`endedJune`) parted; for comparing only."""
    return _GLUED.sub(" ", " ".join(text.replace("\u00a0", " ").split()))


def is_value(text: str) -> bool:
    """Whether the text is a number, a nil dash or an `N/A` as a cell shows them; a year alone is not."""
    if len(text) > 40:
        return False
    if _YEAR.fullmatch(text):
        return False
    return bool(_VALUE.fullmatch(text) or _NIL.fullmatch(text))


def is_nil(text: str) -> bool:
    return len(text) <= 12 and bool(_NIL.fullmatch(text))


@cache
def _is_currency(text: str) -> bool:
    return text.lower().strip("()") in words().unit - {"%", "000", "000s"} and not text.isalpha()


def is_currency_sign(text: str) -> bool:
    """Whether the text is only a currency sign (`$`, `US$`), which belongs to the number after it."""
    return len(text) <= 5 and _is_currency(text)


def kind_of(text: str) -> Kind:
    """Return what a cell with this text could be, by its words alone."""
    return Kind.NAME if len(text) > 200 else _kind_of(text)


@lru_cache(maxsize=20_000)
def _kind_of(text: str) -> Kind:
    if _YEAR.fullmatch(text):
        return Kind.YEAR
    if is_value(text):
        return Kind.VALUE
    if _RULE.fullmatch(text):
        return Kind.RULE
    if _MARK.fullmatch(text):
        return Kind.MARK
    found = [w.lower() for w in _WORD.findall(tidy(text))]
    if _is_period(found):
        if _HAS_YEAR.search(text):
            return Kind.DATE
        return Kind.PERIOD if any(word in words().length for word in found) else Kind.DAY
    if _is_unit(text):
        return Kind.UNIT
    return Kind.SCALE if _is_scale(text) else Kind.NAME


def _is_period(found: list[str]) -> bool:
    lists = words()
    letters = [w for w in found if w[0].isalpha()]
    if not letters or not all(w in lists.period for w in letters):
        return False
    if any(w in lists.period_core for w in letters) or _MAY.search(" ".join(found)):
        return True
    return any(_HAS_YEAR.fullmatch(w) for w in found) and not any(w in ("thousands", "millions") for w in letters[:1])


def _is_unit(text: str) -> bool:
    parts = text.lower().replace("’", "'").strip("()[]").replace("'", " ").replace("/", " ").split()
    return 0 < len(parts) <= 4 and all(p in words().unit for p in parts)


def _is_scale(text: str) -> bool:
    bracketed = text.startswith(("(", "[", "$")) or text.lower().startswith(("in ", "amounts", "dollars", "all "))
    if not bracketed or len(text) > 120:
        return False
    low = text.lower()
    return any(word in low for word in words().scale) or low in ("(unaudited)", "(restated)", "(audited)")


def is_total(text: str) -> bool:
    """Whether a column so named closes a row of columns: `Total`, `Consolidated`."""
    low = text.casefold()
    return low.split("(")[0].strip() in words().total or low.startswith(("total", "consolidated"))


def is_mark(text: str) -> bool:
    """Whether a cell is nothing but a footnote's mark, which belongs to the cell before it: `(b)`, `[1]`."""
    return bool(_FOOTMARK.fullmatch(text))


def is_prose(text: str) -> bool:
    """Whether a line that no number follows is a sentence rather than a cell."""
    if len(text) > 180 or text[0] in "•·●▪◦*":
        return True
    if _FOOTNOTE.match(text):
        return True
    found = [w.lower() for w in _LETTERS.findall(text)]
    verbs = sum(w in words().verbs for w in found)
    if text.endswith((".", ":", ";", ",")) and verbs and len(found) >= 6:
        return True
    return len(found) >= 14 and (verbs > 0 or text.endswith("."))


_FOOTMARK = re.compile(r"\([a-z]{1,2}\)|\[\w{1,2}\]|[†‡§]+|\d{1,2}(?:, \d{1,2})+|\*{1,3}\)")
_FOOTNOTE = re.compile(r"[(\[]?[0-9a-z*†]{1,2}[)\]]\s?[A-Z“\"].{12,}|_{5,}")
_NUMBERED = re.compile(r"(?i:note|item)?\s?\(?\d{1,2}[.):]?\s?[-–—.:]?\s?(?=\S*[^\W\d_]{3})(?!.*\d,\d)")


def is_heading(text: str) -> bool:
    """Whether a line outside tables reads as a heading: short, no sentence, or numbered like a note."""
    if len(text) > 100 or (text.endswith((".", ";", ",")) and not text.isupper()):
        return False
    found = _LETTERS.findall(text)
    return (
        bool(found)
        and len(found) <= 12
        and not text.endswith(":")
        and sum(w.lower() in words().verbs for w in found) == 0
    )


def is_note_title(text: str) -> bool:
    """`12. Segment Information`, `Note 7 – Segments`: never a header cell."""
    match = _NUMBERED.match(text)
    return bool(match) and len(text) <= 100 and ("segment" in text.lower() or text.lower().startswith("note "))
