"""Many notes at once: worker processes, nothing lost, done work skipped, a manifest and a summary page.

`find` lists the notes of a folder or a list; `run` converts them. `run` works through worker processes of this machine
or, given a scheduler, through a Dask cluster; either way each note is converted in a process that may die or hang
without harm to the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Limits, Note, Result, Row, Status
    from .runner import Plan, run
    from .sources import find

__all__ = ["Limits", "Note", "Plan", "Result", "Row", "Status", "find", "run"]
_HOMES = {"Plan": "runner", "run": "runner", "find": "sources"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'model')}", __name__), name)
