"""Opening a workbook: what is wrong with the file is told before anything of it is parsed, and bounded."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import UnreadableFile, UnsupportedFormat
from .archive_zip import open_zip, read_member, refuse_entities

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_XML = 30_000_000
"""Bytes of the sheets and shared strings unpacked: some 600,000 cells, more than any filing's workbook."""
MAX_MERGED = 1_000_000
"""Cells that merged ranges cover: openpyxl makes each of them."""
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})"')
_UNSOLVED = re.compile(
    rb'<c\s(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*'
    rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""A formula's cell without a stored value; one that is of type `str` has an empty text for its value."""
# openpyxl lets these through from broken parts; it names no error class of its own for them
_BROKEN = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, SyntaxError, OSError,
    zipfile.BadZipFile, zlib.error, OverflowError,
)  # fmt: skip


def refuse_ole(name: str, data: bytes) -> None:
    if not data.startswith(OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile("the file is locked with a password", where=name, hint="save it without one and try again")
    raise UnsupportedFormat("a file of an older Office format", where=name, hint="save it as .xlsx or .docx")


def checked(name: str, data: bytes) -> set[str]:
    """Look at sizes and entities before anything is parsed; return the addresses, on whatever sheet, of formulas
    without a stored value."""
    unsolved: set[str] = set()
    with open_zip(name, data) as container:
        if "xl/workbook.bin" in container.namelist():
            raise UnsupportedFormat("a binary workbook (.xlsb)", where=name, hint="save it as .xlsx")
        parts = [part for part in container.infolist() if part.filename.endswith((".xml", ".rels", ".vml"))]
        size = sum(part.file_size for part in parts)
        if size > MAX_XML:
            raise UnreadableFile(
                f"the workbook unpacks to {size:,} bytes; the limit is {MAX_XML:,}",
                where=name,
                hint="give the sheets of the segment note alone",
            )
        for part in parts:
            content = read_member(name, container, part.filename)
            refuse_entities(name, part.filename, content)
            if part.filename.startswith("xl/worksheets/"):
                unsolved.update(match.decode() for match in _UNSOLVED.findall(content))
                if (covered := sum(_areas(content))) > MAX_MERGED:
                    raise UnreadableFile(
                        f"merged ranges of {part.filename} cover {covered:,} cells; the limit is {MAX_MERGED:,}",
                        where=name,
                        hint="unmerge what is not of the segment note",
                    )
    return unsolved


def _areas(content: bytes) -> Iterator[int]:
    """How many cells each merged range of a sheet covers."""
    for left, top, right, bottom in _MERGED.findall(content):
        yield (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def filled(sheet: Any) -> dict[int, dict[int, Any]]:
    """Rows and columns of the cells that the file holds, in order: asking openpyxl for a row makes every cell up to the
    last column, for all rows every cell up to the farthest."""
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - no public way leaves the others unmade
        rows.setdefault(row, {})[column] = cell
    return rows


def load(name: str, data: bytes, *, values: bool = True) -> Any:
    """The workbook by openpyxl, with the stored values of formulas or with the formulas themselves.

    Raises:
        UnreadableFile: it is broken.
    """
    import warnings  # noqa: PLC0415 - only for workbooks
    from io import BytesIO  # noqa: PLC0415 - as above

    import openpyxl  # noqa: PLC0415 - heavy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts it leaves out; none is part of a note
            return openpyxl.load_workbook(BytesIO(data), data_only=values, keep_links=False)
    except _BROKEN as error:
        raise _broken(name, error) from error


@contextmanager
def styled(name: str) -> Iterator[None]:
    """While cells are looked at: openpyxl finds out only then that a style is not there.

    Raises:
        UnreadableFile: it is not.
    """
    try:
        yield
    except IndexError as error:
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        f"the workbook is broken: {error}", where=name, hint="open it, save it again as .xlsx and try again"
    )
