"""The names of the note's segments, learned from its own sentences and from its tables' labels.

A name is *listed* where a sentence names the segments ("two reportable segments: Alder and Birch"; "the Alder
segment"), *said* where it merely stands in a sentence that speaks of segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from .labels import clean, kind_of, measure_strength, only_measure
from .periods import read_period

_SEGMENT_WORDS = r"(?:reportable|operating|business|product|geographic(?:al)?|primary|principal|distinct|separate)"
_LIST = re.compile(
    rf"\b(?:(?:{_SEGMENT_WORDS}\s+)*segments?|reportable (?:regions|divisions|businesses|units))\b"
    r"(?P<gap>[^.;:()]{0,60}?)"
    r"(?P<link>:|\bare\b(?: as follows)?:?|\bis\b|consists? of|consisting of|comprised? of|comprising|include|namely,?|"
    r"\bas\b|—|–| - |,|\binto\b|\()\s*(?P<list>(?:\(?[1-9ivx]\)\s*)?(?:the |our "
    r"|“)?[A-Z0-9“\"].{3,400}?)(?:\.\s|\.$|$|\)\.|\. )",
)
_NAMED = re.compile(
    r"\b(?:[Tt]he |[Oo]ur )?((?:[A-Z0-9][\w.&'’/\-]*)(?:,? (?:(?:and|of|the"
    r"|&) )?[A-Z0-9&][\w.&'’/\-]*){0,7}) (?:reportable |operating |business )*segments?\b"
)
_OF_LIST = re.compile(
    r"^([A-Z][^:]{3,200}?) (?:are|were) (?:our|the Company[’']s|its|the) (?:\w+ )?(?:reportable |operating "
    r"|business )+segments\b"
)
_SPEAKS = re.compile(r"segment|\breportable (?:regions|divisions|businesses|units)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\bsegments?\b[^.]{0,80}(?::|as follows\.?)\s*$", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:one|single|sole)\b(?: [\w-]+,?){0,5} segment\b")
_POSSESSIVE = re.compile(r"^[’']s\b")
_SPLIT = re.compile(
    r"\s*[;,]\s*(?:and\s+)?(?:\(?[0-9ivx]{1,3}\)\s*)?(?:the |our )?|\s+and\s+(?:\(?[0-9ivx]{1,3}\)\s*)?(?:the "
    r"|our )?|\s*\(?[1-9]\)\s+"
)
_LEGAL_FORM = re.compile(
    r",?\s*\b(?:inc|corp|corporation|co|company|companies|group|holdings?|ltd|limited|plc|llc|l\.?p|n\.?v|s\.?a|the)\b\.?",
    re.IGNORECASE,
)
_DROP = re.compile(
    r"\b(?:the|our|(?:operating|reportable|business)\s+segments?|segments?|total)\b(?![’'])", re.IGNORECASE
)
_COMMON = frozenset(
    [
        "note",
        "notes",
        "each",
        "operating",
        "reportable",
        "business",
        "two",
        "three",
        "four",
        "five",
        "six",
        "one",
        "all",
        "other",
        "these",
        "total",
        "our",
        "the",
        "information",
        "this",
        "certain",
        "significant",
        "president",
        "chief",
        "in",
        "for",
        "as",
        "company's",
        "such",
        "both",
        "neither",
        "no",
    ]
)

NAME_ENDS = r"(?!\w|[-‑](?!segments?\b)[^\W\d])"
"""A name that goes on, with a hyphen or without, is part of a longer word: no segment "Equity" is in "equity-based"."""


@lru_cache(maxsize=2_000)
def name_key(name: str) -> str:
    """What is compared of a name: letters and digits, without "segment", "total" and the like."""
    lowered = _DROP.sub(" ", clean(name).lower().replace("&", " and ").replace("’", "'"))
    words = re.sub(r"[^a-z0-9.]+", " ", lowered).replace(". ", " ").split()
    return " ".join(word for word in words if word not in ("and", "of"))


def tidy_name(name: str) -> str:
    """A subject's name as members are named by: `Total Americas segment (1)` → `Americas`."""
    text = clean(name)
    text = re.sub(
        r"^(?:(?:total|less:?|add:?|the|our|in the|(?:the )?company['’]s)\s+)+(?=\S)", "", text, flags=re.IGNORECASE
    )
    text = re.sub(r"\s+(?:(?:reportable|operating|business)\s+)?segments?$", "", text, flags=re.IGNORECASE)
    return text.strip(' ,:–—-“”"') or clean(name)


