"""The rules of the lint: named by their number, explained, catalogued."""

from __future__ import annotations

import re
import time

import pytest

from converter import checks, knowledge
from converter.checks.model import Filing, Markup
from converter.checks.segment_lint import RULES
from converter.checks.view import Rule
from converter.knowledge.codes import finding_codes

NAME = re.compile(r"rule_(\d\d)_[a-z0-9_]+")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.check.__name__)
def test_a_rule_is_named_by_its_number_and_says_what_it_means(rule: Rule) -> None:
    found = NAME.fullmatch(rule.check.__name__)
    assert found
    assert found[1] == rule.number
    assert rule.check.__doc__
    assert re.match(r"(EFM|DQC|XBRL 2\.1|iXBRL) ?[\d.]+", rule.source)
    assert f"lint.rule-{rule.number}" in finding_codes()


def test_every_catalogued_rule_is_there() -> None:
    codes = {code.removeprefix("lint.rule-") for code in finding_codes() if code.startswith("lint.rule-")}
    assert codes == {rule.number for rule in RULES}


def test_rules_are_in_order_and_complete() -> None:
    numbers = [int(rule.number) for rule in RULES]
    assert numbers == sorted(numbers)
    left_out = {12, 13, 14, 15, 21, 22, 25}
    assert set(numbers) == set(range(1, 56)) - left_out


def test_an_empty_filing_has_nothing_to_find() -> None:
    filing = Filing(
        name="x.htm", facts=(), contexts={}, units={}, markup=Markup(language="en"), missing="none is there"
    )
    found = checks.lint(filing, knowledge.load(2025))
    assert [f.code for f in found] == ["lint.not-run"]
    assert "because none is there" in found[0].message


def test_the_lint_is_linear_in_facts() -> None:
    """Eight times the facts take no more than some twenty times as long: no rule compares all with all."""
    from datetime import date
    from decimal import Decimal

    from converter.checks.model import FiledFact
    from converter.facts.inline import InlineContext
    from converter.facts.model import Period, QName, Unit
    from converter.source import SourceRef

    def filing(number: int) -> Filing:
        usd = Unit("iso4217:USD")
        axis = QName("us-gaap", "StatementBusinessSegmentsAxis")
        contexts = {
            f"c{i}": InlineContext(
                id=f"c{i}", entity="0001234567", scheme="http://www.sec.gov/CIK",
                period=Period(start=date(2025, 1, 1), end=date(2025, 12, 31)),
                dimensions=((axis, QName("fen", f"Part{i}Member")),),
            )
            for i in range(number)
        }  # fmt: skip
        facts = tuple(
            FiledFact(id=f"f{i}", concept=QName("us-gaap", "Revenues"), value=Decimal(i), shown=str(i), context=context,
                      unit=usd, decimals="0", numeric=True, where=SourceRef())
            for i, context in enumerate(contexts.values())
        )  # fmt: skip
        return Filing(name="x.htm", facts=facts, contexts=contexts, units={"u": usd}, markup=Markup(language="en"))

    def seconds(number: int) -> float:
        made, known = filing(number), knowledge.load(2025)
        start = time.process_time()
        checks.lint(made, known)
        return time.process_time() - start

    seconds(100)  # warm
    small = min(seconds(500) for _ in range(3))
    assert min(seconds(4000) for _ in range(2)) < max(20 * small, 0.05)


def _axes_filing(*rows: tuple[str, str, str, int]) -> Filing:
    """A filing of facts: element, segment, consolidation item, amount; an empty word is no member."""
    from datetime import date
    from decimal import Decimal

    from converter.checks.model import FiledFact
    from converter.checks.view import ITEMS, SEGMENTS
    from converter.facts.inline import InlineContext
    from converter.facts.model import Period, QName, Unit
    from converter.source import SourceRef

    facts, contexts = [], {}
    for number, (local, segment, item, amount) in enumerate(rows):
        places = ((ITEMS, "us-gaap", item), (SEGMENTS, "fen", segment))
        context = InlineContext(
            id=f"c{number}",
            entity="0001234567",
            scheme="http://www.sec.gov/CIK",
            period=Period(start=date(2025, 1, 1), end=date(2025, 12, 31)),
            dimensions=tuple((axis, QName(prefix, f"{name}Member")) for axis, prefix, name in places if name),
        )
        contexts[context.id] = context
        facts.append(
            FiledFact(
                id=f"f{number}",
                concept=QName("us-gaap", local),
                value=Decimal(amount),
                shown=str(amount),
                context=context,
                unit=Unit("iso4217:USD"),
                decimals="0",
                numeric=True,
                where=SourceRef(),
            )
        )
    return Filing(
        name="x.htm", facts=tuple(facts), contexts=contexts, units={}, markup=Markup(language="en"), missing="no schema"
    )


def test_segment_amounts_without_the_member_are_one_finding() -> None:
    rows = [
        (local, segment, item, 5)
        for local in ("Revenues", "OperatingIncomeLoss")
        for segment, item in (("Fen", ""), ("Moor", ""), ("", "CorporateNonSegment"))
    ]
    found = [f for f in checks.lint(_axes_filing(*rows), knowledge.load(2025)) if f.code == "lint.rule-07"]
    assert len(found) == 1
    assert "us-gaap:Revenues, us-gaap:OperatingIncomeLoss have amounts" in found[0].message
    assert "4 of their segment amounts" in found[0].message
    assert "operating_segments" in found[0].hint


def test_a_dash_reconciles_nothing() -> None:
    rows = [("Revenues", "Fen", "", 5), ("Revenues", "Moor", "", 7), ("Revenues", "", "IntersegmentElimination", 0)]
    found = checks.lint(_axes_filing(*rows), knowledge.load(2025))
    assert "lint.rule-07" not in {f.code for f in found}
