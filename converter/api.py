"""For scripts and notebooks: `convert` a note, `read_note` to look at it first.

Nothing is printed and nothing exits; what stops a run is a `converter.errors.ConverterError`, everything else is among
`Conversion.findings`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import pipeline, readers, tables
from .emit import requested
from .errors import BadOption
from .pipeline import Conversion
from .profile import settings_from
from .tables.model import SegmentNote

__all__ = ["Conversion", "convert", "read_note"]

SETTINGS = (
    "entity_name", "cik", "form", "period_end", "fiscal_year_end", "fiscal_year", "fiscal_period", "scale", "prefix",
    "year", "filed", "taxonomy",
)  # fmt: skip


def convert(
    note: str | Path,
    *,
    out: str | Path | None = None,
    profile: str | Path | None = None,
    prior: str | Path | None = None,
    decisions: str | Path | None = None,
    packages: tuple[str | Path, ...] = (),
    also: str = "",
    retag: str = "replace",
    validate: bool = True,
    **settings: Any,
) -> Conversion:
    """Convert the segment note in a file, of any format that is read, to XBRL.

    Args:
        note: the file: a text dump, HTML, a whole filing, Word, Excel, CSV or Markdown.
        out: folder to write to; without it nothing is written and nothing validated.
        profile: the company's profile (TOML); what is given here wins over it.
        prior: a prior filing (inline XBRL) to carry decisions over from.
        decisions: a mapping.xlsx that a reviewer has edited; wins over the profile.
        packages: official taxonomy packages to validate against, with `taxonomy="official"`.
        also: further output, as of `--also`: `csv`, `xlsx`, `parquet`, `viewer`, with commas, or `all`.
        retag: for an inline XBRL filing, what becomes of tags that its note has: `replace` or `keep`.
        validate: validate with Arelle what is written.
        settings: as the flags of the same names: entity_name, cik, form, period_end (`YYYY-MM-DD`), fiscal_year_end
            (`MM-DD`), fiscal_year, fiscal_period (`FY`, `Q1` …), scale (`thousands` …, of a note that does not say),
            prefix, year, filed, taxonomy.

    Returns:
        The conversion: `.facts` (a pandas DataFrame, amounts as `Decimal`, in full units), `.findings`, `.files`,
        `.report`, and what every stage made.

    Raises:
        InputError: the file cannot be read or holds no segment note.
        OptionError: a setting is unknown or cannot be used.
        OutputError: `out` cannot be written; nothing is left half-written.
    """
    for name in settings:
        if name not in SETTINGS:
            raise BadOption("there is no such setting", where=name, hint=f"settings are {', '.join(SETTINGS)}")
    if retag not in {"replace", "keep"}:
        raise BadOption(f"{retag!r} is neither 'replace' nor 'keep'", where="retag")
    flags = {
        **settings,
        "prior": Path(prior) if prior is not None else None,
        "packages": tuple(map(Path, packages)),
        "also": requested(also),
        "retag": retag,
        "validate": validate,
    }
    chosen = settings_from(flags, Path(profile) if profile is not None else None)
    if decisions is not None:
        from . import decisions as workbook  # noqa: PLC0415 - only when one is given
        from . import knowledge  # noqa: PLC0415 - as above

        chosen = workbook.merged(chosen, Path(decisions), knowledge.load(chosen.year))
    return pipeline.convert(Path(note), chosen, Path(out) if out is not None else None)


def read_note(note: str | Path) -> SegmentNote:
    """The segment note in a file as read: its title, tables (with every cell's place) and paragraphs, nothing decided.

    Raises:
        InputError: the file cannot be read or holds no segment note.
    """
    document, _ = readers.read(Path(note))
    return tables.locate(document)[0]
