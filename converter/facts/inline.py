"""Facts read back from any inline XBRL document, ours or a filer's, without Arelle: for prior filings, for comparing
two taggings of one note and for checking a filing that we did not make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..errors import UnreadableFile
from .model import Period, QName, Unit

if TYPE_CHECKING:
    from lxml.etree import _Element

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"
XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
STANDARD = re.compile(r"(?:fasb\.org|xbrl\.sec\.gov)/([a-z-]+)/(\d{4})")
ZEROS = ("fixed-zero", "zerodash", "numdash")
_COUNTING = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: number for number, word in enumerate(_COUNTING.split())} | {"no": 0, "none": 0}
_NO_WIDTH = "\u200b"
SPACE = re.compile(r"[\s\u00a0\u200b]+")


class InlineContext(Struct, frozen=True, kw_only=True):
    id: str
    entity: str
    scheme: str
    period: Period | None
    """None for `forever`."""
    dimensions: tuple[tuple[QName, QName], ...]
    typed: bool = False
    scenario: bool = False


class InlineFact(Struct, frozen=True, kw_only=True, eq=False):
    """One ix:nonFraction or ix:nonNumeric. `value` is None where it is nil or cannot be read. `place` is the offset of
    its text in the document's text without white space; `line` is the line of the file."""

    id: str
    concept: QName
    value: Decimal | str | None
    shown: str
    context: InlineContext
    unit: Unit | None
    decimals: str | None
    scale: int
    negative: bool
    format: str
    numeric: bool
    hidden: bool
    place: int
    line: int
    element: Any
    """The element, for what stands around it."""


class InlineReport(Struct, frozen=True, kw_only=True, eq=False):
    """`namespaces` maps our prefixes (`us-gaap`, …; the filer's own prefix) to URIs; `text` is without white space."""

    path: Path
    facts: tuple[InlineFact, ...]
    contexts: Mapping[str, InlineContext]
    units: Mapping[str, Unit]
    namespaces: Mapping[str, str]
    text: str
    root: Any


def read_inline(path: Path) -> InlineReport:
    """Read every fact of an inline XBRL document.

    Raises:
        UnreadableFile: not a file, not well-formed, or without any inline XBRL.
    """
    return parse_inline(document_bytes(path), path)


