"""A page's tree seen as one stream of text, and elements put around stretches of it.

Positions count characters of the stream. Marking adds no text, so positions hold from the first mark to the last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree
from msgspec import Struct

from ..names import IX, words

NON_FRACTION = f"{{{IX}}}nonFraction"
STRUCTURAL = frozenset(
    {"html", "head", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "select"}
)
"""Elements that hold other elements only: nothing may be put around text or cells directly inside them."""
_INLINE = words(
    "a abbr acronym b bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup "
    "tt u var"
)
_DEEPEST = 180
"""Elements nested deeper are taken away and their text kept: XML parsers stop at 256, and our own tags come on top."""
Make = Callable[[], Any]


class Run(Struct, frozen=True):
    """Consecutive content of `parent`: the children from `first` up to `last`, and the text around them from `start`
    to `end`."""

    parent: Any
    first: int
    last: int
    start: int
    end: int


class Stream:
    """The text of a tree with the place of every element in it. See the module."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._start: dict[Any, int] = {}
        self._end: dict[Any, int] = {}
        parts: list[str] = []
        deep: list[Any] = []
        position = depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start[element] = position
                added = element.text
                depth += 1
                if depth > _DEEPEST:
                    deep.append(element)
            else:
                depth -= 1
                self._end[element] = position
                added = element.tail if element is not root else None
            if added:
                parts.append(added)
                position += len(added)
        self.text = "".join(parts)
        for element in deep:
            if element.tag not in {"script", "style"}:
                unwrap(element)

    def start(self, element: Any) -> int:
        return self._start[element]

    def end(self, element: Any) -> int:
        return self._end[element]

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without white space at either end; empty where there is nothing else."""
        stretch = self.text[start:end]
        bare = stretch.strip()
        start += len(stretch) - len(stretch.lstrip()) if bare else 0
        return start, start + len(bare)

    # numbers

    def mark_text(self, marks: list[tuple[int, int, Any]]) -> None:
        """Put each element around its own stretch (start, end) of text; stretches are equal or apart, and those that
        `gather` found spread over several elements have been brought together. Equal ones are nested."""
        slots = list(self._slots())
        begins = [slot[0] for slot in slots]
        for start, end, made in sorted(marks, key=lambda mark: mark[:2], reverse=True):
            begin, element, kind = slots[bisect_right(begins, start) - 1]
            self._insert(element, kind, begin, (start, end), made)

    def gather(self, stretches: Iterable[tuple[int, int]], *, change: bool = True) -> set[tuple[int, int]]:
        """Bring each stretch that several inline elements share into the first of them (`1,` + `234`). Returns those
        that run over the edge of a cell or paragraph: there nothing is changed; without `change` all of them."""
        slots = [(begin, begin + len(getattr(element, kind))) for begin, element, kind in self._slots()]
        begins = [begin for begin, _ in slots]
        spread = [s for s in sorted(set(stretches)) if not _within(slots, begins, s)]
        return {stretch for stretch in spread if not (change and self._bring_together(*stretch))}

    def _bring_together(self, start: int, end: int) -> bool:
        node = self._around(start, end, whole=False)
        slots = [s for s in self._slots(node) if s[0] < end and s[0] + len(_slot_text(s)) > start]
        if len(slots) <= 1:
            return True
        first = slots[0][1] if slots[0][2] == "text" else slots[0][1].getparent()
        if any(_block_of(s[1] if s[2] == "text" else s[1].getparent()) is not _block_of(first) for s in slots[1:]):
            return False
        begin, element, kind = slots[0]
        setattr(element, kind, _slot_text(slots[0])[: start - begin] + self.text[start:end])
        for begin, element, kind in slots[1:]:
            setattr(element, kind, _slot_text((begin, element, kind))[max(0, end - begin) :])
        for inside in node.iter():
            if start < self._start[inside] < end:
                self._start[inside] = end
            if start < self._end[inside] < end:
                self._end[inside] = end
        return True

    def _slots(self, node: Any = None) -> Iterator[tuple[int, Any, str]]:
        node = self.root if node is None else node
        for event, element in etree.iterwalk(node, events=("start", "end")):
            if event == "start":
                if element.text:
                    yield self._start[element], element, "text"
            elif element.tail and element is not node:
                yield self._end[element], element, "tail"

    def _insert(self, element: Any, kind: str, begin: int, place: tuple[int, int], made: Any) -> None:
        start, end = place[0] - begin, place[1] - begin
        text = getattr(element, kind)
        inner, index, parent = None, 0, element
        if kind == "tail":
            parent = element.getparent()
            index = parent.index(element) + 1
        following = parent[index] if index < len(parent) else None
        if len(text) == start and following is not None and self._end.get(following) == place[1]:
            inner = following  # the same stretch, marked before: nest
        if inner is not None and self._start[inner] == place[0] and inner.tag == NON_FRACTION:
            made.tail, inner.tail = inner.tail, None
            parent.replace(inner, made)
            made.append(inner)
        else:
            setattr(element, kind, text[:start])
            made.text, made.tail = text[start:end], text[end:]
            parent.insert(index, made)
        self._start[made], self._end[made] = place

    # stretches with markup in them

    def wrap(self, start: int, end: int, make: Callable[[int], Any], *, whole: bool) -> list[Any]:
        """Put elements around a stretch: one where the markup allows it, else one for each run of siblings.

        `make` is given the number of the run. `whole` takes along the elements that hold nothing but the stretch, and
        all of a table that is for the most part in it (a title row of its own may not be).
        """
        start, end = self.trim(*(self._with_tables(start, end) if whole else (start, end)))
        if start == end:
            return []
        node = self._around(start, end, whole=whole)
        found = [run for run in self._runs(node, start, end) if self.text[run.start : run.end].strip()]
        made = [make(number) for number in range(len(found))]
        for run, element in reversed(list(zip(found, made, strict=True))):
            self._apply(run, element)
        return made

    def _with_tables(self, start: int, end: int) -> tuple[int, int]:
        start, end = self.trim(start, end)
        for edge in (start, max(start, end - 1)):
            node = self.root
            while node is not None:
                first, last = self._start[node], self._end[node]
                if node.tag == "table":
                    inside = len("".join(self.text[max(first, start) : min(last, end)].split()))
                    if 2 * inside > len("".join(self.text[first:last].split())):
                        start, end = min(start, first), max(end, last)
                        break
                node = next((c for c in node if self._start[c] <= edge < self._end[c]), None)
        return start, end

    def covered(self, element: Any, start: int, end: int) -> bool:
        """The element's text, white space at its ends aside, is within the stretch."""
        first, last = self._start[element], self._end[element]
        return (first >= start or not self.text[first:start].strip()) and (
            last <= end or not self.text[end:last].strip()
        )

    def _around(self, start: int, end: int, *, whole: bool) -> Any:
        """The innermost element that holds the stretch, or with `whole` the one outside all it covers."""
        node = self.root
        while True:
            child = next((c for c in node if self._start[c] <= start and end <= self._end[c] > start), None)
            if child is None or child.tag == NON_FRACTION:
                return node
            covers = self.covered(child, start, end)
            if covers and node.tag not in STRUCTURAL and (whole or child.tag in STRUCTURAL):
                return node
            node = child

    def _runs(self, node: Any, start: int, end: int) -> Iterator[Run]:
        structural = node.tag in STRUCTURAL
        position = self._start[node]
        open_at: tuple[int, int] | None = None  # index of the first child, start
        reach = position
        for index, child in enumerate(node):
            first, last = self._start[child], self._end[child]
            if open_at is None and position < first and max(position, start) < min(first, end) and not structural:
                open_at = (index, max(position, start))
            reach = min(first, end) if open_at else reach
            if first < end and last > start:
                whole = child.tag == NON_FRACTION or self.covered(child, start, end)
                if whole and not structural:
                    open_at = open_at or (index, first)
                    reach = last
                else:
                    if open_at:
                        yield Run(node, open_at[0], index, open_at[1], reach)
                        open_at = None
                    yield from self._runs(child, max(start, first), min(end, last))
            elif first >= end:
                if open_at:
                    yield Run(node, open_at[0], index, open_at[1], reach)
                return
            position = last
        close = self._end[node]
        if not structural and max(position, start) < min(close, end):
            open_at = open_at or (len(node), max(position, start))
            reach = min(close, end)
        if open_at:
            yield Run(node, open_at[0], len(node), open_at[1], reach)

    def _apply(self, run: Run, element: Any) -> None:
        node, children = run.parent, list(run.parent[run.first : run.last])
        before = node[run.first - 1] if run.first else None
        begin = self._start[node] if before is None else self._end[before]
        text = (node.text if before is None else before.tail) or ""
        cut = max(0, run.start - begin)
        if before is None:
            node.text = text[:cut]
        else:
            before.tail = text[:cut]
        if children:
            element.text = text[cut:]
            tail = children[-1].tail or ""
            inside = max(0, run.end - self._end[children[-1]])
            children[-1].tail = tail[:inside]
            for child in children:
                element.append(child)
            element.tail = tail[inside:]
        else:
            element.text, element.tail = text[cut : run.end - begin], text[run.end - begin :]
        node.insert(run.first, element)
        self._start[element], self._end[element] = run.start, run.end


def _within(slots: list[tuple[int, int]], begins: list[int], stretch: tuple[int, int]) -> bool:
    index = bisect_right(begins, stretch[0]) - 1
    return index >= 0 and stretch[1] <= slots[index][1]


def _slot_text(slot: tuple[int, Any, str]) -> str:
    return getattr(slot[1], slot[2]) or ""


def _block_of(element: Any) -> Any:
    while element.tag in _INLINE:
        element = element.getparent()
    return element


def unwrap(element: Any) -> None:
    """Take an element away and leave its content where it was."""
    parent, index = element.getparent(), element.getparent().index(element)
    before = parent[index - 1] if index else None
    text, tail = element.text or "", element.tail or ""
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        text += tail
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)


def unmark(root: Any) -> None:
    """Take the inline XBRL that the page came with out of it: tags go, their text stays, the header goes whole."""
    for element in [e for e in root.iter() if e.tag.startswith("ix:")]:
        if element.tag == "ix:header":
            for child in list(element):
                element.remove(child)
            element.text, element.tag = None, "script"  # an empty one, so that positions around it hold
        elif element.getparent() is not None:
            unwrap(element)
