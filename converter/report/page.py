"""The page a reviewer signs off from: report.html, one view for templates/report/page.html.jinja."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from ..emit.environment import render
from ..findings import Finding
from ..interpret.model import FootingState
from . import words
from .attention import FindingGroup, PointView, finding_groups, links, points
from .bridge import BridgeView, bridge_views
from .index import Index, build_index
from .lines import LineView, MemberView, line_views, member_views
from .note import BlockView, note_blocks
from .proofs import ProofKindView, ProofView, proof_kinds, proofs_in
from .short import counted
from .tally import arithmetic_tally, checklist_tally, findings_tally
from .tree import TreeView, trees
from .verdict import ValidationView, validation_view

if TYPE_CHECKING:
    from ..checks.requirements_model import Evidence
    from ..pipeline import Conversion


class TileView(Struct, frozen=True, kw_only=True):
    """A figure of the summary; `state` is `good`, `bad`, `look` or `none` (not run)."""

    name: str
    figure: str
    text: str
    state: str
    target: str


class FindingView(Struct, frozen=True, kw_only=True):
    """Findings of one code and severity; `more` are the messages after the first, each with its link."""

    code: str
    severity: str
    message: str
    hint: str
    links: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    n_more: str


class RequirementView(Struct, frozen=True, kw_only=True):
    paragraph: str
    title: str
    standing: str
    why: str
    evidence: tuple[tuple[str, str, str], ...]
    """(what, place, anchor)."""


class SkippedView(Struct, frozen=True, kw_only=True):
    shown: str
    reason: str
    place: str
    anchor: str


class FileView(Struct, frozen=True, kw_only=True):
    path: str
    size: str
    sha256: str


class ReportView(Struct, frozen=True, kw_only=True):
    """Everything on the page. `facts` are (name, value) about the document; `proofs_run` and `checklist_run` are False
    where the page says "not run"."""

    title: str
    entity: str
    filing: str
    inline: str
    about: tuple[tuple[str, str], ...]
    tiles: tuple[TileView, ...]
    points: tuple[PointView, ...]
    points_left: str
    findings: tuple[FindingView, ...]
    findings_tally: str
    blocks: tuple[BlockView, ...]
    lines: tuple[LineView, ...]
    members: tuple[MemberView, ...]
    skipped: tuple[SkippedView, ...]
    trees: tuple[TreeView, ...]
    bridges: tuple[BridgeView, ...]
    failed: tuple[ProofView, ...]
    rounded: tuple[ProofView, ...]
    rounded_tally: str
    proofs: tuple[ProofKindView, ...]
    requirements: tuple[RequirementView, ...]
    validation: ValidationView
    files: tuple[FileView, ...]


MOST_LINKS = 8


def report_html(conversion: Conversion) -> str:
    """The page, complete in one file. The same conversion gives the same bytes."""
    return render("report/page.html.jinja", report_view(conversion))


def report_view(conversion: Conversion) -> ReportView:
    index = build_index(conversion)
    report = conversion.report
    first, left = points(index)
    lines = tuple(line_views(index))
    rounded = tuple(proofs_in(index, FootingState.ROUNDS))
    return ReportView(
        title=f"{report.entity.name}: segment note, {report.form} {report.fiscal_period} {report.fiscal_year}",
        entity=report.entity.name,
        filing=f"{report.form}, {report.fiscal_period} {report.fiscal_year}, {words.period(report.period)}",
        inline=f"{report.stem}.htm",
        about=tuple(_about(conversion)),
        tiles=tuple(_tiles(index, lines)),
        points=first,
        points_left=left,
        findings_tally=counted(findings_tally(conversion)),
        findings=tuple(_finding(index, group) for group in finding_groups(conversion.findings)),
        blocks=tuple(note_blocks(index)),
        lines=lines,
        members=tuple(member_views(index)),
        skipped=tuple(_skipped(index)),
        trees=tuple(trees(index)),
        bridges=tuple(bridge_views(index)),
        failed=tuple(proofs_in(index, FootingState.FAILS)),
        rounded=rounded,
        rounded_tally=words.plural(len(rounded), "sum"),
        proofs=tuple(proof_kinds(index)),
        requirements=tuple(_requirements(index)),
        validation=validation_view(conversion),
        files=tuple(_files(conversion)),
    )


def _about(conversion: Conversion) -> Iterator[tuple[str, str]]:
    report, calendar = conversion.report, conversion.interpreted.calendar
    yield "Note", conversion.note.title or "without a title"
    yield "Input", f"{Path(conversion.document.source).name} ({conversion.note.reason})"
    yield "Registrant", f"{report.entity.name}, CIK {report.entity.cik}"
    yield "Document", f"{report.form}, {report.fiscal_period} {report.fiscal_year}"
    yield "Period", f"{words.period(report.period)}{' (assumed)' if calendar.assumed else ''}; {calendar.evidence}"
    yield "Taxonomy", f"us-gaap {report.year}; extension {report.prefix}, {report.namespace}"


def _tiles(index: Index, lines: tuple[LineView, ...]) -> Iterator[TileView]:
    made = index.conversion
    errors, warnings, _ = findings_tally(made)
    text = words.plural(warnings, "warning")
    state = "bad" if errors else "look" if warnings else "good"
    yield TileView(name="Errors", figure=str(errors), text=text, state=state, target="findings")
    checked = validation_view(made)
    yield TileView(name="Validation", figure=checked.verdict, text=checked.by, state=checked.state, target="validation")
    holds, rounds, fails = arithmetic_tally(made)
    figure, text = (
        (f"{holds} hold", f"{fails} fail, {rounds} by rounding") if holds + fails else ("none", "no sums found")
    )
    state = "bad" if fails else "good" if holds else "none"
    yield TileView(name="Arithmetic", figure=figure, text=text, state=state, target="arithmetic")
    yield _checklist_tile(made)
    unsure = sum(line.band == "unsure" for line in lines)
    text = f"{sum(line.band == 'sure' for line in lines)} sure, {len(lines)} in all"
    state = "look" if unsure else "good"
    yield TileView(name="Lines to decide", figure=str(unsure), text=text, state=state, target="mapping")
    text = f"{len(index.skipped_at)} numbers without a tag"
    state = "look" if index.skipped_at else "good"
    yield TileView(name="Facts", figure=f"{len(made.report.facts):,}", text=text, state=state, target="note")


def _checklist_tile(made: Conversion) -> TileView:
    tally = checklist_tally(made)
    if not tally:
        return TileView(name="Checklist", figure="not run", text="", state="none", target="checklist")
    missing, unclear, given = (tally.get(name, 0) for name in ("missing", "unclear", "given"))
    state = "look" if missing or unclear else "good"
    text = f"{unclear} unclear, {given} given"
    return TileView(name="Checklist", figure=f"{missing} missing", text=text, state=state, target="checklist")


def _finding(index: Index, group: FindingGroup) -> FindingView:
    by_message: dict[str, list[Finding]] = {}
    for finding in group.findings:
        by_message.setdefault(finding.message, []).append(finding)
    shown = [(message, links(index, findings)[:MOST_LINKS]) for message, findings in by_message.items()]
    return FindingView(
        code=group.first.code,
        severity=group.first.severity.value,
        message=shown[0][0],
        hint=group.first.hint,
        links=shown[0][1],
        more=tuple(shown[1:]),
        n_more=f"{len(shown) - 1:,}",
    )


def _requirements(index: Index) -> Iterator[RequirementView]:
    order = ("missing", "unclear", "given", "not applicable")
    for item in sorted(index.conversion.checklist, key=lambda r: order.index(r.standing.value)):
        yield RequirementView(
            paragraph=item.paragraph,
            title=item.title,
            standing=item.standing.value,
            why=item.why,
            evidence=tuple(_evidence(index, item.why, evidence) for evidence in item.evidence),
        )


def _evidence(index: Index, why: str, evidence: Evidence) -> tuple[str, str, str]:
    """What was seen, unless the sentence before says it, and where."""
    what = "" if evidence.what in why else evidence.what
    return what, evidence.where.place if evidence.where else "", index.link(evidence.where)


def _skipped(index: Index) -> Iterator[SkippedView]:
    for mapping in index.conversion.mapped.values:
        value = index.values.get(mapping.value)
        if mapping.skip and value is not None:
            place, anchor = value.ref.place, index.link(value.ref)
            yield SkippedView(shown=value.shown, reason=mapping.skip, place=place, anchor=anchor)


def _files(conversion: Conversion) -> Iterator[FileView]:
    for file in conversion.files:
        digest = hashlib.sha256(file.content).hexdigest()
        yield FileView(path=file.path, size=f"{len(file.content):,}", sha256=digest)
