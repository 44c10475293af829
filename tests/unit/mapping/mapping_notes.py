"""Notes of invented companies, built without reading a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from converter.interpret.model import (
    Calendar,
    Content,
    InterpretedNote,
    InterpretedTable,
    Line,
    PeriodHint,
    Statement,
    Subject,
    SubjectKind,
    TableKind,
    Value,
)
from converter.readers.model import Document, Paragraph
from converter.source import SourceRef
from converter.tables.model import SegmentNote

REF = SourceRef(file="note.txt")
YEAR = PeriodHint(end=date(2024, 12, 31), months=12)
AT_DATE = PeriodHint(end=date(2024, 12, 31), instant=True)


def subject(kind: str, name: str) -> Subject:
    return Subject(kind=SubjectKind(kind), name=name, text=name)


def line(number: int, label: str, effect: int | None = None, total: str | None = None, **more: object) -> Line:
    return Line(id=f"l{number}", label=label, rows=(number,), effect=effect, total=total, ref=REF, **more)  # type: ignore[arg-type]  # keywords of Line


def values(
    owner: Line, figures: Sequence[int | str], columns: Sequence[tuple[Subject, ...]], period: PeriodHint = YEAR
) -> list[Value]:
    """One value a column; a string such as "(5)" is shown negative, "-" is nil."""
    found = []
    for column, (figure, subjects) in enumerate(zip(figures, columns, strict=True)):
        text = str(figure)
        digits = text.strip("()-")
        found.append(
            Value(
                id=f"{owner.id}c{column}",
                ref=REF,
                span=(0, len(text)),
                shown=text,
                number=Decimal(digits or 0),
                negative=text.startswith("("),
                nil=text == "-",
                content=owner.content,
                line=owner.id,
                period=period,
                subjects=subjects,
            )
        )
    return found


def table(kind: TableKind, lines: Sequence[Line], found: Sequence[Value], name: str = "t1") -> InterpretedTable:
    return InterpretedTable(
        id=name, table=None, kind=kind, columns=(), rows=(), lines=tuple(lines), values=tuple(found)
    )


def note(*tables: InterpretedTable, text: str = "", statements: tuple[Statement, ...] = ()) -> InterpretedNote:
    document = Document(source="note.txt", media_type="text/plain", blocks=(), text=text)
    paragraphs = (Paragraph(text=text, ref=REF),) if text else ()
    whole = SegmentNote(document=document, title="", blocks=(), tables=(), paragraphs=paragraphs, ref=REF)
    calendar = Calendar(
        period_end=date(2024, 12, 31),
        period_start=date(2024, 1, 1),
        fiscal_year_end=(12, 31),
        fiscal_year=2024,
        fiscal_period="FY",
    )
    return InterpretedNote(note=whole, calendar=calendar, tables=tables, statements=statements)


def states(concept: str, number: int) -> Statement:
    return Statement(rule="r", concept=concept, content=Decimal(number), ref=REF, span=(0, 1), shown=str(number))


def harbor() -> InterpretedNote:
    """Two segments, corporate and the whole: revenue, two costs and operating income that foot."""
    columns = [
        (subject("segment", "Harbor"),),
        (subject("segment", "Rail"),),
        (subject("corporate", "Corporate"),),
        (subject("consolidated", "Total"),),
    ]
    lines = [
        line(0, "Revenue", 1, "l3"),
        line(1, "Cost of revenue", -1, "l3"),
        line(2, "General and administrative", -1, "l3"),
        line(3, "Operating income (loss)", is_total=True),
    ]
    figures = [(100, 50, "-", 150), (60, 20, "-", 80), (10, 5, 7, 22), (30, 25, "(7)", 48)]
    found = [v for owner, row in zip(lines, figures, strict=True) for v in values(owner, row, columns)]
    return note(table(TableKind.PROFIT_OR_LOSS, lines, found))


__all__ = ["AT_DATE", "YEAR", "Content", "harbor", "line", "note", "states", "subject", "table", "values"]
