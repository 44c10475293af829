"""A prior filing (any inline XBRL): what the company tagged its lines with last time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..facts.model import QName


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorLine:
    """A row of the prior filing: its label, the headers and headings over its figures, and the tag.

    `sign` turns the amount as it was displayed into the value reported; `balance` and `period_type` are not told by the
    page and are looked up where the concept is standard.
    """

    label: str
    headings: tuple[str, ...]
    concept: QName
    sign: int
    instant: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorMember:
    """A name (row label or column header) that stands for members in the prior filing."""

    name: str
    dimensions: tuple[tuple[QName, QName], ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorFiling:
    """What a prior filing tells. `prefix` is that of its own extension elements."""

    source: str
    lines: tuple[PriorLine, ...]
    members: tuple[PriorMember, ...]


def read_prior(path: Path) -> PriorFiling:
    """Read the tags of an inline XBRL document.

    Raises:
        UnreadableFile: the file is missing or no inline XBRL.
    """
    raise NotImplementedError(path)
