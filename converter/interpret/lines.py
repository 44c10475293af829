"""What each value measures: the row, the heading, the column, the total below, or the caption names it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct, field

from ..knowledge import vocabulary
from ..source import SourceRef
from .column_side import ColumnSide
from .counts import counted
from .grid import Grid, GridRow, RowKind
from .headers import Block
from .labels import bare_measure, is_eliminated_from, is_profit, is_total, measure_strength
from .model import Content, Line, SubjectKind
from .names import name_key
from .paths import Heading, HeadingClass
from .row_side import sums_heading
from .row_totals import RowReading

_OPENING = re.compile(
    r"^.*?\b(?:tables?|schedule|summary|information|reconciliations?|follow(?:s"
    r"|ing))\b[^.]{0,40}?\b(?:presents?|sets? forth|summari[sz]es?|shows?|provides?|reflects?|"
    r"contains?|includes?|details?|discloses?|of|is|are)\b\s*(?:the|our|a|its)?\s*(?:company['’]s"
    r"|group['’]s)?\s*(?:(?:summary|information|breakdown|disaggregation|"
    r"reconciliation)\s*(?:of|about|related to|regarding)?\s*)*(?:the|our|its)?\s*",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\s+(?:by|for|as of|as at|is as follows|are as follows|was as follows|were as follows|is|are|were|was|in"
    r"|based on|reconciled|from|attributed|attributable|disaggregated|of our|of each|to the|at|and the related)\b.*$"
    r"|[:(].*$",
    re.IGNORECASE,
)
_ANY = re.IGNORECASE
_OF_WHAT = re.compile(
    r"\b(?:information|data|summary|breakdown|details?)\b[^.]{0,20}?\b(?:for|of|on|about|regarding|related to) "
    r"(?:the |our |its )?((?:[\w,-]+ ){0,4}[\w-]+?) (?:by|for|attributed|in)\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:\s+(?:to|of|and|with))+$", re.IGNORECASE)
_LEADS_TO = re.compile(
    r"\breconcil\w+\b[^.]{1,120}?\bto (?:the |our |its )?(?P<measure>[^.:]+?)"
    r"(?= (?:for|as|is|are|was|were|in|by|follows?|presented|and presents?)\b|\s*[.:]|\s*\(in\b|$)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"^.*\b\d+ ?(?:%|percent)(?: or (?:more|greater))? of (?:the |our |its |total |consolidated |company['’]s )*", _ANY
)
"""Those who have more than a tenth of revenue are shown with their revenue."""
_VAGUE = frozenset(
    ["costs", "cost", "gain", "gains", "charges", "benefits", "benefit", "payments", "premiums", "assets"]
)
_LEADS = re.compile(r":\s*$|\btables?\b|\bfollow(?:s|ing)\b|^[^.]{1,100}$", re.IGNORECASE)


_SUMMED = re.compile(r"\b(?:revenues?|sales|assets|profit|income|loss|earnings|ebit(?:da)?)\b", re.IGNORECASE)
"""What a caption names that lines of several measures may add up to, unlike a single cost."""
_TOTALS = (SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL)
_BESIDE = (SubjectKind.CORPORATE, SubjectKind.ELIMINATION, SubjectKind.CORPORATE_AND_ELIMINATION, SubjectKind.ALL_OTHER)
_RUNGS = ("before", "operating", "gross")
"""Words that make one measure of profit another: "net income" under "Net operating income:"."""
_MERE_TOTAL = re.compile(r"(?:sub-?)?totals?", re.IGNORECASE)


class LineBook(Struct):
    """The lines of a table, one per measure and heading; rows and columns add to them as they are met."""

    table: str
    context: tuple[str, ...]
    lines: dict[tuple[str, tuple[str, ...]], Line] = field(default_factory=dict)

    def line(self, label: str, path: tuple[str, ...], row: int, ref: SourceRef, content: Content) -> str:
        key = (name_key(label) or label.lower(), tuple(part.lower() for part in path))
        found = self.lines.get(key)
        if found is None:
            found = Line(
                id=f"{self.table}l{len(self.lines) + 1}",
                label=label,
                path=path,
                context=self.context,
                rows=(),
                content=content,
                ref=ref,
            )
        if row not in found.rows:
            found = _with_row(found, row)
        self.lines[key] = found
        return found.id


def _with_row(line: Line, row: int) -> Line:
    return Line(
        id=line.id,
        label=line.label,
        path=line.path,
        context=line.context,
        rows=(*line.rows, row),
        content=line.content,
        effect=line.effect,
        total=line.total,
        parts=line.parts,
        is_total=line.is_total,
        ref=line.ref,
    )


@cache
def _measures() -> re.Pattern[str]:
    patterns: list[str] = vocabulary("narrative")["measures"]["patterns"]
    return re.compile(r"\b(?:" + "|".join(f"(?:{p})" for p in patterns) + r")(?![\w-])", re.IGNORECASE)


_STATED = re.compile(r"\d\s*%|[$€£¥]\s?\d", re.IGNORECASE)


def _inside(caption: str) -> str:
    """The one measure (of two at most, the first) that the sentence leading to the table names."""
    found = [m[0] for m in _measures().finditer(caption) if m[0].lower() not in _VAGUE]
    return found[0][0].upper() + found[0][1:] if 0 < len(found) < 3 else ""


def last_sentence(caption: str) -> str:
    return re.split(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z])", caption.strip())[-1]


def caption_measure(captions: Sequence[str]) -> str:
    """The measure that the nearest caption names: "Net sales by country were as follows:" → "Net sales"."""
    for distance, caption in enumerate(captions):
        text = last_sentence(caption)
        if (distance and not _LEADS.search(text)) or _states(text):
            continue
        if counted(text):
            return counted(text)
        opened = _OPENING.match(text)
        rest = text[opened.end() :] if opened else text
        words = _DANGLING.sub("", _ENDING.sub("", rest).strip(" .,:;"))
        words = re.sub(r"^(?:the |our |company['’]s |total amount of )+|\s+information$", "", words, flags=_ANY)
        words = _SHARE_OF.sub("", words)
        if words and len(words.split()) <= 9 and measure_strength(words) == 2:
            return words[0].upper() + words[1:]
        inside = _OF_WHAT.search(text)
        if inside and measure_strength(inside[1]) == 2:
            return inside[1][0].upper() + inside[1][1:]
        if _inside(text):
            return _inside(text)
    return ""


def _states(text: str) -> bool:
    """Whether a sentence gives amounts itself ("Sales to one agency were 12% of sales."): it leads to no table."""
    return text.rstrip().endswith(".") and _STATED.search(text) is not None


def led_to(captions: Sequence[str]) -> str:
    """What a reconciliation ends with: "A reconciliation of profit to income before taxes" → "Income before taxes"."""
    for caption in captions:
        found = _LEADS_TO.search(last_sentence(caption))
        measure = bare_measure(found["measure"].strip(" ,;")) if found else ""
        if measure and measure_strength(measure) == 2 and len(measure.split()) <= 9:
            return measure[0].upper() + measure[1:]
    return ""


def total_measure(
    grid: Grid, rows: Mapping[int, RowReading], paths: Mapping[int, tuple[Heading, ...]]
) -> dict[int, str]:
    """Row index → the measure that the total below it, under the same heading, names ("Total net sales"); corporate or
    eliminations right below the segments' total have the measure of that."""
    out: dict[int, str] = {}
    waiting: dict[int, list[int]] = {}
    of_segments = ""
    for row in grid.of_kind(RowKind.DATA, RowKind.HEADER):
        if row.kind is RowKind.HEADER:
            if row.label:
                waiting.clear()
            continue
        read = rows[row.index]
        group = hash(tuple(h.row.index for h in paths.get(row.index, ()) if h.kind is not HeadingClass.PERIOD))
        pending = waiting.setdefault(group, [])
        kind = read.subject.kind if read.subject is not None else None
        if read.subject is not None and (not read.own_measure or _eliminates(read)):
            if of_segments and kind in _BESIDE:
                out[row.index] = of_segments
            else:
                pending.append(row.index)
                of_segments = ""
            continue
        if read.reading.measure and (is_total(row.label) or _sums_up(row, pending, grid)):
            for index in pending:
                out[index] = bare_measure(read.reading.measure)
            pending.clear()
        of_segments = bare_measure(read.reading.measure) if kind in _TOTALS and is_profit(row.label) else ""
    return out


