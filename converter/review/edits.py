"""From a decision to the profile's text: which entries say it, and where they stand so that they are heard."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ..errors import BadOption
from ..knowledge.model import Knowledge
from ..mapping.cells import at as stands_at
from ..mapping.extensions import concept_name, member_name
from ..mapping.lines import LineView
from ..mapping.model import Decision
from ..mapping.words import normalise
from ..pipeline import Conversion
from .change import Change, Kind, Picked, address, pick, prefixed
from .profile_text import ProfileText
from .scope import LineName, Scope, line_of, line_views, names, targets

_LINES = (Scope.LINE, Scope.TABLE)
_OF_CONCEPT = ("concept", "negate", "extension_label", "balance", "period_type")
_ORDER = ("place", "shown", *_OF_CONCEPT, "dimensions", "start", "end", "skip")


def edited(text: ProfileText, made: Conversion, change: Change, known: Knowledge, now: datetime) -> ProfileText:
    """The profile with the decision in it.

    Raises:
        BadOption: the decision cannot be made so; the message says why.
    """
    picked = pick(made, change.at)
    who = {"by": change.by, "on": now} if change.by else {"on": now}
    match change.kind:
        case Kind.RESET:
            return _reset(text, made, picked)
        case Kind.MEMBER if change.scope is Scope.LINE:
            return _put_member(text, made, change, known, who)
        case Kind.MEMBER:
            dimensions = _dimensions(made, change, known, picked)
            return _put_cell(text, change.scope, picked, {"dimensions": dimensions}, who)
        case Kind.PERIOD:
            start, end = change.dates
            dates = {"start": start, "end": end}
            return _put_cell(text, change.scope, picked, dates, who)
        case Kind.SKIP:
            if not change.reason:
                raise BadOption("say why the number is not to be tagged")
            return _put_cell(text, change.scope, picked, {"skip": change.reason}, who)
        case _:
            return _put_concept(text, made, picked, change, known, who)


def meant(made: Conversion, change: Change) -> tuple[Decision, ...]:
    """The decisions of lines that a change of concept or sign is about; empty for one that is narrower."""
    if change.scope not in _LINES:
        return ()
    return targets(made.mapped, _of_line(made, pick(made, change.at)), change.scope)


def wanted(made: Conversion, change: Change, known: Knowledge) -> Mapping[str, Any]:
    """What the entry is to say of concept and sign."""
    decision = pick(made, change.at).decision
    if change.kind is Kind.CONCEPT:
        name = prefixed(change.concept)
        own = any(element.qname == name for element in made.mapped.elements)
        if known.catalogue.get(name) is None and not own:
            raise BadOption(f"{name} is not an element of the {known.catalogue.year} taxonomies")
        return {"concept": str(name), **_own_element(made, str(name))}
    if change.kind is Kind.EXTENSION:
        return _extension(made, change, known)
    sign = -decision.sign if change.kind is Kind.SIGN else decision.sign
    negate = {"negate": sign < 0} if sign < 0 or change.kind is Kind.SIGN else {}
    return {"concept": str(decision.concept), **negate, **_own_element(made, str(decision.concept))}


def _extension(made: Conversion, change: Change, known: Knowledge) -> Mapping[str, Any]:
    if not change.label:
        raise BadOption("an element of your own needs a label")
    if change.balance not in ("", "debit", "credit") or change.period_type not in ("", "duration", "instant"):
        raise BadOption("the balance is debit or credit, the period type duration or instant")
    local = concept_name(change.label, "", made.report.entity.name, known.catalogue)
    given = {"balance": change.balance, "period_type": change.period_type}
    entry = {"concept": f"{made.report.prefix}:{local}", "extension_label": change.label}
    return entry | {key: text for key, text in given.items() if text}


def _own_element(made: Conversion, name: str) -> dict[str, str]:
    element = next((e for e in made.mapped.elements if str(e.qname) == name), None)
    if element is None:
        return {}
    given = {"extension_label": element.label, "balance": element.balance, "period_type": element.period_type}
    return {key: text for key, text in given.items() if text}


def _of_line(made: Conversion, picked: Picked) -> Decision:
    """The decision of the number's line, where the number itself is decided apart."""
    name = line_of(picked.decision.id)
    return next((d for d in made.mapped.decisions if d.id == name), picked.decision)


