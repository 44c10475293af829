"""What the terminal shows: messages, tables, progress."""

from __future__ import annotations

import sys
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
    """The short form of the report."""
    out = console()
    report = conversion.report
    skipped = sum(1 for m in conversion.mapped.values if m.skip)
    sure = sum(d.confidence >= 0.9 for d in conversion.mapped.decisions)
    own = sum(e.extension and not e.abstract for e in report.elements)
    out.print(
        f"{report.entity.name} · {report.form} · {report.fiscal_period} {report.fiscal_year}",
        style="bold",
        markup=False,
    )
    out.print(
        f"{len(report.facts)} facts in {len(conversion.note.tables)} tables; {len(conversion.mapped.decisions)} lines, "
        f"{sure} of them sure; {own} extension elements; {skipped} numbers left untagged, each with its reason"
    )
    out.print(_verdict(conversion))
    findings(conversion.findings)
    took = sum(conversion.seconds.values())
    out.print(
        f"written to {folder}/ in {took:.1f} s: {report.stem}.htm, report.html, report.json and the taxonomy",
        markup=False,
    )


def _verdict(conversion: Conversion) -> str:
    result = conversion.validation
    if result is None:
        return "not validated (--no-validate)"
    errors = sum(f.severity is Severity.ERROR and f.code.startswith("arelle") for f in conversion.findings)
    verdict = "valid" if not errors else f"{errors} errors"
    return f"Arelle {result.arelle_version}, {result.strength} taxonomy: {verdict}"


def print_report(conversion: Conversion) -> None:
    from ..report.data import report_json  # noqa: PLC0415 - only for --json

    sys.stdout.write(report_json(conversion))
    sys.stdout.write("\n")
