"""What changed against the prior filing: lines tagged otherwise, lines that are new, lines that are gone."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..mapping import PriorFiling
from ..mapping.words import normalise
from ..report.index import Index
from ..report.note import address


class PriorView(Struct, frozen=True, kw_only=True):
    """`kind` is `tagged otherwise`, `sign turned`, `new` or `gone`; `at` the first number of the line, where there is
    one."""

    kind: str
    label: str
    before: str
    now: str
    at: str = ""
    anchor: str = ""


_ORDER = ("tagged otherwise", "sign turned", "new", "gone")


def against_prior(index: Index, prior: PriorFiling) -> tuple[PriorView, ...]:
    """The differences, those to decide first."""
    return tuple(sorted(_differences(index, prior), key=lambda view: _ORDER.index(view.kind)))


def _differences(index: Index, prior: PriorFiling) -> Iterator[PriorView]:
    before: dict[str, dict[str, int]] = {}
    for line in prior.lines:
        before.setdefault(normalise(line.label), {})[str(line.concept)] = line.sign
    seen: set[str] = set()
    told: set[tuple[str, str]] = set()
    for group in index.groups:
        if not group.facts:
            continue
        label, concept = normalise(group.first.label), str(group.first.concept)
        seen.add(label)
        known = before.get(label)
        kind = _kind(known, concept, group.first.sign)
        if kind and (label, concept) not in told:
            told.add((label, concept))
            first = group.facts[0]
            yield PriorView(
                kind=kind,
                label=group.first.label,
                before=", ".join(known or ()),
                now=concept,
                at=address(first),
                anchor=index.link(first.source.ref),
            )
    for line in prior.lines:
        label = normalise(line.label)
        if label not in seen:
            seen.add(label)
            yield PriorView(kind="gone", label=line.label, before=str(line.concept), now="")


def _kind(known: dict[str, int] | None, concept: str, sign: int) -> str:
    """Empty where nothing changed. Own elements are compared without the prefix, which may be another by now."""
    if known is None:
        return "new"
    signs = {name.rpartition(":")[2]: turned for name, turned in known.items()}
    local = concept.rpartition(":")[2]
    if local not in signs:
        return "tagged otherwise"
    return "sign turned" if signs[local] != sign else ""
