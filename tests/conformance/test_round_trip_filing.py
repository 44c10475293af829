"""Our own output taken for a filing: tagged anew it is valid with both taxonomies, kept it comes back as it was.

And the years: the same note in each taxonomy year at hand is valid, and what is provisional is said to be.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import converter
from converter import knowledge
from converter.findings import Severity
from converter.pipeline import Conversion

CASE = Path(__file__).resolve().parents[1] / "cases" / "quillon-html"
FLAGS = tomllib.loads((CASE / "case.toml").read_text("utf-8"))


def errors(made: Conversion) -> list[str]:
    return [f"{f.code}: {f.message}" for f in made.findings if f.severity is Severity.ERROR]


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filed")
    converter.convert(CASE / "input.html", out=folder, validate=False, **FLAGS)
    (page,) = (folder / "edgar").glob("*.htm")
    return page


def test_a_filing_tagged_anew_is_valid_and_says_the_same(filed: Path, tmp_path: Path) -> None:
    first = converter.convert(CASE / "input.html", **FLAGS)
    again = converter.convert(filed, out=tmp_path / "again", **FLAGS)
    assert errors(again) == []
    assert again.validation is not None

    def said(made: Conversion) -> list[tuple[object, ...]]:
        return sorted(((str(f.concept), str(f.value), f.period, f.dimensions) for f in made.report.facts), key=repr)

    assert said(again) == said(first)
    assert (tmp_path / "again" / "edgar" / filed.with_suffix(".xsd").name).is_file(), "its own schema goes along"


def test_a_filing_whose_tags_are_kept_comes_back_as_it_was(filed: Path, tmp_path: Path) -> None:
    made = converter.convert(filed, out=tmp_path / "kept", retag="keep", **FLAGS)
    assert errors(made) == []
    (page,) = (tmp_path / "kept").glob("*.htm")
    ours = re.compile(rf'<link:schemaRef[^>]*href="{made.report.stem}\.xsd"/>')
    assert ours.sub("", page.read_text("utf-8")) == filed.read_text("utf-8")


def test_a_schema_that_is_not_beside_the_filing_is_said(filed: Path, tmp_path: Path) -> None:
    alone = tmp_path / filed.name
    alone.write_bytes(filed.read_bytes())
    made = converter.convert(alone, out=tmp_path / "out", **FLAGS)
    codes = {finding.code for finding in made.findings}
    assert {"emit.schema-missing", "arelle.unreachable"} <= codes, "nothing is fetched"


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_year_is_valid_and_its_standing_said(year: int, tmp_path: Path) -> None:
    made = converter.convert(CASE / "input.html", out=tmp_path, **{**FLAGS, "year": str(year)})
    assert errors(made) == []
    codes = [finding.code for finding in made.findings]
    assert codes.count("knowledge.year-provisional") == int(knowledge.load(year).catalogue.provisional)
    assert f"http://fasb.org/us-gaap/{year}" in (tmp_path / f"{made.report.stem}.htm").read_text("utf-8")
    assert made.validation is not None
    assert all(len(digest) == 64 for _, digest in made.validation.taxonomy_files)
    assert made.validation.taxonomy_files
