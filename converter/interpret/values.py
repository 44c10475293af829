"""What a figure becomes: its content, scale, decimals, currency, and the subjects that hold for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from .context import Context
from .counts import counted, heads_counts, is_count, is_rate
from .grid import Grid, GridRow
from .header_spans import ColumnHead
from .labels import measure_strength
from .model import Content, Subject, SubjectKind
from .numbers import Figure
from .scale import UnitSaid, currency_code, is_excepted, nearest, units_said

_PER_SHARE = re.compile(r"\bper (?:[\w-]+ ){0,3}(?:share|unit|ads|ordinary share)\b", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:weighted[- ]average|number of|outstanding) .*\bshares\b|^shares\b|\bshares outstanding\b", re.IGNORECASE
)
_PERCENT = re.compile(r"^%|\bpercent(?:age)?\b|\(%\)|%$|\beffective tax rate\b|\b% of\b", re.IGNORECASE)
_PRICE = re.compile(r"\b(?:prices?|rates?|rents?|adr|revpar)\b|\bper\b|^average\b", re.IGNORECASE)
_RATIO = re.compile(r"\bratios?\b", re.IGNORECASE)


def content_of(
    figure: Figure, row: GridRow, head: ColumnHead | None, heading: str, caption: str = "", *, percent: bool
) -> Content:
    """What kind of number it is: by the cell, the row label, the heading above, the column header, the caption."""
    label = f"{heading} {row.label}" if heading else row.label
    if figure.content is not None:
        return figure.content
    if figure.currency and not _PER_SHARE.search(label):
        return Content.MONEY
    if _PER_SHARE.search(label) or (head and any(_PER_SHARE.search(text.text) for text in head.texts)):
        return Content.PER_SHARE
    if percent or _PERCENT.search(row.label) or (head and head.content is Content.PERCENT):
        return Content.PERCENT
    if _SHARES.search(label):
        return Content.SHARES
    if is_count(row.label) or (heading and is_count(heading)) or counted(caption):
        return Content.COUNT
    if _RATIO.search(row.label) and figure.number < 1000:
        return Content.PURE
    return Content.MONEY


def count_columns(heads: Mapping[int, ColumnHead], context: Context) -> frozenset[int]:
    """Columns of things counted ("Homes") beside columns of a measure ("Revenue"); a segment may be called "Stores"."""
    if not any(measure_strength(text.words) == 2 for head in heads.values() for text in head.texts):
        return frozenset()
    return frozenset(
        column
        for column, head in heads.items()
        if any(heads_counts(text.words) and not context.names.is_listed(text.words) for text in head.texts)
    )


def percent_columns(grid: Grid) -> frozenset[int]:
    """Columns whose first figure has a percent sign and the others none and no currency: percent all the way down."""
    found = set()
    for column in grid.columns:
        figures = [row.figures[column] for row in grid.rows if column in row.figures]
        signed = [figure for figure in figures if figure.content is Content.PERCENT]
        if signed and figures[0].content is Content.PERCENT and not any(f.currency or f.number > 100 for f in figures):
            found.add(column)
    return frozenset(found)


def units_of(
    figure: Figure,
    row: GridRow,
    headings: Sequence[str],
    head: ColumnHead | None,
    table: Sequence[UnitSaid | None],
    context: Context,
) -> UnitSaid:
    """Scale and currency by the nearest statement (see `scale`)."""
    own = (
        UnitSaid(scale=figure.power, currency=currency_code(figure.currency), text=figure.shown, place="cell")
        if figure.power or figure.currency
        else None
    )
    by_head = UnitSaid(currency=head.currency) if head and head.currency else None
    label = row.label_cell.words if row.label_cell else ""
    rated = is_rate(row.label) or any(is_rate(text) for text in headings[-1:])
    rate = UnitSaid(scale=0, text="an amount for a day or a piece", place="row label") if rated else None
    said = nearest(
        [
            own,
            units_said(label, "row label"),
            rate,
            *(units_said(text, "heading") for text in reversed(headings)),
            by_head,
            head.units if head else None,
            *table,
            context.before,
            context.usual,
        ]
    )
    return replace(said, scale=0, text=f"{said.text}, except this") if excepted(row, said, context) else said


def excepted(row: GridRow, said: UnitSaid, context: Context) -> bool:
    """Whether the statement of scale excepts what the row shows: things counted, or a price that has all its words."""
    if not said.besides or not is_excepted(row.label, said) or context.names.is_listed(row.label):
        return False
    return measure_strength(row.label) < 2 or _PRICE.search(row.label) is not None


def counts_alone(row: GridRow, said: UnitSaid, context: Context) -> bool:
    """Whether what the statement of scale excepts in this row is counted: no price, and no figure has a currency."""
    plain = not any(figure.currency for figure in row.figures.values())
    return plain and not _PRICE.search(row.label) and excepted(row, said, context)


def scaled(figure: Figure, content: Content, said: UnitSaid, label: str = "") -> tuple[int, int]:
    """Scale and decimals (rule 34): money by the statement, percent in hundredths, per-share plain, counts by their own
    `label` alone ("Subscribers (in thousands)")."""
    if content is Content.PERCENT:
        return -2, figure.places + 2
    if content in (Content.MONEY, Content.SHARES):
        scale = said.scale or 0
        if content is Content.SHARES and figure.number and figure.number >= 10_000_000:
            scale = 0
        return scale, figure.places - scale
    own = units_said(label) if content is Content.COUNT else None
    scale = own.scale or 0 if own else 0
    return scale, figure.places - scale


def merged_subjects(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """The subjects of one value without repeats. A total on one side says nothing beside a name on the other; of two
    segments, the inner is the part of the outer."""
    out: list[Subject] = []
    for subject in subjects:
        if all((subject.kind, subject.name) != (other.kind, other.name) for other in out):
            out.append(subject)
    segments_named = {subject.name for subject in out if subject.kind is SubjectKind.SEGMENT}
    out = [s for s in out if s.kind is not SubjectKind.PRODUCT or s.name not in segments_named]
    totals = (SubjectKind.CONSOLIDATED, SubjectKind.SEGMENTS_TOTAL, SubjectKind.REPORTABLE_TOTAL)
    reconciling = [s for s in out if s.kind is SubjectKind.RECONCILING]
    out = [s for s in out if s.kind is not SubjectKind.RECONCILING or s is reconciling[-1]]
    corporate = [s for s in out if s.kind is SubjectKind.CORPORATE]  # the row's own words, not "Unallocated amounts:"
    out = [s for s in out if s.kind is not SubjectKind.CORPORATE or s is corporate[-1]]
    places = [s for s in out if s.kind is SubjectKind.GEOGRAPHY]
    out = [s for s in out if s.kind is not SubjectKind.GEOGRAPHY or s is places[-1]]  # a country within its region
    names = [subject for subject in out if subject.kind not in totals]
    if names:
        segments = any(s.kind is SubjectKind.SEGMENT for s in names)
        out = [s for s in out if s.kind is not SubjectKind.CONSOLIDATED and not (segments and s.kind in totals)]
    elif len(out) > 1:
        out = [s for s in out if s.kind is not SubjectKind.CONSOLIDATED] or out[:1]
        out = out[-1:]
    return tuple(out)
