"""Outputs are whole or absent: killed at any moment, a full disk, a closed folder, two runs at once."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from converter.emit.model import OutputFile
from converter.emit.writer import MANIFEST, write
from converter.errors import OutputError

KILLS = int(os.environ.get("SEGXBRL_KILLS", "100"))
NAMES = tuple(f"{folder}{n}.xml" for folder in ("", "xbrl/", "edgar/") for n in range(4))
FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["converter.emit.writer"])


def state(turn: int) -> list[OutputFile]:
    """Every second run has a file fewer; each has its own content throughout."""
    names = NAMES if turn % 2 else NAMES[:-1]
    return [OutputFile(path=name, media_type="", content=f"run {turn} ".encode() * 500) for name in names]


def write_for_ever(folder: str, ready: Connection) -> None:
    ready.send_bytes(b".")
    turn = 0
    while True:
        turn += 1
        write(state(turn), Path(folder))


def whole(folder: Path) -> bool:
    """Whether all files are of one run, none is missing, and the manifest says just that."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    found.pop("mine.txt", None)
    manifest = json.loads(found.pop(MANIFEST))
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in found.items()}
    return manifest == {"files": hashes} and len({content[:9] for content in found.values()}) == 1


@pytest.mark.parametrize("foreign", [False, True], ids=["ours alone", "with a foreign file"])
def test_killed_at_any_moment(tmp_path: Path, foreign: bool) -> None:  # noqa: FBT001 - a parameter
    chance = random.Random(280)
    out = tmp_path / "out"
    if foreign:
        out.mkdir()
        (out / "mine.txt").write_text("keep")
    start = time.monotonic()
    write(state(1), tmp_path / "measured" / "out")
    usual = time.monotonic() - start
    shutil.rmtree(tmp_path / "measured")
    absent = 0
    for _ in range(KILLS):
        ours, theirs = FORK.Pipe()
        process = FORK.Process(target=write_for_ever, args=(str(out), theirs))
        process.start()
        ours.recv_bytes()
        time.sleep(chance.uniform(0.0, 3 * usual))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        if not (out / MANIFEST).exists():
            absent += 1
            continue
        if foreign and "unfinished" in json.loads((out / MANIFEST).read_text()):
            write(state(1), out)  # the next run sets it right
        assert whole(out)
        assert not foreign or (out / "mine.txt").read_text() == "keep"
    assert absent < KILLS, "nothing was ever written: the moments are too early"
    write(state(1), out)
    assert whole(out)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def in_a_process(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; from pathlib import Path; from converter.emit.writer import write;"
        "from converter.emit.model import OutputFile; from converter.errors import OutputError;"
        f"out = Path(sys.argv[1]); {code}"
    )
    attempt = (
        "\ntry: write([OutputFile(path=p, media_type='', content=b'new' * n) for p, n in (('a', 1), ('b', 10**6))],"
        " out)"
        "\nexcept OutputError as stop: print(stop); sys.exit(stop.exit_code)"
    )
    return subprocess.run(
        [sys.executable, "-c", script + attempt, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """The system's own refusal in the middle of a file."""
    write(state(1), tmp_path / "out")
    done = in_a_process("import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000,) * 2)", tmp_path / "out")
    assert done.returncode == 2, done.stderr
    assert "choose another folder" in done.stdout
    assert whole(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_full_disk(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted with the right to")
    try:
        write(state(1), small / "out")
        done = in_a_process("", small / "out")
        assert (done.returncode, "disk is full" in done.stdout) == (2, True)
        assert whole(small / "out")
        assert [p.name for p in small.iterdir()] == ["out"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    write(state(1), closed / "out")
    for folder in (closed, closed / "out"):
        folder.chmod(0o555)
    nobody = ""
    if os.getuid() == 0:  # root may write anywhere
        for up in (tmp_path, *tmp_path.parents[:2]):
            up.chmod(0o755)
        nobody = "import fcntl, os; os.setuid(65534)"
    done = in_a_process(nobody, closed / "out")
    assert (done.returncode, "you may not write there" in done.stdout) == (2, True), done.stderr
    assert whole(closed / "out")


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Eight runs into one folder: each is whole or refused with a clear message, and the last one standing is whole."""
    out = tmp_path / "out"
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from test_faults_writer import state; from converter.emit.writer import write; from converter.errors import *"
        "\nfor turn in range(40):"
        "\n try: write(state(turn), Path(sys.argv[1]))"
        "\n except OutputError as stop: assert 'another run' in stop.message, stop"
    )
    command = [sys.executable, "-c", code, str(out), str(Path(__file__).parent)]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    complaints = [run.communicate(timeout=60)[1] for run in runs]
    assert complaints == [""] * 4
    assert whole(out)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="too long"):
        write(state(1), tmp_path / ("x" * 300))
