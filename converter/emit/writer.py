"""The one writer: every file of a run, or none."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from ..errors import OutputError
from .model import OutputFile

MANIFEST = ".segxbrl.json"
_HINTS = {
    errno.EACCES: "you may not write there: choose another folder with -o",
    errno.EPERM: "you may not write there: choose another folder with -o",
    errno.EROFS: "the disk is read-only: choose another folder with -o",
    errno.ENOSPC: "the disk is full: make room or choose another folder with -o",
    errno.EDQUOT: "your quota is used up: make room or choose another folder with -o",
    errno.ENOTDIR: "a part of the path is a file: choose another folder with -o",
    errno.ENAMETOOLONG: "the path is too long: choose a shorter one with -o",
}


def write(files: Iterable[OutputFile], folder: Path) -> tuple[Path, ...]:
    """Write all files below `folder`, or none; returns their paths.

    Files that an earlier run wrote and nobody has changed since are replaced, or taken away where this run has no such
    file; the manifest `.segxbrl.json` says which they are. Any other file that stands in the way is left alone.

    Raises:
        OutputError: the folder cannot be written, or holds a file of the same name that is not ours.
    """
    contents = {_checked(file.path): file.content for file in files}
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    manifest = json.dumps({"files": dict(sorted(hashes.items()))}, indent=1) + "\n"
    if folder.exists() and not folder.is_dir():
        raise OutputError("not a folder", where=str(folder), hint="choose another folder with -o")
    earlier = _manifest(folder)
    _refuse_foreign(folder, hashes, earlier)
    stale = {path for path in earlier if path not in hashes and _hash(folder / path) == earlier[path]}
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".segxbrl-", dir=folder.parent))
    except OSError as problem:
        raise _failed(folder, problem) from problem
    try:
        _stage(staging / "new", {**contents, MANIFEST: manifest.encode("ascii")})
        if folder.exists():
            _exchange(staging, folder, (*contents, MANIFEST), stale)
        else:
            (staging / "new").rename(folder)
    except OSError as problem:
        raise _failed(folder, problem) from problem
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(folder / path for path in contents)


def _checked(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts or path == MANIFEST:
        raise OutputError("not a path below the output folder", where=path)
    return str(parts)


def _manifest(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of what an earlier run wrote; nothing where there is no manifest that reads as ours."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        return {_checked(str(path)): str(digest) for path, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OutputError):
        return {}


def _refuse_foreign(folder: Path, hashes: dict[str, str], earlier: dict[str, str]) -> None:
    for path, digest in hashes.items():
        target = folder / path
        if target.is_dir():
            raise OutputError("a folder stands where a file is to be written", where=str(target), hint="move it away")
        found = _hash(target)
        if found not in {"", digest, earlier.get(path)}:
            raise OutputError(
                "this file was not written by segxbrl, or has been changed since",
                where=str(target),
                hint="move it away, or choose another folder with -o",
            )


def _hash(path: Path) -> str:
    """SHA-256 of the file; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as problem:
        raise _failed(path, problem) from problem


def _stage(folder: Path, contents: dict[str, bytes]) -> None:
    for path, content in contents.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def _exchange(staging: Path, folder: Path, paths: Iterable[str], stale: Iterable[str]) -> None:
    """Move the new files in and the old ones out, the manifest last; on failure put everything back."""
    old = staging / "old"
    moved: list[str] = []
    placed: list[str] = []
    try:
        for path in (*sorted(stale), *paths):
            if (folder / path).exists():
                (old / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).replace(old / path)
                moved.append(path)
            if (staging / "new" / path).exists():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / "new" / path).replace(folder / path)
                placed.append(path)
    except OSError:
        with contextlib.suppress(OSError):
            for path in placed:
                (folder / path).unlink()
            for path in moved:
                (old / path).replace(folder / path)
        raise
    for path in sorted(stale):
        with contextlib.suppress(OSError):  # a folder with other files in it stays
            (folder / path).parent.rmdir()


def _failed(folder: Path, problem: OSError) -> OutputError:
    reason = problem.strerror or str(problem)
    return OutputError(f"cannot be written: {reason}", where=str(folder), hint=_HINTS.get(problem.errno or 0, ""))
