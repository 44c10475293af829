"""The memory of a worker and its Arelle over many notes: what they take in their whole life stays below 1 GB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from converter.batch.model import Limits

NOTE = Path(__file__).resolve().parents[2] / "cases/kestrel-bars/input.txt"
WARM, NOTES = 4, 16
GIGABYTE = 1_000
LIFE = """
import os, shutil, sys
from pathlib import Path
from converter.batch.model import Limits, Task
from converter.batch.work import Desk
from converter.profile import settings_from

def megabytes(process):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(megabytes(child) for child in children)

note, folder, validate, notes = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "True", int(sys.argv[4])
desk, settings = Desk(Limits()), settings_from({"validate": validate}, None)
for number in range(notes):
    text = note.read_text().replace("ost", f"ost {number}")  # words of its own for each: what is remembered grows
    shutil.rmtree(folder, ignore_errors=True)
    task = Task(name="n", file=note.name, data=text.encode(), settings=settings, folder=folder)
    row = desk.convert(task).row
    print(row.status, row.facts, megabytes(os.getpid()))
desk.close()
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="memory is read from /proc")
@pytest.mark.parametrize("validate", ["False", "True"])
def test_a_worker_stays_below_a_gigabyte_until_it_is_replaced(tmp_path: Path, validate: str) -> None:
    command = [sys.executable, "-c", LIFE, str(NOTE), str(tmp_path / "out"), validate, str(NOTES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["converted"] * NOTES
    assert all(int(row[1]) > 20 for row in rows)
    used = [float(row[2]) for row in rows]
    a_note = max(0.0, used[-1] - used[WARM]) / (NOTES - 1 - WARM)
    assert used[-1] + a_note * Limits().recycle_after < GIGABYTE, used
