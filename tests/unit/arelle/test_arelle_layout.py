"""Namespaces and URLs of the standard taxonomies, both ways."""

from __future__ import annotations

import pytest

from converter.arelle import layout
from converter.arelle.layout import Taxonomy


@pytest.mark.parametrize(
    ("prefix", "namespace", "url"),
    [
        (
            "us-gaap",
            "http://fasb.org/us-gaap/2025",
            "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd",
        ),
        (
            "us-types",
            "http://fasb.org/us-types/2025",
            "https://xbrl.fasb.org/us-gaap/2025/elts/us-types-2025.xsd",
        ),
        ("srt", "http://fasb.org/srt/2025", "https://xbrl.fasb.org/srt/2025/elts/srt-2025.xsd"),
        ("srt-types", "http://fasb.org/srt-types/2025", "https://xbrl.fasb.org/srt/2025/elts/srt-types-2025.xsd"),
        ("dei", "http://xbrl.sec.gov/dei/2025", "https://xbrl.sec.gov/dei/2025/dei-2025.xsd"),
        ("country", "http://xbrl.sec.gov/country/2025", "https://xbrl.sec.gov/country/2025/country-2025.xsd"),
    ],
)
def test_a_schema_has_its_place(prefix: str, namespace: str, url: str) -> None:
    taxonomy = Taxonomy(prefix, 2025)
    assert (taxonomy.namespace, taxonomy.url) == (namespace, url)
    assert layout.by_namespace(namespace) == taxonomy
    assert layout.by_url(url) == taxonomy


@pytest.mark.parametrize(
    ("url", "behind", "published"),
    [
        ("https://xbrl.fasb.org/us-gaap/2025/entire/us-gaap-entryPoint-std-2025.xsd", Taxonomy("us-gaap", 2025), True),
        ("https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-std-2025.xsd", Taxonomy("us-gaap", 2025), True),
        ("https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2025.xsd", None, True),
        ("https://xbrl.fasb.org/srt/2025/elts/srt-roles-2025.xsd", None, True),
        ("https://xbrl.sec.gov/dei/2025/dei-entire-2025.xsd", Taxonomy("dei", 2025), True),
        ("https://xbrl.sec.gov/dei/2025/dei-2025_lab.xsd", Taxonomy("dei", 2025), True),
        ("https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-lab-2025.xml", None, True),
        ("https://xbrl.fasb.org/srt/2025/elts/srtx-2025.xsd", Taxonomy("srt", 2025), False),
        ("https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2024.xsd", None, False),
        ("https://www.example.com/roles.xsd", None, False),
    ],
)
def test_other_urls_at_the_standard_hosts(url: str, behind: Taxonomy | None, published: bool) -> None:  # noqa: FBT001
    assert layout.by_url(url) is None
    assert layout.behind(url) == behind
    assert layout.is_published(url) is published


def test_namespace_of_a_role_schema() -> None:
    assert layout.namespace_of("https://xbrl.fasb.org/us-gaap/2025/elts/us-roles-2025.xsd") == (
        "http://fasb.org/us-roles/2025"
    )


def test_the_data_type_registry_goes_with_the_year() -> None:
    registry = {year: {p: n for p, n, _ in layout.base_imports(year)}["dtr-types"] for year in (2024, 2025)}
    assert registry == {
        2024: "http://www.xbrl.org/dtr/type/2022-03-31",
        2025: "http://www.xbrl.org/dtr/type/2024-01-31",
    }
