"""What a package holds, unpacked for a look at the names in it; Arelle itself reads the package."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ..errors import UnreadableFile

PACKAGES = frozenset({".xbri", ".xbr", ".zip"})
_REPORTS = frozenset({".htm", ".html", ".xhtml", ".json", ".xbrl"})
_LARGEST = 500 * 2**20
"""Bytes of a package, unpacked: what a zip made to fill the disk exceeds."""


def look_inside(entry: Path, folder: Path) -> Path:
    """The file to scan for names: `entry` itself, or of a package its report, else its first schema.

    Raises:
        UnreadableFile: not a readable zip, or larger than any package.
    """
    if entry.suffix.lower() not in PACKAGES:
        return entry
    try:
        with ZipFile(entry) as package:
            if sum(item.file_size for item in package.infolist()) > _LARGEST:
                raise UnreadableFile("the package is larger than any report", where=entry.name)
            shutil.rmtree(folder, ignore_errors=True)
            package.extractall(folder)  # names stay below the folder; the size was checked
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as fault:
        raise UnreadableFile(f"not a readable package: {fault}", where=entry.name) from fault
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "META-INF")
    found = [p for p in files if p.parent.name == "reports" and p.suffix.lower() in _REPORTS]
    found += [p for p in files if p.suffix == ".xsd"]
    return found[0] if found else entry
