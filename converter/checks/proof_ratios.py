"""Proofs of percentages against the amounts they are of, and of convenience translations against one rate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from ..interpret.model import Content, FootingState, InterpretedNote, InterpretedTable, Value
from .proof_model import Proof, ProofKind, Term
from .proof_sums import term

_RATE = re.compile(
    r"(?:US\$|USD|\$)\s?1(?:\.0+)?\s*(?:=|to|for|equals?)\s*[A-Z]{2,3}[$¥]?\s?(\d+\.\d{2,})"
    r"|[A-Z]{2,3}[$¥]?\s?(\d+\.\d{2,})\s*(?:=|to|for|per|equals?)\s*(?:US\$|USD|\$)\s?1(?:\.0+)?",
)
_ENOUGH = 3
"""A relation between percentages and amounts is believed from so many that hold."""


class _Share(Struct, frozen=True, kw_only=True):
    """A percentage read as `part` over `whole`."""

    percent: Value
    part: Value
    whole: Value

    @property
    def off(self) -> Decimal:
        """Percentage shown less percentage worked out, as a fraction."""
        return abs(self.percent.number) * Decimal("0.01") - abs(self.part.amount / self.whole.amount)

    @property
    def tolerance(self) -> Decimal:
        """A unit in the percentage's last place, as shares are often rounded so that they make 100, and what the
        rounding of both amounts does to it."""
        last = _last(self.percent) * Decimal("0.01")
        blur = (_unit(self.part) + abs(self.part.amount / self.whole.amount) * _unit(self.whole)) / 2
        return last + blur / abs(self.whole.amount)

    @property
    def holds(self) -> bool:
        return abs(self.off) <= self.tolerance


def percentages(interpreted: InterpretedNote) -> Iterator[Proof]:
    """Percentages in columns (share of the column's total) and in rows (margin: a line over the first line)."""
    for table in interpreted.tables:
        if any(value.content is Content.PERCENT for value in table.values):
            for shares in _relations(table):
                held = sum(share.holds for share in shares)
                if held >= _ENOUGH and held * 4 >= len(shares) * 3:
                    yield from (_share_proof(table, share) for share in shares)


def _relations(table: InterpretedTable) -> Iterator[list[_Share]]:
    """For each column and each row of percentages, the relation to amounts that explains most of them."""
    grid = {(v.row, v.column): v for v in table.values if v.row is not None and v.column is not None}
    money = {at: v for at, v in grid.items() if v.content is Content.MONEY and v.amount}
    by_column: defaultdict[int, list[tuple[int, Value]]] = defaultdict(list)
    by_row: defaultdict[int, list[tuple[int, Value]]] = defaultdict(list)
    for (row, column), value in grid.items():
        if value.content is Content.PERCENT and value.number:
            by_column[column].append((row, value))
            by_row[row].append((column, value))
    columns, rows = sorted({c for _, c in money}), sorted({r for r, _ in money})
    for column, values in by_column.items():
        near = [c for c in columns if 0 < column - c <= 2]
        yield _best(
            [
                _Share(percent=percent, part=money[at, c], whole=money[r, c])
                for at, percent in values
                if (at, c) in money and (r, c) in money
            ]
            for c in near
            for r in rows
        )
    for row, values in by_row.items():
        above = [r for r in rows if r < row]
        yield _best(
            [
                _Share(percent=percent, part=money[r, at], whole=money[above[0], at])
                for at, percent in values
                if (r, at) in money and (above[0], at) in money
            ]
            for r in above[-3:]
        )


def _best(candidates: Iterator[list[_Share]]) -> list[_Share]:
    return max(candidates, key=lambda shares: sum(share.holds for share in shares), default=[])


def _share_proof(table: InterpretedTable, share: _Share) -> Proof:
    part, whole = term(table, share.part), term(table, share.whole)
    worked = abs(share.part.amount / share.whole.amount) * 100
    percent = term(table, share.percent)
    return Proof(
        kind=ProofKind.PERCENTAGE,
        place=percent.where,
        total=Term(
            name=percent.name,
            shown=f"{share.percent.shown} %".replace("% %", "%"),
            amount=share.percent.number.scaleb(-2),
            where=percent.where,
            value=percent.value,
        ),
        parts=(part, whole),
        state=_state(share.off, share.tolerance),
        difference=share.off,
        tolerance=share.tolerance,
        formula=f"{part.shown} of {whole.shown} is {worked:.2f} %",
    )


def translations(interpreted: InterpretedNote) -> Iterator[Proof]:
    """Each amount of a convenience column against the amount it translates, by the rate that the note states, else by
    the one that most of them imply."""
    text = " ".join(p.text for p in interpreted.note.paragraphs)
    stated = {Decimal(a or b) for a, b in _RATE.findall(text)}
    for table in interpreted.tables:
        pairs = list(_pairs(table))
        if len(pairs) < 2:
            continue
        rate = _rate(pairs, stated)
        for home, abroad in pairs if rate else ():
            worked = home.amount / rate
            off = abroad.amount - worked
            tolerance = _unit(abroad) + _unit(home) / rate / 2  # such columns are often rounded so that they foot
            total, part = term(table, abroad), term(table, home)
            yield Proof(
                kind=ProofKind.TRANSLATION,
                place=total.where,
                total=total,
                parts=(part,),
                state=_state(off, tolerance),
                difference=off,
                tolerance=tolerance,
                formula=f"{part.shown} at {rate:.4f} is {worked.scaleb(-abroad.scale):,.0f}",
            )


def _pairs(table: InterpretedTable) -> Iterator[tuple[Value, Value]]:
    """(home, US dollars) of the same row, period and subject."""
    rows: defaultdict[int | None, list[Value]] = defaultdict(list)
    for value in table.values:
        if value.content is Content.MONEY and value.row is not None and value.amount:
            rows[value.row].append(value)
    for values in rows.values():
        homes = {_of(v): v for v in values if v.currency not in (None, "USD")}
        for value in values:
            home = homes.get(_of(value)) if value.currency == "USD" else None
            if home is not None:
                yield home, value


def _of(value: Value) -> tuple[object, ...]:
    end = value.period.end if value.period else None
    return end, tuple((subject.kind, subject.name) for subject in value.subjects)


def _rate(pairs: list[tuple[Value, Value]], stated: set[Decimal]) -> Decimal:
    """The stated rate that suits the pairs, else that of the largest pair; 0 where no rate suits most of them."""
    largest = max(pairs, key=lambda pair: abs(pair[1].amount))
    for rate in (*sorted(stated), abs(largest[0].amount / largest[1].amount)):
        fits = sum(
            abs(abroad.amount - home.amount / rate) <= (_unit(abroad) + _unit(home) / rate) / 2
            for home, abroad in pairs
            if rate
        )
        if rate and fits * 2 > len(pairs):
            return rate
    return Decimal(0)


def _unit(value: Value) -> Decimal:
    """The unit in the last place that the page shows, in full units."""
    return _last(value).scaleb(value.scale)


def _last(value: Value) -> Decimal:
    exponent = value.number.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


def _state(off: Decimal, tolerance: Decimal) -> FootingState:
    if not off:
        return FootingState.HOLDS
    return FootingState.ROUNDS if abs(off) <= tolerance else FootingState.FAILS
