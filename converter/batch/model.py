"""What a batch is made of: notes in, rows out. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ..findings import Finding
from ..options import Settings


class Status(StrEnum):
    """How a note came out. The first two are settled by its content; the others are tried again by the next run."""

    CONVERTED = "converted"
    """Written, with or without findings."""
    REFUSED = "refused"
    """The file or its settings cannot be used: no segment note, an unknown format, a bad profile."""
    FAULT = "fault"
    """A fault of ours, or the output could not be written."""
    TIMEOUT = "timeout"
    DIED = "died"
    """The process that converted it died: out of memory, or a crash in a library."""


SETTLED = frozenset({Status.CONVERTED, Status.REFUSED})


class Note(Struct, frozen=True, kw_only=True):
    """One note to convert. `name` is its folder below the output; `flags` are the settings its own line of a list
    gives, named as the flags are; `profile` is the company's file."""

    name: str
    path: Path
    profile: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)


class Limits(Struct, frozen=True, kw_only=True):
    """What one note and one worker process may take.

    `seconds` is a note's time, start of the process included; `megabytes` the memory of a worker, and of its Arelle,
    each; `recycle_after` the notes after which both are replaced.
    """

    seconds: float = 300.0
    megabytes: int = 2000
    recycle_after: int = 200


class Task(Struct, frozen=True, kw_only=True):
    """What a worker process is given: everything, so that it may stand on another machine. With `folder` it writes
    there itself; without, it hands the files back. Only `settings.packages` are paths that must be there too."""

    name: str
    file: str
    data: bytes
    settings: Settings
    prior: bytes | None = None
    folder: Path | None = None


class Row(Struct, frozen=True, kw_only=True):
    """One note's line of the manifest. Hashes are SHA-256 in hexadecimal."""

    file: str
    folder: str
    status: Status
    message: str = ""
    """What stopped it; empty where it was converted."""
    hint: str = ""
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    codes: tuple[tuple[str, int], ...] = ()
    """Finding code → how often."""
    tables: int = 0
    facts: int = 0
    extensions: int = 0
    validated: str = ""
    """Strength of the taxonomy it was validated against; empty where it was not."""
    seconds: float = 0.0
    """Wall time in the worker."""
    note_sha256: str = ""
    output_sha256: str = ""
    """Of the output folder's manifest, which holds the hash of every file."""
    key: str = ""
    """Of all that decides the output: the note, its settings, prior filing and packages, and this program."""
    reused: bool = False
    """Done by an earlier run and found unchanged."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a worker process says of a task; `files` (path → content) only where the task names no folder."""

    row: Row
    files: tuple[tuple[str, bytes], ...] = ()


class Result(Struct, frozen=True, kw_only=True):
    """A whole batch, rows in the order of the notes. `interrupted` says that not every note was come to."""

    rows: tuple[Row, ...]
    seconds: float
    interrupted: bool = False
    findings: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when all were converted without findings of error level."""
        return int(self.interrupted or any(r.status is not Status.CONVERTED or r.errors for r in self.rows))
