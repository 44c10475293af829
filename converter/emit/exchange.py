"""Putting a finished folder in the place of an earlier one: in one step where the system can, else file by file."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux' renameat2(2)."""
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES, errno.EOPNOTSUPP})


def swap(new: Path, folder: Path) -> bool:
    """Exchange two folders in one step, so that whoever looks sees the one or the other. False where the system cannot
    do that here. Raises OSError."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(folder), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(folder))


def holds_only(folder: Path, paths: Collection[str]) -> bool:
    """Whether the folder holds no file but `paths`, no link and no empty folder. Raises OSError."""
    for home, folders, files in os.walk(folder, onerror=_raise):
        below = Path(home).relative_to(folder)
        if any((Path(home) / name).is_symlink() for name in (*folders, *files)):
            return False
        if any((below / name).as_posix() not in paths for name in files):
            return False
        if not folders and not files and below.parts:
            return False
    return True


def move(new: Path, old: Path, folder: Path, paths: Iterable[str], stale: Iterable[str]) -> None:
    """Move the files `paths` from `new` into `folder`, what stood there and the `stale` ones to `old`; put everything
    back when that fails or is interrupted. Raises OSError."""
    moved: list[str] = []
    placed: list[str] = []
    try:
        for path in (*sorted(stale), *paths):
            if (folder / path).exists():
                (old / path).parent.mkdir(parents=True, exist_ok=True)
                moved.append(path)
                (folder / path).replace(old / path)
            if (new / path).exists():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                placed.append(path)
                (new / path).replace(folder / path)
    except BaseException:
        for path in placed:
            with contextlib.suppress(OSError):
                (folder / path).unlink()
        for path in moved:
            with contextlib.suppress(OSError):  # not moved yet when it was interrupted
                (old / path).replace(folder / path)
        raise
    for path in sorted(stale):
        with contextlib.suppress(OSError):  # a folder with other files in it stays
            (folder / path).parent.rmdir()


def _raise(problem: OSError) -> None:
    raise problem