def document_bytes(path: Path) -> bytes:
    """The document as it lies there. Raises UnreadableFile where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as failure:
        raise UnreadableFile(f"cannot be read: {failure.strerror}", where=str(path)) from failure


def parse_inline(data: bytes, path: Path) -> InlineReport:
    """As `read_inline`, of a document already at hand; `path` is its name.

    Raises:
        UnreadableFile: not well-formed, or without any inline XBRL.
    """
    from lxml import etree  # noqa: PLC0415 - only where a filing is read

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise UnreadableFile(
            f"not well-formed XML: {failure.msg}", where=str(path), hint="inline XBRL is XHTML: give the filed document"
        ) from failure
    contexts = {c.get("id"): _context(c) for c in root.iter(XBRLI + "context")}
    units = {u.get("id"): _unit(u) for u in root.iter(XBRLI + "unit")}
    text, places = _stream(root)
    facts = tuple(_facts(places, contexts, units))
    if not facts and not contexts:
        raise UnreadableFile("holds no inline XBRL", where=str(path), hint="give an inline XBRL document (.htm)")
    return InlineReport(
        path=path,
        facts=facts,
        contexts=contexts,
        units=units,
        namespaces={_prefix(uri, prefix): uri for prefix, uri in root.nsmap.items() if prefix},
        text=text,
        root=root,
    )


def qname(text: str, namespaces: Mapping[str | None, str]) -> QName:
    """A prefixed name in our prefixes: the usual one for standard namespaces, whatever the document calls them."""
    prefix, _, local = text.strip().rpartition(":")
    return QName(_prefix(namespaces.get(prefix or None, ""), prefix), local)


@cache
def _prefix(uri: str, prefix: str) -> str:
    standard = STANDARD.search(uri)
    return standard[1] if standard else prefix


def _context(node: _Element) -> InlineContext:
    identifier = node.find(f".//{XBRLI}identifier")
    dims = [
        (qname(m.get("dimension", ""), m.nsmap), qname(m.text or "", m.nsmap))
        for m in node.iter(XBRLDI + "explicitMember")
    ]
    typed = list(node.iter(XBRLDI + "typedMember"))
    dims += [(qname(m.get("dimension", ""), m.nsmap), QName("", "typed")) for m in typed]
    return InlineContext(
        id=node.get("id", ""),
        entity=(identifier.text or "").strip() if identifier is not None else "",
        scheme=identifier.get("scheme", "") if identifier is not None else "",
        period=_period(node),
        dimensions=tuple(sorted(dims)),
        typed=bool(typed),
        scenario=node.find(XBRLI + "scenario") is not None,
    )


def _period(node: _Element) -> Period | None:
    dates = {name: node.find(f".//{XBRLI}{name}") for name in ("instant", "startDate", "endDate")}
    try:
        if dates["instant"] is not None:
            return Period(end=date.fromisoformat((dates["instant"].text or "").strip()[:10]))
        if dates["startDate"] is not None and dates["endDate"] is not None:
            start, end = ((dates[n].text or "").strip()[:10] for n in ("startDate", "endDate"))
            return Period(start=date.fromisoformat(start), end=date.fromisoformat(end))
    except ValueError:
        return None
    return None


def _unit(node: _Element) -> Unit:
    def measures(parent: _Element | None) -> str:
        return "" if parent is None else "*".join((m.text or "").strip() for m in parent.iter(XBRLI + "measure"))

    numerator = node.find(f".//{XBRLI}unitNumerator")
    if numerator is not None:
        return Unit(measures(numerator), measures(node.find(f".//{XBRLI}unitDenominator")))
    return Unit(measures(node))


def _stream(root: _Element) -> tuple[str, list[tuple[int, bool, _Element]]]:
    """The body's text without white space, and the facts' elements with their offsets; hidden facts stand at -1."""
    parts: list[str] = []
    places: list[tuple[int, bool, _Element]] = []
    length = 0

    def add(text: str | None) -> None:
        nonlocal length
        if text:
            squeezed = "".join(text.split()).replace(_NO_WIDTH, "")  # as with SPACE, which takes four times as long
            parts.append(squeezed)
            length += len(squeezed)

    stack: list[tuple[_Element, bool, bool]] = [(root, False, False)]
    while stack:
        node, hidden, done = stack.pop()
        if done:
            add(None if hidden else node.tail)
            continue
        named = isinstance(node.tag, str)
        inside = hidden or not named or node.tag.rpartition("}")[2] in ("head", "script", "style", "header")
        if named and node.tag in (IX + "nonFraction", IX + "nonNumeric"):
            places.append((-1 if inside else length, inside, node))
        if not inside:
            add(node.text)
        stack.append((node, hidden, True))
        stack.extend((child, inside, False) for child in reversed(node))
    return "".join(parts), places


def _facts(
    places: list[tuple[int, bool, _Element]], contexts: Mapping[str, InlineContext], units: Mapping[str, Unit]
) -> Iterator[InlineFact]:
    for place, hidden, node in places:
        context = contexts.get(node.get("contextRef", ""))
        if context is None:
            continue
        numeric = node.tag == IX + "nonFraction"
        shown = (node.text or "" if not len(node) else "".join(node.itertext())).strip()
        nil = node.get(XSI_NIL) in ("true", "1")
        yield InlineFact(
            id=node.get("id", ""),
            concept=qname(node.get("name", ""), node.nsmap),
            value=None if nil else number(node, shown) if numeric else shown,
            shown=shown,
            context=context,
            unit=units.get(node.get("unitRef", "")),
            decimals=node.get("decimals"),
            scale=_scale(node),
            negative=node.get("sign") == "-",
            format=(node.get("format") or "").rpartition(":")[2],
            numeric=numeric,
            hidden=hidden,
            place=place,
            line=node.sourceline or 0,
            element=node,
        )


def _scale(node: _Element) -> int:
    text = node.get("scale")
    return int(text) if text and re.fullmatch(r"[+-]?\d{1,3}", text) else 0


def number(node: _Element, text: str) -> Decimal | None:
    """The value of an ix:nonFraction that holds `text`: transformation, then scale, then sign; None where the text is
    no number."""
    form = (node.get("format") or "").rpartition(":")[2]
    if form in ZEROS:
        amount: Decimal | None = Decimal(0)
    elif form in ("numwordsen", "num-words-en"):
        word = WORDS.get(text.lower())
        amount = None if word is None else Decimal(word)
    else:
        comma = "comma-decimal" in form or form in ("numcommadecimal", "numdotcomma")
        digits = SPACE.sub("", text)
        amount = _decimal(digits.replace(".", "").replace(",", ".") if comma else digits.replace(",", ""))
    if amount is None:
        return None
    amount = amount.scaleb(_scale(node))
    return -amount if node.get("sign") == "-" and amount else amount


def _decimal(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount.adjusted()) < 100 else None  # 1E999999 is no reported number
