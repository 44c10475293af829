"""The scale of tables that state none and follow none that does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding, error, info, warning
from ..options import Settings
from ..readers.model import Block, RawTable
from ..tables.model import SegmentNote
from .grid import Grid
from .magnitude import scale_by_magnitude
from .scale import UnitSaid, nearest, units_said

_NAMES = {0: "single units", 3: "thousands", 6: "millions", 9: "billions"}
_LONG = 200
"""Characters: a longer paragraph is no line that states units."""
_HEAD = 4
"""Rows of a table that may state its units."""
_FOREIGN = ("6-K", "20-F", "40-F", "F-1", "F-3", "F-4")


def usual_units(note: SegmentNote, settings: Settings, grids: Sequence[Grid]) -> tuple[UnitSaid, list[Finding]]:
    """What the note states for all its tables. In this order:

    1. its beginning; 2. the first table that states a scale; 3. the settings; 4. the statements and notes around it,
    where the file holds them, the nearest before it first; 5. the size of the figures. Where they leave it open, that
    is an error: each amount may be a thousand times too large or too small, and no check of sums can tell.
    """
    said = nearest(units_said(p.text, "beginning of the note") for p in note.paragraphs[:8])
    if said.scale is not None:
        return said, []
    for table, grid in zip(note.tables, grids, strict=True):
        texts = [*table.lead[-3:], *(cell.words for cell in table.cells if cell.row < _HEAD or cell.col == 0)]
        stated = nearest(units_said(text, f"table {table.id}") for text in texts)
        if stated.scale is not None and grid.columns:
            return stated, []
    if settings.scale is not None:
        return UnitSaid(scale=settings.scale, text="the settings"), []
    around = next((unit for unit in _around(note) if unit.scale is not None), None)
    if around is not None:
        message = f"The note states no scale; it is read in {_name(around)} as a table before it: {around.text}"
        return around, [info("scale.elsewhere", message, note.ref, hint="if it is another, give --scale")]
    form = settings.form or note.document.cover.get("DocumentType", "")
    guess = scale_by_magnitude(grids, [p.text for p in note.paragraphs], foreign=form.upper().startswith(_FOREIGN))
    return guess, [_guessed(guess, note)]


def _guessed(guess: UnitSaid, note: SegmentNote) -> Finding:
    hint = "give --scale, or say (in thousands) or (in millions) above the table"
    scale = str(guess.scale)
    if guess.sure:
        message = f"The note states no scale; its figures are read in {_name(guess)}: {guess.text}"
        return warning("scale.unstated", message, note.ref, hint, scale=scale)
    message = (
        f"The note states no scale and its figures do not tell it: they are read in {_name(guess)} ({guess.text}). "
        "If that is wrong, every amount is wrong a thousandfold"
    )
    return error("scale.unknown", message, note.ref, hint, scale=scale)


def _name(unit: UnitSaid) -> str:
    return _NAMES.get(unit.scale or 0, f"10^{unit.scale}")


def _around(note: SegmentNote) -> Iterator[UnitSaid]:
    """What the file states of units outside the note: before it, the nearest first, then after it."""
    own = {block.ref for block in note.blocks}
    blocks = note.document.blocks
    places = [index for index, block in enumerate(blocks) if block.ref in own]
    if not places:
        return
    for block in (*reversed(blocks[: places[0]]), *blocks[places[-1] + 1 :]):
        for text in _lines(block):
            said = units_said(text, "outside the note")
            if said is not None:
                yield said


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, RawTable):
        yield from (cell.text for cell in block.cells if cell.row < _HEAD)
    elif len(block.text) < _LONG:
        yield block.text
