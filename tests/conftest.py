"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="rewrite the goldens of tests/cases (never under CI)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--regen") and os.environ.get("CI"):
        raise pytest.UsageError("--regen is not for CI: goldens are rewritten by a person who looks at the difference")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background; what is tested inherits it
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The design data beside the checkout; a test that asks for it is skipped, and says so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the design data beside the checkout")
    return SHARED
