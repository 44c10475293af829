"""What a report names: its own files, the standard elements in them, the standard schemas and roles they refer to.

Names are found in the text, not by parsing: prefix and local name wherever they stand, identifiers in locators, and
expanded names. One too many does no harm; none may be missed. The patterns begin with fixed text, which keeps a scan of
five megabytes under a fifth of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from . import layout
from .layout import Taxonomy

_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["'](http[^"'\s]+)["']""")
_JSON_PREFIX = re.compile(r'"([\w.-]+)"\s*:\s*"(http[^"\s]+)"')
_REFERENCE = re.compile(r"""(?::href|schemaLocation)\s*=\s*["']([^"']+)["']""")
_ROLE_REF = re.compile(r"<(?:[\w.-]+:)?(?:roleRef|arcroleRef)\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*["']([^"']*)["']""")
_IMPORT = re.compile(r"<(?:[\w.-]+:)?import\b[^>]*>")
_EXPANDED = re.compile(r"(http://(?:fasb\.org|xbrl\.sec\.gov)/[a-z-]+/\d{4})#([A-Za-z_][\w.-]*)")
_JSON_URL = re.compile(r'"((?:https?://|\.{0,2}/?)[^"\s]+\.(?:xsd|xml|csv|json))"')
_TEXT_LIMIT = 200 * 1024 * 1024


class Names(Struct, frozen=True, kw_only=True):
    """`elements` are (taxonomy, local name); `schemas` the standard schemas referred to; `others` the other URLs at the
    standard hosts with the namespace they are imported under (empty for linkbases and roles); `roles` are (URL, id,
    role URI) that locators of roles point to; `files` the report's own files, the entry first."""

    files: tuple[Path, ...]
    elements: frozenset[tuple[Taxonomy, str]]
    schemas: frozenset[Taxonomy]
    others: frozenset[tuple[str, str]]
    roles: frozenset[tuple[str, str, str]]


def scan(entry: Path) -> Names:
    """Read the entry and every file of its own folder that it refers to, directly or not."""
    elements: set[tuple[Taxonomy, str]] = set()
    schemas: set[Taxonomy] = set()
    others: dict[str, str] = {}
    roles: set[tuple[str, str, str]] = set()
    bindings: dict[str, set[Taxonomy]] = {}
    files: list[Path] = []
    waiting = [entry.resolve()]
    while waiting:
        file = waiting.pop(0)
        if file in files or not file.is_file() or file.stat().st_size > _TEXT_LIMIT:
            continue
        files.append(file)
        text = _read(file)
        is_json = file.suffix.lower() == ".json"
        _bind(text, bindings, is_json=is_json)
        elements.update(_elements(text, bindings))
        roles.update(_roles(text))
        for namespace, reference in _references(text, is_json=is_json):
            address, _, fragment = reference.partition("#")
            if taxonomy := layout.by_url(address):
                schemas.add(taxonomy)
                if fragment:
                    elements.add((taxonomy, fragment.removeprefix(f"{taxonomy.prefix}_")))
            elif address.startswith(layout.HOSTS):
                others[address] = namespace or others.get(address, "")
            elif address and "://" not in address:
                waiting.append((file.parent / unquote(address)).resolve())
    return Names(
        files=tuple(files),
        elements=frozenset(elements),
        schemas=frozenset(schemas),
        others=frozenset(others.items()),
        roles=frozenset(roles),
    )


def _read(file: Path) -> str:
    content = file.read_bytes()
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8", errors="replace")


def _bind(text: str, bindings: dict[str, set[Taxonomy]], *, is_json: bool) -> None:
    for prefix, namespace in (_JSON_PREFIX if is_json else _PREFIX).findall(text):
        if taxonomy := layout.by_namespace(namespace):
            bindings.setdefault(prefix, set()).add(taxonomy)


def _elements(text: str, bindings: dict[str, set[Taxonomy]]) -> Iterator[tuple[Taxonomy, str]]:
    for prefix, taxonomies in bindings.items():
        for local in set(re.findall(rf"{re.escape(prefix)}:([A-Za-z_][\w.-]*)", text)):
            for taxonomy in taxonomies:
                yield taxonomy, local
    for namespace, local in set(_EXPANDED.findall(text)):
        if expanded := layout.by_namespace(namespace):
            yield expanded, local


def _references(text: str, *, is_json: bool) -> Iterator[tuple[str, str]]:
    """(namespace of an import or empty, address) of everything that the text refers to."""
    for tag in _IMPORT.findall(text):
        attributes = dict(_ATTRIBUTE.findall(tag))
        yield attributes.get("namespace", ""), attributes.get("schemaLocation", "")
    for value in set(_REFERENCE.findall(text)):
        for address in value.split():
            yield "", address
    if is_json:
        for address in _JSON_URL.findall(text):
            yield "", address


def _roles(text: str) -> Iterator[tuple[str, str, str]]:
    for tag in _ROLE_REF.findall(text):
        attributes = {name.rpartition(":")[2]: value for name, value in _ATTRIBUTE.findall(tag)}
        address, _, fragment = attributes.get("href", "").partition("#")
        uri = attributes.get("roleURI", "")
        if uri and fragment and address.startswith(layout.HOSTS):
            yield address, fragment, uri
