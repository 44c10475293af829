"""Facts that sentences state: number of segments, the CODM's title, how the measure is used.

Which sentence states which fact is data with examples (taxonomy/rules/narrative.toml); only their reading is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct

from ..errors import BadRule, DuplicateRule
from ..knowledge import vocabulary
from ..knowledge.vocabularies import read_toml
from ..resources import folder
from .model import Statement
from .narrative_text import Sentence

_KINDS = frozenset({"count", "text", "true", "members"})
_KEYS = frozenset(
    {"id", "concept", "kind", "pattern", "unless", "once", "members", "needs", "right", "examples", "counter"}
)


class NarrativeRule(Struct, frozen=True, kw_only=True):
    """`kind` says what the fact's value is: a count, the sentence itself, true, or members of an enumeration.
    `needs` are words one of which a sentence must hold (lower case) before the pattern is tried at all. `right` is the
    share of filers with such a sentence who tag it so."""

    id: str
    concept: str
    kind: str
    pattern: str
    unless: str = ""
    needs: tuple[str, ...] = ()
    once: bool = False
    right: float
    members: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    counter: tuple[str, ...] = ()


class NarrativeRules(Struct, frozen=True, kw_only=True):
    rules: tuple[NarrativeRule, ...]
    titles: tuple[tuple[re.Pattern[str], str], ...]
    """Pattern of a title → member, in the order they are tried."""


@cache
def load() -> NarrativeRules:
    """The rules of taxonomy/rules/narrative.toml, read once.

    Raises:
        BadRule: a key is missing or unknown.
        DuplicateRule: two rules have one id.
    """
    path = str(folder("taxonomy") / "rules" / "narrative.toml")
    data = read_toml(path)
    parts = {**data["parts"], "number": "|".join([*vocabulary("narrative")["numbers"], r"\d{1,2}"])}
    rules: dict[str, NarrativeRule] = {}
    for entry in data["rule"]:
        rule = _rule(data["usual"] | entry, parts, path)
        if rule.id in rules:
            raise DuplicateRule("Two narrative rules have one id", where=f"{path}: {rule.id}")
        rules[rule.id] = rule
    titles = tuple((re.compile(entry["pattern"], re.IGNORECASE), entry["member"]) for entry in data["title"])
    return NarrativeRules(rules=tuple(rules.values()), titles=titles)


def _rule(entry: dict[str, Any], parts: dict[str, str], path: str) -> NarrativeRule:
    where = f"{path}: {entry.get('id')}"
    if (
        set(entry) - _KEYS
        or not {"id", "concept", "kind", "pattern", "right", "examples"} <= set(entry)
        or entry["kind"] not in _KINDS
    ):
        raise BadRule("A narrative rule needs id, concept, kind, pattern and examples, and no key unknown", where=where)
    return NarrativeRule(
        id=entry["id"],
        concept=entry["concept"],
        kind=entry["kind"],
        pattern=_filled(entry["pattern"], parts),
        unless=_filled(entry.get("unless", ""), parts),
        needs=tuple(entry.get("needs", ())),
        once=entry.get("once", False),
        right=entry["right"],
        members=tuple(entry.get("members", ())),
        examples=tuple((sentence, shown) for sentence, shown in entry["examples"]),
        counter=tuple(entry.get("counter", ())),
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{part})")
    return pattern


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: most notes need few of them.

    Raises:
        BadRule: the pattern is broken.
    """
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as cause:
        raise BadRule(f"The pattern does not compile: {cause}", where=pattern[:80]) from cause


def statements(sentences: Iterable[Sentence], rules: NarrativeRules) -> Iterator[Statement]:
    """Every fact that a rule finds in the sentences, in the order of the text. Of two counts in a sentence the first is
    the company's ("one industry segment, furniture, and three geographic segments")."""
    done: set[str] = set()
    for sentence in sentences:
        for rule in rules.rules:
            if rule.id in done:
                continue
            for place in spots(rule, sentence.text):
                statement = _statement(rule, sentence, place, rules)
                if statement is None:
                    continue
                yield statement
                if rule.once:
                    done.add(rule.id)
                if rule.once or rule.kind == "count":
                    break


def spots(rule: NarrativeRule, text: str) -> Iterator[tuple[int, int]]:
    """Where in a sentence the rule finds its fact: the place of what is shown."""
    lowered = text.lower()
    if rule.needs and not any(word in lowered for word in rule.needs):
        return
    if rule.unless and _compiled(rule.unless).search(text):
        return
    for match in _compiled(rule.pattern).finditer(text):
        if rule.kind in {"text", "true"}:
            lead = len(text) - len(text.lstrip(" •·▪●"))
            yield lead, len(text.rstrip())
            return
        names = [name for name in match.re.groupindex if match[name]]
        yield match.span(names[0]) if names else match.span()


def _statement(
    rule: NarrativeRule, sentence: Sentence, place: tuple[int, int], rules: NarrativeRules
) -> Statement | None:
    shown = sentence.text[place[0] : place[1]]
    trimmed = shown.rstrip(" ,&/") if rule.kind == "members" else shown
    place = (place[0], place[0] + len(trimmed))
    content = _content(rule, trimmed, rules)
    if content is None:
        return None
    span = (sentence.start + place[0], sentence.start + place[1])
    return Statement(
        rule=rule.id,
        concept=rule.concept,
        content=content,
        ref=sentence.paragraph.ref,
        span=span,
        shown=sentence.paragraph.text[span[0] : span[1]],
        evidence=" ".join(sentence.text.split())[:200],
        confidence=rule.right,
    )


def _content(rule: NarrativeRule, shown: str, rules: NarrativeRules) -> Decimal | str | bool | tuple[str, ...] | None:
    match rule.kind:
        case "count":
            return number_of(shown)
        case "true":
            return True
        case "text":
            return " ".join(shown.split())
        case _:
            return rule.members or members_of(shown, rules) or None


def number_of(word: str) -> Decimal | None:
    """The count that digits or a word give; "single" and "only one" are one."""
    words: dict[str, int] = vocabulary("narrative")["numbers"]
    last = word.lower().split()[-1]
    if last.isdecimal():
        return Decimal(last)
    if last in {"single", "sole"}:
        return Decimal(1)
    return Decimal(words[last]) if last in words else None


def members_of(title: str, rules: NarrativeRules) -> tuple[str, ...]:
    """The members that a title names, in the order of the text: "President and CEO" names two."""
    found = [(match.start(), member) for pattern, member in rules.titles for match in pattern.finditer(title)]
    return tuple(dict.fromkeys(member for _, member in sorted(found)))
