"""What a sentence's amount measures, and whose it is: the words that name the line, and the subjects.

The label of an amount is found in this order:
1. "reduced by $5 million due to X": X, the cause, is what the amount measures;
2. "X of $5 million": X, from the last verb or comma on;
3. "a cost of $2 million and $5 million of X": X, where another amount has the measure before; "a $5 million X": X;
4. the measure named nearest before the amount in its sentence, not in an aside ("X, which is part of Y, was");
5. "$5 million of X" or "related to X";
6. a measure named after it; 7. the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..knowledge import vocabulary
from ..knowledge.model import Places
from .model import Content, Subject, SubjectKind
from .narrative_words import base_of

_FAR, _NEAR = 2_000, 400
"""How far from an amount its measure and its cause, and the phrase that leads to it, are looked for, in characters."""
CONCENTRATION = "Concentration risk, percentage"
_CHANGED = re.compile(
    r"\b(?:increased|reduced|decreased|impacted|affected)\b(?:(?!\bdue to\b).)*?"
    r"\bby\s+(?:approximately\s+)?(?:[^.;]*\bfor\b[^.;]*)?$",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:due to|related to|relating to|as a result of|resulting from|associated with|because of)\s+"
    r"(?:(?:the|an?|our|its|charges due to|charges related to)\s+)?(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof\s+(?:approximately\s+|about\s+)?(?:[$€£¥][\d.,]+(?:\s\w+)?,?\s*(?:and\s*)?)*$", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"(?:^|[,;:]|\((?!loss|income|benefit|expense|gain)|\b(?:included|includes|include|including|was|were|is|are|had|has|have|recorded|recognized|incurred|reported|received|reclassified|"
    r"resulted in|resulting in|with|by|and|an?|the|also|primarily|for|of|to)\b)\s*",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^\s*,?\s*(?:respectively,?\s*)?(?:of|in|related to|relating to|attributable to|for|recorded in)\s+"
    r"(?P<what>[^.;,()$]+)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s+(?:for the|during|in (?:the|20\d\d|fiscal)|as of|at (?:December|June)|that|which|recorded|to our)\b.*$",
    re.IGNORECASE,
)
_PLACE_OF = re.compile(
    r"\b(?:included|recorded|presented|reported|classified|recognized)\s+(?:in|within)\s+(?:the\s+)?$", re.IGNORECASE
)
_WHOSE = re.compile(r"(?<!resulting)(?<!arising)\s+(?:from|to|in|by|for)\s+(?:[A-Z]|our\b|the\b|its\b).*$")
_PART = re.compile(
    r"[^.;$]{0,120}?\b(?:related|relating|attributable) to (?P<what>[\w-]+(?: [\w-]+){0,3}?)"
    r"(?=[.,;)]|\s+(?:for|in|during|as)\b|$)",
    re.IGNORECASE,
)
_OWN = re.compile(r"^\s*of\s+(?P<what>[^.;,()$]+?)(?=\s+and\b|[.;,()$]|$)", re.IGNORECASE)
_TAKEN = re.compile(
    r"(?:[$€£¥]\s?[\d.,]+\b[^.;$€£¥]*(?:[,;]|\band)|\b(?:includ(?:es?|ed|ing)|recorded|recognized|incurred))\s*$",
    re.IGNORECASE,
)
"""A verb that takes the amount, or another amount and a new member of the list: a measure before is not its own."""
_A = re.compile(r"\b(?:an?|the)\s+(?:approximately\s+)?$", re.IGNORECASE)
_NOUN = re.compile(
    r"^\s+(?P<what>[^.;,()$]+?)(?=\s+(?:and|as|are|is|was|were|due|during|recorded|reflected|included|that|which|with)\b|[.;,()$]|$)",
    re.IGNORECASE,
)
"""What a figure with an article is: "a $5 million loss on the sale of a mill"."""
_RESPECTIVELY = re.compile(r"\s*,?\s*respectively\b", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*(?:and\b)?\s*", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:which|that)\b[^,;$]*,", re.IGNORECASE)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AND = re.compile(r"[\s,;]*(?:segments?[\s,]*)?(?:and|or|&)?\s*(?:(?:in|the|our|for|to)\s+)*", re.IGNORECASE)
_SUBJECT_AFTER = re.compile(
    r"^\s*,?\s*(?:respectively,?\s*)?(?:for|in|to|of|from|attributable to|within)\s+(?:our |the |its )?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A subject at its place in a sentence."""

    start: int
    end: int
    subject: Subject


@cache
def _words() -> dict[str, Any]:
    return vocabulary("narrative")


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(f"(?:{p})" for p in _words()["measures"]["patterns"]) + r")(?![\w-])", re.IGNORECASE
    )


