"""What validation said, and what was not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..findings import Severity
from . import words
from .edgar import EdgarView, edgar_view

if TYPE_CHECKING:
    from ..pipeline import Conversion


class ValidationView(Struct, frozen=True, kw_only=True):
    """`checks` are (name, `run` or `not run`); `messages` (level, code, text); `taxonomy` (name, SHA-256)."""

    run: bool
    verdict: str
    by: str
    state: str
    strength: str
    strength_means: str
    checks: tuple[tuple[str, str], ...]
    messages: tuple[tuple[str, str, str], ...]
    taxonomy: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    edgar: EdgarView


MEANS = {
    "embedded": "schemas written for this run at the official addresses, with the very elements that the report names",
    "official": "the packages published by FASB and the SEC, as given",
}
NOT_RUN = ("XBRL 2.1", "dimensions 1.0", "calculations 1.1", "inline XBRL 1.1", "EDGAR Filer Manual", "DQC rules")


def validation_view(conversion: Conversion) -> ValidationView:
    result = conversion.validation
    if result is None:
        return ValidationView(
            run=False, verdict="not run", by="Arelle was not asked", state="none", strength="", strength_means="",
            checks=tuple((name, "not run") for name in NOT_RUN), messages=(), taxonomy=(), unknown=(),
            edgar=edgar_view(None),
        )  # fmt: skip
    errors = arelle_errors(conversion)
    return ValidationView(
        run=True,
        verdict=words.plural(errors, "error") if errors else "valid",
        by=f"Arelle {result.arelle_version}, {result.strength.value} taxonomy",
        state="bad" if errors else "good",
        strength=result.strength.value,
        strength_means=MEANS[result.strength.value],
        checks=(*((name, "run") for name in result.checks_run), *((n, "not run") for n in result.checks_not_run)),
        messages=tuple((said.level, said.code, said.text) for said in result.messages if not said.family),
        taxonomy=result.taxonomy_files,
        unknown=result.unknown,
        edgar=edgar_view(result),
    )


def arelle_errors(conversion: Conversion) -> int:
    """Findings of error level that come from Arelle."""
    return sum(f.severity is Severity.ERROR and f.code.startswith("arelle") for f in conversion.findings)
