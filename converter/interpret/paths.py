"""Which headings each row stands under.

A heading opens a scope. A scope ends
1. at a heading of the same class (measure after measure, segment after segment, period after period),
2. where the rows under it were indented, at the first row that is not,
3. after its own total ("Total net sales" ends "Net sales:"), unless corporate or eliminations follow to a later total,
   or it is a segment's whose account goes on (see `reaches`),
4. where the scopes are segments that all end with the same line, at a line that none of them has,
5. where it holds what is not allocated to segments, at the profit that it leads to, and at a row without a label that
   is not the sum of the rows under it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from .arithmetic_table import is_total_like
from .grid import Grid, GridRow, RowKind
from .labels import is_profit, is_total, kind_of, measure_strength, tokens
from .model import Subject, SubjectKind
from .periods import PeriodWords
from .reaches import APART, names, own_rows


class HeadingClass(StrEnum):
    PERIOD = "period"
    SUBJECT = "subject"
    MEASURE = "measure"
    STRUCTURE = "structure"


class Heading(Struct, frozen=True, kw_only=True):
    row: GridRow
    label: str
    kind: HeadingClass
    period: PeriodWords | None = None
    """A period, alone or beside the heading's own words."""
    subject: Subject | None = None


class _Scope(Struct):
    heading: Heading
    child_indent: float | None = None
    closing: bool = False
    lasts: list[str] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)
    """The data rows in it so far."""


_ITEMS = re.compile(r"\b(?:unallocated|not allocated|items|amounts|adjust\w+|reconcil\w+)\b", re.IGNORECASE)
"""A heading over items that lead somewhere; under "Corporate" alone stands a measure of its own."""
_UNALLOCATED = (SubjectKind.RECONCILING, SubjectKind.CORPORATE, SubjectKind.CORPORATE_AND_ELIMINATION)


def find_paths(grid: Grid, heading_of: Callable[[GridRow], Heading | None]) -> dict[int, tuple[Heading, ...]]:
    """Data row index → the headings it stands under, outermost first."""
    return _Walk(grid, heading_of).run()


