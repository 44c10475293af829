"""The power of ten of amounts in sentences: said beside them, the note's own, or none where they are written out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..findings import Finding, warning
from ..tables.model import SegmentNote
from .model import Content, Value
from .narrative_amounts import Mention, is_round, mentions
from .narrative_text import Sentence, plain
from .scale import units_said

_LEAST = 1_000
"""From here on an amount without "million" beside others with it is written out."""
_SMALL = 100_000
"""An amount below it, in a note that states no scale, is hardly in single units."""


def in_full(mention: Mention, group: Sequence[Mention]) -> bool:
    """Written out beside amounts in words: "$242,000 and $10 million"."""
    return mention.power is None and mention.number >= _LEAST and any(other.power for other in group)


def power_of(mention: Mention, usual: int) -> int:
    """The power of ten of a mention. Without one beside it the note's own holds, but not for amounts in full."""
    if mention.content is Content.PERCENT:
        return -2
    if mention.content is not Content.MONEY:
        return 0
    if mention.power is not None:
        return mention.power
    written_out = mention.number.scaleb(usual) >= Decimal(10) ** 13 or (usual <= 3 and mention.number >= 1_000_000)
    return 0 if written_out else usual


def note_scale(note: SegmentNote) -> int:
    """The scale that captions, table headers or sentences state for the whole note; the first one said."""
    for table in note.tables:
        texts = [*reversed(table.lead), *(cell.words for cell in table.cells if cell.row < 4)]
        for text in texts:
            said = units_said(text)
            if said is not None and said.scale is not None:
                return said.scale
    for paragraph in note.paragraphs:
        said = units_said(paragraph.text)
        if said is not None and said.scale is not None:
            return said.scale
    said_beside = {mention.power for paragraph in note.paragraphs for mention in mentions(plain(paragraph.text))}
    # a note that rounds to millions in words does so in its bare figures
    return 6 if said_beside & {6, 9} else 0


def scale_untold(value: Value, mention: Mention, usual: int) -> bool:
    """Whether a bare amount could be in other units than it is read in: a small one where nothing states a scale, a
    round one ("$70,000") in a note of thousands."""
    if value.content is not Content.MONEY or mention.power is not None:
        return False
    return value.number < _SMALL if value.scale == 0 and usual == 0 else value.scale == usual == 3 and is_round(mention)


def unscaled(sentence: Sentence, mention: Mention, scale: int) -> Finding:
    return warning(
        "interpret.narrative-scale",
        f"Nothing says whether {mention.shown} is in units, thousands or millions: read "
        + ("as it stands" if scale == 0 else "in the note's thousands"),
        where=sentence.paragraph.ref,
        hint="State the scale in the note",
    )
