"""`python -m converter` and the `segxbrl` command."""

from __future__ import annotations


def main() -> None:
    from .cli import run  # noqa: PLC0415 - workers import this module without the command line

    run()


if __name__ == "__main__":
    main()
