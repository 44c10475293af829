"""Reading: one input file, whatever its format, as a `Document` of blocks with the text exactly as found.

Each format is one module with `claims(name, data) -> bool` and `read(name, data) -> (Document, findings)`; `READERS`
names them in the order they are asked. A module is imported when it is its turn and the file's first bytes allow it, so
a text file costs no parser of pages or workbooks.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from ..errors import UnreadableFile, UnsupportedFormat
from ..findings import Finding
from .model import Document

READERS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("xlsx", (b"PK", b"\xd0\xcf\x11\xe0")),
    ("docx", (b"PK",)),
    ("archive", (b"PK",)),
    ("pdf", (b"%PDF-",)),
    ("edgar_r", (b"<",)),
    ("html", (b"<",)),
    ("csv", ()),
    ("markdown", ()),
    ("text", ()),
)
"""Each format, and the first bytes that a file of it must have (none: any file may be one)."""
STANDARD_INPUT = Path("-")
MAX_BYTES = 200_000_000


class Reader(Protocol):
    """What a format's module offers."""

    def claims(self, name: str, data: bytes) -> bool:
        """Whether the file is of this format, by its first bytes and, failing these, its name."""
        ...

    def read(self, name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
        """Return the document; the text stays exactly as found."""
        ...


def read(path: Path) -> tuple[Document, tuple[Finding, ...]]:
    """Read a file, or standard input for `-`.

    Raises:
        UnreadableFile: it is missing, empty, binary, broken or larger than the limits.
        UnsupportedFormat: no reader claims it.
    """
    if path == STANDARD_INPUT:
        return read_bytes("-", _standard_input())
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(
                f"the file is larger than {MAX_BYTES:,} bytes", where=str(path), hint="cut the segment note out of it"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(error.strerror or "cannot be read", where=str(path), hint="check the path") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Read a file's bytes; `name` is used for messages and, where the bytes leave it open, to tell the format.

    Raises:
        UnreadableFile: empty, binary, broken or larger than the limits.
        UnsupportedFormat: no reader claims it.
    """
    reader = cast("Reader", import_module(f"{__name__}.{reader_of(name, data)}"))
    return reader.read(name, data)


def reader_of(name: str, data: bytes) -> str:
    """The name of the reader that claims the file.

    Raises:
        UnsupportedFormat: none does.
    """
    opening = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for format_, starts in READERS:
        if starts and not opening.startswith(starts):
            continue
        if cast("Reader", import_module(f"{__name__}.{format_}")).claims(name, data):
            return format_
    raise UnsupportedFormat("no reader knows this kind of file", where=name, hint="give the note as HTML or as text")


def _standard_input() -> bytes:
    """Everything on standard input, up to the limit.

    Raises:
        UnreadableFile: there is more than the limit.
    """
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"more than {MAX_BYTES:,} bytes on standard input", hint="cut the segment note out of it")
    return data
