"""What a text block says: the markup between its tags, as an inline XBRL processor reads it (`escape="true"`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..names import IX, XML

_IX = f"{{{IX}}}"


def block_values(root: Any, ids: set[str]) -> dict[str, str]:
    """The value of each text block of the page by id, its continuations joined."""
    chain = {e.get("id"): e for e in root.iter(f"{_IX}nonNumeric", f"{_IX}continuation")}
    values = {}
    for name in ids:
        parts: list[str] = []
        element = chain.get(name)
        while element is not None:
            parts.extend(_inside(element))
            element = chain.get(element.get("continuedAt"))
        values[name] = "".join(parts)
    return values


def _inside(element: Any) -> Iterator[str]:
    yield _escaped(element.text)
    for child in element:
        if child.tag != f"{_IX}exclude":
            if child.tag.startswith(_IX):
                yield from _inside(child)
            else:
                yield from _element(child)
        yield _escaped(child.tail)


def _element(element: Any) -> Iterator[str]:
    name = etree.QName(element).localname
    attributes = "".join(
        f' {key.replace(f"{{{XML}}}", "xml:")}="{_escaped(value).replace(chr(34), "&quot;")}"'
        for key, value in element.attrib.items()
    )
    if element.text is None and not len(element):
        yield f"<{name}{attributes}/>"
        return
    yield f"<{name}{attributes}>"
    yield from _inside(element)
    yield f"</{name}>"


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
