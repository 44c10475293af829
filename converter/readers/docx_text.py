"""The text of Word paragraphs: runs with their weight and marks, fields by their results, notes by their marks."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct, field

from .docx_style import Style, Styles, child, heading_level, indent, switched, value, w
from .html_draft import WHITE
from .model import Span

_PLAIN = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOXES = frozenset((w("drawing"), w("pict"), f"{_COMPATIBILITY}AlternateContent"))
_MAX_DEPTH = 60


class Counts(Struct):
    """What is said of the file as a whole."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    comments: int = 0
    boxes: int = 0


class Text(NamedTuple):
    """A paragraph as shown, without white space at its ends. `level` is that of a heading; `indent` is in points."""

    text: str
    bold: bool = False
    level: int = 0
    indent: float = 0.0
    superscripts: tuple[Span, ...] = ()
    ruled: bool = False


class Notes:
    """The file's footnotes and endnotes, numbered as they are met; `take` gives those met since the last call."""

    def __init__(self, footnotes: Any, endnotes: Any, counts: Counts) -> None:
        self._sources = {"footnoteReference": (footnotes, "footnote"), "endnoteReference": (endnotes, "endnote")}
        self._counts = counts
        self._met: list[Text] = []
        self._number = 0

    def mark(self, reference: Any) -> str:
        """The mark shown for a reference, and its note kept for `take`."""
        root, kind = self._sources[reference.tag.rpartition("}")[2]]
        wanted = reference.get(w("id"))
        self._number += 1
        mark = str(self._number)
        for element in root.iterfind(w(kind)) if root is not None else ():
            if element.get(w("id")) == wanted:
                texts = [text_of(p, Styles(None), None, self._counts).text for p in element.iterfind(w("p"))]
                shown = f"{mark} {' '.join(text for text in texts if text)}"
                self._met.append(Text(shown, superscripts=((0, len(mark)),)))
        return mark

    def take(self) -> list[Text]:
        met, self._met = self._met, []
        return met


class _Runs(Struct):
    """The pieces of a paragraph as gathered."""

    styles: Styles
    notes: Notes | None
    counts: Counts
    base: Style
    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    """Text, bold, raised."""

    def gather(self, parent: Any, depth: int = 0) -> None:
        for element in parent if depth < _MAX_DEPTH else ():
            tag = element.tag
            if tag == w("r"):
                self._run(element)
            elif tag in (w("del"), w("moveFrom")):
                self.counts.deleted += 1
            elif tag in (w("pPr"), w("rPr"), w("tbl")):
                continue
            elif tag == w("commentRangeStart"):
                self.counts.comments += 1
            elif isinstance(tag, str):
                self.counts.inserted += tag in (w("ins"), w("moveTo"))
                self.gather(element, depth + 1)

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        style = self.styles.of(value(properties, "rStyle"))
        hidden = _first(switched(properties, "vanish"), style.hidden, self.base.hidden)
        bold = _first(switched(properties, "b"), style.bold, self.base.bold)
        raised = value(properties, "vertAlign") == "superscript"
        if hidden:
            self.counts.hidden += any(e.text for e in run.iterfind(w("t")))
            return
        for element in run:
            tag = element.tag
            if tag == w("t"):
                self.pieces.append((element.text or "", bold, raised))
            elif tag in _PLAIN:
                self.pieces.append((_PLAIN[tag], bold, raised))
            elif tag in (w("footnoteReference"), w("endnoteReference")) and self.notes is not None:
                self.pieces.append((self.notes.mark(element), bold, True))
            elif tag == w("sym"):
                code = int(element.get(w("char"), "20") or "20", 16)
                self.pieces.append((chr(code), bold, raised))
            elif tag in _BOXES:
                self.counts.boxes += any(t.text for t in element.iter(w("t")))


def _first(*said: bool | None) -> bool:
    """A property from the nearest that says it: the run, its style, the paragraph's style."""
    return next((one for one in said if one is not None), False)


def text_of(paragraph: Any, styles: Styles, notes: Notes | None, counts: Counts) -> Text:
    """Read a paragraph; deleted and hidden runs are left out and counted."""
    properties = child(paragraph, "pPr")
    base = styles.of(value(properties, "pStyle"))
    runs = _Runs(styles=styles, notes=notes, counts=counts, base=base)
    runs.gather(paragraph)
    whole = "".join(piece for piece, _, _ in runs.pieces)
    shown = whole.strip(WHITE)
    lead = len(whole) - len(whole.lstrip(WHITE))
    spans: list[Span] = []
    at = -lead
    for piece, _, raised in runs.pieces:
        start, end = max(at, 0), min(at + len(piece), len(shown))
        if raised and start < end:
            spans.append((start, end))
        at += len(piece)
    own = indent(properties)
    spaces = whole[:lead].count(" ") + whole[:lead].count("\u00a0")
    return Text(
        text=shown,
        bold=bool(shown) and all(bold for piece, bold, _ in runs.pieces if piece.strip(WHITE)),
        level=heading_level(properties) or base.level,
        indent=(own if own is not None else base.indent or 0.0) + spaces * 2.5,
        superscripts=tuple(spans),
    )
