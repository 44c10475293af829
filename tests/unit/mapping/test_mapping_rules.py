"""Every mapping rule against its own examples."""

from __future__ import annotations

import pytest

from converter import knowledge
from converter.knowledge import rules as mapping_rules
from converter.knowledge.rules import LineFacts, Rule
from converter.mapping.ranking import Weights
from converter.mapping.words import normalise

NOTE = (
    "operating income. the codm uses consolidated net income. net income attributable to noncontrolling interests. "
    "net interest income. premiums earned. tenants"
)
RULES = mapping_rules.load()


def facts(rule: Rule, label: str) -> LineFacts:
    """The label with the rule's other criteria given."""
    return LineFacts(
        label=normalise(label),
        heading="other income (expense) below operating income; changes in goodwill" if rule.heading else "",
        note=NOTE if rule.note else "",
        kind=min(rule.kinds, default=""),
        content=rule.content,
        instant={"instant": True, "duration": False}.get(rule.period),
        total=bool(rule.total),
    )


@pytest.mark.parametrize(
    ("rule", "label"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: getattr(x, "id", x)
)
def test_a_rule_takes_its_examples(rule: Rule, label: str) -> None:
    assert rule.holds(facts(rule, label))


@pytest.mark.parametrize(
    ("rule", "label"), [(r, e) for r in RULES for e in r.counter], ids=lambda x: getattr(x, "id", x)
)
def test_a_rule_leaves_its_counterexamples(rule: Rule, label: str) -> None:
    assert not rule.holds(facts(rule, label))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_names_a_concept_and_says_why(rule: Rule) -> None:
    assert knowledge.load(2025).catalogue.find(rule.concept) is not None
    assert rule.why
    assert rule.examples


@pytest.mark.parametrize(
    ("rule", "label"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: getattr(x, "id", x)
)
def test_no_two_rules_tie_on_an_example(rule: Rule, label: str) -> None:
    found = mapping_rules.matching(RULES, facts(rule, label))
    assert len({r.concept for r in found}) == 1, [r.id for r in found]


@pytest.mark.parametrize(("share", "right"), [(0.1, 0.4), (0.4, 0.4), (0.5, 0.5), (0.6, 0.6), (0.7, 0.65), (0.9, 0.7)])
def test_confidence_lies_on_the_line_between_the_points_of_the_table(share: float, right: float) -> None:
    weights = Weights(features={}, calibration=((0.4, 0.4), (0.6, 0.6), (0.8, 0.7)))
    assert weights.confidence(share) == pytest.approx(right)
