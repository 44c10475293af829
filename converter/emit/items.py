"""Facts in lexical form, as every syntax writes them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..facts.model import Element, Fact, FactReport, QName

_TEXT_TYPES = ("stringItemType", "textBlockItemType", "normalizedStringItemType")


def text_concepts(report: FactReport) -> frozenset[QName]:
    """The concepts whose values are text in a language."""
    return frozenset(e.qname for e in report.elements if is_text(e))


def is_text(element: Element) -> bool:
    return element.type.partition(":")[2] in _TEXT_TYPES


def lexical(value: Decimal | str | bool | tuple[str, ...]) -> str:  # noqa: FBT001 - a fact's value may be a boolean
    """A fact's value as XBRL writes it: `-1250000`, `true`, the names of an enumeration in order, or the text."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case tuple():
            return " ".join(sorted(value))
        case _:
            return value


def plain(number: Decimal) -> str:
    """Digits without exponent or trailing fraction zeros; zero has no sign."""
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals(fact: Fact) -> str:
    """The `decimals` attribute: empty where the fact is no number."""
    if not isinstance(fact.value, Decimal):
        return ""
    return "INF" if fact.decimals is None else str(fact.decimals)


def members(value: str, namespaces: Mapping[str, str]) -> str:
    """The expanded names of an enumeration as prefixed names, for the syntaxes that want them so."""
    prefixes = {uri: prefix for prefix, uri in namespaces.items()}
    names = []
    for expanded in value.split():
        uri, _, local = expanded.partition("#")
        names.append(f"{prefixes[uri]}:{local}")
    return " ".join(sorted(names))
