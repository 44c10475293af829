"""Notes to batch, and a worker that misbehaves on demand."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.batch import pool

CASES = Path(__file__).resolve().parents[2] / "cases"
NOTE = CASES / "lanternfish-plain" / "input.txt"


@pytest.fixture
def notes(tmp_path: Path) -> Callable[..., Path]:
    """A folder with a good note under each of the names given."""

    def make(*names: str) -> Path:
        folder = tmp_path / "notes"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(NOTE, folder / name)
        return folder

    return make


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    script = str(Path(__file__).with_name("batch_worker.py"))
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, script))
