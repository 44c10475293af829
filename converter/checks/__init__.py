"""Proof before filing: segment lint, arithmetic proof and disclosure checklist, all without Arelle.

- `lint(filing, knowledge)` holds a filing to the numbered rules; `filing_of` and `filing_from` make its view of one.
- `prove(interpreted, mapped, report)` proves the note's arithmetic.
- `checklist(interpreted, mapped, report)` says what of ASC 280-10-50 the note gives, lacks or leaves unclear.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..emit.model import OutputFile
    from ..facts.model import FactReport
    from ..findings import Finding
    from ..interpret.model import InterpretedNote
    from ..knowledge.model import Knowledge
    from ..mapping.model import MappedNote
    from .model import Filing
    from .proof_model import Proof
    from .requirements_model import Requirement

__all__ = ["checklist", "filing_from", "filing_of", "lint", "prove"]


def filing_of(report: FactReport, files: Iterable[OutputFile]) -> Filing:
    """The lint's view of what we wrote; see `reading.filing_of`."""
    from .reading import filing_of as make  # noqa: PLC0415 - a run loads the checks that it makes

    return make(report, files)


def filing_from(path: Path) -> Filing:
    """The lint's view of any inline XBRL document and of the extension taxonomy beside it; see `reading.filing_from`.

    Raises:
        UnreadableFile: not a file, not well-formed, or without any inline XBRL.
    """
    from .reading import filing_from as make  # noqa: PLC0415 - as above

    return make(path)


def lint(filing: Filing, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Hold a filing to the rules; see `segment_lint.lint`."""
    from .segment_lint import lint as run  # noqa: PLC0415 - as above

    return run(filing, knowledge)


def prove(
    interpreted: InterpretedNote, mapped: MappedNote, report: FactReport
) -> tuple[tuple[Proof, ...], tuple[Finding, ...]]:
    """Prove the note's arithmetic; see `proof.prove`."""
    from .proof import prove as run  # noqa: PLC0415 - as above

    return run(interpreted, mapped, report)


def checklist(interpreted: InterpretedNote, mapped: MappedNote, report: FactReport) -> tuple[Requirement, ...]:
    """Hold the note to the disclosure requirements; see `requirements.checklist`."""
    from .requirements import checklist as run  # noqa: PLC0415 - as above

    return run(interpreted, mapped, report)
