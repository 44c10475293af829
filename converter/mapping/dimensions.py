"""The dimensions of each value: the members of its subjects, and what is decided per concept (rules 6 to 10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from ..facts.model import QName
from ..interpret.model import Calendar, Content, InterpretedNote, RowRole, SubjectKind, TableKind, Value
from ..interpret.resolve import period_of
from .beside import like_columns, told_apart
from .concentration import concentrate
from .lines import LineView
from .members import (
    BESIDE,
    CONSOLIDATION_AXIS,
    OPERATING_SEGMENTS,
    RECONCILING,
    SEGMENT_AXIS,
    Dimensions,
    Members,
)
from .placed import TOTALS, Placed, by_table
from .practice import Practice
from .reconciling import (
    drop_mixed_totals,
    drop_row_totals,
    free_own_concepts,
    place_bare,
    place_beside_totals,
    spread_totals,
)
from .roles import Roles
from .segment_totals import place_summed_totals
from .telling import tell_apart
from .wording import note_text
from .words import normalise

CONCENTRATION = QName("us-gaap", "ConcentrationRiskPercentage1")
_BESIDE = frozenset({SubjectKind.CORPORATE, SubjectKind.RECONCILING})
"""What a row says of a segment's own figure does not make it another's (rule 6): the segment comes first."""
_ORDER = {
    SubjectKind.SEGMENT: 0,
    SubjectKind.ALL_OTHER: 0,
    SubjectKind.SEGMENTS_TOTAL: 2,  # the sum of the intersegment parts has the parts' member
    SubjectKind.REPORTABLE_TOTAL: 2,
    SubjectKind.CORPORATE_AND_ELIMINATION: 2,  # its intersegment revenue is what is eliminated
    SubjectKind.RECONCILING: 3,
}
_GROSS = frozenset({SubjectKind.SEGMENT, SubjectKind.SEGMENTS_TOTAL})
_ALONE = {CONSOLIDATION_AXIS}
_ONE_SEGMENT = re.compile(r"\b(?:one|single)\b[\w ,()-]{0,40}\bsegment\b")
_OF_ONE = frozenset(
    {SubjectKind.CONSOLIDATED, SubjectKind.PRODUCT, SubjectKind.PREVIOUSLY_REPORTED, SubjectKind.RESTATEMENT}
    | {SubjectKind.LEGAL_ENTITY}
)
_LEADING = re.compile(r"(?i)\breconcil")
_OF_SEGMENT = re.compile(r"\bsegment (?:items?|expenses?|loss|profit|income|net loss|net income|operating)\b")


class Recalled(Struct, frozen=True, kw_only=True):
    """What the prior filing did: view id → dimensions of its undivided figures; concepts (local names) whose segment
    figures carried OperatingSegmentsMember (`split`) or did not (`plain`); value id → dimensions in the same place
    (`values`). `house` is the profile's own habit, `always` or `never`."""

    bare: Mapping[str, Dimensions] = field(default_factory=dict)
    split: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    values: Mapping[str, Dimensions] = field(default_factory=dict)
    house: str = ""


def assign(
    views: Sequence[LineView],
    concepts: Mapping[str, tuple[QName, str]],
    members: Members,
    note: InterpretedNote,
    recalled: Recalled,
) -> dict[str, Dimensions]:
    """Value id → dimensions; `concepts` are by view, with their period types.

    1. The members of the value's subjects, one an axis; without a subject, what the line says of a reconciliation; and
       what the line's words say where figures of one concept differ (telling.py).
    2. A total of segments keeps its member where it happens to equal the consolidated figure: another year it does
       not, and one column is one member (rule 6). What a reconciliation leads from or to is one wherever it stands.
    3. A reconciling row with a concept of its own stands without dimensions where it adds to nothing (rule 12); what
       a sum adds to the segments' total is a reconciling item (rule 6).
    4. Every figure of a table of a company with one reportable segment is that segment's (rule 9).
    5. Percentages of concentration carry their type and benchmark (rule 10).
    6. What the prior filing did with the number in the same place; else with the figures of a line that belong to no
       segment, place, product or customer.
    7. `OperatingSegmentsMember`: as the profile says for all; else per concept as the prior filing did, and in tables
       throughout where it always did; else as filers do (practice.py, rule 7).
    """
    single = single_segment(note)
    roles = Roles(note)
    members.columns = frozenset(like_columns(note))
    members.apart = frozenset(told_apart(views, members, roles))
    placed = [
        _placed(view, value, concepts[view.id], members, roles, note.calendar)
        for view in views
        for value in view.values
    ]
    drop_row_totals(placed)
    if not single:
        place_bare(placed)
        place_summed_totals(placed)
    tell_apart(placed, members, single=single)
    drop_mixed_totals(placed, members.segments_and_corporate)
    spread_totals(placed)
    free_own_concepts(placed)
    if not single:
        place_beside_totals(placed)
    if single:
        _put_on_single_segment(placed, members)
    concentrate([item for item in placed if item.concept == CONCENTRATION])
    for item in placed:
        bare = recalled.bare.get(item.view.id)
        same = recalled.values.get(item.value.id)
        if same is not None and SEGMENT_AXIS in item.axes and SEGMENT_AXIS not in dict(same):
            item.axes |= {axis: member for axis, member in same if axis == CONSOLIDATION_AXIS}
        elif same is not None:
            item.axes = dict(members.taken_over(same))
        elif bare is not None and item.kinds <= {SubjectKind.RECONCILING} and (bare or SEGMENT_AXIS not in item.axes):
            item.axes = dict(bare)
    _beside(placed, recalled)
    _per_concept(placed, recalled, members)
    return {item.value.id: tuple(sorted(item.axes.items())) for item in placed}


