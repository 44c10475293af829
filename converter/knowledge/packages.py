"""Official taxonomy packages: which are at hand, and taking one in (`segxbrl taxonomy add`).

Packages are kept in the user's data folder, never in the project: what FASB and the SEC publish is theirs.
"""

from __future__ import annotations

import re
import shutil
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

import platformdirs
from msgspec import Struct

from ..errors import InputError, UnknownYear, UnreadableFile, UnsupportedFormat
from ..resources import folder
from .catalogue import header
from .sources import sha256

_METADATA = "META-INF/taxonomyPackage.xml"
_CATALOG = "META-INF/catalog.xml"
_PACKAGE = "{http://xbrl.org/2016/taxonomy-package}"
_NAME = re.compile(r"^(?P<name>us-gaap|srt|sec|dei|country|currency|stpr|exch|naics|sic|ecd|cyd)-(?P<year>\d{4})$")
_PUBLISHED = re.compile(r"//(?:xbrl\.)?(?P<host>fasb\.org|sec\.gov)/(?P<name>[a-z-]+)/(?P<year>\d{4})")
_LARGEST = 5 * 2**20
"""Bytes of metadata that we are ready to read; those of us-gaap are 8 thousand."""


class Package(Struct, frozen=True, kw_only=True):
    """A taxonomy at hand.

    `standing` is `complete` or `provisional…` for what is embedded, `official` for a package; `sha256` is that of the
    package, or of the source that the embedded elements were read from; `path` is where it lies.
    """

    name: str
    year: int
    standing: str
    sha256: str
    path: Path


def packages_folder() -> Path:
    """Where added packages are kept."""
    return platformdirs.user_data_path("segxbrl") / "packages"


def list_packages() -> tuple[Package, ...]:
    """The embedded years, then the official packages that were added."""
    return (*_embedded(), *_added())


def official(year: int) -> tuple[Package, ...]:
    """The added packages of a year, us-gaap first.

    Raises:
        UnknownYear: the us-gaap package of that year was not added; the hint names what is at hand.
    """
    added = _added()
    found = sorted((item for item in added if item.year == year), key=lambda item: (item.name != "us-gaap", item.name))
    if not found or found[0].name != "us-gaap":
        at_hand = ", ".join(item.path.name for item in added) or "none"
        raise UnknownYear(
            f"the official us-gaap package of {year} is not at hand",
            where="--taxonomy official",
            hint=f"segxbrl taxonomy add us-gaap-{year}.zip; added so far: {at_hand}",
        )
    return tuple(found)


def add_package(file: Path) -> Package:
    """Check an official package and keep a copy under the name and year that it says it has.

    Raises:
        UnreadableFile: there is no such file, or it is not a readable zip.
        UnsupportedFormat: it is a zip, but no taxonomy package of a standard taxonomy.
    """
    name, year = _identify(file)
    target = packages_folder() / f"{name}-{year}.zip"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        shutil.copyfile(file, part)
        part.replace(target)
    except OSError as error:
        raise InputError(f"the package cannot be kept: {error.strerror}", where=str(target)) from error
    return Package(name=name, year=year, standing="official", sha256=sha256(target), path=target)


def _embedded() -> tuple[Package, ...]:
    found = []
    for path in sorted(folder("taxonomy").glob("[0-9][0-9][0-9][0-9]/us-gaap.tsv")):
        facts = header(path)
        found.append(
            Package(
                name="us-gaap",
                year=int(path.parent.name),
                standing=facts.get("standing", "provisional"),
                sha256=facts.get("source", "").rpartition(" ")[2],
                path=path,
            )
        )
    return tuple(found)


def _added() -> tuple[Package, ...]:
    found = []
    for path in sorted(packages_folder().glob("*.zip")):
        match = _NAME.match(path.stem)
        if match:
            found.append(
                Package(
                    name=match["name"], year=int(match["year"]), standing="official", sha256=sha256(path), path=path
                )
            )
    return tuple(found)


def _identify(file: Path) -> tuple[str, int]:
    """Name and year of a package, from the identifier and entry points of its metadata."""
    try:
        with ZipFile(file) as package:
            inside = {name.split("/", 1)[-1] if name.count("/") > 1 else name: name for name in package.namelist()}
            if _METADATA not in inside or _CATALOG not in inside:
                raise UnsupportedFormat(
                    "not a taxonomy package", where=str(file), hint=f"its zip must hold {_METADATA} and {_CATALOG}"
                )
            if package.getinfo(inside[_METADATA]).file_size > _LARGEST:
                raise UnreadableFile("its metadata is larger than any package's", where=str(file))
            text = package.read(inside[_METADATA]).decode("utf-8", "replace")
    except (OSError, BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(f"not a readable zip: {error}", where=str(file)) from error
    return _named(text, file)


def _named(metadata: str, file: Path) -> tuple[str, int]:
    if "<!DOCTYPE" in metadata or "<!ENTITY" in metadata:
        raise UnsupportedFormat("its metadata declares entities", where=str(file))
    try:
        root = ET.fromstring(metadata)  # noqa: S314 - entities were refused above
    except ET.ParseError as error:
        raise UnsupportedFormat(f"its metadata is not XML: {error}", where=str(file)) from error
    texts = [node.text or "" for node in root.iter(f"{_PACKAGE}identifier")]
    texts += [node.get("href", "") for node in root.iter(f"{_PACKAGE}entryPointDocument")]
    found = [match for match in map(_PUBLISHED.search, texts) if match]
    names = {match["name"] for match in found}
    if found:
        # The SEC's taxonomies come one to a package or all in one; the latter is filed as `sec`.
        one = found[0]["host"] == "fasb.org" or len(names) == 1
        name = found[0]["name"] if one else "sec"
        if _NAME.match(f"{name}-{found[0]['year']}"):
            return name, int(found[0]["year"])
    raise UnsupportedFormat(
        "not a standard taxonomy", where=str(file), hint="us-gaap, srt and the SEC's packages can be added"
    )
