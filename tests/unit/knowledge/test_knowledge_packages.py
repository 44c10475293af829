"""Official packages: what is taken in, what is refused, what is at hand."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from converter.errors import UnknownYear, UnreadableFile, UnsupportedFormat
from converter.knowledge import packages

METADATA = """<?xml version='1.0'?><tp:taxonomyPackage xmlns:tp='http://xbrl.org/2016/taxonomy-package'>
<tp:identifier>{identifier}</tp:identifier><tp:entryPoints>{entries}</tp:entryPoints></tp:taxonomyPackage>"""
ENTRY = "<tp:entryPoint><tp:entryPointDocument href='{}'/></tp:entryPoint>"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "data"
    monkeypatch.setattr(packages.platformdirs, "user_data_path", lambda _: place)
    return place


def _package(path: Path, identifier: str, *entries: str, catalog: bool = True, top: str = "pack/") -> Path:
    with ZipFile(path, "w") as package:
        metadata = METADATA.format(identifier=identifier, entries="".join(map(ENTRY.format, entries)))
        package.writestr(f"{top}META-INF/taxonomyPackage.xml", metadata)
        if catalog:
            package.writestr(f"{top}META-INF/catalog.xml", "<catalog/>")
    return path


PACKAGES = [
    ("http://xbrl.fasb.org/us-gaap/2025", (), "us-gaap", 2025),
    ("http://xbrl.fasb.org/srt/2026", (), "srt", 2026),
    ("urn:x", ("https://xbrl.sec.gov/dei/2025/dei-2025.xsd",), "dei", 2025),
    ("urn:x", ("https://xbrl.sec.gov/dei/2025/d.xsd", "https://xbrl.sec.gov/stpr/2025/s.xsd"), "sec", 2025),
]


@pytest.mark.parametrize(("identifier", "entries", "name", "year"), PACKAGES)
def test_a_package_is_filed_under_its_own_name(
    tmp_path: Path, data_folder: Path, identifier: str, entries: tuple[str, ...], name: str, year: int
) -> None:
    added = packages.add_package(_package(tmp_path / "download.zip", identifier, *entries))
    assert (added.name, added.year, added.standing, len(added.sha256)) == (name, year, "official", 64)
    assert added.path == data_folder / "packages" / f"{name}-{year}.zip"
    assert added in packages.list_packages()


def test_the_embedded_years_are_listed_with_their_standing() -> None:
    found = {item.year: item for item in packages.list_packages()}
    assert found[2025].standing == "complete"
    assert found[2026].standing.startswith("provisional")
    assert all(len(item.sha256) == 64 for item in found.values())


def test_adding_again_replaces(tmp_path: Path) -> None:
    file = _package(tmp_path / "a.zip", "http://xbrl.fasb.org/us-gaap/2025")
    first = packages.add_package(file)
    assert packages.add_package(file) == first
    assert [item for item in packages.list_packages() if item.standing == "official"] == [first]


def test_official_packages_of_a_year_come_us_gaap_first(tmp_path: Path) -> None:
    for identifier in ("http://xbrl.fasb.org/srt/2025", "http://xbrl.fasb.org/us-gaap/2025"):
        packages.add_package(_package(tmp_path / "a.zip", identifier))
    assert [item.name for item in packages.official(2025)] == ["us-gaap", "srt"]


def test_a_year_that_was_not_added_names_what_was(tmp_path: Path) -> None:
    packages.add_package(_package(tmp_path / "a.zip", "http://xbrl.fasb.org/srt/2025"))
    with pytest.raises(UnknownYear, match=r"us-gaap-2025\.zip.*srt-2025\.zip"):
        packages.official(2025)


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no zip", "utf-8")
    for file in (tmp_path / "text.zip", tmp_path / "missing.zip"):
        with pytest.raises(UnreadableFile):
            packages.add_package(file)
    with ZipFile(tmp_path / "plain.zip", "w") as plain:
        plain.writestr("note.htm", "x")
    for file, message in (
        (tmp_path / "plain.zip", "not a taxonomy package"),
        (_package(tmp_path / "b.zip", "http://xbrl.fasb.org/us-gaap/2025", catalog=False), "not a taxonomy package"),
        (_package(tmp_path / "c.zip", "http://example.com/ifrs/2025"), "not a standard taxonomy"),
        (_package(tmp_path / "d.zip", "<!DOCTYPE x>"), "entities"),
        (_package(tmp_path / "e.zip", "<open>"), "not XML"),
    ):
        with pytest.raises(UnsupportedFormat, match=message):
            packages.add_package(file)


def test_nothing_is_kept_of_what_was_refused(tmp_path: Path, data_folder: Path) -> None:
    with pytest.raises(UnsupportedFormat):
        packages.add_package(_package(tmp_path / "c.zip", "http://example.com/ifrs/2025"))
    assert not list(data_folder.rglob("*.zip"))
