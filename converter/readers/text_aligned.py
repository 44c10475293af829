"""Tables aligned by spaces or tabs, as in plain-text filings: columns are where the numbers of all rows line up."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from ..source import SourceRef
from .flattened_items import wraps
from .model import RawCell, RawTable
from .text_lines import HEADER_KINDS, Kind, Line, is_currency_sign, is_prose, is_value, kind_of

_FIELD = re.compile(r"\S+(?: \S+)*")
_DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},?(?: (?:19|20)\d\d)?(?![\w,])"
)
_LEADER = re.compile(r"(?:\s?\.){3,}$")
TAB = 8
MAX_LINE = 2_000
GAP_LINES = 3
"""Lines without numbers that may stand between two rows of a table: sections, labels that wrap."""


class Field(Struct, frozen=True, kw_only=True):
    """A stretch of a line with no gap in it; `left` and `right` are its columns on the page, tabs counted as stops."""

    text: str
    left: int
    right: int
    offset: int
    line: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


Interval = tuple[int, int]


def is_aligned_row(line: Line) -> bool:
    """Whether a line holds a label and numbers, or two numbers or more, with gaps between them."""
    if len(line.text) > MAX_LINE or ("  " not in line.text and "\t" not in line.text):
        return False
    found = fields_of(line)
    return len(found) >= 2 and kind_of(found[-1].text) in (Kind.VALUE, Kind.YEAR) and not is_prose(found[0].text)


def heads_table(line: Line) -> bool:
    """Whether a line reads as a row of column heads: several fields, none of them a number, or all of them periods."""
    if len(line.text) > MAX_LINE:
        return False
    found = fields_of(line)
    kinds = [kind_of(field.text) for field in found]
    return len(found) >= 2 and Kind.VALUE not in kinds and not any(is_prose(field.text) for field in found)


def is_sentence(line: Line) -> bool:
    """Whether a line without gaps in it is prose."""
    return len(line.text) > MAX_LINE or (is_prose(line.text) and len(fields_of(line)) == 1)


def is_noise(line: Line) -> bool:
    """Whether a line says nothing: a drawn line, or tags of old text filings."""
    return kind_of(line.text) is Kind.RULE


def fields_of(line: Line) -> tuple[Field, ...]:
    """The fields of a line; a currency sign or a parenthesis apart from its number is joined to it."""
    page = _columns(line)
    out: list[Field] = []
    for match in _FIELD.finditer(line.text):
        text, start, end = match.group(), match.start(), match.end()
        field = Field(
            text=text, left=page[start], right=page[end - 1] + 1, offset=line.offset + start, line=line.number
        )
        last = out[-1] if out else None
        if last is not None and (
            (is_currency_sign(last.text) and is_value(text))
            or (text in (")", "%", ")%") and is_value(last.text + text))
        ):
            joiner = " " if is_currency_sign(last.text) else ""
            out[-1] = Field(
                text=last.text + joiner + text, left=last.left, right=field.right, offset=last.offset, line=last.line
            )
        else:
            out.append(field)
    return tuple(out)


def _columns(line: Line) -> list[int]:
    """The page column of every character of the line."""
    columns: list[int] = []
    at = line.indent
    for char in line.text:
        columns.append(at)
        at = (at // TAB + 1) * TAB if char == "\t" else at + 1
    return columns


def read_aligned(name: str, lines: Sequence[Line], number: int) -> RawTable:
    """Return the table of consecutive lines; `number` is its number in the document."""
    kept = [line for line in lines if not is_noise(line)]
    rows = [fields_of(line) for line in kept]
    margin = {row[0].left for row in rows if row and not _is_number(row[0])}
    data = [any(_is_number(field) for field in _numbers_of(row, margin)) for row in rows]
    first_row = data.index(True) if True in data else 0
    columns = _intervals(field for row in rows for field in _numbers_of(row, margin) if _is_number(field))
    edge = min((row[0].left for row in rows[first_row:] if row), default=0)
    head = _header_length(rows[:first_row], columns, edge)
    cells: list[RawCell] = []
    index = 0
    held: Field | None = None
    names: Sequence[Field] = ()
    for at, row in enumerate(rows):
        if at < head:
            placed = list(_wrapped(row, names) or _header(row, columns))
            names = row if len(row) == len(columns) else names
        else:
            placed = list(_row(row, columns))
        if held is not None:
            placed = _joined(held, placed)
            held = None
        lone = len(placed) == 1 and placed[0][1] == 0 and at >= head and at + 1 < len(rows)
        if lone and rows[at + 1] and wraps(placed[0][0].text, rows[at + 1][0].text):
            held = placed[0][0]
            continue
        cells.extend(_cell(name, part, number, index, header=at < head) for part in placed)
        index += 1
    first, last = lines[0], lines[-1]
    ref = SourceRef(file=name, line=first.number, offset=first.offset, end=last.end, table=number)
    return RawTable(number=number, cells=tuple(cells), n_rows=index, n_cols=len(columns) + 1, ref=ref)


def _header_length(rows: Sequence[Sequence[Field]], columns: Sequence[Interval], edge: int) -> int:
    """How many of the rows above the first number are its header: not the sections at the end, which stand at the left,
    where labels start (`edge`)."""
    count = len(rows)
    while count and columns and len(rows[count - 1]) == 1:
        lone = rows[count - 1][0]
        if lone.right > columns[0][0] and lone.left > edge + 2:
            break
        count -= 1
    return count


def _is_number(field: Field) -> bool:
    return kind_of(field.text) is Kind.VALUE


def _numbers_of(row: Sequence[Field], margin: Container[int]) -> Sequence[Field]:
    """The row without its label; a number that starts where labels do is one (`360` may be a segment's name)."""
    if row and (not _is_number(row[0]) or (row[0].left in margin and len(row) > 1)):
        return row[1:]
    return row


def _intervals(fields: Iterator[Field]) -> tuple[Interval, ...]:
    """Where the numbers of all rows line up: their places on the page, overlapping ones put together."""
    merged: list[list[int]] = []
    for left, right in sorted((field.left, field.right) for field in fields):
        if merged and left < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], right)
        else:
            merged.append([left, right])
    return tuple((left, right) for left, right in merged)


