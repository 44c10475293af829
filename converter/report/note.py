"""The note as the reviewer sees it: the page's own words, every tagged number coloured by confidence, with its tag."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from ..facts.model import Fact
from ..readers.model import Heading, Paragraph, RawTable, Span
from ..tables.model import Cell, Table
from . import words
from .index import Index, tables_of


class TagView(Struct, frozen=True, kw_only=True):
    """One fact's tag. `members` are (axis, member) as words; `line` is the anchor of its row in the mapping table; `at`
    is the number's address, the same in every conversion of the note: its place and where in the text it starts."""

    concept: str
    label: str
    value: str
    period: str
    decimals: str
    members: tuple[tuple[str, str], ...]
    line: str
    decided: str
    band: str
    at: str = ""


class PieceView(Struct, frozen=True, kw_only=True):
    """A stretch of text. `band` is `sure`, `likely`, `unsure`, `skipped` or empty (no tag); `why` says why a number has
    no tag."""

    text: str
    band: str = ""
    line: str = ""
    why: str = ""
    tags: tuple[TagView, ...] = ()


class CellView(Struct, frozen=True, kw_only=True):
    """`concept` names the tag of a whole row under its label."""

    id: str
    header: str
    """`col` or `row` where the cell is a header of that, else empty."""
    style: str
    piece: PieceView
    col_span: int = 1
    row_span: int = 1
    indent: int = 0
    concept: str = ""
    concept_line: str = ""


class TableView(Struct, frozen=True, kw_only=True):
    """`head` are the rows of column headers at the top, `rows` the others."""

    id: str
    title: str
    head: tuple[tuple[CellView, ...], ...]
    rows: tuple[tuple[CellView, ...], ...]


class BlockView(Struct, frozen=True, kw_only=True):
    """`kind` is `heading`, `paragraph`, `tables` or `elsewhere`."""

    id: str
    kind: str
    pieces: tuple[PieceView, ...] = ()
    tables: tuple[TableView, ...] = ()


def note_blocks(index: Index) -> Iterator[BlockView]:
    """The note's blocks in order, a table of words left out; last, facts that stand in none of them."""
    tables = tables_of(index.conversion)
    in_text: dict[int, list[Fact]] = {}
    elsewhere: list[Fact] = []
    for fact in index.conversion.report.facts:
        ref = fact.source.ref
        if ref.table is not None and anchor_of(fact) in index.cells:
            continue
        number = None if ref.table is not None else index.block_at(ref)
        if number is None or _span(index, fact, number) is None:
            elsewhere.append(fact)
        else:
            in_text.setdefault(number, []).append(fact)
    for number, block in enumerate(index.conversion.note.blocks):
        match block:
            case RawTable():
                views = tuple(_table(index, table) for table in tables.get(block.number, ()))
                if views:
                    yield BlockView(id=f"b{number}", kind="tables", tables=views)
            case Heading() | Paragraph() if block.text.strip():
                kind = "heading" if isinstance(block, Heading) else "paragraph"
                pieces = tuple(_pieces(index, number, block.text, in_text.get(number, [])))
                yield BlockView(id=f"b{number}", kind=kind, pieces=pieces)
    if elsewhere:
        pieces = tuple(_tagged(index, fact.source.shown, (fact,)) for fact in elsewhere)
        yield BlockView(id="elsewhere", kind="elsewhere", pieces=pieces)


def anchor_of(fact: Fact) -> str:
    return words.anchor(fact.source.ref.place)


def _span(index: Index, fact: Fact, number: int | None) -> Span | None:
    """Where a fact stands in the text of a block; None where it does not fit."""
    block = None if number is None else index.conversion.note.blocks[number]
    if block is None or isinstance(block, RawTable):
        return None
    shift = fact.source.ref.offset - block.ref.offset
    start, end = (edge + shift for edge in fact.source.span)
    return (start, end) if 0 <= start < end <= len(block.text) else None


def _pieces(index: Index, number: int, text: str, facts: list[Fact]) -> Iterator[PieceView]:
    """The text cut where tags begin and end; tags within or across one another share a piece."""
    stretches: list[tuple[int, int, list[Fact]]] = []
    placed = sorted((span, n, fact) for n, fact in enumerate(facts) if (span := _span(index, fact, number)))
    for (start, end), _, fact in placed:
        if stretches and start < stretches[-1][1]:
            first, last, together = stretches.pop()
            stretches.append((first, max(last, end), [*together, fact]))
        else:
            stretches.append((start, end, [fact]))
    at = 0
    for start, end, carried in stretches:
        yield PieceView(text=text[at:start])
        yield _tagged(index, text[start:end], tuple(carried))
        at = end
    yield PieceView(text=text[at:])


