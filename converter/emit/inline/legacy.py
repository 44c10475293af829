"""Attributes: those that XHTML 1.1 has are kept, those of older HTML become style, all others go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..names import XML

_LANG = f"{{{XML}}}lang"
_LENGTH = re.compile(r"\d+%?")
_WHOLE = re.compile(r"\d+")
_ANY = re.compile(r".*", re.DOTALL)
_ALIGN = re.compile(r"left|center|right|justify")
_VALIGN = re.compile(r"top|middle|bottom|baseline")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CELL = {"align": _ALIGN, "valign": _VALIGN, "rowspan": _WHOLE, "colspan": _WHOLE, "abbr": _ANY, "axis": _ANY}
_CELL["scope"] = re.compile(r"row|col|rowgroup|colgroup")
_SECTION = {"align": _ALIGN, "valign": _VALIGN}
ALLOWED: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "*": {"class": re.compile(r".*\S.*", re.DOTALL), "title": _ANY, "dir": re.compile("ltr|rtl"), _LANG: _LANGUAGE},
    "a": {"href": re.compile(r"#\S+")},
    "img": {"src": re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+"), "alt": _ANY}
    | {"height": _LENGTH, "width": _LENGTH},
    "table": {
        "summary": _ANY,
        "width": _LENGTH,
        "border": _WHOLE,
        "cellspacing": _LENGTH,
        "cellpadding": _LENGTH,
        "frame": re.compile(r"void|above|below|hsides|lhs|rhs|vsides|box|border"),
        "rules": re.compile(r"none|groups|rows|cols|all"),
    },
    "td": _CELL,
    "th": _CELL,
    "tr": _SECTION,
    "tbody": _SECTION,
    "thead": _SECTION,
    "col": {**_SECTION, "span": _WHOLE, "width": _LENGTH},
    "colgroup": {**_SECTION, "span": _WHOLE, "width": _LENGTH},
}
_UNSTYLED = frozenset({"br"})
_FOLDED = frozenset({"align", "valign", "scope", "frame", "rules", "dir"})
_VALUE = re.compile(r"[\w#.%(), +'\"-]+")
_UNSAFE = re.compile(r"expression\s*\(|javascript:|vbscript:|@import|behavior\s*:|-moz-binding|</", re.IGNORECASE)
_URL = re.compile(r"url\s*\((?!\s*['\"]?data:image/)[^)]*\)?", re.IGNORECASE)
_HIDDEN = re.compile(r"-(?:sec|esef)-ix-(?:hidden|redline)\s*:\s*[^;]*;?", re.IGNORECASE)
_FONT_SIZES = {"1": "8pt", "2": "10pt", "3": "12pt", "4": "14pt", "5": "18pt", "6": "24pt", "7": "36pt"}


def _length(value: str) -> str:
    return f"{value}px" if value.isdigit() else value


def _font_size(value: str) -> str:
    return _FONT_SIZES.get(value, {"+": "larger", "-": "smaller"}.get(value[:1], ""))


_STYLES: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "bgcolor": ("background-color", str),
    "color": ("color", str),
    "face": ("font-family", str),
    "width": ("width", _length),
    "height": ("height", _length),
    "align": ("text-align", str.lower),
    "valign": ("vertical-align", str.lower),
    "nowrap": ("white-space", lambda _: "nowrap"),
    "clear": ("clear", lambda value: {"all": "both"}.get(value.lower(), value.lower())),
}


def attributes(element: Any, tag: str, extra: str = "") -> dict[str, str]:
    """The attributes that stay on an element that becomes `tag`, its style with the old presentational ones first;
    `extra` is further style. Ids are left to the caller."""
    kept: dict[str, str] = {}
    own = ALLOWED.get(tag, {})
    style = list(_styles(element, tag, own))
    for name, value in element.attrib.items():
        key = _LANG if name in {"xml:lang", "lang"} else name
        pattern = own.get(key) or ALLOWED["*"].get(key)
        folded = value.strip().lower() if key in _FOLDED else value.strip() if pattern in (_WHOLE, _LENGTH) else value
        if pattern is not None and pattern.fullmatch(folded):
            kept[key] = folded
    style += [part for part in (extra, clean_style(element.get("style", ""))) if part]
    if style and tag not in _UNSTYLED:
        kept["style"] = ";".join(part.rstrip("; ") for part in style)
    return kept


@lru_cache(maxsize=4096)  # a page has thousands of cells in a handful of styles
def clean_style(style: str) -> str:
    """Style without scripts, fetched files and pointers to facts that are no more."""
    style = _HIDDEN.sub("", _URL.sub("none", style))
    return "" if _UNSAFE.search(style) else style.strip()


def _styles(element: Any, tag: str, own: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    was = element.tag
    for name, raw in element.attrib.items():
        value = raw.strip()
        if name == "size" and was == "font" and _font_size(value):
            yield f"font-size:{_font_size(value)}"
        if name not in _STYLES or (name in own and own[name].fullmatch(value.lower())):
            continue
        if tag == "table" and name == "align":
            if value.lower() == "center":
                yield "margin-left:auto;margin-right:auto"
            continue
        css, convert = _STYLES[name]
        converted = convert(value)
        if name == "nowrap" or (converted and _VALUE.fullmatch(converted)):
            yield f"{css}:{converted}"
