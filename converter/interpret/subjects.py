"""Who or what a label says the figure is of, and what it says is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..knowledge.model import Places
from .labels import bare_measure, is_external, is_structure, is_total, kind_of, measure_strength, topic_score
from .model import Subject, SubjectKind
from .names import Names, tidy_name
from .periods import read_period


class Reading(Struct, frozen=True, kw_only=True):
    """One label read. `measure` are the words that name a measure; `kind` and `name` the subject. A label with neither
    is a name whose kind its neighbours decide (`open`)."""

    label: str
    measure: str = ""
    kind: SubjectKind | None = None
    name: str = ""
    structure: bool = False
    external: bool = False
    entity: bool = False
    """The registrant's own name."""

    @property
    def open(self) -> bool:
        return bool(self.label) and not self.measure and self.kind is None and not self.structure and not self.external


_WHOLE = re.compile(r"\bconsolidated\b", re.IGNORECASE)
_SUBTOTAL = re.compile(r"^sub-?totals?,?\s+(?:for |of )?", re.IGNORECASE)
_SAID_OF = re.compile(
    r"^(?P<measure>.{3,}?)(?:,| [-–—])? \(?(?:as (?:recast|restated|revised)"
    r"|(?P<before>(?:as )?(?:previously|originally) (?:reported|presented|disclosed)))\)?$",
    re.IGNORECASE,
)
"""What a measure was before a restatement, or is after it."""
_SOLD_TO = re.compile(
    r"^(?P<measure>(?:total |net )*(?:sales|revenues?)) (?:to|from) "
    r"(?P<who>(?:(?:an?|one|two|three|four|five|six|single"
    r"|(?:the |our |its )?(?:largest|major|significant|principal)) )+"
    r"(?:[\w-]+ ){0,2}?(?:customer|client|distributor|wholesaler|retailer|payor|payer)s?"
    r"|(?:the )?(?:(?:U\.? ?S\.?|United States|federal) )*government(?: agencies)?)$",
    re.IGNORECASE,
)
"""Revenue by who pays it ("Sales to one customer"): the customer is whose it is, and no part of what it is."""
_EXPORT = re.compile(r"^(?P<measure>(?:total |net )*)exports? (?P<what>sales|revenues?)$", re.IGNORECASE)
"""Revenue from abroad, wherever the company is at home."""
_BESIDE_SEGMENTS = {
    SubjectKind.CORPORATE,
    SubjectKind.ELIMINATION,
    SubjectKind.CORPORATE_AND_ELIMINATION,
    SubjectKind.SEGMENTS_TOTAL,
    SubjectKind.REPORTABLE_TOTAL,
}
_OWN_LINE = (
    SubjectKind.CORPORATE,
    SubjectKind.RECONCILING,
    SubjectKind.ALL_OTHER,
    SubjectKind.CORPORATE_AND_ELIMINATION,
)


def read_label(label: str, names: Names) -> Reading:
    """Read a label by its own words and the note's segment names, in this order:

    0. a measure before or after a restatement;
    1. a listed segment's name;
    2. words for corporate, eliminations, totals (with the measure that stands beside them);
    3. a listed name and a measure ("Alder revenue", "Profit from Birch");
    4. the outside part of the measure above; words that only order the rows;
    5. a measure. Anything else stays open.
    """
    if not label:
        return Reading(label="")
    said = _SAID_OF.match(label)
    if said is not None and (plain := read_label(said["measure"], names)).kind is None:
        return _restated(plain, said)
    return _read_kind(label, names) or _read_measure(label, names)


def _restated(plain: Reading, said: re.Match[str]) -> Reading:
    before = SubjectKind.PREVIOUSLY_REPORTED
    return replace(plain, label=said[0], kind=before, name=said["before"]) if said["before"] else plain


def _read_kind(label: str, names: Names) -> Reading | None:
    kind = kind_of(label)
    if kind is None and names.is_listed(label):
        return Reading(label=label, kind=SubjectKind.SEGMENT, name=names.canonical(label))
    own = _SUBTOTAL.sub("", label)
    if kind is None and own != label and names.is_listed(own):
        return Reading(label=label, kind=SubjectKind.SEGMENT, name=names.canonical(own))
    if kind is None and names.is_entity(label):
        return Reading(label=label, kind=SubjectKind.CONSOLIDATED, name=label, entity=True)
    if kind is None:
        return None
    strong = measure_strength(label) == 2
    measure = (label if kind in _OWN_LINE else bare_measure(label)) if strong else ""
    return Reading(label=label, measure=measure, kind=kind, name=tidy_name(label))


def _read_measure(label: str, names: Names) -> Reading:
    sold = _SOLD_TO.match(label)
    if sold is not None:
        return Reading(label=label, measure=sold["measure"], kind=SubjectKind.CUSTOMER, name=_customer(sold["who"]))
    abroad = _EXPORT.match(label)
    if abroad is not None:
        measure = f"{abroad['measure']}{abroad['what'].lower()}"
        return Reading(label=label, measure=measure[0].upper() + measure[1:], kind=SubjectKind.GEOGRAPHY, name="Export")
    strength = measure_strength(label)
    inside = names.within(label)
    if inside and measure_strength(inside[1]):
        return Reading(label=label, measure=inside[1], kind=SubjectKind.SEGMENT, name=names.canonical(inside[0]))
    if is_external(label):
        return Reading(label=label, measure=label if strength == 2 else "", external=True)
    if strength == 2 and is_total(label):
        whole = SubjectKind.CONSOLIDATED if _WHOLE.search(label) else None
        return Reading(label=label, measure=bare_measure(label), kind=whole, name="Consolidated" if whole else "")
    if strength < 2 and is_structure(label):
        return Reading(label=label, structure=True)
    return Reading(label=label, measure=label) if strength else Reading(label=label)


