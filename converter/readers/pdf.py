"""PDF files with text (extra `segxbrl[pdf]`): words become lines on a page grid, and those are read as aligned text."""

from __future__ import annotations

from ..errors import UnreadableFile, UnsupportedFormat
from ..findings import Finding, warning
from ..source import SourceRef
from .model import Document
from .pdf_lines import PageLine, grid_text, lines_of_page, without_running_heads

MAX_PAGES = 600


# pdfminer lets these through from broken files
_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError)


def claims(name: str, data: bytes) -> bool:
    del name
    return data.lstrip()[:5] == b"%PDF-"


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a PDF file as the text reader sees its lines.

    Raises:
        UnsupportedFormat: the extra is not installed.
        UnreadableFile: it is locked, broken, too long, or a scan without text.
    """
    from . import text  # noqa: PLC0415 - only when a PDF is read

    pages, pictures = _pages(name, data)
    if not any(pages):
        what = "a scan: it holds pictures and no text" if pictures else "without text"
        raise UnreadableFile(f"the PDF is {what}", where=name, hint="run text recognition (OCR) over it first")
    document, findings = text.read(name, grid_text(without_running_heads(pages)).encode("utf-8"))
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if empty and pictures:
        message = f"Page(s) without text, which may be scans: {', '.join(empty[:10])}"
        hint = "Run text recognition (OCR) over them if they hold a part of the note"
        findings = (warning("read.page-without-text", message, SourceRef(file=name), hint), *findings)
    return document, findings


def _pages(name: str, data: bytes) -> tuple[list[list[PageLine]], bool]:
    """The lines of each page, and whether any page holds a picture."""
    from io import BytesIO  # noqa: PLC0415 - only for PDF

    try:
        import pdfplumber  # noqa: PLC0415 - an extra, and heavy
        from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415 - as above
        from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415 - as above
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415 - as above
    except ImportError as error:
        message = "reading PDF needs the extra “pdf”"
        raise UnsupportedFormat(message, where=name, hint="pip install 'segxbrl[pdf]'") from error
    broken = (PDFException, PdfminerException, MalformedPDFException, *_BROKEN)
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                message = f"the PDF has {len(pdf.pages)} pages; the limit is {MAX_PAGES}"
                raise UnreadableFile(message, where=name, hint="give the note alone")
            pages, pictures = [], False
            for page in pdf.pages:
                pages.append(lines_of_page(page))
                pictures = pictures or bool(page.images)
                page.close()
            return pages, pictures
    except broken as error:
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
            raise UnreadableFile(
                "the PDF is locked with a password", where=name, hint="save it without one and try again"
            ) from error
        raise UnreadableFile(
            f"the PDF is broken: {type(error).__name__}", where=name, hint="print it to a new PDF and try again"
        ) from error
