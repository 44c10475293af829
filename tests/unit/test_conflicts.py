"""A contradiction between two facts, as a reader sees it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from converter import knowledge, pipeline, readers
from converter.facts.conflicts import conflicts
from converter.options import Settings

NOTE = Path(__file__).resolve().parents[1] / "cases/kestrel-bars/input.txt"


def test_amounts_are_told_without_an_exponent() -> None:
    document, _ = readers.read(NOTE)
    made = pipeline.convert_document(document, Settings(), knowledge.load(2025))
    fact = next(fact for fact in made.report.facts if isinstance(fact.value, Decimal))
    one, other = (replace(fact, value=Decimal(text)) for text in ("5.3803E+10", "-3.4828E+10"))
    (finding,) = conflicts((one, other))
    assert "53,803,000,000" in finding.message
    assert "-34,828,000,000 here" in finding.message
