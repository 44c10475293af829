"""Markdown: headings, paragraphs, lists and pipe tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..findings import Finding
from .draft import DocumentDraft
from .model import Document
from .text_lines import Line, decode, lines_of
from .text_pipes import is_pipe_row, is_separator, read_pipes

MEDIA_TYPE = "text/markdown"
_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_ATX = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_SETEXT = re.compile(r"(=+|-{3,})")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_FENCE = re.compile(r"(?:```|~~~)")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\3(?![\w*])|`([^`\n]+)`"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~$])")
_BOLD = re.compile(r"(\*\*|__)(?=\S).+(?<=\S)\1")


def claims(name: str, data: bytes) -> bool:
    """By its name; failing that, by a heading (`## `) together with a separator of a pipe table."""
    lower = name.lower()
    if lower.endswith(_NAMES):
        return True
    if "." in lower.strip("."):
        return False
    head = data[:20_000].decode("utf-8", errors="replace").splitlines()
    return any(_ATX.match(line) for line in head) and any("|" in line and _looks_ruled(line) for line in head)


def _looks_ruled(line: str) -> bool:
    return set(line.strip()) <= set("|:- ") and "---" in line


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a Markdown file: its text as it would be shown, without the marks.

    Raises:
        UnreadableFile: the file is empty, binary or too large.
    """
    lines = lines_of(name, decode(name, data))
    draft = DocumentDraft(name)
    held: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = _table_end(lines, at)
        if end:
            _paragraph(draft, held)
            held = []
            table = read_pipes(name, [_plain_line(row) for row in lines[at:end]], 1)
            draft.table(table.cells)
            at = end
            continue
        held = _prose(draft, held, line)
        at += 1
    _paragraph(draft, held)
    return draft.document(MEDIA_TYPE, data), ()


def _table_end(lines: Sequence[Line], at: int) -> int:
    """Where the pipe table that starts here ends; 0 where none does."""
    end = at
    while end < len(lines) and is_pipe_row(lines[end]) and lines[end].number - lines[at].number == end - at:
        end += 1
    rows = lines[at:end]
    ruled = any(is_separator(line) for line in rows) or all(line.text.startswith("|") for line in rows)
    return end if len(rows) >= 2 and ruled else 0


def _plain_line(line: Line) -> Line:
    if is_separator(line):
        return line
    text = _plain(line.text.replace("\\|", "\u2223"))
    return Line(text=text, number=line.number, offset=0, end=len(text), indent=line.indent)


def _prose(draft: DocumentDraft, held: list[Line], line: Line) -> list[Line]:
    """Take in a line outside tables; returns the lines of the paragraph that is still open."""
    text = line.text
    atx = _ATX.fullmatch(text)
    adjacent = bool(held) and line.number == held[-1].number + 1
    if atx or _FENCE.match(text):
        _paragraph(draft, held)
        if atx and atx[2]:
            draft.heading(_plain(atx[2]), len(atx[1]), line.number)
        return []
    if adjacent and len(held) == 1 and _SETEXT.fullmatch(text):
        draft.heading(_plain(held[0].text), 1 if text[0] == "=" else 2, held[0].number)
        return []
    if _RULE.fullmatch(text):
        _paragraph(draft, held)
        return []
    if not adjacent or _ITEM.match(text):
        _paragraph(draft, held)
        return [line]
    return [*held, line]


def _paragraph(draft: DocumentDraft, lines: Sequence[Line]) -> None:
    """Lines that wrap are one paragraph; one set all in bold is a heading where it is short."""
    if not lines:
        return
    joined = " ".join(line.text.removeprefix(">").strip() for line in lines)
    text = _plain(joined)
    if not text:
        return
    bold = bool(_BOLD.fullmatch(joined)) and joined.count(joined[:2]) == 2
    if bold and len(text) <= 160 and text[-1] not in ".;,":
        draft.heading(text, 5, lines[0].number)
    else:
        draft.paragraph(text, bold=bold, line=lines[0].number)


def _plain(text: str) -> str:
    """The text as shown: links by their words, no marks of emphasis, no escapes."""
    text = _LINK.sub(r"\1", text)
    text = _MARKS.sub(lambda match: match[2] or match[4] or match[5] or "", text)
    text = text.replace("<br>", " ").replace("<br/>", " ").replace("<br />", " ")
    return _ESCAPE.sub(r"\1", text).replace("&nbsp;", "\u00a0").replace("&amp;", "&").strip()