def _customer(who: str) -> str:
    """A customer's name without its article, as sentences give it: "a major customer" is "Major Customer"."""
    words = re.sub(r"^(?:the|our|its|an?) ", "", who, flags=re.IGNORECASE)
    return " ".join(word if word.isupper() or "." in word else word.capitalize() for word in words.split())


def settle_entity(reading: Reading, others: Iterable[Reading]) -> Reading:
    """The registrant's name beside a total of another name is the head office, else it is the whole."""
    if reading.entity and any(other.kind is SubjectKind.CONSOLIDATED and not other.entity for other in others):
        return replace(reading, kind=SubjectKind.CORPORATE)
    return reading


class Topic(Struct, frozen=True, kw_only=True):
    """What kind of subject the open names of one group of labels are, and why."""

    kind: SubjectKind
    evidence: str
    assumed: bool = False
    """Only because the names are none of the note's segments."""


def decide_kind(
    labels: Sequence[str],
    captions: Sequence[str],
    names: Names,
    places: Places,
    *,
    taken: bool,
    profit: bool = False,
) -> Topic:
    """The kind of the names in `labels`: the open and listed names that stand in one place (columns, or rows under one
    heading). `captions` are texts about the table, nearest first; `taken`: the other side already shows segments;
    `profit`: the names have a measure of profit, which places alone need not have (ASC 280-10-50-41).

    1. most are listed segments → segments, unless the nearest caption says products or countries and not segments;
    2. most are places, or the caption speaks of geography → geography;
    3. the caption speaks of customers, products → those;
    4. beside segments → products; alone → segments.
    """
    plain = [label for label in labels if label and kind_of(label) is None]
    listed = sum(names.is_listed(label) for label in plain)
    said = sum(names.is_listed(label) or names.is_said(label) for label in plain)
    placed = sum(places.find(label) is not None or "countries" in label.lower() for label in plain)
    count = max(1, len(plain))
    scores = {topic: _scored(topic, captions) for topic in ("geography", "products", "customers", "segment")}
    best = max(("geography", "products", "customers"), key=lambda topic: scores[topic])
    by_caption = scores[best] > scores["segment"]
    if not taken and (
        (listed * 2 > count and not (by_caption and (listed < count or (best == "geography" and placed == count))))
        or (said * 3 > count * 2 and listed and 2 * placed < count and not by_caption)
    ):
        return Topic(
            kind=SubjectKind.SEGMENT, evidence=f"{listed} of {count} names are segments by the note's sentences"
        )
    beside = sorted(kind for label in labels if (kind := kind_of(label)) in _BESIDE_SEGMENTS and kind is not None)
    if (
        beside
        and not taken
        and (scores["geography"] < scores["segment"] or (placed < count and scores["geography"] <= scores["segment"]))
    ):
        return Topic(kind=SubjectKind.SEGMENT, evidence=f"{beside[0].value} stands beside them")
    if profit and placed and not taken and scores["segment"] >= scores["geography"]:
        return Topic(kind=SubjectKind.SEGMENT, evidence="places with a profit of their own")
    if placed * 2 >= count and plain and (said < count or scores["geography"] > scores["segment"] or taken):
        return Topic(kind=SubjectKind.GEOGRAPHY, evidence=f"{placed} of {count} names are places")
    if scores["customers"] > 0 and (any("customer" in label.lower() for label in plain) or not said):
        return Topic(kind=SubjectKind.CUSTOMER, evidence="names of customers")
    if taken and best == "geography" and plain and not placed:
        return Topic(kind=SubjectKind.PRODUCT, evidence="no places, and segments stand on the other side of the table")
    if scores[best] > scores["segment"] or (scores[best] and listed * 2 <= count and said < count):
        kinds = {"geography": SubjectKind.GEOGRAPHY, "products": SubjectKind.PRODUCT, "customers": SubjectKind.CUSTOMER}
        return Topic(kind=kinds[best], evidence=f"the caption speaks of {best}")
    if taken:
        return Topic(kind=SubjectKind.PRODUCT, evidence="segments stand on the other side of the table")
    if names.settled and plain and not placed and listed * 2 < count:
        return Topic(kind=SubjectKind.PRODUCT, evidence="none of the note's segments", assumed=True)
    return Topic(kind=SubjectKind.SEGMENT, evidence=f"{said} of {count} names stand in sentences about segments")


def _scored(topic: str, captions: Sequence[str]) -> float:
    """How much the captions speak of a topic, the nearest counting most; customers count in the nearest alone, and a
    caption that only gives a date does not count."""
    told = [caption for caption in captions if not (period := read_period(caption)).said or period.rest]
    if topic == "customers":
        told = told[:1]
    return sum(min(2, topic_score(topic, caption)) / (1 + 1.5 * distance) for distance, caption in enumerate(told))


def subject_of(reading: Reading, topic: Topic, names: Names) -> Subject:
    """The subject of a reading; among places and products a listed name or "Other" is one of them, unless they are
    taken for products only because they are none of the note's segments."""
    kind = reading.kind or topic.kind
    known = topic.assumed and kind is SubjectKind.SEGMENT
    if topic.kind is not SubjectKind.SEGMENT and kind in (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER) and not known:
        kind = topic.kind
    name = called(kind, reading.name or names.canonical(reading.label))
    return Subject(
        kind=kind, name=name, text=reading.label, evidence=topic.evidence if kind is topic.kind else "its own words"
    )


def called(kind: SubjectKind, name: str) -> str:
    """The name of a subject of this kind: "A" alone says nothing, "Customer A" does."""
    return f"Customer {name}" if kind is SubjectKind.CUSTOMER and re.match(r"[A-Z](?!\w|\.\w)", name) else name
