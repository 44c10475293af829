"""A segment note dumped one cell a line, read back into tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..findings import Finding, warning
from ..source import SourceRef
from .flattened_columns import Placing, Row, place, split_values
from .flattened_groups import with_percents
from .flattened_header import HeaderRow, header_rows
from .flattened_items import Item, items_of, without_marks
from .flattened_outline import indents
from .flattened_rows import Region, joined, label_of, regions_of
from .model import Block, Heading, Paragraph, RawCell, RawTable
from .text_lines import Kind, Line, is_heading, is_note_title

Draft = tuple[Item, int, int, bool, float]
"""A cell on its way: the item, its column, its span, whether it is a header cell, its indent."""


def read_flattened(
    name: str, lines: Sequence[Line], *, bars: bool, first_table: int = 1, opening: bool = True
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the headings, paragraphs and tables of consecutive lines, with a finding for each table in doubt.

    `first_table` is the number of the first table found; `opening` says that the document starts with these lines.
    """
    blocks: list[Block] = []
    findings: list[Finding] = []
    number = first_table
    for part in joined(regions_of(items_of(lines, bars=bars))):
        if isinstance(part, Item):
            if part.kind is not Kind.RULE:
                blocks.append(text_block(name, part, first=opening and not blocks))
            continue
        table, found = _table(name, part, number)
        number += 1
        blocks.append(table)
        findings.extend(found)
    return tuple(blocks), tuple(findings)


def text_block(name: str, item: Item, *, first: bool = False) -> Block:
    """A line outside tables: a heading when it is short and no sentence, else a paragraph."""
    ref = SourceRef(file=name, line=item.line, offset=item.offset, end=item.end)
    if is_note_title(item.text) or (first and len(item.text) <= 100):
        return Heading(text=item.text, level=1, ref=ref)
    if item.kind is Kind.NAME and is_heading(item.text):
        return Heading(text=item.text, level=2, ref=ref)
    return Paragraph(text=item.text, ref=ref)


def _table(name: str, region: Region, number: int) -> tuple[RawTable, tuple[Finding, ...]]:
    n = region.n_values
    widest = _widest(region, n)
    layout = list(_rows(region, n, widest))
    data = [row for row in layout if isinstance(row, Row)]
    places, pairs = place(data, n)
    complete = [row.values for row in data if len(row.values) == n]
    header, clear = header_rows(with_percents(_header(region), complete, n), n, pairs, _summed(data))
    drafts: list[list[Draft]] = [_header_drafts(row) for row in header]
    unsure: list[Row] = []
    placing = iter(places)
    over = [cell.item for cells in header for cell in cells if cell.section]
    inward = indents([*over, *layout], places)
    for index, row in enumerate(layout, start=len(over)):
        if isinstance(row, Item):
            drafts.append([(row, 0, 1, False, 0.0)])
            continue
        found = next(placing)
        if not found.sure:
            unsure.append(row)
        drafts.append(_drafts(row, found, inward.get(index, 0.0)))
    wide = max((col + span for row in drafts for _, col, span, *_ in row), default=1)
    cells = tuple(_cell(name, draft, number, index) for index, row in enumerate(drafts) for draft in row)
    first = region.units[0]
    start = (first.texts or first.values)[0]
    end = region.units[-1].values[-1].end
    ref = SourceRef(file=name, line=start.line, offset=start.offset, end=end, table=number)
    table = RawTable(
        number=number, cells=_joined(cells), n_rows=len(drafts), n_cols=wide, ref=ref, complete=clear and not unsure
    )
    return table, tuple(_unclear(name, table, unsure, clear=clear))


def _summed(rows: Sequence[Row]) -> frozenset[str]:
    """The names, in lower case, whose total a row shows: `Total identifiable assets`."""
    labels = (" ".join(item.text for item in row.label).casefold() for row in rows)
    return frozenset(label.removeprefix("total ") for label in labels if label.startswith("total "))


