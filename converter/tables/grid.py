"""A table on its way to logical columns: what the cleaning steps take and return."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from ..readers.model import RawCell

_CURRENCY = r"(?:[A-Z]{0,3}\s?[$€£¥₩₹]|[A-Z]{2,3}(?=[\s\d(]))"
_NUMBER = re.compile(
    rf"(?:{_CURRENCY}\s*)?[-–—−+(\[]*\s*(?:{_CURRENCY}\s*)?[-–—−(]?\s*(?:\d[\d,.'\s]*|\.\d+)\s*[)\]]*\s*(?:%|pts?\.?|bps|x|[KMB])?\s*[)\]]*"
    r"(?:\s*(?:\(?[a-z0-9*]\)|\([a-z]|\*+|[†‡§]))?"
)
_NIL = re.compile(
    rf"(?:{_CURRENCY}\s*)?\(?\s*(?:[-–—―‒−]{{1,3}}|nil|n\.?/?[ma]\.?|n/?m/?f|not meaningful)\s*\)?\s*%?\s*\)?", re.I
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s*(?:\([a-z0-9]\)|\*))?")
_FOUR = re.compile(r"\d{4}")
_LETTER = re.compile(r"[^\W\d_]")


class Piece(Struct, frozen=True, kw_only=True):
    """A filled cell. It stands over the raw columns `start` to `stop` with its marks, `first` to `last` without; `col`
    and `span` are its logical columns once known (-1 before)."""

    raw: RawCell
    text: str
    words: str
    row: int
    start: int
    stop: int
    first: int
    last: int
    before: str = ""
    after: str = ""
    col: int = -1
    span: int = 1
    header: bool = False
    rule: bool = False

    @property
    def number(self) -> bool:
        """Reads as a figure: digits with their signs, a dash for nil, `N/M`."""
        return is_number(self.words)

    @property
    def year(self) -> bool:
        return bool(_YEAR.fullmatch(self.words)) and not self.before

    @property
    def figure(self) -> bool:
        """A number that is not a year heading a column."""
        return self.number and not self.year


class Slot(NamedTuple):
    """A logical column: the raw columns that its pieces take, with their marks (`start` to `stop`) and without."""

    start: int
    stop: int
    first: int
    last: int

    def overlap(self, piece: Piece) -> int:
        """How well a piece stands in the column: shared raw columns, those of the digits counting most."""
        core = min(self.last, piece.last) - max(self.first, piece.first)
        whole = min(self.stop, piece.stop) - max(self.start, piece.start)
        return max(core, 0) * 1000 + max(whole, 0)


class Grid(Struct, frozen=True, kw_only=True):
    """`body` is the first row below the column headers; raw columns before `edge` hold the row labels; `width` is the
    number of label columns, and `slots` the columns right of them."""

    text: str
    pieces: tuple[Piece, ...]
    body: int = 0
    edge: int = 0
    width: int = 1
    slots: tuple[Slot, ...] = ()

    def rows(self) -> dict[int, list[Piece]]:
        """The pieces of each row from left to right."""
        rows: dict[int, list[Piece]] = {}
        for piece in sorted(self.pieces, key=lambda piece: (piece.row, piece.start)):
            rows.setdefault(piece.row, []).append(piece)
        return rows


def years_in_sequence(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are years that run on by one or repeat, as the headers of columns do."""
    years = [int(match.group()) for piece in pieces if piece.year and (match := _FOUR.search(piece.words))]
    return len(years) > 1 and all(abs(left - right) <= 1 for left, right in pairwise(years))


def is_number(words: str) -> bool:
    return bool(_NUMBER.fullmatch(words) or _NIL.fullmatch(words))


def is_nil(words: str) -> bool:
    return bool(_NIL.fullmatch(words))


def has_letters(words: str) -> bool:
    return bool(_LETTER.search(words))


def reading(cell: RawCell) -> str:
    """The cell's text for reading: superscripts left out, line breaks as blanks, white space folded."""
    text = cell.text
    cuts = [(start, end, "") for start, end in cell.superscripts] + [(at, at, " ") for at in cell.breaks]
    for start, end, between in sorted(cuts, reverse=True):
        text = text[:start] + between + text[end:]
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())
