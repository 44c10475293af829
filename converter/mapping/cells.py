"""What a person decided for single numbers, rows or columns: laid over the mapping of the lines."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from ..facts.model import Element, QName
from ..findings import Finding, error, info, warning
from ..interpret.model import InterpretedNote, PeriodHint, Value
from ..knowledge.model import Knowledge
from ..options import CellDecision
from ..source import SourceRef
from .extensions import concept_element, member_element
from .model import DecidedBy, Decision, Evidence, MappedNote, ValueMapping


def apply(
    mapped: MappedNote, cells: tuple[CellDecision, ...], knowledge: Knowledge
) -> tuple[MappedNote, tuple[Finding, ...]]:
    """Return the mapping with the profile's `[[cells]]` laid over it, in their order, and what could not be applied.

    A concept or sign makes a decision of its own for the numbers it names; dimensions and period take the place of
    those that were read; a number that is not to be tagged is skipped with the reason given.
    """
    if not cells:
        return mapped, ()
    overlay = _Overlay(mapped, knowledge)
    findings = tuple(finding for cell in cells for finding in overlay.lay(cell))
    return overlay.result(), findings


def at(place: str, value: Value) -> bool:
    """Whether a cell (`t2:r5:c3`), row (`t2:r5`), column (`t2:c3`) or a place in the text is where the value stands."""
    ref = value.ref
    if ref.table is None or not place.startswith("t"):
        return ref.place == place
    own = {"t": f"t{ref.table}", "r": f"r{(ref.row or 0) + 1}", "c": f"c{(ref.col or 0) + 1}"}
    return all(own.get(part[:1]) == part for part in place.split(":"))


class _Overlay(Struct):
    mapped: MappedNote
    knowledge: Knowledge
    values: dict[str, Value] = field(default_factory=dict)
    mappings: dict[str, ValueMapping] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    elements: dict[QName, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = {value.id: value for table in self.mapped.note.tables for value in table.values}
        self.mappings = {mapping.value: mapping for mapping in self.mapped.values}
        self.decisions = {decision.id: decision for decision in self.mapped.decisions}
        self.elements = {element.qname: element for element in self.mapped.elements}

    def lay(self, cell: CellDecision) -> Iterator[Finding]:
        found = [value for value in self.values.values() if value.id in self.mappings and _meant(cell, value)]
        if not found:
            what = f"no number {cell.shown!r}" if cell.shown else "no number that could be tagged"
            yield warning(
                "mapping.cell-gone",
                f"the profile decides {cell.place}, where there is {what}",
                hint="the note has changed: decide the number afresh, and take the entry out of [[cells]]",
            )
        if found and cell.concept and self._missing(cell.concept):
            yield error(
                "mapping.unknown-element",
                f"{cell.place} is to be {cell.concept}, which the taxonomy of the year does not have",
                found[0].ref,
                "name an element of the year, or give one of your own with your own prefix",
            )
            cell = replace(cell, concept="")
        for value in found:
            mapping = self.mappings[value.id]
            if cell.concept or cell.negate is not None:
                mapping = replace(mapping, decision=self._decide(cell, value, self.decisions[mapping.decision]))
            if cell.dimensions is not None:
                mapping = replace(mapping, dimensions=tuple(self._dimensions(cell.dimensions)))
            if cell.end is not None:
                text = value.period.text if value.period is not None else ""
                hint = PeriodHint(end=cell.end, start=cell.start, instant=cell.start is None, text=text)
                self.values[value.id] = replace(value, period=hint)
            if cell.skip:
                yield _skipped(cell, value.shown, value.ref)
            self.mappings[value.id] = replace(mapping, skip=cell.skip)

    def _missing(self, name: str) -> bool:
        concept, catalogue = QName.parse(name), self.knowledge.catalogue
        return concept.prefix in catalogue.namespaces and catalogue.get(concept) is None

    def _decide(self, cell: CellDecision, value: Value, before: Decision) -> str:
        """The id of the decision for this number: that of its line with the concept and sign of the cell."""
        concept = QName.parse(cell.concept) if cell.concept else before.concept
        sign = before.sign if cell.negate is None else -1 if cell.negate else 1
        name = f"{before.id.partition('@')[0]}@{cell.place}" + (f"={cell.shown}" if cell.shown else "")
        if name not in self.decisions:
            why = f"the profile decides {cell.place} apart from its line"
            self.decisions[name] = replace(
                before,
                id=name,
                concept=concept,
                sign=sign,
                confidence=1.0,
                decided_by=DecidedBy.PROFILE,
                evidence=(Evidence(kind="profile", text=why, weight=1.0),),
            )
        if concept not in self.elements and self.knowledge.catalogue.get(concept) is None:
            self.elements[concept] = _own_concept(cell, concept, value)
        return name

    def _dimensions(self, dimensions: tuple[tuple[str, str], ...]) -> Iterator[tuple[QName, QName]]:
        for axis, name in dimensions:
            member = QName.parse(name)
            if member not in self.elements and self.knowledge.catalogue.get(member) is None:
                label = f"{_spaced(member.local.removesuffix('Member'))} [Member]"
                self.elements[member] = member_element(member, label)
            yield QName.parse(axis), member

    def result(self) -> MappedNote:
        note, used = self.mapped.note, {mapping.decision for mapping in self.mappings.values()}
        tables = tuple(replace(t, values=tuple(self.values[v.id] for v in t.values)) for t in note.tables)
        changed: InterpretedNote = replace(note, tables=tables)
        known = {decision.id for decision in self.mapped.decisions}
        return replace(
            self.mapped,
            note=changed,
            decisions=tuple(d for d in self.decisions.values() if d.id in known or d.id in used),
            values=tuple(self.mappings.values()),
            elements=tuple(sorted(self.elements.values(), key=lambda element: element.qname)),
        )


def _meant(cell: CellDecision, value: Value) -> bool:
    return at(cell.place, value) and (not cell.shown or cell.shown == value.shown)


def _skipped(cell: CellDecision, shown: str, ref: SourceRef) -> Finding:
    return info("mapping.cell-skipped", f"{shown!r} is not tagged, by the profile: {cell.skip}", ref)


def _own_concept(cell: CellDecision, name: QName, value: Value) -> Element:
    return concept_element(
        qname=name,
        label=cell.extension_label or _spaced(name.local),
        content=value.content,
        instant=cell.period_type == "instant" if cell.period_type else bool(value.period and value.period.instant),
        balance=cell.balance,
        anchor=None,
        wording=cell.extension_label or _spaced(name.local),
    )


def _spaced(name: str) -> str:
    """`CloudServices` → `Cloud Services`."""
    return "".join(f" {c}" if c.isupper() and i else c for i, c in enumerate(name)).strip()
