"""The subjects that a sentence names: the note's own segments and reconciling items, places, customers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..knowledge import vocabulary
from ..knowledge.model import Places
from .model import Subject, SubjectKind
from .names import NAME_ENDS
from .narrative_lines import names_a_measure

PLACE_ENDS = r"(?!\w)"
"""A place may go on with a hyphen: "US-based customers"."""


class Named(Struct, frozen=True, kw_only=True):
    """A subject at its place in a sentence."""

    start: int
    end: int
    subject: Subject


@cache
def _words() -> dict[str, Any]:
    return vocabulary("narrative")


def named(text: str, known: Sequence[Subject], places: Places) -> list[Named]:
    """The subjects that a sentence names, in order: the note's own segments and reconciling items, places, customers.
    A name of the note's own goes before a place of the same name, but "outside of the United States" is not that
    place, and a product in a customer's description ("one wire distributor") or a product sold to is that customer."""
    away = list(_outside(text))
    buyers: list[Named] = []
    for buyer in _customers(text):
        buyers += [] if _overlaps(buyer, buyers) else [buyer]
    found = [
        item
        for item in _known(text, known)
        if not any(o.start < item.start and item.end <= o.end for o in away)
        and not (item.subject.kind is SubjectKind.PRODUCT and _overlaps(item, buyers))
    ]
    found += [item for item in buyers if not _overlaps(item, found)]
    found += [item for item in _places(text, places) if not _overlaps(item, found)]
    return sorted(found, key=lambda item: item.start)


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
        for match in re.finditer(
            _loosely(name, ends=PLACE_ENDS if subject.kind is SubjectKind.GEOGRAPHY else NAME_ENDS), text
        ):
            item = Named(start=match.start(), end=match.end(), subject=subject)
            if not _overlaps(item, taken):
                taken.append(item)
                yield item
    yield from (item for item in _by_first_word(text, known) if not _overlaps(item, taken))


def _by_first_word(text: str, known: Sequence[Subject]) -> Iterator[Named]:
    """Segments called by the first word of their names before a measure: "Freight revenues" of the segment Freight
    Logistics. No other name of the note may begin so."""
    firsts = [subject.name.split()[0] for subject in known if subject.name.split()]
    for subject in known:
        words = subject.name.split()
        if subject.kind is not SubjectKind.SEGMENT or len(words) < 2 or len(words[0]) < 5 or firsts.count(words[0]) > 1:
            continue
        for match in re.finditer(
            rf"(?<![\w.])(?<!^){re.escape(words[0])}(?=(?:[’']s)?\s+(?:segments?|revenues?|(?:net )?sales)\b)", text
        ):
            yield Named(start=match.start(), end=match.end(), subject=subject)


@cache
def _loosely(name: str, *, ends: str) -> str:
    """A name however "and", commas and blanks are written; one common word with its capital, or with "segment"."""
    words = re.split(r",?\s+", name)
    parts = [r"(?:&|and)" if word.lower() in {"&", "and"} else re.escape(word) for word in words]
    pattern = r",?\s+".join(parts)
    if len(words) == 1:
        pattern = rf"(?:{pattern}|(?i:{pattern})(?=\s+segments?\b))"
    return rf"(?i:(?<![\w.]){pattern}{ends})" if len(words) > 1 else rf"(?<![\w.]){pattern}{ends}"


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
    yield from _buyers(text)


def _buyers(text: str) -> Iterator[Named]:
    """Who "accounted for 24% of net sales" by name, where the sentence tells it from a product: a company's form in the
    name, its affiliates beside it, or a word for customers."""
    words = _words()["customers"]
    for match in re.finditer(words["accounted"], text):
        told = re.search(words["company"], match[0]) or re.search(words["kinds"], text, re.IGNORECASE)
        if told and not names_a_measure(match["name"]):
            yield _customer(match.start("name"), match.end("name"), match["name"])


def _customer(start: int, end: int, text: str) -> Named:
    name = re.sub(r"^(?:the|an?)\s+", "", text, flags=re.IGNORECASE)
    return Named(
        start=start, end=end, subject=Subject(kind=SubjectKind.CUSTOMER, name=name, text=text, evidence="sentence")
    )


def _places(text: str, places: Places) -> Iterator[Named]:
    words = _words()["places"]
    taken = list(_outside(text))
    taken += _rests(text)
    taken += [_place(m.start(), m.end(), m[0], "Export") for m in re.finditer(words["export"], text, re.IGNORECASE)]
    for match in re.finditer(words["domestic"], text):
        item = _place(match.start(), match.end(), match[0].strip(), "United States")
        if not _overlaps(item, taken):
            taken.append(item)
    for match in re.finditer(r"\b[A-Z][\w.’'-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w.’'-]*){0,3}", text):
        name = match[0].rstrip("’'") if re.search(r"\.\w\.$", match[0]) else match[0].rstrip(".’'")
        for start, one in ((0, name),) if places.find(name) is not None else _each(name):
            item = _place(match.start() + start, match.start() + start + len(one), one, one)
            if places.find(one) is not None and not _overlaps(item, taken):
                taken.append(item)
    yield from taken


def _rests(text: str) -> Iterator[Named]:
    """What is left of the world beside the places named before it, which is not all that is outside the United
    States ("Norway and the rest of the world")."""
    for match in re.finditer(_words()["places"]["rest"], text):
        name = match[0].replace("of the ", "of ").replace(" world", " World")
        item = _place(match.start(), match.end(), match[0], name[0].upper() + name[1:])
        yield Named(start=item.start, end=item.end, subject=replace(item.subject, evidence="the rest of the places"))


def _each(names: str) -> Iterator[tuple[int, str]]:
    """The names that "and" joins, with their places: "Norway and Sweden" are two where they have no member together."""
    start = 0
    for joint in (*re.finditer(r"\s+and\s+", names), None):
        yield start, names[start : joint.start() if joint else len(names)]
        start = joint.end() if joint else len(names)


def _outside(text: str) -> Iterator[Named]:
    for match in re.finditer(_words()["places"]["outside"], text, re.IGNORECASE):
        yield _place(match.start(), match.end(), match[0], "Non-US")


def _place(start: int, end: int, text: str, name: str) -> Named:
    return Named(
        start=start, end=end, subject=Subject(kind=SubjectKind.GEOGRAPHY, name=name, text=text, evidence="sentence")
    )
