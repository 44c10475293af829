"""The walk over a page: one pass over its elements, counting every text slot, gathering runs, cells and tables."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

from ..errors import UnreadableFile
from .html_draft import CellDraft, Item, Run, TableDraft
from .html_style import PLAIN, Style, class_rules, parse_style

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul", "br", "table", "tbody",
    "thead", "tfoot", "tr", "td", "th", "caption", "page", "document", "type", "text",
))
# fmt: on
_UNSHOWN = frozenset(("head", "script", "style", "title", "template", "noscript", "ix:header", "ix:hidden"))
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_LEVELS = {f"h{n}": n for n in range(1, 7)}
_MAX_ELEMENTS = 1_000_000
_MAX_SPAN = 1000
"""As the HTML standard bounds `colspan`."""


class _Context(NamedTuple):
    bold: bool = False
    raised: bool = False
    hidden: bool = False
    indent: float = 0.0
    heading: int = 0


class Mark(NamedTuple):
    """The stretch of text inside an inline XBRL element with a name; `continued` links its continuations."""

    name: str
    start: int
    end: int
    continued: str
    id: str


class Walk:
    """The state of the one pass. After `over(root)`: `text`, `items` in document order, and `marks`."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.marks: list[Mark] = []
        self._pieces: list[str] = []
        self._offset = 0
        self._run = Run()
        self._flows: list[list[Item]] = [self.items]
        self._tables: list[TableDraft | CellDraft] = []
        self._classes: dict[str, str] = {}
        self._open_marks: list[int] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def over(self, root: Any) -> None:
        """Walk the whole tree.

        Raises:
            UnreadableFile: more elements than any filing has.
        """
        contexts: list[tuple[_Context, str]] = [(_Context(), "")]
        count = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                count += 1
                if count > _MAX_ELEMENTS:
                    raise UnreadableFile(f"the page has more than {_MAX_ELEMENTS:,} elements")
                contexts.append(self._start(element, contexts[-1][0]))
                if element.text:
                    self._take(element.text, contexts[-1][0])
            else:
                kind = contexts.pop()[1]
                if kind:
                    self._end(kind, element)
                if element.tail and element is not root:
                    self._take(element.tail, contexts[-1][0])
        self._flush()

    def _take(self, text: str, context: _Context) -> None:
        self._pieces.append(text)
        if not context.hidden:
            run = self._run
            if run.start < 0:
                run.indent, run.heading = context.indent, context.heading
            run.add(self._offset, text, bold=context.bold, raised=context.raised)
        self._offset += len(text)

    def _start(self, element: Any, parent: _Context) -> tuple[_Context, str]:
        """Return the context inside the element and what must be done at its end."""
        tag = element.tag
        if tag in _UNSHOWN:
            if tag == "style":
                self._classes.update(class_rules(element.text or ""))
            return (parent._replace(hidden=True), self._open_mark(element))
        style = self._style(element)
        if parent.hidden or style.hidden:
            return (parent if parent.hidden else parent._replace(hidden=True), self._open_mark(element))
        context = parent
        if style is not PLAIN or tag in _BOLD or tag == "sup":
            bold = style.bold if style.bold is not None else (parent.bold or tag in _BOLD)
            context = _Context(
                bold,
                parent.raised or (style.raised and tag not in ("td", "th", "tr")) or tag == "sup",
                parent.hidden,
                parent.indent + style.indent,
                _LEVELS.get(tag, parent.heading),
            )
        if tag not in _BLOCKS or (style.inline and tag in ("div", "p")):
            return context, self._open_mark(element)
        self._flush()
        return self._start_block(tag, element, style, context)

    def _start_block(self, tag: str, element: Any, style: Style, context: _Context) -> tuple[_Context, str]:
        top = self._tables[-1] if self._tables else None
        if tag == "table":
            table = TableDraft()
            self._tables.append(table)
            self._flows.append(table.before)
            return _Context(context.bold, context.raised, context.hidden), "table"
        if isinstance(top, TableDraft) and tag == "tr":
            top.open_row(top=style.top)
            return context, "row"
        if isinstance(top, TableDraft) and tag in ("td", "th"):
            if not top.rows:
                top.open_row(top=False)
            cell = CellDraft(
                col_span=_span(element.get("colspan")),
                row_span=_span(element.get("rowspan")),
                header=tag == "th",
                top=style.top,
                bottom=style.bottom,
            )
            top.rows[-1].append(cell)
            self._tables.append(cell)
            self._flows.append(cell.items)
            return _Context(context.bold, context.raised, context.hidden, style.indent), "cell"
        if isinstance(top, CellDraft):
            top.top = top.top or (style.top and top.empty)
            top.bottom = top.bottom or style.bottom or tag == "hr"
        return context, "block"

    def _end(self, kind: str, element: Any) -> None:
        if kind == "mark":
            self._close_mark(element)
            return
        self._flush()
        if kind == "cell":
            self._tables.pop()
            self._flows.pop()
        elif kind == "table":
            table = self._tables.pop()
            self._flows.pop()
            if isinstance(table, TableDraft) and any(cell.items for row in table.rows for cell in row):
                self._flows[-1].append(table)

    def _flush(self) -> None:
        if self._run.start >= 0:
            self._flows[-1].append(self._run)
            self._run = Run()
        else:
            self._run.spaces = 0

    def _style(self, element: Any) -> Style:
        text = element.get("style")
        if self._classes:
            names = element.get("class")
            if names:
                text = ";".join([self._classes.get(name, "") for name in names.split()] + [text or ""])
        return parse_style(text) if text else PLAIN

    def _open_mark(self, element: Any) -> str:
        tag = element.tag
        if tag not in ("ix:nonnumeric", "ix:continuation"):
            return ""
        self._open_marks.append(self._offset)
        return "mark"

    def _close_mark(self, element: Any) -> None:
        start = self._open_marks.pop()
        get = element.get
        self.marks.append(Mark(get("name") or "", start, self._offset, get("continuedat") or "", get("id") or ""))


def _span(text: str | None) -> int:
    if text is None:
        return 1
    digits = text.strip()
    return max(1, min(_MAX_SPAN, int(digits[:6]))) if digits[:6].isdecimal() else 1
