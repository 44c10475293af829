"""Rules 27 to 35: entity, contexts, periods, units, decimals and duplicates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal

from ..facts.model import Period, QName
from ..findings import Severity
from .model import FiledFact
from .view import Breach, Rule, View, place, plain

_SCHEME = "http://www.sec.gov/CIK"
_PLACES = re.compile(r"[+-]?\d{1,3}")
_TEXT_BLOCK = "textBlockItemType"
_PERCENT_LIMIT = 10  # 1,000 %
_YEAR_DAYS, _QUARTER_DAYS = range(350, 381), range(80, 101)


def rule_27_entity(view: View) -> Iterator[Breach]:
    """One entity: the registrant's CIK, ten digits, in the SEC's scheme."""
    entities = dict.fromkeys((c.scheme, c.entity) for c in view.filing.contexts.values())
    if len(entities) > 1:
        listed = ", ".join(entity for _, entity in entities)
        yield Breach(
            message=f"the contexts name several entities: {listed}", hint="use the registrant's CIK throughout"
        )
    for scheme, entity in entities:
        if scheme != _SCHEME:
            yield Breach(message=f"the entity's scheme is {scheme}", hint=f"use {_SCHEME}")
        if not (len(entity) == 10 and entity.isdigit()):
            yield Breach(message=f"the entity {entity!r} is no CIK of ten digits", hint="pad the CIK with zeros")


def rule_28_segment_only(view: View) -> Iterator[Breach]:
    """Members stand in the context's segment, not in its scenario."""
    for context in view.filing.contexts.values():
        if context.scenario:
            yield Breach(message=f"context {context.id} has a scenario", hint="put the members into xbrli:segment")


def rule_29_lean_contexts(view: View) -> Iterator[Breach]:
    """No two contexts or units say the same, none is unused, and none is of all time."""
    filing = view.filing
    contexts = filing.contexts.items()
    yield from _twins("context", ((i, (c.scheme, c.entity, c.period, c.dimensions, c.scenario)) for i, c in contexts
                                  if not c.typed))  # fmt: skip
    yield from _twins("unit", filing.units.items())
    yield from (
        Breach(message=f"context {i} has no period of dates", hint="give a first and a last day, or a day")
        for i, c in contexts
        if c.period is None
    )
    used = {fact.context.id for fact in filing.facts}
    units = {fact.unit for fact in filing.facts}
    idle = [f"context {i}" for i in filing.contexts if i not in used]
    idle += [f"unit {i}" for i, unit in filing.units.items() if unit not in units]
    if idle:
        more = f" and {len(idle) - 1} more" if len(idle) > 1 else ""
        yield Breach(message=f"no fact uses {idle[0]}{more}", hint="leave unused contexts and units out")


def _twins(what: str, entries: Iterable[tuple[str, Hashable]]) -> Iterator[Breach]:
    seen: dict[Hashable, str] = {}
    for name, content in entries:
        first = seen.setdefault(content, name)
        if first != name:
            yield Breach(message=f"{what}s {first} and {name} say the same", hint="keep one of them")


def rule_30_dates(view: View) -> Iterator[Breach]:
    """Start and end are first and last day: no day is both the first of one period and the last of another."""
    periods = {c.period: i for i, c in view.filing.contexts.items() if c.period is not None}
    starts = {p.start: i for p, i in periods.items() if p.start is not None}
    reported = set()
    for period, name in periods.items():
        if period.end in starts and period.end not in reported and period.start != period.end:
            reported.add(period.end)
            what = "end" if period.start else "instant"
            yield Breach(
                message=f"{period.end} is the start of context {starts[period.end]} and the {what} of context {name}",
                hint="a period starts on the day after the one before it ended",
            )


def rule_30_text_blocks(view: View) -> Iterator[Breach]:
    """Text blocks are of the document's own period, and of the whole entity."""
    blocks = [f for f in view.filing.facts if (m := view.meaning(f.concept)) and m.type == _TEXT_BLOCK]
    periods = {f.context.period for f in blocks}
    for fact in blocks:
        if fact.dimensions:
            yield Breach(message=f"the text block {fact.concept} has members", hint="drop them", fact=fact)
    if len(periods) > 1:
        yield Breach(
            message=f"text blocks are of {len(periods)} periods",
            hint="give all of them the context of the document's own period",
            fact=blocks[0],
        )


