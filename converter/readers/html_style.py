"""What a `style` attribute says that matters for reading: bold, hidden, raised, indent, rules."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|ex|in|cm|mm|%)?")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "ex": 5.0, "in": 72.0, "cm": 28.35, "mm": 2.83, "%": 2.0, "": 0.75}
"""Points a unit; a percentage is of a cell's width, which no attribute tells: two points each orders them rightly."""
_NO_LINE = re.compile(
    r"\bnone\b|\bhidden\b|\bwhite\b|#fff(?:fff)?\b|\btransparent\b|(?<![\d.])0(?:\.0+)?(?:pt|px|em)?(?![\d.%#a-f])"
)
_CLASS_RULE = re.compile(r"\.([A-Za-z_][\w-]*)\s*\{([^{}]*)\}")
_MAX_CLASS_RULES = 2000


class Style(NamedTuple):
    """`bold` is None where the parent's weight holds; `indent` is in points; `double` says the lower rule is double."""

    bold: bool | None = None
    hidden: bool = False
    inline: bool = False
    raised: bool = False
    indent: float = 0.0
    top: bool = False
    bottom: bool = False


PLAIN = Style()


def class_rules(css: str) -> dict[str, str]:
    """Return the declarations of each class a style sheet in the page names, the first two thousand of them."""
    rules: dict[str, str] = {}
    for name, body in _CLASS_RULE.findall(css):
        rules[name] = f"{rules.get(name, '')};{body}"
        if len(rules) >= _MAX_CLASS_RULES:
            break
    return rules


@lru_cache(maxsize=20000)
def parse_style(text: str) -> Style:
    """Return what the declarations say; unknown ones are left out."""
    declared: dict[str, str] = {}
    for part in text.lower().split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declared[name.strip()] = value.strip()
    display = declared.get("display", "")
    return Style(
        bold=_bold(declared),
        hidden=display == "none" or declared.get("visibility") == "hidden",
        inline=display == "inline",
        raised=_raised(declared),
        indent=_indent(declared),
        top=_line(declared, "top"),
        bottom=_line(declared, "bottom"),
    )


def _bold(declared: dict[str, str]) -> bool | None:
    weight = declared.get("font-weight", "")
    if weight:
        return weight.startswith("bold") or (weight[:3].isdecimal() and int(weight[:3]) >= 600)
    font = declared.get("font", "")
    return "bold" in font.split() if font else None


def _raised(declared: dict[str, str]) -> bool:
    align = declared.get("vertical-align", "")
    if align == "super" or (align[:1].isdigit() and length(align) > 0):
        return True
    return declared.get("position") == "relative" and declared.get("top", "").startswith("-")


def _indent(declared: dict[str, str]) -> float:
    return _left(declared, "padding") + _left(declared, "margin") + length(declared.get("text-indent", ""))


def _left(declared: dict[str, str], name: str) -> float:
    """The left side of `padding` or `margin`: its own declaration, or its place among one to four lengths."""
    own = declared.get(f"{name}-left")
    if own is not None:
        return length(own)
    sides = declared.get(name, "").split()
    if not sides:
        return 0.0
    return length(sides[{1: 0, 2: 1, 3: 1}.get(len(sides), 3)])


def length(text: str) -> float:
    """Return a CSS length in points; 0 for what is not a length (`auto`)."""
    match = _LENGTH.match(text)
    return float(match.group(1)) * _POINTS[match.group(2) or ""] if match else 0.0


def _line(declared: dict[str, str], side: str) -> bool:
    """Whether a single line is drawn on that side: a double one closes a total and says nothing of what follows."""
    value = " ".join(declared.get(name, "") for name in ("border", f"border-{side}", f"border-{side}-style"))
    if not value.strip() or "double" in value:
        return False
    return not _NO_LINE.search(value) and ("solid" in value or "black" in value or "thin" in value or "dashed" in value)
