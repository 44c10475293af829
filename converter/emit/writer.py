"""The one writer: every file of a run, or none."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ..errors import OutputError
from .exchange import holds_only, move, swap
from .lock import locked
from .model import OutputFile

MANIFEST = ".segxbrl.json"
_STAGING, _LOCK = ".segxbrl-", ".segxbrl.lock"
_HINTS = {
    errno.EACCES: "you may not write there: choose another folder with -o",
    errno.EPERM: "you may not write there: choose another folder with -o",
    errno.EROFS: "the disk is read-only: choose another folder with -o",
    errno.ENOSPC: "the disk is full: make room or choose another folder with -o",
    errno.EDQUOT: "your quota is used up: make room or choose another folder with -o",
    errno.EEXIST: "a part of the path is a file: choose another folder with -o",
    errno.EFBIG: "files may not be that large there: choose another folder with -o",
    errno.ENOTDIR: "a part of the path is a file: choose another folder with -o",
    errno.ENAMETOOLONG: "the path is too long: choose a shorter one with -o",
}


def write(files: Iterable[OutputFile], folder: Path) -> tuple[Path, ...]:
    """Write all files below `folder`, or none; returns their paths.

    Files that an earlier run wrote and nobody has changed since are replaced, or taken away where this run has no such
    file; the manifest `.segxbrl.json` says which they are. Any other file that stands in the way is left alone. Where
    the folder holds nothing but ours, the new one takes its place in one step; otherwise the files are moved one by
    one, and a run that is killed in between leaves a manifest that says so and lets the next run set it right.

    Raises:
        OutputError: the folder cannot be written, another run is writing there, a link leads out of it, or it holds a
            file of the same name that is not ours.
    """
    contents = {_checked(file.path): file.content for file in files}
    try:
        folder = folder.resolve()  # the folder itself may be reached through a link
        if folder.exists() and not folder.is_dir():
            raise OutputError("not a folder", where=str(folder), hint="choose another folder with -o")
        home = _home(folder)
        with locked(home / f".{folder.name}{_LOCK}", str(folder)):
            _write(contents, folder, home)
    except OSError as problem:
        raise _failed(folder, problem) from problem
    return tuple(folder / path for path in contents)


def _home(folder: Path) -> Path:
    """Where the files are made ready: beside the folder, or in it where nothing can be made or moved from beside it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_dir():
        beside = folder.parent
        if not os.access(beside, os.W_OK | os.X_OK) or beside.stat().st_dev != folder.stat().st_dev:
            return folder
    return folder.parent


def _write(contents: dict[str, bytes], folder: Path, home: Path) -> None:
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    earlier = _manifest(folder)
    _refuse_links(folder, (*hashes, *earlier, MANIFEST))
    _refuse_foreign(folder, hashes, earlier)
    stale = {path for path in earlier if path not in hashes and _hash(folder / path) in earlier[path]}
    for left in home.glob(f".{glob.escape(folder.name)}{_STAGING}*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}{_STAGING}", dir=home))
    new = staging / "new"
    try:
        _stage(new, {**contents, MANIFEST: _manifest_bytes(hashes)})
        if not folder.exists():
            new.rename(folder)
        elif home == folder or not holds_only(folder, {*contents, *stale, MANIFEST}) or not _swapped(new, folder):
            with _unfinished(folder, staging, hashes, earlier):
                move(new, staging / "old", folder, (*contents, MANIFEST), stale)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _swapped(new: Path, folder: Path) -> bool:
    new.chmod(folder.stat().st_mode & 0o7777)
    return swap(new, folder)


def _manifest_bytes(hashes: dict[str, str], **more: object) -> bytes:
    return (json.dumps({"files": dict(sorted(hashes.items())), **more}, indent=1) + "\n").encode("ascii")


@contextmanager
def _unfinished(
    folder: Path, staging: Path, hashes: dict[str, str], earlier: dict[str, frozenset[str]]
) -> Iterator[None]:
    """While files are moved one by one, the manifest names the old and the new ones: both are ours. When that fails,
    the manifest is as it was."""
    manifest = folder / MANIFEST
    before = manifest.read_bytes() if manifest.is_file() else b""
    both = {path: sorted(digests) for path, digests in sorted(earlier.items())}
    _replace(manifest, _manifest_bytes(hashes, unfinished=both), staging)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            if before:
                _replace(manifest, before, staging)
            else:
                manifest.unlink()
        raise


def _replace(path: Path, content: bytes, staging: Path) -> None:
    interim = staging / path.name  # not beside it: a run killed here leaves nothing in the folder
    interim.write_bytes(content)
    interim.replace(path)


def _checked(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts or path == MANIFEST:
        raise OutputError("not a path below the output folder", where=path)
    return str(parts)


def _manifest(folder: Path) -> dict[str, frozenset[str]]:
    """Path → SHA-256 of what an earlier run wrote, of either state where it was killed in between; nothing where there
    is no manifest that reads as ours."""
    try:
        read = json.loads((folder / MANIFEST).read_text("utf-8"))
        found = {_checked(str(path)): frozenset({str(digest)}) for path, digest in read["files"].items()}
        for path, digests in read.get("unfinished", {}).items():
            found[_checked(str(path))] = found.get(str(path), frozenset()) | {str(digest) for digest in digests}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OutputError):
        return {}
    return found


def _refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """A link in the folder could lead our files anywhere."""
    places = {folder / place for path in paths for place in (path, *map(str, PurePosixPath(path).parents))}
    for place in sorted(places - {folder}):
        if place.is_symlink():
            raise OutputError(
                "a link stands where a file or folder of ours is to be",
                where=str(place),
                hint="move it away, or choose another folder with -o",
            )


def _refuse_foreign(folder: Path, hashes: dict[str, str], earlier: dict[str, frozenset[str]]) -> None:
    for path, digest in hashes.items():
        target = folder / path
        if target.is_dir():
            raise OutputError("a folder stands where a file is to be written", where=str(target), hint="move it away")
        if _hash(target) not in {"", digest, *earlier.get(path, ())}:
            raise OutputError(
                "this file was not written by segxbrl, or has been changed since",
                where=str(target),
                hint="move it away, or choose another folder with -o",
            )


def _hash(path: Path) -> str:
    """SHA-256 of the file; empty where there is none, and `-` for what is no file."""
    try:
        if path.exists() and not path.is_file():
            return "-"
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


def _failed(folder: Path, problem: OSError) -> OutputError:
    reason = problem.strerror or str(problem)
    return OutputError(f"cannot be written: {reason}", where=str(folder), hint=_HINTS.get(problem.errno or 0, ""))
