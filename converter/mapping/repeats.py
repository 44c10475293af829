"""Amounts that a note shows twice: the same figures of the same periods elsewhere say what a line is that does not say
it itself ("Total" at the end of a reconciliation that another table shows as a column)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from msgspec.structs import replace

from ..interpret.model import Content, TableKind, Value
from .decide import Choice
from .features import fits
from .model import DecidedBy, Evidence
from .words import is_generic

DIGITS = 4
"""Significant digits, of a line's figures together, from which it is no chance that they stand elsewhere too."""
_SAID = frozenset({DecidedBy.PROFILE, DecidedBy.PRIOR})


def telling(values: Iterable[Value]) -> bool:
    """Whether the figures together are too particular to be repeated by chance: rounded zeros tell nothing."""
    digits = [len(value.number.normalize().as_tuple().digits) for value in values if value.number]
    return sum(digits) >= DIGITS and max(digits) > 2


def same_amount(value: Value) -> Hashable:
    """What a figure shares with the same figure elsewhere: the amount without its sign, currency and period."""
    return abs(value.amount), value.currency, period_key(value)


def period_key(value: Value) -> Hashable:
    """The period as far as the page tells it, a mere year as the report's own months."""
    hint = value.period
    if hint is None or hint.instant:
        return hint and hint.end
    return hint.end, hint.months or hint.default_months


def name_totals(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Lines without words of their own take the concept of the one line elsewhere that shows their figures."""
    shown: dict[Hashable, dict[str, Choice]] = defaultdict(dict)
    for choice in choices:
        view = choice.view
        if view.content is Content.MONEY and view.table.kind is not TableKind.NARRATIVE and not _wordless(choice):
            for value in view.values:
                shown[same_amount(value)].setdefault(view.id, choice)
    return tuple(_named(choice, shown) if _wordless(choice) else choice for choice in choices)


def _wordless(choice: Choice) -> bool:
    view = choice.view
    said = choice.by in _SAID or view.content is not Content.MONEY or view.table.kind is TableKind.NARRATIVE
    return not said and is_generic(view.line.label) and (is_generic(view.label) or choice.concept is None)


def _named(choice: Choice, shown: dict[Hashable, dict[str, Choice]]) -> Choice:
    figures = [value for value in choice.view.values if value.number]
    if not figures or not telling(figures):
        return choice
    everywhere = set.intersection(*(set(shown.get(same_amount(value), ())) for value in figures))
    leaders = [c for c in shown[same_amount(figures[0])].values() if c.view.id in everywhere and c.concept is not None]
    leaders = [c for c in leaders if c.view.table.id != choice.view.table.id]
    leader = leaders[0] if len({c.concept for c in leaders}) == 1 else None
    if leader is None or leader.concept is None or not fits(leader.concept, choice.view):
        return choice
    text = f"“{leader.view.line.label}” at {leader.view.line.ref.place} shows the same amounts for the same periods"
    return replace(
        choice,
        concept=leader.concept,
        by=DecidedBy.RANKING,
        confidence=leader.confidence,
        own="",
        anchor=leader.anchor,
        evidence=(*choice.evidence, Evidence(kind="arithmetic", text=text, weight=0.0)),
        tied=(),
    )
