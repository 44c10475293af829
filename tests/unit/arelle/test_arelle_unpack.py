"""Packages that cannot be unpacked are refused in words."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from converter.arelle.unpack import look_inside
from converter.errors import UnreadableFile
from converter.knowledge.packages import add_package


def broken_package(folder: Path) -> Path:
    """A zip with the names of a taxonomy package whose deflated streams are no deflate streams."""
    path = folder / "us-gaap-2025.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name in ("us-gaap-2025/META-INF/taxonomyPackage.xml", "us-gaap-2025/META-INF/catalog.xml"):
            package.writestr(name, "<a/>" * 200)
    data = bytearray(path.read_bytes())
    for name in (b"taxonomyPackage.xml", b"catalog.xml"):
        at = data.index(name) + len(name)
        data[at : at + 6] = b"\xff" * 6
    path.write_bytes(bytes(data))
    return path


def test_a_broken_stream_is_no_report_package(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a readable package"):
        look_inside(broken_package(tmp_path), tmp_path / "out")


def test_a_broken_stream_is_no_taxonomy_package(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a readable zip"):
        add_package(broken_package(tmp_path))