def _unclear(name: str, table: RawTable, unsure: Sequence[Row], *, clear: bool) -> Iterator[Finding]:
    hint = "give the note as HTML, or keep the empty cells in the dump"
    if not clear:
        yield warning(
            "read.columns-unclear", "the cells of the header leave open which columns they head", table.ref, hint=hint
        )
    if unsure:
        labels = [row.label[0].text if row.label else "(no label)" for row in unsure]
        shown = "; ".join(labels[:5]) + ("; …" if len(labels) > 5 else "")
        at = unsure[0].values[0]
        yield warning(
            "read.columns-unclear",
            f"{len(unsure)} rows show fewer or more numbers than the table has columns, and which columns they "
            f"belong to is open: {shown}",
            SourceRef(file=name, line=at.line, offset=at.offset, end=unsure[-1].values[-1].end, table=table.number),
            hint=hint,
            rows=str(len(unsure)),
        )


def _widest(region: Region, n: int) -> int | None:
    """The most `|` between neighbours in the complete rows; None without bars."""
    gaps = [
        (b.bar or 0) - (a.bar or 0)
        for unit in region.units
        if len(unit.values) == n and unit.values[0].bar is not None
        for a, b in zip(unit.values, unit.values[1:], strict=False)
    ]
    return max(gaps, default=None)


def _header(region: Region) -> tuple[Item, ...]:
    texts = region.units[0].texts
    return texts[: len(texts) - _label_count(region, 0)]


def _label_count(region: Region, index: int) -> int:
    """How many of the last lines before the values are the row's label: none where the header's own row ends there."""
    texts = region.units[index].texts
    if index == 0 and texts:
        n = region.n_values
        tail = [item.kind for item in texts[-n:]]
        if texts[-1].kind in (Kind.UNIT, Kind.SCALE) or (
            n >= 2 and len(tail) == n and set(tail) <= {Kind.YEAR, Kind.DATE} and len(set(tail)) == 1
        ):
            return 0
    return label_of(texts)


def _rows(region: Region, n: int, widest: int | None) -> Iterator[Item | Row]:
    """The rows below the header: sections (an item alone) and rows with values."""
    short = {len(unit.values) for unit in region.units if len(unit.values) < n}
    for index, unit in enumerate(region.units):
        count = _label_count(region, index)
        cut = len(unit.texts) - count
        if index:
            yield from unit.texts[:cut]
        label = unit.texts[cut:]
        pieces = list(split_values(without_marks(unit.values, n), n, widest, labelled=bool(label), short=short))
        for number, (numeral, values) in enumerate(pieces):
            own = label if number == 0 and label else (numeral,) if numeral else ()
            yield Row(label=own, values=values, ends=_next_start(region, index) if number == len(pieces) - 1 else None)


def _next_start(region: Region, index: int) -> int | None:
    """The `|` count at the text after a unit's values, when it is the label of the next row or a section over it."""
    if index + 1 == len(region.units):
        return None
    texts = region.units[index + 1].texts
    return texts[0].bar if texts else None


def _header_drafts(row: HeaderRow) -> list[Draft]:
    return [(cell.item, cell.col, cell.span, not cell.section, 0.0) for cell in row]


def _drafts(row: Row, found: Placing, indent: float) -> list[Draft]:
    drafts: list[Draft] = [(item, 0, 1, False, indent) for item in row.label]
    return drafts + [(value, col, 1, False, 0.0) for value, col in zip(row.values, found.cols, strict=True)]


def _cell(name: str, draft: Draft, table: int, row: int) -> RawCell:
    item, col, span, header, indent = draft
    ref = SourceRef(file=name, line=item.line, offset=item.offset, end=item.end, table=table, row=row, col=col)
    marks = ((item.mark, len(item.text)),) if item.mark else ()
    return RawCell(
        text=item.text, row=row, col=col, col_span=span, header=header, indent=indent, superscripts=marks, ref=ref
    )


def _joined(cells: Sequence[RawCell]) -> tuple[RawCell, ...]:
    """A label of several lines is one cell."""
    out: list[RawCell] = []
    for cell in cells:
        last = out[-1] if out else None
        if last is not None and last.row == cell.row and last.col == cell.col == 0:
            ref = SourceRef(
                file=last.ref.file, line=last.ref.line, offset=last.ref.offset, end=cell.ref.end,
                table=last.ref.table, row=last.row, col=0,
            )  # fmt: skip
            out[-1] = replace(last, text=f"{last.text} {cell.text}", ref=ref)
        else:
            out.append(cell)
    return tuple(out)
