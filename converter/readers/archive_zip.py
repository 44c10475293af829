"""ZIP containers, opened with bounds: archives of documents, workbooks and Word files all come through here."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from ..errors import UnreadableFile

MAX_UNPACKED = 250_000_000
"""Bytes of all members together, by the directory; no member is unpacked beyond what the directory says."""
MAX_DIRECTORY = 4_000_000
"""Bytes of the directory: some 40,000 members, more than any filing's."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_HINT = "pack it again, or give the document itself"


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def member_names(data: bytes) -> frozenset[str]:
    """The names in a container's directory; none where it is no container or a broken one."""
    if not is_zip(data):
        return frozenset()
    try:
        with open_zip("", data) as container:
            return frozenset(container.namelist())
    except UnreadableFile:
        return frozenset()


def open_zip(name: str, data: bytes) -> zipfile.ZipFile:
    """Open a container after looking at its size.

    Raises:
        UnreadableFile: it is broken, or unpacks to more than the limit.
    """
    end = data.rfind(_END, max(0, len(data) - 66_000))
    if end < 0 or end + _END_SIZE > len(data):
        raise UnreadableFile("the ZIP container is broken: its directory is missing", where=name, hint=_HINT)
    if struct.unpack_from("<I", data, end + 12)[0] > MAX_DIRECTORY:
        raise UnreadableFile("the ZIP container holds too many members", where=name, hint=_HINT)
    try:
        container = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"the ZIP container is broken: {error}", where=name, hint=_HINT) from error
    unpacked = sum(member.file_size for member in container.infolist())
    if unpacked > MAX_UNPACKED:
        raise UnreadableFile(
            f"the ZIP container unpacks to {unpacked:,} bytes; the limit is {MAX_UNPACKED:,}", where=name, hint=_HINT
        )
    return container


def read_member(name: str, container: zipfile.ZipFile, member: str) -> bytes:
    """Return a member's bytes, never more than its directory entry says.

    Raises:
        UnreadableFile: it is encrypted or broken.
    """
    info = container.getinfo(member)
    if info.flag_bits & 1:
        raise UnreadableFile(
            f"“{member}” in the ZIP container is locked with a password", where=name, hint="unpack it and give the note"
        )
    try:
        return container.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFile(f"“{member}” in the ZIP container is broken: {error}", where=name, hint=_HINT) from error


def refuse_entities(name: str, member: str, content: bytes) -> None:
    """Office documents declare no document type: one that does is made to harm its reader.

    Raises:
        UnreadableFile: it has a document type declaration.
    """
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:65536]:
        raise UnreadableFile(f"“{member}” declares entities, which no office document does", where=name, hint=_HINT)
