"""Words right beside an amount of a sentence: what it is of."""

from __future__ import annotations

import re

_BASE = re.compile(
    r"\s*(?:,?\s*respectively,?\s*)?of\s+(?:[\w’'-]+\s+){0,5}?(?P<base>receivables?|assets|revenues?|sales)\b",
    re.IGNORECASE,
)
_BASES = re.compile(r"\b(?P<base>receivables?|assets|revenues?|sales)\b", re.IGNORECASE)


def base_of(before: str, after: str) -> str:
    """What a percentage is of, by the words before and after it, where that is not revenue: " of accounts receivable",
    " of assets"."""
    said = _BASE.match(after) or next(reversed([*_BASES.finditer(before)]), None)
    word = said["base"].lower() if said else ""
    return " of accounts receivable" if "receivable" in word else " of assets" if "asset" in word else ""
