"""What a person or a pipeline reads about a conversion: report.html and report.json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..emit.model import OutputFile

if TYPE_CHECKING:
    from ..pipeline import Conversion

__all__ = ["files"]


def files(conversion: Conversion) -> Iterator[OutputFile]:
    """The report files that go beside the XBRL.

    Raises:
        TemplateFailed: a fault in templates/report.
    """
    from .data import report_json  # noqa: PLC0415 - only a run that writes needs them
    from .page import report_html  # noqa: PLC0415 - as above

    yield OutputFile(path="report.html", media_type="text/html", content=report_html(conversion).encode())
    yield OutputFile(path="report.json", media_type="application/json", content=report_json(conversion).encode())
