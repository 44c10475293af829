"""How often a process that converts looks for garbage."""

from __future__ import annotations

import gc

NEW_OBJECTS = 50_000
"""After so many the collector looks. Nearly all that a conversion makes is needed to its end: to look after every 700,
as Python does unless told otherwise, takes a fifteenth of the run."""


def look_seldom() -> None:
    """Set the collector of this process for conversions."""
    gc.set_threshold(NEW_OBJECTS)
