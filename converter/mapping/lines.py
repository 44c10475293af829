"""What the ranking may look at: a line with its figures, its wording and its place in table and note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..interpret.labels import is_profit, is_revenue, is_structure
from ..interpret.model import Content, InterpretedNote, InterpretedTable, Line, SubjectKind, TableKind, Value
from ..knowledge.rules import LineFacts
from . import bridges
from .wording import note_text
from .words import bare, camel, is_generic, normalise, tokens, wordings

_COSTS = re.compile(r"\b(?:costs?|expenses?|charges?|deductions?)\b")
_PROFIT = re.compile(r"\b(?:income|profit|earnings|loss|margin|revenues?|ebitda?|contribution)\b")
_LOSS = re.compile(r"\b(?:operating|net|segments?) loss\b|\bloss before\b")
_NO_LOSS = re.compile(r"[()]|\b(?:income|profits?|earnings)\b.*\bloss|\bloss(?: or)? (?:income|profit|earnings)\b")
_TOTAL = re.compile(r"\W*(?:sub)?total\b", re.IGNORECASE)
"""A row that calls itself a total ("Total other income"), which the name of its line no longer says."""
_ASIDE = re.compile(
    r"^(?:less|add|plus|deduct) |^(?:net )?(?:un)?allocated (?=\w+ \w)|(?<=expense) category$|(?<=costs) category$"
)
"""What a label says of its sign in the table, or of whom it is allocated to, is no part of its name."""
_OTHER = re.compile(r"^others?(?: net| items?)?$")
_VAGUE = re.compile(r"^(?:total |reportable )*segments? (?:income|profits?|earnings|results?)\b")
"""Profit of segments, of which kind is not said."""
_AFTER_TAX = re.compile(r"\bafter(?: income)? tax(?:es)?\b|\bnet of (?:related )?(?:income )?tax(?:es)?\b")
_BELOW = re.compile(r"\b(?:interest|financ\w+|tax(?:es)?|non ?operating|equity in|before)\b")
"""What is deducted or added below operating income."""
_NAMED = frozenset(
    {SubjectKind.SEGMENT, SubjectKind.SUBSEGMENT, SubjectKind.GEOGRAPHY, SubjectKind.PRODUCT, SubjectKind.CUSTOMER}
)
"""A row called after one of these says whose figure it is: the measure is named by the heading."""
PROFIT_KINDS = frozenset({TableKind.PROFIT_OR_LOSS, TableKind.RECONCILIATION})


class LineView(Struct, frozen=True, kw_only=True):
    """One thing to decide: the values of a line that share a content (a percent column of a money line is apart).

    `wordings` name the measure, the most telling first. `instant` is None where only a year is shown. `polarity` is
    what the displayed number does to the top of its chain of totals (+1, -1, or 0 where that is not known), `top` is
    that line. `parenthesised` is the share of figures other than zero that are shown negative.
    """

    id: str
    table: InterpretedTable
    line: Line
    content: Content
    values: tuple[Value, ...]
    wordings: tuple[str, ...]
    words: frozenset[str]
    instant: bool | None
    polarity: int
    top: str
    lowers: bool = False
    """Whether that top is itself a sum of costs."""
    parenthesised: float
    subjects: frozenset[SubjectKind]
    facts: LineFacts
    nature: int = 0
    """What the table's sums say a figure shown positive is: +1 income, -1 cost, 0 where they do not tell; `firm` says
    that the words of other lines bear it out, `back` that the sum adds back what was deducted (bridges.py)."""
    firm: bool = False
    back: bool = False
    lines: Mapping[str, Line] = field(default_factory=dict)
    """The lines of the table by id."""
    net_of_tax: frozenset[str] = frozenset()
    """Those whose labels say that tax is deducted."""

    @property
    def label(self) -> str:
        return self.wordings[0]

    @property
    def name(self) -> str:
        """The name that an element of one's own would have by the line's words (rule 48)."""
        return camel(bare(self.label))

    @property
    def effect(self) -> int:
        """What a figure shown positive does to profit: +1 raises it, -1 lowers it, 0 where the table does not tell."""
        if self.nature:
            return self.nature
        if self.table.kind not in PROFIT_KINDS or self.content is not Content.MONEY or self.instant is True:
            return 0
        return -self.polarity if self.lowers else self.polarity


def chain(line: Line, lines: Mapping[str, Line]) -> tuple[int, str]:
    """Multiply the effects up the totals: what the displayed number does to the last total, and that total's id."""
    sign, current, seen = 1, line, {line.id}
    while current.total is not None and current.effect is not None and current.total in lines:
        sign *= current.effect
        current = lines[current.total]
        if current.id in seen:
            return 0, ""
        seen.add(current.id)
    return (sign, current.id) if current is not line else (0, "")