Placed = tuple[Field, int, int]
"""A field, its column (0 for labels) and its span."""


def _row(row: Sequence[Field], columns: Sequence[Interval]) -> Iterator[Placed]:
    for position, field in enumerate(row):
        hit = [col for col, (left, right) in enumerate(columns, start=1) if field.left < right and left < field.right]
        if position == 0 and not (
            hit and (_is_number(field) or (kind_of(field.text) in HEADER_KINDS and len(row) > 1))
        ):
            text = _LEADER.sub("", field.text)
            label = Field(
                text=text, left=field.left, right=field.left + len(text), offset=field.offset, line=field.line
            )
            yield label, 0, 1
        else:
            yield field, (hit[0] if hit else _nearest(field, columns)), 1


def _wrapped(row: Sequence[Field], names: Sequence[Field]) -> list[Placed]:
    """The second line of some of the names that stand over one column each, below those that they go on with; empty
    where the row is anything else."""
    over = [[col for col, name in enumerate(names, 1) if f.left < name.right and name.left < f.right] for f in row]
    if len(row) >= len(names) or any(len(cols) != 1 for cols in over):
        return []
    return [(field, cols[0], 1) for field, cols in zip(row, over, strict=True)]


def _header(row: Sequence[Field], columns: Sequence[Interval]) -> Iterator[Placed]:
    """Header cells stand over the columns nearest to them; a row with a cell for every column needs no measuring."""
    edge = columns[0][0] if columns else 0
    stub = [field for field in row if field.right <= edge and field.left < edge // 2 and len(row) > 1]
    dated = [part for field in row if field not in stub for part in _dates_apart(field)]
    heads = [part for field in dated for part in _names_apart(field, columns)]
    yield from ((field, 0, 1) for field in stub)
    if len(heads) == len(columns):
        yield from ((field, col, 1) for col, field in enumerate(heads, start=1))
        return
    if not heads:
        return
    if upright := _upright(heads, columns):
        yield from ((field, col, 1) for field, col in zip(heads, upright, strict=True))
        return
    owner = [min(range(len(heads)), key=lambda i: abs(heads[i].middle - (left + right) / 2)) for left, right in columns]
    for i, field in enumerate(heads):
        mine = [col for col, who in enumerate(owner, start=1) if who == i]
        if mine:
            yield field, mine[0], len(mine)
        else:
            yield field, 0, 1


def _upright(heads: Sequence[Field], columns: Sequence[Interval]) -> list[int]:
    """The columns that heads stand over where each ends with the figures of one column and reaches over no other: the
    first line of names that go on below ("Freight" over "Brokerage", beside "Consolidated"), spanning nothing. Empty
    where a head of the row stands otherwise, as one does in the middle over several columns."""
    ends = [[col for col, (_, right) in enumerate(columns, 1) if abs(head.right - right) <= 1] for head in heads]
    over = [sum(head.left < right and left < head.right for left, right in columns) for head in heads]
    alone = all(len(cols) == 1 for cols in ends) and max(over) <= 1
    return [col for cols in ends for col in cols] if alone else []


def _dates_apart(field: Field) -> Iterator[Field]:
    """A field of days side by side with one space between ("September 28, September 29,"): one for each."""
    days = list(_DAY.finditer(field.text))
    if len(days) < 2 or _DAY.sub("", field.text).strip():
        yield field
        return
    for day in days:
        left = field.left + day.start()
        yield Field(
            text=day.group(),
            left=left,
            right=left + len(day.group()),
            offset=field.offset + day.start(),
            line=field.line,
        )


def _names_apart(field: Field, columns: Sequence[Interval]) -> Iterator[Field]:
    """A field over several columns whose words end where each of these columns ends, to the place: the heads of all of
    them, with one space between ("Port Terminals Inland Logistics")."""
    under = [right for left, right in columns if field.left < right and left < field.right]
    ends = [field.left + word.end() for word in re.finditer(r"\S+", field.text)]
    cuts = [next((end for end in ends if abs(end - right) <= 1), None) for right in under]
    places = [cut for cut in cuts if cut is not None]
    starts = [field.text[place - field.left :].lstrip()[:1] for place in [field.left, *places[:-1]]]
    named = all(start.isupper() or start.isdigit() for start in starts) and kind_of(field.text) not in HEADER_KINDS
    if len(under) < 2 or len(places) < len(under) or len(set(places)) < len(places) or not named:
        yield field
        return
    left = field.left
    for place in places:
        text = field.text[left - field.left : place - field.left]
        lead = len(text) - len(text.lstrip())
        yield Field(
            text=text.strip(),
            left=left + lead,
            right=place,
            offset=field.offset + left + lead - field.left,
            line=field.line,
        )
        left = place


def _nearest(field: Field, columns: Sequence[Interval]) -> int:
    return min(range(1, len(columns) + 1), key=lambda col: abs(sum(columns[col - 1]) / 2 - field.middle), default=1)


def _joined(held: Field, placed: list[Placed]) -> list[Placed]:
    """Put the first line of a label that wraps before the rest of it."""
    if not placed or placed[0][1] != 0:
        return [(held, 0, 1), *placed]
    rest = placed[0][0]
    text = f"{held.text} {rest.text}"
    label = Field(text=text, left=held.left, right=rest.right, offset=held.offset, line=held.line)
    return [(label, 0, 1), *placed[1:]]


def _cell(name: str, part: Placed, table: int, row: int, *, header: bool) -> RawCell:
    field, col, span = part
    end = field.offset + len(field.text)
    ref = SourceRef(file=name, line=field.line, offset=field.offset, end=end, table=table, row=row, col=col)
    return RawCell(
        text=field.text,
        row=row,
        col=col,
        col_span=span,
        header=header,
        indent=float(field.left if col == 0 else 0),
        ref=ref,
    )
