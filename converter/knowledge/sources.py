"""What is baked from: official packages (zip) and element lists (TSV), read into plain rows.

A package gives everything; an element list gives elements only. What a folder holds for a year is found from the
namespaces and names inside, not from a list of files.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct, field

from .catalogue import PREFIXES

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XBRLI = "http://www.xbrl.org/2003/instance"
_STANDARD_LABEL = "http://www.xbrl.org/2003/role/label"
_NAMESPACE = re.compile(r"^http://(?:fasb\.org|xbrl\.sec\.gov)/(?P<prefix>[a-z-]+)/(?P<year>\d{4})$")
_LIST_NAME = re.compile(r"^(?P<prefix>[a-z-]+)-(?P<year>\d{4})-elements\.tsv$")
_CANONICAL = {
    _XBRLI: "xbrli",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.xbrl.org/dtr/type/2022-03-31": "dtr-types",
    "http://www.xbrl.org/dtr/type/2020-01-21": "dtr-types",
    "http://www.xbrl.org/dtr/type/2024-01-31": "dtr-types",
    "http://xbrl.org/2020/extensible-enumerations-2.0": "enum2",
    "http://xbrl.org/2005/xbrldt": "xbrldt",
}
_KINDS = {
    "item": "xbrli:item",
    "dimensionItem": "xbrldt:dimensionItem",
    "hypercubeItem": "xbrldt:hypercubeItem",
}
_MISNAMED = {"us-gaap:enumerationSetItemType": "enum2:enumerationSetItemType"}
"""Types as the element lists rebuilt from published ones call them → as they are."""


class Element(Struct, frozen=True, kw_only=True):
    """One declared item, with prefixed names."""

    name: str
    type: str
    period: str
    balance: str
    abstract: bool
    kind: str
    label: str


class ElementSet(Struct, frozen=True, kw_only=True):
    """The elements of one prefix and year, and the files they were read from (name, SHA-256)."""

    prefix: str
    year: int
    elements: tuple[Element, ...]
    sources: tuple[tuple[str, str], ...]
    complete: bool


class Arc(Struct, frozen=True, kw_only=True):
    """One relation of a linkbase: `role` is the role's last step, names are prefixed, `weight` of a calculation."""

    role: str
    kind: str
    source: str
    target: str
    order: str = ""
    weight: str = ""


class _Draft(Struct, kw_only=True):
    elements: dict[str, Element] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def element_sets(folder: Path) -> dict[tuple[str, int], ElementSet]:
    """Everything a folder of packages and element lists says, by (prefix, year); a package outranks a list, whose
    labels still fill what the package lacks."""
    found: dict[tuple[str, int], ElementSet] = {}
    for path in sorted(folder.glob("*-elements.tsv")):
        match = _LIST_NAME.match(path.name)
        if match and match["prefix"] in PREFIXES:
            found[match["prefix"], int(match["year"])] = _from_list(path, match["prefix"], int(match["year"]))
    for path in sorted(folder.glob("*.zip")):
        for (prefix, year), draft in _from_package(path).items():
            listed = found.get((prefix, year))
            spare = {element.name: element.label for element in listed.elements} if listed else {}
            found[prefix, year] = ElementSet(
                prefix=prefix,
                year=year,
                elements=tuple(_labelled(draft, spare)),
                sources=((path.name, sha256(path)),),
                complete=True,
            )
    return found


def arcs(path: Path, linkbase: re.Pattern[str]) -> Iterator[Arc]:
    """The arcs of a package's linkbases whose name matches."""
    with ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if linkbase.search(name):
                yield from _arcs_of(etree.fromstring(package.read(name), _parser()))


def _arcs_of(root: object) -> Iterator[Arc]:
    for link in root.iter(f"{_LINK}presentationLink", f"{_LINK}definitionLink", f"{_LINK}calculationLink"):  # type: ignore[attr-defined]  # lxml ships no types
        names = {
            loc.get(f"{_XLINK}label"): loc.get(f"{_XLINK}href").rpartition("#")[2].replace("_", ":", 1)
            for loc in link.iter(f"{_LINK}loc")
        }
        role = link.get(f"{_XLINK}role").rpartition("/")[2]
        for arc in link.iter(f"{_LINK}presentationArc", f"{_LINK}definitionArc", f"{_LINK}calculationArc"):
            yield Arc(
                role=role,
                kind=arc.get(f"{_XLINK}arcrole").rpartition("/")[2],
                source=names[arc.get(f"{_XLINK}from")],
                target=names[arc.get(f"{_XLINK}to")],
                order=arc.get("order", ""),
                weight=arc.get("weight", ""),
            )