def rule_31_period_type(view: View) -> Iterator[Breach]:
    """An amount at a day and an amount over a period are told apart by the schema."""
    seen = set()
    for fact in view.filing.facts:
        meaning, period = view.meaning(fact.concept), fact.context.period
        if meaning is None or period is None or fact.concept in seen:
            continue
        found = "duration" if period.start else "instant"
        if meaning.period_type != found and meaning.period_type:
            seen.add(fact.concept)
            wanted = "a day" if meaning.period_type == "instant" else "a first and a last day"
            yield Breach(
                message=f"{plain(fact)} has {found} dates, and {fact.concept.local} is of type {meaning.period_type}",
                hint=f"give it {wanted}, or use an element of the other kind",
                fact=fact,
            )


def rule_32_longer_is_more(view: View) -> Iterator[Breach]:
    """What cannot be negative is not smaller over a year than over a part of it."""
    for facts in _series(view):
        meaning = view.meaning(facts[0].concept)
        money = meaning is not None and meaning.type == "monetaryItemType"
        if not money or facts[0].concept.local not in view.knowledge.non_negative:
            continue
        for long in facts:
            for short in facts:
                if _contains(long.context.period, short.context.period) and _less(long, short):
                    yield Breach(
                        message=f"{plain(long)} is less than {plain(short)}, which is for a part of its period",
                        hint="check periods and amounts of both",
                        fact=long,
                    )


def rule_32_quarters(view: View) -> Iterator[Breach]:
    """Four quarters that are all given add up to the year."""
    for facts in _series(view):
        quarters = {p.start: f for f in facts if (p := f.context.period) and p.start and _days(p) in _QUARTER_DAYS}
        for year in facts:
            period = year.context.period
            if period is None or period.start is None or _days(period) not in _YEAR_DAYS:
                continue
            inside = sorted((s, f) for s, f in quarters.items() if _contains(period, f.context.period))
            if len(inside) != 4:
                continue
            total = sum((f.amount or Decimal(0) for _, f in inside), Decimal(0))
            slack = sum((_half(f) for _, f in inside), _half(year))
            if year.amount is not None and abs(year.amount - total) > slack:
                yield Breach(
                    message=f"{plain(year)} is {year.amount:f}, and its four quarters add up to {total:f}",
                    hint="check the quarters against the year",
                    fact=year,
                    severity=Severity.WARNING,
                )


def _series(view: View) -> Iterator[list[FiledFact]]:
    """Facts that differ in nothing but the period, which lasts."""
    found: defaultdict[Hashable, list[FiledFact]] = defaultdict(list)
    for (concept, period, unit, dimensions), fact in view.amounts.items():
        if period is not None and period.start is not None:
            found[concept, unit, dimensions].append(fact)
    return (facts for facts in found.values() if len(facts) > 1)


def _contains(long: Period | None, short: Period | None) -> bool:
    if long is None or short is None or long.start is None or short.start is None or long == short:
        return False
    return long.start <= short.start and short.end <= long.end


def _less(long: FiledFact, short: FiledFact) -> bool:
    if long.amount is None or short.amount is None or min(long.amount, short.amount) < 0:
        return False
    return long.amount + _half(long) < short.amount - _half(short)


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1 if period.start else 0


def _half(fact: FiledFact) -> Decimal:
    """Half a unit in the last place that the fact claims; nothing where it claims none."""
    if not _PLACES.fullmatch(fact.decimals or ""):
        return Decimal(0)
    return Decimal(5).scaleb(-int(fact.decimals or "0") - 1)


def rule_33_units(view: View) -> Iterator[Breach]:
    """Money is in a currency, shares in shares, ratios are pure; a percentage is a fraction."""
    seen = set()
    for fact in view.numeric:
        meaning = view.meaning(fact.concept)
        wanted = "" if meaning is None else _unit_amiss(meaning.type, fact)
        if wanted and (fact.concept, fact.unit) not in seen:
            seen.add((fact.concept, fact.unit))
            unit = "/".join(filter(None, (fact.unit.numerator, fact.unit.denominator))) if fact.unit else "none"
            yield Breach(message=f"{plain(fact)} has the unit {unit}", hint=f"its unit is {wanted}", fact=fact)
        if meaning and meaning.type == "percentItemType" and fact.amount and abs(fact.amount) > _PERCENT_LIMIT:
            yield Breach(
                message=f"{plain(fact)} is {fact.amount * 100:f} %",
                hint='a percentage is tagged as a fraction: scale="-2"',
                fact=fact,
            )


