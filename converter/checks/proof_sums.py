"""Proofs of the sums that the note's tables show, and the totals that no sum was found for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from ..interpret.arithmetic_table import is_outflow, is_total_like
from ..interpret.model import (
    Column,
    Content,
    Footing,
    FootingState,
    InterpretedTable,
    Row,
    RowRole,
    SubjectKind,
    TableKind,
    Value,
)
from ..mapping.model import MappedNote
from .proof_model import Proof, ProofKind, Term
from .proof_slips import remedies

_REVENUE = ("Revenue", "Revenues", "SalesRevenue", "PremiumsEarned", "InterestAndDividendIncomeOperating")
_PROFIT = ("IncomeLoss", "ProfitLoss", "GrossProfit", "Earnings", "OperatingIncome", "Profit")
_BEYOND = frozenset(
    {
        SubjectKind.CORPORATE,
        SubjectKind.ELIMINATION,
        SubjectKind.RECONCILING,
        SubjectKind.CORPORATE_AND_ELIMINATION,
        SubjectKind.SEGMENTS_TOTAL,
    }
)

_Strip = TypeVar("_Strip", Row, Column)


class Tables:
    """The note's tables with what names and classifies their numbers."""

    def __init__(self, mapped: MappedNote) -> None:
        self.tables = mapped.note.tables
        self._concepts = {(d.table, d.line): d.concept.local for d in mapped.decisions}

    def concept(self, table: InterpretedTable, value: Value) -> str:
        """Local name of the concept that the value's line was mapped to; empty where it was not."""
        return self._concepts.get((table.id, value.line), "")


def term(table: InterpretedTable, value: Value, weight: int = 1) -> Term:
    """A value of a table as a term of a proof, named by row and column."""
    row, column = _strip(table.rows, value.row), _strip(table.columns, value.column)
    label, header = row.label if row else "", " ".join(column.header) if column else ""
    shown = f"({value.shown})" if value.negative else value.shown
    return Term(
        name=" / ".join(filter(None, (label, header))) or value.ref.place,
        shown=shown,
        amount=value.amount,
        weight=weight,
        where=value.ref,
        value=value.id,
    )


def _strip(strips: Sequence[_Strip], index: int | None) -> _Strip | None:
    """The row or column of that number; they stand in the order of their numbers."""
    at = bisect_left(strips, -1 if index is None else index, key=lambda strip: strip.index)
    return strips[at] if at < len(strips) and strips[at].index == index else None


def sums(tables: Tables) -> Iterator[Proof]:
    """One proof for every footing of every table."""
    for table in tables.tables:
        values = {value.id: value for value in table.values}
        sound = {
            name
            for footing in table.footings
            if footing.state is not FootingState.FAILS
            for name in (footing.total, *(value for value, _ in footing.addends))
        }
        # footings are in displayed units: the least scale of the table's amounts
        scale = min((value.scale for value in table.values if value.content is Content.MONEY), default=0)
        for footing in table.footings:
            yield _proof(tables, table, footing, values, sound, scale)


def _proof(
    tables: Tables,
    table: InterpretedTable,
    footing: Footing,
    values: Mapping[str, Value],
    sound: set[str],
    scale: int,
) -> Proof:
    total = term(table, values[footing.total])
    parts = tuple(term(table, values[name], weight) for name, weight in footing.addends)
    difference = total.amount - sum((p.weight * p.amount for p in parts), Decimal(0))
    tolerance = footing.tolerance.scaleb(scale)
    fails = footing.state is FootingState.FAILS
    return Proof(
        kind=_kind(tables, table, footing, values),
        place=total.where,
        total=total,
        parts=parts,
        state=footing.state,
        difference=difference,
        tolerance=tolerance,
        remedies=remedies(total, parts, difference, tolerance, sound) if fails else (),
    )


def _kind(tables: Tables, table: InterpretedTable, footing: Footing, values: Mapping[str, Value]) -> ProofKind:
    """Rows from revenue to profit are the segment identity; rows that take in corporate or reconciling items, or end in
    a reconciliation's profit or a table's total assets, are a reconciliation."""
    if footing.kind != "rows":
        return ProofKind(footing.kind) if footing.kind in ("columns", "sections") else ProofKind.ROWS
    total = tables.concept(table, values[footing.total])
    parts = [tables.concept(table, values[name]) for name, _ in footing.addends]
    profit = any(word in total for word in _PROFIT)
    if profit and any(part.startswith(_REVENUE) for part in parts):
        return ProofKind.IDENTITY
    kinds = {subject.kind for name, _ in footing.addends for subject in values[name].subjects}
    if kinds & _BEYOND and len(footing.addends) > 1:
        return ProofKind.RECONCILIATION
    profits = sum(any(word in part for word in _PROFIT) for part in parts)
    if profit and profits and table.kind in (TableKind.RECONCILIATION, TableKind.PROFIT_OR_LOSS):
        return ProofKind.RECONCILIATION
    return ProofKind.ROWS


def unproven(tables: Tables) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Totals by their words that no footing makes: the first number of the row, and the slips in it by which the rows
    above would make it. No proof: that those rows are its parts is a guess."""
    for table in tables.tables:
        grid = {
            (v.row, v.column): v
            for v in table.values
            if v.content is Content.MONEY and v.row is not None and v.column is not None
        }
        by_row: dict[int, list[Value]] = {}
        for (at, _), v in grid.items():
            by_row.setdefault(at, []).append(v)
        in_sums = {name for footing in table.footings for name in (footing.total, *(n for n, _ in footing.addends))}
        for position, row in enumerate(table.rows):
            shown = by_row.get(row.index, [])
            says_total = row.role is RowRole.TOTAL or row.label.lower().startswith("total")
            if says_total and any(v.amount for v in shown) and not any(v.id in in_sums for v in shown):
                slips = next((found for v in shown if (found := _slips(table, position, v, grid))), ())
                yield term(table, shown[0]), slips


def _slips(
    table: InterpretedTable, position: int, total: Value, grid: Mapping[tuple[int, int], Value]
) -> tuple[str, ...]:
    """The slips in a total by which the rows just above it, up to the heading or total before them, make it exactly."""
    parts: list[tuple[Term, int]] = []
    for row in reversed(table.rows[:position]):
        value = grid.get((row.index, total.column)) if total.column is not None else None
        if value is None or is_total_like(row.label) or row.role in (RowRole.HEADING, RowRole.TOTAL):
            break
        parts.append((term(table, value), -1 if is_outflow(row.label) and not value.negative else 1))
    whole = term(table, total)
    made = {sum((p.amount for p, _ in parts), Decimal(0)), sum((w * p.amount for p, w in parts), Decimal(0))}
    for amount in sorted(made) if len(parts) > 1 else ():
        if found := remedies(whole, (), whole.amount - amount, Decimal(0), ()):
            return found
    return ()
