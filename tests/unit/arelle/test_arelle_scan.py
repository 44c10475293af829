"""What a report names: found wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.arelle.layout import Taxonomy
from converter.arelle.scan import scan

GAAP, SRT, DEI = Taxonomy("us-gaap", 2025), Taxonomy("srt", 2025), Taxonomy("dei", 2025)
NS = 'xmlns:us-gaap="http://fasb.org/us-gaap/2025" xmlns:srt="http://fasb.org/srt/2025"'


def _write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'<a {NS}><i name="us-gaap:Revenues"/></a>', (GAAP, "Revenues")),
        (f"<a {NS}><us-gaap:Assets>1</us-gaap:Assets></a>", (GAAP, "Assets")),
        (f'<a {NS}><e dimension="srt:ProductOrServiceAxis">us-gaap:ServiceMember</e></a>', (GAAP, "ServiceMember")),
        (f'<a {NS}><e dimension="srt:ProductOrServiceAxis"/></a>', (SRT, "ProductOrServiceAxis")),
        ('<a xmlns:g="http://fasb.org/us-gaap/2025"><i name="g:Goodwill"/></a>', (GAAP, "Goodwill")),
        ("<a>http://fasb.org/srt/2025#ChiefExecutiveOfficerMember</a>", (SRT, "ChiefExecutiveOfficerMember")),
        (
            '<loc xlink:href="https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd#us-gaap_Revenues"/>',
            (GAAP, "Revenues"),
        ),
    ],
)
def test_elements_are_found(tmp_path: Path, text: str, found: tuple[Taxonomy, str]) -> None:
    assert found in scan(_write(tmp_path, "report.htm", text)).elements


def test_names_of_no_standard_taxonomy_are_left(tmp_path: Path) -> None:
    text = '<a xmlns:own="http://www.example.com/2025" style="color:red"><i name="own:Thing"/></a>'
    assert scan(_write(tmp_path, "report.htm", text)).elements == frozenset()


def test_utf_16_is_read(tmp_path: Path) -> None:
    entry = _write(tmp_path, "report.htm", f'<a {NS}><i name="us-gaap:Revenues"/></a>', "utf-16")
    assert (GAAP, "Revenues") in scan(entry).elements


def test_the_reports_own_files_are_followed(tmp_path: Path) -> None:
    entry = _write(tmp_path, "r.htm", '<schemaRef xlink:href="r.xsd"/>')
    _write(
        tmp_path,
        "r.xsd",
        '<x><linkbaseRef xlink:href="r_def.xml"/><import namespace="http://xbrl.sec.gov/dei/2025" '
        'schemaLocation="https://xbrl.sec.gov/dei/2025/dei-2025.xsd"/>'
        '<import namespace="http://fasb.org/us-roles/2025" '
        'schemaLocation="https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2025.xsd"/></x>',
    )
    _write(
        tmp_path,
        "r_def.xml",
        '<x><roleRef roleURI="http://fasb.org/role/One" '
        'xlink:href="https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2025.xsd#one"/>'
        '<loc xlink:href="r.xsd#own_Thing"/><loc xlink:href="gone.xsd#x"/></x>',
    )
    names = scan(entry)
    assert [path.name for path in names.files] == ["r.htm", "r.xsd", "r_def.xml"]
    assert names.schemas == {DEI}
    roles = "https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2025.xsd"
    assert names.others == {(roles, "http://fasb.org/us-roles/2025")}
    assert names.roles == {(roles, "one", "http://fasb.org/role/One")}


def test_json_names_its_taxonomy_and_elements(tmp_path: Path) -> None:
    entry = _write(
        tmp_path,
        "r.json",
        '{"documentInfo": {"namespaces": {"us-gaap": "http://fasb.org/us-gaap/2025"}, "taxonomy": ["r.xsd"]},'
        ' "facts": {"f": {"dimensions": {"concept": "us-gaap:Revenues"}}}}',
    )
    _write(tmp_path, "r.xsd", "<x/>")
    names = scan(entry)
    assert [path.name for path in names.files] == ["r.json", "r.xsd"]
    assert names.elements == {(GAAP, "Revenues")}
