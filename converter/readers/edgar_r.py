"""EDGAR's rendered pages (`R4.htm`): a note's text as filed, or its figures as the SEC's viewer lays them out."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from ..findings import Finding
from .html import read_html
from .markup import parse_html
from .model import Document

MEDIA_TYPE = "text/x-edgar-rendering"
_REPORT = re.compile(rb"<table[^>]*\bclass\s*=\s*[\"']?report\b", re.I)
_FRAME = re.compile(rb"report\.css|Show\.(?:js|showAR)|class\s*=\s*[\"']?(?:tl|pl|nump)\b", re.I)
_ABSTRACT = re.compile(r".*\[(?:Abstract|Line Items|Table|Axis|Roll Forward)\]\s*", re.I | re.S)
_MEMBER = re.compile(r"\s*\[(?:Member|Domain)\]", re.I)
_SCOPE = re.compile(r"\boperating segments\s*\|\s*|\s*\|\s*operating segments\b", re.I)
"""`Operating Segments | Mills`: the viewer joins the members of two axes; no filer's own page names the first."""
_KIND = re.compile(r"\s*[-–—]?\s*\((?:Details?|Tables?|Policies|Narrative|Parenthetical)[^)]*\)", re.I)
_UNIT = re.compile(
    r"\s*-\s*[A-Z]{3} \([^)]*\).*$"
    r"|\s+(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}|shares)(?:,? [A-Z]{3})? in (?:Thousands|Millions|Billions).*$"
)


def claims(name: str, data: bytes) -> bool:
    """By the table and the scripts of the SEC's renderer."""
    del name
    head = data[:20_000]
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and bool(_REPORT.search(head) and _FRAME.search(head))


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document: the note's own HTML where the page shows a text block, else the table of figures under the
    page's title, without the rows and words that only name taxonomy elements.

    Raises:
        UnreadableFile: see `html.read_html`.
    """
    root = parse_html(data)
    table = next((e for e in root.iter("table") if "report" in (e.get("class") or "").split()), None)
    if table is None:  # the parser mended a broken page in another way
        return read_html(name, data)
    title, unit = _title(table)
    texts = [cell for cell in table.iter("td") if "text" in (cell.get("class") or "").split() and _long(cell)]
    if texts:
        page = _page(title, "", texts)
        return read_html(name, page)
    _tidy(table)
    document, findings = read_html(name, _page(title, unit, [table]))
    return replace(document, media_type=MEDIA_TYPE), findings


def _title(table: Any) -> tuple[str, str]:
    """The page's title and its units: “Segments - Results (Details) - USD ($) $ in Millions”."""
    cell = next((e for e in table.iter("th") if "tl" in (e.get("class") or "").split()), None)
    if cell is None:
        return "", ""
    text = " ".join(" ".join(cell.itertext()).split())
    unit = _UNIT.search(text)
    title = text[: unit.start()] if unit else text
    return _KIND.sub("", title).strip(" -–—"), unit[0].strip(" -") if unit else ""


def _long(cell: Any) -> bool:
    return bool(next(cell.iter("table"), None) is not None or len("".join(cell.itertext()).strip()) > 250)


def _tidy(table: Any) -> None:
    """Take out the title cell, rows that only name abstract elements, `[Member]`, and the scope before a segment."""
    for row in list(table.iter("tr")):
        label = next((c for c in row if c.tag == "td"), None)
        text = "".join(label.itertext()) if label is not None else ""
        others = "".join("".join(c.itertext()) for c in row if c is not label).strip(" \u00a0\n\t")
        if label is not None and not others and _ABSTRACT.fullmatch(text):
            row.getparent().remove(row)
    for cell in table.iter("th"):
        if "tl" in (cell.get("class") or "").split():
            for inner in list(cell):
                cell.remove(inner)
            cell.text = None
    for element in table.iter():
        if isinstance(element.tag, str):
            for side in ("text", "tail"):
                said = getattr(element, side)
                if said and ("[" in said or "|" in said):
                    setattr(element, side, _SCOPE.sub("", _MEMBER.sub("", said)))


def _page(title: str, unit: str, parts: list[Any]) -> bytes:
    from html import escape  # noqa: PLC0415 - only for such pages

    from lxml import etree  # noqa: PLC0415 - as above

    body = "".join(
        f"<div>{etree.tostring(part, encoding='unicode', method='html', with_tail=False)}</div>"
        if part.tag == "table"
        else f"<div>{_inner(part)}</div>"
        for part in parts
    )
    head = (f"<h2>{escape(title)}</h2>" if title else "") + (f"<p>({escape(unit)})</p>" if unit else "")
    return f"<html><head><meta charset='utf-8'/></head><body>{head}{body}</body></html>".encode()


def _inner(cell: Any) -> str:
    from lxml import etree  # noqa: PLC0415 - only for such pages

    parts = [cell.text or ""]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in cell]
    return "".join(parts)
