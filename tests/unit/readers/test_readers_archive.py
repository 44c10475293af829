"""ZIP archives: which member is the note, and archives made to harm."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from converter.errors import InputError, UnreadableFile, UnsupportedFormat
from converter.readers import read_bytes

NOTE = b"<html><h2>Note 7. Segment Information</h2><table><tr><td>Mills</td><td>1</td></tr>\
<tr><td>Kilns</td><td>2</td></tr></table></html>"
OTHER = NOTE.replace(b"Segment Information", b"Leases")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "members",
    [
        {"note.htm": NOTE},
        {"a/b/note.htm": NOTE, "a/logo.jpg": b"x", "a/filing.xsd": b"<x/>"},
        {"../../note.htm": NOTE},
        {"/etc/note.htm": NOTE, "__MACOSX/._note.htm": b"junk", ".hidden.htm": NOTE},
        {"leases.htm": OTHER, "note.htm": NOTE, "broken.pdf": b"%PDF-junk", "data.xlsx": b"PK\3\4junk"},
    ],
    ids=["alone", "among others", "climbing name", "root name", "of several"],
)
def test_the_note_is_found(members: dict[str, bytes]) -> None:
    document, findings = read_bytes("filing.zip", zipped(members))
    assert document.raw == NOTE
    assert document.source == "filing.zip/note.htm"
    assert [finding.code for finding in findings] == ["read.archive-member"] * ("leases.htm" in members)


def locked(data: bytes) -> bytes:
    """The first member marked as encrypted, in its own header and in the directory."""
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01\0" + data[8 : at + 8] + b"\x01\0" + data[at + 10 :]


def claims_to_unpack_to(data: bytes, size: int) -> bytes:
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def with_directory_of(data: bytes, size: int) -> bytes:
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 12] + struct.pack("<I", size) + data[at + 16 :]


ONE = zipped({"note.htm": NOTE})


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (zipped({"logo.png": b"x", "a.xsd": b"y"}), UnsupportedFormat, "holds no document .*logo.png, a.xsd"),
        (zipped({}), UnsupportedFormat, "it holds: nothing"),
        (zipped({"a.htm": OTHER, "b.htm": OTHER}), UnsupportedFormat, "no document with a segment note: a.htm, b.htm"),
        (zipped({"a.htm": NOTE, "b.htm": NOTE}), UnsupportedFormat, "2 documents with a segment note: a.htm, b.htm"),
        (zipped({"inner.docx": ONE}), UnsupportedFormat, "an archive in the archive"),
        (zipped({f"n{n}.htm": b"x" for n in range(401)}), UnsupportedFormat, "401 documents"),
        (ONE[: len(ONE) // 2], UnreadableFile, "directory is missing"),
        (ONE[:40] + b"\xff" * 20 + ONE[60:], UnreadableFile, "is broken"),
        (locked(ONE), UnreadableFile, "locked with a password"),
        (claims_to_unpack_to(ONE, 4_000_000_000), UnreadableFile, "unpacks to 4,000,000,000 bytes"),
        (claims_to_unpack_to(ONE, 10), UnreadableFile, "is broken"),
        (with_directory_of(ONE, 5_000_000), UnreadableFile, "too many members"),
    ],
    ids=[
        "no document", "empty", "no note", "two notes", "nested", "many", "cut", "corrupt", "locked", "bomb",
        "understated", "directory",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_bytes("filing.zip", data)
