"""Whole commands, killed: `convert` leaves all or nothing, `batch` goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases"
NOTE = CASES / "lanternfish-plain" / "input.txt"
KILLS = int(os.environ.get("SEGXBRL_KILLS", "6"))


def digests(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in ("report.html", "report.json"))
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def whole(folder: Path) -> bool:
    manifest = json.loads((folder / ".segxbrl.json").read_text())
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    found.pop(".segxbrl.json")
    return manifest["files"] == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in found.items()}


def test_convert_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(131)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "converter", "convert", str(NOTE), "-o", str(out), "--no-validate"]
    start = time.monotonic()
    subprocess.run([*command, "--form", "10-Q"], capture_output=True, check=False)
    usual = time.monotonic() - start
    for turn in range(KILLS):
        if turn % 3 == 0:
            shutil.rmtree(out, ignore_errors=True)
        process = subprocess.Popen([*command, "--fiscal-year", str(2020 + turn % 2)], stdout=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.5, 1.1) * usual)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        assert not out.exists() or whole(out)


def test_a_killed_batch_goes_on_where_it_was(tmp_path: Path) -> None:
    notes, out, straight = tmp_path / "notes", tmp_path / "out", tmp_path / "straight"
    for case in sorted(CASES.iterdir()):
        for source in case.glob("input.*"):
            notes.mkdir(exist_ok=True)
            shutil.copy(source, notes / f"{case.name}{source.suffix}")
    command = [sys.executable, "-m", "converter", "batch", str(notes), "--no-validate", "--jobs", "1", "-o"]
    process = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(out.glob("*/report.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    for folder in (p for p in out.iterdir() if p.is_dir() and not p.name.startswith(".")):
        assert whole(folder)
    done = subprocess.run([*command, str(out), "--json"], capture_output=True, text=True, check=False)
    rows = json.loads(done.stdout)["notes"]
    assert sum(row["reused"] for row in rows) in {0, 1}  # killed before or after its line was written
    assert [row["status"] for row in rows] == ["converted"] * len(rows)
    subprocess.run([*command, str(straight)], capture_output=True, check=False)
    for row in rows:
        assert (
            digests(out / row["folder"]).items()
            >= {
                name: digest for name, digest in digests(straight / row["folder"]).items() if name != ".segxbrl.json"
            }.items()
        )
