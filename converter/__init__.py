"""segxbrl: a segment-reporting note in, validated inline XBRL out.

from converter import convert

made = convert("note.txt", entity_name="Lanternfish Holdings", cik="1999902", form="20-F", out="out")
made.facts[["concept", "value", "start", "end"]]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Conversion, convert, read_note

__all__ = ["Conversion", "convert", "read_note"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(".api", __name__), name)  # loaded when asked for: the command line has no need of it
