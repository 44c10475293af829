"""Step 2: `$`, `(`, `)`, `%` and footnote marks in cells of their own join the number or label they belong to."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from .grid import Grid, Piece

_OPEN = re.compile(
    r"(?:[A-Z]{1,3}\s?)?[$€£¥₩₹]\s*\(?|[A-Z]{2,3}\s*\(|[(\[]|(?:RMB|USD|EUR|GBP|JPY|CAD|CNY|HKD|INR|KRW|TWD)"
)
_ONE_NOTE = r"\(\s*[a-z0-9*]{1,2}\s*\)"
_CLOSE = re.compile(rf"(?:[)\]]+\s*%?|%\s*[)\]]*|(?:pts?|bps|pp|x)\.?)(?:\s*{_ONE_NOTE})*", re.I)
_NOTE = re.compile(rf"(?:{_ONE_NOTE}|\*{{1,3}}|[†‡§#^]{{1,3}}|[a-z](?:,[a-z])*)(?:\s*,?\s*{_ONE_NOTE})*", re.I)
_PARENTHESISED = re.compile(r"\(\s*([0-9]{1,2})\s*\)")
_GAP = 2
"""How many empty raw columns may lie between a mark and what it marks."""


def join_marks(grid: Grid) -> Grid:
    """Join marks to their numbers row by row, so that every figure is one piece over all the raw columns it takes."""
    numeric = _numeric_columns(grid)
    done: list[Piece] = []
    for row in grid.rows().values():
        done.extend(_join_row(row, numeric))
    return replace(grid, pieces=tuple(done))


def _numeric_columns(grid: Grid) -> set[int]:
    """Raw columns of numbers: some row has a figure there that cannot be a footnote mark, or its figures in parentheses
    are not numbered as footnotes are."""
    certain = {piece.start for piece in grid.pieces if piece.figure and not _NOTE.fullmatch(piece.words)}
    doubtful: dict[int, set[int]] = {}
    for piece in grid.pieces:
        if piece.start not in certain and (mark := _PARENTHESISED.fullmatch(piece.words)):
            doubtful.setdefault(piece.start, set()).add(int(mark[1]))
    if _like_marks(set().union(*doubtful.values())):
        return certain
    return certain | {column for column, marks in doubtful.items() if max(marks) > 9}


def _like_marks(numbers: set[int]) -> bool:
    """Footnotes are numbered from one on without a gap: (1), (2), (3)."""
    return all(b - a <= 1 for a, b in pairwise([0, *sorted(numbers)]))


def _join_row(row: list[Piece], numeric: set[int]) -> list[Piece]:
    headings = not any(piece.figure for piece in row)
    out: list[Piece] = []
    waiting: list[Piece] = []  # opening marks that wait for their number
    for piece in row:
        if _is_note(piece, numeric) and out and not waiting and piece.start - out[-1].stop <= _GAP:
            out[-1] = _after(out[-1], piece, apart=" ")
        elif not headings and _OPEN.fullmatch(piece.words):
            waiting.append(piece)
        elif not headings and _CLOSE.fullmatch(piece.words) and _follows(out, waiting, piece):
            out[-1] = _after(out[-1], piece)
        else:
            if waiting and not (piece.number and piece.start - waiting[-1].stop <= _GAP):
                out.extend(waiting)
                waiting = []
            for mark in reversed(waiting):
                piece = _before(piece, mark)  # noqa: PLW2901 - the piece grows mark by mark
            waiting = []
            out.append(piece)
    return out + waiting


def _is_note(piece: Piece, numeric: set[int]) -> bool:
    """A footnote mark: set as superscript, or looking like one and standing in no column of numbers."""
    if not piece.words:
        return True
    return bool(_NOTE.fullmatch(piece.words)) and piece.start not in numeric


def _follows(out: list[Piece], waiting: list[Piece], piece: Piece) -> bool:
    return bool(out) and not waiting and out[-1].number and piece.start - out[-1].stop <= _GAP


def _after(piece: Piece, mark: Piece, apart: str = "") -> Piece:
    """`apart` keeps a footnote's digit from reading as one of the number's."""
    return replace(piece, after=piece.after + apart + mark.text, stop=max(piece.stop, mark.stop))


def _before(piece: Piece, mark: Piece) -> Piece:
    return replace(piece, before=mark.text + piece.before, start=mark.start, rule=piece.rule or mark.rule)
