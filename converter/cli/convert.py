"""`segxbrl convert`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import pipeline
from ..emit import requested
from ..options import Settings
from ..rerun import OWN_PROFILE
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
    scale: flags.Scale = None,
    prefix: flags.Prefix = None,
    year: flags.Year = None,
    filed: flags.Filed = None,
    profile: flags.ProfileFile = None,
    prior: flags.PriorFile = None,
    taxonomy: Annotated[str, typer.Option(help="embedded, or official: --packages, or those added.")] = "embedded",
    packages: Annotated[list[Path] | None, typer.Option(help="Official taxonomy packages (zip).")] = None,
    also: Annotated[str, typer.Option(help="Further output: csv, xlsx, parquet, viewer (with commas), or all.")] = "",
    decisions: Annotated[Path | None, typer.Option(help="A mapping.xlsx that a reviewer has edited.")] = None,
    retag: Annotated[str, typer.Option(help="Tags that the note has already: replace or keep them.")] = "replace",
    validate: Annotated[bool, typer.Option("--validate/--no-validate", help="Validate with Arelle.")] = True,
    edgar: flags.Edgar = False,
    edgar_plugin: flags.EdgarPlugIn = None,
    write_profile: Annotated[Path | None, typer.Option(help="Also write a profile of what was decided.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Review the result in the browser; runs until Ctrl-C.")] = False,
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
        scale=scale,
        prefix=prefix,
        year=year,
        filed=filed,
        prior=prior,
        taxonomy=terminal.one_of("--taxonomy", taxonomy, ("embedded", "official")),
        packages=tuple(packages or ()),
        validate=validate,
        edgar=flags.edgar(edgar, edgar_plugin),
        also=requested(also),
        retag=terminal.one_of("--retag", retag, ("replace", "keep")),
    )
    settings = settings if decisions is None else _with_decisions(settings, decisions)
    with terminal.progress(f"converting {note.name}", quiet=as_json):
        conversion = pipeline.convert(note, settings, out)
    if write_profile is not None:
        _write_profile(conversion, write_profile, profile, settings.scale)
    terminal.print_report(conversion) if as_json else terminal.summary(conversion, out)
    _then_review(out, heard=profile is not None, opened=open_)
    raise typer.Exit(conversion.exit_code)


def _with_decisions(settings: Settings, workbook: Path) -> Settings:
    from .. import decisions, knowledge  # noqa: PLC0415 - only when a workbook is given

    return decisions.merged(settings, workbook, knowledge.load(settings.year))


def _write_profile(conversion: pipeline.Conversion, path: Path, given: Path | None, scale: int | None) -> None:
    from ..profile_write import write_profile  # noqa: PLC0415 - only when asked for

    write_profile(conversion, path, given, scale)


def _then_review(out: Path, *, heard: bool, opened: bool) -> None:
    """Mention decisions of an earlier review that this run did not hear; open the page where that was asked for."""
    if not heard and (out / OWN_PROFILE).exists():
        decided = f"{out / OWN_PROFILE} holds decisions of a review that were not heard: give it with --profile"
        terminal.console(stderr=True).print(decided, markup=False)
    if opened:
        from . import review  # noqa: PLC0415 - only when asked for

        review.run(out)
