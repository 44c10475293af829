"""The total of the major customers that a table lists is theirs together, and not the company's (rule 10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from .model import Content, InterpretedTable, Subject, SubjectKind, TableKind, Value

TOGETHER = "Major Customers"
_TOTAL = re.compile(r"(?:sub-?|grand )?totals?(?: (?:major |significant |of )*customers)?", re.IGNORECASE)
_REST = re.compile(r"\b(?:others?|remaining|rest of)\b", re.IGNORECASE)
_WHOLE = Decimal(99)
"""Percent; who have so much are all customers."""
_LEAST = 2


def customers_together(table: InterpretedTable) -> InterpretedTable:
    """`table` with what adds up two or more customers, a plain "Total" or a row that names nobody, told as of all major
    customers, unless the other customers are among them: these and the rest make the company's figure."""
    if table.kind is not TableKind.CUSTOMERS:
        return table
    names = {s.name for v in table.values for s in v.subjects if s.kind is SubjectKind.CUSTOMER}
    lines = {v.line for v in table.values if _of_customer(v)}
    totals = [v for v in table.values if v.line in lines and _of_all(v)]
    if len(names) < _LEAST or not totals or any(_REST.search(name) for name in names):
        return table
    if not all(_adds_up(v, _parts(v, table.values)) for v in totals):
        return table
    subject = Subject(kind=SubjectKind.CUSTOMER, name=TOGETHER, text="Total", evidence="the sum of the customers")
    found = {v.id for v in totals}
    values = tuple(replace(v, subjects=(subject,)) if v.id in found else v for v in table.values)
    columns = tuple(replace(c, subjects=_together(c.subjects, subject)) for c in table.columns)
    rows = tuple(replace(r, subjects=_together(r.subjects, subject)) for r in table.rows)
    return replace(table, values=values, columns=columns, rows=rows)


def _of_customer(value: Value) -> bool:
    return any(s.kind is SubjectKind.CUSTOMER for s in value.subjects)


def _of_all(value: Value) -> bool:
    return not value.subjects or (len(value.subjects) == 1 and _is_total(value.subjects[0]))


def _is_total(subject: Subject) -> bool:
    return subject.kind is SubjectKind.CONSOLIDATED and bool(_TOTAL.fullmatch(subject.text.strip(" :")))


def _together(subjects: tuple[Subject, ...], together: Subject) -> tuple[Subject, ...]:
    return tuple(replace(together, text=s.text, ref=s.ref) if _is_total(s) else s for s in subjects)


def _parts(total: Value, values: Sequence[Value]) -> list[Value]:
    """The customers' figures in the row of a total, or, if it stands alone there, in its column."""
    alike = [v for v in values if v.line == total.line and _ends(v) == _ends(total) and _of_customer(v)]
    return [v for v in alike if v.row == total.row] or [v for v in alike if v.column == total.column]


def _ends(value: Value) -> tuple[object, ...]:
    hint = value.period
    return (hint.start, hint.end, hint.months) if hint else ()


def _adds_up(total: Value, parts: Sequence[Value]) -> bool:
    if len(parts) < _LEAST or (total.content is Content.PERCENT and total.number >= _WHOLE):
        return False
    unit = max((Decimal(1).scaleb(-v.decimals) for v in (total, *parts) if v.decimals is not None), default=Decimal(1))
    return abs(sum((v.amount for v in parts), Decimal(0)) - total.amount) <= unit * len(parts)
