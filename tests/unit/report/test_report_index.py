"""Places of the input as places of the page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from converter.findings import warning
from converter.pipeline import Conversion
from converter.report.index import build_index
from converter.source import SourceRef


@pytest.mark.parametrize(
    ("ref", "target"),
    [
        (SourceRef(table=1, row=2, col=2), "t1r3c3"),
        (SourceRef(table=1, row=2, col=3), "t1"),
        (SourceRef(table=1), "t1"),
        (SourceRef(table=9, row=1), ""),
        (SourceRef(offset=10**7), ""),
        (SourceRef(file="qmc-20250930.htm", line=40), ""),
        (None, ""),
    ],
)
def test_link(html_case: Conversion, ref: SourceRef | None, target: str) -> None:
    assert build_index(html_case).link(ref) == target


def test_a_place_in_a_sentence_is_its_block(html_case: Conversion) -> None:
    index = build_index(html_case)
    blocks = html_case.note.blocks
    assert [index.link(replace(blocks[n].ref, offset=blocks[n].ref.offset + 1)) for n in (1, 2)] == ["b1", "b2"]


@pytest.mark.parametrize("details", [{"fact": "{id}"}, {"facts": "{id} f-2"}])
def test_a_finding_about_our_fact_is_where_it_was_read(html_case: Conversion, details: dict[str, str]) -> None:
    fact = html_case.report.facts[-1]
    named = {key: text.replace("{id}", fact.id) for key, text in details.items()}
    finding = warning("a.b", "m", SourceRef(file="qmc-20250930.htm", line=3), **named)
    assert build_index(html_case).where(finding) == fact.source.ref


def test_lines_alike_in_several_tables_are_one(html_case: Conversion) -> None:
    index = build_index(html_case)
    sales = next(group for group in index.groups if group.first.label == "Net sales")
    assert {decision.table for decision in sales.decisions} >= {"t1", "t2"}
    assert sum(len(group.decisions) for group in index.groups) == len(html_case.mapped.decisions)
    assert len({group.id for group in index.groups}) == len(index.groups)
