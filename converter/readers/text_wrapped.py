"""Paragraphs of text files that were broken into lines of one width, put together again.

A sentence cut by a line break names no segments and reports no amounts: "two segments: Valves and Marine" over
"Pumps." lists another segment than the company has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text_lines import Line, is_note_title, is_prose, words

_WIDEST = 140
"""Characters; a file with a longer line of prose holds a paragraph a line."""
_NARROWEST = 50
_GAP = re.compile(r"\s{2}|\t|\|")
_ENDED = re.compile(r"[.:;!?][”\"')]?$")
_WORDY = re.compile(r"[^\W\d_]")


def unwrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those joined that a width alone parted: the next line's first word would not have fitted."""
    plain = [_is_plain(line) for line in lines]
    widths = [line.indent + len(line.text) for line, text in zip(lines, plain, strict=True) if text]
    if not widths or max(widths) > _WIDEST:
        return tuple(lines)
    out: list[Line] = []
    width = 0
    for at, line in enumerate(lines):
        goes_on = bool(out) and at > 0 and plain[at - 1] and plain[at] and line.number == lines[at - 1].number + 1
        if goes_on and _parted(lines[at - 1], line, width):
            joined = f"{out[-1].text} {line.text}"
            first = out[-1]
            out[-1] = Line(text=joined, number=line.number, offset=first.offset, end=line.end, indent=first.indent)
            continue
        width = _width(lines, plain, at)
        out.append(line)
    return tuple(out)


def _is_plain(line: Line) -> bool:
    return not _GAP.search(line.text) and bool(_WORDY.search(line.text))


def _width(lines: Sequence[Line], plain: Sequence[bool], at: int) -> int:
    """The longest of the plain lines that follow each other without a blank one, from `at` on."""
    end = at + 1
    while end < len(lines) and plain[end] and lines[end].number == lines[end - 1].number + 1:
        end += 1
    return max(line.indent + len(line.text) for line in lines[at:end])


def _parted(first: Line, second: Line, width: int) -> bool:
    """Whether the width parted two lines: full but for the next word, and not at the end of a sentence or a title."""
    word = second.text.split()[0]
    if len(first.text) < _NARROWEST or first.indent + len(first.text) + 1 + len(word) <= width:
        return False
    if is_note_title(first.text) or _ENDED.search(first.text):
        return second.text[0].islower() or (is_prose(first.text) and is_prose(second.text))
    last = first.text.rsplit(maxsplit=1)[-1].lower()
    open_end = first.text.endswith((",", "-", "–", "—", "&")) or last in words().joins_after
    return second.text[0].islower() or open_end or is_prose(first.text) or is_prose(second.text)
