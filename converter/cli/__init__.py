"""The command line: the only place that prints or exits. Exit codes: 0 clean, 1 findings of error level, 2 the input or
the settings, 3 a fault of ours."""

from __future__ import annotations

import sys

import typer

from ..errors import ConverterError
from . import batch, compare, convert, look, review, taxonomy, validate
from .terminal import complain

app = typer.Typer(
    name="segxbrl",
    help="Reads a segment-reporting note (ASC 280) and writes it as validated inline XBRL, every tag explained.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("convert")(convert.convert)
app.command("inspect")(look.inspect)
app.command("explain")(look.explain)
app.command("validate")(validate.validate)
app.command("review")(review.review)
app.command("compare")(compare.compare_files)
app.command("batch")(batch.batch)
app.add_typer(taxonomy.app, name="taxonomy")


def run() -> None:
    """Run a command and exit. No traceback reaches the user: what stops a run is said in one message."""
    try:
        app(standalone_mode=True)
    except ConverterError as stop:
        complain(stop)
        sys.exit(stop.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as fault:
        complain(_as_fault(fault))
        sys.exit(3)


def _as_fault(fault: Exception) -> ConverterError:
    import traceback  # noqa: PLC0415 - only when something went wrong

    last = traceback.extract_tb(fault.__traceback__)[-1] if fault.__traceback__ else None
    where = f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno}" if last else ""
    return ConverterError(
        f"a fault of ours: {type(fault).__name__}: {fault}",
        where=where,
        hint="nothing was written; please report it with the command and, if you can, the note",
    )
