"""What the terminal shows: messages, tables, progress."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadOption, ConverterError
from ..findings import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from ..pipeline import Conversion

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
ANSI = {"bold": "1", "error": "1;31", "bad": "1;31", "warning": "33", "look": "33", "good": "32", "none": "2"}
TEXT_AT = 25
"""Where the wide column of the summary begins."""
MOST_FINDINGS, MOST_OF_ONE = 25, 3
"""So many matters are listed, and so many findings of each."""


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
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> None:
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    grid = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for index, column in enumerate(columns):
        grid.add_column(column, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console().print(grid)


def findings(found: Sequence[Finding]) -> None:
    """The findings, worst first, a few of each matter with what to do once; what is left out is counted."""
    from ..report.attention import finding_groups  # noqa: PLC0415 - only where findings are listed

    groups = finding_groups(found)
    out = console()
    for group in groups[:MOST_FINDINGS]:
        style = STYLES[group.first.severity]
        distinct: dict[str, Finding] = {}
        for finding in group.findings:
            distinct.setdefault(finding.message, finding)
        told = tuple(distinct.values())[:MOST_OF_ONE]
        for finding in told:
            line = f"{finding.severity:<8}{finding.code}{_place(finding)}: {finding.message}"
            out.print(line, style=style, markup=False)
        if left := len(group.findings) - len(told):
            out.print(f"        and {left:,} more like it", style=style, markup=False)
        for hint in dict.fromkeys(finding.hint for finding in told if finding.hint):
            out.print(f"        → {hint}", style="dim", markup=False)
    if left := sum(len(group.findings) for group in groups[MOST_FINDINGS:]):
        out.print(f"… and {left:,} more: --json and report.json have all", style="dim")


def _place(finding: Finding) -> str:
    """Where a finding points, in brackets: the file where it points at no place in it."""
    where = finding.where
    if where is None:
        return ""
    whole = where.table is None and where.line is None and not where.offset and where.file
    return f" [{where.file if whole else where.place}]"


def summary(conversion: Conversion, folder: Path) -> None:
    """The short form of the report: counts, findings by severity, the least sure lines, where the files are.

    Printed without rich, whose loading is a tenth of a whole run.
    """
    from ..report.short import short_form  # noqa: PLC0415 - only for a person

    short = short_form(conversion)
    print(_styled(short.title, "bold"))
    for name, text, state in short.figures:
        print(f"  {name:<11} {_styled(text, state)}")
    if short.findings:
        print(_styled("Findings", "bold"))
        for severity, code, text, where in short.findings:
            _row((severity, where), f"{text} [{code}]", style=severity)
    if short.findings_left:
        print(f"  \u2026 and {short.findings_left}: see report.html")
    if short.lines:
        print(_styled("Least sure lines", "bold"))
        for sure, label, tag, other, where in short.lines:
            _row((sure, where), f"{label} \u2192 {tag}" + (f"\nor {other}" if other else ""))
    if short.lines_left:
        print(f"  \u2026 and {short.lines_left}: see report.html")
    took = sum(conversion.seconds.values())
    print(f"Written in {took:.1f} s to {folder}/: {', '.join(short.files)}")
    print(_styled(f"Sign off from {folder / 'report.html'}", "bold"))


def _row(cells: tuple[str, str], text: str, *, style: str = "") -> None:
    """A row of the summary: two narrow columns and a wide one, wrapped to the terminal."""
    first, second = cells
    wide = max(shutil.get_terminal_size((100, 24)).columns - TEXT_AT, 40)
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, wide, break_on_hyphens=False) or [""]]
    print(f"  {_styled(f'{first:<8}', style)} {second:<12}  {lines[0]}".rstrip())
    for line in lines[1:]:
        print(" " * TEXT_AT + line)


def _styled(text: str, style: str) -> str:
    """The text in colour where the output is a terminal and colour is wanted (https://no-color.org)."""
    code = ANSI.get(style)
    if code is None or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


def print_report(conversion: Conversion) -> None:
    from ..report.data import report_json  # noqa: PLC0415 - only for --json

    sys.stdout.write(report_json(conversion))
    sys.stdout.write("\n")
