"""Lines of PDF pages: words grouped by their place, wrapped prose put together, rows laid out on a character grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .text_lines import DATED_KINDS, Kind, kind_of

_GRID = 0.42
"""Width of a character of the grid, in sizes of the smallest type of rows: a little narrower than a digit, so that
figures take about the place they have on the page and labels do not run into them."""
_GAP = 1.6
"""Times the width of a space: a wider gap parts two fields."""
_STUB = 48.0
"""Points from the left margin: heads of columns stand further right, the head of the labels nearer."""
_RAGGED = 60.0
"""Points: a line that ends this near the right edge of the text may go on in the next."""
_SMALLEST = 4.0
"""Points: type below that is not set in tables."""
_LEADING = 0.5
"""Sizes of the type between the lines of one head."""
_STRETCHED = 1.6
"""Sizes of the type: blanks of justified lines are narrower, gaps between columns mostly wider."""
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥₩]|RMB")
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


class PageLine(Struct, frozen=True, kw_only=True):
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
    edges = (
        min((float(word["x0"]) for word in words), default=0.0),
        max((float(word["x1"]) for word in words), default=0.0),
    )
    lines = [_line(sorted(row, key=lambda word: word["x0"]), edges) for row in rows]
    return [line for line in _heads_joined(lines, edges[0]) if line.fields]


def _beside(first: dict[str, Any], word: dict[str, Any]) -> bool:
    """On one line: they share half of the height of the lower one."""
    shared = min(first["bottom"], word["bottom"]) - max(first["top"], word["top"])
    return bool(shared * 2 > min(first["bottom"] - first["top"], word["bottom"] - word["top"]))


def _line(words: Sequence[dict[str, Any]], edges: tuple[float, float]) -> PageLine:
    size = max(float(word["size"]) for word in words)
    space = size * 0.28
    fields: list[Field] = []
    for word in words:
        text, left, right = str(word["text"]), float(word["x0"]), float(word["x1"])
        last = fields[-1] if fields else None
        apart = left - (last.right if last else 0.0) > space * _GAP
        if last is not None and not (apart or _CURRENCY.fullmatch(text) or (_figure(last) and _figure_text(text))):
            joiner = " " if left - last.right > space * 0.35 else ""
            fields[-1] = Field(f"{last.text}{joiner}{text}", last.left, right)
        else:
            fields.append(Field(text, left, right))
    wide = float(words[-1]["x1"]) > edges[1] - _RAGGED
    full = wide and float(words[0]["x0"]) < edges[0] + _LABELS
    return PageLine(
        fields=tuple(_signed(_unjustified(fields, size) if full else fields)),
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        size=size,
        bold=all("bold" in str(word["fontname"]).lower() for word in words),
        wide=wide,
    )


def _unjustified(fields: list[Field], size: float) -> list[Field]:
    """One field for a line set to both edges, whose blanks were stretched: no figure in a column of its own, and no gap
    as wide as one between columns."""
    gaps = [right.left - left.right for left, right in pairwise(fields)]
    if not gaps or max(gaps) > _STRETCHED * size or _FIGURE.fullmatch(fields[-1].text):
        return fields
    return [Field(" ".join(field.text for field in fields), fields[0].left, fields[-1].right)]


def _signed(fields: list[Field]) -> list[Field]:
    """A currency sign at the left edge of a column joins the figure at its right edge."""
    out: list[Field] = []
    for field in fields:
        if out and _CURRENCY.fullmatch(out[-1].text) and _figure(field):
            sign = out.pop()
            field = Field(f"{sign.text}{field.text}", max(sign.left, field.left - 6.0), field.right)  # noqa: PLW2901 - it grows by its sign
        out.append(field)
    return out


def _heads_joined(lines: list[PageLine], margin: float) -> list[PageLine]:
    """Put the lines of a column head that wraps together: a text close above one text of the next line, and over no
    other, is the first part of it. Heads over several columns, units and labels stay where they are."""
    out = list(lines)
    for at in range(len(out) - 1):
        above, line = out[at], out[at + 1]
        if line.top - above.bottom > above.size * _LEADING or _has_figures(above) or _has_figures(line):
            continue
        under = {field: _overlapping(field, line.fields) for field in above.fields if _heads(field, margin)}
        joined = {
            parts[0]: field
            for field, parts in under.items()
            if len(parts) == 1 and _one_head(field, parts[0], margin) and len(_overlapping(parts[0], above.fields)) == 1
        }
        gone = set(joined.values())
        out[at] = replace(above, fields=tuple(field for field in above.fields if field not in gone))
        out[at + 1] = replace(
            line, fields=tuple(_below(joined[field], field) if field in joined else field for field in line.fields)
        )
    return out


def _below(first: Field, rest: Field) -> Field:
    return Field(f"{first.text} {rest.text}", min(first.left, rest.left), max(first.right, rest.right))


def _overlapping(field: Field, others: Sequence[Field]) -> list[Field]:
    return [other for other in others if other.left < field.right and field.left < other.right]


def _one_head(upper: Field, lower: Field, margin: float) -> bool:
    """A period is no part of a head of other words, nor they of it: either may stand over several of the other."""
    if not _heads(lower, margin):
        return False
    dated = kind_of(lower.text) in DATED_KINDS
    if (kind_of(upper.text) in DATED_KINDS) == dated:
        return True
    return not dated and kind_of(f"{upper.text} {lower.text}") in DATED_KINDS  # “Three months ended June” over “30,”


def _heads(field: Field, margin: float) -> bool:
    return field.left - margin >= _STUB and kind_of(field.text) not in (Kind.UNIT, Kind.SCALE, Kind.VALUE)


def _has_figures(line: PageLine) -> bool:
    return any(kind_of(field.text) is Kind.VALUE for field in line.fields)


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
    sizes = [line.size for page in pages for line in page if len(line.fields) > 1 and _has_figures(line)]
    grid = _GRID * max(min(sizes, default=10.0), _SMALLEST)
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
