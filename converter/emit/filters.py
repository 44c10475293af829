"""The filters that templates may use; there are no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..facts.model import QName


def fragment(name: QName) -> str:
    """`us-gaap:Revenues` as an id: `us-gaap_Revenues`."""
    return f"{name.prefix}_{name.local}"


FILTERS: Mapping[str, Callable[..., Any]] = {"fragment": fragment}
