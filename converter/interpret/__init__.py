"""Numbers, scale, currency, periods, subjects, lines and sums: what the tables and sentences of the note say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..findings import Finding
    from ..knowledge.model import Knowledge
    from ..options import Settings
    from ..tables.model import SegmentNote
    from .model import InterpretedNote

__all__ = ["interpret"]


def interpret(
    note: SegmentNote, settings: Settings, knowledge: Knowledge, year_ends: Sequence[date] = ()
) -> tuple[InterpretedNote, tuple[Finding, ...]]:
    """Read the tables and sentences of a note.

    Every figure of every table becomes a value or a finding that says why not. `year_ends` are the ends of earlier
    fiscal years as the prior filing has them.
    """
    from .note import interpret_note  # noqa: PLC0415 - other stages import this package for its model alone

    return interpret_note(note, settings, knowledge, year_ends)
