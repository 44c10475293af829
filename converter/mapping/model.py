"""Decisions: which concept, axis and member, by whom, on what evidence, and what else it could have been."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ..facts.model import Element, QName
from ..interpret.model import InterpretedNote, Subject


class DecidedBy(StrEnum):
    PROFILE = "profile"
    PRIOR = "prior filing"
    RULE = "rule"
    RANKING = "ranking"
    EXTENSION = "extension"


class Evidence(Struct, frozen=True, kw_only=True):
    """One reason. `kind` groups reasons (`label`, `statistics`, `rule`, `arithmetic`, `balance`, `sibling`, `kind`,
    `profile`, `prior`); `weight` is what it added to the score; `rule` the id of a rule of taxonomy/."""

    kind: str
    text: str
    weight: float
    rule: str = ""


class Candidate(Struct, frozen=True, kw_only=True):
    concept: QName
    label: str
    score: float
    evidence: tuple[Evidence, ...] = ()


class Decision(Struct, frozen=True, kw_only=True):
    """The concept of one line. `sign` turns the displayed amount into XBRL's value (+1 or -1, rule 23); `confidence` is
    calibrated, 0 to 1; `candidates` are the five best, best first."""

    id: str
    table: str
    line: str
    label: str
    concept: QName
    sign: int
    confidence: float
    decided_by: DecidedBy
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class MemberChoice(Struct, frozen=True, kw_only=True):
    """The axis and member for one subject (by kind and name); `dimensions` is empty for the consolidated figure."""

    subject: Subject
    dimensions: tuple[tuple[QName, QName], ...]
    evidence: str = ""


class ValueMapping(Struct, frozen=True, kw_only=True):
    """The decision and the dimensions for one value; `skip` says why the value is not to be a fact."""

    value: str
    decision: str
    dimensions: tuple[tuple[QName, QName], ...] = ()
    skip: str = ""


class MappedNote(Struct, frozen=True, kw_only=True):
    note: InterpretedNote
    decisions: tuple[Decision, ...]
    values: tuple[ValueMapping, ...]
    members: tuple[MemberChoice, ...]
    elements: tuple[Element, ...]
    """Extension elements made: concepts, axes and members."""
