"""`segxbrl convert`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import pipeline
from . import flags, terminal


def convert(
    note: flags.Note,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the output.")] = Path("out"),
    entity_name: flags.EntityName = None,
    cik: flags.Cik = None,
    form: flags.Form = None,
    period_end: flags.PeriodEnd = None,
    fiscal_year_end: flags.FiscalYearEnd = None,
    fiscal_year: flags.FiscalYear = None,
    fiscal_period: flags.FiscalPeriod = None,
    prefix: flags.Prefix = None,
    year: flags.Year = None,
    profile: flags.ProfileFile = None,
    prior: flags.PriorFile = None,
    taxonomy: Annotated[str, typer.Option(help="embedded, or official with --packages.")] = "embedded",
    packages: Annotated[list[Path] | None, typer.Option(help="Official taxonomy packages (zip).")] = None,
    validate: Annotated[bool, typer.Option("--validate/--no-validate", help="Validate with Arelle.")] = True,
    write_profile: Annotated[Path | None, typer.Option(help="Also write a profile of what was decided.")] = None,
    as_json: flags.Json = False,
) -> None:
    """Convert a segment note to inline XBRL, an instance, xBRL-JSON and the extension taxonomy."""
    settings = flags.settings(
        profile,
        entity_name=entity_name,
        cik=cik,
        form=form,
        period_end=period_end,
        fiscal_year_end=fiscal_year_end,
        fiscal_year=fiscal_year,
        fiscal_period=fiscal_period,
        prefix=prefix,
        year=year,
        prior=prior,
        taxonomy=terminal.one_of("--taxonomy", taxonomy, ("embedded", "official")),
        packages=tuple(packages or ()),
        validate=validate,
    )
    with terminal.progress(f"converting {note.name}", quiet=as_json):
        conversion = pipeline.convert(note, settings, out)
    if write_profile is not None:
        from ..profile_write import write_profile as write  # noqa: PLC0415 - only when asked for

        write(conversion, write_profile)
    if as_json:
        terminal.print_report(conversion)
    else:
        terminal.summary(conversion, out)
    raise typer.Exit(conversion.exit_code)
