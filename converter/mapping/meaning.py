"""Where an element says something else than the line: another quantity, another statement, another industry.

Statistics know a label by its likeness; likeness loses the small words that change what is meant ("other", "average",
"net of tax") and brings in what one filer once wrote. What is found here is no candidate, however alike its label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from ..interpret.labels import is_profit, is_revenue
from ..interpret.model import Content, Line, SubjectKind, TableKind
from ..knowledge.model import Concept
from .directions import direction, two_way
from .lines import LineView, chain, is_after_tax
from .surroundings import LADDER
from .words import is_generic, normalise, tokens

Test = Callable[[Concept], bool]

_NAME = re.compile(r"[A-Z][a-z]+")
_CASH_FLOW = re.compile(
    r"(?:Payments?|Proceeds|Repayments?|IncreaseDecrease|Adjustments?(?:For|To)|NetCash|CashProvided"
    r"|InterestPaid|IncomeTaxesPaid)(?![a-z])"
)
"""Elements of the cash-flow statement; segment notes show accruals, and for capital expenditure there is rule 16."""
_PAID = tokens("paid payment repayment proceeds cash received")
_WHERE_EARNED = re.compile(r"Taxes(?:Domestic|Foreign)$")
_PLACES = tokens("domestic foreign united states abroad international")
"""Income by where it is earned is a part, which its label says."""
_COMPREHENSIVE = "OtherComprehensiveIncome"
_WHOLES = frozenset(LADDER) | frozenset(
    """CostOfRevenue CostOfGoodsAndServicesSold CostsAndExpenses OperatingExpenses OperatingCostsAndExpenses Assets
    NoninterestIncome NoninterestExpense Liabilities AssetsCurrent AssetsNoncurrent LaborAndRelatedExpense
    SellingGeneralAndAdministrativeExpense GeneralAndAdministrativeExpense""".split()  # noqa: SIM905 - legible
)
"""Elements of a whole, of which "other" is a remainder."""
_REMAINDER = re.compile(
    r"^(?:(?:all|total|less|add|the) )*other (?!than\b|intangible|comprehensive|(?:reportable |operating )*segments?\b)"
)
""" "Other" that is no part of a name of things ("other intangible assets") or of whose the figure is."""
_ADJUSTMENT = re.compile(r"^(?!(?:non gaap |total |other |reconciling |segment )*adjustments?$).*\badjustments?$")
"""What a measure is adjusted by, no measure: "cost of revenues adjustments"."""
_AVERAGE = re.compile(r"\b(?:averages?|mean|daily)\b")
_RATE = re.compile(r"\brates?\b|\bstatutory\b")
"""What makes a percentage of taxes one of income before them: a share that taxes are of sales is no rate."""
_TAX = re.compile(r"\bincome tax(?:es)?\b|^tax(?:es)?\b|\bprovision for tax|\bbefore\b.*\btax")
_BEFORE_TAX = re.compile(r"\bpre ?tax\b|\bbefore (?:provision for |the )*(?:income )?tax(?:es|ation)?\b")
_AFTER_TAX_ELEMENT = re.compile(r"NetOfTax|AfterTax|DiscontinuedOperation|EquityMethod|IncomeTax(?!es)")
_AFTER_TAX_RUNG = LADDER["NetIncomeLoss"]
_INTEREST = re.compile(r"Interest(?:AndDebt)?Expense(?:Operating|Nonoperating|Debt|Other|Borrowings)?")
_NET_INTEREST = re.compile(r"\binterest\b.*\bnet$|^net\b.*\binterest (?:expenses?|costs?|charges?)$|^net interest$")
_GROSS_INTEREST = re.compile(r"^(?!.*\b(?:net|income|revenues?|earned)\b).*\binterest\b")
_NET_OF_INCOME = re.compile(r"Interest(?:Income|Revenue)\w*Expense\w*Net")
_COST_OF_SALES = re.compile(r"\bcosts? of (?:\w+ )?(?:sales|revenues?|goods|products?|services?)\b")
_GROSS = re.compile(rf"\bgross\b|{_COST_OF_SALES.pattern}")
_OPERATING_COSTS = re.compile(r"^(?:total |segment )*operating (?:expenses?|costs?|costs? and expenses?)$")
_LEASE_OPERATING = re.compile(r"\bleases? operating\b")
"""What oil and gas leases cost to operate is no operating lease, nor all that operating costs."""
ABOVE = "OperatingIncomeLoss"
BELOW_THE_LINE = frozenset({"OtherNonoperatingIncomeExpense", "OtherNonoperatingIncome", "OtherNonoperatingExpense"})
ABOVE_THE_LINE = "OtherOperatingIncomeExpenseNet"
"""What is other among what operating income deducts."""
ALL_COSTS = "CostsAndExpenses"
RUNNING_COSTS = frozenset({"OperatingExpenses", "OperatingCostsAndExpenses", ALL_COSTS})
"""Elements of the costs of running the business: only one of them takes in the cost of what was sold."""
_RECEIVABLES = re.compile(r"(?:Accounts)?(?:And)?(?:Other)?Receivables?(?:Net|Gross)?(?:Current|Noncurrent)?")
"""Elements of what customers owe as a whole."""
_OF_ANY_KIND = tokens("receivable account trade customer net gross total other current segment third party billed")
"""Words of a receivable that say no kind of it: pawn charges or premiums that are owed are one."""
_INDUSTRIES = tokens(
    "oil gas utility reinsurance policyholder mortgage timber nuclear film fiduciary hedging postage franchise casino "
    "mineral servicing trading"
)
"""Words of an industry: the element of one is for notes that speak of it."""
_INSURER = re.compile(r"Insurance(?:Commissions|Premium|Services)")
_INSURED = tokens("insurance insurer premium reinsurance underwriting")
_MAY_BE_NEGATIVE = frozenset(
    {SubjectKind.CORPORATE, SubjectKind.ELIMINATION, SubjectKind.RECONCILING, SubjectKind.ALL_OTHER}
)
"""Whose amounts of an element that is never negative may be (rule 25)."""
_OF_ONE_MEASURE = {
    TableKind.DEPRECIATION: tokens("depreciation amortization depletion"),
    TableKind.CAPITAL_EXPENDITURE: tokens("expenditure"),
    TableKind.ASSETS: tokens("assets"),
}
"""Tables whose measure a label that says nothing continues, and what its elements are called."""


def contradictions(view: LineView, total: Concept | None, non_negative: AbstractSet[str]) -> tuple[Test, ...]:
    """What the line's own words, figures and place rule out, whoever speaks for it. `total` is the element that its
    total means, `non_negative` are the elements of rule 24."""
    return tuple(_contradictions(view, total, non_negative))


def _contradictions(view: LineView, total: Concept | None, non_negative: AbstractSet[str]) -> Iterator[Test]:
    label = view.facts.label
    adds = view.polarity > 0 and view.parenthesised <= 0.5
    if _REMAINDER.search(label) or _ADJUSTMENT.search(label):
        yield lambda c: c.qname.local in _WHOLES
    if view.content is Content.MONEY and any(_AVERAGE.search(normalise(t)) for t in (label, *view.line.path)):
        yield lambda c: not _AVERAGE.search(c.label.lower())
    if view.content is Content.PERCENT and not _RATE.search(label):
        yield lambda c: "EffectiveIncomeTaxRate" in c.qname.local
    if after_tax(view):
        yield lambda c: c.period_type == "duration" and not _is_after_tax(c.qname.local)
    if _BEFORE_TAX.search(label):
        yield lambda c: _is_after_tax(c.qname.local) and "BeforeIncomeTax" not in c.qname.local
    if view.effect < 0 and _GROSS_INTEREST.search(label):
        yield lambda c: bool(_NET_OF_INCOME.search(c.qname.local))
    if _NET_INTEREST.search(label):
        yield lambda c: bool(_INTEREST.fullmatch(c.qname.local))
    if total is not None and total.period_type == "instant":
        yield lambda c: c.period_type == "duration" or (adds and c.balance not in ("", total.balance))
    if _LEASE_OPERATING.search(label):
        yield lambda c: "OperatingLease" in c.qname.local or c.qname.local in RUNNING_COSTS
    if "receivable" in view.words and tokens(label) - _OF_ANY_KIND:
        yield lambda c: bool(_RECEIVABLES.fullmatch(c.qname.local))
    if _both_signs(view):
        yield lambda c: c.qname.local in non_negative and c.qname.local.startswith("Other")


def foreign(view: LineView, concept: Concept, filers: int) -> bool:
    """Whether the element is of another statement or industry, or at odds with the line and nothing but one filer's
    word; `filers` are those known to write a like label for it."""
    told = tokens(view.facts.label)
    return (
        _of_other_statement(view, concept, told)
        or _of_other_industry(concept, told | tokens(view.facts.note))
        or (filers == 1 and _says(concept).isdisjoint(told))
        or (filers <= 1 and _at_odds(view, concept, told))
    )


def _of_other_statement(view: LineView, concept: Concept, told: AbstractSet[str]) -> bool:
    local = concept.qname.local
    if _CASH_FLOW.match(local) and not told & _PAID:
        return True
    if local.startswith(_COMPREHENSIVE) and "comprehensive" not in told:
        return True
    if _WHERE_EARNED.search(local) and told.isdisjoint(_PLACES):
        return True
    own = _OF_ONE_MEASURE.get(view.table.kind) if is_generic(view.line.label) else None
    return own is not None and own.isdisjoint(tokens(concept.label))


def _of_other_industry(concept: Concept, known: AbstractSet[str]) -> bool:
    if _INSURER.match(concept.qname.local) and not known & _INSURED:
        return True
    return bool((_says(concept) & _INDUSTRIES) - known)


def _says(concept: Concept) -> AbstractSet[str]:
    """The words of the element's label and of its name, which may say more."""
    return _words(concept.label, concept.qname.local)


