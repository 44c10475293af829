"""What is made of the finished report besides the XBRL: the folder to submit, the packages, the facts as tables."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import BadOption
from ..facts.model import FactReport
from ..mapping.model import MappedNote
from ..tables.model import SegmentNote
from .model import OutputFile
from .rows import fact_rows, facts_csv

ALWAYS = ("edgar", "package", "facts")
ON_REQUEST = ("csv", "xlsx", "parquet", "viewer")


def requested(text: str) -> frozenset[str]:
    """`viewer,xlsx` as names; `all` is all of them, and what is always written may be named too.

    Raises:
        BadOption: there is no such output.
    """
    names = [name for part in text.split(",") if (name := part.strip().lower())]
    for name in names:
        if name not in (*ALWAYS, *ON_REQUEST, "all"):
            raise BadOption(
                f"{name!r} is no output",
                where="--also",
                hint=f"choose from {', '.join(ON_REQUEST)} and all, with commas",
            )
    return frozenset(ON_REQUEST) if "all" in names else frozenset(names) & frozenset(ON_REQUEST)


def extras(
    files: tuple[OutputFile, ...], report: FactReport, mapped: MappedNote, note: SegmentNote, also: frozenset[str]
) -> Iterator[OutputFile]:
    """Yield the further files; `files` are those of `emit`."""
    from .packages import edgar, packages  # noqa: PLC0415 - only a run that writes needs them

    yield from edgar(report, files)
    yield from packages(report, files)
    rows = fact_rows(report, mapped.decisions)
    yield facts_csv(rows)
    if "xlsx" in also:
        from .facts_book import facts_book  # noqa: PLC0415 - on request only

        yield facts_book(report, mapped, note, rows)
    if "parquet" in also:
        from .parquet import facts_parquet  # noqa: PLC0415 - on request only

        yield facts_parquet(rows)
