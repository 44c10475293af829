"""The Python interface: what it exports, what it refuses, and that the example runs."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import converter
from converter.errors import BadOption, UnreadableFile

TESTS = Path(__file__).resolve().parents[2]
NOTE = TESTS / "cases" / "kestrel-bars" / "input.txt"


def test_exports_are_what_is_promised() -> None:
    assert converter.__all__ == ["Conversion", "convert", "read_note"]
    assert all(getattr(converter, name) is not None for name in converter.__all__)


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, converter; print([m for m in ('pandas', 'lxml', 'jinja2', 'converter.api') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TESTS.parent)
    assert found.stdout.strip() == "[]"


def test_facts_are_a_frame_of_exact_numbers() -> None:
    made = converter.convert(NOTE, entity_name="Kestrel Ridge Instruments Ltd.", cik="1999901", form="20-F")
    assert len(made.facts) == len(made.report.facts) > 20
    assert {type(v) for v, unit in zip(made.facts["value"], made.facts["unit"], strict=True) if unit} == {Decimal}


def test_read_note_gives_tables() -> None:
    assert converter.read_note(str(NOTE)).tables


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"colour": "red"}, "colour"),
        ({"retag": "often"}, "retag"),
        ({"also": "docx"}, "--also"),
        ({"year": "20x5"}, "year"),
    ],
)
def test_settings_that_are_none_are_refused(given: dict[str, str], what: str) -> None:
    with pytest.raises(BadOption) as refused:
        converter.convert(NOTE, **given)
    assert what in refused.value.where


def test_a_missing_file_is_said() -> None:
    with pytest.raises(UnreadableFile):
        converter.convert(NOTE.with_name("nothing.txt"))


def test_the_example_runs() -> None:
    run = subprocess.run(
        [sys.executable, str(TESTS / "api_example.py")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(TESTS.parent)},
    )
    assert run.returncode == 0, run.stderr
    assert "Lanternfish" not in run.stderr
