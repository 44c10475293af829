"""`segxbrl inspect` and `segxbrl explain`: what was read, and why a cell got its tag."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import pipeline
from ..errors import BadOption
from ..interpret.model import Value
from . import flags, terminal

if TYPE_CHECKING:
    from ..mapping.model import Decision
    from ..pipeline import Conversion

STAGES = ("tables", "interpreted", "mapping", "facts")


def inspect(
    note: flags.Note,
    stage: Annotated[str, typer.Option(help="tables, interpreted, mapping or facts.")] = "facts",
    entity_name: flags.EntityName = None,
    form: flags.Form = None,
    period_end: flags.PeriodEnd = None,
    fiscal_year_end: flags.FiscalYearEnd = None,
    fiscal_year: flags.FiscalYear = None,
    fiscal_period: flags.FiscalPeriod = None,
    scale: flags.Scale = None,
    year: flags.Year = None,
    profile: flags.ProfileFile = None,
    prior: flags.PriorFile = None,
    as_json: flags.Json = False,
) -> None:
    """Show what one stage made of the note; nothing is written."""
    terminal.one_of("--stage", stage, STAGES)
    settings = flags.settings(
        profile,
        entity_name=entity_name,
        form=form,
        period_end=period_end,
        fiscal_year_end=fiscal_year_end,
        fiscal_year=fiscal_year,
        fiscal_period=fiscal_period,
        scale=scale,
        year=year,
        prior=prior,
    )
    conversion = pipeline.convert(note, settings)
    if as_json:
        _print_stage(conversion, stage)
    else:
        {"tables": _tables, "interpreted": _interpreted, "mapping": _mapping, "facts": _facts}[stage](conversion)
        terminal.findings(conversion.findings)


def _print_stage(conversion: Conversion, stage: str) -> None:
    from ..report.plain import dumps  # noqa: PLC0415 - only for --json

    values = {
        "tables": conversion.note.tables,
        "interpreted": conversion.interpreted.tables,
        "mapping": conversion.mapped.decisions,
        "facts": conversion.report.facts,
    }
    sys.stdout.write(dumps(values[stage]) + "\n")


def _tables(conversion: Conversion) -> None:
    for table in conversion.note.tables:
        grid = [["" for _ in range(table.n_cols)] for _ in range(table.n_rows)]
        for cell in table.cells:
            grid[cell.row][cell.col] = cell.shown
        lead = table.lead[-1][:100] if table.lead else ""
        columns = ("row", *(f"c{i + 1}" for i in range(table.n_cols)))
        rows = [(f"r{i + 1}", *line) for i, line in enumerate(grid)]
        terminal.table(f"{table.id} {lead}", columns, rows, right=frozenset(range(2, table.n_cols + 1)))


def _interpreted(conversion: Conversion) -> None:
    for table in conversion.interpreted.tables:
        labels = {line.id: line.label for line in table.lines}
        rows = [
            (
                value.ref.place,
                labels.get(value.line, ""),
                f"{'-' if value.negative else ''}{value.number}e{value.scale}",
                value.currency or value.content.value,
                str(value.period.end) + (f" {value.period.months}m" if value.period.months else "")
                if value.period
                else "",
                ", ".join(f"{s.kind.value}:{s.name}" for s in value.subjects),
            )
            for value in table.values
        ]
        terminal.table(
            f"{table.id} ({table.kind.value})",
            ("place", "line", "amount", "unit", "period", "subjects"),
            rows,
            right=frozenset({2}),
        )


def _mapping(conversion: Conversion) -> None:
    rows = [
        (d.table, d.label, str(d.concept), "−" if d.sign < 0 else "+", f"{d.confidence:.2f}", d.decided_by.value)
        for d in conversion.mapped.decisions
    ]
    terminal.table("decisions", ("table", "line", "concept", "sign", "sure", "decided by"), rows)


def _facts(conversion: Conversion) -> None:
    rows = [
        (
            fact.source.ref.place,
            str(fact.concept),
            str(fact.value)[:60],
            fact.unit.numerator if fact.unit else "",
            f"{fact.period.start or 'at'} {fact.period.end}",
            ", ".join(member.local for _, member in fact.dimensions),
        )
        for fact in conversion.report.facts
    ]
    terminal.table("facts", ("place", "concept", "value", "unit", "period", "members"), rows, right=frozenset({2}))


def explain(
    note: flags.Note,
    cell: Annotated[str, typer.Option("--cell", help="The place, such as t2:r5:c3 (see inspect).")],
    entity_name: flags.EntityName = None,
    form: flags.Form = None,
    period_end: flags.PeriodEnd = None,
    fiscal_year_end: flags.FiscalYearEnd = None,
    fiscal_period: flags.FiscalPeriod = None,
    scale: flags.Scale = None,
    year: flags.Year = None,
    profile: flags.ProfileFile = None,
    prior: flags.PriorFile = None,
    as_json: flags.Json = False,
) -> None:
    """Say why a cell got its tag, what else it could be, and what would change it."""
    settings = flags.settings(
        profile,
        entity_name=entity_name,
        form=form,
        period_end=period_end,
        fiscal_year_end=fiscal_year_end,
        fiscal_period=fiscal_period,
        scale=scale,
        year=year,
        prior=prior,
    )
    conversion = pipeline.convert(note, settings)
    values = [v for t in conversion.interpreted.tables for v in t.values if v.ref.place == cell]
    if not values:
        raise BadOption(
            f"there is no number at {cell}",
            where="--cell",
            hint="segxbrl inspect NOTE --stage interpreted lists the places",
        )
    for value in values:
        _explain(conversion, value, as_json=as_json, profile=profile)


def _explain(conversion: Conversion, value: Value, *, as_json: bool, profile: Path | None) -> None:
    mapping = next((m for m in conversion.mapped.values if m.value == value.id), None)
    decision = next((d for d in conversion.mapped.decisions if mapping and d.id == mapping.decision), None)
    fact = next((f for f in conversion.report.facts if f.source.ref == value.ref and f.source.span == value.span), None)
    if as_json:
        from ..report.plain import dumps  # noqa: PLC0415 - only for --json

        sys.stdout.write(dumps({"value": value, "mapping": mapping, "decision": decision, "fact": fact}) + "\n")
        return
    out = terminal.console()
    out.print(f"{value.ref.place}: {value.shown}", style="bold", markup=False)
    for reason in value.evidence:
        out.print(f"  read as: {reason}", markup=False)
    if mapping is None or decision is None or mapping.skip:
        out.print(f"  not tagged: {mapping.skip if mapping else 'no decision was made'}", markup=False)
        return
    _explain_decision(decision)
    if fact is not None:
        members = ", ".join(f"{axis} = {member}" for axis, member in fact.dimensions) or "none (consolidated)"
        out.print(f"  value {fact.value}, {fact.period.start or 'at'} {fact.period.end}", markup=False)
        out.print(f"  dimensions: {members}", markup=False)
    for subject in value.subjects:
        out.print(f"    {subject.text!r} is read as {subject.kind.value} {subject.evidence}", markup=False)
    where = profile or "a profile (--profile)"
    out.print(f"  to change it: in {where} add", markup=False)
    out.print(f'    [[lines]]\n    label = "{decision.label}"\n    concept = "prefix:Name"', style="cyan", markup=False)


def _explain_decision(decision: Decision) -> None:
    out = terminal.console()
    turned = ", sign turned against the display" if decision.sign < 0 else ""
    by = f"by {decision.decided_by.value}, sure {decision.confidence:.2f}{turned}"
    out.print(f"  {decision.label!r} → {decision.concept} ({by})", markup=False)
    for reason in decision.evidence:
        out.print(f"    {reason.weight:+.2f} {reason.kind}: {reason.text} {reason.rule}".rstrip(), markup=False)
    rows = [
        (f"{c.score:.2f}", str(c.concept), c.label, "; ".join(e.text for e in c.evidence[:3]))
        for c in decision.candidates
    ]
    terminal.table("  candidates", ("score", "concept", "label", "evidence"), rows, right=frozenset({0}))
