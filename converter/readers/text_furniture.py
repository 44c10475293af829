"""What printed pages repeat and a dump leaves between the rows of a table: page numbers, links, running heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text_lines import Line

_LINK = re.compile(r"(?i)(?:back to )?table of contents|index to (?:consolidated )?financial statements")
_NUMBER = re.compile(r"(?i)(?:page )?(?:[A-Z]-)?\d{1,3}(?: of \d{1,3})?|[-–] ?\d{1,3} ?[-–]")
_SURE_NUMBER = re.compile(r"(?i)page \d{1,3}(?: of \d{1,3})?|F-\d{1,3}")
_RUNNING = re.compile(
    r"(?i)(?:condensed )?(?:consolidated )?notes to .{0,60}statements.{0,40}|.{0,80}\(continued\)|\(unaudited\)"
)


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without a link to the contents, the page number next to it and the running heads after it.

    A number alone next to no such line stays: it may be a cell.
    """
    sure = [bool(_LINK.fullmatch(line.text) or _SURE_NUMBER.fullmatch(line.text)) for line in lines]
    if not any(sure[1:]):
        return tuple(lines)
    gone = {at for at, found in enumerate(sure) if found}
    for at in sorted(gone):
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(lines) and _NUMBER.fullmatch(lines[beside].text):
                gone.add(beside)
        after = at + 1
        while after < len(lines) and after - at <= 3 and (after in gone or _RUNNING.fullmatch(lines[after].text)):
            gone.add(after)
            after += 1
    return tuple(line for at, line in enumerate(lines) if at not in gone)
