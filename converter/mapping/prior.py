"""A prior filing (any inline XBRL): what the company tagged its lines with last time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from ..facts.model import QName


class PriorLine(Struct, frozen=True, kw_only=True):
    """A row (or column header) of the prior filing that names what is measured, and its tag.

    `headings` are the headings and headers around it. `sign` turns the amount as it was displayed into the value
    reported. `count` says how many facts bear it out. `bare` are the dimensions of its figures that belong to no
    segment, place, product or customer: None where it has no such figures.
    """

    label: str
    headings: tuple[str, ...]
    concept: QName
    sign: int
    instant: bool
    count: int
    bare: tuple[tuple[QName, QName], ...] | None = None


class PriorMember(Struct, frozen=True, kw_only=True):
    """A name (row label, header or heading) that stands for one member in the prior filing."""

    name: str
    dimensions: tuple[tuple[QName, QName], ...]
    count: int


class PriorFact(Struct, frozen=True, kw_only=True):
    """One tagged number and where it stood: `row`, `headers` and `section` of its table, or for a sentence (`row` is
    empty) the whole `sentence` with the words just `before` the number. `block` numbers tables and sentences. `shown`
    is the number as printed; `sign` turns it into the value reported."""

    concept: QName
    dimensions: tuple[tuple[QName, QName], ...]
    instant: bool
    sign: int
    shown: str
    block: int
    row: str = ""
    headers: tuple[str, ...] = ()
    section: str = ""
    sentence: str = ""
    before: str = ""


class PriorFiling(Struct, frozen=True, kw_only=True):
    """What a prior filing tells. `split` are the concepts whose segment figures carried OperatingSegmentsMember there,
    `plain` those whose segment figures did not (rule 7). `year_ends` are the ends of its years, latest first."""

    source: str
    lines: tuple[PriorLine, ...]
    members: tuple[PriorMember, ...]
    split: frozenset[QName] = frozenset()
    plain: frozenset[QName] = frozenset()
    facts: tuple[PriorFact, ...] = ()
    year_ends: tuple[date, ...] = ()


def read_prior(path: Path) -> PriorFiling:
    """Read the tags of an inline XBRL document, with the words of row, column and section at each.

    Raises:
        UnreadableFile: the file is missing, or is no inline XBRL.
    """
    from .prior_reading import read  # noqa: PLC0415 - lxml is loaded only where a prior filing is given

    return read(path)
