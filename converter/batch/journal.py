"""What is done, kept while the batch runs: one line a note in `.batch/rows.jsonl`, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from msgspec.structs import asdict, replace

from ..emit.writer import MANIFEST
from .model import SETTLED, Row, Status

NAME = "rows.jsonl"


class Journal:
    """The rows of earlier runs by folder, and this run's, written as they come."""

    def __init__(self, out: Path, state: Path) -> None:
        self._out = out
        self._path = state / NAME
        self._earlier = _read(self._path)
        self._stream: TextIO | None = None

    def open(self) -> None:
        """Begin to write; what is outdated is left out. Raises OSError."""
        lines = [_line(row) for row in self._earlier.values()]
        replace_file(self._path, "".join(lines).encode())
        self._stream = self._path.open("a", encoding="utf-8")

    def add(self, row: Row) -> None:
        if self._stream is not None:
            self._stream.write(_line(row))
            self._stream.flush()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def done(self, name: str, key: str) -> Row | None:
        """The row of that note where it was settled under the same key and its output is still there, whole."""
        row = self._earlier.get(name)
        if row is None or row.key != key or row.status not in SETTLED:
            return None
        if row.status is Status.CONVERTED and output_digest(self._out / name) != row.output_sha256:
            return None
        return replace(row, reused=True)


def output_digest(folder: Path) -> str:
    """SHA-256 of the folder's own manifest; empty where it or a file it names is missing, or a run was
    killed while it wrote."""
    try:
        content = (folder / MANIFEST).read_bytes()
        manifest = json.loads(content)
        whole = "unfinished" not in manifest and all((folder / name).is_file() for name in manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return hashlib.sha256(content).hexdigest() if whole else ""


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _line(row: Row) -> str:
    return json.dumps(asdict(row)) + "\n"


def _read(path: Path) -> dict[str, Row]:
    """Rows by folder, the last line of each; a line that was cut off or is of another version is passed over."""
    try:
        lines: Iterable[str] = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    rows = (row for line in lines if (row := _row(line)) is not None)
    return {row.folder: row for row in rows}


def _row(line: str) -> Row | None:
    try:
        values: Mapping[str, Any] = json.loads(line)
        codes = tuple((str(code), int(count)) for code, count in values["codes"])
        return Row(**{**values, "status": Status(values["status"]), "codes": codes, "reused": False})
    except (ValueError, KeyError, TypeError):
        return None
