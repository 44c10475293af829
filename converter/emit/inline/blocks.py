"""What a text block says: the markup between its tags, as an inline XBRL processor reads it (`escape="true"`)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from ..names import IX, XML

_IX, _XML = f"{{{IX}}}", f"{{{XML}}}"


def block_values(root: Any, ids: Iterable[str]) -> dict[str, str]:
    """The value of each text block of the page by id, its continuations joined."""
    chain = {e.get("id"): e for e in root.iter(f"{_IX}nonNumeric", f"{_IX}continuation")}
    values = {}
    for name in ids:
        parts: list[str] = []
        element = chain.get(name)
        while element is not None:
            _inside(element, parts)
            element = chain.get(element.get("continuedAt"))
        values[name] = "".join(parts)
    return values


def _inside(element: Any, parts: list[str]) -> None:
    if element.text:
        parts.append(escape(element.text, quote=False))
    for child in element:
        if not child.tag.startswith(_IX):
            _element(child, parts)
        elif child.tag != f"{_IX}exclude":
            _inside(child, parts)
        if child.tail:
            parts.append(escape(child.tail, quote=False))


def _element(element: Any, parts: list[str]) -> None:
    name = element.tag.rpartition("}")[2]
    parts.append(f"<{name}")
    for key, value in element.attrib.items():
        parts.append(f' {key.replace(_XML, "xml:")}="{escape(value)}"')
    if element.text is None and not len(element):
        parts.append("/>")
        return
    parts.append(">")
    _inside(element, parts)
    parts.append(f"</{name}>")
