"""The same facts as XBRL 2.1 and as xBRL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from emit_samples import REVENUES, number_fact, report_of
from lxml import etree
from msgspec.structs import replace

from converter.emit import emit
from converter.emit.items import lexical, members, plain
from converter.emit.names import enumerated
from converter.emit.oim import oim_period
from converter.errors import NotRepresentable
from converter.facts.model import FactReport, Period, Unit
from converter.tables.model import SegmentNote

XBRLI = "{http://www.xbrl.org/2003/instance}"


@pytest.fixture
def outputs(on_text: SegmentNote, full_report: Callable[[SegmentNote], FactReport]) -> tuple[FactReport, Any, Any]:
    report = full_report(on_text)
    files = {f.path: f.content for f in emit(report, on_text)}
    return report, etree.fromstring(files["xbrl/brk-20241231.xml"]), json.loads(files["brk-20241231.json"])


def test_the_instance_has_every_fact(outputs: tuple[FactReport, Any, Any]) -> None:
    report, instance, _ = outputs
    facts = {e.get("id"): e for e in instance if e.get("contextRef")}
    assert len(facts) == len(report.facts) + len(report.text_blocks) + len(report.cover)
    for fact in report.facts:
        element = facts[fact.id]
        assert etree.QName(element).localname == fact.concept.local
        assert element.text == lexical(fact.value)
        assert (element.get("unitRef") is None) == (fact.unit is None)
    schema = instance.find("{http://www.xbrl.org/2003/linkbase}schemaRef")
    assert schema.get("{http://www.w3.org/1999/xlink}href") == "../brk-20241231.xsd"
    used = {e.get("contextRef") for e in facts.values()}
    assert used == {e.get("id") for e in instance.iter(f"{XBRLI}context")}


def test_the_json_has_every_fact(outputs: tuple[FactReport, Any, Any]) -> None:
    _, instance, document = outputs
    assert document["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-json"
    assert document["documentInfo"]["taxonomy"] == ["brk-20241231.xsd"]
    assert list(document["facts"]) == [e.get("id") for e in instance if e.get("contextRef")]
    assert document["facts"]["f-42"] == {
        "value": "-50000",
        "decimals": -3,
        "dimensions": {
            "concept": "us-gaap:GrossProfit",
            "entity": "cik:0001234567",
            "period": "2024-01-01T00:00:00/2025-01-01T00:00:00",
            "unit": "iso4217:USD",
            "us-gaap:StatementBusinessSegmentsAxis": "brk:MillsMember",
        },
    }
    assert document["facts"]["f-meration"]["value"] == "srt:ChiefExecutiveOfficerMember"
    assert document["facts"]["f-ormation"]["value"] == "true"
    assert document["facts"]["f-cription"]["dimensions"]["language"] == "en-us"
    assert "decimals" not in document["facts"]["f-Segments"]
    prefixes = {name.partition(":")[0] for f in document["facts"].values() for name in f["dimensions"].values()}
    assert prefixes - {"2024-01-01T00", "en-us", "2025-01-01T00"} <= set(document["documentInfo"]["namespaces"])


def test_text_blocks_say_in_all_what_the_page_shows(outputs: tuple[FactReport, Any, Any]) -> None:
    _, instance, document = outputs
    block = next(e for e in instance if e.get("id") == "tb-2")
    assert block.text == document["facts"]["tb-2"]["value"]
    assert block.text.startswith("<table>")
    assert "<td>Cost of revenue</td>" in block.text
    assert "ix:" not in block.text
    whole = document["facts"]["tb-1"]["value"]
    assert "Bakery &amp; Mills" in whole
    etree.fromstring(f"<div>{whole}</div>")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.20E+6"), "1200000"),
        (Decimal("-0.2500"), "-0.25"),
        (Decimal("-0"), "0"),
        (Decimal("100"), "100"),
        (True, "true"),
        (False, "false"),
        (("b#2", "a#1"), "a#1 b#2"),
        ("as is ", "as is "),
    ],
)
def test_lexical_values(value: Any, text: str) -> None:
    assert lexical(value) == text


def test_zero_is_never_negative() -> None:
    assert plain(Decimal("-0.00")) == "0"


def test_an_enumeration_of_an_unknown_namespace() -> None:
    with pytest.raises(NotRepresentable):
        enumerated(["http://example.com#A"])


def test_enumerations_as_prefixed_names() -> None:
    names = ("http://fasb.org/us-gaap/2025#BMember", "http://fasb.org/srt/2025#AMember")
    namespaces = enumerated(names)
    assert namespaces == {"srt": "http://fasb.org/srt/2025", "us-gaap": "http://fasb.org/us-gaap/2025"}
    assert members(" ".join(names), namespaces) == "srt:AMember us-gaap:BMember"


def test_periods_end_at_midnight() -> None:
    assert oim_period(Period(end=date(2024, 12, 31))) == "2025-01-01T00:00:00"
    year = Period(start=date(2023, 10, 1), end=date(2024, 9, 28))
    assert oim_period(year) == "2023-10-01T00:00:00/2024-09-29T00:00:00"


def test_ratios(on_text: SegmentNote) -> None:
    fact = replace(number_fact(on_text, 1, 1, REVENUES, "1200500"), unit=Unit("iso4217:USD", "xbrli:shares"))
    files = {f.path: f.content for f in emit(report_of((fact,)), on_text)}
    document = json.loads(files["brk-20241231.json"])
    assert document["facts"]["f-11"]["dimensions"]["unit"] == "iso4217:USD/xbrli:shares"
    instance = etree.fromstring(files["xbrl/brk-20241231.xml"])
    assert [m.text for m in instance.iter(f"{XBRLI}measure")] == ["iso4217:USD", "xbrli:shares"]