def _placed(
    view: LineView, value: Value, named: tuple[QName, str], members: Members, roles: Roles, calendar: Calendar
) -> Placed:
    concept, period_type = named
    subjects = tuple(roles.of(view.table.id, view.line.id, s) for s in value.subjects)
    axes: dict[QName, QName] = {}
    for subject in sorted(subjects, key=lambda s: _ORDER.get(s.kind, 1)):
        for axis, member in members.of(subject):
            if subject.kind not in _BESIDE or SEGMENT_AXIS not in axes:
                axes.setdefault(axis, member)
    kinds = frozenset(s.kind for s in subjects)
    return Placed(
        view=view,
        value=value,
        concept=concept,
        axes=axes,
        kinds=kinds,
        total=bool(kinds & TOTALS) and not kinds & (BESIDE | {SubjectKind.INTERSEGMENT}),
        when=period_of(value.period, period_type, calendar),
    )


def single_segment(note: InterpretedNote) -> bool:
    """Whether the note shows no two segments and states one, in a figure or in words, or names none at all but speaks
    of segment profit."""
    kinds = (SubjectKind.SEGMENT, SubjectKind.ALL_OTHER)
    names = {s.name for t in note.tables for v in t.values for s in v.subjects if s.kind in kinds}
    stated = [s.content for s in note.statements if s.concept == "NumberOfReportableSegments"]
    stated = stated or [s.content for s in note.statements if s.concept == "NumberOfOperatingSegments"]
    if len(names) > 1 or any(isinstance(n, Decimal) and n > 1 for n in stated):
        return False
    if Decimal(1) in stated or _ONE_SEGMENT.search(note_text(note)):
        return True
    return not names and any(_OF_SEGMENT.search(normalise(line.label)) for t in note.tables for line in t.lines)


def _put_on_single_segment(placed: Iterable[Placed], members: Members) -> None:
    """Give the one segment's member to the lines of its tables, up to where rows begin to lead from its measure to the
    company's figure: these and what they make are the company's (rule 9)."""
    own = dict(members.reportable_segment())
    for items in by_table(placed).values():
        beside = {_row(item) for item in items if item.kinds & BESIDE}
        rest = [item for item in items if not item.kinds & BESIDE]
        plain = [item for item in rest if item.kinds <= _OF_ONE]
        if items[0].view.table.kind is not TableKind.PROFIT_OR_LOSS or 2 * len(plain) <= len(rest):
            continue  # it tells segments, places or customers apart
        if any(_row(item) in beside for item in rest):
            continue  # the reconciliation is in columns
        rows = items[0].view.table.rows
        leads = beside | {r.index for r in rows if r.role is RowRole.HEADING and _LEADING.search(r.label)}
        above = {item.view.id for item in plain if _row(item) < min(leads, default=_row(item) + 1)}
        for item in plain:
            if item.view.id in above:
                item.axes.update(own)


def _row(item: Placed) -> int:
    return item.value.ref.row or 0


def _beside(placed: Iterable[Placed], recalled: Recalled) -> None:
    """New reconciling rows stand as those of the same table did in the prior filing, where these stood alike."""
    for items in by_table(placed).values():
        known = {
            item.axes[CONSOLIDATION_AXIS]
            for item in items
            if item.value.id in recalled.values and item.kinds <= {SubjectKind.RECONCILING} and set(item.axes) == _ALONE
        } - {OPERATING_SEGMENTS}
        if len(known) == 1:
            own = {CONSOLIDATION_AXIS: known.pop()}
            for item in items:
                if item.axes == {CONSOLIDATION_AXIS: RECONCILING} and item.value.id not in recalled.values:
                    item.axes = dict(own)


def _per_concept(placed: Iterable[Placed], recalled: Recalled, members: Members) -> None:
    items = list(placed)
    practice = Practice(items)
    always = bool(recalled.split) and not recalled.plain
    told: dict[QName, str] = {}
    gross = {item.view.id for item in items if item.kinds >= _GROSS}
    for item in items:
        if SEGMENT_AXIS not in item.axes or item.view.content is not Content.MONEY:
            continue
        if item.view.id in gross and item.value.id not in recalled.values:
            continue  # beside gross revenue, what is left without the member is net of intersegment revenue (rule 6)
        if recalled.house:
            reason = "the profile has it always" if recalled.house == "always" else ""
        elif item.value.id in recalled.values:
            continue
        else:
            local = item.concept.local
            if local not in recalled.split | recalled.plain and item.concept not in told:
                told[item.concept] = practice.reason(item.concept)
            habit = always and item.view.table.table is not None
            reason = "the prior filing has it" if local in recalled.split or habit else told.get(item.concept, "")
        if reason and CONSOLIDATION_AXIS not in item.axes:
            item.axes[CONSOLIDATION_AXIS] = OPERATING_SEGMENTS
            members.explain(item.value.subjects, f"{OPERATING_SEGMENTS.local} where {reason}")
        elif recalled.house == "never" and item.axes.get(CONSOLIDATION_AXIS) == OPERATING_SEGMENTS:
            del item.axes[CONSOLIDATION_AXIS]
