"""Word lists: taxonomy/vocabulary/<name>.toml, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from ..errors import BadRule
from ..resources import folder


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return taxonomy/vocabulary/<name>.toml; the caller reads it and changes nothing.

    Raises:
        BadRule: there is no such file, or it is no TOML.
    """
    path = folder("taxonomy") / "vocabulary" / f"{name}.toml"
    return read_toml(str(path))


@cache
def read_toml(path: str) -> dict[str, Any]:
    """Return a TOML file of taxonomy/, read once.

    Raises:
        BadRule: the file is missing or no TOML.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the path is the cache's key, a string
            return tomllib.load(file)
    except FileNotFoundError as error:
        raise BadRule("no such vocabulary", where=path) from error
    except tomllib.TOMLDecodeError as error:
        raise BadRule(f"not valid TOML: {error}", where=path) from error
