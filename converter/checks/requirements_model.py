"""What the disclosure checklist says of a note."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ..source import SourceRef


class Standing(StrEnum):
    GIVEN = "given"
    UNCLEAR = "unclear"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"


class Evidence(Struct, frozen=True, kw_only=True):
    """`what` was seen (a tagged concept, a sentence, a table) and where."""

    what: str
    where: SourceRef | None = None


class Requirement(Struct, frozen=True, kw_only=True):
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
