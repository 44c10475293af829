"""What a column's header says, and what it takes over from its neighbours and from the level above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..source import SourceRef
from .model import Content
from .periods import PeriodWords
from .scale import UnitSaid


class HeaderText(Struct, frozen=True, kw_only=True):
    """One header cell over a column; `words` is what is left of it beside period, unit and currency."""

    text: str
    words: str
    period: PeriodWords
    spans: int
    ref: SourceRef


class ColumnHead(Struct, frozen=True, kw_only=True):
    """A column under one header block. `set_aside` says why its figures are not reported (changes, note numbers)."""

    column: int
    texts: tuple[HeaderText, ...] = ()
    units: UnitSaid | None = None
    currency: str | None = None
    content: Content | None = None
    set_aside: str = ""

    @property
    def words(self) -> tuple[HeaderText, ...]:
        return tuple(text for text in self.texts if text.words)


def beside_periods(heads: dict[int, ColumnHead]) -> dict[int, ColumnHead]:
    """A column of words without a period to the right of one that is headed by a period alone, under the same span
    ("2025 | % of total | 2024 | % of total"), shows that period, where its words recur or say a percentage."""
    said = Counter(head.texts[-1].words for head in heads.values() if head.texts)
    left: ColumnHead | None = None
    out = dict(heads)
    for column in sorted(heads):
        head = heads[column]
        if left is not None and head.texts and _lacks_period(head) and _same_span(left, head):
            last = head.texts[-1]
            if said[last.words] > 1 or head.content is Content.PERCENT:
                out[column] = replace(head, texts=(*left.texts, last))
                continue
        left = head if head.texts and _period_alone(head.texts[-1]) else None
    return out


def _lacks_period(head: ColumnHead) -> bool:
    last = head.texts[-1]
    dated = any(text.period.year for text in head.texts)
    return bool(last.words) and not last.period.said and last.spans == 1 and not dated


def _period_alone(text: HeaderText) -> bool:
    return text.period.said and not text.words and text.spans == 1


def _same_span(left: ColumnHead, head: ColumnHead) -> bool:
    """Whether two columns stand under the same upper headers; a single one over the left goes on to the right."""
    return [text.text for text in left.texts[:-1]] == [text.text for text in head.texts[:-1]]


def bare_years(head: ColumnHead) -> bool:
    """Whether a column's only period is a year without a day or a duration."""
    said = [text.period for text in head.texts if text.period.said]
    return bool(said) and all(p.year and not (p.months or p.month or p.quarter or p.instant) for p in said)


def spanning_durations(heads: Mapping[int, ColumnHead]) -> dict[int, HeaderText]:
    """The duration over several columns of years that each column stands under, where the header tells two or more
    apart ("Quarter ended | Six months ended"): a lower header row of years alone replaces the years only."""
    out: dict[int, HeaderText] = {}
    for column, head in heads.items():
        for text in head.texts[:-1]:
            if text.spans > 1 and text.period.months and not text.period.year and not text.words:
                out[column] = text
    return out if len({text.period.months for text in out.values()}) > 1 else {}
