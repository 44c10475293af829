"""A note dumped one cell a line, as a sequence of items: a cell's text put together from its lines.

Two layouts and what lies between: with lines of `|` around every cell (empty ones too), or only the cells that say
something, one a line. A currency sign, a closing parenthesis or a `%` on a line of its own is joined to its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .text_lines import Kind, Line, is_currency_sign, is_mark, is_value, kind_of, words

_CLOSERS = frozenset({")", ")%", "%", ") %", "%)", "])", "]"})
_OPENERS = frozenset({"(", "($", "$("})
_BAR = re.compile(r"\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A cell, or a line of prose. `bar` counts the `|` of the file before the cell's number or text, None in a layout
    without them; `own_sign` says that its currency sign had a cell of its own; `prose` that it is surely no cell."""

    text: str
    kind: Kind
    line: int
    offset: int
    end: int
    bar: int | None = None
    own_sign: bool = False
    prose: bool = False

    @property
    def is_value(self) -> bool:
        return self.kind is Kind.VALUE


def items_of(lines: Sequence[Line], *, bars: bool) -> tuple[Item, ...]:
    """Return the items of consecutive lines; `bars` says that lines of `|` stand between cells."""
    pieces = _with_bars(lines) if bars else _without_bars(lines)
    joined = _join(pieces)
    return _cells(joined) if bars else joined


def _item(text: str, line: Line, offset: int, bar: int | None = None) -> Item:
    return Item(text=text, kind=kind_of(text), line=line.number, offset=offset, end=offset + len(text), bar=bar)


def _without_bars(lines: Sequence[Line]) -> Iterator[Item]:
    for line in lines:
        text = line.text.strip("| \t")
        if text:
            yield _item(text, line, line.offset + line.text.index(text))


def _with_bars(lines: Sequence[Line]) -> Iterator[Item]:
    bar = 0
    for line in lines:
        offset = line.offset
        for number, part in enumerate(_BAR.split(line.text)):
            if number:
                bar += 1
                offset += 1
            text = part.strip()
            if text:
                yield _item(text, line, offset + part.index(text), bar)
            offset += len(part)


def _join(pieces: Iterator[Item] | Sequence[Item]) -> tuple[Item, ...]:
    """Join signs, parentheses and percent signs that stand alone to the number they belong to."""
    items: list[Item] = []
    sign: Item | None = None
    for piece in pieces:
        last = items[-1] if items else None
        if piece.text in _CLOSERS and sign is None and last is not None and _open_for(last, piece.text):
            items[-1] = replace(_merged(last, piece, last.text + piece.text, bar=last.bar), own_sign=last.own_sign)
            continue
        if last is not None and sign is None and is_mark(piece.text) and len(last.text) <= 200:
            items[-1] = replace(_merged(last, piece, f"{last.text} {piece.text}", bar=last.bar), own_sign=last.own_sign)
            continue
        if sign is not None:
            if is_value(_glue(sign, piece)):
                items.append(replace(_merged(sign, piece, _glue(sign, piece), bar=piece.bar), own_sign=True))
                sign = None
                continue
            if piece.text in _CLOSERS or is_value(_glue(sign, piece) + ")"):
                items.append(replace(_merged(sign, piece, _glue(sign, piece), bar=piece.bar), own_sign=True))
                sign = None
                continue
            items.append(sign)
            sign = None
        if is_currency_sign(piece.text) or piece.text in _OPENERS:
            sign = piece
            continue
        items.append(piece)
    if sign is not None:
        items.append(sign)
    return tuple(items)


def _glue(sign: Item, piece: Item) -> str:
    return f"{sign.text} {piece.text}" if is_currency_sign(sign.text) else sign.text + piece.text


def _open_for(last: Item, closer: str) -> bool:
    """Whether a number waits for what closes it: `(356`, or any number for a percent sign."""
    if is_value(last.text + closer) and (last.kind is Kind.VALUE or "(" in last.text):
        return closer.startswith("%") or last.text.count("(") > last.text.count(")")
    return False


def _merged(first: Item, second: Item, text: str, *, bar: int | None) -> Item:
    return Item(text=text, kind=kind_of(text), line=first.line, offset=first.offset, end=second.end, bar=bar)


def _cells(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """With bars, a cell has a bar on either side: what has not is prose; a cell may have several lines."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        j = i + 1
        while j < len(items) and items[j].bar == items[j - 1].bar:
            j += 1
        opened = bool(items[i].bar)
        closed = j < len(items)
        group = items[i:j]
        if len(group) == 1:
            out.append(
                group[0]
                if (opened and closed) or group[0].is_value
                else replace(group[0], prose=not (opened and closed))
            )
        elif opened and closed and _is_wrapped(group):
            text = " ".join(item.text for item in group)
            out.append(_merged(group[0], group[-1], text, bar=group[0].bar))
        else:
            out.extend(replace(item, prose=True) for item in group)
        i = j
    return tuple(out)


def _is_wrapped(group: Sequence[Item]) -> bool:
    """Whether lines between two bars are one cell that wraps, not paragraphs between two tables."""
    if len(group) > 4 or any(len(item.text) > 90 for item in group):
        return False
    return all(wraps(a.text, b.text) for a, b in zip(group, group[1:], strict=False))


def wraps(first: str, second: str) -> bool:
    """Whether the second line goes on with the first: it starts in lower case, or the first ends in mid-phrase."""
    if first.endswith((":", ".", ";")) or not second:
        return False
    last = first.rsplit(maxsplit=1)[-1].lower() if first.split() else ""
    return second[0].islower() or first.endswith((",", "-", "–", "—", "&", "/")) or last in words().joins_after
