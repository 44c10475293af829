"""Which taxonomy year a document takes: the SEC's calendar, out of taxonomy/years.toml.

1. `--year` or the profile says it.
2. An inline XBRL filing is tagged in its own year.
3. Of the years that EDGAR takes on the filing date (given, or to be expected by form and period), the newest that is
   complete here, else the newest.
4. Where the period is not known before the note is read: the default of the settings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec.structs import replace

from ..findings import Finding, info, warning
from ..options import Settings
from ..readers.model import Document
from ..resources import folder
from . import years
from .catalogue import header

_OWN_YEAR = re.compile(rb"http://fasb\.org/us-gaap/(\d{4})")
_HEAD = 100_000
"""Bytes of a filing in which its namespaces are declared."""


@cache
def _calendar() -> Mapping[str, Any]:
    return tomllib.loads((folder("taxonomy") / "years.toml").read_text("utf-8"))


def accepted(filed: date) -> tuple[int, ...]:
    """The two years whose taxonomies EDGAR takes that day, newest first; one before the first that is listed."""
    known = _calendar()["accepted_from"]
    begun = [int(year) for year, day in known.items() if day <= filed]
    newest = max(begun, default=min(map(int, known)) - 1)
    return (newest, newest - 1)


def expected_filing(period_end: date, form: str | None) -> date:
    """When a document of that form and period is filed, by what most filers take."""
    days = _calendar()["days_to_filing"]
    return period_end + timedelta(days=int(days.get((form or "").upper().removesuffix("/A"), days["other"])))


def settle(settings: Settings, document: Document) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings with the year for this document, and what there is to say about it."""
    period_end = settings.period_end or _date(document.cover.get("DocumentPeriodEndDate", ""))
    form = settings.form or document.cover.get("DocumentType")
    filed = settings.filed or (expected_filing(period_end, form) if period_end else None)
    if settings.year_given:
        return settings, () if filed is None else _unusual(settings.year, filed)
    own = _OWN_YEAR.search(document.raw, 0, _HEAD) if document.raw else None
    if own is not None:
        return _taken(settings, int(own[1]), "the filing's own tags are of that year")
    if filed is None:
        return settings, ()
    allowed = accepted(filed)
    at_hand = [year for year in allowed if year in years()]
    complete = [year for year in at_hand if _complete(year)]
    wanted = next(iter(complete or at_hand), allowed[0])
    return _taken(settings, wanted, f"EDGAR takes it for what is filed on {filed}")


def _complete(year: int) -> bool:
    return header(folder("taxonomy") / str(year) / "us-gaap.tsv").get("standing", "").startswith("complete")


def _taken(settings: Settings, wanted: int, why: str) -> tuple[Settings, tuple[Finding, ...]]:
    if wanted in years():
        return replace(settings, year=wanted), ()
    nearest = min(years(), key=lambda year: (abs(year - wanted), -year))
    said = warning(
        "knowledge.year-not-at-hand",
        f"the us-gaap taxonomy of {wanted} is wanted ({why}) and not at hand: {nearest} is taken",
        hint="bake that year with segxbrl taxonomy bake, or choose one with --year",
    )
    return replace(settings, year=nearest), (said,)


def _unusual(year: int, filed: date) -> tuple[Finding, ...]:
    allowed = accepted(filed)
    if year in allowed:
        return ()
    return (
        info(
            "knowledge.year-unusual",
            f"EDGAR takes the taxonomies of {allowed[0]} and {allowed[1]} for what is filed on {filed}, not of {year}",
            hint="leave --year out, or give the filing date with --filed",
        ),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
