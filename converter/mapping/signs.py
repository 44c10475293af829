"""The sign that turns the displayed amount into XBRL's value (rule 23): effect against balance."""

from __future__ import annotations

import re
from functools import lru_cache

from ..interpret.model import Content
from .lines import PROFIT_KINDS, LineView

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
_MINORITY = re.compile(r"\b(?:non ?controlling|minority)\b")
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


def two_way(label: str) -> bool:
    """Whether the wording names both directions: then parentheses mark the bracketed one, not the kind of line."""
    return bool(POSITIVE_FIRST.search(label) or NEGATIVE_FIRST.search(label) or BRACKETED_LOSS.search(label))


def sign(view: LineView, balance: str, top: str, period_type: str, top_sign: int = 1) -> int:
    """+1 or -1.

    1. What is no money flow is as shown: balances at a date, counts, percentages, shares.
    2. Wording that names both directions decides: `(loss) income` under a credit concept is as shown, `(gain) loss` is
       turned. The share of noncontrolling interests counts as income although its balance is debit.
    3. An expense by its name under a debit concept is positive, whether it is added back or deducted.
    4. Where the arithmetic tells what the figure does to its total, the balances decide: a part of the same balance
       moves the total its way, a part of the other balance against it; a total of unknown balance is a profit, or a sum
       of costs by its wording.
    5. Else the wording: `loss on sale` under a credit concept is turned.
    6. A debit line shown in parentheses throughout is an expense shown as a deduction: turned.

    `top` is the balance of the line at the end of the chain of totals, empty where it has none; `top_sign` its sign.
    """
    if view.content is not Content.MONEY or period_type == "instant" or not balance:
        return 1
    label = view.facts.label
    turned = view.parenthesised > 0.5
    told = direction(label)
    if two_way(label):
        return 1 if (told > 0) == (balance == "credit" or bool(_MINORITY.search(label))) else -1
    if balance == "debit" and told < 0:
        return -1 if turned else 1
    if view.polarity and top and view.table.kind in PROFIT_KINDS:
        moved = view.polarity * top_sign
        return moved if balance == top else -moved
    if view.effect:
        return view.effect if balance == "credit" else -view.effect
    if balance == "credit" and told < 0:
        return 1 if turned else -1
    if balance == "debit" and turned and told <= 0:
        return -1
    return 1