def timing(values: Iterable[Value]) -> bool | None:
    """True where all figures stand at a date, False where one spans months, None where the page does not tell."""
    hints = [v.period for v in values if v.period is not None]
    if any(h.months is not None and not h.instant for h in hints):
        return False
    if hints and all(h.instant for h in hints):
        return True
    return None


def share_negative(values: Iterable[Value]) -> float:
    """Share of the figures other than zero that are shown negative."""
    shown = [v.negative for v in values if not v.nil and v.number]
    return sum(shown) / len(shown) if shown else 0.0


def views(note: InterpretedNote) -> tuple[LineView, ...]:
    """Every line of the note that has values, in the note's order."""
    text = note_text(note)
    return tuple(view for table in note.tables for view in _of_table(table, text))


def is_after_tax(label: str) -> bool:
    """Whether a label says that tax is deducted."""
    return bool(_AFTER_TAX.search(normalise(label)))


def _of_table(table: InterpretedTable, text: str) -> Sequence[LineView]:
    lines = {line.id: line for line in table.lines}
    by_line: dict[tuple[str, Content], list[Value]] = defaultdict(list)
    of_line: dict[str, list[Value]] = defaultdict(list)
    for value in table.values:
        by_line[value.line, value.content].append(value)
        of_line[value.line].append(value)
    totals = {row.index for row in table.rows if _TOTAL.match(row.label)}
    taxed = frozenset(
        n for n, line in lines.items() if is_after_tax(line.label) and "discontinued" not in line.label.lower()
    )
    found = []
    for (line_id, content), values in by_line.items():
        if line_id in lines:
            line = lines[line_id]
            said = bool(line.rows) and totals.issuperset(line.rows)
            view = _view(table, line, content, values, text, lines, said_total=said)
            top = normalise(lines[view.top].label) if view.top in lines else ""
            found.append(replace(view, lines=lines, net_of_tax=taxed, lowers=_lowers(top, of_line.get(view.top, ()))))
    return bridges.read(table, found)


def _remainder_of(line: Line, lines: Mapping[str, Line]) -> str:
    """ "Other" that adds to what the heading or else the total names is a part of that, not the thing, and nothing that
    a caption speaks of; a part of revenue is revenue. Empty where the line is no such remainder."""
    total = lines.get(line.total or "")
    if total is None or line.is_total or not _OTHER.search(normalise(line.label)):
        return ""
    whole = line.path[-1] if line.path else total.label
    return "" if is_revenue(whole) or is_generic(whole) else whole


def _measured_as(table: InterpretedTable, line: Line, lines: Mapping[str, Line]) -> Iterator[str]:
    """How a line of "segment income" is called where the whole stands: its own total row, or what it is reconciled to
    ("Consolidated operating income"); what deducts costs but no interest and no tax is an operating income."""
    if not _VAGUE.search(normalise(line.label)):
        return
    yield from (row.label for row in table.rows if row.index in line.rows and is_profit(row.label))
    if line.total is not None and line.total in lines:
        yield lines[line.total].label
    parts = [normalise(part.label) for part in lines.values() if part.total == line.id]
    if any(_COSTS.search(part) for part in parts) and not any(_BELOW.search(part) for part in parts):
        yield "operating income"


def _lowers(label: str, values: Sequence[Value]) -> bool:
    """Whether a total shown positive is a sum of costs, or a loss by its name."""
    loss = _LOSS.search(label) and not _NO_LOSS.search(label) and share_negative(values) <= 0.5
    return bool(loss) or (bool(_COSTS.search(label)) and not _PROFIT.search(label))


def _view(
    table: InterpretedTable,
    line: Line,
    content: Content,
    values: Sequence[Value],
    text: str,
    lines: Mapping[str, Line],
    *,
    said_total: bool,
) -> LineView:
    names = {normalise(s.text) for v in values for s in v.subjects if s.kind in _NAMED}
    named = wordings("" if normalise(line.label) in names else line.label, line.path, line.context)
    if not named[0] or is_structure(named[0]):
        named = wordings(line.label, line.path, line.context)
    if whole := _remainder_of(line, lines):
        named = (line.label, *(named[:1] if line.path else (whole,)))
    polarity, top = chain(line, lines)
    instant = timing(values)
    facts = LineFacts(
        label=_ASIDE.sub("", normalise(named[0])) or normalise(named[0]),
        heading=" | ".join(normalise(h) for h in (*line.context, *line.path, *_measured_as(table, line, lines))),
        note=text,
        kind=str(table.kind),
        content=str(content),
        instant=instant,
        total=line.is_total or said_total,
    )
    return LineView(
        id=f"{line.id}#{content}" if content is not line.content else line.id,
        table=table,
        line=line,
        content=content,
        values=tuple(values),
        wordings=named,
        words=tokens(bare(named[0])),
        instant=instant,
        polarity=polarity,
        top=top,
        parenthesised=share_negative(values),
        subjects=frozenset(s.kind for v in values for s in v.subjects),
        facts=facts,
    )