class Names(Struct, frozen=True):
    """`listed` maps keys to names as first written; `sentences` is what is said of segments, lower case."""

    listed: dict[str, str] = field(default_factory=dict)
    sentences: str = ""
    entity: str = ""
    """The registrant's own name: as a label it means the whole, or its head office."""
    settled: bool = False
    """The note's segments are known, by their profit or because there is only one: other names are no segments."""

    def with_segments(self, names: Iterable[str]) -> Names:
        """These names with segments that the note's tables have shown by their profit."""
        listed = dict(self.listed)
        for name in names:
            listed.setdefault(name_key(name), name)
        listed.pop("", None)
        return replace(self, listed=listed, settled=True)

    def is_listed(self, label: str) -> bool:
        key = name_key(label)
        return bool(key) and not _measures_only(label) and (key in self.listed or self._like(key) is not None)

    def is_entity(self, label: str) -> bool:
        """Whether a label is the registrant's name, with or without its legal form."""
        mine, key = name_key(_LEGAL_FORM.sub("", self.entity)), name_key(_LEGAL_FORM.sub("", label))
        glued = name_key(self.entity).replace(" ", "") == name_key(label).replace(" ", "")
        if len(key) < 4 or not mine:
            return False
        return f"{mine} ".startswith(f"{key} ") or glued or mine.replace(" ", "") == key

    def is_said(self, label: str) -> bool:
        """Whether sentences about segments hold the name as words of their own."""
        key = tidy_name(label).lower()
        return len(key) > 2 and re.search(rf"(?<!\w){re.escape(key)}{NAME_ENDS}", self.sentences) is not None

    def canonical(self, label: str) -> str:
        """The one spelling of a segment's name used for all its occurrences."""
        key = name_key(label)
        like = key if key in self.listed else self._like(key)
        return self.listed.get(like or "", tidy_name(label))

    def within(self, label: str) -> tuple[str, str] | None:
        """The listed name that `label` begins or ends with, and the rest of the label ("Alder revenue")."""
        text = clean(label)
        lowered = text.lower()
        for name in sorted(self.listed.values(), key=len, reverse=True):
            short = name.lower()
            for start in (0, 6 if lowered.startswith("total ") else 0):
                if lowered[start:].startswith(short) and lowered[start + len(short) : start + len(short) + 1] in (
                    " ",
                    "’",
                    "'",
                ):
                    return name, _POSSESSIVE.sub("", text[start + len(short) :]).strip(" ’'-–—:,")
            tail = re.search(rf"\b(?:of|from|for|[-–—:]) {re.escape(short)}(?: segment)?$", lowered)
            if tail:
                return name, text[: tail.start()].strip(" -–—:,")
        return None

    def is_subject_of(self, name: str, text: str) -> bool:
        """Whether a caption is about the segment: begins with its name, or says "Alder segment", "Alder net sales"."""
        short = re.escape(name.lower().replace("’", "'"))
        found = re.search(
            rf"(?<!\w){short}{NAME_ENDS}(?:['’]s)?"
            r"(?: (?:reportable |operating )?segment\b(?!s)| (?P<next>[\w-]+(?: [\w-]+)?))?",
            text.lower().replace("’", "'"),
        )
        if found is None:
            return False
        return (
            found.start() == 0
            or found[0].rstrip().endswith("segment")
            or bool(found["next"] and measure_strength(found["next"]) == 2)
        )

    def found_in(self, text: str) -> list[str]:
        """The listed names that stand in `text`, the longest where one holds another."""
        lowered = text.lower().replace("’", "'")
        found: list[str] = []
        for name in sorted(self.listed.values(), key=len, reverse=True):
            short = name.lower().replace("’", "'")
            if (
                len(short) > 2
                and re.search(rf"(?<!\w){re.escape(short)}{NAME_ENDS}", lowered)
                and not any(short in other.lower() for other in found)
            ):
                found.append(name)
        return found

    def _like(self, key: str) -> str | None:
        """The only known key whose words begin as these do ("nutritionals", "nutritional products"), or that lacks but
        the blanks that a line break took."""
        glued = [other for other in self.listed if " " in other and other.replace(" ", "") == key.replace(" ", "")]
        if len(glued) == 1:
            return glued[0]
        found = [other for other in self.listed if _alike(key, other)]
        return found[0] if len(found) == 1 else None


