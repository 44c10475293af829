"""Reading: one input file, whatever its format, as a `Document` of blocks with the text exactly as found.

Each format is one module with `claims(name, data) -> bool` and `read(name, data) -> (Document, findings)`; `READERS`
names them in the order they are asked. A module is imported when it is its turn, so a text file costs no HTML parser.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from ..errors import UnreadableFile, UnsupportedFormat
from ..findings import Finding
from .model import Document

READERS = ("html", "text")
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
    """Read a file.

    Raises:
        UnreadableFile: it is missing, empty, binary, broken or larger than the limits.
        UnsupportedFormat: no reader claims it.
    """
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
    for format_ in READERS:
        reader = cast("Reader", import_module(f"{__name__}.{format_}"))
        if reader.claims(name, data):
            return reader.read(name, data)
    raise UnsupportedFormat("no reader knows this kind of file", where=name, hint="give the note as HTML or as text")
