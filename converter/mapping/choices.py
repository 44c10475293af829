"""What is chosen once for a note: the revenue concept (rules 12 and 15)."""

from __future__ import annotations

import math
import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

from ..interpret.labels import is_revenue
from ..interpret.model import Content, InterpretedNote
from .wording import note_text

REVENUES = "Revenues"
CONTRACT = "RevenueFromContractWithCustomerExcludingAssessedTax"
FAMILY = frozenset({REVENUES, CONTRACT})
"""The two concepts between which filers differ for one and the same line."""

SURE = 0.95
_NO_CONTRACT = re.compile(
    r"\bpremiums?\b(?! and )|\binvestment income\b|\binterest (?:and \w+ )?income\b|\brental (?:income|revenues?)\b"
)
"""Parts of revenue by the names of what is no contract with a customer."""
_MARKS: dict[str, re.Pattern[str]] = {
    "net_sales": re.compile(r"\bnet sales\b"),
    "technology": re.compile(r"\bsemiconductors?\b|\bdevices?\b|\bsoftware\b|\bsubscriptions?\b|\bcloud\b"),
    "products": re.compile(r"\bproducts\b"),
    "intersegment": re.compile(r"\binter-?segment"),
    "finance": re.compile(r"insurance|premium|\bloans?\b"),
}
_PLURAL, _SINGLE = re.compile(r"\brevenues\b"), re.compile(r"\brevenue\b")


def marks(note: InterpretedNote) -> dict[str, float]:
    """What the note shows of the kind of revenue: wording (0 or 1 each), the share of the plural, and the company's
    size by its largest amount (0 at a thousand million, 1 at a hundred times that): large filers tag narrowly."""
    text = note_text(note)
    found = {name: 1.0 if pattern.search(text) else 0.0 for name, pattern in _MARKS.items()}
    plural, single = len(_PLURAL.findall(text)), len(_SINGLE.findall(text))
    found["plural"] = plural / (plural + single + 1)
    amounts = (abs(v.amount) for t in note.tables for v in t.values if v.content is Content.MONEY)
    found["size"] = (max(amounts, default=Decimal(0)).adjusted() - 9) / 2
    found["bias"] = 1.0
    return found


class RevenueChoice(Struct, frozen=True, kw_only=True):
    """The concept, the chance that filers with such wording use it, and the marks that spoke."""

    concept: str
    chance: float
    reason: str


@cache
def load(folder: Path) -> dict[str, float]:
    """The weights of a folder (taxonomy/ranking), read once."""
    data = tomllib.loads((folder / "revenue.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}


def earned_otherwise(note: InterpretedNote) -> bool:
    """Whether a revenue of the note takes in premiums, rent, interest or what investments earn: that is no revenue from
    contracts with customers (ASC 606-10-15-2)."""
    for table in note.tables:
        revenue = {line.id for line in table.lines if is_revenue(line.label)}
        if any(line.total in revenue and _NO_CONTRACT.search(line.label.lower()) for line in table.lines):
            return True
    return False


def choose(found: dict[str, float], weights: dict[str, float], *, otherwise: bool = False) -> RevenueChoice:
    """The revenue concept for a note with these marks; `otherwise`: revenue that is not all from contracts."""
    if otherwise:
        return RevenueChoice(concept=REVENUES, chance=SURE, reason="premiums, rent or interest are among it")
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    chance = 1 / (1 + math.exp(-score))
    spoke = sorted((abs(weights.get(n, 0.0) * v), n) for n, v in found.items() if n != "bias" and v)
    reason = ", ".join(name.replace("_", " ") for _, name in reversed(spoke[-2:]))
    concept = CONTRACT if chance >= 0.5 else REVENUES
    return RevenueChoice(concept=concept, chance=max(chance, 1 - chance), reason=reason or "no wording tells")
