"""The elements that the choices call for: standard ones as they are, extension concepts made and shared by wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..facts.model import Element, QName
from ..interpret.model import Content
from ..knowledge.model import Catalogue
from .decide import Choice
from .extensions import concept_element, concept_name
from .lines import LineView
from .prior import PriorLine
from .signs import direction, two_way


@dataclass(slots=True)
class Maker:
    """Makes extension concepts; one wording, content and timing is one element."""

    catalogue: Catalogue
    prefix: str
    company: str
    made: dict[QName, Element]

    def concept(self, choice: Choice) -> QName:
        """The concept of a choice, made where no standard one was chosen."""
        if choice.concept is not None:
            return choice.concept.qname
        view = choice.view
        local = choice.own or self._name(view)
        qname = QName(self.prefix, local)
        instant = view.instant is True or (view.instant is None and _at_a_date(view))
        known = self.made.get(qname)
        if known is not None and (known.period_type == "instant") != instant:
            qname = QName(self.prefix, f"{local}{'AtDate' if instant else 'ForPeriod'}")
            known = self.made.get(qname)
        if known is None:
            self.made[qname] = self._element(qname, choice, instant=instant)
        return qname

    def _name(self, view: LineView) -> str:
        heading = view.wordings[1] if len(view.wordings) > 1 else ""
        return concept_name(view.label, heading, self.company, self.catalogue)

    def _element(self, qname: QName, choice: Choice, *, instant: bool) -> Element:
        view, line = choice.view, choice.line
        label = view.label.strip()[:400]
        balance = "" if instant else own_balance(view)
        if line is not None and not isinstance(line, PriorLine):
            label = line.extension_label or label
            balance = line.balance or balance
            instant = line.period_type == "instant" if line.period_type else instant
        return concept_element(
            qname=qname,
            label=label,
            content=view.content,
            instant=instant,
            balance=balance,
            anchor=choice.anchor,
            wording=view.label,
        )


def own_balance(view: LineView) -> str:
    """The balance of an extension concept (rules 13, 47): from what the figure does to its total, else its wording."""
    if view.content is not Content.MONEY:
        return ""
    told = direction(view.facts.label)
    if two_way(view.facts.label):
        return "credit" if told > 0 else "debit"
    effect = view.effect if view.parenthesised <= 0.5 else -view.effect
    if effect:
        return "credit" if effect > 0 else "debit"
    if told:
        return "credit" if told > 0 else "debit"
    return "debit" if view.parenthesised > 0.5 else ""


_STOCKS = frozenset(["asset", "liability", "receivable", "inventory", "goodwill", "balance", "property", "backlog"])
_FLOWS = frozenset(
    [
        "expenditure",
        "addition",
        "purchase",
        "depreciation",
        "impairment",
        "revenue",
        "expense",
        "gain",
        "loss",
        "income",
    ]
)


def _at_a_date(view: LineView) -> bool:
    return bool(view.words & _STOCKS) and not view.words & _FLOWS


def balances(choices: Sequence[Choice], made: Mapping[QName, Element], names: Mapping[str, QName]) -> dict[str, str]:
    """View id → balance of its concept, empty where it has none."""
    found = {}
    for choice in choices:
        element = made.get(names[choice.view.id])
        found[choice.view.id] = (
            choice.concept.balance if choice.concept is not None else element.balance if element else ""
        )
    return found
