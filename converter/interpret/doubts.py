"""What the periods read leave in doubt: amounts of a time to come, and earlier years whose days are computed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from ..findings import Finding, error, warning
from ..source import SourceRef
from ..tables.model import SegmentNote
from .calendar import Fiscal
from .model import Calendar, InterpretedTable, TableKind, Value
from .periods import read_period
from .weeks import is_month_end

_SLACK = timedelta(days=10)
"""A period end given as a month's end may be that of a year of weeks a few days before."""
_THEREAFTER = re.compile(r"\s*(?:thousand|million|billion)?,? thereafter\b")
_LATE_IN_WEEK = 3
"""Friday and after: years of 52 or 53 weeks end on these days, as months do by chance."""


def without_future(
    tables: Sequence[InterpretedTable], calendar: Calendar, note: SegmentNote
) -> tuple[list[InterpretedTable], list[Finding]]:
    """The tables without amounts of periods that end after the document's (rule 30): rents to come and maturities are
    no facts of this report. Where no column is of the document's own period end, that is what is wrong, and is said."""
    ends = {v.period.end for t in tables if t.kind is not TableKind.NARRATIVE for v in t.values if v.period is not None}
    latest = max(ends, default=calendar.period_end)
    wrong = latest > calendar.period_end and all(abs(end - calendar.period_end) > _SLACK for end in ends)
    if wrong:
        message = f"No table shows {calendar.period_end}, the period end given; the latest is {latest}"
        return list(tables), [error("period.after-end", message, note.ref, hint="correct --period-end")]
    said = {paragraph.ref: paragraph.text for paragraph in note.paragraphs}
    out: list[InterpretedTable] = []
    findings: list[Finding] = []
    for table in tables:
        late = [value for value in table.values if _after(value, calendar)]
        beside = [v for v in table.values if table.kind is TableKind.NARRATIVE and _beside(v, late, said)]
        findings += [_left_out(value, calendar) for value in late]
        gone = {value.id for value in (*late, *beside)}
        out.append(_without(table, gone))
    return out, findings


def _without(table: InterpretedTable, gone: set[str]) -> InterpretedTable:
    """The table without these values, and without the sums that they stand in."""
    if not gone:
        return table
    kept = (f for f in table.footings if not gone & {f.total, *(addend for addend, _ in f.addends)})
    return replace(table, values=tuple(v for v in table.values if v.id not in gone), footings=tuple(kept))


def _after(value: Value, calendar: Calendar) -> bool:
    return value.period is not None and value.period.end > calendar.period_end + _SLACK


def _beside(value: Value, late: Sequence[Value], said: Mapping[SourceRef, str]) -> bool:
    """An amount of the same list as one of a time to come, without a period of its own: of the same line, or what falls
    due "thereafter"."""
    near = [other for other in late if other.ref == value.ref]
    if value.period is not None or not near:
        return False
    follows = said.get(value.ref, "")[value.span[1] :]
    return any(other.line == value.line for other in near) or _THEREAFTER.match(follows) is not None


def _left_out(value: Value, calendar: Calendar) -> Finding:
    period = value.period
    when = f"{period.start} to {period.end}" if period and period.start else f"{period.end if period else ''}"
    return warning(
        "period.future",
        f"{value.shown} is left out: it is of {when}, after the document's period end {calendar.period_end}",
        value.ref,
        hint="if it is no time to come, correct the sentence or --period-end",
    )


def computed_years(tables: Sequence[InterpretedTable], fiscal: Fiscal, where: SourceRef) -> tuple[Finding, ...]:
    """One warning where the last days of earlier years were computed though the year may have 52 or 53 weeks."""
    calendar = fiscal.calendar
    if calendar.fiscal_period != "FY" or not (calendar.weeks or _may_have_weeks(calendar.period_end, fiscal.shown)):
        return ()
    ends = {
        v.period.end
        for table in tables
        for v in table.values
        if v.period is not None and v.period.end < calendar.period_end and not read_period(v.period.text).month
    }
    computed = sorted((end for end in ends if end not in fiscal.shown), reverse=True)
    if not computed:
        return ()
    days = ", ".join(str(end) for end in computed)
    message = f"Earlier years are headed by their number alone: their last days are computed ({days}), not read"
    return (
        warning(
            "period.comparative",
            message,
            where,
            hint="check them against last year's filing, give --prior, or full dates over the columns",
        ),
    )


def _may_have_weeks(end: date, shown: Sequence[date]) -> bool:
    """A month's end other than December's, late in a week, that no other year shown ends on too."""
    fixed = any((d.month, d.day) == (end.month, end.day) and d.year != end.year for d in shown)
    return is_month_end(end) and end.month != 12 and end.weekday() > _LATE_IN_WEEK and not fixed
