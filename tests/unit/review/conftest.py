"""A conversion under review, without Arelle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from converter import pipeline
from converter.options import Settings
from converter.review.change import Change, address
from converter.review.workspace import Workspace

NOTE = """<h2>Note 9. Segment information</h2>
<p>The Company has two reportable segments: Bread and Cake.</p>
<p>Year ended December 31, 2024 (in thousands):</p>
<table><tr><td></td><th>Bread</th><th>Cake</th><th>Total</th></tr>
<tr><td>Revenue</td><td>910</td><td>640</td><td>1,550</td></tr>
<tr><td>Flour &lt;script&gt;alert(1)&lt;/script&gt; costs</td><td>(520)</td><td>(430)</td><td>(950)</td></tr>
<tr><td>Segment profit</td><td>390</td><td>210</td><td>600</td></tr></table>
<p>Year ended December 31, 2023 (in thousands):</p>
<table><tr><td></td><th>Bread</th><th>Cake</th><th>Total</th></tr>
<tr><td>Revenue</td><td>811</td><td>541</td><td>1,352</td></tr>
<tr><td>Flour &lt;script&gt;alert(1)&lt;/script&gt; costs</td><td>(421)</td><td>(331)</td><td>(752)</td></tr>
<tr><td>Segment profit</td><td>390</td><td>210</td><td>600</td></tr></table>
"""
NOW = datetime(2025, 2, 11, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a conversion wrote."""
    folder = tmp_path_factory.mktemp("converted")
    note = folder / "note.html"
    note.write_text(NOTE, "utf-8")
    settings = Settings(
        entity_name="Acme Bakers",
        cik="0001999903",
        form="10-K",
        prefix="acme",
        period_end=date(2024, 12, 31),
        validate=False,
    )
    pipeline.convert(note, settings, folder / "out")
    return folder / "out"


@pytest.fixture
def out(converted: Path, tmp_path: Path) -> Path:
    shutil.copytree(converted, tmp_path / "out")
    return tmp_path / "out"


class Reviewer:
    """A workspace in the words of its user."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.workspace = Workspace(out, now=lambda: NOW)

    def at(self, shown: str) -> str:
        return next(address(v) for v in self.workspace.state.index.values.values() if v.shown == shown)

    def decide(self, shown: str, kind: str, **parts: str) -> None:
        self.workspace.decide(Change.from_data({"at": self.at(shown), "kind": kind, **parts}))

    def tags(self, *shown: str) -> tuple[str, ...]:
        """The concepts of the first facts shown so."""
        facts = {fact.source.shown: str(fact.concept) for fact in reversed(self.workspace.state.made.report.facts)}
        return tuple(facts.get(number, "") for number in shown)

    @property
    def profile(self) -> str:
        return (self.out / "profile.toml").read_text("utf-8")


@pytest.fixture
def reviewer(out: Path) -> Iterator[Reviewer]:
    made = Reviewer(out)
    yield made
    made.workspace.close()
