"""The disclosure checklist of ASC 280-10-50."""

from __future__ import annotations

from ..facts.model import FactReport
from ..interpret.model import InterpretedNote
from ..mapping.model import MappedNote
from .requirements_model import Requirement


def checklist(
    interpreted: InterpretedNote,
    mapped: MappedNote,
    report: FactReport,  # noqa: ARG001 - the evidence to come
) -> tuple[Requirement, ...]:
    """Hold the note to the requirements."""
    return ()