def sums_of_lines(
    grid: Grid, rows: Mapping[int, RowReading], paths: Mapping[int, tuple[Heading, ...]]
) -> frozenset[int]:
    """Rows that are called a mere total and follow two lines or more with measures of their own under one heading: the
    caption's measure is one of those at most, not their sum."""
    out: set[int] = set()
    above: list[tuple[Heading, ...]] = []
    for row in grid.of_kind(RowKind.DATA):
        read, path = rows[row.index], paths.get(row.index, ())
        if read.own_measure and not is_total(row.label):
            above = [*above, path] if not above or above[-1] == path else [path]
        elif _MERE_TOTAL.fullmatch(row.label) and len(above) > 1 and above[-1] == path:
            out.add(row.index)
            above = []
        else:
            above = []
    return frozenset(out)


def _sums_up(row: GridRow, pending: Sequence[int], grid: Grid) -> bool:
    """Whether the row's figures are the sum of the pending rows' in every column: of one alone nothing is summed."""
    if len(pending) < 2 or not row.figures:
        return False
    for column, figure in row.figures.items():
        parts = [grid.rows[index].figures.get(column) for index in pending]
        total = sum((-p.number if p.negative else p.number for p in parts if p), start=figure.number * 0)
        shown = -figure.number if figure.negative else figure.number
        if abs(total - shown) > len(pending):
            return False
    return True


class Measured(Struct, frozen=True, kw_only=True):
    """The measure of one value: its words, the headings above it, and what said so."""

    label: str
    path: tuple[str, ...]
    said_by: str


