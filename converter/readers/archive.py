"""ZIP archives: the one document inside, or the one of several that holds a segment note."""

from __future__ import annotations

import re
from importlib import import_module

from msgspec.structs import replace

from ..errors import InputError, UnsupportedFormat
from ..findings import Finding, info
from ..knowledge.vocabularies import vocabulary
from ..source import SourceRef
from .archive_zip import is_zip, open_zip, read_member
from .model import Document, Heading, RawTable

MAX_DOCUMENTS = 400
_NAMES = (
    ".htm", ".html", ".xhtml", ".txt", ".md", ".markdown", ".csv", ".tsv", ".xlsx", ".xlsm", ".docx", ".pdf",
)  # fmt: skip
_MAX_TITLE = 160
_NUMBER = re.compile(r"(?:notes?\b\s*)?\(?\d{1,2}[a-z]?\)?\s*[.:)–—-]*\s*|notes?\b\s*[.:–—-]+\s*", re.I)
"""A note's number before its title."""
_HINT = "unpack it and give the note's own file"


def claims(name: str, data: bytes) -> bool:
    """Any ZIP container that is no workbook and no Word file: those are asked first."""
    del name
    return is_zip(data)


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of the one member that is a note. Nothing is unpacked to disk, so no member's name can lead
    anywhere; archives in the archive are not opened.

    Raises:
        UnreadableFile: it is broken, locked, or unpacks to more than the limit.
        UnsupportedFormat: it holds no document, or not exactly one with a segment note.
    """
    with open_zip(name, data) as container:
        inside = [member.filename for member in container.infolist() if _is_document(member.filename)]
        if not inside:
            held = ", ".join(container.namelist()[:10]) or "nothing"
            raise UnsupportedFormat(f"the archive holds no document (it holds: {held})", where=name, hint=_HINT)
        if len(inside) > MAX_DOCUMENTS:
            raise UnsupportedFormat(f"the archive holds {len(inside)} documents", where=name, hint=_HINT)
        if len(inside) == 1:
            return _read_member(name, inside[0], read_member(name, container, inside[0]))
        found: list[tuple[str, tuple[Document, tuple[Finding, ...]]]] = []
        for member in inside:
            content = read_member(name, container, member)
            try:
                made = _read_member(name, member, content)
            except InputError:  # one member that cannot be read stops nothing: another may be the note
                continue
            if _holds_note(made[0]):
                found.append((member, made))
    if len(found) != 1:
        names = ", ".join((member for member, _ in found) if found else inside[:10])
        which = f"{len(found)} documents with a segment note" if found else "no document with a segment note"
        raise UnsupportedFormat(f"the archive holds {which}: {names}", where=name, hint=_HINT)
    member, (document, findings) = found[0]
    message = f"Of {len(inside)} documents in the archive, “{member}” is the one with a segment note"
    return document, (info("read.archive-member", message, SourceRef(file=name)), *findings)


def _is_document(member: str) -> bool:
    base = member.rpartition("/")[2]
    return base.lower().endswith(_NAMES) and not base.startswith(".") and not member.startswith("__MACOSX/")


def _read_member(name: str, member: str, content: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Read a member as if it had been given itself.

    Raises:
        UnsupportedFormat: it is an archive.
    """
    readers = import_module(__package__ or "")  # this module is one of its readers: it can only be met at run time
    base = member.replace("\\", "/").rpartition("/")[2]
    if is_zip(content) and readers.reader_of(base, content) == "archive":
        raise UnsupportedFormat(f"“{member}” is an archive in the archive", where=name, hint=_HINT)
    document, findings = readers.read_bytes(base, content)
    return replace(document, source=f"{name}/{base}"), findings


def _holds_note(document: Document) -> bool:
    """Whether it has a table, and a heading or paragraph that is the title of a segment note."""
    titles = re.compile("|".join(f"(?:{word})" for word in vocabulary("locate")["segment_titles"]), re.I)
    if not any(isinstance(block, RawTable) for block in document.blocks):
        return False
    lines = [
        " ".join(block.text.split())
        for block in document.blocks
        if not isinstance(block, RawTable)
        and len(block.text) <= _MAX_TITLE
        and (isinstance(block, Heading) or block.bold or block.text.isupper() or _NUMBER.match(block.text))
    ]
    return any(line[-1:] not in ".,;:" and titles.fullmatch(_NUMBER.sub("", line, count=1)) for line in lines)
