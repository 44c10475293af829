"""The sign that turns the displayed amount into XBRL's value (rule 23): effect against balance."""

from __future__ import annotations

import re

from ..interpret.model import Content, TableKind
from .bridges import is_measure, measure_sign
from .directions import MINORITY, direction, two_way
from .lines import PROFIT_KINDS, LineView

_ATTRIBUTABLE = re.compile(r"\b(?:income|earnings|loss)(?:es)? attributable to\b")
_SUMMED = PROFIT_KINDS | {TableKind.CAPITAL_EXPENDITURE, TableKind.DEPRECIATION}
"""Tables of flows, whose sums tell which way a part goes."""
_CONTRA = re.compile(r"\ballowances?\b|\baccumulated (?:depreciation|amortization|impairment)")
_EITHER_WAY = re.compile(r"\b(?:adjustments?|transfers?|reallocat\w+|reclass\w+|realign\w+|other)\b")
"""What raises or lowers a balance from year to year: in a roll-forward it is as shown."""


def sign(view: LineView, balance: str, top: str, period_type: str, top_sign: int = 1) -> int:
    """+1 or -1.

    1. What is no money flow is as shown: balances at a date, counts, percentages, shares; and what raises or lowers a
       balance in a roll-forward. An allowance in parentheses among the assets that it lowers is positive under its own
       element.
    2. Wording that names both directions decides, unless the sums and the words of the lines beside it say otherwise:
       `(loss) income` under a credit concept is as shown, `(gain) loss` is turned. The share of noncontrolling
       interests counts as income although its balance is debit.
    3. An expense by its name under a debit concept is positive, whether it is added back or deducted; among costs that
       are shown in parentheses and added, one without parentheses is a cost taken back.
       The share of others in net income is positive too, their share of a loss negative.
    4. What a sum adds back (bridges.py) is what it was where it was deducted; what other lines bear out is so. Else a
       measure of profit is as its words say: "Net loss" shown without parentheses is turned, whatever it adds to.
    5. Where the arithmetic tells what the figure does to its total, the balances decide: a part of the same balance
       moves the total its way, a part of the other balance against it; a total of unknown balance is a profit, or a sum
       of costs by its wording.
    6. Else the wording: `loss on sale` under a credit concept is turned.
    7. A debit line shown in parentheses throughout is an expense shown as a deduction: turned.

    `top` is the balance of the line at the end of the chain of totals, empty where it has none; `top_sign` its sign.
    """
    label = view.facts.label
    rolled = any(part.startswith("Changes in ") for part in view.line.path[-1:]) and _EITHER_WAY.search(label)
    turned = view.parenthesised > 0.5
    if view.content is Content.MONEY and period_type == "instant" and balance == "credit" and _CONTRA.search(label):
        return -1 if turned else 1
    if view.content is not Content.MONEY or period_type == "instant" or not balance or rolled:
        return 1
    told = direction(label)
    as_balance = 1 if balance == "credit" else -1
    if two_way(label):
        return told if MINORITY.search(label) else (view.nature if view.firm else told) * as_balance
    if MINORITY.search(label) and _ATTRIBUTABLE.search(label) and balance == "debit":
        return -1 if turned == (told > 0) else 1
    if balance == "debit" and told < 0:
        return -view.nature if view.firm else -1 if turned else 1
    if view.back or view.firm:
        return view.nature * as_balance
    if balance == "credit" and is_measure(label):
        return measure_sign(view)
    if view.polarity and top and view.table.kind in _SUMMED:
        moved = view.polarity * top_sign
        return moved if balance == top else -moved
    if view.effect:
        return view.effect * as_balance
    lowered = told < 0 and not turned if balance == "credit" else turned and told <= 0
    return -1 if lowered else 1