class Around(Struct, frozen=True, kw_only=True):
    """What may name the measure beside the row: the columns, the totals below (by row), the caption; `sums` are the
    totals of several measures, which it does not name."""

    columns: ColumnSide
    totals: Mapping[int, str]
    caption: str
    sums: frozenset[int] = frozenset()


def measure_of(
    row: GridRow, read: RowReading, path: Sequence[Heading], block: Block | None, column: int, around: Around
) -> Measured:
    """What the value in `row` and `column` measures, in this order: the row's own words, the heading above, the column,
    the total below, the corner, the caption."""
    headings = [h for h in path if h.kind in (HeadingClass.MEASURE, HeadingClass.STRUCTURE)]
    above = tuple(h.label for h in headings)
    heading = next((h for h in reversed(path) if h.kind is HeadingClass.MEASURE), None)
    readings = around.columns.readings.get((block.first, column), ()) if block else ()
    by_column = " ".join(
        dict.fromkeys(r.measure for r, s in readings if r.measure and (s is None or r.kind is not None))
    )
    own = read.reading.measure if read.own_measure else ""
    if not own and not by_column and _stands_alone(read):
        own = read.reading.label
    if own and by_column and read.subject is not None and _says_column(own, block, around):
        own = ""
    if own and not (by_column and measure_strength(own) < 2):
        shared = _shared(row, read, own, headings, around)
        if shared is not None:
            return shared
        return Measured(label=own, path=above, said_by="row")
    if by_column and not (heading and heading.row.index > (block.first if block else -1)):
        return Measured(label=bare_measure(by_column), path=above, said_by="column")
    if heading:
        return Measured(label=heading.label, path=_outside(headings, heading), said_by="heading")
    if by_column:
        return Measured(label=bare_measure(by_column), path=above, said_by="column")
    if row.index in around.totals:
        return Measured(label=around.totals[row.index], path=above, said_by="total below")
    corner = next((w for w in (block.corner_words if block else ()) if measure_strength(w)), "")
    if corner:
        return Measured(label=corner, path=above, said_by="corner")
    corporate = read.subject is not None and read.subject.kind is SubjectKind.CORPORATE and around.columns.segments
    mere = row.index in around.sums and not _SUMMED.search(around.caption)
    of_other = around.caption and (sums_heading(row, path) or not read.reading.label)
    if (read.subject is None or corporate or mere) and row.label and not of_other:
        return Measured(label=read.reading.label or row.label, path=above, said_by="row")
    return Measured(label=around.caption or read.reading.label or "Total", path=above, said_by="caption")


def _says_column(own: str, block: Block | None, around: Around) -> bool:
    """Whether a row that names somebody has the measure of one of its columns in its words: "Corporate and other
    identifiable assets" under "Receivables" and "Identifiable assets" is corporate's share of either."""
    said = set(name_key(own).split())
    heads = (found for (first, _), found in around.columns.readings.items() if block and first == block.first)
    return any(set(name_key(r.measure).split()) <= said for head in heads for r, _ in head if r.measure)


def _shared(row: GridRow, read: RowReading, own: str, headings: Sequence[Heading], around: Around) -> Measured | None:
    """The heading's measure, or the total's below, where the row's own words are of it: the same, or what of it is
    eliminated."""
    heading = next((h for h in reversed(headings) if h.kind is HeadingClass.MEASURE), None)
    if heading:
        same = (read.subject is not None or is_total(row.label)) and _same_measure(own, heading.label)
        if same or (_eliminates(read) and is_eliminated_from(own, heading.label)):
            return Measured(label=heading.label, path=_outside(headings, heading), said_by="heading")
    total = around.totals.get(row.index, "")
    if _eliminates(read) and is_eliminated_from(own, total):
        return Measured(label=total, path=tuple(h.label for h in headings), said_by="total below")
    return None


def _eliminates(read: RowReading) -> bool:
    return read.subject is not None and read.subject.kind is SubjectKind.ELIMINATION


def _stands_alone(read: RowReading) -> bool:
    """Whether a row has words of its own that name nobody: a line by itself, though no word of them is a measure's."""
    reading = read.reading
    part = reading.open or reading.kind in (SubjectKind.ALL_OTHER, SubjectKind.RECONCILING)
    return read.own_measure and read.subject is None and part


def _outside(headings: Sequence[Heading], heading: Heading) -> tuple[str, ...]:
    return tuple(h.label for h in headings[: headings.index(heading)])


def _same_measure(own: str, heading: str) -> bool:
    """Whether a total's words are the heading's: "operating income" under "Operating income (loss):", but not "income
    before income taxes" under "Segment income:", from which more has been deducted."""
    one, other = set(name_key(own).split()), set(name_key(heading).split())
    if is_profit(own) and any((word in one) != (word in other) for word in _RUNGS):
        return False
    return bool(one & other) and (one <= other or other <= one or len(one & other) * 2 > min(len(one), len(other)))
