"""The catalogue of finding codes: taxonomy/findings.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from ..errors import BadRule
from ..resources import folder
from .vocabularies import read_toml

_FIELDS = ("title", "meaning", "do", "example")


class FindingCode(Struct, frozen=True, kw_only=True):
    """What a finding code stands for: a `title`, its `meaning`, what to `do` about it and an `example` message."""

    code: str
    title: str
    meaning: str
    do: str
    example: str


@cache
def finding_codes() -> Mapping[str, FindingCode]:
    """Every catalogued code, in the order of the file.

    Raises:
        BadRule: an entry lacks a field, has one too many, or its code is not `stage.what`.
    """
    path = str(folder("taxonomy") / "findings.toml")
    found: dict[str, FindingCode] = {}
    for code, entry in read_toml(path).get("codes", {}).items():
        if code.count(".") != 1 or sorted(entry) != sorted(_FIELDS):
            raise BadRule(f"a code is `stage.what` with {', '.join(_FIELDS)}", where=f"{path}: {code}")
        found[code] = FindingCode(code=code, **entry)
    return found
