"""The elements that the choices call for: standard ones as they are, extension concepts made and shared by wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from ..facts.model import Element, QName
from ..interpret.labels import is_structure
from ..interpret.model import Content, TableKind
from ..knowledge.model import Catalogue
from .agree import gist_key
from .bridges import shown_effect
from .decide import Choice
from .directions import direction, two_way
from .extensions import ORDINALS, TYPES, concept_element, concept_name, undated
from .lines import LineView
from .prior import PriorLine
from .words import normalise, tokens

_LOSS = re.compile(
    r"^(?:(?:total |net |segments? |operating |reportable |consolidated |adjusted )+loss(?:es)?"
    r"|loss(?:es)? (?:before|from (?:continuing )?operations)\b.*)$"
)
"""A measure of profit that was a loss: its element is one of profit, the value negative."""
_OF_NOBODY = re.compile(r"(?:Total)?(?:Corporate|Unallocated|CorporateAndUnallocated|Administrative)")
"""Names that say whose the figure is and not what."""
_RATIO = re.compile(r"Percent|Margin|Rate|Ratio|Share")


_KIND_OF = {
    Content.PERCENT: "Percentage",
    Content.SHARES: "Shares",
    Content.PER_SHARE: "PerShare",
    Content.COUNT: "Number",
    Content.PURE: "Ratio",
}
_NO_NAME = re.compile(
    r"^(?:less|add|plus|deduct)\W*$|^\W*(?:dollars )?(?:amounts? )?in (?:u\.?s\.? )?\w*(?:dollars|thousands|millions)"
    r"|\bmillions of dollars"
)
"""Headings that order the rows or state the unit."""
LONGEST_HEADING = 8
"""Words: what is longer is a sentence, not the heading of a line."""


class Maker(Struct):
    """Makes extension concepts; one wording, content and timing is one element, with a label of its own (rule 51)."""

    catalogue: Catalogue
    prefix: str
    company: str
    made: dict[QName, Element]
    labels: dict[str, QName] = field(default_factory=dict)
    """Label in lower case → the element that has it."""
    gists: dict[tuple[object, ...], str] = field(default_factory=dict)
    """What a line comes to → the name of its element: one wording of a measure names it for all."""

    def concept(self, choice: Choice) -> QName:
        """The concept of a choice, made where no standard one was chosen."""
        if choice.concept is not None:
            return choice.concept.qname
        view = choice.view
        label = self._label(choice)
        local = choice.own or self._shared(choice, label)
        qname = QName(self.prefix, local)
        instant = view.instant is True or _at_a_date(view)
        known = self.made.get(qname)
        if known is not None and not choice.own and known.type != TYPES[view.content]:
            local = f"{local}{_KIND_OF.get(view.content, 'Amount')}"
            qname = QName(self.prefix, local)
            known = self.made.get(qname)
        if known is not None and (known.period_type == "instant") != instant:
            qname = QName(self.prefix, f"{local}{'AtDate' if instant else 'ForPeriod'}")
            known = self.made.get(qname)
        if known is None:
            self.made[qname] = self._element(qname, choice, label, instant=instant)
        return qname

    def _label(self, choice: Choice) -> str:
        """The line's words, and where it must be told from another line (rule 35) those of the headings over it."""
        view = choice.view
        label = undated(view.label.strip())[:300]
        if not choice.apart:
            return label
        found = []
        for heading in (
            *reversed(view.line.path),
            *reversed(view.line.context),
            str(view.table.kind).replace("-", " "),
        ):
            text = undated(heading.strip())
            short = text and len(text.split()) <= LONGEST_HEADING and not _NO_NAME.search(text.lower())
            if short and normalise(text) != normalise(label):
                found.append(text)
        label = ", ".join((label, *found[: choice.apart]))
        return label if choice.apart <= len(found) else f"{label}, {ORDINALS[(choice.apart - len(found) - 1) % 5]}"

    def _shared(self, choice: Choice, label: str) -> str:
        """The name by the line's words, or the one that a line has that comes to the same (rule 12)."""
        name = self._name(choice.view, label)
        return name if choice.apart else self.gists.setdefault(gist_key(choice), name)

    def _name(self, view: LineView, label: str) -> str:
        heading = view.wordings[1] if len(view.wordings) > 1 and not is_structure(view.wordings[1]) else ""
        name = concept_name(label, heading, self.company, self.catalogue)
        if _OF_NOBODY.fullmatch(name) and own_balance(view) == "debit":
            name += "Expenses"
        if view.content is Content.PERCENT and not _RATIO.search(name):
            name += "Percentage"
        return name

    def _element(self, qname: QName, choice: Choice, label: str, *, instant: bool) -> Element:
        view, line = choice.view, choice.line
        balance = "" if instant else own_balance(view)
        if line is not None and not isinstance(line, PriorLine):
            label = line.extension_label or label
            balance = line.balance or balance
            instant = line.period_type == "instant" if line.period_type else instant
        return concept_element(
            qname=qname,
            label=self._unique(label, qname),
            content=view.content,
            instant=instant,
            balance=balance,
            anchor=choice.anchor,
            wording=view.label,
        )

    def _unique(self, label: str, qname: QName) -> str:
        """The label, or where another element has it the words of the element's name, with an ordinal where another
        has those too (rule 51)."""
        words = " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", qname.local))
        free = (label, words, *(f"{words}, {ordinal}" for ordinal in ORDINALS))
        return next((text for text in free if self.labels.setdefault(text.lower(), qname) == qname), qname.local)


