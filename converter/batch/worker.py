"""A worker process of a batch. `python -m converter.batch.worker SOCKET FOLDER SECONDS MEGABYTES NOTES`

The parent leaves a task in FOLDER and writes a byte to the socket; the answer is left there in turn and a byte sent
back. The process ends when the parent does, however that ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
from pathlib import Path

from ..garbage import look_seldom
from .model import Limits, Task
from .work import Desk

TASK, ANSWER = "task", "answer"


def main(arguments: list[str]) -> int:
    line, folder, seconds, megabytes, notes = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, _stop)
    limits = Limits(seconds=float(seconds), megabytes=int(megabytes), recycle_after=int(notes))
    _bound_memory(limits.megabytes)
    look_seldom()
    desk = Desk(limits)
    home = Path(folder)
    try:
        with socket.socket(fileno=int(line)) as parent:
            while parent.recv(1):
                task: Task = pickle.loads((home / TASK).read_bytes())  # noqa: S301 - our own parent wrote it
                answer = desk.convert(task)
                (home / ANSWER).write_bytes(pickle.dumps(answer))
                parent.sendall(b".")
    except (BrokenPipeError, ConnectionResetError):
        return 1  # the parent is gone; what was done is written
    finally:
        desk.close()
    return 0


def _stop(_number: int, _frame: object) -> None:
    sys.exit(os.EX_TEMPFAIL)


def _bound_memory(megabytes: int) -> None:
    """Bound the private memory of this process and of those it starts, Arelle's among them, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    bytes_ = megabytes * 1_000_000
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = bytes_ if most == resource.RLIM_INFINITY else min(bytes_, most)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
