"""Word files (DOCX): paragraphs, headings, tables with spans and tables in tables, footnotes, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableFile
from ..findings import Finding, info, warning
from ..source import SourceRef
from .archive_zip import member_names, open_zip, read_member, refuse_entities
from .docx_style import Styles, child, w
from .docx_table import TableDraft, read_table
from .docx_text import Counts, Notes, Text, text_of
from .draft import DocumentDraft
from .model import Document
from .text_lines import is_note_title

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_XML = 60_000_000
_MAIN = "word/document.xml"
_HEADING = 160
_MAX_DEPTH = 100
_HOLDERS = frozenset((w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag")))
"""What holds paragraphs and tables without being one."""


def claims(name: str, data: bytes) -> bool:
    del name
    return _MAIN in member_names(data)


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a Word file as it stands with all tracked changes accepted.

    Raises:
        UnreadableFile: it is broken, or larger than any filing.
    """
    parts = _parts(name, data)
    counts = Counts()
    styles = Styles(parts.get("word/styles.xml"))
    notes = Notes(parts.get("word/footnotes.xml"), parts.get("word/endnotes.xml"), counts)
    body = child(parts[_MAIN], "body")
    if body is None:
        raise UnreadableFile("the Word file has no body", where=name, hint="open it and save it again as .docx")
    draft = DocumentDraft(name)
    for item in _items(body, styles, notes, counts):
        _add(draft, item)
        for note in notes.take():
            draft.paragraph(note.text, superscripts=note.superscripts)
    return draft.document(MEDIA_TYPE, data), tuple(_findings(name, counts))


def _parts(name: str, data: bytes) -> dict[str, Any]:
    """The parsed parts: the main one, styles and notes.

    Raises:
        UnreadableFile: a part is broken or too large.
    """
    from lxml import etree  # noqa: PLC0415 - only for Word files

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    parts: dict[str, Any] = {}
    with open_zip(name, data) as container:
        present = set(container.namelist())
        for part in (_MAIN, "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if part not in present:
                continue
            if container.getinfo(part).file_size > MAX_XML:
                message = f"“{part}” is larger than {MAX_XML:,} bytes"
                raise UnreadableFile(message, where=name, hint="give the note alone")
            content = read_member(name, container, part)
            refuse_entities(name, part, content)
            try:
                parts[part] = etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                raise UnreadableFile(
                    f"“{part}” in the Word file is broken: {error}", where=name, hint="open it and save it again"
                ) from error
    return parts


def _items(parent: Any, styles: Styles, notes: Notes, counts: Counts, depth: int = 0) -> Iterator[Text | TableDraft]:
    """The paragraphs and tables of a body or cell in order; tables that only lay others out are opened."""
    for element in parent if depth < _MAX_DEPTH else ():
        tag = element.tag
        if tag == w("p"):
            text = text_of(element, styles, notes, counts)
            if text.text:
                yield text
        elif tag == w("tbl"):
            table = read_table(element, styles, notes, counts)
            if table.lays_out:
                for cell in table.holders:
                    yield from _items(cell, styles, notes, counts, depth + 1)
            else:
                yield table
        elif tag in (w("del"), w("moveFrom")):
            counts.deleted += 1
        elif tag in _HOLDERS:
            counts.inserted += tag in (w("ins"), w("moveTo"))
            yield from _items(element, styles, notes, counts, depth + 1)


def _add(draft: DocumentDraft, item: Text | TableDraft) -> None:
    if isinstance(item, TableDraft):
        draft.table(item.cells)
        return
    heads = len(item.text) <= _HEADING and item.text[-1] not in ".;,"
    if item.level or (heads and (item.bold or is_note_title(item.text))):
        draft.heading(item.text, item.level or 5)
    else:
        draft.paragraph(item.text, bold=item.bold, superscripts=item.superscripts)


def _findings(name: str, counts: Counts) -> Iterator[Finding]:
    ref = SourceRef(file=name)
    if counts.inserted or counts.deleted:
        message = (
            f"The file has tracked changes: {counts.inserted} insertion(s) are read as accepted, "
            f"{counts.deleted} deletion(s) are left out"
        )
        yield warning("read.tracked-changes", message, ref, "Accept or reject them in the file and convert again")
    if counts.hidden:
        message = f"Hidden and left out: {counts.hidden} piece(s) of text or table rows"
        yield info("read.hidden-cells", message, ref, "Show them in the file if they belong to the note")
    if counts.comments:
        message = f"Comments are no part of the note and are left out: {counts.comments} in the file"
        yield info("read.comments", message, ref)
    if counts.boxes:
        message = f"{counts.boxes} text box(es) hold text that is not read"
        yield warning("read.text-box", message, ref, "Move their text into the body of the file")
