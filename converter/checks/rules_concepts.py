"""Rules 16 to 20: which concept; rules 23 to 26: sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.model import QName
from ..findings import Severity
from .model import FiledFact, LinkKind
from .view import (
    ELIMINATIONS,
    INTERSEGMENT,
    ITEMS,
    SEGMENTS,
    Breach,
    Rule,
    View,
    member_on,
    place,
    plain,
)

_CAPITAL_EXPENDITURE = frozenset(
    (
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "PropertyPlantAndEquipmentAdditions",
        "PaymentsToAcquireProductiveAssets",
    )
)
_LONG_LIVED = QName("us-gaap", "NoncurrentAssets")
_GEOGRAPHY_TABLE = QName("us-gaap", "ScheduleOfRevenuesFromExternalCustomersAndLongLivedAssetsTable")
_INTEREST = QName("us-gaap", "InterestExpense")
_SPLIT_INTEREST = (QName("us-gaap", "InterestExpenseOperating"), QName("us-gaap", "InterestExpenseNonoperating"))
_NUMBER_OF_SEGMENTS = QName("us-gaap", "NumberOfReportableSegments")
_STATEMENT = re.compile(r"\bStatement\b", re.IGNORECASE)
_OPPOSITE = re.compile(
    r"adjust|consolidat|eliminat|netting|reclass|reconcili|unfunded|basisswap", re.IGNORECASE
)  # rule 25
_OPPOSITE_MEMBERS = frozenset(
    ("CorporateNonSegmentMember", "CorporateMember", "AllOtherSegmentsMember", "CorporateAndOtherMember")
)
_SPENT = frozenset(
    (
        "CostOfRevenue",
        "CostOfGoodsAndServicesSold",
        "CostsAndExpenses",
        "OperatingExpenses",
        "LaborAndRelatedExpense",
        "SellingAndMarketingExpense",
        "GeneralAndAdministrativeExpense",
        "InterestExpense",
    )
)


def rule_16_capital_expenditure(view: View) -> Iterator[Breach]:
    """A segment's capital expenditure has an element of its own; the cash-flow ones are for the cash-flow statement."""
    for concept, facts in view.by_concept.items():
        of_segment = [f for f in facts if member_on(f, SEGMENTS)]
        if concept.prefix == "us-gaap" and concept.local in _CAPITAL_EXPENDITURE and of_segment:
            yield Breach(
                message=f"{concept} is given by segment",
                hint="use us-gaap:SegmentExpenditureAdditionToLongLivedAssets",
                fact=of_segment[0],
            )


def rule_17_long_lived_assets(view: View) -> Iterator[Breach]:
    """NoncurrentAssets is for long-lived assets by area: in the geography table, never on the balance sheet."""
    facts = view.by_concept.get(_LONG_LIVED, ())
    arcs = view.arcs[LinkKind.PRESENTATION]
    roles = {arc.role for arc in arcs if arc.target == _LONG_LIVED}
    if not facts or not roles:
        return
    faces = sorted(role for role in roles if _STATEMENT.search(view.role_titles.get(role, "")))
    tables = {arc.role for arc in arcs if _GEOGRAPHY_TABLE in (arc.source, arc.target)}
    if faces:
        yield Breach(
            message=f"{_LONG_LIVED} stands on a statement: {view.role_titles[faces[0]]}",
            hint="use a balance-sheet element there",
            fact=facts[0],
        )
    elif not roles & tables:
        yield Breach(
            message=f"{_LONG_LIVED} is not presented in {_GEOGRAPHY_TABLE}",
            hint="move the line into the table of revenue and long-lived assets by area",
            fact=facts[0],
        )


def rule_18_interest_expense(view: View) -> Iterator[Breach]:
    """From 2024 a filing that tells operating from nonoperating interest expense does so throughout."""
    facts = view.by_concept.get(_INTEREST, ())
    split = next((name for name in _SPLIT_INTEREST if name in view.by_concept), None)
    if facts and split and (view.filing.year or 0) >= 2024:
        yield Breach(
            message=f"{_INTEREST} is used beside {split}",
            hint="choose InterestExpenseOperating or InterestExpenseNonoperating for this line too",
            fact=facts[0],
        )


