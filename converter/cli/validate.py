"""`segxbrl validate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..findings import Finding, Severity
from . import flags, terminal

INLINE = (".htm", ".html", ".xhtml")


def validate(
    files: Annotated[list[Path], typer.Argument(help="Inline XBRL, instances or xBRL-JSON.", show_default=False)],
    taxonomy: Annotated[str, typer.Option(help="embedded, or official with --packages.")] = "embedded",
    packages: Annotated[list[Path] | None, typer.Option(help="Official taxonomy packages (zip).")] = None,
    year: flags.Year = None,
    edgar: flags.Edgar = False,
    edgar_plugin: flags.EdgarPlugIn = None,
    as_json: flags.Json = False,
) -> None:
    """Validate any XBRL or inline XBRL with Arelle, offline; inline XBRL is held to the rules of segment notes as well.
    Says whether a signed output is what was signed."""
    from ..arelle import Session, Strength, ValidationRequest  # noqa: PLC0415 - starts a worker process
    from ..report import words  # noqa: PLC0415 - as below
    from ..report.edgar import edgar_view  # noqa: PLC0415 - only here
    from ..review.signature import standing  # noqa: PLC0415 - only here

    strength = Strength(terminal.one_of("--taxonomy", taxonomy, ("embedded", "official")))
    settings = flags.settings(year=year)
    worst = 0
    with Session() as session:
        for file in files:
            request = ValidationRequest(
                entry=file,
                strength=strength,
                packages=tuple(packages or ()),
                year=settings.year,
                edgar=flags.edgar(edgar, edgar_plugin),
            )
            with terminal.progress(f"validating {file.name}", quiet=as_json):
                result, found = session.validate(request)
            found = (*standing(file.parent), *_lint(file, settings.year), *found)
            worst = max(worst, int(any(f.severity is Severity.ERROR for f in found)))
            if as_json:
                from ..report.data import validation_json  # noqa: PLC0415 - only for --json

                sys.stdout.write(validation_json(file, result, found) + "\n")
                continue
            terminal.console().print(
                f"{file}: {len(result.facts)} facts, {words.plural(len(found), 'message')} "
                f"(Arelle {result.arelle_version}, {strength} taxonomy, {result.seconds:.1f} s)",
                markup=False,
            )
            terminal.findings(found)
            terminal.console().print(f"EFM and DQC: {edgar_view(result).said}", markup=False)
    raise typer.Exit(worst)


def _lint(file: Path, year: int) -> tuple[Finding, ...]:
    """The segment lint, for an inline document; nothing for other forms, whose page cannot be looked at."""
    if file.suffix.lower() not in INLINE:
        return ()
    from .. import checks, knowledge  # noqa: PLC0415 - only here

    filing = checks.filing_from(file)
    return checks.lint(filing, knowledge.load(year))
