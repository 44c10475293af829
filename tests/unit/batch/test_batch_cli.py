"""`segxbrl batch` as a command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from converter.batch.model import Row, Status
from converter.cli.batch import Pace

Notes = Callable[..., Path]
COMMAND = (sys.executable, "-m", "converter", "batch")


def test_the_command_says_how_it_went(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.txt")
    (source / "b.txt").write_text("no note")
    done = subprocess.run(
        [*COMMAND, source, "-o", tmp_path / "out", "--no-validate"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "2 of 2 notes" in done.stdout
    assert "1 converted, 1 refused" in done.stdout
    assert done.stderr == ""
    done = subprocess.run(
        [*COMMAND, source, "-o", tmp_path / "out", "--no-validate", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [note["reused"] for note in json.loads(done.stdout)["notes"]] == [True, True]


def test_bad_settings_stop_it_before_it_begins(notes: Notes, tmp_path: Path) -> None:
    command = [*COMMAND, notes("a.txt"), "-o", tmp_path / "out"]
    for more, word in ((["--year", "25"], "'25' is not a year"), (["--taxonomy", "x"], "--taxonomy")):
        done = subprocess.run([*command, *more], capture_output=True, text=True, check=False)
        assert (done.returncode, word in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_ctrl_c_ends_it_in_good_order(notes: Notes, tmp_path: Path) -> None:
    source, out = notes(*(f"{n}.txt" for n in range(40))), tmp_path / "out"
    with subprocess.Popen(
        [*COMMAND, source, "-o", out, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 30
        while not list(out.glob("*/report.html")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=30)
    assert process.returncode == 130, complaints
    assert "interrupted" in said
    for folder in (p for p in out.iterdir() if p.is_dir() and p.name != ".batch"):
        manifest = json.loads((folder / ".segxbrl.json").read_text())
        assert all((folder / name).is_file() for name in manifest["files"])
    assert not list(out.glob(".*.segxbrl*"))
    assert not _processes_naming(str(tmp_path))


def _processes_naming(text: str) -> list[str]:
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    return [line.decode(errors="replace") for line in lines if text.encode() in line]


def test_the_pace_counts_what_was_converted_now() -> None:
    clock = iter([0.0, 1.0, 2.0, 4.0])
    pace = Pace(10, clock=lambda: next(clock))
    row = Row(file="a", folder="a", status=Status.CONVERTED)
    assert pace.after(Row(file="a", folder="a", status=Status.CONVERTED, reused=True)) == ""
    assert pace.after(row) == "0.5 notes/s · 16 s left"
    assert pace.after(Row(file="a", folder="a", status=Status.TIMEOUT)) == "0.5 notes/s · 14 s left · 1 failed"
