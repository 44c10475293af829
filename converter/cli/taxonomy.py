"""`segxbrl taxonomy list|add|bake`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import terminal

app = typer.Typer(help="The taxonomies at hand.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """The taxonomy years and official packages at hand, with their standing."""
    from ..knowledge import packages  # noqa: PLC0415 - only here

    terminal.table(
        "taxonomies",
        ("what", "year", "standing", "sha-256"),
        [(item.name, str(item.year), item.standing, item.sha256[:16]) for item in packages.list_packages()],
    )


@app.command()
def add(
    files: Annotated[
        list[Path], typer.Argument(help="Official packages, such as us-gaap-2025.zip.", show_default=False)
    ],
) -> None:
    """Check official taxonomy packages and keep them for `--taxonomy official`."""
    from ..knowledge import packages  # noqa: PLC0415 - only here

    for file in files:
        item = packages.add_package(file)
        typer.echo(f"added {item.name} {item.year}, SHA-256 {item.sha256}")


@app.command()
def bake(
    source: Annotated[Path, typer.Argument(help="Folder with packages and element lists.", show_default=False)],
    out: Annotated[Path, typer.Argument(help="The taxonomy/ folder to write to.", show_default=False)],
) -> None:
    """Bake the catalogue of elements and trees from published files: facts only, with provenance."""
    from ..knowledge.bake import bake as bake_all  # noqa: PLC0415 - only here

    for line in bake_all(source, out):
        typer.echo(line)
