"""Each case of tests/cases, stage by stage, against its goldens: the first stage that differs is the one reported.

A case is a folder with `input.*`, `case.toml` (the flags) and the goldens `1-tables.json` to `5-findings.json` that
`segxbrl inspect --json` prints. `pytest tests/test_cases.py --regen` rewrites them; a missing golden fails.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from converter import knowledge, pipeline, readers
from converter.options import Settings
from converter.pipeline import Conversion
from converter.profile import settings_from
from converter.report.plain import dumps

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/case.toml"))
STAGES = ("1-tables", "2-interpreted", "3-mapping", "4-facts", "5-findings")


def settings(case: Path) -> Settings:
    return settings_from(tomllib.loads((case / "case.toml").read_text("utf-8")), None)


@cache
def converted(case: Path) -> Conversion:
    (source,) = case.glob("input.*")
    document, _ = readers.read(source)
    chosen = settings(case)
    return pipeline.convert_document(document, chosen, knowledge.load(chosen.year))


def stage_values(made: Conversion) -> dict[str, Any]:
    return {
        "1-tables": made.note.tables,
        "2-interpreted": [(t.id, t.kind, t.lines, t.values) for t in made.interpreted.tables],
        "3-mapping": [(d.id, d.label, d.concept, d.sign, d.decided_by) for d in made.mapped.decisions],
        "4-facts": made.report.facts,
        "5-findings": made.findings,
    }


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    made = converted(case)
    for stage in STAGES:
        golden = case / f"{stage}.json"
        text = dumps(stage_values(made)[stage]) + "\n"
        if request.config.getoption("--regen"):
            golden.write_text(text, "utf-8")
            continue
        assert golden.exists(), f"{golden.name} is missing: look at the output, then run pytest --regen"
        assert json.loads(text) == json.loads(golden.read_text("utf-8")), f"{stage} differs"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_same_input_same_bytes(case: Path) -> None:
    first = {f.path: f.content for f in converted(case).files}
    converted.cache_clear()
    assert {f.path: f.content for f in converted(case).files} == first
