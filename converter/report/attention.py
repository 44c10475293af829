"""What a reviewer looks at first: the ten things most likely to need a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from ..findings import Finding, Severity
from ..mapping.model import DecidedBy, Decision
from . import words
from .index import DecisionGroup, Index

if TYPE_CHECKING:
    from ..checks.requirements_model import Requirement

MOST = 10


class PointView(Struct, frozen=True, kw_only=True):
    """One thing to look at. `kind` is `error`, `warning`, `missing` or `unsure`; `links` are (text, anchor)."""

    kind: str
    what: str
    do: str
    links: tuple[tuple[str, str], ...]


class FindingGroup(Struct, frozen=True, kw_only=True):
    """Findings of one code and severity, and of one of Arelle's rules: one matter, perhaps at several places."""

    first: Finding
    findings: tuple[Finding, ...]


def finding_groups(findings: Sequence[Finding]) -> tuple[FindingGroup, ...]:
    """Findings worst first, those of one code together."""
    together: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.code, finding.severity, finding.details.get("code", "")), []).append(finding)
    order = list(Severity)
    groups = [FindingGroup(first=group[0], findings=tuple(group)) for group in together.values()]
    return tuple(sorted(groups, key=lambda group: order.index(group.first.severity)))


SAID_BY = {
    "lint.rule-35": "fact.contradiction",
    "arelle:duplicateFacts": "fact.contradiction",
    "mapping.negative": "lint.rule-24",
}
"""What says the same of the same facts: a code, or a rule of Arelle's, and the code that tells it better."""


def not_said_again(groups: Sequence[FindingGroup]) -> Iterator[FindingGroup]:
    """The groups without those that another says better (`SAID_BY`): for a list that a person reads at one go."""
    codes = {group.first.code for group in groups}
    for group in groups:
        names = (group.first.code, group.first.details.get("code", ""))
        if not any(SAID_BY.get(name) in codes for name in names):
            yield group


def points(index: Index) -> tuple[tuple[PointView, ...], str]:
    """The ten points, and in words what did not fit.

    Errors come first; then what the note lacks, warnings and the least sure lines in turn, so that none crowds out
    the others.
    """
    seen: set[str] = set()
    errors = list(_of_severity(index, Severity.ERROR, seen))
    warnings = _settings_together(list(_of_severity(index, Severity.WARNING, seen)))
    missing = [_of_requirement(r) for r in index.conversion.checklist if r.standing == "missing"]
    unsure = [_of_line(index, g) for g in least_sure(index.groups)]
    ranked = [*errors, *(p for turn in zip_longest(unsure, warnings, missing) for p in turn if p is not None)]
    left = ranked[MOST:]
    counts = [(sum(point.kind == kind for point in left), one, many) for kind, one, many in NAMES]
    return tuple(ranked[:MOST]), ", ".join(words.plural(n, one, many) for n, one, many in counts if n)


SAID_OF_LINES = ("mapping.unsure",)
"""Findings that the unsure lines say again."""
IN_THE_LIST = (("findings", "findings"),)
NAMES = (
    ("error", "error", "errors"),
    ("warning", "warning", "warnings"),
    ("missing", "disclosure not found", "disclosures not found"),
    ("unsure", "unsure line", "unsure lines"),
)


def least_sure(groups: Sequence[DecisionGroup]) -> list[DecisionGroup]:
    """The lines that a person has to decide, least sure first."""
    unsure = [group for group in groups if words.band(group.confidence) == "unsure" and group.facts]
    return sorted(unsure, key=lambda group: group.confidence)


def _of_severity(index: Index, severity: Severity, seen: set[str]) -> Iterator[PointView]:
    """A point for each code: a matter at many places is one thing to look at. What the lint or Arelle says only of
    places that a point before it has (`seen`) is that point in other words."""
    for group in finding_groups(index.conversion.findings):
        if group.first.severity is not severity or group.first.code in SAID_OF_LINES:
            continue
        places = {text for text, _ in links(index, group.findings)}
        again = group.first.code.startswith(("lint.", "arelle.")) and places and places <= seen
        if not again:
            yield _of_findings(index, group)
        seen |= places


def _settings_together(found: list[PointView]) -> list[PointView]:
    """Warnings about no place in the note are about what the run was told: one point, however many."""
    placeless = [point for point in found if point.links == IN_THE_LIST]
    if len(placeless) < 2:
        return found
    hints = dict.fromkeys(point.do for point in placeless if point.do)
    what = "; ".join(words.short(point.what, 90) for point in placeless)
    together = PointView(kind="warning", what=what, do="; ".join(hints), links=IN_THE_LIST)
    return [*(point for point in found if point.links != IN_THE_LIST), together]


def links(index: Index, findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """Where the findings point, each place once, as (text, anchor); places that the page does not show are left out."""
    found = {ref.place: index.link(ref) for finding in findings if (ref := index.where(finding)) is not None}
    return tuple((place, target) for place, target in found.items() if target)


def _of_findings(index: Index, group: FindingGroup) -> PointView:
    more = len(group.findings) - 1
    what = group.first.message + (f" (and {more:,} more like it)" if more else "")
    places = links(index, group.findings)
    kind = group.first.severity.value
    return PointView(kind=kind, what=what, do=group.first.hint, links=places[:3] or IN_THE_LIST)


def _of_requirement(requirement: Requirement) -> PointView:
    return PointView(
        kind="missing",
        what=f"{requirement.title} ({requirement.paragraph}): {requirement.why}",
        do="confirm that it does not apply, or add it to the note",
        links=(("checklist", "checklist"),),
    )


def rival(decision: Decision) -> str:
    """The best that the line could be instead; empty where nothing else was in question."""
    made = decision.decided_by is DecidedBy.EXTENSION
    others = (
        c.concept for c in decision.candidates if c.concept != decision.concept and (c.concept.prefix or not made)
    )
    other = next(others, None)
    return words.concept(other) if other else ""


def _of_line(index: Index, group: DecisionGroup) -> PointView:
    decision = group.first
    other = rival(decision)
    own = "an extension, " if decision.decided_by is DecidedBy.EXTENSION else ""
    sure = f"{words.percent(group.confidence)} sure, {words.plural(len(group.facts), 'fact')}"
    ref = group.facts[0].source.ref
    return PointView(
        kind="unsure",
        what=f"\u201c{decision.label}\u201d is {own}{decision.concept} ({sure})",
        do=f"decide: {decision.concept}{' or ' if other else ''}{other}",
        links=(("why", group.id), (ref.place, index.link(ref))),
    )
