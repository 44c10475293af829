"""Every example in taxonomy/rules/narrative.toml and taxonomy/vocabulary/narrative.toml is a test."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.errors import BadRule
from converter.interpret import narrative_rules
from converter.interpret.model import Content
from converter.interpret.narrative_amounts import mentions
from converter.interpret.narrative_lines import label_of
from converter.interpret.narrative_rules import NarrativeRule, load, members_of, number_of, spots
from converter.knowledge import vocabulary

RULES = {rule.id: rule for rule in load().rules}
EXAMPLES = [(rule.id, text, shown) for rule in RULES.values() for text, shown in rule.examples]
COUNTER = [(rule.id, text) for rule in RULES.values() for text in rule.counter]


def first(rule: NarrativeRule, text: str) -> str | None:
    place = next(spots(rule, text), None)
    return None if place is None else text[slice(*place)]


@pytest.mark.parametrize(("rule", "text", "shown"), EXAMPLES)
def test_examples(rule: str, text: str, shown: str) -> None:
    found = first(RULES[rule], text)
    assert found is not None
    assert found.rstrip(" ,") == (shown or text)


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_counter_examples(rule: str, text: str) -> None:
    assert first(RULES[rule], text) is None


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert [rule.id for rule in RULES.values() if not (rule.examples and rule.counter)] == []


@pytest.mark.parametrize(("text", "label"), vocabulary("narrative")["measures"]["examples"])
def test_measure_examples(text: str, label: str) -> None:
    mention = mentions(text)[0]
    assert label_of(text, mention.start, mention.end, Content.MONEY) == label


@pytest.mark.parametrize(
    ("title", "members"),
    [
        ("President and CEO", ("srt:PresidentMember", "srt:ChiefExecutiveOfficerMember")),
        ("Executive Vice President", ("srt:ExecutiveVicePresidentMember",)),
        ("chief financial officer", ("srt:ChiefFinancialOfficerMember",)),
        ("executive committee", ("srt:ManagementMember",)),
    ],
)
def test_titles(title: str, members: tuple[str, ...]) -> None:
    assert members_of(title, load()) == members


@pytest.mark.parametrize(
    ("word", "number"), [("two", 2), ("11", 11), ("Single", 1), ("only one", 1), ("several", None)]
)
def test_numbers(word: str, number: int | None) -> None:
    assert number_of(word) == (None if number is None else Decimal(number))


def test_an_unknown_key_is_named() -> None:
    entry = {"id": "x", "concept": "C", "kind": "count", "pattern": "a", "examples": [], "patern": "b"}
    with pytest.raises(BadRule, match="no key unknown"):
        narrative_rules._rule(entry, {}, "narrative.toml")
