"""The batch on a Dask cluster: a scheduler and two workers of its own on the loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from converter.batch import Limits, Plan, Row, Status, find, run
from converter.errors import BadOption

pytest.importorskip("distributed", reason="the extra dask is not installed")
Notes = Callable[..., Path]
FLAGS = {"validate": False}


class Cluster:
    """A scheduler process and two worker processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        about = folder / "scheduler.json"
        local = ["--host", "127.0.0.1"]
        start = [sys.executable, "-m", "distributed.cli.dask_scheduler", *local, "--port", "0", "--no-dashboard"]
        self.processes = [self._start([*start, "--scheduler-file", str(about)])]
        for _ in range(200):
            if about.is_file() and about.stat().st_size:
                break
            threading.Event().wait(0.05)
        self.address = json.loads(about.read_text())["address"]
        for _ in range(2):
            command = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, *local, "--no-dashboard"]
            options = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
            self.processes.append(self._start([*command, *options]))

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        environment = os.environ | {"DASK_DISTRIBUTED__WORKER__PRELOAD": "[]"}
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment)

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path / "cluster")
    yield made
    made.close()


def test_a_killed_worker_loses_nothing(cluster: Cluster, notes: Notes, tmp_path: Path) -> None:
    source, out = notes(*(f"{n}.txt" for n in range(8))), tmp_path / "out"
    (source / "bad.txt").write_text("no note")
    plan = Plan(out=out, scheduler=cluster.address, flags=FLAGS, limits=Limits(seconds=60))
    seen: list[Row] = []

    def kill_one(row: Row) -> None:
        seen.append(row)
        if len(seen) == 2:
            os.kill(cluster.processes[1].pid, signal.SIGKILL)

    result = run(find(source, out), plan, kill_one)
    assert len(seen) == 9
    statuses = {row.folder: row.status for row in result.rows}
    assert statuses.pop("bad") is Status.REFUSED
    assert set(statuses.values()) == {Status.CONVERTED}
    local = run(find(source, tmp_path / "local"), Plan(out=tmp_path / "local", jobs=2, flags=FLAGS))
    assert [row.output_sha256 for row in result.rows] == [row.output_sha256 for row in local.rows]
    assert all(row.reused for row in run(find(source, out), plan).rows)


def test_no_cluster_there(notes: Notes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = notes("a.txt"), tmp_path / "out"
    monkeypatch.setattr("converter.batch.cluster.CONNECT_SECONDS", 0.5)
    with pytest.raises(BadOption, match="no cluster answers"):
        run(find(source, out), Plan(out=out, scheduler="tcp://127.0.0.1:9"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadOption, match="extra `dask`"):
        run(find(source, out), Plan(out=out, scheduler="tcp://127.0.0.1:9"))
