"""The short form of the report, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ..findings import Finding, Severity
from . import words
from .attention import SAID_OF_LINES, FindingGroup, finding_groups, least_sure, links, not_said_again, rival
from .index import DecisionGroup, Index, build_index
from .tally import arithmetic_tally, checklist_tally, findings_tally
from .verdict import validation_view

if TYPE_CHECKING:
    from ..pipeline import Conversion

MOST_FINDINGS, MOST_LINES = 12, 5


class ShortForm(Struct, frozen=True, kw_only=True):
    """`figures` are (name, text, state: `good`, `look`, `bad` or `none`); `findings` (severity, code, text, where);
    `lines` (confidence, label, tag, the next best, where); the rest in words."""

    title: str
    figures: tuple[tuple[str, str, str], ...]
    findings: tuple[tuple[str, str, str, str], ...]
    findings_left: str
    lines: tuple[tuple[str, str, str, str, str], ...]
    lines_left: str
    files: tuple[str, ...]


def short_form(conversion: Conversion) -> ShortForm:
    index = build_index(conversion)
    report = conversion.report
    groups = [g for g in not_said_again(finding_groups(conversion.findings)) if _told(g.first)]
    unsure = least_sure(index.groups)
    matters, lines = len(groups) - MOST_FINDINGS, len(unsure) - MOST_LINES
    return ShortForm(
        title=f"{report.entity.name} \u00b7 {report.form} \u00b7 {report.fiscal_period} {report.fiscal_year}",
        figures=_figures(conversion, index_skipped=len(index.skipped_at)),
        findings=tuple(_finding(index, group) for group in groups[:MOST_FINDINGS]),
        findings_left=words.plural(matters, "more matter") if matters > 0 else "",
        lines=tuple(_line(group) for group in unsure[:MOST_LINES]),
        lines_left=words.plural(lines, "more unsure line") if lines > 0 else "",
        files=tuple(_files(conversion)),
    )


def _files(conversion: Conversion) -> Iterator[str]:
    """The inline document, the reports, and the rest by folder or kind."""
    yield f"{conversion.report.stem}.htm"
    yield from ("report.html", "report.json")
    paths = [file.path for file in conversion.files]
    others = sum("/" not in path for path in paths) - 1
    yield words.plural(others, "other file")
    yield from sorted({f"{path.partition('/')[0]}/" for path in paths if "/" in path})


def _told(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and finding.code not in SAID_OF_LINES


def _finding(index: Index, group: FindingGroup) -> tuple[str, str, str, str]:
    first = group.first
    more = f" (and {len(group.findings) - 1:,} more)" if len(group.findings) > 1 else ""
    hint = f"\n\u2192 {first.hint}" if first.hint else ""
    places = [place for place, _ in links(index, group.findings)]
    where = " ".join(places[:1]) + (" \u2026" if len(places) > 1 else "")
    return first.severity.value, first.code, f"{first.message}{more}{hint}", where


def _line(group: DecisionGroup) -> tuple[str, str, str, str, str]:
    first = group.first
    place = group.facts[0].source.ref.place
    return words.percent(group.confidence), first.label, str(first.concept), rival(first), place


def _figures(conversion: Conversion, *, index_skipped: int) -> tuple[tuple[str, str, str], ...]:
    report = conversion.report
    own = sum(e.extension and not e.abstract for e in report.elements)
    tables = words.plural(len(conversion.note.tables), "table")
    facts = f"{words.plural(len(report.facts), 'fact')} from {tables}; {words.plural(own, 'extension element')}"
    skipped = f"; {words.plural(index_skipped, 'number')} without a tag" if index_skipped else ""
    holds, rounds, fails = arithmetic_tally(conversion)
    by = f" ({rounds} within rounding)" if rounds else ""
    sums = f"{words.plural(holds, 'sum')} hold{by}, {fails} fail" if holds + fails else "no sums found"
    tally = checklist_tally(conversion)
    asked = ", ".join(f"{count} {name}" for name, count in tally.items()) or "not run"
    open_points = tally.get("missing", 0) + tally.get("unclear", 0)
    checked = validation_view(conversion)
    not_run = ", ".join(name for name, state in checked.checks if state == "not run") if checked.run else ""
    validated = f"{checked.verdict} ({checked.by}" + (f"; not run: {not_run})" if not_run else ")")
    errors, warnings, _ = findings_tally(conversion)
    return (
        ("facts", facts + skipped, "look" if index_skipped else "good"),
        ("arithmetic", sums, "bad" if fails else "good" if holds else "none"),
        ("checklist", asked, "look" if open_points else "good" if tally else "none"),
        ("validation", validated, checked.state),
        ("findings", counted(findings_tally(conversion)), "bad" if errors else "look" if warnings else "good"),
    )


def counted(tally: tuple[int, int, int]) -> str:
    """`2 errors, 3 warnings, 4 notes`."""
    return ", ".join(words.plural(n, name) for n, name in zip(tally, ("error", "warning", "note"), strict=True))