class _Walk:
    def __init__(self, grid: Grid, heading_of: Callable[[GridRow], Heading | None]) -> None:
        self.grid = grid
        read = {row.index: heading_of(row) for row in grid.of_kind(RowKind.HEADING)}
        self.headings = {index: heading for index, heading in read.items() if heading is not None}
        self.stack: list[_Scope] = []
        self.paths: dict[int, tuple[Heading, ...]] = {}
        self.labels = Counter(row.label.lower() for row in grid.of_kind(RowKind.DATA))
        self.segment_lasts: set[str] = set()
        self.segment_scopes = 0
        self.previous: GridRow | None = None
        segments, self.bounds = _segments(self.headings)
        self.own = own_rows(grid, segments, self.bounds)

    def run(self) -> dict[int, tuple[Heading, ...]]:
        for row in self.grid.rows:
            if row.kind is RowKind.HEADING:
                heading = self.headings.get(row.index)
                if heading is not None:
                    self._open(heading)
                    self.previous = row
            elif row.kind is RowKind.DATA:
                self._data(row)
                self.previous = row
        return self.paths

    def _pop(self) -> None:
        scope = self.stack.pop()
        if scope.heading.kind is HeadingClass.SUBJECT and self.previous is not None:
            self.segment_lasts.add(self.previous.label.lower())
            self.segment_scopes += 1

    def _open(self, heading: Heading) -> None:
        consecutive = bool(self.stack) and self.previous is self.stack[-1].heading.row
        if heading.kind is HeadingClass.PERIOD:
            periods = any(scope.heading.kind is HeadingClass.PERIOD for scope in self.stack)
            deeper = self.stack and heading.row.indent > self.stack[-1].heading.row.indent
            while self.stack and (periods or not (deeper or consecutive)):
                self._pop()
                periods = periods and any(scope.heading.kind is HeadingClass.PERIOD for scope in self.stack)
                if not periods and consecutive:
                    break
        else:
            self._close_for(heading, consecutive=consecutive)
        self.stack.append(_Scope(heading))

    def _close_for(self, heading: Heading, *, consecutive: bool) -> None:
        if heading.row.index in self.bounds and not consecutive:
            while any(scope.heading.row.index in self.own for scope in self.stack):
                self._pop()
        while self.stack and self._shuts(self.stack[-1], heading, consecutive=consecutive):
            self._pop()
            consecutive = False
        if not consecutive:
            same = [i for i, scope in enumerate(self.stack) if scope.heading.kind is heading.kind]
            keep = same and heading.row.indent > self.stack[same[-1]].heading.row.indent
            if same and not keep:
                while len(self.stack) > same[-1]:
                    self._pop()

    def _shuts(self, scope: _Scope, heading: Heading, *, consecutive: bool) -> bool:
        """Whether a new heading ends a scope by indentation or because the scope's total has been shown."""
        if scope.heading.kind is HeadingClass.PERIOD:
            return False
        if consecutive:
            return heading.row.indent < scope.heading.row.indent
        return scope.closing or heading.row.indent < scope.heading.row.indent

    def _data(self, row: GridRow) -> None:
        while self.stack and self._leaves(self.stack[-1], row):
            self._pop()
        if self.stack and self.stack[-1].child_indent is None:
            self.stack[-1].child_indent = row.indent
        self.paths[row.index] = tuple(scope.heading for scope in self.stack)
        for scope in self.stack:
            scope.rows.append(row)
        self._mark_totals(row)

    def _leaves(self, scope: _Scope, row: GridRow) -> bool:
        """Whether `row` stands outside the scope."""
        heading, label = scope.heading, row.label
        if heading.kind is HeadingClass.PERIOD or row.index in self.own.get(heading.row.index, ()):
            return False
        if scope.closing and (not label or kind_of(label) is None or measure_strength(label) == 2):
            return True
        if heading.kind is HeadingClass.SUBJECT and self._own_total(label):
            return self._has_own_total(label, scope)
        if heading.kind is HeadingClass.SUBJECT and self._after_total(label):
            return True
        if heading.kind is HeadingClass.STRUCTURE and is_total_like(label) and not label.lower().startswith("total"):
            return True
        if self._past_reconciling(label, heading) or self._past_unallocated(row, scope):
            return True
        indented = scope.child_indent is not None and scope.child_indent > heading.row.indent
        if indented and row.indent <= heading.row.indent and label and not _totals(label, heading):
            return True
        if heading.kind is HeadingClass.SUBJECT and label and not indented:
            return self._outside_segments(row, heading)
        return False

    def _past_reconciling(self, label: str, heading: Heading) -> bool:
        """What is not allocated ends where the consolidated profit that it leads to is shown."""
        kind = heading.subject.kind if heading.subject is not None else None
        if not is_profit(label) or kind not in (SubjectKind.RECONCILING, SubjectKind.CORPORATE):
            return False
        return "consolidated" in label.lower() or (kind is SubjectKind.RECONCILING and is_total_like(label))

    def _past_unallocated(self, row: GridRow, scope: _Scope) -> bool:
        """A row without a label, or a result, that more than the items under the heading adds up to is their end:
        "Income before income taxes" below "Unallocated amounts:" is the company's."""
        kind = scope.heading.subject.kind if scope.heading.subject is not None else None
        if kind not in _UNALLOCATED or not scope.rows:
            return False
        result = is_profit(row.label) and is_total_like(row.label) and _ITEMS.search(scope.heading.label) is not None
        return (not row.label or result) and not _is_sum(row, scope.rows)

    def _own_total(self, label: str) -> bool:
        """A plain "Total" that recurs: each segment's scope has its own."""
        return label.lower() in ("total", "totals") and self.labels[label.lower()] > 1

    def _has_own_total(self, label: str, scope: _Scope) -> bool:
        """Whether the row above, directly in the scope, is its plain "Total" already: the next one is of all scopes."""
        last = scope.rows[-1] if scope.rows else None
        return last is not None and last.label.lower() == label.lower() and self.paths[last.index][-1] is scope.heading

    def _after_total(self, label: str) -> bool:
        """What is eliminated after a scope's own total is no part of it."""
        between = kind_of(label) in (SubjectKind.ELIMINATION, SubjectKind.CORPORATE_AND_ELIMINATION)
        return between and self.previous is not None and self._own_total(self.previous.label)

    def _outside_segments(self, row: GridRow, heading: Heading) -> bool:
        label = row.label
        if names(label, heading.label):
            return False
        if kind_of(label) in APART and kind_of(heading.label) is None:
            return True
        if kind_of(label) in APART and self.previous is not None and self._own_total(self.previous.label):
            return True
        siblings = self.segment_scopes >= 1
        alone = self.labels[label.lower()] == 1
        ended = self.previous is not None and self.previous.label.lower() in self.segment_lasts
        return siblings and alone and (ended or is_total(label)) and kind_of(heading.label) is None

    def _mark_totals(self, row: GridRow) -> None:
        """A total ends the innermost scope that it is the total of, and the ordering headings inside it."""
        if not is_total(row.label):
            return
        for depth in range(len(self.stack) - 1, -1, -1):
            scope = self.stack[depth]
            if scope.heading.kind is HeadingClass.STRUCTURE:
                scope.closing = True
            elif scope.heading.kind is HeadingClass.SUBJECT and self._own_total(row.label):
                return
            elif _totals(row.label, scope.heading):
                for inner in self.stack[depth:]:
                    inner.closing = True
                return


def _segments(headings: Mapping[int, Heading]) -> tuple[dict[int, str], frozenset[int]]:
    """The names of the segments by the row of their heading, and the headings at which the block of one ends: those of
    other subjects and periods, and what leads from the segments to the whole."""
    named = (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER)
    segments = {
        index: heading.label
        for index, heading in headings.items()
        if heading.kind is HeadingClass.SUBJECT and heading.subject is not None and heading.subject.kind in named
    }
    least = min((headings[index].row.indent for index in segments), default=0.0)
    bounds = frozenset(
        index
        for index, heading in headings.items()
        if heading.kind in (HeadingClass.SUBJECT, HeadingClass.PERIOD)
        or heading.row.indent < least
        or (heading.row.indent == least and heading.label.lower().startswith("reconcil"))
    )
    return segments, bounds


def _is_sum(row: GridRow, parts: Sequence[GridRow]) -> bool:
    """Whether the row's figures are the sum of the parts', shown with or without their sign, in every column."""
    for column, figure in row.figures.items():
        shown = [part.figures[column] for part in parts if column in part.figures]
        total = sum((-f.number if f.negative else f.number for f in shown), start=Decimal(0))
        if abs(abs(total) - figure.number) > len(shown) * Decimal(1).scaleb(-figure.places):
            return False
    return True


def _totals(label: str, heading: Heading) -> bool:
    """Whether `label` reads as the total of what stands under `heading`."""
    if not is_total(label):
        return False
    if heading.kind is HeadingClass.SUBJECT:
        return names(label, heading.label)
    if heading.kind is HeadingClass.MEASURE:
        said = set(tokens(label)) - {"total", "consolidated", "segment", "segments", "reportable", "operating"}
        return not said or bool(said & set(tokens(heading.label)) - {"and", "of", "the", "net", "other"})
    return False
