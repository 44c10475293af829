"""The command: loopback only, the address on a line of its own, the browser that BROWSER names, a clean end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest

from converter.errors import BadOption
from converter.review.serve import listening

ROOT = Path(__file__).resolve().parents[3]


def start(command: Sequence[str | Path], browser: Path) -> subprocess.Popen[str]:
    """The command with a browser that only writes down what it was asked to show."""
    browser.write_text(f'#!/bin/sh\necho "$1" >> {browser}.asked\n', "utf-8")
    browser.chmod(0o755)
    words = [sys.executable, "-m", "converter", *map(str, command)]
    environment = {**os.environ, "BROWSER": f"{browser} %s"}
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def asked(browser: Path) -> str:
    file = Path(f"{browser}.asked")
    for _ in range(300):
        if file.exists() and file.read_text("utf-8").endswith("\n"):
            return file.read_text("utf-8").strip()
        time.sleep(0.1)
    return ""


@pytest.mark.parametrize("opened", [True, False])
def test_review(out: Path, tmp_path: Path, opened: bool) -> None:  # noqa: FBT001 - a parameter of the test
    browser = tmp_path / "browser"
    with start(["review", out, *([] if opened else ["--no-open"])], browser) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with urlopen(address) as page:
            assert "Acme Bakers" in page.read().decode()
        if opened:
            assert asked(browser) == address
        server.send_signal(signal.SIGINT)
        assert "every decision is on disk" in server.stdout.read()
    assert server.returncode == 0
    assert opened or not Path(f"{browser}.asked").exists()


def test_convert_and_open(tmp_path: Path) -> None:
    note, browser = ROOT / "tests/cases/quillon-html", tmp_path / "browser"
    command = ["convert", next(note.glob("input.*")), "-o", tmp_path / "out", "--no-validate", "--open"]
    with start(command, browser) as server:
        address = asked(browser)
        with urlopen(address) as page:
            assert page.status == 200
        server.send_signal(signal.SIGINT)
        assert server.stdout is not None
        assert f"\n{address}\n" in server.stdout.read()
    assert server.returncode in (0, 1)


def test_only_this_machine_is_listened_to() -> None:
    with listening(0) as listener:
        host, port = listener.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(BadOption, match="cannot be had"):
            listening(port)


def test_a_folder_without_a_conversion(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "converter", "review", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no conversion that can be reviewed" in done.stderr
