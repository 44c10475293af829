"""Finding the segment note in a document and bringing its tables to logical columns."""

from __future__ import annotations

from .locate import locate

__all__ = ["locate"]
