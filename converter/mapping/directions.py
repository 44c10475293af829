"""Which way a label's words say its figures go: income, or an expense or loss (rule 23)."""

from __future__ import annotations

import re
from functools import lru_cache

_POSITIVE = r"(?:income|gains?|profits?|earnings|benefits?|revenues?|recover(?:y|ies)|credits?|appreciation|increase)"
_NEGATIVE = r"(?:loss(?:es)?|expenses?|charges?|costs?|provisions?|depreciation|decrease|write downs?)"
POSITIVE_FIRST = re.compile(rf"\b{_POSITIVE}\b[\w ,/]*\(\s*{_NEGATIVE}[^)]*\)")
"""`Income (loss)`, `gain (expense)`: shown positive is income."""
NEGATIVE_FIRST = re.compile(
    rf"\b{_NEGATIVE}\b[\w ,/]*\(\s*{_POSITIVE}[^)]*\)|^[\w ,/]*\(\s*{_POSITIVE}[^)]*\)[\w ,/]*\b{_NEGATIVE}\b"
)
"""`Expense (income)`, `(gain) loss`: shown positive is expense."""
BRACKETED_LOSS = re.compile(rf"\(\s*{_NEGATIVE}[^)]*\)[\w ,/]*\b{_POSITIVE}\b")
"""`(Loss) income`: shown positive is income."""
_CREDIT = re.compile(r"\b(?:provision|allowance|expense)s? for (?:expected |loan and )?(?:credit|loan|lease)\b")
_TAX = re.compile(
    r"^(?:(?:total|segments?|net|less|add|consolidated) )*income tax(?:es)?\b(?!.*\b(?:benefit|recovery|credit|before))"
)
"""Tax on income is no income."""
MINORITY = re.compile(r"\b(?:non ?controlling|minority)\b")
_LOSS = re.compile(rf"\b{_NEGATIVE}\b")
_GAIN = re.compile(rf"\b{_POSITIVE}\b")


@lru_cache(maxsize=2_000)
def direction(label: str) -> int:
    """What the wording says a positive figure is: +1 income, -1 expense or loss, 0 untold. The label is normalised."""
    if NEGATIVE_FIRST.search(label):
        return -1
    if POSITIVE_FIRST.search(label) or BRACKETED_LOSS.search(label):
        return 1
    if _CREDIT.search(label) or _TAX.search(label):
        return -1
    loss, gain = bool(_LOSS.search(label)), bool(_GAIN.search(label))
    if loss == gain:
        return 0
    return -1 if loss else 1


@lru_cache(maxsize=2_000)
def two_way(label: str) -> bool:
    """Whether the wording names both directions: then parentheses mark the bracketed one, not the kind of line."""
    return bool(POSITIVE_FIRST.search(label) or NEGATIVE_FIRST.search(label) or BRACKETED_LOSS.search(label))
