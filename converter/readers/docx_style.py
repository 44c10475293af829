"""What Word's properties say that matters for reading: bold, hidden, raised, indents, heading levels, rules."""

from __future__ import annotations

from typing import Any, NamedTuple

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = frozenset(("0", "false", "off"))
_MAX_CHAIN = 20
TWIPS = 20.0
"""Twentieths of a point, Word's unit of length, in a point."""


def w(local: str) -> str:
    """The name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{local}"


def child(element: Any, local: str) -> Any:
    return None if element is None else element.find(w(local))


def value(element: Any, local: str, attribute: str = "val") -> str | None:
    """The attribute of a child element; "" where the child is there without it, None where there is no such child."""
    found = child(element, local)
    return None if found is None else found.get(w(attribute), "")


def switched(element: Any, local: str) -> bool | None:
    """A property that is on, off, or not said: `<w:b/>`, `<w:b w:val="0"/>`."""
    said = value(element, local)
    return None if said is None else said not in _OFF


class Style(NamedTuple):
    """`level` is 1 to 9 for a heading; `indent` is in points."""

    bold: bool | None = None
    hidden: bool | None = None
    level: int = 0
    indent: float | None = None


class Styles:
    """The named styles of a file, each with what it inherits."""

    def __init__(self, root: Any) -> None:
        self._elements = {} if root is None else {e.get(w("styleId")): e for e in root.iterfind(w("style"))}
        self._known: dict[str, Style] = {}

    def of(self, name: str | None) -> Style:
        """The style of that id; a plain one where there is none."""
        if not name:
            return Style()
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> Style:
        style = Style()
        seen: set[str] = set()
        following: str | None = name
        while following and following in self._elements and following not in seen and len(seen) < _MAX_CHAIN:
            seen.add(following)
            element = self._elements[following]
            paragraph, run = child(element, "pPr"), child(element, "rPr")
            style = Style(
                style.bold if style.bold is not None else switched(run, "b"),
                style.hidden if style.hidden is not None else switched(run, "vanish"),
                style.level or heading_level(paragraph) or _named_level(value(element, "name") or ""),
                style.indent if style.indent is not None else indent(paragraph),
            )
            following = value(element, "basedOn")
        return style


def _named_level(name: str) -> int:
    word, _, number = name.lower().partition(" ")
    return int(number) if word == "heading" and number.isdecimal() and 1 <= int(number) <= 9 else int(word == "title")


def heading_level(properties: Any) -> int:
    """The outline level of a paragraph, 1 to 9; 0 for body text."""
    said = value(properties, "outlineLvl")
    return int(said) + 1 if said and said.isdecimal() and int(said) < 9 else 0


def indent(properties: Any) -> float | None:
    """The indent of a paragraph's first line in points; None where it says none."""
    found = child(properties, "ind")
    if found is None:
        return None
    left = _twips(found, "left", "start")
    return max(0.0, left + _twips(found, "firstLine") - _twips(found, "hanging"))


def _twips(element: Any, *names: str) -> float:
    for name in names:
        said = element.get(w(name))
        if said and said.lstrip("-").isdecimal():
            return int(said) / TWIPS
    return 0.0


def line_drawn(borders: Any, side: str) -> bool:
    """Whether a border of that side is drawn."""
    said = value(borders, side)
    return said is not None and said not in ("", "nil", "none")
