"""Which notes a batch has: every readable file of a folder, or the lines of a list."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..errors import BadOption, UnreadableFile
from ..profile import DOCUMENT_KEYS, ENTITY_KEYS
from .model import Note

SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".txt", ".text", ".md", ".csv", ".tsv", ".xlsx", ".docx", ".pdf"})
FLAGS = frozenset({*ENTITY_KEYS.values(), *DOCUMENT_KEYS.values()})
PATHS = frozenset({"profile", "prior"})
STATE = ".batch"
_RESERVED = frozenset({STATE, "batch.csv", "batch.parquet", "index.html"})


def find(source: Path, out: Path, *, pattern: str = "", profile: Path | None = None) -> tuple[Note, ...]:
    """The notes of `source`, sorted by name for a folder, in the order of the lines for a list.

    A folder is read with all folders in it, hidden ones and `out` aside; `pattern` (such as `*.note.html`) chooses
    among the file names, otherwise the suffix does. A file `NAME.toml` beside a note is its profile; `profile` is for
    those that have none. A list is text with a path a line, or CSV with a column `file` and any of the columns
    `profile`, `prior`, `entity_name`, `cik`, `form`, `period_end` and so on; paths are relative to the list.

    Raises:
        UnreadableFile: `source` is not there or cannot be read.
        BadOption: it holds no note, or a list has a column that is no setting.
    """
    try:
        if source.is_dir():
            notes = [_with_profile(path, profile) for path in _walk(source, out, pattern)]
            named = _name(notes, source)
        else:
            notes = list(_listed(source, profile))
            named = _name(notes, None)
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UnreadableFile(f"cannot be read: {reason}", where=str(source)) from problem
    if not named:
        raise BadOption("no note is there", where=str(source), hint="see --pattern for other file names")
    return named


def _walk(source: Path, out: Path, pattern: str) -> Iterator[Path]:
    ours = out.resolve()
    for path in sorted(source.rglob(pattern or "*")):
        below = path.relative_to(source)
        if any(part.startswith(".") for part in below.parts) or not path.is_file():
            continue
        if not pattern and path.suffix.lower() not in SUFFIXES:
            continue
        if not path.resolve().is_relative_to(ours):
            yield path


def _with_profile(path: Path, profile: Path | None) -> Note:
    beside = path.with_suffix(".toml")
    return Note(name="", path=path, profile=beside if beside.is_file() else profile)


def _file(source: Path, said: str) -> Path:
    """The file that a line of a list names.

    Raises:
        BadOption: it names a folder: what is made of a note is put under the name of its file.
    """
    path = source.parent / said
    if path.name in ("", ".."):
        raise BadOption(f"{said!r} names no file", where=str(source), hint="one file a line, from the list's folder")
    return path


def _listed(source: Path, profile: Path | None) -> Iterator[Note]:
    text = source.read_text("utf-8-sig")
    first = text.partition("\n")[0]
    columns = [column.strip() for column in next(csv.reader([first]), [])]
    if "file" not in columns:
        for line in text.splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                yield _with_profile(_file(source, line.strip()), profile)
        return
    unknown = [column for column in columns if column not in FLAGS | PATHS | {"file"}]
    if unknown:
        raise BadOption(
            f"the column {unknown[0]!r} is no setting",
            where=str(source),
            hint=f"columns: file, {', '.join(sorted(FLAGS | PATHS))}",
        )
    for record in csv.DictReader(text.splitlines()):
        values = {(key or "").strip(): (value or "").strip() for key, value in record.items() if isinstance(value, str)}
        if not values.get("file"):
            continue
        note = _with_profile(_file(source, values["file"]), profile)
        flags = {key: value for key, value in values.items() if value and key in FLAGS}
        if values.get("prior"):
            flags["prior"] = str(source.parent / values["prior"])
        own = source.parent / values["profile"] if values.get("profile") else note.profile
        yield Note(name="", path=note.path, profile=own, flags=flags)


def _name(notes: Iterable[Note], root: Path | None) -> tuple[Note, ...]:
    """Each note's folder: its path without suffix; with it where two would be the same, and a number after that."""
    whole = [(note, _below(note.path, root)) for note in notes]
    short = Counter(_short(path).casefold() for _, path in whole)
    taken: Counter[str] = Counter()
    named = []
    for note, path in whole:
        name = _short(path) if short[_short(path).casefold()] == 1 else path
        taken[name.casefold()] += 1
        count = taken[name.casefold()]
        name = name if count == 1 else f"{name}-{count}"
        named.append(Note(name=name, path=note.path, profile=note.profile, flags=note.flags))
    return tuple(named)


def _below(path: Path, root: Path | None) -> str:
    below = path.relative_to(root).as_posix() if root is not None else path.name
    return f"{below}_" if below in _RESERVED else below


def _short(path: str) -> str:
    name = str(PurePosixPath(path).with_suffix(""))
    return f"{name}_" if name in _RESERVED else name
