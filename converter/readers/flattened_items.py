"""A note dumped one cell a line, as a sequence of items: a cell's text put together from its lines.

Two layouts and what lies between: with lines of `|` around every cell (empty ones too), or only the cells that say
something, one a line. A currency sign, a closing parenthesis or a `%` on a line of its own is joined to its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from .text_lines import MAX_CELL, Kind, Line, is_currency_sign, is_mark, is_prose, is_total, is_value, kind_of, words

_CLOSERS = frozenset({")", ")%", "%", ") %", "%)", "])", "]"})
_OPENERS = frozenset({"(", "($", "$("})
_NUMBER_MARK = re.compile(r"\(\d{1,2}\)")
_ONE_DIGIT = re.compile(r"\(\d\)")
_TOKEN = re.compile(r"\S+")
MAX_HEADS = 300
"""Characters of a line that may hold several heads."""
_ONE_WORD = re.compile(r"[A-Z][^\W\d_]+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_FULL_DATE = re.compile(rf"{_MONTH} \d{{1,2}}, ?\d{{4}}")
_SPELL = re.compile(
    rf"[A-Z][a-z]+(?:-[a-z]+)? (?:Months?|Weeks?) Ended(?: {_MONTH} \d{{1,2}},?(?: ?\d{{4}})?)?", re.IGNORECASE
)
_BAR = re.compile(r"\|")


class Item(Struct, frozen=True, kw_only=True):
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
    mark: int = 0
    """Where in the text a footnote's mark starts that stood in a cell of its own; 0 where there is none."""

    @property
    def is_value(self) -> bool:
        return self.kind is Kind.VALUE


def items_of(lines: Sequence[Line], *, bars: bool) -> tuple[Item, ...]:
    """Return the items of consecutive lines; `bars` says that lines of `|` stand between cells."""
    if bars:
        joined = _join(_with_bars(lines))
        if _parts_labels(joined):
            return _cells(joined)
    return _join(_without_bars(lines))


def _parts_labels(items: Sequence[Item]) -> bool:
    """Whether bars stand between labels and their values too, not only after numbers."""
    labels = [(a.bar, b.bar) for a, b in pairwise(items) if b.is_value and not a.is_value]
    return 2 * sum(a != b for a, b in labels) >= len(labels)


def _item(text: str, line: Line, offset: int, bar: int | None = None) -> Item:
    return Item(text=text, kind=kind_of(text), line=line.number, offset=offset, end=offset + len(text), bar=bar)


def _without_bars(lines: Sequence[Line]) -> Iterator[Item]:
    for line in lines:
        text = line.text.strip("| \t")
        if text:
            yield from _row_on_a_line(text, line, line.offset + line.text.index(text))


def _row_on_a_line(text: str, line: Line, offset: int) -> Iterator[Item]:
    """The cells of a line that holds a label and two values or more with single spaces between, as copied out of a
    PDF, or only years, units or values; else the line as one cell."""
    tokens = list(_TOKEN.finditer(text)) if len(text) <= MAX_CELL and " " in text else []
    count = len(tokens)
    while count and (is_value(tokens[count - 1].group()) or is_currency_sign(tokens[count - 1].group())):
        count -= 1
    while count < len(tokens) and _ONE_DIGIT.fullmatch(tokens[count].group()):
        count += 1  # `Other items (1) 950 800`: the mark is the label's
    values = sum(is_value(token.group()) for token in tokens[count:])
    label = text[: tokens[count].start()].rstrip() if count < len(tokens) else text
    kinds = {kind_of(token.group()) for token in tokens}
    heads = _heads(text, tokens)
    if heads or (len(tokens) >= 2 and kinds in ({Kind.YEAR}, {Kind.UNIT})):
        yield from (_item(head.group(), line, offset + head.start()) for head in heads or tokens)
    elif values >= 2 and not is_prose(label + "."):
        if label:
            yield _item(label, line, offset)
        yield from (_item(token.group(), line, offset + token.start()) for token in tokens[count:])
    else:
        yield _item(text, line, offset)


