"""Mapping rules (taxonomy/rules/*.toml): criterion on a line → concept. A rule states a criterion, never an issuer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..errors import BadRule, DuplicateRule
from ..resources import folder

OTHER_FILES = frozenset({"narrative.toml"})
"""Files of taxonomy/rules with rules of another kind."""
_PATTERNS = ("label", "unless", "heading", "note", "unless_note")
_KEYS = frozenset({*_PATTERNS, "id", "concept", "kinds", "content", "period", "total", "why"})


class LineFacts(Struct, frozen=True, kw_only=True):
    """What a rule may look at: `label` and `heading` normalised, `note` the words of the whole note in lower case,
    `kind` the table kind, `content` the content kind, `instant` whether the figures stand at a date (None: untold)."""

    label: str
    heading: str = ""
    note: str = ""
    kind: str = ""
    content: str = "money"
    instant: bool | None = None
    total: bool = False


class Rule(Struct, frozen=True, kw_only=True):
    """Criteria that must all hold; patterns are searched in normalised words. `examples` are labels that it must take,
    `counter` labels that it must not (both with the other criteria given)."""

    id: str
    concept: str
    label: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    heading: re.Pattern[str] | None = None
    note: re.Pattern[str] | None = None
    unless_note: re.Pattern[str] | None = None
    kinds: frozenset[str] = frozenset()
    content: str = "money"
    period: str = ""
    total: bool | None = None
    why: str = ""
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()

    @property
    def specificity(self) -> int:
        """How many criteria it states: the most specific rule wins."""
        notes = self.note or self.unless_note
        given = (self.unless, self.heading, notes, self.kinds, self.period, self.total is not None)
        return 1 + sum(1 for criterion in given if criterion) + (2 if self.heading or self.kinds else 0)

    def holds(self, line: LineFacts) -> bool:
        """Whether every criterion holds for the line."""
        if line.content != self.content or not self.label.search(line.label):
            return False
        if self.unless and self.unless.search(line.label):
            return False
        if self.kinds and line.kind not in self.kinds:
            return False
        if self.heading and not self.heading.search(line.heading):
            return False
        if self.note and not self.note.search(line.note):
            return False
        if self.unless_note and self.unless_note.search(line.note):
            return False
        if self.total is not None and self.total != line.total:
            return False
        wanted = {"instant": True, "duration": False}.get(self.period)
        return wanted is None or line.instant in (None, wanted)


def parse(entry: Mapping[str, Any], where: str) -> Rule:
    """One `[[rule]]` of a file as a rule.

    Raises:
        BadRule: a key is missing or unknown, or a pattern is broken.
    """
    unknown = set(entry) - _KEYS - {"examples", "counter"}
    if unknown or not {"id", "concept", "label", "examples"} <= set(entry):
        raise BadRule(
            "A rule needs id, concept, label and examples, and no key unknown", where=f"{where}: {entry.get('id')}"
        )
    try:
        patterns = {k: re.compile(entry[k]) for k in _PATTERNS if k in entry}
    except re.error as cause:
        raise BadRule(f"The pattern does not compile: {cause}", where=f"{where}: {entry['id']}") from cause
    return Rule(
        id=entry["id"],
        concept=entry["concept"],
        label=patterns["label"],
        unless=patterns.get("unless"),
        heading=patterns.get("heading"),
        note=patterns.get("note"),
        unless_note=patterns.get("unless_note"),
        kinds=frozenset(entry.get("kinds", ())),
        content=entry.get("content", "money"),
        period=entry.get("period", ""),
        total=entry.get("total"),
        why=entry.get("why", ""),
        examples=tuple(entry["examples"]),
        counter=tuple(entry.get("counter", ())),
    )


def read(files: Sequence[Path]) -> tuple[Rule, ...]:
    """Every rule of the files.

    Raises:
        BadRule: see `parse`.
        DuplicateRule: two rules have one id.
    """
    rules: dict[str, Rule] = {}
    for file in files:
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("rule", ()):
            rule = parse(entry, file.name)
            if rule.id in rules:
                raise DuplicateRule("Two rules have one id", where=f"{file.name}: {rule.id}")
            rules[rule.id] = rule
    return tuple(rules.values())


@cache
def load() -> tuple[Rule, ...]:
    """The mapping rules of taxonomy/rules, read once."""
    files = sorted((folder("taxonomy") / "rules").glob("*.toml"))
    return read([f for f in files if f.name not in OTHER_FILES])


def matching(rules: Sequence[Rule], line: LineFacts) -> tuple[Rule, ...]:
    """The rules that hold for the line, the most specific only: more than one means a tie."""
    found = [r for r in rules if r.holds(line)]
    best = max((r.specificity for r in found), default=0)
    return tuple(r for r in found if r.specificity == best)
