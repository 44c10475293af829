"""From the report to files: inline XBRL, the extension taxonomy, an XBRL 2.1 instance, xBRL-JSON and xBRL-CSV;
packages, EDGAR's folder and the facts as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..facts.model import FactReport
from ..findings import Finding, error, info
from ..tables.model import SegmentNote
from .extras import ON_REQUEST, extras, requested
from .model import OutputFile
from .writer import write

if TYPE_CHECKING:
    from .inline.plan import Plan

__all__ = ["ON_REQUEST", "OutputFile", "emit", "extras", "place", "planned", "requested", "submission", "write"]


def emit(
    report: FactReport,
    note: SegmentNote,
    also: frozenset[str] = frozenset(),
    retag: str = "replace",
    plan: Plan | None = None,
) -> Iterator[OutputFile]:
    """Yield the files of the report, the inline document first; `note` is the note that the report was made from,
    `also` names further outputs (`csv`), `retag` is as given to `place`; `plan` is what `planned` returned with the
    report, and is used up.

    Raises:
        NotRepresentable: a fact cannot be shown where it was read: `place` finds these beforehand.
        TemplateFailed: a fault in templates/.
    """
    from .extension import extension  # noqa: PLC0415 - the writers are loaded when there is something to write
    from .inline import inline  # noqa: PLC0415 - as above
    from .instance import instance  # noqa: PLC0415 - as above
    from .oim import oim_json  # noqa: PLC0415 - as above

    page = inline(report, note, retag, plan)
    yield OutputFile(path=f"{report.stem}.htm", media_type="application/xhtml+xml", content=page.content)
    yield from extension(report, page.items)
    yield instance(report, page.items)
    yield oim_json(report, page.items)
    if "csv" in also:
        from .oim_csv import oim_csv  # noqa: PLC0415 - on request only

        yield from oim_csv(report, page.items)


def submission(report: FactReport, files: tuple[OutputFile, ...]) -> tuple[Finding, ...]:
    """What keeps the files from being submitted to EDGAR (rules 27 and 43)."""
    from .packages import edgar_limits  # noqa: PLC0415 - as above

    return tuple(edgar_limits(report, files))


def place(report: FactReport, note: SegmentNote, retag: str = "replace") -> tuple[FactReport, tuple[Finding, ...]]:
    """Return the report without the facts that the page cannot show where they were read, and a finding for each; in
    an inline XBRL filing also without those that a tag has already, where `retag` is `keep`, and under names that the
    filing does not use."""
    placed, findings, _ = planned(report, note, retag)
    return placed, findings


def planned(
    report: FactReport, note: SegmentNote, retag: str = "replace"
) -> tuple[FactReport, tuple[Finding, ...], Plan | None]:
    """As `place`, and with it the plan of the page, so that a large page is not parsed again; None where facts that
    the page cannot show are gone, and with them what was done for them in the page."""
    from .inline.cover import completed  # noqa: PLC0415 - as above
    from .inline.plan import plan, renamed, without  # noqa: PLC0415 - as above

    report = replace(report, cover=completed(report))
    made = plan(report, note, retag)
    findings = [
        error(
            "emit.unplaced",
            f"{p.fact.concept} {p.fact.source.shown!r} is not tagged: {p.reason}",
            p.fact.source.ref,
            hint="look at the place in the page, and tag the fact by hand",
        )
        for p in made.problems
    ]
    findings += [
        info(
            "emit.kept",
            f"{p.fact.concept} {p.fact.source.shown!r} is left as it is: {p.reason}",
            p.fact.source.ref,
            hint="--retag replace puts our tags in their place",
        )
        for p in made.kept
    ]
    report = placed = without(report, (*made.problems, *made.kept))
    if made.filing is not None:
        from .inline.joining import joined  # noqa: PLC0415 - as above

        report, said = joined(placed, made.filing, note)
        findings += said
    return report, tuple(findings), None if made.problems else renamed(made, placed, report)
