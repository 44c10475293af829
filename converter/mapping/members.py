"""Subjects → axes and members (rules 1 to 10)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct, field

from ..facts.model import Element, QName
from ..interpret.model import Subject, SubjectKind
from ..knowledge.model import Knowledge
from ..knowledge.vocabularies import vocabulary
from ..options import MemberDecision
from ..resources import folder
from .extensions import member_element, member_name
from .words import normalise

Dimensions = tuple[tuple[QName, QName], ...]

SEGMENT_AXIS = QName("us-gaap", "StatementBusinessSegmentsAxis")
CONSOLIDATION_AXIS = QName("srt", "ConsolidationItemsAxis")
GEOGRAPHY_AXIS = QName("srt", "StatementGeographicalAxis")
PRODUCT_AXIS = QName("srt", "ProductOrServiceAxis")
CUSTOMER_AXIS = QName("srt", "MajorCustomersAxis")
RESTATEMENT_AXIS = QName("srt", "RestatementAxis")
ENTITY_AXIS = QName("dei", "LegalEntityAxis")
SUBSEGMENT_AXIS = QName("us-gaap", "SubsegmentsAxis")
CONCENTRATION_TYPE = QName("us-gaap", "ConcentrationRiskByTypeAxis")
CONCENTRATION_BENCHMARK = QName("us-gaap", "ConcentrationRiskByBenchmarkAxis")

OPERATING_SEGMENTS = QName("us-gaap", "OperatingSegmentsMember")
ELIMINATION = QName("us-gaap", "IntersegmentEliminationMember")
CONSOLIDATION_ELIMINATIONS = QName("srt", "ConsolidationEliminationsMember")
CORPORATE = QName("us-gaap", "CorporateNonSegmentMember")
CORPORATE_SEGMENT = QName("us-gaap", "CorporateMember")
CORPORATE_AND_OTHER = QName("us-gaap", "CorporateAndOtherMember")
RECONCILING = QName("us-gaap", "MaterialReconcilingItemsMember")
ALL_OTHER = QName("us-gaap", "AllOtherSegmentsMember")
NON_US = QName("us-gaap", "NonUsMember")
US = QName("country", "US")

_FIXED: dict[SubjectKind, Dimensions] = {
    SubjectKind.SEGMENTS_TOTAL: ((CONSOLIDATION_AXIS, OPERATING_SEGMENTS),),
    SubjectKind.REPORTABLE_TOTAL: ((CONSOLIDATION_AXIS, OPERATING_SEGMENTS),),
    SubjectKind.ALL_OTHER: ((SEGMENT_AXIS, ALL_OTHER),),
    SubjectKind.ELIMINATION: ((CONSOLIDATION_AXIS, ELIMINATION),),
    SubjectKind.INTERSEGMENT: ((CONSOLIDATION_AXIS, ELIMINATION),),
    SubjectKind.RECONCILING: ((CONSOLIDATION_AXIS, RECONCILING),),
    SubjectKind.CONSOLIDATED: (),
    SubjectKind.PREVIOUSLY_REPORTED: ((RESTATEMENT_AXIS, QName("srt", "ScenarioPreviouslyReportedMember")),),
    SubjectKind.RESTATEMENT: ((RESTATEMENT_AXIS, QName("srt", "RestatementAdjustmentMember")),),
}
BETWEEN = frozenset({SubjectKind.ELIMINATION, SubjectKind.CORPORATE_AND_ELIMINATION})
BESIDE = BETWEEN | {SubjectKind.CORPORATE, SubjectKind.RECONCILING}
"""Kinds that stand beside the segments on the consolidation axis."""
_PLAIN = re.compile(r"^(?:total |other )*(?:reconcil\w+ items?|adjustments?)$")
"""Reconciling items that say no more than that they are."""
_OWN: dict[SubjectKind, tuple[QName, str]] = {
    SubjectKind.SEGMENT: (SEGMENT_AXIS, "Segment"),
    SubjectKind.SUBSEGMENT: (SUBSEGMENT_AXIS, ""),
    SubjectKind.GEOGRAPHY: (GEOGRAPHY_AXIS, ""),
    SubjectKind.PRODUCT: (PRODUCT_AXIS, ""),
    SubjectKind.CUSTOMER: (CUSTOMER_AXIS, ""),
    SubjectKind.LEGAL_ENTITY: (ENTITY_AXIS, ""),
    SubjectKind.OTHER: (PRODUCT_AXIS, ""),
}
_FOREIGN = re.compile(
    r"^(?:total |all )?(?:international|foreign(?: countries)?|non (?:u ?s|united states)|other (?:foreign )?countries|"
    r"outside (?:of )?(?:the )?u(?:nited )? ?s(?:tates)?|rest of (?:the )?world|other international)"
    r"(?: operations| markets| countries| customers| locations)?$"
)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|\d+")
_MORE = re.compile(r"\b(?:including|excluding|other than)\b")
"""A place with others, or without a part, is not the standard place."""
_REVENUE = re.compile(r" (?:revenues?|sales)(?: net)?$")
"""A product's revenue goes by the product's member: "Service revenue"."""
_AND_OTHER = re.compile(
    r"^(?:total )?(?:corporate ?(?:and|&|/) ?(?:all )?(?:others?|support)\b|(?:all )?others? ?(?:and|&|/) ?corporate$)"
)
_RECONCILED = re.compile(
    r"\breconcil|\badjust|\bother\b|\binterest\b|\bunallocated (?:items?|amounts?)|\bspecial items?\b"
)
"""What is neither corporate nor eliminated, beside both."""
_CORPORATE = re.compile(r"\bcorporate\b|\bheadquarters\b|\bparent\b|\bholding company\b")
_OTHER_SEGMENTS = re.compile(r"\bother (?:operating |reportable )*(?:segments?|business(?:es)?|operations)\b")
_UNALLOCATED = re.compile(
    r"^(?!.*\bcorporate)(?!.*\b(?:expenses?|costs?)\b)(?=.*\b(?:unallocated|not allocated)\b)"
    r".*\b(?:amounts?|items?|other|interest|adjustments?|gains?|loss(?:es)?)\b"
    r"|\bunallocated (?:net )?interest\b"
)
"""Items that are not allocated to the segments, of several kinds or none of the company's running: what is plainly
unallocated, or a cost of it, is corporate (rule 8)."""
_ITEMS = re.compile(r"^(?!.*\bcorporate\b).*\b(?:unallocated|not allocated)\b")
"""What says, over rows, that they are not allocated to the segments."""


@cache
def _domains() -> frozenset[str]:
    """The axes whose domain is named otherwise than they are (taxonomy/structure.toml)."""
    raw = tomllib.loads((folder("taxonomy") / "structure.toml").read_text("utf-8"))
    return frozenset(raw["domains"])


def plainest(
    names: Iterable[tuple[SubjectKind, str]], lines: Mapping[tuple[SubjectKind, str], int]
) -> set[tuple[SubjectKind, str]]:
    """Of several kinds and names with one standard member, the one that keeps it: of those that say no more than their
    kind, or are corporate or eliminations, the one that most lines show, then the shortest; none where all say more."""
    able = [
        (kind, name)
        for kind, name in names
        if kind in {SubjectKind.CORPORATE, SubjectKind.ELIMINATION} or _PLAIN.search(name)
    ]
    return set(sorted(able, key=lambda one: (-lines[one], len(one[1]), one[1]))[:1])


def mixed_name(name: str) -> str:
    """Which of the eight extension names of the consolidation axis says what a mixed column holds (rule 5)."""
    if _OTHER_SEGMENTS.search(name):
        return "OtherOperatingSegmentsAndIntersegmentEliminations"
    if not _CORPORATE.search(name):
        return "EliminationsAndReconcilingItems"
    return "CorporateReconcilingItemsAndEliminations" if _RECONCILED.search(name) else "CorporateAndEliminations"


class Members(Struct):
    """Chooses and remembers: one name of a kind is one member throughout the note."""

    knowledge: Knowledge
    prefix: str
    decided: tuple[MemberDecision, ...] = ()
    prior: dict[str, Dimensions] = field(default_factory=dict)
    corporate_is_segment: bool = False
    two_places: frozenset[str] = frozenset()
    """Names of places that stand in a table with the United States alone (rule 10)."""
    apart: frozenset[tuple[SubjectKind, str]] = frozenset()
    """Kind and name of what stands beside another of its standard member in one line of a table (rule 5)."""
    columns: frozenset[str] = frozenset()
    """Names that head a column in any table."""
    over_rows: frozenset[str] = frozenset()
    """Names that stand over rows with words of their own, and head no column."""
    elements: dict[QName, Element] = field(default_factory=dict)
    chosen: dict[tuple[SubjectKind, str], tuple[Dimensions, str]] = field(default_factory=dict)

    def of(self, subject: Subject) -> Dimensions:
        """The axis and member of a subject; empty for the consolidated figure."""
        key = (subject.kind, normalise(subject.name))
        if key not in self.chosen:
            self.chosen[key] = self._choose(subject)
        return self.chosen[key][0]

    def usual(self, subject: Subject) -> Dimensions:
        """The dimensions of a subject that stands beside no other of its member."""
        return self._choose(subject)[0]

    def explain(self, subjects: Iterable[Subject], reason: str) -> None:
        """Add a reason to the evidence of the subjects that are segments."""
        for subject in subjects:
            key = (subject.kind, normalise(subject.name))
            dimensions, evidence = self.chosen.get(key, ((), ""))
            if any(axis == SEGMENT_AXIS for axis, _ in dimensions) and reason not in evidence:
                self.chosen[key] = (dimensions, f"{evidence}; {reason}")

    def _choose(self, subject: Subject) -> tuple[Dimensions, str]:
        """1. the profile; 2. the prior filing; 3. the kind's own member; 4. a standard one; 5. an extension member."""
        name = normalise(subject.name)
        for decision in self.decided:
            if normalise(decision.name) in (name, normalise(subject.text)):
                return self._as_decided(decision), "the profile"
        if name in self.prior:
            return self._recalled(self.prior[name], subject), "the prior filing"
        kind = subject.kind
        if (kind, name) in self.apart:
            return self._child(subject)
        if kind in _FIXED:
            return _FIXED[kind], "rule 6"
        if kind is SubjectKind.CORPORATE:
            return self._corporate(subject)
        if kind is SubjectKind.CORPORATE_AND_ELIMINATION:
            return ((CONSOLIDATION_AXIS, self._own(mixed_name(name), subject.text)),), "rule 5"
        if kind is SubjectKind.GEOGRAPHY:
            return self._place(subject)
        axis, suffix = _OWN[kind]
        standard = self._standard(axis, subject)
        if standard is not None:
            return ((axis, standard),), "rule 13: a standard member says it"
        return ((axis, self._extension(subject.name, suffix)),), "rule 2"

    def _child(self, subject: Subject) -> tuple[Dimensions, str]:
        """A member of its own below the standard one, which another column of the table has (rule 5)."""
        parent = CONSOLIDATION_ELIMINATIONS if subject.kind in BETWEEN else RECONCILING
        base = member_name(subject.name, "", self.knowledge.catalogue).removesuffix("Member")
        return ((CONSOLIDATION_AXIS, self._own(base, subject.name, parent)),), "rule 5: beside another of its kind"

    def _corporate(self, subject: Subject) -> tuple[Dimensions, str]:
        if _AND_OTHER.search(normalise(subject.text or subject.name)):
            if normalise(subject.name) in self.columns:
                return ((SEGMENT_AXIS, CORPORATE_AND_OTHER),), "rule 2: corporate and other heads a column"
            own = self._own("CorporateAndReconcilingItems", "Corporate and Reconciling Items")
            return ((CONSOLIDATION_AXIS, own),), "rule 5: corporate and other in a row that leads to the total"
        items = normalise(subject.name) in self.over_rows and _ITEMS.search(normalise(subject.name))
        if items or _UNALLOCATED.search(normalise(subject.text or subject.name)):
            return ((CONSOLIDATION_AXIS, RECONCILING),), "rule 6: an unallocated amount"
        if self.corporate_is_segment:
            return ((SEGMENT_AXIS, CORPORATE_SEGMENT),), "the note counts it as a segment"
        return ((CONSOLIDATION_AXIS, CORPORATE),), "rule 6"

    def _place(self, subject: Subject) -> tuple[Dimensions, str]:
        more = _MORE.search(subject.text.lower())
        place = None if more else self.knowledge.places.find(subject.name)
        pair = normalise(subject.name) in self.two_places
        if place is not None and (place.member != NON_US or pair):
            return ((GEOGRAPHY_AXIS, place.member),), "rule 3"
        if place is not None and subject.evidence == "sentence":
            return ((GEOGRAPHY_AXIS, NON_US),), "rule 13: the sentence says outside of the United States"
        if pair and _FOREIGN.search(normalise(subject.name)):
            return ((GEOGRAPHY_AXIS, NON_US),), "rule 10: the United States and the rest"
        return ((GEOGRAPHY_AXIS, self._extension(subject.name, "")),), "rule 10: no standard place"

    def _standard(self, axis: QName, subject: Subject) -> QName | None:
        table: dict[str, str] = vocabulary("members").get(axis.local, {})
        said = normalise(subject.name)
        name = table.get(said) or (table.get(_REVENUE.sub("", said)) if axis == PRODUCT_AXIS else None)
        return QName.parse(name) if name else None

    def _extension(self, name: str, suffix: str) -> QName:
        local = member_name(name, suffix, self.knowledge.catalogue)
        return self._own(local.removesuffix("Member"), f"{name} {suffix}".strip())

    def _own(self, base: str, label: str, parent: QName | None = None) -> QName:
        qname = QName(self.prefix, f"{base}Member")
        self.elements.setdefault(qname, member_element(qname, f"{label} [Member]", parent))
        return qname

    def _as_decided(self, decision: MemberDecision) -> Dimensions:
        member = QName.parse(decision.member)
        if self.knowledge.catalogue.get(member) is None:
            self.elements.setdefault(member, member_element(member, f"{decision.name} [Member]"))
        return ((QName.parse(decision.axis), member),)

    def may_take(self, axis: QName) -> bool:
        """Whether an axis that a prior filing used is one whose domain is known."""
        own = QName(axis.prefix, axis.local.removesuffix("Axis") + "Domain")
        found = self.knowledge.catalogue
        return found.get(axis) is not None and (str(axis) in _domains() or found.get(own) is not None)

    def taken_over(self, dimensions: Dimensions) -> Dimensions:
        """A prior filing's dimensions, its own members under this report's prefix and by the words of their names."""
        recalled = []
        for axis, member in dimensions:
            if self.knowledge.catalogue.get(member) is None:
                base = member.local.removesuffix("Member")
                member = self._own(base, " ".join(_CAMEL.findall(base)) or base)  # noqa: PLW2901 - taken over
            recalled.append((axis, member))
        return tuple(recalled)

    def _recalled(self, dimensions: Dimensions, subject: Subject) -> Dimensions:
        """The prior filing's members, its own ones under this report's prefix."""
        recalled = []
        for axis, member in dimensions:
            if self.knowledge.catalogue.get(member) is None:
                member = self._own(member.local.removesuffix("Member"), subject.name)  # noqa: PLW2901 - taken over
            recalled.append((axis, member))
        return tuple(recalled)

    def reportable_segment(self) -> Dimensions:
        """The one member of a company with one reportable segment (rule 9)."""
        return ((SEGMENT_AXIS, self._own("ReportableSegment", "Reportable Segment")),)

    def segments_and_corporate(self) -> QName:
        """The member of what segments and corporate make together, before the company's figure (rule 5)."""
        return self._own("OperatingSegmentsAndCorporateNonSegment", "Operating Segments and Corporate Non-Segment")