def own_balance(view: LineView) -> str:
    """The balance of an extension concept (rules 13, 47): from what the figure does to its total, else its wording."""
    if view.content is not Content.MONEY:
        return ""
    told = direction(view.facts.label)
    if two_way(view.facts.label):
        return "credit" if told > 0 else "debit"
    if _LOSS.search(view.facts.label):
        return "credit"
    effect = shown_effect(view) or told
    if effect:
        return "credit" if effect > 0 else "debit"
    return "debit" if view.parenthesised > 0.5 and not view.line.is_total else ""


_STOCKS = frozenset(
    """asset liability receivable payable inventory goodwill intangible balance property backlog cash investment deposit
    debt borrowing stockholder shareholder loan allowance reserve""".split()  # noqa: SIM905 - legible
)
_FLOWS = frozenset(
    """expenditure addition purchase acquisition depreciation amortization impairment revenue sale expense cost charge
    gain loss income earning return interest fee provision contribution change increase decrease write adjustment
    proceeds payment disposal compensation tax average added remeasurement dividend
    origination originated sold repayment repaid release servicing development translation""".split()  # noqa: SIM905 - legible
)


def _at_a_date(view: LineView) -> bool:
    """Whether the words are those of an amount at a date, under headings of years ("2025") or "at and for the year";
    what adds to a balance is one, whatever stands over the column."""
    headings = " ".join((*view.line.path, *view.line.context)).lower()
    told = view.table.kind is TableKind.NARRATIVE
    beside = not told and view.line.total is None and "average" not in headings
    if _adds_to_a_balance(view) and not view.words & _FLOWS:
        return True
    return (view.instant is None or beside) and _is_stock(view.words)


def _is_stock(words: frozenset[str]) -> bool:
    return bool(words & _STOCKS) and not words & _FLOWS


def _adds_to_a_balance(view: LineView) -> bool:
    """Whether a line is a part of assets or liabilities: an amount at a date, whatever its words ("Held for sale")."""
    above = view.lines.get(view.line.total or "")
    total = tokens(above.label) if above is not None else frozenset[str]()
    return bool(total & {"asset", "liability"}) and not total & _FLOWS


def balances(choices: Sequence[Choice], made: Mapping[QName, Element], names: Mapping[str, QName]) -> dict[str, str]:
    """View id → balance of its concept, empty where it has none."""
    found = {}
    for choice in choices:
        element = made.get(names[choice.view.id])
        found[choice.view.id] = (
            choice.concept.balance if choice.concept is not None else element.balance if element else ""
        )
    return found
