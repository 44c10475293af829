"""What the disclosure checklist says of a note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..source import SourceRef


class Standing(StrEnum):
    GIVEN = "given"
    UNCLEAR = "unclear"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`what` was seen (a tagged concept, a sentence, a table) and where."""

    what: str
    where: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One disclosure requirement and how the note stands to it. `paragraph` is of ASC 280-10-50; `why` says in a
    sentence what was found or looked for."""

    id: str
    paragraph: str
    title: str
    standing: Standing
    why: str
    evidence: tuple[Evidence, ...] = ()
    interim: bool = False
    """Also asked of interim reports."""
