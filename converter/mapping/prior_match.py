"""Which tagged number of the prior filing a value recurs from: same row, same column, same sentence.

Tables are held against tables and paragraphs against paragraphs first: what has most rows (words) and most numbers in
common, comparative figures being in both, is the same. Then a value takes the number in the same place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..facts.model import QName
from ..interpret.model import InterpretedTable, Value
from ..readers.model import Paragraph
from .lines import LineView
from .prior import PriorFact, PriorFiling
from .words import normalise, tokens

_SAME_TEXT = 0.5
"""Share of words in common from which a paragraph is held to be the prior filing's."""
_ENOUGH = 1.8
"""Likeness of place (at most about 5) from which a number is held to recur."""
_BEFORE = 80
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\bmonths?\b|\bended\b|^\(?in (?:millions|thousands)|^\W*$|^[A-Z][a-z]+\.? \d{1,2},?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[\d.,$%]+")

_Words = frozenset[str]


class Matches:
    """The numbers of a note found again in a prior filing."""

    def __init__(self, prior: PriorFiling, paragraphs: Iterable[Paragraph] = ()) -> None:
        self._paragraph = {p.ref.offset: p.text for p in paragraphs}
        self._rows: dict[str, list[PriorFact]] = defaultdict(list)
        self._sentences: dict[int, list[PriorFact]] = defaultdict(list)
        self._blocks: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        for fact in prior.facts:
            if fact.sentence:
                self._sentences[fact.block].append(fact)
            else:
                self._rows[fact.row].append(fact)
                self._blocks[fact.block][fact.row, fact.shown] += 1
        self._texts = {block: _words(facts[0].sentence) for block, facts in self._sentences.items()}
        self._near: dict[str, Mapping[int, float]] = {}
        self._found: dict[str, dict[str, PriorFact]] = {}

    def of(self, view: LineView) -> Mapping[str, PriorFact]:
        """Value id → the prior filing's number in the same place, for the values of a line that have one."""
        key = f"{view.table.id} {view.id}"
        if key not in self._found:
            find = self._in_table if view.table.table is not None else self._in_sentence
            pairs = ((value.id, find(view, value)) for value in view.values)
            self._found[key] = _alike(view.values, {name: fact for name, fact in pairs if fact is not None})
        return self._found[key]

    def _in_table(self, view: LineView, value: Value) -> PriorFact | None:
        table = view.table
        row = next((r for r in table.rows if r.index == value.row), None)
        column = next((c for c in table.columns if c.index == value.column), None)
        if row is None or column is None:
            return None
        near = self._tables(table)
        own = _subject_words((*column.header, *row.path))

        def place(fact: PriorFact) -> float:
            heads = _subject_words(fact.headers)
            within = heads | _subject_words((fact.section,))
            return (
                2 * near.get(fact.block, 0.0)
                + max(_around(own, within), _around(own, heads) - 0.25)
                + (1.0 if fact.shown == value.shown and not value.nil else 0.0)
                - (0.0 if _timed(fact, value) else 1.0)
            )

        return _best(((place(f), f) for f in self._rows.get(normalise(row.label), ())), _ENOUGH)

    def _tables(self, table: InterpretedTable) -> Mapping[int, float]:
        """The prior filing's tables by their likeness to a table: rows and numbers in common, 0 to 1."""
        if table.id not in self._near:
            labels = {r.index: normalise(r.label) for r in table.rows}
            own = {(labels.get(v.row or 0, ""), v.shown) for v in table.values}
            rows = {row for row, _ in own}
            self._near[table.id] = {
                block: 0.5 * _share(rows, {row for row, _ in held}) + 0.5 * min(1.0, 2 * _share(own, set(held)))
                for block, held in self._blocks.items()
            }
        return self._near[table.id]

    def _in_sentence(self, view: LineView, value: Value) -> PriorFact | None:
        text = self._paragraph.get(value.ref.offset, "")
        if text[slice(*value.span)] != value.shown:
            text = next((t for t in view.line.context if value.shown in t), "")
        near = self._paragraphs(text) if text else {}
        before = _words(text[max(0, value.span[0] - _BEFORE) : value.span[0]])
        nth = len(_NUMBERS.findall(text[: value.span[0]]))
        scored = (
            (
                2 * near[fact.block]
                + 2 * _share(before, _words(fact.before))
                + (0.5 if fact.shown == value.shown else 0.0)
                + (0.25 if nth == len(_NUMBERS.findall(fact.sentence.partition(fact.shown)[0])) else 0.0),
                fact,
            )
            for block in near
            for fact in self._sentences[block]
            if _timed(fact, value)
        )
        return _best(scored, _ENOUGH)

    def _paragraphs(self, text: str) -> Mapping[int, float]:
        if text not in self._near:
            own = _words(text)
            shares = {block: _share(own, words) for block, words in self._texts.items()}
            numbers = {found.strip("$.,%") for found in _NUMBERS.findall(text)}
            self._near[text] = {
                block: share + _share(numbers, {fact.shown for fact in self._sentences[block]})
                for block, share in shares.items()
                if share >= _SAME_TEXT
            }
        return self._near[text]


def apart(views: Iterable[LineView], matches: Matches) -> Iterator[LineView]:
    """The lines, those whose rows the prior filing tagged with several concepts as one line for each concept."""
    for view in views:
        facts = matches.of(view)
        rows: dict[int | None, Counter[QName]] = defaultdict(Counter)
        for value in view.values:
            if value.row is not None and value.id in facts:
                rows[value.row][facts[value.id].concept] += 1
        told = {row: votes.most_common(1)[0][0] for row, votes in rows.items()}
        concepts = Counter(told.values())
        if len(concepts) < 2:
            yield view
            continue
        rest = concepts.most_common(1)[0][0]
        for number, concept in enumerate(concepts):
            values = tuple(v for v in view.values if told.get(v.row, rest) == concept)
            if values:
                yield replace(view, id=f"{view.id}~{number}" if number else view.id, values=values)


def _alike(values: Sequence[Value], found: Mapping[str, PriorFact]) -> dict[str, PriorFact]:
    """What the comparative figures of a row were tagged, the numbers being the same, holds for its newest figure."""
    surest: dict[tuple[object, ...], PriorFact] = {}
    for value in values:
        fact = found.get(value.id)
        if fact is not None and fact.shown == value.shown:
            surest.setdefault(_who(value), fact)
    chosen = {value.id: surest.get(_who(value)) or found.get(value.id) for value in values}
    return {name: fact for name, fact in chosen.items() if fact is not None}


def _who(value: Value) -> tuple[object, ...]:
    if value.row is None:
        return (value.id,)
    return (value.row, *(s.name for s in value.subjects))


def _around(own: _Words, other: _Words) -> float:
    """Likeness of the headers and headings around two numbers: from -1.5 (other words) to 1.5 (the same)."""
    if own == other:
        return 1.5 if own else 1.0
    return _share(own, other) - (1.5 if own and other and not own & other else 0.5)


def _best(scored: Iterable[tuple[float, PriorFact]], least: float) -> PriorFact | None:
    found = max(scored, key=lambda pair: pair[0], default=None)
    return found[1] if found is not None and found[0] >= least else None


def _timed(fact: PriorFact, value: Value) -> bool:
    """Whether a number at a date is not held against one of a period."""
    hint = value.period
    if hint is None:
        return True
    if hint.instant:
        return fact.instant
    return hint.months is None or not fact.instant


def _words(text: str) -> _Words:
    return tokens(_NUMBERS.sub(" ", text))


def _subject_words(headers: Sequence[str]) -> _Words:
    return tokens(" ".join(h for h in headers if not _PERIOD.search(h)))


def _share(one: _Words | set[str] | set[tuple[str, str]], other: _Words | set[str] | set[tuple[str, str]]) -> float:
    """Share of what either has that both have; two empty ones are the same."""
    return len(one & other) / len(one | other) if one or other else 1.0
