"""A report that joins a filing: names that the filing does not use yet, and what does not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ...facts.model import FactReport
from ...findings import Finding, info, warning
from ...source import SourceRef
from ...tables.model import SegmentNote
from .filing import Filing

_YEAR = re.compile(r"http://fasb\.org/us-gaap/(\d{4})")


def joined(report: FactReport, filing: Filing, note: SegmentNote) -> tuple[FactReport, list[Finding]]:
    """The report with ids and a file name of its own, and what a person must know before filing it."""
    taken = filing.ids()
    if taken & ({fact.id for fact in report.facts} | {block.id for block in report.text_blocks}):
        report = replace(
            report,
            facts=tuple(replace(fact, id=f"seg-{fact.id}") for fact in report.facts),
            text_blocks=tuple(replace(block, id=f"seg-{block.id}") for block in report.text_blocks),
        )
    if f"{report.stem}.xsd" in filing.schemas():
        base, _, stamp = report.stem.rpartition("-")
        report = replace(report, stem=f"{base}seg-{stamp}")
    if report.namespace in filing.root.nsmap.values():
        report = _elsewhere(report)
    return report, list(_findings(report, filing, note))


def _elsewhere(report: FactReport) -> FactReport:
    """The report with its extension in a namespace beside the filing's own, which has the one that it would take."""
    host = re.match(r"https?://(?:www\.)?[^/]+", report.namespace)
    if host is None:
        return report
    old, new = host[0], host[0].replace("//www.", "//").replace("//", "//segments.")
    namespace = report.namespace.replace(old, new)
    return replace(
        report,
        namespace=namespace,
        namespaces={**report.namespaces, report.prefix: namespace},
        roles=tuple(replace(role, uri=role.uri.replace(old, new)) for role in report.roles),
    )


def _findings(report: FactReport, filing: Filing, note: SegmentNote) -> Iterator[Finding]:
    where = SourceRef(file=note.document.source)
    own = ", ".join(name for name in filing.schemas() if name) or "none"
    yield info(
        "emit.joined",
        f"the filing is changed in its note only; it refers to its own schema ({own}) and to ours ({report.stem}.xsd)",
        where,
        hint="before it is filed, take our elements over into the filing's own extension taxonomy",
    )
    years = {int(year) for uri in filing.root.nsmap.values() if (match := _YEAR.search(uri)) for year in match.groups()}
    if years and report.year not in years:
        others = ", ".join(map(str, sorted(years)))
        yield warning(
            "emit.year-mixed",
            f"the filing's tags are of us-gaap {others}, the new ones of {report.year} (rule 50)",
            where,
            hint=f"give --year {max(years)} where that year is at hand",
        )
