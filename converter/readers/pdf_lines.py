"""Lines of PDF pages: words grouped by their place, wrapped prose put together, rows laid out on a character grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

_GRID = 0.42
"""Width of a character of the grid, in sizes of the type: a little narrower than a digit, so that figures take about
the place they have on the page and labels do not run into them."""
_GAP = 1.6
"""Times the width of a space: a wider gap parts two fields."""
_LABELS = 100.0
"""Points from the left margin within which the labels of rows begin."""
_EDGE_NUMBER = re.compile(r"^\W*\d{1,3}\b|\b\d{1,3}\W*$")
_WORD = re.compile(r"[^\W\d_]{3}")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*(?:[A-Z]-)?\d{1,3}\s*[-–—]?(?:\s+of\s+\d{1,3})?", re.I)
_EDGE = 2
"""Lines at the head and foot of a page that may repeat on other pages."""
_FIGURE = re.compile(r"[(\[$€£¥]*\s*[-–—]?\s*\d[\d,.]*\s*[)%\]]*|[-–—]|[$€£¥]|\)")


class Field(NamedTuple):
    """A stretch of a line with no wide gap in it; in points from the page's left edge."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """In points from the page's top; `right` is the page's right edge of text."""

    fields: tuple[Field, ...]
    top: float
    bottom: float
    size: float
    bold: bool
    wide: bool = False
    """It reaches the right edge of the text: the next line may go on with its sentence."""

    @property
    def text(self) -> str:
        return " ".join(field.text for field in self.fields)


def lines_of_page(page: Any) -> list[PageLine]:
    """The lines of a pdfplumber page from top to bottom."""
    words = page.extract_words(
        x_tolerance_ratio=0.18, y_tolerance=2, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        last = rows[-1] if rows else None
        if last is not None and _beside(last[0], word):
            last.append(word)
        else:
            rows.append([word])
    edge = max((float(word["x1"]) for word in words), default=0.0)
    return [_line(sorted(row, key=lambda word: word["x0"]), edge) for row in rows]


def _beside(first: dict[str, Any], word: dict[str, Any]) -> bool:
    """On one line: they share half of the height of the lower one."""
    shared = min(first["bottom"], word["bottom"]) - max(first["top"], word["top"])
    return bool(shared * 2 > min(first["bottom"] - first["top"], word["bottom"] - word["top"]))


def _line(words: Sequence[dict[str, Any]], edge: float) -> PageLine:
    size = max(float(word["size"]) for word in words)
    space = size * 0.28
    fields: list[Field] = []
    for word in words:
        text, left, right = str(word["text"]), float(word["x0"]), float(word["x1"])
        last = fields[-1] if fields else None
        if last is not None and left - last.right <= space * _GAP and not (_figure(last) and _figure_text(text)):
            joiner = " " if left - last.right > space * 0.35 else ""
            fields[-1] = Field(f"{last.text}{joiner}{text}", last.left, right)
        else:
            fields.append(Field(text, left, right))
    return PageLine(
        fields=tuple(fields),
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        size=size,
        bold=all("bold" in str(word["fontname"]).lower() for word in words),
        wide=float(words[-1]["x1"]) > edge - 60,
    )


def _figure(field: Field) -> bool:
    return bool(_FIGURE.fullmatch(field.text)) and any(c.isdigit() for c in field.text)


def _figure_text(text: str) -> bool:
    return text[:1].isdigit() or text[:1] in "($"


def without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """The pages without page numbers and without the lines that stand at the edge of most of them."""
    edges: Counter[str] = Counter()
    for page in pages:
        near = {_without_number(line) for line in (*page[:_EDGE], *page[-_EDGE:])}
        edges.update(near)
    often = {text for text, count in edges.items() if text and count > 2 and count * 2 > len(pages)}
    out: list[list[PageLine]] = []
    for page in pages:
        last = len(page) - _EDGE
        out.append([line for at, line in enumerate(page) if _EDGE <= at < last or not _runs(line, often, len(pages))])
    return out


def _runs(line: PageLine, often: set[str], pages: int) -> bool:
    """A head or foot of the page: it stands on most pages, or is a page's number."""
    return _without_number(line) in often or (pages > 1 and bool(_PAGE_NUMBER.fullmatch(line.text)))


def _without_number(line: PageLine) -> str:
    """The line without a page's number at either end; empty where no word is left (a row of years is no head)."""
    text = _EDGE_NUMBER.sub("", line.text).strip()
    return text if _WORD.search(text) else ""


def grid_text(pages: Sequence[Sequence[PageLine]]) -> str:
    """The pages as plain text: a paragraph on one line, a row's fields where they stand on the page."""
    out: list[str] = []
    grid = _GRID * median([line.size for page in pages for line in page] or [10.0])
    for page in pages:
        margin = min((line.fields[0].left for line in page), default=0.0)
        for group in _paragraphs(page):
            if len(group) == 1:
                out.append(_laid_out(group[0], margin, grid))
            else:
                out.append(" ".join(line.text for line in group))
    return "\n".join(out) + "\n"


def _paragraphs(page: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Lines that go on with a sentence together, every other line alone."""
    group: list[PageLine] = []
    for above, line in pairwise([None, *page]):
        assert line is not None  # only the first of the list is None
        if above is not None and _goes_on(above, line):
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _goes_on(above: PageLine, line: PageLine) -> bool:
    """The line above is one field to the right edge, of the same size, and this one is close below it at the left."""
    return (
        len(above.fields) == 1
        and len(line.fields) == 1
        and above.wide
        and above.bold == line.bold
        and abs(above.size - line.size) < 0.5
        and line.top - above.bottom < above.size * 0.9
        and abs(line.fields[0].left - above.fields[0].left) < 40
    )


def _laid_out(line: PageLine, margin: float, grid: float) -> str:
    """The fields on the grid: labels by their left edge, everything else by its middle."""
    out = ""
    for at, field in enumerate(line.fields):
        left, right = (field.left - margin) / grid, (field.right - margin) / grid
        labels = at == 0 and field.left - margin < _LABELS and not _FIGURE.fullmatch(field.text)
        start = round(left) if labels else round((left + right - len(field.text)) / 2)
        gap = max(start - len(out), 2 if out else 0)
        out += " " * gap + field.text
    return out
