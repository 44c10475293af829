"""The sign-off: `signed.json` holds the hashes of what was signed, so that anyone can tell whether it still is that."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ..emit.writer import MANIFEST
from ..errors import OutputError
from ..findings import Finding, error, info, warning
from ..rerun import FOLDER

SIGNED = "signed.json"


def sign(folder: Path, profile: Path, by: str, now: datetime, summary: Mapping[str, Any]) -> dict[str, Any]:
    """Write `signed.json` for what `folder` holds and return it. `summary` is what the page said to the person who
    signs (progress, findings).

    Raises:
        OutputError: it cannot be written.
    """
    signed = {
        "signed_by": by,
        "signed_on": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "summary": dict(summary),
        "decisions": {"path": Path(os.path.relpath(profile, folder)).as_posix(), "sha256": _hash(profile)},
        "outputs": {path: _hash(folder / path) for path in outputs(folder)},
    }
    text = json.dumps(signed, ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / SIGNED, text.encode())
    return signed


def outputs(folder: Path) -> tuple[str, ...]:
    """What a conversion wrote into `folder` (its manifest says so), but for what it keeps for the next review."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        return tuple(sorted(str(path) for path in files if not str(path).startswith(f"{FOLDER}/")))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def read(folder: Path) -> Mapping[str, Any] | None:
    """The sign-off as it stands in `folder`; None where there is none, or none that reads as ours."""
    try:
        signed = json.loads((folder / SIGNED).read_text("utf-8"))
        texts = (signed["signed_by"], signed["signed_on"], signed["decisions"]["path"], signed["decisions"]["sha256"])
        known = all(isinstance(text, str) for text in (*texts, *signed["outputs"], *signed["outputs"].values()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return signed if known else None


def changed(folder: Path, signed: Mapping[str, Any]) -> tuple[str, ...]:
    """The files that are not what was signed: changed, gone, or come since."""
    decisions = signed["decisions"]
    other = [path for path, digest in signed["outputs"].items() if _hash(folder / path) != digest]
    new = [path for path in outputs(folder) if path not in signed["outputs"]]
    decided = [decisions["path"]] if _hash(folder / decisions["path"]) != decisions["sha256"] else []
    return tuple(sorted({*other, *new, *decided}))


def standing(folder: Path) -> tuple[Finding, ...]:
    """Whether what `folder` holds is what was signed, as a finding; nothing where nobody signed."""
    if not (folder / SIGNED).exists():
        return ()
    signed = read(folder)
    if signed is None:
        return (warning("review.signature-unreadable", f"{SIGNED} does not read as a sign-off"),)
    who = f"{signed['signed_by']} on {signed['signed_on']}"
    other = changed(folder, signed)
    if not other:
        return (info("review.signed", f"this is what was signed by {who}: {len(signed['outputs'])} files"),)
    return (
        error(
            "review.changed-since-signed",
            f"this is not what was signed by {who}: {_listed(other)} changed since",
            hint="look at the changes and sign again: segxbrl review",
        ),
    )


def _listed(names: Iterable[str], most: int = 5) -> str:
    first, *rest = (", ".join(list(names)[:most]), *list(names)[most:])
    return f"{first} and {len(rest)} more" if rest else first


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk, whole, when this returns; or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as problem:
        new.unlink(missing_ok=True)
        raise OutputError(f"cannot be written: {problem.strerror}", where=str(path)) from problem


def _hash(path: Path) -> str:
    """SHA-256 of the file; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
