"""What stands over each column: its period, currency, content, and the words that are left: subject or measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..tables.model import Cell
from .grid import Grid, GridRow, RowKind
from .header_spans import ColumnHead, HeaderText, bare_years, beside_periods, spanning_durations
from .labels import clean
from .model import Content
from .periods import PeriodWords, read_period
from .restated import restated_heads
from .scale import UnitSaid, currencies_in, units_said, without_units

_NOTE_REFERENCE = re.compile(r"^\(?notes?\.?(?:\s+\w{1,3})?\)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\bchanges?\b|\bvariances?\b|^(?:increase|decrease)|\bgrowth\b|\bvs\.?\b|\bversus\b|\bbetter\b.*\bworse\b"
    r"|^\$\s*chg|^%\s*chg",
    re.IGNORECASE,
)
# header words that say nothing of subject or measure
_THROUGH = re.compile(r"\b(?:through|to|until)\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"^(?:as of|as at|at|for the|ended|amounts?|dollars|usd|\(?unaudited\)?|\(?restated\)?|\(?audited\)?"
    r"|\(?as (?:restated|recast|adjusted|revised)\)?|\(?(?:the )?(?:successor|predecessor)(?: company| period)?\)?)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERCENT = re.compile(r"^%|%$|\bpercent(?:age)?s?\b|%\s+of\b", re.IGNORECASE)


class Block(Struct, frozen=True, kw_only=True):
    """The header rows that govern the data rows below them, and what their corner says."""

    first: int
    heads: dict[int, ColumnHead]
    corner: tuple[str, ...] = ()
    corner_periods: tuple[PeriodWords, ...] = ()
    corner_words: tuple[str, ...] = ()
    corner_units: UnitSaid | None = None


def find_blocks(grid: Grid) -> dict[int, Block]:
    """Data row index → the header block that governs it. A lower block keeps what it does not itself say."""
    governing: dict[int, Block] = {}
    current: Block | None = None
    pending: list[GridRow] = []
    for row in grid.rows:
        if row.kind is RowKind.HEADER:
            pending.append(row)
        elif row.kind is RowKind.DATA:
            if pending:
                current = _block(grid, pending, current)
                pending = []
            if current is not None:
                governing[row.index] = current
    return governing


def _block(grid: Grid, rows: Sequence[GridRow], above: Block | None) -> Block:
    heads = beside_periods(_spread({column: _head(grid, rows, column) for column in grid.columns}))
    heads = restated_heads(heads, [clean(cell.words) for row in rows for cell in row.cells.values()])
    if above is not None:
        spanning = spanning_durations(above.heads)
        heads = {
            column: _inherit(head, above.heads.get(column), spanning.get(column)) for column, head in heads.items()
        }
    corners = [row.label_cell.words for row in rows if row.label_cell and row.label]
    units = next(filter(None, (units_said(text, "table header") for text in [*corners, *_lone_units(rows)])), None)
    periods = tuple(read_period(without_units(clean(text))) for text in corners)
    return Block(
        first=rows[0].index,
        heads=heads,
        corner=tuple(corners),
        corner_periods=tuple(period for period in periods if period.said),
        corner_words=tuple(period.rest if period.said else period.text for period in periods if _wordy(period)),
        corner_units=units or (above.corner_units if above else None),
    )


def _lone_units(rows: Sequence[GridRow]) -> list[str]:
    """Statements of units that are all that a header row says: they hold for every column, whichever is below."""
    lone = [worded[0].words for row in rows if len(worded := [c for c in row.cells.values() if c.words.strip()]) == 1]
    return [words for words in lone if units_said(words) and not re.search(r"\w", without_units(words))]


def _spread(heads: dict[int, ColumnHead]) -> dict[int, ColumnHead]:
    """A duration that stands over the first of several years only ("Year ended June 30," over 2025, beside 2024), or
    with it ("Quarter ended June 30, 2025", beside 2024), goes on to the right."""
    upper: HeaderText | None = None
    spanning = {text.text for head in heads.values() for text in head.texts if text.period.months}
    for column in sorted(heads):
        head = heads[column]
        over = [text for text in head.texts[:-1] if text.period.months and not text.period.year and not text.words]
        bare = (
            len(head.texts) == 1
            and head.texts[0].period.year
            and not head.texts[0].period.months
            and not head.texts[0].period.month
        )
        if over:
            upper = over[-1] if over[-1].spans == 1 or len(spanning) == 1 else None
        elif len(head.texts) == 1 and head.texts[0].period.months and head.texts[0].period.year:
            upper = _undated(head.texts[0])
        elif upper is not None and bare:
            heads[column] = replace(head, texts=(upper, *head.texts))
        else:
            upper = None
    return heads


def _undated(text: HeaderText) -> HeaderText | None:
    """The duration of a header that says its year too, without the year; none where it says more than the period."""
    if text.words or text.spans > 1:
        return None
    said = _YEAR.sub("", text.text).rstrip(" ,")
    return replace(text, text=said, period=replace(text.period, year=None, years=(), dates=(), text=said))


def _wordy(period: PeriodWords) -> bool:
    words = period.rest if period.said else period.text
    return bool(re.search(r"[A-Za-z]{3}", words))


def _inherit(head: ColumnHead, above: ColumnHead | None, spanning: HeaderText | None) -> ColumnHead:
    """A repeated header that gives only periods keeps the subjects above it, and the other way round; one of years
    keeps the duration `spanning` the years above."""
    if spanning is not None and bare_years(head):
        head = replace(head, texts=(spanning, *head.texts))
    if above is None or (head.words and any(text.period.said for text in head.texts)):
        return head
    if head.words:
        kept = tuple(text for text in above.texts if text.period.said and not text.words)
    else:
        kept = tuple(text for text in above.texts if text.words)
        if any(text.period.said for text in head.texts) is False:
            kept = above.texts
    kept = tuple(text for text in kept if text not in head.texts)
    return ColumnHead(
        column=head.column,
        texts=kept + head.texts,
        units=head.units or above.units,
        currency=head.currency or above.currency,
        content=head.content or (above.content if not head.texts else None),
        set_aside=head.set_aside or (above.set_aside if not head.words else ""),
    )


def _head(grid: Grid, rows: Sequence[GridRow], column: int) -> ColumnHead:
    texts: list[HeaderText] = []
    units: UnitSaid | None = None
    currency: str | None = None
    percent = aside = False
    reference = ""
    for row in rows:
        cell = next((c for c in row.cells.values() if c.col <= column < c.col + c.col_span), None)
        if cell is None:
            cell = _lone(grid, row, column)
        if cell is None or not cell.words:
            continue
        spans = sum(1 for other in grid.columns if cell.col <= other < cell.col + cell.col_span) or len(grid.columns)
        said = units_said(cell.words, "column header")
        units = said or units
        words = clean(without_units(cell.words))
        codes = currencies_in(words)
        if codes and len(words) <= 12:
            currency = codes[0]
            words = ""
        if _NOTE_REFERENCE.match(words):
            reference = reference or ("note numbers" if words.lower() in ("note", "notes") else "")
            words = ""
        percent = percent or bool(_PERCENT.search(words))
        aside = aside or bool(_CHANGE.search(words))
        if not re.search(r"\w", words) or _EMPTY.match(words):
            continue
        period = read_period(words)
        texts.append(
            HeaderText(
                text=cell.words,
                words=clean(period.rest) if period.said else words,
                period=period,
                spans=spans,
                ref=cell.ref,
            )
        )
    texts = _unwrapped(_first_to_last(texts))
    why = "change between periods" if aside else reference if not texts else ""
    return ColumnHead(
        column=column,
        texts=tuple(texts),
        units=units,
        currency=currency,
        content=Content.PERCENT if percent else None,
        set_aside=why,
    )


def _first_to_last(texts: list[HeaderText]) -> list[HeaderText]:
    """A period from its first day to its last that the header breaks over several rows, put together again."""
    if not any(_THROUGH.search(text.text) for text in texts):
        return texts
    for first in range(len(texts) - 1):
        for last in range(len(texts), first + 1, -1):
            parts = texts[first:last]
            joined = " ".join(part.text for part in parts)
            period = read_period(joined)
            if period.begin is not None and len({part.spans for part in parts}) == 1:
                one = replace(parts[-1], text=joined, words=clean(period.rest), period=period)
                return [*texts[:first], one, *texts[last:]]
    return texts


def _unwrapped(texts: list[HeaderText]) -> list[HeaderText]:
    """A name that the header breaks over several rows ("Precious" over "Metals") put together again."""
    out: list[HeaderText] = []
    for text in texts:
        above = out[-1] if out else None
        plain = text.words and not text.period.said and text.spans == 1
        if above and plain and above.words and not above.period.said and above.spans == 1:
            joined = f"{above.words} {text.words}"
            out[-1] = HeaderText(
                text=f"{above.text} {text.text}", words=joined, period=read_period(joined), spans=1, ref=above.ref
            )
        else:
            out.append(text)
    return out


def _lone(grid: Grid, row: GridRow, column: int) -> Cell | None:
    """The only header cell of a row in a table without spans stands over all columns."""
    if len(row.cells) != 1 or len(grid.columns) < 2:
        return None
    cell = next(iter(row.cells.values()))
    return (
        cell if cell.col_span == 1 and not row.figures and column != cell.col and read_period(cell.words).said else None
    )
