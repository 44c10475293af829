"""Any of our frozen values as plain JSON data: what `inspect --json` prints and the goldens of the tests hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from ..facts.model import QName
from ..source import SourceRef


def plain(value: Any) -> Any:
    """Dataclasses become objects without their empty fields, names and places text, numbers exact text."""
    if isinstance(value, QName):
        return str(value)
    if isinstance(value, SourceRef):
        return value.place
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: plain(item) for name, item in pairs if item not in (None, "", (), {}) or item is False}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Path):
        return str(value)
    return value


def dumps(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=1)
