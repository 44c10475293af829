"""Words run together where the page had a line break that the dump lost: `OperatingIncome`, `WestfieldHoldings`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from .model import Block, RawCell, RawTable

_GLUED = re.compile(r"(?<![^\W\d_])[^\W\d_]*[^\W\d_A-Z][A-Z][^\W\d_]+")
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+")
MIN_PART = 2
LIKELY_PART = 5


def parted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a break in every cell's word that is two words of the document run together.

    A name spelt so (`PayPal`) stays whole: its parts are no words of the document, or sentences have it as one. Where
    one word is surely two, others of long parts are taken to be so as well.
    """
    cells = [cell for block in blocks if isinstance(block, RawTable) for cell in block.cells]
    glued = {word for cell in cells for word in _GLUED.findall(cell.text)}
    if not glued:
        return tuple(blocks)
    prose = _words(block.text for block in blocks if not isinstance(block, RawTable))
    known = {word.casefold() for word in prose | _words(cell.text for cell in cells)}
    proven = {word for word in glued - prose if _all_known(word, known)}
    likely = {word for word in glued - prose if proven and min(map(len, _SEAM.split(word))) >= LIKELY_PART}
    apart = {word: _seams(word) for word in proven | likely}
    return tuple(_block(block, apart) for block in blocks)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text)}


def _seams(word: str) -> tuple[int, ...]:
    return tuple(seam.start() for seam in _SEAM.finditer(word))


def _all_known(word: str, known: set[str]) -> bool:
    parts = _SEAM.split(word)
    return len(parts) > 1 and all(len(part) >= MIN_PART and part.casefold() in known for part in parts)


def _block(block: Block, apart: dict[str, tuple[int, ...]]) -> Block:
    if not isinstance(block, RawTable):
        return block
    return replace(block, cells=tuple(_cell(cell, apart) for cell in block.cells))


def _cell(cell: RawCell, apart: dict[str, tuple[int, ...]]) -> RawCell:
    breaks = tuple(
        match.start() + seam for match in _GLUED.finditer(cell.text) for seam in apart.get(match.group(), ())
    )
    return replace(cell, breaks=breaks) if breaks else cell
