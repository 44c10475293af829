"""The flags that commands share, and how they become settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..options import Settings
from ..profile import settings_from

Note = Annotated[Path, typer.Argument(help="The note: a text dump, HTML, or a whole filing.", show_default=False)]
EntityName = Annotated[str | None, typer.Option("--entity-name", help="Registrant's name.")]
Cik = Annotated[str | None, typer.Option("--cik", help="Central Index Key, up to ten digits.")]
Form = Annotated[str | None, typer.Option("--form", help="Form type, such as 10-K, 10-Q or 20-F.")]
PeriodEnd = Annotated[str | None, typer.Option("--period-end", help="Last day of the document's period, YYYY-MM-DD.")]
FiscalYearEnd = Annotated[str | None, typer.Option("--fiscal-year-end", help="Fiscal year end, MM-DD.")]
FiscalYear = Annotated[str | None, typer.Option("--fiscal-year", help="Fiscal year in focus, four digits.")]
FiscalPeriod = Annotated[str | None, typer.Option("--fiscal-period", help="FY, Q1, Q2 or Q3.")]
Scale = Annotated[
    str | None,
    typer.Option("--scale", help="Units, thousands, millions or billions: of a note that does not say."),
]
Prefix = Annotated[str | None, typer.Option("--prefix", help="Prefix of the extension taxonomy.")]
Year = Annotated[str | None, typer.Option("--year", help="Taxonomy year [default: by the SEC's calendar].")]
Filed = Annotated[str | None, typer.Option("--filed", help="Day of filing, YYYY-MM-DD: decides the taxonomy year.")]
ProfileFile = Annotated[Path | None, typer.Option("--profile", help="The company's profile (TOML).")]
PriorFile = Annotated[Path | None, typer.Option("--prior", help="A prior filing (inline XBRL) to carry over from.")]
Edgar = Annotated[bool, typer.Option("--edgar", help="Run EDGAR Filer Manual and DQC rules too: needs a plug-in.")]
EdgarPlugIn = Annotated[
    list[Path] | None, typer.Option("--edgar-plugin", help="Where that plug-in is, if Arelle does not find it.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def edgar(asked: bool, plug_ins: list[Path] | None) -> tuple[Path, ...] | None:  # noqa: FBT001 - a flag's value
    """The plug-ins for the Filer Manual's rules; naming one asks for them."""
    return tuple(plug_ins or ()) if asked or plug_ins else None


def settings(profile: Path | None = None, **flags: Any) -> Settings:
    """Settings of the run from the flags given (None: not given) and the profile.

    Raises:
        BadOption, BadProfile: see `profile.settings_from`.
    """
    return settings_from(flags, profile)
