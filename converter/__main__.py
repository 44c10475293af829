"""`python -m converter` and the `segxbrl` command."""

from __future__ import annotations

import gc

NEW_OBJECTS = 50_000
"""After so many the collector looks for garbage. Nearly all that a conversion makes is needed to its end: to look after
every 700, as Python does unless told otherwise, takes a fifteenth of the run."""


def main() -> None:
    gc.set_threshold(NEW_OBJECTS)
    from .cli import run  # noqa: PLC0415 - workers import this module without the command line

    run()


if __name__ == "__main__":
    main()
