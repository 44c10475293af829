"""The fiscal years that a prior filing's contexts span: what tells 52 and 53 weeks from twelve months."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XBRLI = "{http://www.xbrl.org/2003/instance}"
YEAR_DAYS = (357, 378)
"""Days of a fiscal year, with the slack of a year whose end moves."""


def year_ends(root: _Element) -> tuple[date, ...]:
    """The last days of the years (52 or 53 weeks, twelve months) that contexts span, latest first."""
    found: set[date] = set()
    for context in root.iter(f"{XBRLI}context"):
        try:
            start, end = (
                date.fromisoformat(context.findtext(f".//{XBRLI}{n}", "").strip()) for n in ("startDate", "endDate")
            )
        except ValueError:
            continue
        if YEAR_DAYS[0] <= (end - start).days + 1 <= YEAR_DAYS[1]:
            found.add(end)
    return tuple(sorted(found, reverse=True))