def _put_concept(
    text: ProfileText, made: Conversion, picked: Picked, change: Change, known: Knowledge, who: Mapping[str, Any]
) -> ProfileText:
    entry = wanted(made, change, known)
    if change.scope not in _LINES:
        return _put_cell(text, change.scope, picked, entry, who)
    text = _without_apart(text, picked)
    lines = line_views(made.mapped)
    about = meant(made, change)
    ids = {decision.id for decision in about}
    others = (decision for decision in made.mapped.decisions if decision.id not in ids)
    named, alone = names(lines, about, others, in_table=change.scope is Scope.TABLE)
    for name in named:
        told = [lines[d.id] for d in about if name.means(lines[d.id])]
        text = _put_line(text, name, told, {**entry, **who})
    for value in alone:
        own = {"place": value.ref.place, "shown": value.shown}
        text = _merge_cell(text, own, {**entry, **who})
    return text


def _put_line(text: ProfileText, name: LineName, told: Iterable[LineView], entry: Mapping[str, Any]) -> ProfileText:
    """The entry in the place of the one of that name, or before the first that would be heard in its stead."""
    known = [_line_name(raw) for raw in _entries(text, "lines")]
    views = list(told)
    first = next((i for i, other in enumerate(known) if any(other.means(view) for view in views)), None)
    same = next((i for i, other in enumerate(known) if _alike(other, name)), None)
    path, table = ({"path": list(name.path)} if name.path else {}), ({"table": name.table} if name.table else {})
    entry = {"label": name.label, **path, **table, **entry}
    if same is None:
        return text.inserted("lines", first, entry)
    if first is None or same <= first:
        return text.replaced("lines", same, entry)
    return text.without("lines", same).inserted("lines", first, entry)


def _line_name(raw: Mapping[str, Any]) -> LineName:
    return LineName(label=raw["label"], path=tuple(raw.get("path", ())), table=str(raw.get("table", "")))


def _alike(one: LineName, other: LineName) -> bool:
    def key(name: LineName) -> tuple[object, ...]:
        return normalise(name.label), tuple(normalise(part) for part in name.path), name.table

    return key(one) == key(other)


def _put_member(
    text: ProfileText, made: Conversion, change: Change, known: Knowledge, who: Mapping[str, Any]
) -> ProfileText:
    if not change.subject:
        raise BadOption("say whose member it is", hint="narrow the decision to this number, its row or its column")
    if not change.axis:
        raise BadOption("a name needs an axis and a member", hint="narrow the decision to make the figure consolidated")
    axis, member = _axis_member(made, change, known)
    entry = {"name": change.subject, "axis": axis, "member": member, **who}
    for number, raw in enumerate(_entries(text, "members")):
        if normalise(raw["name"]) == normalise(change.subject):
            return text.replaced("members", number, entry)
    return text.inserted("members", None, entry)


def _axis_member(made: Conversion, change: Change, known: Knowledge) -> tuple[str, str]:
    """Axis and member; plain words for a member make one of the company's own (rule 46)."""
    axis = known.catalogue.get(prefixed(change.axis))
    if axis is None or axis.substitution != "xbrldt:dimensionItem":
        raise BadOption(f"{change.axis} is not an axis of the {known.catalogue.year} taxonomies")
    if not change.member:
        raise BadOption("say which member")
    if ":" not in change.member:
        return str(axis.qname), f"{made.report.prefix}:{member_name(change.member, '', known.catalogue)}"
    member = prefixed(change.member)
    if member.prefix != made.report.prefix and known.catalogue.get(member) is None:
        raise BadOption(f"{member} is not an element of the {known.catalogue.year} taxonomies")
    return str(axis.qname), str(member)


