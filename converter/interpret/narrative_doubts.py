"""Amounts of sentences that are left without a tag: the sentence does not say plainly what they are, of whom and when.

A wrong tag is worse than none: what a change, a promise, a list of names without an order or a share of nothing named
would be tagged as is another figure than the one that stands there. Which words say so is data with examples (taxonomy/
vocabulary/narrative.toml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from ..knowledge import vocabulary
from .model import Content, PeriodHint, Subject, SubjectKind
from .narrative_amounts import Mention
from .narrative_lines import changed
from .narrative_words import base_said, bearer_said

_FAR = 400
"""How far from an amount the words that make it doubtful are looked for, in characters."""
_CAUSED = re.compile(r"\b(?:due to|related to|relating to|as a result of|resulting from|associated with|because of)\b")
_BEARERS = frozenset({SubjectKind.CUSTOMER, SubjectKind.GEOGRAPHY, SubjectKind.PRODUCT})
UNTOLD = "its sentence does not say which of its amounts is whose"
NO_BASE = "its sentence does not say what it is a percentage of"
NO_BEARER = "its sentence names no customer, place or product that the percentage is of"
CHANGE = "its sentence says what something changed by, not what it is"


class _Doubt(Struct, frozen=True):
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    both: bool


@cache
def _doubts() -> tuple[_Doubt, ...]:
    data: dict[str, Any] = vocabulary("narrative")
    return tuple(
        _Doubt(
            entry["reason"],
            re.compile(entry["before"], re.IGNORECASE) if "before" in entry else None,
            re.compile(entry["after"], re.IGNORECASE) if "after" in entry else None,
            entry.get("both", False),
        )
        for entry in data["doubt"]
    )


def worded(text: str, start: int, end: int) -> str:
    """Why the words beside the amounts from `start` to `end` make them no figure of the period; empty where they do
    not."""
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    if changed(before):
        # "was reduced by $5 million due to storms": what the storms cost
        return "" if _CAUSED.search(after) else CHANGE
    for doubt in _doubts():
        found = doubt.before.search(before) if doubt.before else None
        later = doubt.after.search(after) if doubt.after else None
        if (found and later) if doubt.both else (found or later):
            return doubt.reason
    return ""


def unordered(
    group: Sequence[Mention],
    labels: Sequence[str],
    periods: Sequence[PeriodHint | None],
    subjects: Sequence[tuple[Subject, ...]],
) -> str:
    """Why a run's amounts are not told apart: different figures of one measure, one period and the same subjects."""
    told: dict[tuple[object, ...], tuple[object, ...]] = {}
    for mention, label, period, own in zip(group, labels, periods, subjects, strict=True):
        key = (label, period and (period.start, period.end), own)
        shown = (mention.number, mention.power, mention.negative)
        if told.setdefault(key, shown) != shown:
            return UNTOLD
    return ""


def together(names: Sequence[str]) -> str:
    """Why an amount of several subjects at once is no single one's."""
    return f"it is of {', '.join(names[:-1])} and {names[-1]} together" if len(names) > 1 else ""


def of_nothing(text: str, group: Sequence[Mention], subjects: Sequence[Subject]) -> str:
    """Why a percentage is no concentration of risk (rule 10): what it is of, or who bears it, is not said."""
    start, end = group[0].start, group[-1].end
    if group[0].content is not Content.PERCENT:
        return ""
    if not base_said(text[:start], text[end:]):
        return NO_BASE
    if not any(one.kind in _BEARERS for one in subjects) and not bearer_said(text):
        return NO_BEARER
    return ""
