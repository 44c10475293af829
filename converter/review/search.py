"""Elements found while typing: by any part of name or label, the usual ones of segment notes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..facts.model import Element
from ..interpret.model import Content
from ..knowledge.catalogue import is_numeric, write_type
from ..knowledge.model import Concept, Knowledge
from ..mapping import usage
from ..mapping.features import TYPES

AXIS, MEMBER, CONCEPT = "axis", "member", "concept"
_MEMBER_TYPE = "domainItemType"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Hit(Struct, frozen=True, kw_only=True):
    """An element as the list shows it; `own` is the company's."""

    name: str
    label: str
    type: str
    period_type: str
    balance: str
    own: bool = False


class _Entry(Struct, frozen=True):
    text: str
    name: str
    label: str
    usual: float
    hit: Hit
    type: str


class Elements:
    """The catalogue made ready for typing. Building takes some tenths of a second, a search some milliseconds."""

    def __init__(self, known: Knowledge) -> None:
        self._entries: Mapping[str, list[_Entry]] = {AXIS: [], MEMBER: [], CONCEPT: []}
        usual = usage.load(known.ranking)
        for concept in known.catalogue:
            kind = _kind(concept)
            if kind:
                self._entries[kind].append(_entry(_hit(concept), usual.prior(concept.qname.local)))
        for entries in self._entries.values():
            entries.sort(key=lambda entry: (-entry.usual, len(entry.label), entry.name))

    def search(
        self, words: str, kind: str, *, content: Content | None = None, own: Iterable[Element] = (), limit: int = 30
    ) -> tuple[Hit, ...]:
        """The best elements of a kind (`concept`, `axis`, `member`) whose name or label holds every word, in any part.

        `content` keeps to the types that can hold such numbers; `own` are the company's elements, which come first.
        """
        wanted = [word for word in words.lower().replace(":", " ").split() if word]
        if not wanted or kind not in self._entries:
            return ()
        types = None if content is None or kind != CONCEPT else TYPES[content]
        theirs = (_entry(_own_hit(element), 1.0) for element in own if _own_kind(element) == kind)
        scored = [
            (_score(entry, wanted), number, entry.hit)
            for number, entry in enumerate([*theirs, *self._entries[kind]])
            if all(word in entry.text for word in wanted) and (types is None or entry.type in types)
        ]
        scored.sort(key=lambda item: (-item[0], item[1]))
        return tuple(hit for _, _, hit in scored[:limit])


def _score(entry: _Entry, wanted: list[str]) -> float:
    """How usual it is, and how much of it was typed: a name typed whole comes first."""
    typed = " ".join(wanted)
    whole = 4.0 if typed in (entry.name, entry.label) else 1.0 if entry.label.startswith(typed) else 0.0
    starts = sum(f" {word}" in entry.text for word in wanted) / len(wanted)
    return whole + starts + entry.usual + len(typed) / (len(entry.label) + len(typed))


def _kind(concept: Concept) -> str:
    if concept.substitution == "xbrldt:dimensionItem":
        return AXIS
    if concept.type.rpartition(":")[2] == _MEMBER_TYPE:
        return MEMBER
    numbers = concept.substitution == "xbrli:item" and not concept.abstract and is_numeric(write_type(concept.type))
    return CONCEPT if numbers else ""


def _own_kind(element: Element) -> str:
    if element.substitution == "xbrldt:dimensionItem":
        return AXIS
    return MEMBER if element.type.endswith(_MEMBER_TYPE) else "" if element.abstract else CONCEPT


def _hit(concept: Concept) -> Hit:
    return Hit(
        name=str(concept.qname),
        label=concept.label,
        type=concept.type.rpartition(":")[2],
        period_type=concept.period_type,
        balance=concept.balance,
    )


def _own_hit(element: Element) -> Hit:
    return Hit(
        name=str(element.qname),
        label=element.label,
        type=element.type.rpartition(":")[2],
        period_type=element.period_type,
        balance=element.balance,
        own=True,
    )


def _entry(hit: Hit, usual: float) -> _Entry:
    prefix, _, local = hit.name.partition(":")
    apart = _CAMEL.sub(" ", local)
    text = f" {apart} {local} {hit.label} {prefix} ".lower()
    return _Entry(text, local.lower(), hit.label.lower(), usual, hit, hit.type)


def plain(hits: Iterable[Hit]) -> Iterator[dict[str, object]]:
    """The hits as JSON data."""
    for hit in hits:
        yield {
            "name": hit.name,
            "label": hit.label,
            "type": hit.type.removesuffix("ItemType"),
            "period": hit.period_type,
            "balance": hit.balance,
            "own": hit.own,
        }
