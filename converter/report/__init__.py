"""What a person or a pipeline reads about a conversion: report.json and report.html."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..emit.model import OutputFile
from .data import report_json

if TYPE_CHECKING:
    from ..pipeline import Conversion

__all__ = ["files"]


def files(conversion: Conversion) -> Iterator[OutputFile]:
    """The report files that go beside the XBRL."""
    yield OutputFile(path="report.json", media_type="application/json", content=report_json(conversion).encode())
