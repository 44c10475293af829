"""The invented company's note and report, as fixtures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from emit_samples import BLOCKS, COVER, all_facts, html_note, report_of, table_page, text_note

from converter.facts.model import FactReport
from converter.tables.model import SegmentNote


@pytest.fixture
def on_text() -> SegmentNote:
    return text_note()


@pytest.fixture
def on_page() -> SegmentNote:
    return html_note(table_page())


@pytest.fixture
def full_report() -> Callable[[SegmentNote], FactReport]:
    """Everything a report can have, on a given note."""
    return lambda note: report_of(all_facts(note), BLOCKS, cover=COVER)