def _alike(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    if not a or not b or len(a[0]) < 5:
        return False
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if len(longer) - len(shorter) > 1 or (
        len(longer) > len(shorter)
        and longer[-1]
        not in ("products", "product", "group", "services", "solutions", "business", "portfolio", "division")
    ):
        return False
    return all(
        x == y
        or ((len(x) > 4 and len(y) > 4 and x[:-1].startswith(y[:-1])) or (y[:-1].startswith(x[:-1]) and len(y) > 4))
        for x, y in zip(shorter, longer, strict=False)
    )


def learn_names(paragraphs: Iterable[str], labels: Iterable[str], entity: str = "") -> Names:
    """The note's segments: `paragraphs` are its sentences, `labels` the headers and row labels of its tables."""
    listed: dict[str, str] = {}
    sentences: list[str] = []
    announced = False
    for paragraph in paragraphs:
        if announced:
            name = _item(paragraph)
            if name:
                listed.setdefault(name_key(name), name)
                continue
        announcement = re.split(r"(?<=[.!?])\s+(?=[A-Z])", paragraph)[-1]
        announced = bool(_ANNOUNCED.search(announcement)) and not re.search(
            r"\btables?\b|information|results of|summar", announcement
        )
        if not _SPEAKS.search(paragraph):
            continue
        sentences += [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", paragraph) if _SPEAKS.search(s)]
        for name in _listed_in(paragraph):
            listed.setdefault(name_key(name), name)
    shown = set()
    for label in labels:
        shown.add(name_key(label))
        of_one = re.match(r"(?!sub-?total).*\bsegment$", label, re.IGNORECASE)
        if of_one and not kind_of(label) and measure_strength(label) < 2:
            listed.setdefault(name_key(label), tidy_name(label))
    listed.pop("", None)
    for key, name in list(listed.items()):
        one, joined, other = name.rpartition(" and ")
        parts = {name_key(one), name_key(other)}
        if joined and parts <= listed.keys():
            whole = key in shown and not parts <= shown  # the tables tell one segment of two words from two segments
            for gone in parts if whole else {key}:
                listed.pop(gone, None)
    said = " ".join(sentences).lower()
    return Names(listed=listed, sentences=said, entity=entity, settled=len(listed) < 2 and bool(_SINGLE.search(said)))


def _item(paragraph: str) -> str:
    """The name that an item of a list of segments begins with: "• Alder, which makes …" → "Alder"."""
    text = re.sub(r"^[\s•▪◦○●·∙\-–—*▪]+|^\(?[0-9a-z]{1,2}[).]\s+", "", paragraph.strip())
    name = re.split(
        r"\s*[—–:;(]|\s+-\s|,\s|\.(?:\s|$)|\s+(?:which|that|includes?|consists?|is|are|provides?|comprises?"
        r"|primarily|and$|operates?|has|offers?|represents?|designs?|sells?)\b",
        text,
        maxsplit=1,
    )[0]
    name = tidy_name(name)
    return name if _is_name(name) and len(name) < 60 else ""


def _listed_in(paragraph: str) -> Iterable[str]:
    for match in _LIST.finditer(paragraph):
        yield from filter(_is_name, map(tidy_name, _parts(match["list"])))
    for match in _NAMED.finditer(paragraph):
        if _is_name(match[1]):
            yield tidy_name(match[1])
    opening = _OF_LIST.match(paragraph)
    if opening:
        yield from filter(_is_name, map(tidy_name, _parts(opening[1])))


def _parts(text: str) -> list[str]:
    """The items of a list in a sentence; one that itself holds commas is separated by semicolons."""
    text = re.sub(r"\([^()]{0,40}\)", lambda m: m[0] if re.fullmatch(r"\(?[1-9ivx]{1,3}\)", m[0]) else " ", text)
    text = re.sub(r"[“”\"]", "", text)
    text = re.sub(r"\s*[—–]\s*(?=and\b)", ", ", text)
    if ";" in text:
        parts = re.split(r"\s*;\s*(?:and\s+)?", text)
    else:
        parts = _SPLIT.split(text)
        if " and " in text and text.count(",") == 0 and text.count(" and ") > 1:
            parts = [text]
    whole = [
        re.sub(r"^(?:and |\(?[1-9ivx]{1,3}\)\s*|the |our |our )+", "", part.strip(), flags=re.IGNORECASE)
        for part in parts
    ]
    return whole + [p.strip() for p in re.split(r",\s+(?:and\s+)?", text)]


def _measures_only(text: str) -> bool:
    """Whether a text is nothing but the words of a measure; one that may be either ("Freight", "Insurance") is a
    segment's name where a sentence lists it as one."""
    return only_measure(text) and (measure_strength(text) == 2 or " " in text.strip())


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 7
        and len(text) > 1
        and bool(re.match(r"[A-Z0-9“]", text))
        and words[0].lower() not in _COMMON
        and kind_of(text) is None
        and bool(re.search(r"[A-Za-z]|^\d+\.\d+$", text))
        and not re.match(r"(?:19|20)\d\d\b|\d+[%,]", text)
        and not read_period(text).said
        and not re.search(
            r"['’]s$|^financial(?! services| products| technolog| advis)\b"
            r"|^(?:company|corporation|registrant|group)\b|\b(?:officer|president|chairman)\b",
            text,
            re.IGNORECASE,
        )
        and not _measures_only(text)
        and all(
            word[0].isupper()
            or word[0].isdigit()
            or word.lower() in ("and", "of", "the", "&", "for", "in")
            or len(words) <= 3
            for word in words
        )
    )
