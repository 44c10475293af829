"""The note with its tags: stretches of text, rows, colours."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from converter.facts.model import Fact
from converter.pipeline import Conversion
from converter.report.index import build_index
from converter.report.note import BlockView, CellView, PieceView, note_blocks


def blocks(made: Conversion) -> dict[str, BlockView]:
    return {block.id: block for block in note_blocks(build_index(made))}


def tagged(made: Conversion) -> Iterator[PieceView]:
    for block in blocks(made).values():
        yield from (piece for piece in block.pieces if piece.tags)


def cells(made: Conversion) -> dict[str, CellView]:
    shown = blocks(made).values()
    return {c.id: c for b in shown for table in b.tables for row in (*table.head, *table.rows) for c in row if c.id}


def with_facts(made: Conversion, *facts: Fact) -> Conversion:
    return replace(made, report=replace(made.report, facts=facts))


def spoken(made: Conversion) -> Fact:
    """A fact that a sentence says."""
    return next(fact for fact in made.report.facts if fact.source.ref.table is None)


def at(fact: Fact, start: int, end: int) -> Fact:
    return replace(fact, id=f"f-{start}-{end}", source=replace(fact.source, span=(start, end)))


def test_tags_across_one_another_share_a_stretch(html_case: Conversion) -> None:
    fact = spoken(html_case)
    made = with_facts(html_case, at(fact, 3, 9), at(fact, 20, 30), at(fact, 25, 40), at(fact, 22, 24))
    text = next(b.text for b in html_case.note.blocks if b.ref == fact.source.ref)  # type: ignore[union-attr]  # no table
    assert [(piece.text, len(piece.tags)) for piece in tagged(made)] == [(text[3:9], 1), (text[20:40], 3)]


def test_the_text_stays_whole(html_case: Conversion) -> None:
    shown = ["".join(piece.text for piece in block.pieces) for block in blocks(html_case).values() if block.pieces]
    assert shown == [b.text for b in html_case.note.blocks if getattr(b, "text", "").strip()]


def test_a_row_names_its_concept_once(html_case: Conversion) -> None:
    shown = cells(html_case)
    sales = next(cell for cell in shown.values() if cell.piece.text == "Net sales")
    assert sales.header == "row"
    assert sales.concept.startswith("us-gaap:")
    assert all(not cell.concept for cell in shown.values() if cell.piece.tags)


def test_the_colour_is_that_of_the_least_sure_tag(html_case: Conversion) -> None:
    decisions = tuple(replace(d, confidence=0.3 if n == 0 else 0.9) for n, d in enumerate(html_case.mapped.decisions))
    made = replace(html_case, mapped=replace(html_case.mapped, decisions=decisions))
    unsure = {f.source.ref.place.replace(":", "") for f in made.report.facts if f.decision == decisions[0].id}
    assert {cell.id for cell in cells(made).values() if cell.piece.band == "unsure"} == unsure


def test_a_tag_says_value_period_members_and_who_decided(html_case: Conversion) -> None:
    fact = next(f for f in html_case.report.facts if f.dimensions and f.decimals == -6)
    (tag,) = cells(html_case)[fact.source.ref.place.replace(":", "")].piece.tags
    assert tag.value == f"{fact.value:,f} USD"
    assert tag.period == "12 months to 2025-09-30"
    assert [member for _, member in tag.members] == [str(member) for _, member in fact.dimensions]
    assert tag.decided.split(",")[0] in ("rule", "ranking", "extension")


def test_columns_heads_are_apart(html_case: Conversion) -> None:
    table = blocks(html_case)["b3"].tables[0]
    assert [cell.piece.text for cell in table.head[0] if cell.id][:2] == ["Coatings", "Adhesives"]
    assert not any(cell.header == "col" for cell in table.rows[0])
