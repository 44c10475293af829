"""Amounts of a sentence that go together: runs with their periods, and runs that go on from one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from .model import Content, PeriodHint
from .narrative_amounts import Mention
from .narrative_lines import before_a_measure, has_name_of_its_own, names_a_measure
from .narrative_periods import Phrase
from .narrative_whose import Reach
from .narrative_words import without_base

_GOES_ON = re.compile(
    r"[\s,;()]*(?:(?:and|or|respectively|as|compared|versus|to|with|from|in|for|of|during|at|the|approximately|about|both|increased|decreased)\b[\s,;()]*)*",
    re.IGNORECASE,
)
"""What stands, beside periods, between amounts of one measure: "in 2031, compared to $4 million in 2030"."""
_OF_WHICH = re.compile(r"[\s,;(]*of which\s+(?:approximately\s+|about\s+)?", re.IGNORECASE)


class Run(Struct, frozen=True, kw_only=True):
    """Amounts in a row with a period each. `goes_on`: of the same measure and subjects as those before, in other
    periods; `parts`: of the same measure ("of which $5 million")."""

    group: tuple[Mention, ...]
    periods: tuple[PeriodHint | None, ...]
    reach: Reach
    goes_on: bool = False
    parts: bool = False

    @property
    def start(self) -> int:
        return self.group[0].start

    @property
    def end(self) -> int:
        return self.group[-1].end


def chained(
    text: str,
    groups: Sequence[Sequence[Mention]],
    periods: Sequence[tuple[PeriodHint | None, ...]],
    when: Sequence[Phrase],
) -> list[Run]:
    """The runs of a sentence with their reach: where the words about each stand."""
    spaced = list(text)
    for phrase in when:
        spaced[phrase.start : phrase.end] = " " * (phrase.end - phrase.start)
    plain = "".join(spaced)
    chains: list[list[int]] = []
    for at, group in enumerate(groups):
        if at and _goes_on(plain, text, groups[at - 1], group):
            chains[-1].append(at)
        else:
            chains.append([at])
    found = []
    for number, chain in enumerate(chains):
        reach = _reach(text, groups, chains, number)
        between = text[reach.since : reach.start]
        for at in chain:
            found.append(
                Run(
                    group=tuple(groups[at]),
                    periods=periods[at],
                    reach=reach,
                    goes_on=at != chain[0],
                    parts=at == chain[0] and number > 0 and _OF_WHICH.fullmatch(between) is not None,
                )
            )
    return found


def _goes_on(plain: str, text: str, before: Sequence[Mention], group: Sequence[Mention]) -> bool:
    start, end = group[0].start, group[-1].end
    between = plain[before[-1].end : start]
    if group[0].content is Content.PERCENT:
        between = without_base(between)
    alike = before[-1].content is group[0].content and between.strip() != ""
    return alike and _GOES_ON.fullmatch(between) is not None and not has_name_of_its_own(text, start, end)


def _reach(text: str, groups: Sequence[Sequence[Mention]], chains: Sequence[Sequence[int]], number: int) -> Reach:
    first, last = groups[chains[number][0]], groups[chains[number][-1]]
    since = groups[chains[number - 1][-1]][-1].end if number else 0
    until = len(text)
    if number + 1 < len(chains):
        after = text[last[-1].end : groups[chains[number + 1][0]][0].start]
        until = last[-1].end + len(before_a_measure(after))
    start = first[0].start
    between = without_base(text[since:start]) if first[0].content is Content.PERCENT else text[since:start]
    own = first[0].content is not Content.PERCENT and has_name_of_its_own(text, start, first[-1].end)
    said = not number or own or names_a_measure(between)
    return Reach(start=start, end=last[-1].end, since=since, until=until, said=said)
