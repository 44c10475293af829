"""What a label is: the name of a measure, of somebody the figure belongs to, or words that order the rows."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from ..knowledge import vocabulary
from .model import SubjectKind

_MARKS = re.compile(
    r"(?:\s*(?:\(\s*(?:[a-z]|\d{1,2}|[ivx]{1,4})\s*\)|\[\s*(?:[a-z]|\d{1,2})\s*\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]))+\s*:?\s*$",
    re.IGNORECASE,
)
_MOST_MARKS = 80
"""How far before the end of a label its marks are looked for at a time, in characters."""
_GLUED = re.compile(
    r"\b(corporate|unallocated|inter-?segment|reportable|consolidated|operating|total|other)"
    r"(?=(?:and|or|items|segments?|total|other|expenses?|corporate|consolidated)\b)",
    re.IGNORECASE,
)
"""Words that a line break in a header cell has joined ("Corporateand other")."""
_RUN_ON = re.compile(r"\b(Total|of|and)(?=[A-Z])")
_SEE_NOTE = re.compile(r"\s*\((?:see\s+)?notes?\s+[\w, ()]+?\)\s*$", re.IGNORECASE)
_FILL = frozenset(
    [
        "and",
        "of",
        "the",
        "for",
        "other",
        "to",
        "from",
        "&",
        "on",
        "in",
        "total",
        "less",
        "add",
        "segment",
        "segments",
        "adjusted",
        "consolidated",
        "before",
        "after",
        "reportable",
        "by",
        "per",
    ]
)
_TRAILING = " \t:;,–—-"


class _Words(Struct, frozen=True):
    kinds: tuple[tuple[SubjectKind, re.Pattern[str]], ...]
    measures: frozenset[str]
    strong: frozenset[str]
    phrases: re.Pattern[str]
    structure: re.Pattern[str]
    external: re.Pattern[str]
    restated: re.Pattern[str]
    change: re.Pattern[str]
    topics: dict[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    data: dict[str, Any] = vocabulary("subjects")
    measures = data["measures"]

    def one(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    return _Words(
        kinds=tuple((SubjectKind(entry["kind"]), re.compile(entry["pattern"])) for entry in data["kinds"]),
        measures=frozenset(measures["words"]),
        strong=frozenset(measures["strong"]),
        phrases=one(measures["phrases"]),
        structure=one(data["rows"]["structure"]),
        external=one(data["rows"]["external"]),
        restated=one(data["rows"]["restated"]),
        change=one(data["rows"]["change"]),
        topics={topic: one(patterns) for topic, patterns in data["topics"].items()},
    )


@lru_cache(maxsize=2_000)
def clean(text: str) -> str:
    """A label as it is spoken: without footnote marks, references to notes and the colon at its end.

    >>> clean("Other corporate expenses, net (1) :")
    'Other corporate expenses, net'
    """
    text = _GLUED.sub(r"\1 ", _RUN_ON.sub(r"\1 ", " ".join(text.split()))).strip(_TRAILING)
    before = None
    while before != text:
        before = text
        text = text[:-_MOST_MARKS] + _MARKS.sub("", text[-_MOST_MARKS:])
        text = _SEE_NOTE.sub("", text).strip(_TRAILING)
    return text


def tokens(label: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z&][a-z&.\-’']*", label.lower()))


@cache
def measure_strength(label: str) -> int:
    """2 where the label names a measure ("Cost of revenue"), 1 where its words are mostly those of measures, else 0."""
    words = _words()
    said = [word.strip(".-’'") for word in tokens(label)]
    if words.strong.intersection(said) or words.phrases.search(label.lower()):
        return 2
    counted = [word for word in said if word not in _FILL]
    return 1 if counted and 2 * sum(word in words.measures for word in counted) >= len(counted) else 0


@cache
def only_measure(label: str) -> bool:
    """Whether every word of the label is one of a measure: no name in it ("Segment EBITA", "Net sales")."""
    said = [word.strip(".-’'") for word in tokens(label)]
    rest = [word for word in said if word not in _words().measures and word not in _FILL]
    return not rest and bool(said)


@cache
def kind_of(label: str) -> SubjectKind | None:
    """The kind of subject that the label's own words say, None for a name."""
    lowered = " ".join(label.lower().replace("’", "'").split()).strip(" :")
    return next((kind for kind, pattern in _words().kinds if pattern.search(lowered)), None)


@cache
def is_structure(label: str) -> bool:
    """`Less:`, `Reconciliation of …`: orders rows, names neither measure nor subject."""
    return bool(_words().structure.search(label.lower().strip(" :")))


