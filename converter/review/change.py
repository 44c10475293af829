"""One decision of a reviewer, as the page sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from ..errors import BadOption
from ..facts.model import QName
from ..interpret.model import Value
from ..mapping.model import Decision, MemberChoice, ValueMapping
from ..pipeline import Conversion
from .scope import Scope

LONGEST = 500


class Kind(StrEnum):
    """What is decided. `ACCEPT` takes the line as it stands; `RESET` takes the decision back."""

    ACCEPT = "accept"
    CONCEPT = "concept"
    EXTENSION = "extension"
    SIGN = "sign"
    MEMBER = "member"
    PERIOD = "period"
    SKIP = "skip"
    RESET = "reset"


class Change(Struct, frozen=True, kw_only=True):
    """`at` is the address of the number that was clicked: its place and where its digits start (`t2:r5:c3+1`).

    `concept` for CONCEPT; `label`, `balance` and `period_type` for EXTENSION; `subject`, `axis` and `member` for MEMBER
    (of the name `subject` throughout for scope LINE; no axis: the consolidated figure); `start` and `end` for PERIOD
    (an instant without `start`); `reason` for SKIP. `by` says who, where given."""

    kind: Kind
    at: str
    scope: Scope = Scope.LINE
    concept: str = ""
    label: str = ""
    balance: str = ""
    period_type: str = ""
    subject: str = ""
    axis: str = ""
    member: str = ""
    start: str = ""
    end: str = ""
    reason: str = ""
    by: str = ""

    @classmethod
    def from_data(cls, data: Any) -> Change:
        """Out of parsed JSON.

        Raises:
            BadOption: not an object of these texts.
        """
        known = set(cls.__struct_fields__)
        if not isinstance(data, Mapping) or not {"kind", "at"} <= data.keys() or data.keys() - known:
            raise BadOption("this is no decision", hint="reload the page")
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in data.values()):
            raise BadOption(f"each part of a decision is a text of at most {LONGEST} characters")
        if any(ord(character) < 32 for text in data.values() for character in text):
            raise BadOption("each part of a decision is on one line, without control characters")
        texts: dict[str, Any] = {key: " ".join(text.split()) for key, text in data.items()}
        try:
            return cls(**texts | {"kind": Kind(texts["kind"]), "scope": Scope(texts.get("scope") or "line")})
        except ValueError as problem:
            raise BadOption(f"{problem}", hint="reload the page") from problem

    @property
    def dates(self) -> tuple[date | None, date]:
        """Raises BadOption where they are none."""
        try:
            start = date.fromisoformat(self.start) if self.start else None
            end = date.fromisoformat(self.end)
        except ValueError:
            raise BadOption("these are no dates", hint="write them as YYYY-MM-DD") from None
        if start is not None and start > end:
            raise BadOption("the period ends before it starts")
        return start, end


class Picked(Struct, frozen=True, kw_only=True):
    """The number that was clicked, and what was decided for it."""

    value: Value
    mapping: ValueMapping
    decision: Decision
    members: tuple[MemberChoice, ...]


def address(value: Value) -> str:
    """The number's address on the page; the same as that of its fact (`report.note`)."""
    return f"{value.ref.place}+{value.span[0]}"


def pick(made: Conversion, at: str) -> Picked:
    """The number at an address.

    Raises:
        BadOption: none that was read as a number of a line stands there.
    """
    value = next((v for t in made.interpreted.tables for v in t.values if address(v) == at), None)
    mapping = next((m for m in made.mapped.values if value is not None and m.value == value.id), None)
    decision = next((d for d in made.mapped.decisions if mapping is not None and d.id == mapping.decision), None)
    if value is None or mapping is None or decision is None:
        raise BadOption("no number of a line stands there", where=at, hint="what a sentence says is tagged by rule")
    about = {(subject.kind, subject.name) for subject in value.subjects}
    members = tuple(c for c in made.mapped.members if (c.subject.kind, c.subject.name) in about)
    return Picked(value=value, mapping=mapping, decision=decision, members=members)


def prefixed(name: str) -> QName:
    """Raises BadOption where the name has no prefix."""
    prefix, colon, local = name.partition(":")
    if not (colon and prefix and local.isidentifier()):
        raise BadOption(f"{name!r} is not a prefixed name", hint="write us-gaap:Revenues, with its prefix")
    return QName(prefix, local)
