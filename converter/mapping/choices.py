"""What is chosen once for a note: the revenue concept (rules 12 and 15)."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache

from ..resources import folder

REVENUES = "Revenues"
CONTRACT = "RevenueFromContractWithCustomerExcludingAssessedTax"
FAMILY = frozenset({REVENUES, CONTRACT})
"""The two concepts between which filers differ for one and the same line."""

_MARKS: dict[str, re.Pattern[str]] = {
    "net_sales": re.compile(r"\bnet sales\b"),
    "revenues": re.compile(r"\brevenues\b"),
    "revenue": re.compile(r"\brevenue\b"),
    "contracts": re.compile(r"contracts? with customers?"),
    "finance": re.compile(r"\b(?:interest income|premiums?|loans?|deposits?|lease|leasing|rental|rents?|insurance|financ(?:e|ing))\b"),
    "interest_revenue": re.compile(r"\b(?:net interest income|premiums earned|rental (?:income|revenue)|lease (?:income|revenue))\b"),
    "digital": re.compile(r"\b(?:software|subscriptions?|cloud|semiconductors?|devices?|platforms?)\b"),
    "energy": re.compile(r"\b(?:natural gas|oil|electric|utility|utilities|regulated)\b"),
    "fees": re.compile(r"\b(?:fees?|commissions?|advisory)\b"),
}


def marks(text: str) -> dict[str, float]:
    """What the note's wording shows of the kind of revenue: 0 or 1 each, and how common plural and singular are."""
    found = {name: 1.0 if pattern.search(text) else 0.0 for name, pattern in _MARKS.items()}
    plural, single = (len(_MARKS[name].findall(text)) for name in ("revenues", "revenue"))
    found["plural"] = plural / (plural + single + 1)
    found["bias"] = 1.0
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueChoice:
    """The concept, the chance that filers with such wording use it, and the marks that spoke."""

    concept: str
    chance: float
    reason: str


@cache
def _weights() -> dict[str, float]:
    data = tomllib.loads((folder("taxonomy") / "ranking" / "revenue.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}


def choose(text: str, weights: dict[str, float] | None = None) -> RevenueChoice:
    """The revenue concept for a note with this wording."""
    weights = _weights() if weights is None else weights
    found = marks(text)
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    chance = 1 / (1 + math.exp(-score))
    spoke = sorted((abs(weights.get(n, 0.0) * v), n) for n, v in found.items() if n != "bias" and v)
    reason = ", ".join(name.replace("_", " ") for _, name in reversed(spoke[-2:]))
    concept = CONTRACT if chance >= 0.5 else REVENUES
    return RevenueChoice(concept=concept, chance=max(chance, 1 - chance), reason=reason or "no wording tells")
