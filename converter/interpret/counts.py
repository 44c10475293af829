"""Figures that are no money: numbers of things and of days, and rates for a day or a piece.

They take no scale from the tables before nor from the note: "(in thousands, except homes)" is rarely said.
"""

from __future__ import annotations

import re

_THINGS = (
    r"(?:stores|employees|restaurants|locations|customers|subscribers|properties|communities|homes|vessels|hotels"
    r"|rooms|branches|wells|rigs|aircraft|patients|beds|members)"
)
_DAYS = r"(?:revenue|operating|voyage|vessel|available|ownership|calendar|fleet|rig|patient|trading|working)[ -]days"
_COUNT = re.compile(
    r"\bnumber of\b|\bhead ?count\b|\bnumber\b$"
    r"|^(?:stores|employees|restaurants|locations|customers|units sold|subscribers|properties|communities|homes)\b"
    r"(?! .*(?:cost|expense))"
    rf"|^(?:total )?{_DAYS}\b"
    r"|^(?:total |average |paid |active )+(?:subscribers|members|employees|customers|homes)\b(?!’|')"
    r"|\bfull[- ]time\b|\((?:units|number|count|(?:metric )?tons|tonnes|barrels|ounces|k?oz|[mg]wh|square feet"
    r"|gallons|m{0,3}(?:bbls?|boe|cfe?|btu)|bcfe?|teus?|asms?|rpms?)(?: ?(?:/ ?d(?:ay)?|per day))?\)"
    r"|^(?:rooms available|available rooms|room nights|rounds(?: of golf)? played)\b"
    r"|\bhomes? (?:delivered|closed|sold)\b|\bstores at\b",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"^(?:{_THINGS}|units|headcount|{_DAYS}|days)$", re.IGNORECASE)
_CAPTION = re.compile(
    rf"^(?:the )?(?:(?:total |average )?number of |full-time )?({_THINGS}|headcount)\s+(?:by|per|of|in)\s+"
    r"(?:(?:reportable|operating|business)\s+)?segments?\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\baverage (?:daily rate|realized price|monthly rent)\b|\badr\b|\brevpar\b|"
    r"\bper (?:\w+[ -])?(?:day|barrel|boe|mcfe?|mmbtu|ton|tonne|ounce|pound|gallon|mile|square foot|room|unit sold|home"
    r"|vessel|subscriber|customer|user|member)\b",
    re.IGNORECASE,
)


def is_count(label: str) -> bool:
    """Whether a row's label names a number of things or days: "Homes closed", "Revenue days"."""
    return _COUNT.search(label) is not None


def heads_counts(words: str) -> bool:
    """Whether a column's header is of a number of things: "Homes" beside "Revenue"."""
    return _HEAD.match(words.strip()) is not None


def counted(caption: str) -> str:
    """What a caption says is counted: "Employees by segment at year end:" → "Employees"; empty where it is no count."""
    found = _CAPTION.match(caption.strip())
    return found[1].capitalize() if found else ""


def is_rate(label: str) -> bool:
    """Whether a label names an amount for one day or piece ("Rate per day"), which tables show in full."""
    return _RATE.search(label) is not None
