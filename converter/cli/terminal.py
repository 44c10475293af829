"""What the terminal shows: messages, tables, progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadOption, ConverterError
from ..findings import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from ..pipeline import Conversion

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
SEVERITY_STYLES = {severity.value: style for severity, style in STYLES.items()}
STATES = {"bad": "bold red", "look": "yellow", "none": "dim"}
MOST_FINDINGS = 25


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console  # noqa: PLC0415 - 20 ms that --help and --json do not need

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def complain(stop: ConverterError) -> None:
    """What stopped the run: what, where, what to do. On standard error."""
    place = f" ({stop.where})" if stop.where else ""
    print(f"segxbrl: {stop.message}{place}", file=sys.stderr)
    if stop.hint:
        print(f"         {stop.hint}", file=sys.stderr)


def one_of(flag: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadOption(f"{value!r} is not one of {', '.join(allowed)}", where=flag)
    return value


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[None]:
    """A spinner on standard error while something over a second may run; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    with console(stderr=True).status(what):
        yield


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    styles: Mapping[str, str] | None = None,
) -> None:
    """A table as wide as the terminal; `styles` are by the text of a row's first cell."""
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    grid = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False)
    for index, column in enumerate(columns):
        grid.add_column(column, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row), style=(styles or {}).get(row[0]))
    console().print(grid)


def findings(found: Sequence[Finding]) -> None:
    """The findings, worst first; a long list is cut and says so."""
    order = sorted(found, key=lambda f: list(Severity).index(f.severity))
    out = console()
    for finding in order[:MOST_FINDINGS]:
        place = f" [{finding.where.place}]" if finding.where else ""
        out.print(
            f"{finding.severity:<8}{finding.code}{place}: {finding.message}",
            style=STYLES[finding.severity],
            markup=False,
        )
        if finding.hint:
            out.print(f"        → {finding.hint}", style="dim", markup=False)
    if len(order) > MOST_FINDINGS:
        out.print(f"… and {len(order) - MOST_FINDINGS} more: see report.json", style="dim")


def summary(conversion: Conversion, folder: Path) -> None:
    """The short form of the report: counts, findings by severity, the least sure lines, where the files are."""
    from ..report.short import short_form  # noqa: PLC0415 - only for a person

    out = console()
    short = short_form(conversion)
    out.print(short.title, style="bold", markup=False)
    for name, text, state in short.figures:
        out.print(f"  {name:<11} {text}", style=STATES.get(state), markup=False)
    if short.findings:
        table("", ("", "code", "finding", "where"), short.findings, styles=SEVERITY_STYLES)
    if short.findings_left:
        out.print(f"… and {short.findings_left}: see report.html", style="dim", markup=False)
    if short.lines:
        table("Least sure lines", ("sure", "line", "tag", "else", "where"), short.lines, right=frozenset({0}))
    if short.lines_left:
        out.print(f"… and {short.lines_left}: see report.html", style="dim", markup=False)
    took = sum(conversion.seconds.values())
    out.print(f"Written in {took:.1f} s to {folder}/: {', '.join(short.files)}", markup=False)
    out.print(f"Sign off from {folder / 'report.html'}", style="bold", markup=False)


def print_report(conversion: Conversion) -> None:
    from ..report.data import report_json  # noqa: PLC0415 - only for --json

    sys.stdout.write(report_json(conversion))
    sys.stdout.write("\n")
