"""What may stand in what: tables, lists and the body are put right, keeping every text in its order."""

from __future__ import annotations

from typing import Any

from lxml import etree

from ..names import words

BLOCK = words("div p h1 h2 h3 h4 h5 h6 hr pre address table ul ol dl")
_ROW_HOLDERS = frozenset({"thead", "tbody", "tfoot"})
_LOST = words("thead tbody tfoot tr td th caption li dt dd")
"""Parts of a table or list: outside of one they become `div`."""
_HOLDS = {
    "table": frozenset({"caption", "col", "colgroup", "tr"}) | _ROW_HOLDERS,
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "colgroup": frozenset({"col"}),
}
_BOX = {"tr": ("td",), "ul": ("li",), "ol": ("li",), "dl": ("dd",), "colgroup": ("col",)}
_ROW_BOX = ("tr", "td")


class Shaper:
    """Knows which elements of a page hold a block; elements are shown to it innermost first."""

    def __init__(self) -> None:
        self._blocks: set[Any] = set()

    def note(self, element: Any) -> None:
        """Remember whether the element is a block, or an ix element that holds one."""
        if element.tag in BLOCK or (element.tag.startswith("{") and self.holds_block(element)):
            self._blocks.add(element)

    def holds_block(self, element: Any) -> bool:
        return any(child in self._blocks for child in element)

    def demote_parts(self, element: Any) -> None:
        """Rows, cells and list items outside of a table or list become `div`."""
        for child in element:
            if child.tag in _LOST:
                self._demote(child)
            elif child.tag in {"col", "colgroup"}:
                child.tag = "span"
                child.attrib.clear()
                for column in child:
                    column.tag = "span"
                    column.attrib.clear()

    def _demote(self, element: Any) -> None:
        self.demote_parts(element)
        for name in ("align", "valign", "rowspan", "colspan", "abbr", "axis", "scope"):
            element.attrib.pop(name, None)
        element.tag = "div"
        self._blocks.add(element)

    def repair(self, element: Any) -> None:
        """Put what a table, row or list may not hold into boxes that it may; fill it where it must not be empty."""
        tag = element.tag
        if tag not in _HOLDS:
            return
        if tag == "colgroup":
            element.text = None
        else:
            self._box(element, _HOLDS[tag], _BOX.get(tag, _ROW_BOX))
        if tag == "table":
            self._sections(element)
        elif not len(element) and tag in {"tr", "ul", "ol", "dl"}:
            etree.SubElement(element, _BOX[tag][0])

    def body(self, body: Any) -> None:
        """Text and inline elements directly in the body get a `div`."""
        self.demote_parts(body)
        self._box(body, None, ("div",))

    def _box(self, element: Any, allowed: frozenset[str] | None, box: tuple[str, ...]) -> None:
        """Put strays, each run of them together, into a box; `allowed` None means that blocks may stay."""
        children = list(element)
        stray = [child not in self._blocks if allowed is None else child.tag not in allowed for child in children]
        texts = [element.text, *(child.tail for child in children)]
        if not any(stray) and not any(text and text.strip() for text in texts):
            return
        leading, element.text = element.text, None
        inner = self._stray_text(element, 0, box, None, leading)
        for child, is_stray in zip(children, stray, strict=True):
            tail, child.tail = child.tail, None
            if is_stray:
                if inner is None:
                    inner = self._open(element, element.index(child), box, child)
                if child.tag in _LOST - {"td", "th"}:
                    self._demote(child)
                inner.append(child)
            else:
                inner = None
            at = len(element) if inner is not None else element.index(child) + 1
            inner = self._stray_text(element, at, box, inner, tail)
        for row in element.iterchildren("tr"):
            self.repair(row)

    def _stray_text(self, element: Any, at: int, box: tuple[str, ...], inner: Any, text: str | None) -> Any:
        """Put text into the open box, or open one for it unless it is blank; returns the box that is open now."""
        if not text or (inner is None and not text.strip()):
            return inner
        inner = self._open(element, at, box) if inner is None else inner
        if len(inner):
            inner[-1].tail = (inner[-1].tail or "") + text
        else:
            inner.text = (inner.text or "") + text
        return inner

    def _open(self, element: Any, at: int, box: tuple[str, ...], child: Any = None) -> Any:
        names = box[:1] if child is not None and child.tag in {"td", "th"} and box == _ROW_BOX else box
        outer = inner = etree.Element(names[0])
        for name in names[1:]:
            inner = etree.SubElement(inner, name)
        element.insert(at, outer)
        if names[0] == "div":
            self._blocks.add(outer)
        return inner

    def _sections(self, table: Any) -> None:
        """caption, columns, then either rows only or sections only: at most one heading section, and bodies."""
        rows = [c for c in table if c.tag == "tr" or c.tag in _ROW_HOLDERS]
        for part in [r for r in rows if r.tag in _ROW_HOLDERS and not len(r)]:
            table.remove(part)
            rows.remove(part)
        for index, child in enumerate(list(table)):
            if child.tag == "caption" and index:
                self._as_row(child)
            elif child.tag in {"col", "colgroup"} and self._misplaced(child, table, rows):
                table.remove(child)
        rows = [c for c in table if c.tag == "tr" or c.tag in _ROW_HOLDERS]
        if not rows:
            etree.SubElement(etree.SubElement(table, "tr"), "td")
            return
        if all(row.tag == "tr" for row in rows):
            return
        self._group(table, rows)

    def _misplaced(self, column: Any, table: Any, rows: list[Any]) -> bool:
        """Columns stand before the rows, and are either all `col` or all `colgroup`."""
        first = next(c for c in table if c.tag in {"col", "colgroup"})
        return column.tag != first.tag or bool(rows and table.index(column) > table.index(rows[0]))

    def _group(self, table: Any, rows: list[Any]) -> None:
        open_body: Any = None
        for number, row in enumerate(rows):
            if row.tag == "tr":
                if open_body is None:
                    open_body = etree.Element("tbody")
                    table.insert(table.index(row), open_body)
                open_body.append(row)
                continue
            open_body = None
            if row.tag != "thead" or number or len(rows) == 1:
                row.tag = "tbody"

    def _as_row(self, caption: Any) -> None:
        caption.tag = "td"
        caption.attrib.pop("align", None)
        row = etree.Element("tr")
        parent, at = caption.getparent(), caption.getparent().index(caption)
        row.tail, caption.tail = caption.tail, None
        row.append(caption)
        parent.insert(at, row)