def _dimensions(made: Conversion, change: Change, known: Knowledge, picked: Picked) -> dict[str, str]:
    """The number's dimensions with the subject's axis and member changed; without an axis, none at all."""
    if not change.axis:
        return {}
    axis, member = _axis_member(made, change, known)
    own = (choice for choice in picked.members if choice.subject.name == change.subject)
    theirs = {str(taken) for choice in own for taken, _ in choice.dimensions}
    kept = {str(a): str(m) for a, m in picked.mapping.dimensions if str(a) not in theirs}
    return dict(sorted({**kept, axis: member}.items()))


def _put_cell(
    text: ProfileText, scope: Scope, picked: Picked, entry: Mapping[str, Any], who: Mapping[str, Any]
) -> ProfileText:
    ref = picked.value.ref
    if scope is Scope.CELL:
        return _merge_cell(text, {"place": ref.place, "shown": picked.value.shown}, {**entry, **who})
    if scope not in (Scope.ROW, Scope.COLUMN):
        raise BadOption("this is decided for a number, its row or its column", hint="narrow the decision")
    if ref.table is None or ref.row is None or ref.col is None:
        raise BadOption("a number in a sentence has neither row nor column", hint="narrow the decision to the number")
    part = f"r{ref.row + 1}" if scope is Scope.ROW else f"c{ref.col + 1}"
    return _merge_cell(text, {"place": f"t{ref.table}:{part}"}, {**entry, **who})


def _merge_cell(text: ProfileText, own: Mapping[str, str], entry: Mapping[str, Any]) -> ProfileText:
    """The entry over the one of that place, if any; rows and columns stand before single numbers, which win."""
    narrow = None
    for number, raw in enumerate(_entries(text, "cells")):
        if (raw["place"], raw.get("shown", "")) == (own["place"], own.get("shown", "")):
            gone = ("start", "end") if "end" in entry else _OF_CONCEPT if "concept" in entry else ()
            kept = {key: item for key, item in raw.items() if key not in gone}
            return text.replaced("cells", number, _ordered({**kept, **entry}))
        if narrow is None and "shown" in raw and "shown" not in own:
            narrow = number
    return text.inserted("cells", narrow, _ordered({**own, **entry}))


def _ordered(entry: Mapping[str, Any]) -> dict[str, Any]:
    keys = (*_ORDER, *(key for key in entry if key not in _ORDER))
    return {key: entry[key] for key in keys if entry.get(key) is not None}


def _without_apart(text: ProfileText, picked: Picked) -> ProfileText:
    """Without what was decided of concept and sign for the number alone: it goes with its line again."""
    if "@" not in picked.decision.id:
        return text
    for number, raw in reversed(list(enumerate(_entries(text, "cells")))):
        if "shown" in raw and _is_about(raw, picked) and raw.keys() & {"concept", "negate"}:
            kept = {key: item for key, item in raw.items() if key not in _OF_CONCEPT}
            telling = kept.keys() - {"place", "shown", "by", "on"}
            text = text.replaced("cells", number, kept) if telling else text.without("cells", number)
    return text


def _is_about(raw: Mapping[str, Any], picked: Picked) -> bool:
    return stands_at(raw["place"], picked.value) and raw.get("shown", picked.value.shown) == picked.value.shown


def _reset(text: ProfileText, made: Conversion, picked: Picked) -> ProfileText:
    """Without the entries that decide this number: its own, its row's and column's, and the one heard for its line."""
    before = text
    for number, raw in reversed(list(enumerate(_entries(text, "cells")))):
        if _is_about(raw, picked):
            text = text.without("cells", number)
    view = line_views(made.mapped).get(line_of(picked.decision.id))
    for number, raw in enumerate(_entries(text, "lines")):
        if view is not None and _line_name(raw).means(view):
            text = text.without("lines", number)
            break
    if text == before:
        raise BadOption("nothing is decided for this number", where=address(picked.value))
    return text


def _entries(text: ProfileText, kind: str) -> list[Mapping[str, Any]]:
    entries: list[Mapping[str, Any]] = tomllib.loads(str(text)).get(kind, [])
    return entries
