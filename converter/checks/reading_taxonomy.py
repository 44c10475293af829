"""Reading an extension taxonomy as it was written: schema, linkbases (also those inside the schema), labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ..facts.inline import qname
from ..facts.model import QName
from .model import Arc, Declared, Extension, FiledLabel, LinkKind, RoleType, Schema

if TYPE_CHECKING:
    from lxml.etree import _Element

_XS = "{http://www.w3.org/2001/XMLSchema}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_XBRLDT = "{http://xbrl.org/2005/xbrldt}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KINDS = {f"{_LINK}{kind}Link": kind for kind in LinkKind}
_YES = ("true", "1")


def read_extension(
    schemas: Mapping[str, bytes], load: Callable[[str], bytes | None]
) -> tuple[Extension | None, tuple[str, ...], str]:
    """The extension of these schema files and of the linkbases they name, the names of all files, and what is amiss
    with them: a file that is no XML makes the whole None."""
    found: dict[str, _Element] = {}
    for name, data in schemas.items():
        root = _parse(data)
        if root is None:
            return None, tuple(schemas), f"{name} is not well-formed XML"
        found[name] = root
        for ref in root.iter(f"{_LINK}linkbaseRef"):
            href = ref.get(f"{_XLINK}href", "")
            content = None if "://" in href else load(href)
            linkbase = None if content is None else _parse(content)
            if content is not None and linkbase is None:
                return None, (*found, href), f"{href} is not well-formed XML"
            if linkbase is not None:
                found[href] = linkbase
    links = [(name, node) for name, root in found.items() for node in root.iter(*_KINDS)]
    kinds = {name: frozenset(_KINDS[n.tag] for file, n in links if file == name) for name in found}
    read = [_Link(name, node) for name, node in links]
    extension = Extension(
        schemas=tuple(_schema(name, found[name]) for name in schemas),
        arcs=tuple(arc for link in read for arc in link.arcs()),
        labels=tuple(label for link in read for label in link.labels()),
        kinds=kinds,
        odd_hrefs=tuple(href for link in read for href in link.odd),
        references=tuple(name for link in read for name in link.references()),
    )
    return extension, tuple(found), ""


def _parse(data: bytes) -> _Element | None:
    from lxml import etree  # noqa: PLC0415 - only where a filing is read

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def _schema(name: str, root: _Element) -> Schema:
    namespace = root.get("targetNamespace", "")
    prefix = next((p for p, uri in root.nsmap.items() if uri == namespace and p), "")
    return Schema(
        name=name,
        namespace=namespace,
        prefix=prefix,
        elements=tuple(_declared(node, prefix) for node in root.findall(f"{_XS}element")),
        roles=tuple(
            RoleType(
                uri=node.get("roleURI", ""),
                id=node.get("id", ""),
                definition=(node.findtext(f"{_LINK}definition") or "").strip(),
                used_on=tuple((u.text or "").strip().rpartition(":")[2] for u in node.findall(f"{_LINK}usedOn")),
            )
            for node in root.iter(f"{_LINK}roleType")
        ),
        imports=tuple((n.get("namespace", ""), n.get("schemaLocation", "")) for n in root.findall(f"{_XS}import")),
        linkbases=tuple(n.get(f"{_XLINK}href", "") for n in root.iter(f"{_LINK}linkbaseRef")),
        includes=len(root.findall(f"{_XS}include")),
        custom_arcroles=tuple(n.get("arcroleURI", "") for n in root.iter(f"{_LINK}arcroleType")),
    )


def _declared(node: _Element, prefix: str) -> Declared:
    return Declared(
        qname=QName(prefix, node.get("name", "")),
        id=node.get("id", ""),
        type=str(qname(node.get("type", ""), node.nsmap)),
        substitution=str(qname(node.get("substitutionGroup", ""), node.nsmap)),
        period_type=node.get(f"{_XBRLI}periodType", ""),
        balance=node.get(f"{_XBRLI}balance", ""),
        abstract=node.get("abstract") in _YES,
        nillable=node.get("nillable") in _YES,
        typed_domain=node.get(f"{_XBRLDT}typedDomainRef") is not None,
        line=node.sourceline or 0,
    )


class _Link:
    """One extended link: its locators by label, its resources by label."""

    def __init__(self, file: str, node: _Element) -> None:
        self._file, self._node, self._kind = file, node, _KINDS[node.tag]
        self._locators: dict[str, list[QName]] = {}
        self._resources: dict[str, list[_Element]] = {}
        self._arcs: list[_Element] = []
        self.odd: list[str] = []
        for child in node:
            if not isinstance(child.tag, str):
                continue
            match child.get(f"{_XLINK}type"):
                case "locator":
                    self._locate(child)
                case "resource":
                    self._resources.setdefault(child.get(f"{_XLINK}label", ""), []).append(child)
                case "arc":
                    self._arcs.append(child)

    def _locate(self, node: _Element) -> None:
        href = node.get(f"{_XLINK}href", "")
        _, mark, fragment = href.partition("#")
        if not mark or "(" in fragment or "_" not in fragment:
            self.odd.append(href)
            return
        prefix, _, local = fragment.partition("_")
        self._locators.setdefault(node.get(f"{_XLINK}label", ""), []).append(QName(prefix, local))

    def _ends(self) -> Iterator[tuple[_Element, str, str]]:
        for arc in self._arcs:
            yield arc, arc.get(f"{_XLINK}from", ""), arc.get(f"{_XLINK}to", "")

    def arcs(self) -> Iterator[Arc]:
        for arc, start, end in self._ends():
            for source in self._locators.get(start, ()):
                for target in self._locators.get(end, ()):
                    yield self._arc(arc, source, target)

    def _arc(self, arc: _Element, source: QName, target: QName) -> Arc:
        return Arc(
            kind=self._kind,
            role=self._node.get(f"{_XLINK}role", ""),
            arcrole=arc.get(f"{_XLINK}arcrole", "").rpartition("/")[2],
            source=source,
            target=target,
            order=_decimal(arc.get("order")),
            weight=_decimal(arc.get("weight")),
            preferred=arc.get("preferredLabel", "").rpartition("/")[2],
            priority=int(_decimal(arc.get("priority")) or 0),
            use=arc.get("use", "optional"),
            closed=arc.get(f"{_XBRLDT}closed") in _YES,
            context_element=arc.get(f"{_XBRLDT}contextElement", ""),
            file=self._file,
        )

    def labels(self) -> Iterator[FiledLabel]:
        if self._kind is not LinkKind.LABEL:
            return
        for _, start, end in self._ends():
            for element in self._locators.get(start, ()):
                for node in self._resources.get(end, ()):
                    role = node.get(f"{_XLINK}role", "").rpartition("/")[2]
                    text = "".join(node.itertext())
                    yield FiledLabel(element=element, role=role, language=node.get(_LANG, ""), text=text)

    def references(self) -> Iterator[QName]:
        if self._kind is LinkKind.REFERENCE:
            yield from (name for names in self._locators.values() for name in names)


def _decimal(text: str | None) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
