"""What is asked of Arelle and what it answers. Pure data: nothing here imports Arelle."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from ..facts.model import Period, QName, Unit

EFM, DQC = "EDGAR Filer Manual", "DQC rules"
"""Checks that need plug-ins which Arelle's distribution does not carry."""
HOW_TO_INSTALL = (
    "get the plug-in that the SEC and Arelle publish (github.com/Arelle/EDGAR), put it into Arelle's plug-in folder as "
    "EDGAR or give its folder with --edgar-plugin, and run again with --edgar"
)
HOW_TO_MEND = (
    "take the plug-in's release for this version of Arelle, install what it requires beside Arelle, and run again"
)


class Strength(StrEnum):
    """Which standard taxonomies a report is validated against."""

    EMBEDDED = "embedded"
    """Schemas written on the fly at the official URLs, with the elements that the report names."""
    OFFICIAL = "official"
    """The published packages, as given."""


class ValidationRequest(Struct, frozen=True, kw_only=True):
    """One document to validate. `year` is the taxonomy year taken where the document itself names none."""

    entry: Path
    strength: Strength = Strength.EMBEDDED
    packages: tuple[Path, ...] = ()
    year: int = 2025
    checks: bool = True
    """False: only load the document and read its facts."""
    viewer: Path | None = None
    """Where to write the interactive viewer of an inline document."""
    edgar: tuple[Path, ...] | None = None
    """Run the EDGAR Filer Manual's and DQC's rules with the plug-ins there; empty: wherever Arelle finds them."""


class Place(Struct, frozen=True, kw_only=True):
    """Where a message points: the file, its line (1-based, 0 where unknown) and the fact or element there."""

    file: str
    line: int = 0
    fact: str = ""
    """The id of the fact or element."""
    name: str = ""
    """Its concept."""


class ValidationMessage(Struct, frozen=True, kw_only=True):
    """One message of Arelle: `code` is the specification's (`xbrl.4.7.2:periodType`), `level` Arelle's."""

    code: str
    level: str
    text: str
    where: tuple[Place, ...] = ()

    @property
    def family(self) -> str:
        """`efm` or `dqc` for what a plug-in's rules say (`EFM.6.05.20`, `DQC.US.0015.9`); empty otherwise."""
        name = self.code[:3].lower()
        return name if name in {"efm", "dqc"} else ""


class ReadFact(Struct, frozen=True, kw_only=True):
    """A fact as Arelle read it, in the shape of `facts.model.Fact`.

    Prefixes are the usual ones for standard namespaces. `value` is None for nil; an enumeration is a tuple of expanded
    names. `decimals` is None for INF and for what is not a number. A typed member is given as text.
    """

    id: str
    concept: QName
    value: Decimal | str | bool | tuple[str, ...] | None
    decimals: int | None
    period: Period | None
    unit: Unit | None
    dimensions: tuple[tuple[QName, QName | str], ...] = ()
    entity: str = ""
    language: str = ""


class PlugIn(Struct, frozen=True, kw_only=True):
    """A plug-in of Arelle that took part: `runs` are the checks it did (`EFM`, `DQC`)."""

    name: str
    version: str
    runs: tuple[str, ...]


class ValidationResult(Struct, frozen=True, kw_only=True):
    """What Arelle said of one document. `seconds` is the worker's time for it, start-up not included."""

    entry: Path
    strength: Strength
    taxonomy_files: tuple[tuple[str, str], ...]
    """(URL or package name, SHA-256) of the taxonomy it was validated against."""
    arelle_version: str
    messages: tuple[ValidationMessage, ...]
    facts: tuple[ReadFact, ...]
    seconds: float
    checks_run: tuple[str, ...]
    checks_not_run: tuple[str, ...]
    unknown: tuple[str, ...] = field(default=())
    """Standard taxonomies the document refers to that no catalogue covers (embedded only)."""
    edgar: bool = False
    """Whether the Filer Manual's and DQC's rules were asked for."""
    plug_ins: tuple[PlugIn, ...] = ()
    plug_in_problems: tuple[str, ...] = ()
    """Why a plug-in that was asked for took no part, or did not get to its end."""