@lru_cache(maxsize=4096)
def _words(label: str, local: str) -> AbstractSet[str]:
    return tokens(f"{label} {' '.join(_NAME.findall(local))}")


def _at_odds(view: LineView, concept: Concept, told: AbstractSet[str]) -> bool:
    """A cost, by its name or by what it does to its total, under an element of income alone."""
    if (
        concept.balance != "credit"
        or concept.period_type != "duration"
        or "(" in concept.label
        or _CASH_FLOW.match(concept.qname.local)
    ):
        return False
    named = direction(view.facts.label) < 0 and "loss" not in told and not two_way(view.facts.label)
    return named or (view.effect < 0 and view.parenthesised <= 0.5)


def _is_after_tax(local: str) -> bool:
    return bool(_AFTER_TAX_ELEMENT.search(local)) or LADDER.get(local, 0) >= _AFTER_TAX_RUNG


def after_tax(view: LineView) -> bool:
    """Whether the amounts stand after tax: so says the label, a heading, or a line that adds to the same in a sum that
    deducts no tax."""
    if any(is_after_tax(text) for text in (view.line.label, *view.line.path)):
        return True
    if not view.net_of_tax or not view.top:
        return False
    beside = {n for n, line in view.lines.items() if chain(line, view.lines)[1] == view.top} | {view.top}
    deducted = any(_TAX.search(normalise(view.lines[n].label)) for n in beside)
    return not beside.isdisjoint(view.net_of_tax) and not deducted


