"""How the profile can name a line: the widest words that mean these decisions and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from ..interpret.model import Value
from ..mapping.lines import LineView, views
from ..mapping.model import Decision, MappedNote
from ..mapping.words import normalise


class Scope(StrEnum):
    """How far a decision goes."""

    LINE = "line"
    """The line wherever the note shows it, in all its columns and periods."""
    TABLE = "table"
    """The line in this table only."""
    CELL = "cell"
    ROW = "row"
    COLUMN = "column"


class LineName(Struct, frozen=True, kw_only=True):
    """The words by which a `[[lines]]` entry names a line (`LineDecision`)."""

    label: str
    path: tuple[str, ...] = ()
    table: str = ""

    def means(self, view: LineView) -> bool:
        """Whether the mapping takes an entry of this name for the line (see `mapping.decide`)."""
        if normalise(self.label) not in {normalise(text) for text in (view.line.label, *view.wordings)}:
            return False
        if self.table and self.table not in (view.table.id, str(view.table.kind)):
            return False
        own = tuple(normalise(part) for part in view.line.path)
        return not self.path or own[-len(self.path) :] == tuple(normalise(part) for part in self.path)


def line_views(mapped: MappedNote) -> Mapping[str, LineView]:
    """The lines by the id of their decision."""
    return {f"d-{view.table.id}-{view.id}": view for view in views(mapped.note)}


def line_of(decision: str) -> str:
    """The id of the line's own decision, for one made for a single number."""
    return decision.partition("@")[0]


def targets(mapped: MappedNote, clicked: Decision, scope: Scope) -> tuple[Decision, ...]:
    """The decisions that are one line to a reviewer: of the same words, concept and sign, in the note or the table."""
    label = normalise(clicked.label)
    return tuple(
        decision
        for decision in mapped.decisions
        if normalise(decision.label) == label
        and (decision.concept, decision.sign) == (clicked.concept, clicked.sign)
        and (scope is Scope.LINE or decision.table == clicked.table)
        and "@" not in decision.id
    )


def names(
    lines: Mapping[str, LineView], meant: Sequence[Decision], others: Iterable[Decision], *, in_table: bool
) -> tuple[tuple[LineName, ...], tuple[Value, ...]]:
    """The entries that name exactly the decisions `meant`, and the numbers of those that no words can tell from
    `others`: label alone, with path, with table, with both, in this order."""
    strangers = [lines[d.id] for d in others if d.id in lines]
    found: dict[LineName, None] = {}
    alone: list[Value] = []
    for decision in meant:
        view = lines[decision.id]
        label, path, table = view.line.label, view.line.path, view.table.id
        choices = [
            LineName(label=label),
            LineName(label=label, path=path),
            LineName(label=label, table=table),
            LineName(label=label, path=path, table=table),
        ]
        wide = (name for name in choices if name.table or not in_table)
        name = next((name for name in wide if not any(name.means(other) for other in strangers)), None)
        if name is None:
            alone.extend(view.values)
        else:
            found[name] = None
    return tuple(found), tuple(alone)