def _parser() -> object:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _from_list(path: Path, prefix: str, year: int) -> ElementSet:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        elements = tuple(
            Element(
                name=row["name"],
                type=_MISNAMED.get(row["type"], row["type"]),
                period=row["period"],
                balance=row["balance"],
                abstract=row["abstract"] == "true",
                kind=_KINDS[row["substitution"]],
                label=row["label"] or _spelled_out(row["name"]),
            )
            for row in rows
            if row["substitution"] in _KINDS and row["period"]
        )
    return ElementSet(prefix=prefix, year=year, elements=elements, sources=((path.name, sha256(path)),), complete=False)


def _from_package(path: Path) -> dict[tuple[str, int], _Draft]:
    """Schemas and standard labels of one package."""
    drafts: dict[tuple[str, int], _Draft] = {}
    labels: dict[str, str] = {}
    with ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if not (name.endswith(".xsd") or ("-lab-" in name and name.endswith(".xml"))):
                continue
            root = etree.fromstring(package.read(name), _parser())
            labels.update(_standard_labels(root))
            match = _NAMESPACE.match(root.get("targetNamespace", ""))
            if match and match["prefix"] in PREFIXES:
                draft = drafts.setdefault((match["prefix"], int(match["year"])), _Draft())
                draft.elements.update(_declared(root, match["prefix"]))
    for (prefix, _), draft in drafts.items():
        draft.labels = {key[len(prefix) + 1 :]: text for key, text in labels.items() if key.startswith(f"{prefix}_")}
    return {key: draft for key, draft in drafts.items() if draft.elements}


def _declared(root: object, prefix: str) -> Iterator[tuple[str, Element]]:
    for node in root.findall(f"{_XS}element"):  # type: ignore[attr-defined]  # lxml ships no types
        kind = _KINDS.get(node.get("substitutionGroup", "").rpartition(":")[2])
        period = node.get(f"{{{_XBRLI}}}periodType")
        if kind is None or period is None:
            continue
        used, _, local = node.get("type", "").rpartition(":")
        canonical = _CANONICAL.get(node.nsmap.get(used or None, ""), used or prefix)
        yield (
            node.get("name"),
            Element(
                name=node.get("name"),
                type=f"{canonical}:{local}",
                period=period,
                balance=node.get(f"{{{_XBRLI}}}balance", ""),
                abstract=node.get("abstract") == "true",
                kind=kind,
                label="",
            ),
        )


def _standard_labels(root: object) -> Iterator[tuple[str, str]]:
    """(element id, standard label) of every label link in a linkbase or in a schema's appinfo."""
    for link in root.iter(f"{_LINK}labelLink"):  # type: ignore[attr-defined]  # lxml ships no types
        ids = {
            loc.get(f"{_XLINK}label"): loc.get(f"{_XLINK}href").rpartition("#")[2] for loc in link.iter(f"{_LINK}loc")
        }
        texts = {
            label.get(f"{_XLINK}label"): " ".join((label.text or "").split())
            for label in link.iter(f"{_LINK}label")
            if label.get(f"{_XLINK}role") == _STANDARD_LABEL
        }
        for arc in link.iter(f"{_LINK}labelArc"):
            text = texts.get(arc.get(f"{_XLINK}to"))
            if text:
                yield ids[arc.get(f"{_XLINK}from")], text


def _labelled(draft: _Draft, spare: dict[str, str]) -> Iterator[Element]:
    for name, element in draft.elements.items():
        label = draft.labels.get(name) or spare.get(name) or _spelled_out(name)
        yield Element(
            name=name,
            type=element.type,
            period=element.period,
            balance=element.balance,
            abstract=element.abstract,
            kind=element.kind,
            label=label,
        )


def _spelled_out(name: str) -> str:
    """A label out of an element's name, where none is published: `OtherAssets` → `Other Assets`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