def label_of(text: str, start: int, end: int, content: Content) -> str:
    """The words that name the measure of the amounts from `start` to `end` of a sentence."""
    if content is Content.PERCENT:
        return CONCENTRATION + base_of(text[max(0, start - _FAR) : start], text[end : end + _FAR])
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    if _CHANGED.search(before[-_NEAR:]):
        cause = _CAUSE.search(after)
        if cause:
            return _trim(cause["what"])
    if _OF.search(before):
        phrase = _phrase_before_of(before)
        if phrase:
            return phrase
    own = (_OWN.match(after) if _TAKEN.search(before) else None) or (_NOUN.match(after) if _A.search(before) else None)
    if own and _measures().search(own["what"]):
        return _trim(own["what"])
    before = _ASIDE.sub(lambda aside: " " * len(aside[0]), before)
    for match in reversed([*_measures().finditer(before)]):
        if not _PLACE_OF.search(before[max(0, match.start() - _NEAR) : match.start()]):
            return _trim(f"{_qualifiers(before[: match.start()])}{match[0]}")
    forward = _FORWARD.match(after)
    if forward and _trim(forward["what"]):
        return _trim(forward["what"])
    later = _measures().search(after)
    if later:
        return _trim(later[0])
    return _trim(_last_clause(before)) or _trim(text[:_FAR])