def _unit_amiss(kind: str, fact: FiledFact) -> str:
    """The unit that the type asks for, where the fact has another."""
    over, under = (fact.unit.numerator, fact.unit.denominator) if fact.unit else ("", "")
    money = over.startswith("iso4217:")
    match kind:
        case "monetaryItemType":
            return "" if money and not under else "a currency (iso4217:USD)"
        case "sharesItemType":
            return "" if over == "xbrli:shares" and not under else "xbrli:shares"
        case "perShareItemType":
            return "" if money and under else "a currency per xbrli:shares"
        case "percentItemType" | "pureItemType":
            return "" if over == "xbrli:pure" else "xbrli:pure"
        case "integerItemType":
            return "" if not money else "a count (xbrli:pure, or one of the company's own)"
    return ""


def rule_34_decimals(view: View) -> Iterator[Breach]:
    """Every number says to what place it is exact, and has no digits beyond it."""
    for fact in view.filing.facts:
        if not fact.numeric or fact.nil:
            continue
        if fact.precision:
            yield Breach(message=f"{plain(fact)} has a precision", hint="use decimals", fact=fact)
        elif not fact.decimals:
            yield Breach(message=f"{plain(fact)} has no decimals", hint='give decimals ("-6" for millions)', fact=fact)
        elif fact.decimals != "INF" and fact.amount and _beyond(fact.amount, fact.decimals):
            yield Breach(
                message=f"{plain(fact)} has digits beyond decimals={fact.decimals}",
                hint="give decimals that fit the number as shown (one decimal shown in millions: -5)",
                fact=fact,
            )


def _beyond(amount: Decimal, decimals: str) -> bool:
    exponent = amount.normalize().as_tuple().exponent
    return not _PLACES.fullmatch(decimals) or (isinstance(exponent, int) and exponent < -int(decimals))


def rule_35_duplicates(view: View) -> Iterator[Breach]:
    """Facts that are the same fact are the same number, as far as their rounding tells."""
    groups: defaultdict[Hashable, list[FiledFact]] = defaultdict(list)
    for fact in view.numeric:
        if not fact.context.typed:
            groups[place(fact)].append(fact)
    clashes: defaultdict[QName, list[tuple[FiledFact, FiledFact]]] = defaultdict(list)
    for facts in groups.values():
        first = facts[0]
        clashes[first.concept] += [(first, f) for f in facts[1:] if f.amount != first.amount and not _agree(first, f)]
    for pairs in clashes.values():
        if pairs:
            one, other = pairs[0]
            more = f" (and {len(pairs) - 1} more of this concept)" if len(pairs) > 1 else ""
            yield Breach(
                message=f"{plain(one)} and {plain(other)} are the same fact, and differ{more}",
                hint="give one of them another concept, member or period",
                fact=other,
            )


def _agree(one: FiledFact, other: FiledFact) -> bool:
    if one.amount is None or other.amount is None or one.decimals == other.decimals:
        return False
    return abs(one.amount - other.amount) <= _half(one) + _half(other)


CONTEXT_RULES = (
    Rule(number="27", check=rule_27_entity, severity=Severity.ERROR, source="EFM 6.5.1"),
    Rule(number="28", check=rule_28_segment_only, severity=Severity.ERROR, source="EFM 6.5.4"),
    Rule(number="29", check=rule_29_lean_contexts, severity=Severity.ERROR, source="EFM 6.5.7"),
    Rule(number="30", check=rule_30_dates, severity=Severity.ERROR, source="EFM 6.5.9"),
    Rule(number="30", check=rule_30_text_blocks, severity=Severity.WARNING, source="EFM 6.5.20"),
    Rule(number="31", check=rule_31_period_type, severity=Severity.ERROR, source="XBRL 2.1 4.7.2"),
    Rule(number="32", check=rule_32_longer_is_more, severity=Severity.ERROR, source="DQC 0108"),
    Rule(number="32", check=rule_32_quarters, severity=Severity.WARNING, source="DQC 0084"),
    Rule(number="33", check=rule_33_units, severity=Severity.ERROR, source="DQC 0091"),
    Rule(number="34", check=rule_34_decimals, severity=Severity.ERROR, source="EFM 6.5.37"),
    Rule(number="35", check=rule_35_duplicates, severity=Severity.ERROR, source="EFM 6.5.12"),
)  # fmt: skip
