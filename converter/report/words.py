"""Numbers, dates and names as the report says them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..facts.model import Fact, Period, QName, Unit

MINUS = "\u2212"
SURE, LIKELY = 0.8, 0.5
"""From here on a confidence counts as sure, as likely; under it a person has to decide."""


def amount(number: Decimal) -> str:
    """`\u22121,234.5`, never an exponent."""
    text = format(abs(number), ",f")
    return f"{MINUS}{text}" if number < 0 else text


def percent(confidence: float) -> str:
    return f"{round(confidence * 100)}\u2009%"


def band(confidence: float) -> str:
    """`sure`, `likely` or `unsure`: the colour of a tag."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


def period(value: Period) -> str:
    """`12 months to 2025-09-30`, `2025-04-01 to 2025-05-13` where months do not fit, `at 2025-09-30`."""
    if value.start is None:
        return f"at {value.end.isoformat()}"
    months = whole_months(value.start, value.end)
    return f"{months} months to {value.end.isoformat()}" if months else f"{value.start} to {value.end}"


def whole_months(start: date, end: date) -> int:
    """The months of a duration, where it is months within a week (a 52/53-week calendar); else 0."""
    days = (end - start).days + 1
    months = round(days / 30.44)
    return months if months and abs(days - months * 30.44) <= 8 else 0


def unit(value: Unit | None) -> str:
    if value is None:
        return ""
    parts = [measure.rpartition(":")[2] for measure in (value.numerator, value.denominator) if measure]
    return " per ".join(parts)


def fact_value(fact: Fact) -> str:
    """The value that XBRL carries, with its unit."""
    match fact.value:
        case bool():
            return "true" if fact.value else "false"
        case Decimal():
            return f"{amount(fact.value)} {unit(fact.unit)}".strip()
        case str():
            return fact.value
        case _:
            return ", ".join(name.rpartition("#")[2] for name in fact.value)


def concept(name: QName) -> str:
    """`us-gaap:Revenues`; the candidate that stands for making an element has no prefix."""
    return str(name) if name.prefix else "an extension element"


def anchor(place: str) -> str:
    """A place as the id of an element: `t2:r5:c3` is `t2r5c3`."""
    return place.replace(":", "").replace(" ", "-")


def short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "\u2026"


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
