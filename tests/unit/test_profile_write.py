"""A profile written from a conversion: it says again what was decided, and a line edited in it changes that line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from converter import knowledge, pipeline, readers
from converter.errors import OutputError
from converter.options import Settings
from converter.profile import settings_from
from converter.profile_write import profile_text, write_profile

PAGE = """<html><body><h2>Segment information</h2><p>The Company has two reportable segments, Harbor and Inland.</p>
<p>The following table presents information by segment (in thousands):</p><table>
<tr><td></td><td colspan=3>Year ended December 31, 2024</td></tr>
<tr><td></td><td>Harbor</td><td>Inland</td><td>Total</td></tr>
<tr><td>Revenue</td><td>1,000</td><td>900</td><td>1,900</td></tr>
<tr><td>Depot costs</td><td>600</td><td>500</td><td>1,100</td></tr>
<tr><td>Marketing</td><td>150</td><td>100</td><td>250</td></tr>
<tr><td>Segment operating income</td><td>250</td><td>300</td><td>550</td></tr></table></body></html>"""
FLAGS = {"entity_name": "Quayside Depots", "form": "10-K", "period_end": "2024-12-31"}
GIVEN = """# Kept by hand
[cover]
EntityFilerCategory = "Non-accelerated Filer"

[house]
operating_segments = "always"  # as in every year

[[preferences]]
instead_of = "us-gaap:Revenues"
use = "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"

[[cells]]
place = "t1:r4:c1"
shown = "150"
skip = "told elsewhere"
"""


def converted(settings: Settings) -> pipeline.Conversion:
    document, _ = readers.read_bytes("note.html", PAGE.encode())
    return pipeline.convert_document(document, settings, knowledge.load(2025))


def facts(made: pipeline.Conversion) -> set[tuple[str, ...]]:
    return {(str(f.concept), str(f.value), str(f.period), str(f.dimensions)) for f in made.report.facts}


def with_profile(folder: Path, text: str) -> Settings:
    path = folder / f"{abs(hash(text))}.toml"
    path.write_text(text, "utf-8")
    return settings_from({}, path)


def test_a_written_profile_says_what_was_decided(tmp_path: Path) -> None:
    made = converted(settings_from(FLAGS, None))
    settings = with_profile(tmp_path, profile_text(made))
    assert (settings.entity_name, settings.form, settings.period_end) == (
        "Quayside Depots",
        "10-K",
        date(2024, 12, 31),
    )
    assert facts(converted(settings)) == facts(made)


def test_one_line_edited_changes_exactly_that(tmp_path: Path) -> None:
    made = converted(settings_from(FLAGS, None))
    text = profile_text(made)
    assert 'concept = "us-gaap:MarketingExpense"' in text
    edited = text.replace('concept = "us-gaap:MarketingExpense"', 'concept = "us-gaap:SellingAndMarketingExpense"')
    before, after = facts(made), facts(converted(with_profile(tmp_path, edited)))
    assert {f[0] for f in before - after} == {"us-gaap:MarketingExpense"}
    assert {f[0] for f in after - before} == {"us-gaap:SellingAndMarketingExpense"}
    assert {f[1:] for f in before - after} == {f[1:] for f in after - before}


def test_what_the_given_profile_says_besides_is_kept(tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text(GIVEN, "utf-8")
    made = converted(settings_from(FLAGS, given))
    write_profile(made, tmp_path / "written.toml", given)
    again = settings_from({}, tmp_path / "written.toml")
    before = settings_from(FLAGS, given).profile
    for section in ("cover", "operating_segments", "preferences", "cells"):
        assert getattr(again.profile, section) == getattr(before, section) != type(getattr(before, section))()
    assert "as in every year" in (tmp_path / "written.toml").read_text("utf-8")
    assert facts(converted(again)) == facts(made)


def test_a_profile_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "company.toml"
    path.write_text("# mine\n", "utf-8")
    with pytest.raises(OutputError, match="exists already"):
        write_profile(converted(settings_from(FLAGS, None)), path)
    assert path.read_text("utf-8") == "# mine\n"


def test_the_scale_that_a_run_was_given_is_kept(tmp_path: Path) -> None:
    bare = PAGE.replace(" (in thousands)", "")
    settings = settings_from({**FLAGS, "scale": "millions"}, None)
    document, _ = readers.read_bytes("note.html", bare.encode())
    made = pipeline.convert_document(document, settings, knowledge.load(2025))
    again = with_profile(tmp_path, profile_text(made, "", settings.scale))
    assert again.scale == 6
    assert pipeline.convert_document(document, again, knowledge.load(2025)).report.facts == made.report.facts
