"""Arelle, kept behind one door: validating a document and reading its facts in a worker process of its own.

Importing this package does not import Arelle; only `worker` and `engine`, which run in the worker, do.
"""

from __future__ import annotations

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
