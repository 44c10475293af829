"""What a batch leaves beside the notes: the manifest as CSV and Parquet, and a summary page."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from ..findings import Finding, info
from .journal import replace_file
from .model import Result, Row, Status

COLUMNS = (
    *("file", "folder", "status", "message", "hint", "errors", "warnings", "infos", "codes", "tables", "facts"),
    *("extensions", "validated", "seconds", "note_sha256", "output_sha256", "key", "reused"),
)
MOST_ROWS = 2000
"""Notes on the summary page; the manifest has them all."""


class NoteView(Struct, frozen=True, kw_only=True):
    """A note's line; `link` is empty where nothing was written."""

    file: str
    link: str
    status: str
    text: str
    errors: int
    warnings: int
    facts: int
    seconds: str


class SummaryView(Struct, frozen=True, kw_only=True):
    """What templates/batch/page.html.jinja shows. `codes` are (code, findings, notes), most notes first."""

    interrupted: bool
    total: int
    statuses: tuple[tuple[str, int], ...]
    clean: int
    facts: str
    took: str
    reused: int
    codes: tuple[tuple[str, int, int], ...]
    notes: tuple[NoteView, ...]
    left_out: int


def write_manifest(result: Result, out: Path) -> Result:
    """Write `batch.csv`, `batch.parquet` (with the extra `parquet`) and `index.html`; the result with what was written.

    Raises:
        OSError: the folder cannot be written.
    """
    written = [out / "batch.csv", out / "index.html"]
    replace_file(written[0], csv_text(result.rows).encode())
    table = parquet(result.rows)
    findings: tuple[Finding, ...] = ()
    if table is None:
        findings = (info("batch.no-parquet", "the manifest is CSV only", hint="pip install 'segxbrl[parquet]'"),)
    else:
        written.append(out / "batch.parquet")
        replace_file(written[-1], table)
    replace_file(written[1], page(result).encode())
    return replace(result, findings=findings, written=tuple(written))


def csv_text(rows: Iterable[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, column)) for column in COLUMNS] for row in rows)
    return stream.getvalue()


def parquet(rows: Iterable[Row]) -> bytes | None:
    """The manifest as Parquet, `codes` as a map of counts; None where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet as writer  # noqa: PLC0415 - as above
    except ImportError:
        return None
    numbers = {"errors", "warnings", "infos", "tables", "facts", "extensions"}
    kinds = {name: pa.int64() for name in numbers}
    kinds |= {"seconds": pa.float64(), "reused": pa.bool_(), "codes": pa.map_(pa.string(), pa.int64())}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    records = [{name: getattr(row, name) for name in COLUMNS} | {"status": str(row.status)} for row in rows]
    sink = io.BytesIO()
    writer.write_table(pa.Table.from_pylist(records, schema), sink, compression="zstd")
    return sink.getvalue()


def page(result: Result) -> str:
    """The summary page."""
    from ..emit.environment import render  # noqa: PLC0415 - Jinja is for the end

    return render("batch/page.html.jinja", summary(result))


def summary(result: Result) -> SummaryView:
    rows = sorted(result.rows, key=lambda row: (row.status is Status.CONVERTED, -row.errors, -row.warnings, row.file))
    counts = Counter(row.status for row in rows)
    findings: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for row in rows:
        for code, count in row.codes:
            findings[code] += count
            notes[code] += 1
    return SummaryView(
        interrupted=result.interrupted,
        total=len(rows),
        statuses=tuple((str(status), counts[status]) for status in Status if counts[status]),
        clean=sum(row.status is Status.CONVERTED and not row.errors for row in rows),
        facts=f"{sum(row.facts for row in rows):,}",
        took=took(result.seconds),
        reused=sum(row.reused for row in rows),
        codes=tuple((code, findings[code], count) for code, count in notes.most_common()),
        notes=tuple(_note(row) for row in rows[:MOST_ROWS]),
        left_out=max(0, len(rows) - MOST_ROWS),
    )


def took(seconds: float) -> str:
    """`42 s`, `3 min 05 s`, `2 h 10 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


def _note(row: Row) -> NoteView:
    converted = row.status is Status.CONVERTED
    return NoteView(
        file=row.file,
        link=f"{quote(row.folder)}/report.html" if converted else "",
        status=str(row.status),
        text=f"{row.message}. {row.hint}" if row.hint and row.message else row.message,
        errors=row.errors,
        warnings=row.warnings,
        facts=row.facts,
        seconds=f"{row.seconds:.1f}",
    )


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(f"{code}={count}" for code, count in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
