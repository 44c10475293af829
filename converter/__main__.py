"""`python -m converter` and the `segxbrl` command."""

from __future__ import annotations

from .garbage import look_seldom


def main() -> None:
    look_seldom()
    from .cli import run  # noqa: PLC0415 - workers import this module without the command line

    run()


if __name__ == "__main__":
    main()
