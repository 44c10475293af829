"""`segxbrl review`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import terminal


def review(
    folder: Annotated[Path, typer.Argument(help="The folder that convert wrote.", show_default=False)],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port [default: a free one].", show_default=False)] = 0,
    by: Annotated[str, typer.Option("--by", help="Who decides: written beside every decision.")] = "",
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """See every tag of a conversion in the browser, change it, sign it off. Runs until Ctrl-C."""
    run(folder, port=port, by=by, opened=open_)


def run(folder: Path, *, port: int = 0, by: str = "", opened: bool = True) -> None:
    """Serve the page; its address is printed on a line of its own."""
    from ..review.serve import serve  # noqa: PLC0415 - only the review needs a server

    try:
        serve(folder, port=port, by=by, opened=opened, announce=_announce)
    except KeyboardInterrupt:
        terminal.console().print("review ended; every decision is on disk")


def _announce(address: str) -> None:
    print(address, flush=True)