def labels_of(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """The measures of a run of `count` amounts, one each, where the sentence names as many together ("service revenues
    and rental revenues were $3 million and $2 million, respectively"); empty where it does not."""
    before = text[max(0, start - _FAR) : start]
    if not _RESPECTIVELY.match(text[end:]) or _CHANGED.search(before[-_NEAR:]):
        return ()
    lists: list[list[re.Match[str]]] = []
    for match in _measures().finditer(before):
        if lists and _LISTED.fullmatch(before[lists[-1][-1].end() : match.start()]):
            lists[-1].append(match)
        else:
            lists.append([match])
    return tuple(_trim(match[0]) for match in lists[-1]) if lists and len(lists[-1]) == count else ()


def _qualifiers(before: str) -> str:
    """Up to three words that narrow the measure they stand before: "long-term contract" assets."""
    head = before[-_NEAR:]
    cuts = [match.end() for match in _BOUNDARY.finditer(head)]
    words = head[cuts[-1] if cuts else 0 :]
    return words if re.fullmatch(r"(?:(?:[a-z]|(?<!\w)[A-Z](?=[a-z]+-))[a-z-]+ ){1,3}", words) else ""


def _phrase_before_of(before: str) -> str:
    """The noun phrase before "of $5": from the last boundary that leaves a measure in it."""
    head = before[: _OF.search(before).start()][-_NEAR:].rstrip()  # type: ignore[union-attr]  # the caller has matched it
    cuts = [match.end() for match in _BOUNDARY.finditer(head)]
    for cut in reversed(cuts):
        # "impairment of mill equipment": an "of" inside does not begin the phrase
        if _measures().search(head[cut:]):
            phrase = _trim(head[cut:])
            short = _WHOSE.sub("", phrase)
            phrase = short if _measures().search(short) else phrase
            return phrase if len(phrase.split()) <= 10 and not re.search(r"[$,]", phrase) else ""
    return ""


def _last_clause(before: str) -> str:
    return re.split(r"[,;:(]", before)[-1]


def _trim(phrase: str) -> str:
    phrase = _STOP.sub("", " ".join(phrase.split()))
    phrase = re.sub(
        r"^(?:the|a|an|our|its|their|such|certain|approximately|total of)\s+", "", phrase, flags=re.IGNORECASE
    )
    return " ".join(phrase.strip(" ,;:–—-()").split()[:14])


def named(text: str, known: Sequence[Subject], places: Places) -> list[Named]:
    """The subjects that a sentence names, in order: the note's own segments and reconciling items, places, customers.
    A name of the note's own goes before a place of the same name, but "outside of the United States" is not that
    place."""
    away = list(_outside(text))
    found = [item for item in _known(text, known) if not any(o.start < item.start and item.end <= o.end for o in away)]
    found += [item for item in _customers(text) if not _overlaps(item, found)]
    found += [item for item in _places(text, places) if not _overlaps(item, found)]
    return sorted(found, key=lambda item: item.start)


def subjects_of(text: str, start: int, end: int, found: Sequence[Named]) -> tuple[Subject, ...]:
    """The subjects of the amounts from `start` to `end`: of each kind of axis the one named just after them ("for the
    Ports segment"), else the nearest before, else the nearest after."""
    chosen: dict[str, Subject] = {}
    introduced = _SUBJECT_AFTER.match(text[end : end + _NEAR])
    just_after = end + introduced.end() if introduced else -1
    for axis in ("segment", "customer", "geography"):
        here = [item for item in found if _axis(item.subject.kind) == axis]
        ranked = [item for item in here if item.start == just_after]
        ranked += [item for item in reversed(here) if item.end <= start]
        ranked += [item for item in here if item.start >= end]
        if ranked:
            chosen[axis] = ranked[0].subject
    return tuple(chosen.values())


def shared_out(count: int, start: int, end: int, found: Sequence[Named], text: str) -> tuple[Subject, ...]:
    """The subjects of a run of `count` amounts, one each, where the sentence lists as many of one kind together
    ("$6 million and $2 million for the Mills and Ports segments, respectively"); empty where it does not."""
    if count < 2:
        return ()
    each = _one_by_one(count, [item for item in found if item.end <= start])
    if each:
        return each
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
    name = _trim(found["what"]) if found else ""
    return Subject(kind=SubjectKind.PRODUCT, name=name, text=name, evidence="sentence") if name else None


def is_segment(kind: SubjectKind) -> bool:
    return _axis(kind) == "segment"


def _axis(kind: SubjectKind) -> str:
    return kind.value if kind in {SubjectKind.CUSTOMER, SubjectKind.GEOGRAPHY} else "segment"


def _overlaps(item: Named, others: Sequence[Named]) -> bool:
    return any(item.start < other.end and other.start < item.end for other in others)


def _known(text: str, known: Sequence[Subject]) -> Iterator[Named]:
    kinds = {
        SubjectKind.SEGMENT,
        SubjectKind.SUBSEGMENT,
        SubjectKind.CORPORATE,
        SubjectKind.ALL_OTHER,
        SubjectKind.PRODUCT,
        SubjectKind.CUSTOMER,
        SubjectKind.GEOGRAPHY,
    }
    taken: list[Named] = []
    for subject in sorted(known, key=lambda one: -len(one.name)):
        name = subject.name.strip()
        if subject.kind not in kinds or len(name) < 3 or name.lower() in {"other", "others"}:
            continue  # "Other" begins too many sentences to name a segment
        for match in re.finditer(_loosely(name), text):
            item = Named(start=match.start(), end=match.end(), subject=subject)
            if not _overlaps(item, taken):
                taken.append(item)
                yield item


@cache
def _loosely(name: str) -> str:
    """A name however "and", commas and blanks are written; one common word with its capital, or with "segment"."""
    words = re.split(r",?\s+", name)
    parts = [r"(?:&|and)" if word.lower() in {"&", "and"} else re.escape(word) for word in words]
    pattern = r",?\s+".join(parts)
    if len(words) == 1:
        pattern = rf"(?:{pattern}|(?i:{pattern})(?=\s+segments?\b))"
    return rf"(?i:(?<![\w.]){pattern}(?!\w))" if len(words) > 1 else rf"(?<![\w.]){pattern}(?!\w)"


def _customers(text: str) -> Iterator[Named]:
    words = _words()["customers"]
    for key in ("named", "counted", "government"):
        for match in re.finditer(words[key], text, 0 if key == "named" else re.IGNORECASE):
            yield _customer(match.start(), match.end(), match[0].title() if key == "counted" else match[0])
    for match in re.finditer(words["sold_to"], text):
        name = match["name"].strip(" ,.")
        if name.lower() not in {"the", "customers", "u.s", "us"} and not re.match(
            r"(?:Customer|United States|Mexico)\b", name
        ):
            yield _customer(match.start("name"), match.start("name") + len(name), name)


def _customer(start: int, end: int, text: str) -> Named:
    name = re.sub(r"^(?:the|an?)\s+", "", text, flags=re.IGNORECASE)
    return Named(
        start=start, end=end, subject=Subject(kind=SubjectKind.CUSTOMER, name=name, text=text, evidence="sentence")
    )


def _places(text: str, places: Places) -> Iterator[Named]:
    words = _words()["places"]
    taken = list(_outside(text))
    for match in re.finditer(words["domestic"], text):
        item = _place(match.start(), match.end(), match[0].strip(), "United States")
        if not _overlaps(item, taken):
            taken.append(item)
    for match in re.finditer(r"\b[A-Z][\w.’'-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w.’'-]*){0,3}", text):
        name = match[0].rstrip("’'") if re.search(r"\.\w\.$", match[0]) else match[0].rstrip(".’'")
        item = _place(match.start(), match.start() + len(name), name, name)
        if places.find(name) is not None and not _overlaps(item, taken):
            taken.append(item)
    yield from taken


def _outside(text: str) -> Iterator[Named]:
    for match in re.finditer(_words()["places"]["outside"], text, re.IGNORECASE):
        yield _place(match.start(), match.end(), match[0], "Non-US")


def _place(start: int, end: int, text: str, name: str) -> Named:
    return Named(
        start=start, end=end, subject=Subject(kind=SubjectKind.GEOGRAPHY, name=name, text=text, evidence="sentence")
    )
