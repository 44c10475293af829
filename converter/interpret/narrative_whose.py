"""Whose an amount of a sentence is: the segments, places and customers that it names, and which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from .model import Subject, SubjectKind
from .narrative_lines import names_a_measure
from .narrative_named import Named

_NEAR = 400
"""How far from an amount the words that lead to its subject are looked for, in characters."""
_PART = re.compile(
    r"[^.;$]{0,120}?\b(?:related|relating|attributable) to (?P<what>[\w-]+(?: [\w-]+){0,3}?)"
    r"(?=[.,;)]|\s+(?:for|in|during|as)\b|$)",
    re.IGNORECASE,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AND = re.compile(r"[\s,;]*(?:segments?[\s,]*)?(?:and|or|&)?\s*(?:(?:in|the|our|for|to)\s+)*", re.IGNORECASE)
_SUBJECT_AFTER = re.compile(
    r"^\s*,?\s*(?:respectively,?\s*)?(?:for|in|to|of|from|attributable to|within)\s+(?:our |the |its )?", re.IGNORECASE
)
_SITUATED = re.compile(
    r"(?:^\W*"
    r"|\b(?:in|from|to|within|into|outside(?: of)?|for|of|by|across|than|were|was|is|are|where)\s+"
    r"(?:(?:the|our|all|both|customers|sales|operations|such|as)\s+)*"
    r"|(?:,|\band)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
"""Before a place that says where the figure is from; what only qualifies a noun ("a Norwegian venture") is none."""
_OF_MEASURE = re.compile(r"^(?:[’']s?)?\s+(?:[\w-]+\s+){0,2}?(?P<rest>\w.*)$")
_LIST = re.compile(r"^(?:,|\s*and\b)\s*(?:the\s+)?[A-Z]")
_CAUSE = re.compile(
    r"\b(?:due to|related to|relating to|as a result of|in conjunction with|resulting from|"
    r"associated with|in relation to)\b",
    re.IGNORECASE,
)
_EARNED = re.compile(r"\b(?:revenues?|sales|assets|property|receivables?|premiums|deposits|loans)\b", re.IGNORECASE)
_LEAD = re.compile(r"^\W*(?:\w+\W+){0,3}$")
_COMPANY_BASE = re.compile(
    r"^[^.;]{0,40}?\bof\s+(?:(?:the|our|its)\s+)?(?:company[’']s\s+|group[’']s\s+)?(?:(?:consolidated|total|our|net|aggregate)\s+)+"
    r"(?:revenues?|sales|receivables?)|^[^.;]{0,20}?\bof\s+(?:the\s+)?(?:company|group)[’']s\s",
    re.IGNORECASE,
)
"""A share of the company's own figure, not of a segment's."""
_CLAUSE = re.compile(
    r"[,;]\s*(?:respectively[,;]?\s*)?(?:and|while|whereas|with|which|where)\s+"
    r"(?!(?:is|are|was|were)\s+(?:\w+\s+)?attributable)|\bas well as\b",
    re.IGNORECASE,
)
"""Between an amount and a name that belongs to what is said next."""
_FROM_TO = re.compile(r"\bfrom\s+(?:the\s+|our\s+)?[A-Z][\w& ,’'-]*\s+to\s+(?:the\s+|our\s+)?$")
_ALL = re.compile(
    r"\b(?:both|all|each)\s+(?:of\s+(?:which|whom)\s+)?(?:(?:is|are|was|were)\s+)?(?:\w+ly\s+)?attributable\s+to\s+(?:the\s+|our\s+)?$",
    re.IGNORECASE,
)
"""What follows goes with all amounts of the sentence."""
_COUNTED = re.compile(r"(?:two|three|four|five|six)\b", re.IGNORECASE)
_MAINLY = re.compile(
    r"\b(?:primarily|mainly|mostly|principally|largely)\s+(?:included\s+)?(?:in|within|by)\b[^.;,]*$", re.IGNORECASE
)


class Reach(Struct, frozen=True, kw_only=True):
    """Where the words about an amount stand: the amount with those that go on from it in other periods ("$5 million in
    2031 and $4 million in 2030") is `start` to `end`; `since` is where the amounts before it end, `until` where the
    next begin. `said` is whether a measure of its own stands between."""

    start: int
    end: int
    since: int
    until: int
    said: bool = True


def subjects_of(
    text: str, start: int, end: int, reach: Reach, found: Sequence[Named], *, percent: bool = False, label: str = ""
) -> tuple[Named, ...]:
    """The subjects of the amounts from `start` to `end`: of each kind of axis the one named just after them ("for the
    Ports segment"), else the nearest before, else the nearest after, short of the next amounts. A place or a customer
    goes with the amounts next to it, a segment with all that follow."""
    chosen: list[Named] = []
    introduced = _SUBJECT_AFTER.match(text[end : end + _NEAR])
    just_after = end + introduced.end() if introduced else -1
    for axis in ("segment", "customer", "geography"):
        here = [item for item in found if _axis(item.subject.kind) == axis]
        if axis == "segment" and percent:
            here = [item for item in here if not _beside_the_point(text, item, reach)]
        elif axis != "segment":
            here = [item for item in here if _near(text, item, reach) and not _CLAUSE.search(text[end : item.start])]
            here = here if percent or axis == "customer" else [i for i in here if _is_place_of(text, i, reach, label)]
        here = [item for item in here if not _receives(text, item)]
        ranked = [item for item in here if item.start == just_after]
        ranked += [item for item in reversed(here) if item.end <= start]
        ranked += [item for item in here if end <= item.start < reach.until]
        ranked += [item for item in here if end <= item.start and _ALL.search(text[: item.start])]
        chosen += ranked[:1]
    return tuple(chosen)


def _receives(text: str, item: Named) -> bool:
    """Whether a name is whom another sells to: "sales from Mills to Ports" are those of Mills."""
    return _FROM_TO.search(text[: item.start]) is not None


def _near(text: str, item: Named, reach: Reach) -> bool:
    """Whether a place or customer stands with the amounts, or where the sentence begins; where the amounts have no
    measure of their own, whatever stands before them."""
    if not reach.said or item.start >= reach.since:
        return True
    return _LEAD.match(text[: item.start]) is not None and not names_a_measure(text[: item.start])


def _is_place_of(text: str, item: Named, reach: Reach, label: str) -> bool:
    """Whether a place says where an amount of money is from: it qualifies no noun, nor does a cause lie there."""
    before, after = text[: item.start], text[item.end :]
    follows = _OF_MEASURE.match(after)
    measured = follows is not None and names_a_measure(" ".join(follows["rest"].split()[:3]))
    if not (_SITUATED.search(before) or _LIST.match(after) or measured or item.subject.text != item.subject.name):
        return False
    cause = _CAUSE.search(text[reach.since : item.start])
    return cause is None or bool(_EARNED.search(label))


def _beside_the_point(text: str, item: Named, reach: Reach) -> bool:
    """Whether a segment says only where a customer's share of the company's revenue mainly falls."""
    if _MAINLY.search(text[: item.start]):
        return True
    return item.end <= reach.start and _COMPANY_BASE.match(text[reach.end :]) is not None


def several(text: str, item: Named, found: Sequence[Named]) -> tuple[str, ...]:
    """The names of the list that a subject is part of ("Mills, Ports and Kilns"); empty where it stands alone."""
    for items in _lists(found, text):
        joined = len(items) > 1 and re.search(r"\band\b|&", text[items[-2].end : items[-1].start])
        if item in items and joined:
            return tuple(one.subject.name for one in items)
    return ()


def _lists(found: Sequence[Named], text: str) -> list[list[Named]]:
    lists: list[list[Named]] = []
    for item in found:
        last = lists[-1][-1] if lists else None
        if (
            last
            and _axis(last.subject.kind) == _axis(item.subject.kind)
            and _AND.fullmatch(text[last.end : item.start])
        ):
            lists[-1].append(item)
        else:
            lists.append([item])
    return lists


def shared_out(count: int, start: int, end: int, found: Sequence[Named], text: str) -> tuple[Subject, ...]:
    """The subjects of a run of `count` amounts, one each, where the sentence lists as many of one kind together
    ("$6 million and $2 million for the Mills and Ports segments, respectively"); empty where it does not."""
    if count < 2:
        return ()
    each = _one_by_one(count, [item for item in found if item.end <= start])
    if each:
        return each
    lists = [items[1:] if _COUNTED.match(items[0].subject.text) else items for items in _lists(found, text)]
    lists = [items for items in lists if items]
    fitting = [items for items in lists if len(items) == count and (items[0].start >= end or items[-1].end <= start)]
    return tuple(item.subject for item in fitting[-1]) if fitting else ()


def _one_by_one(count: int, found: Sequence[Named]) -> tuple[Subject, ...]:
    """The customers that a sentence counts last and gives as many figures for: "two customers … 16% and 13%"."""
    last = next((item for item in reversed(found) if item.subject.kind is SubjectKind.CUSTOMER), None)
    words = last.subject.name.split() if last is not None else []
    if last is None or words[0].lower() not in _NUMBERS or _NUMBERS.index(words[0].lower()) + 1 != count:
        return ()
    name = " ".join(words[1:]).removesuffix("s")
    return tuple(replace(last.subject, name=f"{name} {number.title()}") for number in _NUMBERS[:count])


def part_of(text: str, end: int) -> Subject | None:
    """The part that an amount is of what the sentence opens with: "Of total net sales, $5 billion related to X"."""
    found = _PART.match(text[end : end + _NEAR]) if text.startswith("Of ") else None
    name = " ".join(found["what"].split()).strip(" ,;:–—-()") if found else ""
    return Subject(kind=SubjectKind.PRODUCT, name=name, text=name, evidence="sentence") if name else None


def is_segment(kind: SubjectKind) -> bool:
    return _axis(kind) == "segment"


def _axis(kind: SubjectKind) -> str:
    return kind.value if kind in {SubjectKind.CUSTOMER, SubjectKind.GEOGRAPHY} else "segment"
