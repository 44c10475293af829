"""Every numeric cell of a claimed table ends as a fact or as a finding that says why not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from converter import knowledge, pipeline, readers
from converter.pipeline import Conversion
from converter.profile import settings_from

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
NUMBER = re.compile(r"[$€£¥(\s]*-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[)%\s]*")
YEAR = re.compile(r"(19|20)\d\d")
CASES = sorted((ROOT / "tests/cases").glob("*/input.*"))


def unaccounted(made: Conversion) -> Iterator[str]:
    """Places of cells that read as a number, outside the label column, with neither fact nor finding. A bare year in a
    row with no other number is a column header."""
    facts = {fact.source.ref.place for fact in made.report.facts}
    findings = {finding.where.place for finding in made.findings if finding.where}
    for table in made.note.tables:
        numbers = [cell for cell in table.cells if cell.col > 0 and NUMBER.fullmatch(cell.words)]
        rows = {cell.row for cell in numbers if not YEAR.fullmatch(cell.words)}
        for cell in numbers:
            header = YEAR.fullmatch(cell.words) and cell.row not in rows
            if not header and cell.ref.place not in facts | findings:
                yield f"{cell.ref.place} {cell.words!r}"


def converted(name: str, data: bytes, flags: dict[str, object]) -> Conversion:
    document, _ = readers.read_bytes(name, data)
    settings = settings_from(flags, None)
    return pipeline.convert_document(document, settings, knowledge.load(settings.year))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.parent.name)
def test_cases_are_accounted_for(path: Path) -> None:
    made = converted(path.name, path.read_bytes(), {})
    assert made.report.facts
    assert list(unaccounted(made)) == []


@pytest.mark.shared
@pytest.mark.parametrize("seed", ["000_ccf4bcca06ac230d.txt", "004_fa2b530666297a11.txt"])
def test_seeds_are_accounted_for(shared: Path, seed: str) -> None:
    assert list(unaccounted(converted(seed, (shared / "seeds" / seed).read_bytes(), {}))) == []


def corpus() -> list[str]:
    return sorted(path.stem for path in (SHARED / "corpus/dev").glob("*.json"))


@pytest.mark.shared
@pytest.mark.skipif(not corpus(), reason="needs the corpus beside the checkout")
@pytest.mark.parametrize("case", corpus() or ["none"])
def test_corpus_is_accounted_for(case: str) -> None:
    folder = SHARED / "corpus/dev"
    meta = json.loads((folder / f"{case}.json").read_text())["meta"]
    flags = {"form": meta["form"], "period_end": meta["period_end"], "fiscal_period": meta["fp_focus"]}
    made = converted(f"{case}.note.html", (folder / f"{case}.note.html").read_bytes(), flags)
    assert list(unaccounted(made)) == []
