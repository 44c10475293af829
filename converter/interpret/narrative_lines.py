"""What a sentence's amount measures: the words that name its line.

The label of an amount is found in this order:
1. "was reduced by $5 million due to X": X, the cause, is what the amount measures;
2. "X of $5 million": X, from the last verb or comma on, with what it is for ("charges for storms");
3. "a cost of $2 million and $5 million of X": X, where another amount has the measure before; "a $5 million X": X;
4. the measure named nearest before the amount in its sentence, not in an aside ("X, which is part of Y, was"), nor one
   that points back ("such assets");
5. "$5 million of X" or "related to X";
6. a measure named after it; 7. the words before it.
Some measures are called in sentences as no line of a table is: `said` of the vocabulary has their usual names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from ..knowledge import vocabulary
from .model import Content
from .narrative_words import base_of

_FAR, _NEAR = 2_000, 400
"""How far from an amount its measure and its cause, and the phrase that leads to it, are looked for, in characters."""
LONGEST = 14
"""Words of a label; what is longer is cut where a phrase ends."""
CONCENTRATION = "Concentration risk, percentage"
_CHANGE = re.compile(
    r"(?:^\W*|\b(?:was|were|been|being)\s+)(?:[a-z]+ly\s+)?(?P<how>increased|reduced|decreased|impacted|affected)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:approximately\s+)?", re.IGNORECASE)
_VERB = re.compile(r"\b(?:was|were|is|are|had|due to|related to)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:of|charges?|costs?|expenses?|loss(?:es)?|gains?)\b", re.IGNORECASE)
"""In a list of amounts what begins another: "by $5 million for Mills and charges of $2 million"."""
_CAUSE = re.compile(
    r"\b(?:due to|related to|relating to|as a result of|resulting from|associated with|because of)\s+"
    r"(?:(?:the|an?|our|its|charges due to|charges related to)\s+)?(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof\s+(?:approximately\s+|about\s+)?(?:[$€£¥][\d.,]+(?:\s\w+)?,?\s*(?:and\s*)?)*$", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"(?:^|[,;:]|\((?!loss|income|benefit|expense|gain)|(?<!-)\b(?:included|includes|include|including|was|were|is|are|had|has|have|recorded|recognized|incurred|reported|received|reclassified|"
    r"resulted in|resulting in|with|by|and|an?|the|also|primarily|for|of|to)\b(?!-))\s*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:for|of|to|and)\s*$", re.IGNORECASE)
"""A boundary that ends no phrase where a measure stands right before it: "capital expenditures for mills"."""
_FORWARD = re.compile(
    r"^\s*,?\s*(?:respectively,?\s*)?(?:of|in|related to|relating to|attributable to|for|recorded in)\s+"
    r"(?P<what>[^.;,()$]+)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s+(?:for the (?!\w+ of\b)|during|as of|"
    r"in (?:the (?:year|quarter|month|period|first|second|third|fourth|three|six|nine)|20\d\d|fiscal)|"
    r"as well as|at (?:December|June)|that|which|recorded|to our)\b.*$"
    r"|\s+(?:(?:are|is|was|were)\s+)?(?:included|reflected|presented|classified|reported)\s+(?:in|within|as)\b.*$",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:[\s,]+(?:of|in|on|at|as|to|and|or|the|an?|by|for|from|with|our|its|their|certain|into|than|under|were|was|are|is|including|included|comprised|consisted))+$",
    re.IGNORECASE,
)
"""Words that end no phrase."""
_CUT = re.compile(r",?\s+and(?:\s+[\w’'-]+){0,2}$", re.IGNORECASE)
"""The rest of a second member of a phrase that was cut."""
_PLACE_OF = re.compile(
    r"\b(?:included|recorded|presented|reported|classified|recognized|reflected)\s+(?:in|within)\s+(?:the\s+|our\s+|(?:[a-z-]+\s+)?(?:and\s+)?)?$",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(r"\s+(?:of|from)\s+discontinued operations\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:such|these|those)\s+$", re.IGNORECASE)
_WHOSE = re.compile(r"(?<!resulting)(?<!arising)\s+(?:from|to|in|by|for)\s+(?:[A-Z]|our\b|the\b|its\b).*$")
_OWN = re.compile(r"^\s*of\s+(?P<what>[^.;,()$]+?)(?=\s+and\b|[.;,()$]|$)", re.IGNORECASE)
_TAKEN = re.compile(
    r"(?:[$€£¥]\s?[\d.,]+\b(?:[^.;$€£¥]|(?<=[A-Z])\.)*(?:[,;]|\band)|\b(?:includ(?:es?|ed|ing)|recorded|recognized|incurred))\s*$",
    re.IGNORECASE,
)
"""A verb that takes the amount, or another amount and a new member of the list: a measure before is not its own."""
_A = re.compile(r"\b(?:an?|the)\s+(?:approximately\s+)?$", re.IGNORECASE)
_ONE = re.compile(r"\ban?\s+(?:approximately\s+)?$", re.IGNORECASE)
_THING = re.compile(r"(?!(?:of|in|on|for|from|to|at|and|or|per|each)\b)(?:[\w’'-]+\s+)+[\w’'-]+$", re.IGNORECASE)
"""What "a $5 million special levy" names is that, whether or not it is a usual measure."""
_NOUN = re.compile(
    r"^\s+(?P<what>[^.;,()$]+?)(?=\s+(?:and|as|are|is|was|were|due|during|recorded|reflected|included|that|which|with)\b|[.;,()$]|$)",
    re.IGNORECASE,
)
"""What a figure with an article is: "a $5 million loss on the sale of a mill"."""
_EXCLUDING = re.compile(r"\W*(?:Excluding|Exclusive of) (?:the )?(?P<what>[^,;.$]{3,60}),")
"""What a sentence says first that its amounts leave out."""
_RESULT = re.compile(r"(?:(?:net|total|aggregate|pre-?tax)\s+)*(?:gain|loss)(?:e?s)?", re.IGNORECASE)
_ON = re.compile(r"^\s*,?\s*(?P<what>(?:on|from|related to|relating to)\s+[^.;,()$]+)", re.IGNORECASE)
"""What a gain or loss is of, after its amount."""
_RESPECTIVELY = re.compile(r"\s*,?\s*respectively\b", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*(?:and\b)?\s*", re.IGNORECASE)
_MEMBER = re.compile(r"[,;]|\s+and\s")
_ASIDE = re.compile(
    r",\s+(?:which|that|(?:primarily |principally )?(?:consisting|comprised|composed) of|comprising)\b"
    r"(?:[^,;$]|,(?=\s*(?:plant|and)\b))*,",
    re.IGNORECASE,
)
"""What a measure is made of or part of is not what the amounts after it are of; "property, plant" holds a comma."""


@cache
def _words() -> dict[str, Any]:
    return vocabulary("narrative")


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(f"(?:{p})" for p in _words()["measures"]["patterns"]) + r")(?![\w-])", re.IGNORECASE
    )


class _Said(Struct, frozen=True):
    before: re.Pattern[str]
    after: re.Pattern[str] | None
    name: str


@cache
def _said() -> tuple[_Said, ...]:
    return tuple(
        _Said(
            re.compile(entry["before"], re.IGNORECASE),
            re.compile(entry["after"], re.IGNORECASE) if "after" in entry else None,
            entry["name"],
        )
        for entry in _words()["said"]
    )


def usual_names() -> frozenset[str]:
    """The names that the vocabulary has for measures which sentences call otherwise."""
    return frozenset(said.name for said in _said())


def label_of(text: str, start: int, end: int, content: Content) -> str:
    """The words that name the measure of the amounts from `start` to `end` of a sentence."""
    if content is Content.PERCENT:
        return CONCENTRATION + base_of(text[max(0, start - _FAR) : start], text[end : end + _FAR])
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    usual = _usual_name(before, after)
    if usual:
        return usual
    cause = _CAUSE.search(after) if changed(before) else None
    if cause:
        return _trim(cause["what"])
    phrase = _phrase_before_of(before) if _OF.search(before) else ""
    if phrase:
        thing = _ON.match(after) if _RESULT.fullmatch(phrase) else None
        return _trim(f"{phrase} {thing['what']}") if thing else phrase
    own = _own_name(before, after)
    if own:
        return own
    label = _nearest(before) or _ahead(after) or _trim(_last_clause(before)) or _trim(text[:_FAR])
    without = _EXCLUDING.match(text)
    return f"{label}, excluding {without['what']}" if without else label


def changed(before: str) -> str:
    """The verb ("reduced") where the words before an amount say that a measure was changed by it, alone or in a list
    ("was reduced by $5 million for Mills and $2 million for Corporate"); empty where they do not."""
    found = [*_CHANGE.finditer(before)]
    tail = before[found[-1].end() :] if found else ""
    by = _BY.search(tail)
    if by is None or _VERB.search(tail):
        return ""
    listed = tail[by.end() :]
    return found[-1]["how"].lower() if not listed or (listed[0] in "$€£¥" and not _NAMED.search(listed)) else ""


def _own_name(before: str, after: str) -> str:
    """What an amount is called right after it: "$5 million of storm costs", "a $5 million loss on a sale"."""
    own = (_OWN.match(after) if _TAKEN.search(before) else None) or (_NOUN.match(after) if _A.search(before) else None)
    if own and (_measures().search(own["what"]) or (_ONE.search(before) and _THING.match(own["what"]))):
        return _trim(own["what"])
    return ""


def has_name_of_its_own(text: str, start: int, end: int) -> bool:
    """Whether what the amounts from `start` to `end` are of is said right after them."""
    return bool(_own_name(text[max(0, start - _FAR) : start], text[end : end + _FAR]))


def _nearest(before: str) -> str:
    """The measure named last before an amount."""
    before = _ASIDE.sub(lambda aside: " " * len(aside[0]), before)
    for match in reversed([*_measures().finditer(before)]):
        near = before[max(0, match.start() - _NEAR) : match.start()]
        if not _PLACE_OF.search(near) and not _BACK.search(near):
            given_up = _GIVEN_UP.match(before[match.end() :])
            return _trim(f"{_qualifiers(before[: match.start()])}{match[0]}{given_up[0] if given_up else ''}")
    return ""


def _ahead(after: str) -> str:
    """What the words after an amount say that it is of, or is related to; else a measure named there."""
    forward = _FORWARD.match(after)
    if forward and _trim(forward["what"]):
        return _trim(forward["what"])
    later = _measures().search(after)
    return _trim(later[0]) if later else ""


def _usual_name(before: str, after: str) -> str:
    """The usual name of a measure that sentences call otherwise than tables do; empty for every other."""
    for said in _said():
        found = [*said.before.finditer(before)]
        if found and (said.after is None or said.after.search(after)):
            between = before[found[-1].end() :]
            if not any(m.end() > found[-1].end() for m in _measures().finditer(before)) and "$" not in between:
                return said.name
    return ""


def names_a_measure(text: str) -> bool:
    """Whether words hold the name of a measure."""
    return _measures().search(text) is not None


def before_a_measure(text: str) -> str:
    """The words before the member of a list, or the clause, that names a measure; all where none does."""
    found = _measures().search(text)
    ends = [boundary.start() for boundary in _MEMBER.finditer(text[: found.start()])] if found else []
    return text[: ends[-1]] if ends else text


def labels_of(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """The measures of a run of `count` amounts, one each, where the sentence names as many together ("service revenues
    and rental revenues were $3 million and $2 million, respectively"); empty where it does not."""
    before = text[max(0, start - _FAR) : start]
    if not _RESPECTIVELY.match(text[end:]) or changed(before):
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
    """The noun phrase before "of $5": from the last boundary that leaves a measure in it and none right before it."""
    head = before[: _OF.search(before).start()][-_NEAR:].rstrip()  # type: ignore[union-attr]  # the caller has matched it
    for match in reversed([*_BOUNDARY.finditer(head)]):
        # "impairment of mill equipment": an "of" inside does not begin the phrase
        if _measures().search(head[match.end() :]) and not _joins(head, match):
            phrase = _trim(head[match.end() :])
            short = _WHOSE.sub("", phrase)
            phrase = short if _measures().search(short) else phrase
            return phrase if len(phrase.split()) <= LONGEST and not re.search(r"[$,]", phrase) else ""
    return ""


def _joins(head: str, boundary: re.Match[str]) -> bool:
    """Whether what stands before a boundary is the head of the phrase: "capital expenditures" for mills; "goodwill"
    and trademark impairment."""
    before = head[: boundary.start()].rstrip()
    ends = [match.end() for match in _measures().finditer(before)]
    return bool(_JOINED.search(boundary[0])) and bool(ends) and ends[-1] == len(before)


def _last_clause(before: str) -> str:
    return re.split(r"[,;:(]", before)[-1]


def _trim(phrase: str) -> str:
    """A phrase without what only says when or where it is shown, whole: its last word asks for no other."""
    phrase = _STOP.sub("", " ".join(phrase.split()))
    phrase = re.sub(
        r"^(?:the|a|an|our|its|their|such|certain|approximately|total of)\s+", "", phrase, flags=re.IGNORECASE
    )
    words = phrase.strip(" ,;:–—-()").split()
    whole = _HANGING.sub("", " ".join(words[:LONGEST]))
    return (_CUT.sub("", whole) if len(words) > LONGEST else whole).strip(" ,;:–—-()")
