"""Any of our frozen values as plain JSON data: what `inspect --json` prints and the goldens of the tests hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..facts.model import QName
from ..source import SourceRef

_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """Structs become objects without their empty fields, names and places text, numbers exact text."""
    kind: type[object] = type(value)
    return value if kind in _AS_IT_IS else _reader(kind)(value)  # type: ignore[arg-type]  # types hash; mypy denies it


@cache
def _reader(kind: type[object]) -> Callable[[Any], Any]:
    """How values of a type are read; looked up once a type, for a report holds thousands of values."""
    if issubclass(kind, QName):
        return str
    if issubclass(kind, SourceRef):
        return lambda value: value.place
    if issubclass(kind, Struct):
        names = kind.__struct_fields__
        return lambda value: {name: plain(item) for name in names if not _empty(item := getattr(value, name))}
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, Decimal):
        return lambda value: format(value, "f")
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, Mapping):
        return lambda value: {str(key): plain(item) for key, item in value.items()}
    if issubclass(kind, tuple | list | frozenset):
        return lambda value: [plain(item) for item in value]
    return str if issubclass(kind, Path) else lambda value: value


def _empty(item: Any) -> bool:
    return item is None or (not item and isinstance(item, str | tuple | Mapping))


def dumps(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=1)
