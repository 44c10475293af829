"""One run at a time in a folder: a lock that the system lets go of however the run ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import OutputError


@contextmanager
def locked(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file `path` while the block runs; it is gone afterwards. `what` names what is locked, in messages.

    Where the system has no such locks (Windows) nothing is held.

    Raises:
        OutputError: another run holds it.
        OSError: the lock file cannot be made.
    """
    if sys.platform == "win32":
        yield
        return
    handle = _acquire(path, what)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _acquire(path: Path, what: str) -> int:
    import fcntl  # noqa: PLC0415 - not on every system

    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(handle, 100).decode("ascii", "replace").strip()
            os.close(handle)
            by = f" ({owner})" if owner else ""
            raise OutputError(
                f"another run{by} is writing there", where=what, hint="wait for it, or choose another folder with -o"
            ) from None
        if _is_still(path, handle):
            os.ftruncate(handle, 0)
            os.write(handle, f"process {os.getpid()} on {os.uname().nodename}\n".encode("ascii", "replace"))
            return handle
        os.close(handle)  # the run before took the file away in between


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
