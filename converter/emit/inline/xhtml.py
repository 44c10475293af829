"""Any HTML as well-formed, valid XHTML 1.1 with nothing that runs or fetches; texts keep their order (rule 36)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from ..names import XHTML, XML, words
from .legacy import attributes, clean_style
from .shape import BLOCK, Shaper

_DROPPED = words(
    "script iframe frame embed link base meta svg math area input param source track basefont bgsound xml style"
)
_INLINE = words("a abbr acronym b bdo big br cite code dfn em i img kbd q samp small span strong sub sup tt var")
_STYLED = {
    "center": ("div", "text-align:center"),
    "blockquote": ("div", "margin:1em 40px"),
    "u": ("span", "text-decoration:underline"),
    "ins": ("span", "text-decoration:underline"),
    "s": ("span", "text-decoration:line-through"),
    "strike": ("span", "text-decoration:line-through"),
    "del": ("span", "text-decoration:line-through"),
    "nobr": ("span", "white-space:nowrap"),
    "mark": ("span", "background-color:yellow"),
    "font": ("span", ""),
    "form": ("div", ""),
    "dir": ("ul", ""),
    "menu": ("ul", ""),
}
_AS_BLOCK = {
    "p": "margin:1em 0",
    "pre": "white-space:pre;font-family:monospace",
    "b": "display:inline;font-weight:bold",
    "strong": "display:inline;font-weight:bold",
    "i": "display:inline;font-style:italic",
    "em": "display:inline;font-style:italic",
    "small": "display:inline;font-size:smaller",
    "big": "display:inline;font-size:larger",
    "sup": "display:inline;vertical-align:super;font-size:smaller",
    "sub": "display:inline;vertical-align:sub;font-size:smaller",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "font-weight:bold;margin:1em 0"),
}
"""How what may hold no block, but does, looks as a `div`."""
_SECTIONS = words("section article header footer nav main aside figure figcaption details summary fieldset")
_PARTS = words("table thead tbody tfoot tr td th caption col colgroup ul ol li dl dt dd")
_FLOW = frozenset({"div", "td", "th", "li", "dd"}) | _PARTS - {"dt", "caption"}
VOID = frozenset({"br", "hr", "img", "col"})
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def xhtml(root: Any, title: str, namespaces: Mapping[str, str], reserved: Iterable[str]) -> Any:
    """Return a new `html` element made of the page at `root` (which is used up). `namespaces` are declared on it;
    `reserved` are the ids of our own tags: the page's own that clash are dropped."""
    html = etree.Element(f"{{{XHTML}}}html", nsmap=dict([(None, XHTML), *namespaces.items()]))
    html.set(f"{{{XML}}}lang", "en-US")
    html.text = "\n"
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    named = next((t for t in root.iter("title") if (t.text or "").strip()), None)
    etree.SubElement(head, f"{{{XHTML}}}title").text = " ".join(named.text.split()) if named is not None else title
    for style in root.iter("style"):
        if sheet := clean_style(style.text or ""):
            etree.SubElement(head, f"{{{XHTML}}}style", {"type": "text/css"}).text = sheet
    head.tail = "\n"
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    ids = _Ids(reserved)
    _convert(body, ids)
    html.append(body)
    body.tail = "\n"
    for element in body.iter():
        if not element.tag.startswith("{"):
            if element.text is None and not len(element) and element.tag not in VOID:
                element.text = ""  # <div></div>: browsers read <div/> as a start tag
            element.tag = f"{{{XHTML}}}{element.tag}"
    return html


class _Ids:
    """Ids are names, used once; links to those that are dropped go too."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self._taken = set(reserved)

    def keep(self, element: Any, kept: dict[str, str]) -> None:
        name = (element.get("id") or (element.get("name") if element.tag == "a" else None) or "").strip()
        if _ID.fullmatch(name) and name not in self._taken and not re.match(r"(?:c|f|tb|cover)-", name):
            self._taken.add(name)
            kept["id"] = name


def _convert(body: Any, ids: _Ids) -> None:
    """Every element of the body, innermost first, so that what an element holds is already as it will be."""
    shaper = Shaper()
    for element in body.iterdescendants():
        if not element.tag.startswith("{") and element.tag not in _DROPPED:
            kept: dict[str, str] = {}
            ids.keep(element, kept)
            element.attrib.pop("id", None)
            if kept:
                element.set("id", kept["id"])
    for element in reversed(list(body.iterdescendants())):
        if element.tag.startswith("{"):
            shaper.note(element)
        elif element.tag in _DROPPED or (element.tag == "img" and not element.get("src", "").startswith("data:")):
            _drop(element)
        else:
            _one(element, shaper)
    identity = body.get("id")
    kept = attributes(body, "body")
    body.attrib.clear()
    body.attrib.update(kept | ({"id": identity} if identity and _ID.fullmatch(identity) else {}))
    shaper.body(body)


def _one(element: Any, shaper: Shaper) -> None:
    was = element.tag
    tag, extra = _STYLED.get(was, (was, ""))
    if tag not in _PARTS:
        shaper.demote_parts(element)
    holds_block = shaper.holds_block(element)
    if tag in _SECTIONS:
        tag = "div"
    elif tag not in _INLINE and tag not in BLOCK and tag not in _PARTS:
        tag = "div" if holds_block else "span"
    if holds_block and tag not in _FLOW:
        extra = ";".join(part for part in (_AS_BLOCK.get(tag, "display:inline"), extra) if part)
        tag = "div"
    identity = element.get("id")
    kept = attributes(element, tag, extra)
    if tag == "img":
        kept.setdefault("alt", "")
    if identity:
        kept["id"] = identity
    element.attrib.clear()
    element.attrib.update(kept)
    element.tag = tag
    shaper.repair(element)
    shaper.note(element)


def _drop(element: Any) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)