def _table(index: Index, table: Table) -> TableView:
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[CellView, ...]] = []
    for row in range(table.n_rows):
        cells = sorted(by_row.get(row, ()), key=lambda cell: cell.col)
        if any(cell.text.strip() for cell in cells) or (row, 0) in taken:
            rows.append(tuple(_row(index, table, row, cells, taken)))
    read = index.tables.get(table.id)
    title = read.kind.value.replace("-", " ") if read else "not read"
    head = tuple(takewhile(lambda row: any(cell.header == "col" for cell in row), rows))
    return TableView(id=table.id, title=title, head=head, rows=tuple(rows[len(head) :]))


def _row(index: Index, table: Table, row: int, cells: list[Cell], taken: set[tuple[int, int]]) -> Iterator[CellView]:
    lines = {fact.decision for cell in cells for fact in index.facts_at.get(cell.ref.place, ())}
    group = index.group_of.get(next(iter(lines))) if len(lines) == 1 else None
    col = 0
    for cell in cells:
        if cell.col < col or (row, cell.col) in taken:
            continue
        yield from (_EMPTY for c in range(col, cell.col) if (row, c) not in taken)
        view = _cell(index, cell)
        if group is not None and cell.col == 0 and not cell.header:
            view = replace(view, concept=str(group.first.concept), concept_line=group.id)
        yield view
        col = cell.col + cell.col_span
        if cell.row_span > 1:
            taken.update((r, c) for r in range(row + 1, row + cell.row_span) for c in range(cell.col, col))
    yield from (_EMPTY for c in range(col, table.n_cols) if (row, c) not in taken)


_EMPTY = CellView(id="", header="", style="", piece=PieceView(text=""))


def _cell(index: Index, cell: Cell) -> CellView:
    place = cell.ref.place
    facts = index.facts_at.get(place, ())
    if facts:
        piece = _tagged(index, cell.shown, facts)
    elif place in index.skipped_at:
        piece = PieceView(text=cell.shown, band="skipped", why=index.skipped_at[place])
    else:
        piece = PieceView(text=cell.shown)
    label = cell.col == 0 and not facts and place not in index.skipped_at
    number = not label and not cell.header
    styles = ("num" if number else "", "bold" if cell.bold else "", "rule" if cell.rule_above else "")
    return CellView(
        id=words.anchor(place) if cell.text.strip() else "",
        header="col" if cell.header else "row" if label and cell.text.strip() else "",
        style=" ".join(style for style in styles if style),
        piece=piece,
        col_span=cell.col_span,
        row_span=cell.row_span,
        indent=min(round(cell.indent / 8), 6) if label else 0,
    )


def _tagged(index: Index, text: str, facts: tuple[Fact, ...]) -> PieceView:
    tags = tuple(tag(index, fact) for fact in facts)
    worst = min(tags, key=lambda t: ("unsure", "likely", "sure").index(t.band))
    return PieceView(text=text, band=worst.band, line=worst.line, tags=tags)


def tag(index: Index, fact: Fact) -> TagView:
    """The tag of one fact. What a sentence says by rule has no line of its own."""
    decision, group = index.decisions.get(fact.decision), index.group_of.get(fact.decision)
    turned = ", sign turned against the page" if decision and decision.sign < 0 else ""
    confidence = decision.confidence if decision else fact.confidence or 0.0
    decided = f"{decision.decided_by.value if decision else 'rule'}, {words.percent(confidence)} sure{turned}"
    return TagView(
        concept=str(fact.concept),
        label=index.labels.get(fact.concept, ""),
        value=words.fact_value(fact),
        period=words.period(fact.period),
        decimals="" if fact.decimals is None else str(fact.decimals),
        members=tuple((axis.local.removesuffix("Axis"), str(member)) for axis, member in fact.dimensions),
        line=group.id if group else "",
        decided=decided,
        band=words.band(confidence),
        at=address(fact),
    )


def address(fact: Fact) -> str:
    return f"{fact.source.ref.place}+{fact.source.span[0]}"
