"""Worker processes of this machine: each given one note at a time, watched, and replaced when it dies or hangs."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from .model import Answer, Limits, Row, Status, Task
from .worker import ANSWER, TASK

CLOSE_SECONDS = 5.0
_COMMAND = (sys.executable, "-X", "faulthandler", "-m", "converter.batch.worker")


class Hand:
    """One worker process, started at its first task. Not for several threads at once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="segxbrl-batch-", ignore_cleanup_errors=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._given = 0
        self.task: Task | None = None
        self.deadline = 0.0

    def fileno(self) -> int:
        """The socket's descriptor, for waiting."""
        return -1 if self._line is None else self._line.fileno()

    @property
    def spent(self) -> bool:
        """Whether it has had its share of notes and is to be replaced."""
        return self._given >= self._limits.recycle_after

    def give(self, task: Task) -> None:
        self.task = task
        self.deadline = time.monotonic() + self._limits.seconds
        self._given += 1
        (Path(self._folder.name) / TASK).write_bytes(pickle.dumps(task))
        if self._process is None:
            self._start()
        if self._line is not None:
            with contextlib.suppress(OSError):  # a process that is gone already is seen by `take`
                self._line.sendall(b".")

    def take(self) -> Answer:
        """The answer, once the socket is ready. A process that died instead makes a row that says so."""
        task = self.task
        if task is None or self._line is None:
            raise RuntimeError("nothing was given to this worker")
        try:
            token = self._line.recv(1)
        except OSError:
            token = b""
        if not token:
            return Answer(row=self._dead(task))
        self.task = None
        answer: Answer = pickle.loads((Path(self._folder.name) / ANSWER).read_bytes())  # noqa: S301 - our own worker's
        return answer

    def late(self) -> Answer:
        """End a process that has had its time, and the row that says so."""
        task = self.task
        if task is None:
            raise RuntimeError("nothing was given to this worker")
        message = f"not done within {self._limits.seconds:g} seconds: its process was ended"
        hint = "give it more with --timeout, or cut the segment note out of the filing"
        spent = self._limits.seconds
        row = Row(file=task.file, folder=task.name, status=Status.TIMEOUT, message=message, hint=hint, seconds=spent)
        return Answer(row=row)

    def end(self, *, kindly: bool) -> None:
        """End the process and all it started; `kindly` lets it close Arelle and tidy up first."""
        process, self._process = self._process, None
        if self._line is not None:
            self._line.close()
        if process is not None:
            if kindly:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(CLOSE_SECONDS)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._folder.cleanup()

    def stop(self) -> None:
        """Ask the process to stop in the middle of what it does."""
        if self._process is not None:
            self._process.terminate()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        limits = (self._limits.seconds, self._limits.megabytes, self._limits.recycle_after)
        environment = os.environ | {
            "TMPDIR": self._folder.name,  # what a killed process leaves behind goes with its folder
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        with theirs, self._words.open("wb") as words:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, nothing of the note in its arguments
                [*_COMMAND, str(theirs.fileno()), self._folder.name, *map(str, limits)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                env=environment,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        self._line = ours

    @property
    def _words(self) -> Path:
        return Path(self._folder.name) / "stderr"

    def _dead(self, task: Task) -> Row:
        if self._process is None:
            raise RuntimeError("this worker was not started")
        code = self._process.wait()
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        said = self._words.read_text("utf-8", errors="replace").strip().splitlines()
        last = next((line for line in reversed(said) if line and not line.startswith(("  ", "Extension"))), "")
        message = f"the process that converted it {how}" + (f": {last[:200]}" if last else "")
        return Row(
            file=task.file, folder=task.name, status=Status.DIED, message=message, hint="its memory: see --memory"
        )


def answered(hands: Sequence[Hand], seconds: float) -> list[Hand]:
    """Those that have an answer, or have died, within the time: as soon as there is one."""
    lines = {hand.fileno(): hand for hand in hands}
    return [lines[line] for line in wait(list(lines), timeout=seconds) if isinstance(line, int)]


def work(tasks: Iterator[Task], jobs: int, limits: Limits) -> Generator[tuple[Task, Answer]]:
    """The answer to every task, as they come. Closing the iterator ends the workers; what they have written stays."""
    idle: list[Hand] = []
    busy: list[Hand] = []
    try:
        while True:
            while len(busy) < jobs and (task := next(tasks, None)) is not None:
                hand = idle.pop() if idle else Hand(limits)
                busy.append(hand)
                hand.give(task)
            if not busy:
                return
            pause = max(0.0, min(hand.deadline for hand in busy) - time.monotonic())
            ready = answered(busy, pause)
            for hand in [hand for hand in busy if hand in ready or time.monotonic() >= hand.deadline]:
                task_of = hand.task
                answer = hand.take() if hand in ready else hand.late()
                busy.remove(hand)
                if hand.task is None and not hand.spent:
                    idle.append(hand)
                else:
                    hand.end(kindly=hand.task is None)
                if task_of is not None:
                    yield task_of, answer
    finally:
        for hand in busy:
            hand.stop()
        for hand in (*busy, *idle):
            hand.end(kindly=True)
