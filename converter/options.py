"""Settings of a run: flags and profile, parsed once into frozen types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

PLACEHOLDER_CIK = "0000000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDecision:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDecision:
    """What a person decided for a name: the axis and member (an extension member is made when it has our prefix)."""

    name: str
    axis: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A house choice: wherever `instead_of` would be chosen, take `use`."""

    instead_of: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The company's own file (TOML), kept under version control."""

    path: Path | None = None
    lines: tuple[LineDecision, ...] = ()
    members: tuple[MemberDecision, ...] = ()
    preferences: tuple[Preference, ...] = ()
    cover: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run's settings. None means: take what the note says."""

    entity_name: str | None = None
    cik: str | None = None
    form: str | None = None
    period_end: date | None = None
    fiscal_year_end: tuple[int, int] | None = None
    """Month and day."""
    fiscal_year: int | None = None
    fiscal_period: str | None = None
    prefix: str | None = None
    year: int = 2025
    profile: Profile = field(default_factory=Profile)
    prior: Path | None = None
    taxonomy: str = "embedded"
    packages: tuple[Path, ...] = ()
    validate: bool = True


def report_prefix(settings: Settings) -> str:
    """Prefix of the extension taxonomy: as given, else made of the entity's name, else `company` (rules 43, 44)."""
    if settings.prefix:
        return settings.prefix
    words = re.findall(r"[a-z0-9]+", (settings.entity_name or "").lower())
    name = "".join(words)[:8].lstrip("0123456789")
    return name or "company"
