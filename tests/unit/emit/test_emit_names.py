"""Namespaces and where schemas are published."""

from __future__ import annotations

import pytest
from emit_samples import report_of

from converter.emit.names import declared, href, namespace_of, schema_url
from converter.errors import NotRepresentable
from converter.facts.model import QName, Unit


@pytest.mark.parametrize(
    ("namespace", "url"),
    [
        ("http://fasb.org/us-gaap/2025", "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd"),
        ("http://fasb.org/srt/2024", "https://xbrl.fasb.org/srt/2024/elts/srt-2024.xsd"),
        ("http://fasb.org/us-types/2026", "https://xbrl.fasb.org/us-gaap/2026/elts/us-types-2026.xsd"),
        ("http://xbrl.sec.gov/dei/2025", "https://xbrl.sec.gov/dei/2025/dei-2025.xsd"),
        ("http://xbrl.sec.gov/country/2024", "https://xbrl.sec.gov/country/2024/country-2024.xsd"),
        ("http://www.xbrl.org/dtr/type/2022-03-31", "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd"),
        ("http://www.xbrl.org/2003/instance", "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
    ],
)
def test_schema_urls(namespace: str, url: str) -> None:
    assert schema_url(namespace) == url


def test_unknown_namespace() -> None:
    with pytest.raises(NotRepresentable):
        schema_url("http://example.com/2025")


def test_hrefs() -> None:
    report = report_of(())
    assert href(report, QName("brk", "MillsMember")) == "brk-20241231.xsd#brk_MillsMember"
    standard = "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd#us-gaap_Revenues"
    assert href(report, QName("us-gaap", "Revenues")) == standard


def test_only_what_is_used_is_declared() -> None:
    used = declared(report_of(()), [QName("us-gaap", "Revenues")], [Unit("iso4217:EUR", "xbrli:shares")])
    assert list(used) == ["brk", "iso4217", "us-gaap", "xbrli"]


def test_dei_is_of_the_reports_year() -> None:
    assert namespace_of(report_of((), namespaces={}, year=2026), "dei") == "http://xbrl.sec.gov/dei/2026"


def test_prefix_without_a_namespace() -> None:
    with pytest.raises(NotRepresentable):
        namespace_of(report_of(()), "ecd")