def includes_cost_of_sales(view: LineView) -> bool:
    """Whether the cost of sales is among operating costs: it is one of their parts, or nothing else stands between
    revenue and the operating result."""
    if not _OPERATING_COSTS.search(view.facts.label):
        return False
    lines = {line.id: line for line in view.table.lines}
    parts = [n.label for n in lines.values() if n.id != view.line.id and _leads_to(n, view.line.id, lines)]
    if parts:
        return any(_COST_OF_SALES.search(normalise(part)) for part in parts)
    order = list(lines.values())
    at = next(n for n, line in enumerate(order) if line.id == view.line.id)
    around = [order[n].label for n in (at - 1, at + 1) if 0 <= n < len(order)]
    apart = any(_GROSS.search(normalise(line.label)) for line in order)
    return len(around) == 2 and is_revenue(around[0]) and is_profit(around[1]) and not apart


def _leads_to(line: Line, total: str, lines: Mapping[str, Line]) -> bool:
    """Whether a line adds to a total, itself or through others."""
    seen: set[str] = set()
    while line.total is not None and line.total in lines and line.total not in seen:
        seen.add(line.total)
        line = lines[line.total]
    return total in seen


def one_measure(view: LineView) -> str:
    """What the table adds up if that is one measure and the label does not name it: "Timing" among capital
    expenditures is no "Timing" among profits."""
    top = view.lines[view.top].label if view.top in view.lines else ""
    kind = TableKind.ASSETS if "asset" in tokens(top) else view.table.kind
    own = _OF_ONE_MEASURE.get(kind)
    flows = kind is TableKind.ASSETS and kind is view.table.kind
    return str(kind) if own is not None and not flows and own.isdisjoint(view.words) else ""


def _both_signs(view: LineView) -> bool:
    """Whether the line shows amounts of either sign that are nobody's who may show the other."""
    own = [v for v in view.values if v.number and not {s.kind for s in v.subjects} & _MAY_BE_NEGATIVE]
    return len({v.negative for v in own}) > 1 and not two_way(view.facts.label)
