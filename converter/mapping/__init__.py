"""From lines and subjects to concepts, signs and dimensions."""

from __future__ import annotations

from .carry import carry
from .note import map_note
from .prior import PriorFiling, PriorLine, PriorMember, read_prior

__all__ = ["PriorFiling", "PriorLine", "PriorMember", "carry", "map_note", "read_prior"]
