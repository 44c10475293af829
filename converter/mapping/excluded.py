"""What a line is not, whatever statistics say: nothing that is taken away is a profit, nothing is revenue by chance."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from ..interpret.labels import is_revenue
from ..interpret.model import SubjectKind, TableKind
from ..knowledge.model import Concept
from .choices import FAMILY
from .directions import direction
from .lines import LineView
from .signs import sign
from .surroundings import LADDER
from .words import tokens

_SHARES = frozenset(
    {
        SubjectKind.RECONCILING,
        SubjectKind.CORPORATE,
        SubjectKind.ELIMINATION,
        SubjectKind.CORPORATE_AND_ELIMINATION,
        SubjectKind.INTERSEGMENT,
        SubjectKind.ALL_OTHER,
    }
)
_CORPORATE = frozenset({SubjectKind.CORPORATE, SubjectKind.RECONCILING, SubjectKind.CORPORATE_AND_ELIMINATION})
_COST_OF_SALES = frozenset({"CostOfRevenue", "CostOfGoodsAndServicesSold", "CostOfGoodsSold", "CostOfServices"})
"""What the costs of running the company are not."""
_SOLD = re.compile(r"\b(?:sales|revenues?|sold|goods|products?|services)\b")
_BREAKDOWNS = frozenset({TableKind.PRODUCTS, TableKind.GEOGRAPHY, TableKind.CUSTOMERS, TableKind.NARRATIVE})
_COSTS = frozenset({"cost", "expense", "expenditure"})
_BEFORE = re.compile(r"\b(?:income|profit|earnings|loss)\b.*\bbefore\b")
"""A measure of profit may name the costs that it is before."""
_EARNED = re.compile(r"\b(?:interest|dividends?)\b")
"""Revenue that has elements of its own."""
_EITHER = re.compile(r"[()]|\bNet\b|\bOther (?:Segment )?Item\b|\bAttributable\b|\bChange\b|\bAdjustment")
"""Standard labels of what may go either way."""
_SPENT = re.compile(r"\b(?:costs?|expenses?)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:excluding|exclusive of|except(?: for)?|other than|not including|without)\b")
_CLAUSE = re.compile(r"[,;()]")


def excluded(view: LineView, ruled: AbstractSet[str], *, part_of_revenue: bool) -> frozenset[str]:
    """The elements, by local name, that the line cannot mean: what a line of costs is not, and of the revenues what
    nothing but statistics speaks for (`ruled` are those that a rule names)."""
    by_chance = frozenset[str]() if part_of_revenue or _speaks_of_revenue(view) else FAMILY - ruled
    never = FAMILY if _is_balance(view) or _after_costs(view) else frozenset[str]()
    return _never(view) | by_chance | never | _no_gross(view) - ruled


def reversed_by(view: LineView, concept: Concept, *, non_negative: bool) -> bool:
    """Whether all amounts of an element would be negative by what the sums of the table do with the line, though its
    words do not say the element's kind: then an element of the other balance is meant. Held to it are elements that
    must not be negative (rule 24), and where other lines bear the sums out all that name one direction alone."""
    if concept.period_type == "instant" or not view.effect:
        return False
    told = direction(view.facts.label)
    if told and (told < 0) == (concept.balance == "debit"):
        return False
    sure = (view.firm or view.back) and bool(concept.balance) and not _EITHER.search(concept.label)
    if not (non_negative or sure):
        return False
    turned = sign(view, concept.balance, "debit" if view.lowers else "credit", concept.period_type)
    shown = [value for value in view.values if value.number and not value.nil]
    return bool(shown) and all(value.negative == (turned > 0) for value in shown)


def contrary(label: str, standard: str) -> bool:
    """Whether an element's standard label takes in what the line's label leaves out ("assets, excluding discontinued
    operations"): two of the words left out, or all of them."""
    left_out = _left_out(label)
    taken_in = left_out & tokens(_WITHOUT.split(standard.lower(), 1)[0]) if left_out else left_out
    return bool(taken_in) and (len(taken_in) > 1 or taken_in == left_out)


@lru_cache(maxsize=256)
def _left_out(label: str) -> frozenset[str]:
    """The words that a label leaves out, and does not keep besides."""
    kept, *rest = _WITHOUT.split(label.lower(), 1)
    return tokens(_CLAUSE.split(rest[0], 1)[0]) - tokens(kept) if rest else frozenset()


def _never(view: LineView) -> frozenset[str]:
    """What a line of costs cannot be: revenue where its words say costs, a measure of profit where it adds up nothing
    and is nobody's share of a measure named elsewhere."""
    costs = bool(view.words & _COSTS) and not is_revenue(view.facts.label) and not _BEFORE.search(view.facts.label)
    lowers = view.effect < 0 and view.parenthesised <= 0.5
    whole = view.line.is_total or bool(view.subjects & _SHARES) or "loss" in view.words
    measures = frozenset(LADDER) | FAMILY if (costs or lowers) and not whole else frozenset[str]()
    corporate = bool(view.subjects) and view.subjects <= _CORPORATE and not _SOLD.search(view.facts.label)
    return measures | (FAMILY if costs else frozenset()) | (_COST_OF_SALES if corporate else frozenset())


def _no_gross(view: LineView) -> frozenset[str]:
    """A profit that nothing calls gross, nor a margin, is not what is left after the cost of sales alone."""
    words = " ".join((*view.wordings, *view.line.path)).lower()
    return frozenset() if "gross" in words or "margin" in words else frozenset({"GrossProfit"})


def _is_balance(view: LineView) -> bool:
    """A figure at a date that neither its row nor the headings over it call revenue, whatever the caption speaks of."""
    named = any(is_revenue(text) for text in (view.line.label, *view.line.path))
    return view.instant is True and not named and view.table.kind not in _BREAKDOWNS


def _after_costs(view: LineView) -> bool:
    """Whether the sums show the line to be what a cost leaves of another line called revenue: a measure of the
    company's own ("time charter equivalent revenues"). Banks take interest paid off, and call the rest revenue."""
    parts = [view.lines[part].label for part in view.line.parts if part in view.lines]
    spent = any(_SPENT.search(part) and not _EARNED.search(part.lower()) for part in parts)
    return spent and any(is_revenue(part) for part in parts)


def _speaks_of_revenue(view: LineView) -> bool:
    """Whether label or headings name revenue, or the table breaks it down."""
    if _EARNED.search(view.facts.label):
        return False
    return view.table.kind in _BREAKDOWNS or any(is_revenue(text) for text in (*view.wordings, *view.line.path))
