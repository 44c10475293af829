"""The syntax-free facts of a report, and their construction from mapped values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Finding
from ..options import Settings
from .model import FactReport

if TYPE_CHECKING:
    from ..knowledge.model import Knowledge
    from ..mapping.model import MappedNote

__all__ = ["build"]


def build(mapped: MappedNote, settings: Settings, knowledge: Knowledge) -> tuple[FactReport, tuple[Finding, ...]]:
    """Build the report of a mapped note; see `construct.build_report`."""
    from .construct import build_report  # noqa: PLC0415 - every stage imports facts.model, few of them the construction

    return build_report(mapped, settings, knowledge)
