"""Slips of the source: a year that cannot be, a currency header that cannot be. Read as meant only where the evidence
is stated; always reported, never silently mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from ..findings import Finding, warning
from ..source import SourceRef
from .model import InterpretedTable, Value
from .periods import PeriodWords

_OLDEST = 1950


class YearSlip(Struct, frozen=True, kw_only=True):
    """A text whose year cannot be, the year meant, and why."""

    text: str
    shown: int
    meant: int
    evidence: str


def mend_year(
    words: PeriodWords, expected: Sequence[int], taken: Sequence[int], latest: int
) -> tuple[PeriodWords, YearSlip | None]:
    """`words` with the year that is meant where the shown one cannot be: before 1950 or over a year past `latest`.

    The year meant differs from the shown one in exactly one digit and is one that the table's other dates show or its
    captions announce; of several, the one that no row of the same label has (`taken`). Otherwise nothing is mended.
    """
    year = words.year
    if year is None or _OLDEST <= year <= latest + 1:
        return words, None
    near = [other for other in dict.fromkeys(expected) if _one_digit(year, other)]
    free = [other for other in near if other not in taken]
    if len(free) != 1:
        return words, None
    meant = free[0]
    why = f"{year} cannot be; {meant} differs in one digit, is a year of this table" + (
        " and its row is missing" if taken else ""
    )
    mended = replace(
        words,
        year=meant,
        years=(meant,),
        dates=tuple(day.replace(year=meant) for day in words.dates if _same(day, words)),
    )
    return mended, YearSlip(text=words.text, shown=year, meant=meant, evidence=why)


def _same(day: date, words: PeriodWords) -> bool:
    return (day.year, day.month) == (words.year, words.month) and not (day.month == 2 and day.day == 29)


def _one_digit(one: int, other: int) -> bool:
    a, b = str(one), str(other)
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def year_finding(slip: YearSlip, where: SourceRef | None) -> Finding:
    return warning(
        "period.slip",
        f"“{slip.text}” is read as {slip.meant}: {slip.evidence}",
        where,
        hint="correct the year in the source",
        shown=str(slip.shown),
        meant=str(slip.meant),
    )


class _Translation(Struct, frozen=True, kw_only=True):
    """Two columns of one period of which one is the other at one rate."""

    local: str
    foreign: str
    rate: Decimal
    locals: dict[int | None, Value]
    foreigns: dict[int | None, Value]


def mend_currencies(tables: Sequence[InterpretedTable]) -> tuple[list[InterpretedTable], list[Finding]]:
    """Columns headed by the convenience currency that cannot be in it.

    A column headed `foreign` is read as `local` where all of this holds: another column of the table is the translation
    of a `local` one at one rate in every row; the column has no `local` column of its own period to be the translation
    of; no other table of the note shows `foreign` without `local` of the same period; and the column's figures are
    nearer to the `local` column's than to the translated one's.
    """
    out: list[InterpretedTable] = []
    findings: list[Finding] = []
    for shown in tables:
        table = shown
        columns = _by_column(table)
        pair = _translation(columns)
        slips = [] if pair is None else [index for index, column in columns.items() if _is_slip(column, pair, columns)]
        if pair is None or not slips or not _only_translated(tables, shown, pair):
            out.append(table)
            continue
        for index in slips:
            why = (
                f"the {pair.foreign} column beside it translates its {pair.local} column at {pair.rate:.4f}; "
                f"this one has no {pair.local} column to translate, and its figures are of the {pair.local} size"
            )
            value = next(iter(columns[index].values()))
            findings.append(
                warning(
                    "currency.slip",
                    f"Column {index} is headed {pair.foreign} and read as {pair.local}: {why}",
                    value.ref,
                    hint="correct the currency in the header",
                    shown=pair.foreign,
                    meant=pair.local,
                )
            )
            table = _recoloured(table, index, pair.local, why)
        out.append(table)
    return out, findings


def _by_column(table: InterpretedTable) -> dict[int, dict[int | None, Value]]:
    columns: dict[int, dict[int | None, Value]] = {}
    for value in table.values:
        if value.column is not None and value.currency and not value.nil and value.number:
            columns.setdefault(value.column, {})[value.row] = value
    return columns


def _end(column: dict[int | None, Value]) -> tuple[date, str] | None:
    ends = {(value.period.end, value.currency or "") for value in column.values() if value.period}
    return next(iter(ends)) if len(ends) == 1 else None


def _translation(columns: dict[int, dict[int | None, Value]]) -> _Translation | None:
    """Two neighbouring columns of one period and two currencies, one the other at one rate in at least two rows."""
    for index, local in columns.items():
        foreign = columns.get(index + 1, {})
        ours, theirs = _end(local), _end(foreign)
        rows = [row for row in local if row in foreign]
        if not ours or not theirs or ours[0] != theirs[0] or ours[1] == theirs[1] or len(rows) < 2:
            continue
        rate = sum((local[r].number for r in rows), Decimal(0)) / sum((foreign[r].number for r in rows), Decimal(0))
        if all(abs(foreign[r].number - local[r].number / rate) <= 1 for r in rows):
            return _Translation(local=ours[1], foreign=theirs[1], rate=rate, locals=local, foreigns=foreign)
    return None


def _is_slip(column: dict[int | None, Value], pair: _Translation, columns: dict[int, dict[int | None, Value]]) -> bool:
    mine = _end(column)
    if mine is None or mine[1] != pair.foreign or column is pair.foreigns:
        return False
    if any(other is not column and (end := _end(other)) and end == (mine[0], pair.local) for other in columns.values()):
        return False
    rows = [row for row in column if row in pair.locals and row in pair.foreigns]
    as_local = sum((abs((column[r].number / pair.locals[r].number).ln()) for r in rows), Decimal(0))
    as_foreign = sum((abs((column[r].number / pair.foreigns[r].number).ln()) for r in rows), Decimal(0))
    return bool(rows) and as_local < as_foreign


def _only_translated(tables: Sequence[InterpretedTable], table: InterpretedTable, pair: _Translation) -> bool:
    """Whether the note's other tables show the foreign currency only beside the local one of the same period."""
    for other in tables:
        ends = {end for column in _by_column(other).values() if (end := _end(column))}
        if other is not table and any(code == pair.foreign and (day, pair.local) not in ends for day, code in ends):
            return False
    return True


def _recoloured(table: InterpretedTable, index: int, currency: str, why: str) -> InterpretedTable:
    values = tuple(
        replace(v, currency=currency, evidence=(*v.evidence, f"currency: {why}"))
        if v.column == index and v.currency
        else v
        for v in table.values
    )
    columns = tuple(replace(column, currency=currency) if column.index == index else column for column in table.columns)
    return replace(table, values=values, columns=columns)