def _heads(text: str, tokens: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The heads of columns on one line: dates or lengths of time, two or more, or a word each with a total's last."""
    if len(tokens) >= 3 and is_total(tokens[-1].group()) and all(_ONE_WORD.fullmatch(t.group()) for t in tokens):
        return list(tokens)
    if len(tokens) < 4 or len(text) > MAX_HEADS:
        return []
    for pattern in (_FULL_DATE, _SPELL):
        found = list(pattern.finditer(text))
        if len(found) >= 2 and not pattern.sub("", text).strip():
            return found
    return []


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


def _join(pieces: Iterable[Item]) -> tuple[Item, ...]:
    """Join signs, parentheses, percent signs and footnote marks that stand alone to the cell they belong to."""
    items: list[Item] = []
    waiting: Item | None = None  # a currency sign or an opening parenthesis, for the number after it
    note: Item | None = None  # a footnote's mark, for the cell before it or the sentence after it
    for piece in pieces:
        if note is not None:
            if _is_note(piece.text):
                piece = _merged(note, piece, f"{note.text} {piece.text}", bar=piece.bar)  # noqa: PLW2901 - one line
            else:
                _mark(items, note)
            note = None
        if waiting is not None:
            waiting = _after_sign(items, waiting, piece)
        elif items and piece.text in _CLOSERS and _open_for(items[-1], piece.text):
            closed = _merged(items[-1], piece, items[-1].text + piece.text, bar=items[-1].bar)
            items[-1] = replace(closed, own_sign=items[-1].own_sign)
        elif is_currency_sign(piece.text) or piece.text in _OPENERS:
            waiting = piece
        elif is_mark(piece.text) or _NUMBER_MARK.fullmatch(piece.text):
            note = piece
        else:
            items.append(piece)
    if note is not None:
        _mark(items, note)
    return (*items, *([waiting] if waiting else []))


def _after_sign(items: list[Item], sign: Item, piece: Item) -> Item | None:
    """Put the cell after a sign or an opening parenthesis to it; the sign that still waits, where it is another."""
    joined = _glue(sign, piece)
    if piece.text in _OPENERS and is_currency_sign(sign.text):
        return _merged(sign, piece, joined, bar=piece.bar)
    if is_value(joined) or is_value(joined + ")"):
        items.append(replace(_merged(sign, piece, joined, bar=piece.bar), own_sign=True))
    else:
        items.extend((sign, piece))
    return None


def _mark(items: list[Item], note: Item) -> None:
    """Put a footnote's mark to the cell before it; what looks like a number stays a number: `(1)` may be minus one."""
    last = items[-1] if items else None
    if last is None or last.prose or len(last.text) > 200 or not is_mark(note.text):
        items.append(note)
        return
    items[-1] = marked(last, note)


def marked(cell: Item, note: Item) -> Item:
    """The cell with the mark that stood in a cell of its own after it."""
    joined = _merged(cell, note, f"{cell.text} {note.text}", bar=cell.bar)
    return replace(joined, kind=cell.kind, own_sign=cell.own_sign, mark=cell.mark or len(cell.text))


def without_marks(values: tuple[Item, ...], n: int) -> tuple[Item, ...]:
    """A row of `n` columns with lone digits besides its `n` values: these are marks of the values before them."""
    digits = [i for i, value in enumerate(values) if i and len(value.text) == 1 and value.text in "123456789"]
    if not n < len(values) < 2 * n or len(digits) != len(values) - n:
        return values
    out: list[Item] = []
    for i, value in enumerate(values):
        if i in digits:
            out[-1] = marked(out[-1], value)
        else:
            out.append(value)
    return tuple(out)


def _is_note(text: str) -> bool:
    """Whether a line is the text of a footnote whose mark stood alone before it."""
    return len(text) > 50 and text[0].isupper() and (is_prose(text) or len(text) > 120)


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
    return all(wraps(a.text, b.text) for a, b in pairwise(group))


def wraps(first: str, second: str) -> bool:
    """Whether the second line goes on with the first: it starts in lower case, or the first ends in mid-phrase."""
    if first.endswith((":", ".", ";")) or not second:
        return False
    last = first.rsplit(maxsplit=1)[-1].lower() if first.split() else ""
    return second[0].islower() or first.endswith((",", "-", "–", "—", "&", "/")) or last in words().joins_after
