"""What the writers yield, and the facts in the lexical form that every syntax shares."""

from __future__ import annotations

from msgspec import Struct

from ..facts.model import Period, QName, Unit


class OutputFile(Struct, frozen=True, kw_only=True):
    """`path` is relative to the output folder, with `/` between its parts."""

    path: str
    media_type: str
    content: bytes


class Item(Struct, frozen=True, kw_only=True):
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
