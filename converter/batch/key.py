"""What decides a note's output, as one hash: the note, its settings, what they point to, and this program."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from .. import resources
from ..options import Settings
from .model import Task

_CODE = Path(__file__).resolve().parents[1]


def key_of(task: Task) -> str:
    """SHA-256 over all that decides the output. Same key, same output, whatever the paths are called."""
    digest = hashlib.sha256()
    settings = replace(
        task.settings, prior=None, packages=(), profile=replace(task.settings.profile, path=None)
    )  # their contents count, not their paths
    parts = [program(), task.file, repr(settings), *_packages(task.settings)]
    for part in parts:
        digest.update(part.encode() + b"\0")
    for data in (task.data, task.prior or b""):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _packages(settings: Settings) -> list[str]:
    return [_digest(path, path.stat().st_mtime_ns) for path in settings.packages if path.is_file()]


@cache
def _digest(path: Path, _changed: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def program() -> str:
    """SHA-256 of the program with its knowledge and templates: an edited rule makes every note anew."""
    digest = hashlib.sha256()
    for folder, pattern in (
        (_CODE, "*.py"),
        (resources.folder("taxonomy"), "*"),
        (resources.folder("templates"), "*"),
    ):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
