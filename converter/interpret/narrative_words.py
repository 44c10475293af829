"""Words beside an amount of a sentence: what a percentage is of, and who bears it."""

from __future__ import annotations

import re

_BASE = re.compile(
    r"\s*(?:,?\s*respectively,?\s*)?of\s+(?:[\w’'&-]+,?\s+){0,7}?(?P<base>receivables?|assets|revenues?|sales)\b",
    re.IGNORECASE,
)
_BASES = re.compile(r"\b(?P<base>receivables?|assets|revenues?|sales)\b", re.IGNORECASE)
_OF_OTHER = re.compile(r"\s*(?:,?\s*respectively,?\s*)?of\s+(?!which\b|the total\b|total\b[,. ])\w", re.IGNORECASE)
_ALSO_BASE = re.compile(
    r"\b(?:receivables?|assets|revenues?|sales|property|equipment|purchases|premiums|deposits)\b", re.IGNORECASE
)
_BEARER = re.compile(
    r"\b(?:customers?|clients?|distributors?|payors?|payers?|wholesalers?|retailers?|tenants?|providers?|purchasers?|"
    r"charterers?|vendors?|suppliers?|countr(?:y|ies)|foreign|international|domestic|outside|abroad|markets?|regions?|"
    r"products?|brands?|services?|exports?)\b",
    re.IGNORECASE,
)


def base_of(before: str, after: str) -> str:
    """What a percentage is of, by the words before and after it, where that is not revenue: " of accounts receivable",
    " of assets"."""
    said = _BASE.match(after) or next(reversed([*_BASES.finditer(before)]), None)
    word = said["base"].lower() if said else ""
    return " of accounts receivable" if "receivable" in word else " of assets" if "asset" in word else ""


def without_base(after: str) -> str:
    """The words after a percentage without those that say what it is of."""
    return _BASE.sub(" ", after, count=1) if _BASE.match(after) else after


def base_said(before: str, after: str) -> bool:
    """Whether the sentence says what a percentage is of: right after it, else before it."""
    if _BASE.match(after):
        return True
    clause = re.split(r"[.;]\s", after)[0]
    if _OF_OTHER.match(after):
        # "of CAM's leases": a base that is no revenue, receivable or asset, unless one follows
        return _ALSO_BASE.search(clause[:80]) is not None
    return _ALSO_BASE.search(before) is not None or _ALSO_BASE.search(clause) is not None


def bearer_said(text: str) -> bool:
    """Whether a sentence speaks of customers, places or products at all."""
    return _BEARER.search(text) is not None
