"""Reads off the official packages what embedded schemas need beyond the catalogue: types, enumerations.

`python -m converter.arelle.bake FOLDER-OF-PACKAGES` writes `taxonomy/embedded/*.tsv`. The rows are facts (a type's
base, its permitted values; an enumeration's domain and members); no text of the schemas is kept.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..resources import folder

XS = "{http://www.w3.org/2001/XMLSchema}"
LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
ENUM2 = "{http://xbrl.org/2020/extensible-enumerations-2.0}"
XBRLDT = "{http://xbrl.org/2005/xbrldt}"
_PREFIXES = ("us-types", "srt-types", "dei")
_FACETS = frozenset({"minLength", "maxLength", "length", "pattern", "minInclusive", "maxInclusive", "totalDigits"})


def schemas(packages: Path, year: int) -> Iterator[tuple[str, bytes]]:
    """The element and type schemas of one year, by prefix, from the zip files in the folder `packages`."""
    wanted = {f"{prefix}-{year}.xsd": prefix for prefix in (*_PREFIXES, "us-gaap", "srt")}
    for package in sorted(packages.glob("*.zip")):
        with zipfile.ZipFile(package) as archive:
            for name in sorted(archive.namelist()):
                if prefix := wanted.get(name.rpartition("/")[2]):
                    yield prefix, archive.read(name)


def types(prefix: str, schema: etree._Element) -> Iterator[str]:
    """`prefix:name TAB base TAB facet TAB value|value` for every type the schema defines, one line a facet."""
    for element in schema.iter(f"{XS}complexType"):
        if not element.get("name"):
            continue
        restriction = element.find(f".//{XS}restriction")
        if restriction is None:
            continue
        head = f"{prefix}:{element.get('name')}\t{restriction.get('base')}"
        values = [facet.get("value", "") for facet in restriction.findall(f"{XS}enumeration")]
        lines = [f"{head}\tenumeration\t{'|'.join(values)}"] if values else []
        for facet in restriction:
            name = etree.QName(facet).localname
            if name in _FACETS:
                lines.append(f"{head}\t{name}\t{facet.get('value')}")
        yield from lines or [f"{head}\t\t"]


def enumerations(prefix: str, schema: etree._Element) -> Iterator[str]:
    """`domain TAB element TAB domain TAB role`, `typed TAB axis TAB domain element` and `member TAB schema TAB role TAB
    parent TAB child child …` lines of one element schema. The role is `us-gaap` or `srt`: whose role of extensible
    enumeration lists it is."""
    for element in schema.iterchildren(f"{XS}element"):
        name = f"{prefix}:{element.get('name')}"
        if domain := element.get(f"{ENUM2}domain"):
            yield f"domain\t{name}\t{domain}\t{_whose(element.get(f'{ENUM2}linkrole', ''))}"
        if typed := element.get(f"{XBRLDT}typedDomainRef"):
            yield f"typed\t{name}\t{typed.rpartition('#')[2].replace('_', ':', 1)}"
    for network in schema.iter(f"{LINK}definitionLink"):
        role = _whose(network.get(f"{XLINK}role", ""))
        names = {
            loc.get(f"{XLINK}label"): loc.get(f"{XLINK}href", "").rpartition("#")[2].replace("_", ":", 1)
            for loc in network.iter(f"{LINK}loc")
        }
        children: dict[str, list[str]] = {}
        for arc in network.iter(f"{LINK}definitionArc"):
            children.setdefault(names[arc.get(f"{XLINK}from")], []).append(names[arc.get(f"{XLINK}to")])
        for parent, below in children.items():
            yield f"member\t{prefix}\t{role}\t{parent}\t{' '.join(below)}"


def _whose(role: str) -> str:
    return role.removeprefix("http://fasb.org/").partition("/")[0]


def bake(packages: Path, year: int) -> dict[str, str]:
    """File name → text of the data files under taxonomy/embedded for one year."""
    type_lines: list[str] = []
    enumeration_lines: list[str] = []
    provenance: list[str] = []
    for prefix, content in schemas(packages, year):
        schema = etree.fromstring(content)
        provenance.append(f"# {prefix}-{year}.xsd SHA-256 {hashlib.sha256(content).hexdigest()}")
        type_lines.extend(types(prefix, schema))
        if prefix in {"us-gaap", "srt"}:
            enumeration_lines.extend(enumerations(prefix, schema))
    head = "\n".join([f"# Facts read off the schemas of {year} by converter.arelle.bake.", *sorted(provenance)])
    return {
        f"types-{year}.tsv": "\n".join([head, *sorted(type_lines), ""]),
        f"enumerations-{year}.tsv": "\n".join([head, *sorted(enumeration_lines), ""]),
    }


def main(arguments: list[str]) -> int:
    for name, text in bake(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 2025).items():
        (folder("taxonomy") / "embedded" / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
