"""What the interpretation of one table may know of the note around it."""

from __future__ import annotations

from msgspec import Struct

from ..knowledge.model import Places
from .calendar import Fiscal
from .model import PeriodHint
from .names import Names
from .scale import UnitSaid


class Context(Struct, frozen=True, kw_only=True):
    """`usual` is the scale and currency that the note states for all its tables, `before` that of the tables before."""

    fiscal: Fiscal
    names: Names
    places: Places
    usual: UnitSaid | None = None
    before: UnitSaid | None = None
    currency: str = "USD"
    period: PeriodHint | None = None
    """The only period of the table before: a table without words for a period goes on with it."""
    yearly: frozenset[str] = frozenset()
    """The labels of the table's rows that end in the year of their figures."""
    captions: tuple[str, ...] = ()
    """What was said above the table before: a table that follows it without a word between goes on under it."""
