"""One conversion looked up from every side: what stands at a place, what a line carries, where it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ..facts.model import Fact, QName
from ..findings import Finding
from ..interpret.model import InterpretedTable, Value
from ..mapping.model import Decision
from ..readers.model import RawTable
from ..source import SourceRef
from ..tables.model import Table
from .words import anchor

if TYPE_CHECKING:
    from ..pipeline import Conversion


class DecisionGroup(Struct, frozen=True, kw_only=True):
    """Decisions that are one to a reviewer: the same words tagged the same way in several tables."""

    id: str
    decisions: tuple[Decision, ...]
    facts: tuple[Fact, ...]

    @property
    def first(self) -> Decision:
        return self.decisions[0]

    @property
    def confidence(self) -> float:
        return min(d.confidence for d in self.decisions)


class Index(Struct, frozen=True, kw_only=True):
    """Lookups over a conversion. `facts_at` and `skipped_at` are by `SourceRef.place`."""

    conversion: Conversion
    facts: Mapping[str, Fact]
    facts_at: Mapping[str, tuple[Fact, ...]]
    skipped_at: Mapping[str, str]
    values: Mapping[str, Value]
    tables: Mapping[str, InterpretedTable]
    labels: Mapping[QName, str]
    decisions: Mapping[str, Decision]
    groups: tuple[DecisionGroup, ...]
    group_of: Mapping[str, DecisionGroup]
    """By decision id."""
    cells: frozenset[str]
    """Anchors of the cells that the report shows."""
    shown: frozenset[str]
    """Anchors of the tables that the report shows."""

    def where(self, finding: Finding) -> SourceRef | None:
        """The place in the note: a finding about a fact that we wrote points to where the fact was read."""
        named = finding.details.get("fact", "") or finding.details.get("facts", "").partition(" ")[0]
        fact = self.facts.get(named)
        return finding.where if fact is None else fact.source.ref

    def link(self, ref: SourceRef | None) -> str:
        """The anchor on the page for a place, empty where the page has none."""
        if ref is None or ref.file.endswith(f"{self.conversion.report.stem}.htm"):
            return ""
        if ref.table is not None:
            cell, table = anchor(ref.place), f"t{ref.table}"
            return cell if cell in self.cells else table if table in self.shown else ""
        block = self.block_at(ref)
        return "" if block is None else f"b{block}"

    def block_at(self, ref: SourceRef) -> int | None:
        """The number of the note's block that holds a place outside tables."""
        for number, block in enumerate(self.conversion.note.blocks):
            if block.ref.offset <= ref.offset < max(block.ref.end, block.ref.offset + 1):
                return number
        return None


def build_index(conversion: Conversion) -> Index:
    report, mapped = conversion.report, conversion.mapped
    facts_at: dict[str, list[Fact]] = defaultdict(list)
    by_decision: dict[str, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        facts_at[fact.source.ref.place].append(fact)
        by_decision[fact.decision].append(fact)
    values = {value.id: value for table in conversion.interpreted.tables for value in table.values}
    skipped = {values[m.value].ref.place: m.skip for m in mapped.values if m.skip and m.value in values}
    groups = tuple(_groups(mapped.decisions, by_decision))
    return Index(
        conversion=conversion,
        facts={fact.id: fact for fact in report.facts},
        facts_at={place: tuple(facts) for place, facts in facts_at.items()},
        skipped_at=skipped,
        values=values,
        tables={table.id: table for table in conversion.interpreted.tables},
        labels={element.qname: element.label for element in report.elements},
        decisions={decision.id: decision for decision in mapped.decisions},
        groups=groups,
        group_of={decision.id: group for group in groups for decision in group.decisions},
        shown=frozenset(table.id for table in conversion.note.tables),
        cells=frozenset(
            anchor(cell.ref.place) for table in conversion.note.tables for cell in table.cells if cell.text.strip()
        ),
    )


def _groups(decisions: Sequence[Decision], facts: Mapping[str, Sequence[Fact]]) -> Iterator[DecisionGroup]:
    together: dict[tuple[object, ...], list[Decision]] = {}
    for decision in decisions:
        key = (decision.label.lower(), decision.concept, decision.sign, decision.decided_by)
        together.setdefault(key, []).append(decision)
    for number, members in enumerate(together.values(), start=1):
        carried = tuple(fact for decision in members for fact in facts.get(decision.id, ()))
        yield DecisionGroup(id=f"line-{number}", decisions=tuple(members), facts=carried)


def tables_of(conversion: Conversion) -> dict[int, list[Table]]:
    """The note's tables by the number of the block's raw table."""
    found: dict[int, list[Table]] = defaultdict(list)
    raw = {block.number for block in conversion.note.blocks if isinstance(block, RawTable)}
    for table in conversion.note.tables:
        if table.number in raw:
            found[table.number].append(table)
    return found
