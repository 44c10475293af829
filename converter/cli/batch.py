"""`segxbrl batch`."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import asdict

from . import flags, terminal

if TYPE_CHECKING:
    from ..batch import Result, Row

Source = Annotated[
    Path,
    typer.Argument(help="A folder of notes, or a list of them: text or CSV.", show_default=False, metavar="DIR|LIST"),
]
INTERRUPTED = 130


def batch(
    source: Source,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the output, a folder in it for each note.")],
    jobs: Annotated[int, typer.Option(help="Worker processes [default: one a core].", show_default=False)] = 0,
    pattern: Annotated[str, typer.Option(help="Which file names of the folder, such as '*.note.html'.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Convert again what is done.")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds for one note.", min=1)] = 300.0,
    memory: Annotated[int, typer.Option(help="Megabytes for one worker, and for its Arelle.", min=200)] = 2000,
    recycle: Annotated[int, typer.Option(help="Notes after which a worker is replaced.", min=1)] = 200,
    scheduler: Annotated[str, typer.Option(help="A Dask scheduler, tcp://host:port: run on its cluster.")] = "",
    form: flags.Form = None,
    period_end: flags.PeriodEnd = None,
    fiscal_year_end: flags.FiscalYearEnd = None,
    fiscal_year: flags.FiscalYear = None,
    fiscal_period: flags.FiscalPeriod = None,
    scale: flags.Scale = None,
    year: flags.Year = None,
    profile: flags.ProfileFile = None,
    taxonomy: Annotated[str, typer.Option(help="embedded, or official with --packages.")] = "embedded",
    packages: Annotated[list[Path] | None, typer.Option(help="Official taxonomy packages (zip).")] = None,
    validate: Annotated[bool, typer.Option("--validate/--no-validate", help="Validate with Arelle.")] = True,
    as_json: flags.Json = False,
) -> None:
    """Convert many notes: what is done is skipped, one bad note stops nothing, a manifest says how each came out."""
    from ..batch import Limits, Plan, find, run  # noqa: PLC0415 - other commands do not need them

    shared = {
        "form": form,
        "period_end": period_end,
        "fiscal_year_end": fiscal_year_end,
        "fiscal_year": fiscal_year,
        "fiscal_period": fiscal_period,
        "scale": scale,
        "year": year,
        "taxonomy": terminal.one_of("--taxonomy", taxonomy, ("embedded", "official")),
        "packages": tuple(packages or ()),
        "validate": validate,
    }
    flags.settings(profile, **shared)  # a bad flag stops the run before it begins
    notes = find(source, out, pattern=pattern, profile=profile)
    plan = Plan(
        out=out,
        jobs=jobs if jobs > 0 else _cores(),
        limits=Limits(seconds=timeout, megabytes=memory, recycle_after=recycle),
        force=force,
        scheduler=scheduler,
        flags=shared,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended by a job scheduler: as with Ctrl-C
    with _progress(len(notes), quiet=as_json) as watch:
        result = run(notes, plan, watch)
    _say(result, len(notes), out, as_json=as_json)
    raise typer.Exit(INTERRUPTED if result.interrupted else result.exit_code)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[Row], None]]:
    """A bar on standard error with the rate and the time left, both of the notes converted now; silent where nobody
    looks."""
    from ..batch.runner import unwatched  # noqa: PLC0415 - as late as the batch itself

    if quiet or not sys.stderr.isatty():
        yield unwatched
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - only with a terminal

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}", markup=False))
    with Progress(*columns, console=terminal.console(stderr=True)) as bar:
        task = bar.add_task("", total=total, pace="")
        pace = Pace(total)

        def watch(row: Row) -> None:
            bar.update(task, advance=1, pace=pace.after(row))

        yield watch


class Pace:
    """The rate and the time left, from the notes that were converted and not merely found done."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._left = total
        self._fresh = 0
        self._failed = 0

    def after(self, row: Row) -> str:
        from ..batch import Status  # noqa: PLC0415 - as late as the batch itself
        from ..batch.manifest import took  # noqa: PLC0415 - as above

        self._left -= 1
        self._fresh += not row.reused
        self._failed += row.status is not Status.CONVERTED
        passed = self._clock() - self._start
        failed = f" · {self._failed} failed" if self._failed else ""
        if not self._fresh or passed <= 0:
            return failed.removeprefix(" · ")
        rate = self._fresh / passed
        return f"{rate:.1f} notes/s · {took(self._left / rate)} left{failed}"


def _say(result: Result, total: int, out: Path, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"interrupted": result.interrupted, "notes": [asdict(row) for row in result.rows]}, indent=1))
        return
    from ..batch import Status  # noqa: PLC0415 - as late as the batch itself
    from ..batch.manifest import took  # noqa: PLC0415 - as above

    counts = Counter(row.status for row in result.rows)
    console = terminal.console()
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    reused = sum(row.reused for row in result.rows)
    parts += [f"{reused} of them done before"] if reused else []
    console.print(f"{len(result.rows)} of {total} notes in {took(result.seconds)}: {', '.join(parts)}", markup=False)
    failed = [row for row in result.rows if row.status is not Status.CONVERTED]
    for row in failed[: terminal.MOST_FINDINGS]:
        console.print(f"{row.status:<9}{row.file}: {row.message}", style="bold red", markup=False)
    if len(failed) > terminal.MOST_FINDINGS:
        console.print(f"… and {len(failed) - terminal.MOST_FINDINGS} more: see batch.csv", style="dim", markup=False)
    terminal.findings(result.findings)
    console.print(f"written to {out}/: {', '.join(path.name for path in result.written)}", markup=False)
    if result.interrupted:
        console.print("interrupted: run the same command again to go on", style="yellow", markup=False)