@cache
def is_external(label: str) -> bool:
    """`Third party`, `External customers`: the outside part of the heading's measure."""
    return bool(_words().external.search(label.lower().strip(" :")))


def is_restated(label: str) -> bool:
    """`As recast`: what an amount is now, beside what was reported before."""
    return bool(_words().restated.search(label.lower().strip(" :()")))


def is_restating(label: str) -> bool:
    """`Adjustments`, `Effect of change`: beside what was reported before, what changed it."""
    return bool(_words().change.search(label.lower().strip(" :()")))


def topic_score(topic: str, text: str) -> int:
    return len(_words().topics[topic].findall(text.lower()))


@cache
def is_total(label: str) -> bool:
    """Whether the words say a total; what others hold of the profit is one of its parts."""
    return bool(
        re.match(
            r"(?:grand |sub)?totals?\b|consolidated\b|.*\btotals?$|income \(?loss\)? before"
            r"|net (?:income|loss|earnings|\(loss|profit)(?!.*\b(?:non-?controlling|minority)\b)",
            label.lower(),
        )
    )


_PROFIT = re.compile(
    r"\b(?:profit|earnings|ebit(?:da|a)?|noi|contribution)\b|\boperating (?:income|loss|results?)\b"
    r"|\b(?:segment|pre-?tax|net|net operating|underwriting) (?:income|loss)\b|\b(?:income|loss)\b.*\bbefore\b",
    re.IGNORECASE,
)
_NO_PROFIT = re.compile(r"\b(?:taxes on|per share|equity in|equity earnings|from affiliates)\b", re.IGNORECASE)


@cache
def is_profit(label: str) -> bool:
    """Whether the label names a measure of profit or loss, as segments have (ASC 280-10-50-22)."""
    return bool(_PROFIT.search(label)) and not _NO_PROFIT.search(label)


_REVENUE = re.compile(r"\brevenues?\b|\bsales\b|\bturnover\b", re.IGNORECASE)
_NO_REVENUE = re.compile(
    r"\b(?:costs?|expenses?|margins?|profit|gains?|loss(?:es)?|deferred)\b"
    r"|\bmarketing (?:and|&)|(?:\band|&|,) ?marketing\b",
    re.IGNORECASE,
)


@cache
def is_revenue(label: str) -> bool:
    """Whether the label names revenue: `Net sales`, not `Cost of sales`."""
    return bool(_REVENUE.search(label)) and not _NO_REVENUE.search(label)


_BALANCE = re.compile(r"\b(?:assets|receivables?|balances?|accounts|advances|loans|investments?)\b", re.IGNORECASE)
_RESULT = re.compile(r"\b(?:profits?|income|loss(?:es)?|earnings|results?)\b", re.IGNORECASE)


def is_eliminated_from(eliminated: str, measure: str) -> bool:
    """Whether what a label eliminates is a part of the measure: revenue of revenue, profit of profit, balances of
    assets; not revenue or costs on the way to profit."""
    if is_revenue(eliminated) or is_revenue(measure):
        return is_revenue(eliminated) and is_revenue(measure)
    if is_profit(measure):
        return _RESULT.search(eliminated) is not None
    return _BALANCE.search(eliminated) is not None and "assets" in measure.lower()


_BARE = re.compile(
    r"\b(?:grand |sub)?totals?\b|\bconsolidated\b|\bcompany\b|\bgroup\b|\breportable\b|\boperating segments?\b"
    r"|\bsegments?['’]?\b|\b(?:from|for|of)(?= *$)",
    re.IGNORECASE,
)


_MERE_PROFIT = re.compile(
    r"^(?:profits?|income|earnings|loss|results?)(?: ?[(/] ?(?:loss|losses|income|profit)\)?)?$", re.I
)
_OF_SEGMENTS = re.compile(r"\bsegments?\b(?=['’]? (?:profits?|income|earnings|loss|results?)\b)", re.I)


def bare_measure(label: str) -> str:
    """The measure that a total's label names: `Total segment operating income` → `operating income`. A profit that says
    only whose it is keeps that: `Total segment profit` → `segment profit`."""
    bare = " ".join(_BARE.sub(" ", label).split()).strip(" ,:-–—")
    bare = re.sub(
        r"^(?:for|from|of|the|by)\b\s*|\s*\b(?:for|from|of|the|by|(?:allocated|attributed) to)$", "", bare, flags=re.I
    )
    if _MERE_PROFIT.match(bare) and (of := _OF_SEGMENTS.search(label)):
        return f"{of[0].lower()} {bare}"
    return bare if measure_strength(bare) else label
