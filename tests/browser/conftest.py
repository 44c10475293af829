"""A page under review in headless Chromium: the command itself is run, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--window-size=1366,768", "--force-color-profile=srgb",
)  # fmt: skip


def segxbrl(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "converter", *map(str, words)]


def convert(note: Path, out: Path, *flags: str) -> None:
    """Run `segxbrl convert`; findings of error level (exit code 1) are no failure here."""
    done = subprocess.run(
        segxbrl("convert", note, "-o", out, *flags), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode in (0, 1), done.stderr


@contextmanager
def reviewing(out: Path, *flags: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`segxbrl review` for the time being: the page's address and the process."""
    command = segxbrl("review", out, "--no-open", *flags)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            output: IO[str] | None = server.stdout
            assert output is not None
            address = output.readline().strip()
            assert address.startswith("http://127.0.0.1:"), address + output.read()
            yield address, server
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """A fresh headless browser; without Chromium the test fails under CI and is skipped elsewhere."""
    if not CHROMIUM or not DRIVER:
        message = "needs chromium and chromium-driver (apt-get install chromium chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'chromium'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def shot(browser: webdriver.Chrome) -> Callable[[str], None]:
    """Keep a picture of the page where SCREENSHOTS names a folder, for a person to look at."""

    def take(name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            browser.save_screenshot(str(Path(folder) / f"{name}.png"))

    return take
