"""Nothing is lost: bad notes, dead and hung workers, resumed runs, two runs at once, Ctrl-C."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from converter.batch import Limits, Plan, Result, Row, Status, find, key, run
from converter.batch.journal import NAME
from converter.batch.sources import STATE
from converter.emit.lock import locked
from converter.errors import OutputError

Notes = Callable[..., Path]
FLAGS = {"validate": False}


def batch(source: Path, out: Path, *, watch: Callable[[Row], None] | None = None, **plan: Any) -> Result:
    made = Plan(**{"out": out, "jobs": 2, "flags": FLAGS, **plan})
    return run(find(source, out), made, watch or (lambda row: None))


def statuses(result: Result) -> dict[str, Status]:
    return {row.folder: row.status for row in result.rows}


def test_every_note_gets_a_folder_and_a_row(notes: Notes, tmp_path: Path) -> None:
    result = batch(notes("a.txt", "b.txt"), tmp_path / "out")
    assert statuses(result) == {"a": Status.CONVERTED, "b": Status.CONVERTED}
    (a, b) = result.rows
    assert a.facts > 10
    assert a.seconds > 0
    assert (a.facts, a.errors, a.note_sha256, a.codes) == (b.facts, b.errors, b.note_sha256, b.codes)
    assert (tmp_path / "out/a/report.html").is_file()
    assert not list((tmp_path / "out").glob(".*.segxbrl*"))


def test_one_bad_note_stops_nothing(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.txt", "c.txt", "d.txt")
    (source / "b.txt").write_text("nothing of the kind")
    (source / "c.toml").write_text("[entity]\nnamee = 'x'\n")
    result = batch(source, tmp_path / "out")
    assert statuses(result) == {
        "a": Status.CONVERTED, "b": Status.REFUSED, "c": Status.REFUSED, "d": Status.CONVERTED,
    }  # fmt: skip
    assert "segment note" in result.rows[1].message
    assert "namee" in result.rows[2].message
    assert result.exit_code == 1


@pytest.mark.usefixtures("misbehaving")
def test_workers_that_die_are_replaced_and_their_notes_reported(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.txt", "dies.txt", "eats.txt", "exits.txt", "hangs.txt", "raises.txt", "z.txt")
    start = time.monotonic()
    result = batch(source, tmp_path / "out", limits=Limits(seconds=4, megabytes=400))
    assert time.monotonic() - start < 30
    rows = {row.folder: row for row in result.rows}
    assert statuses(result) == {
        "a": Status.CONVERTED,
        "dies": Status.DIED,
        "eats": Status.DIED,
        "exits": Status.DIED,
        "hangs": Status.TIMEOUT,
        "raises": Status.FAULT,
        "z": Status.CONVERTED,
    }
    assert "SIGKILL" in rows["dies"].message
    assert "MemoryError" in rows["eats"].message
    assert "code 7: last words" in rows["exits"].message
    assert "within 4 seconds" in rows["hangs"].message
    assert "AttributeError" in rows["raises"].message


@pytest.mark.usefixtures("misbehaving")
def test_a_worker_is_replaced_after_so_many_notes(notes: Notes, tmp_path: Path) -> None:
    source = notes("pid-1.txt", "pid-2.txt", "pid-3.txt")
    result = batch(source, tmp_path / "out", jobs=1, limits=Limits(recycle_after=2))
    first, second, third = (row.message for row in result.rows)
    assert first == second != third


@pytest.mark.usefixtures("misbehaving")
def test_what_is_done_is_not_done_again(notes: Notes, tmp_path: Path) -> None:
    source, out = notes("quick-a.txt", "quick-b.txt", "quick-c.txt"), tmp_path / "out"
    (source / "no.txt").write_text("no note")
    batch(source, out)
    (source / "quick-b.txt").write_text((source / "quick-b.txt").read_text() + "\nOne more line.\n")
    (out / "quick-c/report.html").unlink()
    again = batch(source, out)
    assert {row.folder: row.reused for row in again.rows} == {
        "quick-a": True, "quick-b": False, "quick-c": False, "no": True,
    }  # fmt: skip
    assert (out / "quick-c/report.html").is_file()
    assert all(row.reused for row in batch(source, out).rows)


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize("plan", [{"force": True}, {"flags": {**FLAGS, "form": "10-Q"}}])
def test_what_makes_everything_anew(notes: Notes, tmp_path: Path, plan: dict[str, Any]) -> None:
    source, out = notes("quick-a.txt"), tmp_path / "out"
    batch(source, out)
    assert not any(row.reused for row in batch(source, out, **plan).rows)


@pytest.mark.usefixtures("misbehaving")
def test_an_edited_rule_makes_everything_anew(notes: Notes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = notes("quick-a.txt"), tmp_path / "out"
    batch(source, out)
    monkeypatch.setattr(key, "program", lambda: "another")
    assert not any(row.reused for row in batch(source, out).rows)


@pytest.mark.usefixtures("misbehaving")
def test_what_failed_for_want_of_time_is_tried_again(notes: Notes, tmp_path: Path) -> None:
    source, out = notes("quick-a.txt", "hangs.txt"), tmp_path / "out"
    for first in (True, False):
        rows = {row.folder: row for row in batch(source, out, limits=Limits(seconds=4)).rows}
        assert rows["hangs"].status is Status.TIMEOUT
        assert (rows["hangs"].reused, rows["quick-a"].reused) == (False, not first)


@pytest.mark.usefixtures("misbehaving")
def test_a_journal_cut_off_in_the_middle_loses_one_line(notes: Notes, tmp_path: Path) -> None:
    source, out = notes("quick-a.txt", "quick-b.txt"), tmp_path / "out"
    batch(source, out, jobs=1)
    journal = out / STATE / NAME
    journal.write_bytes(journal.read_bytes()[:-20])
    assert [row.reused for row in batch(source, out).rows] == [True, False]
    assert len(journal.read_text().splitlines()) == 2


def test_two_batches_at_once_the_second_is_told(notes: Notes, tmp_path: Path) -> None:
    source, out = notes("a.txt"), tmp_path / "out"
    (out / STATE).mkdir(parents=True)
    with locked(out / STATE / "lock", "other"), pytest.raises(OutputError, match="another run"):
        batch(source, out)
    assert [p.name for p in out.iterdir()] == [STATE]


@pytest.mark.usefixtures("misbehaving")
def test_interrupted_in_good_order_and_resumed(notes: Notes, tmp_path: Path) -> None:
    source, out = notes(*(f"slow-{n}.txt" for n in range(7))), tmp_path / "out"
    seen: list[str] = []

    def interrupt(row: Row) -> None:
        seen.append(row.folder)
        if len(seen) == 2:
            raise KeyboardInterrupt

    result = batch(source, out, watch=interrupt)
    assert result.interrupted
    assert sorted(row.folder for row in result.rows) == sorted(seen)
    assert "Interrupted" in (out / "index.html").read_text()
    folders = {p.name for p in out.iterdir() if p.is_dir()} - {STATE}
    assert set(seen) <= folders
    for folder in folders:
        manifest = json.loads((out / folder / ".segxbrl.json").read_text())
        assert all((out / folder / name).is_file() for name in manifest["files"])
    again = batch(source, out)
    assert not again.interrupted
    assert {row.folder for row in again.rows if row.reused} == set(seen)


def test_a_folder_that_cannot_be_written_is_said_once(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.txt")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        batch(source, tmp_path / "file" / "out")


def test_foreign_files_in_one_notes_folder_are_its_row(notes: Notes, tmp_path: Path) -> None:
    source, out = notes("a.txt", "b.txt"), tmp_path / "out"
    (out / "a").mkdir(parents=True)
    (out / "a/report.html").write_text("theirs")
    result = batch(source, out)
    assert statuses(result) == {"a": Status.FAULT, "b": Status.CONVERTED}
    assert "not written by segxbrl" in result.rows[0].message
    shutil.rmtree(out / "a")
    assert statuses(batch(source, out))["a"] is Status.CONVERTED


def test_no_process_and_no_temporary_folder_stays(
    notes: Notes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    batch(notes("a.txt"), tmp_path / "out", flags={})
    assert list(scratch.iterdir()) == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_validated_in_one_session_a_worker(notes: Notes, tmp_path: Path) -> None:
    result = batch(notes("a.txt", "b.txt", "c.txt"), tmp_path / "out", jobs=1, flags={})
    assert [row.validated for row in result.rows] == ["embedded"] * 3
    assert result.rows[0].seconds > max(result.rows[1].seconds, result.rows[2].seconds)
