"""Rules 51 to 55: labels, presentation, definition, calculation, arcs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from ..facts.model import QName
from ..findings import Severity
from .model import Arc, LinkKind
from .view import Breach, Rule, View, is_extension

_K = TypeVar("_K")
_V = TypeVar("_V")
_LONGEST_LABEL = 511
_AXIS = "xbrldt:dimensionItem"
_FOR_NUMBERS = ("negated", "total", "periodStart", "periodEnd")
_NO_NUMBERS = ("stringItemType", "textBlockItemType", "domainItemType", "booleanItemType", "dateItemType",
               "enumerationItemType", "enumerationSetItemType", "durationItemType", "gYearItemType")  # fmt: skip
_ARCROLES = {
    LinkKind.PRESENTATION: ("parent-child",),
    LinkKind.CALCULATION: ("summation-item",),
    LinkKind.DEFINITION: (
        "all", "notAll", "hypercube-dimension", "dimension-domain", "dimension-default", "domain-member",
        "general-special", "essence-alias", "similar-tuples", "requires-element",
    ),
}  # fmt: skip


def rule_51_labels(view: View) -> Iterator[Breach]:
    """Every element in use has one standard label in English, unique and tidy."""
    labels = view.extension.labels
    standard = {x.element: x.text for x in labels if x.role == "label" and x.language.lower().startswith("en")}
    for name in view.used:
        if name not in standard and name.prefix != "dei":
            yield Breach(message=f"{name} has no standard label in English", hint="add one to the label linkbase")
    for (element, role, language), times in Counter((x.element, x.role, x.language) for x in labels).items():
        if times > 1:
            yield Breach(message=f"{element} has {times} labels of role {role} in {language}", hint="keep one")
    for text, names in _grouped((text, name) for name, text in standard.items()).items():
        if len(names) > 1:
            yield Breach(message=f"{names[0]} and {names[1]} have the same label, “{text}”", hint="make labels unique")
    for name in view.extension.references:
        yield Breach(message=f"{name} has a reference", hint="references are the standard taxonomies' own")


def rule_51_label_texts(view: View) -> Iterator[Breach]:
    """A label is short and tidy, and of a kind that its element can have."""
    for label in view.extension.labels:
        text = label.text
        if len(text) > _LONGEST_LABEL and label.role != "documentation":
            yield Breach(message=f"a label of {label.element} is longer than {_LONGEST_LABEL} characters")
        if text != text.strip() or "  " in text or "<" in text:
            yield Breach(message=f"the label {text[:60]!r} of {label.element} is not tidy",
                         hint="no markup, no double or outer blanks")  # fmt: skip
        if label.role == "documentation" and not is_extension(label.element):
            yield Breach(message=f"{label.element} is a standard element and is documented anew", hint="drop it")
        meaning = view.meaning(label.element)
        if label.role.startswith(_FOR_NUMBERS) and meaning and meaning.type in _NO_NUMBERS:
            yield Breach(message=f"{label.element} is no number and has a {label.role}", hint="drop the label")


def rule_52_presentation(view: View) -> Iterator[Breach]:
    """Everything in use stands in a presentation tree with one root, in order."""
    arcs = view.arcs[LinkKind.PRESENTATION]
    shown = {name for arc in arcs for name in (arc.source, arc.target)}
    for name in view.used:
        if name not in shown:
            yield Breach(message=f"{name} is in no presentation tree", hint="present it in the role of its table",
                         severity=Severity.WARNING if name.prefix == "dei" else None)  # fmt: skip
    for role, tree in _by_role(arcs).items():
        yield from _orders(tree)
        title = view.role_titles.get(role, role)
        roots = {arc.source for arc in tree} - {arc.target for arc in tree}
        if len(roots) > 1:
            listed = ", ".join(sorted(map(str, roots)))
            yield Breach(message=f"“{title}” has several roots: {listed}", hint="put them under one abstract",
                         severity=Severity.WARNING)  # fmt: skip
        for (parent, child, preferred), times in Counter((a.source, a.target, a.preferred) for a in tree).items():
            if times > 1:
                yield Breach(message=f"{child} stands {times} times under {parent}, label {preferred or 'standard'}",
                             hint="give each a preferred label of its own")  # fmt: skip
        parents = {arc.source for arc in tree}
        for arc in tree:
            meaning = view.meaning(arc.target)
            if meaning and meaning.substitution == _AXIS and arc.target not in parents:
                yield Breach(message=f"{arc.target} has no members in “{title}”, so nothing of it is shown",
                             hint="put domain and members under the axis")  # fmt: skip


def rule_53_definition(view: View) -> Iterator[Breach]:
    """Tables, axes, domains and members hang together as dimensions do."""
    for role, tree in _by_role(view.arcs[LinkKind.DEFINITION]).items():
        title = view.role_titles.get(role, role)
        tables: defaultdict[QName, set[QName]] = defaultdict(set)
        defaults = {arc.source for arc in tree if arc.arcrole == "dimension-default"}
        for arc in tree:
            if arc.arcrole == "all" and (not arc.closed or arc.context_element != "segment"):
                yield Breach(message=f"{arc.target} in “{title}” is not closed over the segment",
                             hint='closed="true" contextElement="segment"')  # fmt: skip
            if arc.arcrole == "all":
                tables[arc.source].add(arc.target)
            if arc.arcrole == "dimension-domain":
                meaning = view.meaning(arc.target)
                if meaning and meaning.type != "domainItemType":
                    yield Breach(message=f"{arc.target} is the domain of {arc.source} and no domainItemType",
                                 hint="use a domain")  # fmt: skip
            if arc.arcrole == "hypercube-dimension" and arc.target not in defaults:
                yield Breach(message=f"{arc.target} has no default in “{title}”", hint="add dimension-default",
                             severity=Severity.WARNING)  # fmt: skip
        for line_items, found in tables.items():
            if len(found) > 1:
                yield Breach(message=f"{line_items} in “{title}” is in several tables", hint="one table per role")
        members = [arc for arc in tree if arc.arcrole in ("domain-member", "dimension-domain")]
        above = {arc.target: arc.source for arc in members}
        for (name, top), times in Counter((arc.target, _top(arc.source, above)) for arc in members).items():
            if times > 1:
                yield Breach(message=f"{name} stands {times} times under {top} in “{title}”", hint="once is enough")


def rule_54_calculation(view: View) -> Iterator[Breach]:
    """Sums have weights of one, one period type, agreeing balances, and go the way the standard ones do."""
    shown = {role: {n for a in tree for n in (a.source, a.target)}
             for role, tree in _by_role(view.arcs[LinkKind.PRESENTATION]).items()}  # fmt: skip
    for role, tree in _by_role(view.arcs[LinkKind.CALCULATION]).items():
        yield from _orders(tree)
        if loop := _cycle(tree):
            yield Breach(
                message=f"{loop} adds to itself in “{view.role_titles.get(role, role)}”", hint="break the circle"
            )
        for arc in tree:
            yield from _sum(view, arc)
            if not any({arc.source, arc.target} <= names for names in shown.values()):
                yield Breach(message=f"{arc.source} and {arc.target} share no presentation tree",
                             hint="present total and part together")  # fmt: skip


def _sum(view: View, arc: Arc) -> Iterator[Breach]:
    total, part = view.meaning(arc.source), view.meaning(arc.target)
    if arc.weight not in (1, -1):
        yield Breach(message=f"{arc.target} adds to {arc.source} with the weight {arc.weight}", hint="1 or -1")
    if total and part and total.period_type != part.period_type:
        yield Breach(message=f"{arc.source} and {arc.target} differ in period type", hint="sum like with like")
    if total and part and total.balance and part.balance and arc.weight in (1, -1):
        wanted = 1 if total.balance == part.balance else -1
        if arc.weight != wanted:
            yield Breach(
                message=f"{arc.target} ({part.balance}) adds to {arc.source} ({total.balance}), weight {arc.weight}",
                hint=f"the weight is {wanted}",
            )
    if arc.source.prefix == arc.target.prefix == "us-gaap":
        above = {name for name, _ in view.knowledge.catalogue.totals(arc.source.local)}
        below = {name for name, _ in view.knowledge.catalogue.summands(arc.source.local)}
        if arc.target.local in above - below:
            yield Breach(
                message=f"{arc.source} is a part of {arc.target} in the standard taxonomy, and its total here",
                hint="turn the sum round",
            )


def rule_55_arcs(view: View) -> Iterator[Breach]:
    """Arcs are of standard kinds, without priorities, and each says something."""
    extension = view.extension
    for arc in extension.arcs:
        if arc.priority >= 10:
            yield Breach(
                message=f"an arc from {arc.source} has priority {arc.priority}", hint="below 10", file=arc.file
            )
        if arc.arcrole not in _ARCROLES.get(arc.kind, (arc.arcrole,)):
            yield Breach(message=f"{arc.source} has an arc of the role {arc.arcrole}", hint="use a standard one",
                         file=arc.file)  # fmt: skip
    for uri in (uri for schema in view.schemas for uri in schema.custom_arcroles):
        yield Breach(message=f"the schema declares the arc role {uri}", hint="use standard ones")
    for file, kinds in extension.kinds.items():
        if len(kinds) > 1 and not file.endswith(".xsd"):
            yield Breach(message=f"{file} holds {' and '.join(sorted(kinds))} links", hint="one kind a file", file=file)
    same = Counter(
        (a.kind, a.role, a.arcrole, a.source, a.target, a.order, a.preferred) for a in extension.arcs
        if a.use != "prohibited" and a.kind is not LinkKind.LABEL
    )  # fmt: skip
    for (kind, _, _, source, target, _, _), times in same.items():
        if times > 1:
            yield Breach(message=f"the {kind} arc from {source} to {target} is given {times} times", hint="once")


def _top(name: QName, above: Mapping[QName, QName]) -> QName:
    """The axis or line items that an element stands under."""
    for _ in above:  # as many steps at most: the tree may be broken into a circle
        if name not in above:
            break
        name = above[name]
    return name


def _orders(tree: Iterable[Arc]) -> Iterator[Breach]:
    """Siblings have orders, and different ones."""
    for parent, arcs in _grouped((arc.source, arc) for arc in tree).items():
        lacking = [arc for arc in arcs if arc.order is None]
        if lacking:
            yield Breach(message=f"{lacking[0].target} under {parent} has no order", hint="number the siblings")
        orders = Counter(arc.order for arc in arcs if arc.order is not None)
        for order, times in orders.items():
            if times > 1:
                yield Breach(message=f"{times} children of {parent} have the order {order}", hint="number them apart")


def _cycle(tree: Iterable[Arc]) -> QName | None:
    """An element that adds to itself over other elements."""
    children = _grouped((arc.source, arc.target) for arc in tree)
    for start in children:
        seen: set[QName] = set()
        todo = list(children[start])
        while todo:
            name = todo.pop()
            if name == start:
                return start
            if name not in seen:
                seen.add(name)
                todo.extend(children.get(name, ()))
    return None


def _by_role(arcs: Iterable[Arc]) -> Mapping[str, list[Arc]]:
    return _grouped((arc.role, arc) for arc in arcs)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, list[_V]]:
    found: defaultdict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


LINK_RULES = (
    Rule(number="51", check=rule_51_labels, severity=Severity.ERROR, source="EFM 6.10.1", needs="label"),
    Rule(number="51", check=rule_51_label_texts, severity=Severity.ERROR, source="EFM 6.10.6", needs="label"),
    Rule(number="52", check=rule_52_presentation, severity=Severity.ERROR, source="EFM 6.12.1", needs="presentation"),
    Rule(number="53", check=rule_53_definition, severity=Severity.ERROR, source="EFM 6.16.3", needs="definition"),
    Rule(number="54", check=rule_54_calculation, severity=Severity.ERROR, source="EFM 6.14.1", needs="calculation"),
    Rule(number="55", check=rule_55_arcs, severity=Severity.ERROR, source="EFM 6.9.3", needs="schema"),
)
