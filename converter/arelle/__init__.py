"""Arelle, kept behind one door: validating a document and reading its facts in a worker process of its own.

Importing this package imports nothing else: the worker lives in it too, and should load Arelle and no more. Arelle is
imported by `engine` alone, in the worker.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import Session, read_facts, validate
    from .model import Place, ReadFact, Strength, ValidationMessage, ValidationRequest, ValidationResult

__all__ = [
    "Place",
    "ReadFact",
    "Session",
    "Strength",
    "ValidationMessage",
    "ValidationRequest",
    "ValidationResult",
    "read_facts",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "client" if name in {"Session", "read_facts", "validate"} else "model"
    return getattr(import_module(f".{home}", __name__), name)
