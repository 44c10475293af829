"""What the writers yield, and the facts in the lexical form that every syntax shares."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts.model import Period, QName, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """`path` is relative to the output folder, with `/` between its parts."""

    path: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A fact as every syntax writes it. `value` is the lexical XBRL value; `decimals` is `-6`, `INF` or empty (not a
    number); `language` says that the value is text in the report's language; `members` are an enumeration's names."""

    id: str
    concept: QName
    value: str
    period: Period
    decimals: str = ""
    unit: Unit | None = None
    dimensions: tuple[tuple[QName, QName], ...] = ()
    language: bool = False
    members: tuple[str, ...] = ()
