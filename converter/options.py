"""Settings of a run: flags and profile, parsed once into frozen types."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from msgspec import Struct, field

PLACEHOLDER_CIK = "0000000000"


class LineDecision(Struct, frozen=True, kw_only=True):
    """What a person decided for a line: matched by label, and by table (`t2`) and path where given. `negate` says that
    XBRL's value has its sign turned against the display; the three last are for a concept of the company's own."""

    label: str
    concept: str
    table: str = ""
    path: tuple[str, ...] = ()
    negate: bool | None = None
    extension_label: str = ""
    balance: str = ""
    period_type: str = ""
    by: str = ""
    on: str = ""


class MemberDecision(Struct, frozen=True, kw_only=True):
    """What a person decided for a name: the axis and member (an extension member is made when it has our prefix)."""

    name: str
    axis: str
    member: str
    by: str = ""
    on: str = ""


class CellDecision(Struct, frozen=True, kw_only=True):
    """What a person decided for one number, or for the numbers of one row or column: narrower than a line.

    `place` is a cell, row or column (`t2:r5:c3`, `t2:r5`, `t2:c3`; or a place in the text, `line 14`), `shown` the
    number that stands there, where one is meant. What is not given stays as decided for the line: `concept`, `negate`,
    `dimensions` (axis and member; empty: the consolidated figure), the period (an instant without `start`). `skip` says
    why the number is not to be tagged. The three before `by` are for a concept of the company's own."""

    place: str
    shown: str = ""
    concept: str = ""
    negate: bool | None = None
    dimensions: tuple[tuple[str, str], ...] | None = None
    start: date | None = None
    end: date | None = None
    skip: str = ""
    extension_label: str = ""
    balance: str = ""
    period_type: str = ""
    by: str = ""
    on: str = ""


class Preference(Struct, frozen=True, kw_only=True):
    """A house choice: wherever `instead_of` would be chosen, take `use`."""

    instead_of: str
    use: str


class Profile(Struct, frozen=True, kw_only=True):
    """The company's own file (TOML), kept under version control."""

    path: Path | None = None
    lines: tuple[LineDecision, ...] = ()
    members: tuple[MemberDecision, ...] = ()
    cells: tuple[CellDecision, ...] = ()
    preferences: tuple[Preference, ...] = ()
    operating_segments: str = ""
    """`always` or `never`: whether segments' figures carry OperatingSegmentsMember; empty: per concept (rule 7)."""
    cover: tuple[tuple[str, str], ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """One run's settings. None means: take what the note says."""

    entity_name: str | None = None
    cik: str | None = None
    form: str | None = None
    period_end: date | None = None
    fiscal_year_end: tuple[int, int] | None = None
    """Month and day."""
    fiscal_year: int | None = None
    fiscal_period: str | None = None
    scale: int | None = None
    """Power of ten of tables in a note that states none; what a table states wins."""
    prefix: str | None = None
    year: int = 2025
    year_given: bool = False
    """The year was given; otherwise it follows the document (`knowledge.calendar`)."""
    filed: date | None = None
    """Day of filing, given or to be given to EDGAR."""
    profile: Profile = field(default_factory=Profile)
    prior: Path | None = None
    taxonomy: str = "embedded"
    packages: tuple[Path, ...] = ()
    validate: bool = True
    edgar: tuple[Path, ...] | None = None
    """Validate by the EDGAR Filer Manual and DQC too, with the plug-ins there; empty: wherever Arelle finds them."""
    also: frozenset[str] = frozenset()
    """Outputs beyond those always written: see `emit.ON_REQUEST`."""
    retag: str = "replace"
    """What becomes of tags that the note already has, where the input is inline XBRL: `replace` or `keep`."""


def report_prefix(settings: Settings) -> str:
    """Prefix of the extension taxonomy: as given, else made of the entity's name, else `company` (rules 43, 44)."""
    if settings.prefix:
        return settings.prefix
    words = re.findall(r"[a-z0-9]+", (settings.entity_name or "").lower())
    name = "".join(words)[:8].lstrip("0123456789")
    return name or "company"