def rule_19_number_of_segments(view: View) -> Iterator[Breach]:
    """There are at least as many segment members as reportable segments."""
    members = view.members.get(SEGMENTS, {})
    for fact in view.by_concept.get(_NUMBER_OF_SEGMENTS, ()):
        count = fact.amount
        if count is not None and not fact.dimensions and count > max(1, len(members)):
            yield Breach(
                message=f"{count:f} reportable segments are stated, and {len(members)} members are used on {SEGMENTS}",
                hint="tag the figures of every reportable segment with its own member",
                fact=fact,
            )


def rule_20_known_elements(view: View) -> Iterator[Breach]:
    """A standard element exists in the taxonomy year that the filing declares."""
    if not view.current_year:
        return
    known = view.knowledge.catalogue
    for name in view.used:
        if name.prefix in ("us-gaap", "srt") and known.get(name) is None:
            yield Breach(
                message=f"{name} is no element of the {known.year} taxonomy",
                hint="take the element that replaced it",
                fact=view.by_concept.get(name, (None,))[0],
            )


def rule_23_meaning_not_parentheses(view: View) -> Iterator[Breach]:
    """XBRL's value follows the concept's meaning: an expense shown in parentheses is positive."""
    for concept, facts in view.by_concept.items():
        if concept.prefix != "us-gaap" or concept.local not in _SPENT:
            continue
        amounts = [f for f in facts if f.amount and not _may_be_opposite(f)]
        if len(amounts) > 1 and all(f.amount < 0 for f in amounts if f.amount):
            yield Breach(
                message=f"every amount of {concept} is negative, first {plain(amounts[0])}: parentheses around an "
                "expense say that it is taken away, not that it is negative",
                hint="drop the sign, and give the line a negated label",
                fact=amounts[0],
            )


def rule_24_non_negative(view: View) -> Iterator[Breach]:
    """An element on the list must not be negative, except for eliminations, corporate and the like (rule 25)."""
    for concept, facts in view.by_concept.items():
        if concept.prefix != "us-gaap" or concept.local not in view.knowledge.non_negative:
            continue
        below = [f for f in facts if f.amount is not None and f.amount < 0 and not _may_be_opposite(f)]
        if below:
            more = f" and {len(below) - 1} more" if len(below) > 1 else ""
            yield Breach(
                message=f"{concept} must not be negative, and {plain(below[0])}{more} is",
                hint="turn the sign (a negated label shows it in parentheses), or use an element that may be negative",
                fact=below[0],
            )


def rule_26_elimination_sign(view: View) -> Iterator[Breach]:
    """The elimination of a line that cannot be negative has the opposite sign of the consolidated amount."""
    for fact in view.numeric:
        member = member_on(fact, ITEMS)
        if len(fact.dimensions) != 1 or member not in (INTERSEGMENT, ELIMINATIONS) or not fact.amount:
            continue
        if fact.concept.prefix != "us-gaap" or fact.concept.local not in view.knowledge.non_negative:
            continue
        concept, period, unit, _ = place(fact)
        total = view.amounts.get((concept, period, unit, ()))
        if total is not None and total.amount and (total.amount > 0) == (fact.amount > 0):
            yield Breach(
                message=f"the elimination {plain(fact)} has the sign of the consolidated amount {plain(total)}",
                hint="if it takes away from the total, turn its sign; if it adds to it, use another member",
                fact=fact,
            )


def _may_be_opposite(fact: FiledFact) -> bool:
    """Rule 25: members whose amounts may go against the grain."""
    return any(m.local in _OPPOSITE_MEMBERS or _OPPOSITE.search(m.local) for _, m in fact.dimensions)


CONCEPT_RULES = (
    Rule(number="16", check=rule_16_capital_expenditure, severity=Severity.WARNING, source="DQC 0163"),
    Rule(number="17", check=rule_17_long_lived_assets, severity=Severity.WARNING, source="DQC 0149",
         needs="presentation"),
    Rule(number="18", check=rule_18_interest_expense, severity=Severity.WARNING, source="DQC 0181"),
    Rule(number="19", check=rule_19_number_of_segments, severity=Severity.WARNING, source="DQC 0150"),
    Rule(number="20", check=rule_20_known_elements, severity=Severity.ERROR, source="EFM 6.5.42"),
    Rule(number="23", check=rule_23_meaning_not_parentheses, severity=Severity.WARNING, source="DQC 0015"),
    Rule(number="24", check=rule_24_non_negative, severity=Severity.ERROR, source="DQC 0015"),
    Rule(number="26", check=rule_26_elimination_sign, severity=Severity.WARNING, source="DQC 0147"),
)  # fmt: skip
