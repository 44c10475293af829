"""Amounts in sentences: money and percentages, in runs ("$732 million, $457 million and $377 million")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..knowledge import vocabulary
from ..readers.model import Span
from .model import Content
from .scale import currency_code

_NEAR = 200
"""How far from an amount the words beside it are looked for, in characters."""
_MILLION = 1_000_000
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"


class Mention(Struct, frozen=True, kw_only=True):
    """One amount in a sentence. `span` are its digits; `start` to `end` the whole of it, currency and unit included.
    `power` is the power of ten said beside it, None where none is said."""

    span: Span
    start: int
    end: int
    shown: str
    number: Decimal
    content: Content
    negative: bool = False
    power: int | None = None
    currency: str | None = None
    bound: bool = False
    """Not reached ("less than 2%"): it stands for a figure in its run, but says none."""

    @property
    def places(self) -> int:
        return len(self.shown.partition(".")[2])


class _Patterns(Struct, frozen=True):
    amount: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    bound: re.Pattern[str]
    thresholds: frozenset[str]
    nobody: re.Pattern[str]
    other_before: re.Pattern[str]
    other_after: re.Pattern[str]
    per_share: re.Pattern[str]
    exchange_rate: re.Pattern[str]
    powers: dict[str, int]


@cache
def _patterns() -> _Patterns:
    data: dict[str, Any] = vocabulary("narrative")
    words: dict[str, Any] = data["amounts"]
    marks = "|".join(re.escape(mark) for mark in sorted(vocabulary("numbers")["currency_marks"], key=len, reverse=True))
    powers = "|".join(data["powers"])
    flags = re.IGNORECASE
    return _Patterns(
        re.compile(
            rf"(?P<outer>\((?=[^\s\w]))?(?P<currency>(?<!\w)(?:{marks}))?\s?(?P<open>\()?\s?(?P<minus>[-−–](?=\d))?(?<![\w.,/-])(?P<number>{_NUMBER})(?![\w/])"
            rf"(?P<close>\s?\))?(?:\s?-?(?P<power>{powers})s?\b|(?P<percent>\s?%|\s+percent\b|\s+per\s+cent\b))?",
            flags,
        ),
        re.compile(rf"(?:{words['threshold_before']})\s*$", flags),
        re.compile(words["threshold_after"], flags),
        re.compile(rf"(?:{words['bound_before']})\s*$", flags),
        frozenset(words["thresholds"]),
        re.compile(words["nobody"], flags),
        re.compile(words["other_percent_before"], flags),
        re.compile(words["other_percent_after"], flags),
        re.compile(words["per_share"], flags),
        re.compile(words["exchange_rate"].replace("MARK", rf"(?:{marks})\s?"), flags),
        data["powers"],
    )


def mentions(text: str) -> list[Mention]:
    """The amounts that a sentence reports, in order: not dates, counts, note numbers, thresholds of the standard
    ("10% or more of revenue"), shares owned or rates of exchange."""
    if not any(char.isdigit() for char in text):
        return []
    found = []
    matches = list(_patterns().amount.finditer(text))
    money = any(match["currency"] for match in matches)
    rates = [rate.span() for rate in _patterns().exchange_rate.finditer(text)]
    nobody = _patterns().nobody.search(text)
    denied = nobody.end() if nobody else len(text) + _NEAR
    for match in matches:
        if any(start <= match.start("number") < end for start, end in rates):
            continue
        if match["percent"]:
            if _reports_percent(text, match, denied):
                bound = _patterns().bound.search(text[max(0, match.start() - _NEAR) : match.start()].rstrip(" ("))
                found.append(replace(_mention(match, Content.PERCENT), bound=bool(bound)))
        elif match["currency"] or (match["power"] and money):
            after = text[match.end() : match.end() + _NEAR]
            found.append(_mention(match, Content.PER_SHARE if _patterns().per_share.match(after) else Content.MONEY))
    return found


def runs(text: str, found: list[Mention]) -> list[list[Mention]]:
    """Mentions that follow each other with nothing but commas and "and" between them, of one content."""
    groups: list[list[Mention]] = []
    for mention in found:
        last = groups[-1][-1] if groups else None
        between = text[last.end : mention.start] if last else ""
        if (
            last
            and last.content is mention.content
            and re.fullmatch(r"[\s,;]*(?:and|or|to)?\s*(?:approximately|about)?\s*", between)
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _mention(match: re.Match[str], content: Content) -> Mention:
    power = _patterns().powers[match["power"].lower()] if match["power"] else None
    mark = match["currency"]
    return Mention(
        span=match.span("number"),
        start=match.start(),
        end=match.end(),
        shown=match["number"],
        number=Decimal(match["number"].replace(",", "")),
        content=content,
        negative=_is_negative(match) and content is not Content.PERCENT,
        power=power if content is not Content.PERCENT else None,
        currency=None if content is Content.PERCENT else currency_code(mark) if mark else None,
    )


def _is_negative(match: re.Match[str]) -> bool:
    """A minus, or parentheses about the digits: "$(39) million", "($2.4)", not a remark in parentheses."""
    return bool(match["minus"] or ((match["open"] or match["outer"]) and match["close"]))


def _reports_percent(text: str, match: re.Match[str], denied: int) -> bool:
    """Not a threshold, nor of something else than the company's figures; `denied` is where "no customer" stands."""
    patterns = _patterns()
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if match["number"] in patterns.thresholds and denied <= match.end() + 60:
        return False
    threshold = patterns.before.search(before.rstrip(" (")) or patterns.after.match(after)
    if threshold and match["number"] in patterns.thresholds:
        return False
    return not (patterns.other_before.search(before) or patterns.other_after.match(after))


def is_round(mention: Mention) -> bool:
    """Whether a bare amount of money ends in full thousands ("$70,000")."""
    bare = mention.content is Content.MONEY and mention.power is None
    return bare and mention.shown.endswith(",000")


def written_out(found: Sequence[Mention], text: str, usual: int) -> tuple[Mention, ...]:
    """The amounts that a sentence gives in full units in a note of thousands or millions: where several, or one in
    millions, end in full thousands, these all do ("$6,007,000, $70,000 and $45,000")."""
    if not usual:
        return ()
    bare = [mention for mention in found if mention.content is Content.MONEY and mention.power is None]
    full = [mention for mention in bare if is_round(mention)]
    about = any(re.search(r"(?:approximately|about)\s*$", text[: mention.start]) for mention in full)
    large = any(mention.number >= _MILLION for mention in full)
    return tuple(full) if len(full) == len(bare) and (large or (len(full) > 1 and not about)) else ()
