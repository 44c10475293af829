"""The tagged notes of the corpus as lines with their right answers, for training the ranking.

Every note under CORPUS/{dev,more} is read and interpreted by the converter; a line's right answer is the concept that
most of the filer's tags at its figures have.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from lxml import html
from msgspec import Struct, field

from converter import interpret, knowledge, readers, tables
from converter.interpret.model import InterpretedNote
from converter.mapping import choices
from converter.mapping.features import Features
from converter.mapping.lines import LineView, views
from converter.mapping.ranking import EXTENSION
from converter.options import Settings

PARTS = ("dev", "more")


class Line(Struct, kw_only=True):
    """One line of one note with the filer's tag: `facts` figures bear it, `votes` of them the concept `right`."""

    registrant: str
    case: str
    view: LineView
    right: str
    """The two revenue concepts are one here (choices.py)."""
    facts: int
    votes: Counter[str]
    candidates: dict[str, Features] = field(default_factory=dict)
    accord: dict[str, float] = field(default_factory=dict)
    """How unanimous filers are on a candidate (mapping/accord.py)."""


class Note(Struct, kw_only=True):
    """A note with its tagged lines; `revenue` the revenue concept that most of its tags have."""

    registrant: str
    case: str
    marks: dict[str, float]
    lines: list[Line]
    revenue: str


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b\u00a0]+", "", text)


def gold_places(folder: Path, case: str) -> dict[int, list[Mapping[str, object]]]:
    """Squeezed offset → the filer's facts that begin there."""
    facts = {f["i"]: f for f in json.loads((folder / f"{case}.json").read_text(encoding="utf-8"))["facts"]}
    root = html.fromstring((folder / f"{case}.marked.html").read_bytes())
    found: dict[int, list[Mapping[str, object]]] = defaultdict(list)
    parts, length = list[str](), 0
    for kind, payload in _stream(root):
        if kind == "text":
            parts.append(squeeze(payload))
            length += len(parts[-1])
        elif facts.get(int(payload), {}).get("value") not in (None, ""):
            found[length].append(facts[int(payload)])
    text = "".join(parts)
    return {_skip(text, place): rows for place, rows in found.items()}


def _stream(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    if isinstance(element.tag, str) and element.tag not in ("head", "script", "style", "header"):
        if element.get("data-fact") is not None:
            yield "fact", element.get("data-fact")
        yield "text", element.text or ""
        for child in element:
            yield from _stream(child)
    yield "text", element.tail or ""


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in "($":
        place += 1
    return place


def read_note(folder: Path, case: str) -> InterpretedNote:
    document, _ = readers.read(folder / f"{case}.note.html")
    note, _ = tables.locate(document)
    meta = json.loads((folder / f"{case}.json").read_text(encoding="utf-8"))["meta"]
    known = knowledge.load(2025)
    return interpret.interpret(note, settings_of(meta), known)[0]


def settings_of(meta: Mapping[str, str]) -> Settings:
    """What a person would say on the command line: form and period."""
    end = date.fromisoformat(meta["period_end"]) if meta.get("period_end") else None
    focus = meta.get("fp_focus") or None
    year = int(meta["fy_focus"]) if str(meta.get("fy_focus", "")).isdigit() else None
    return Settings(form=meta.get("form"), period_end=end, fiscal_period=focus, fiscal_year=year)


def offsets(text: str) -> list[int]:
    """For each character of the text, how many stand before it when white space is taken out."""
    found, count = [], 0
    for character in text:
        found.append(count)
        count += not (character.isspace() or character in "\u200b\u00a0")
    return [*found, count]


def tagged_lines(
    note: InterpretedNote, gold: Mapping[int, Sequence[Mapping[str, object]]]
) -> Iterator[tuple[LineView, Counter[str]]]:
    """Each line with the concepts of the filer's tags at its figures."""
    text = note.note.document.text
    place, squeezed = offsets(text), squeeze(text)
    for view in views(note):
        votes: Counter[str] = Counter()
        for value in view.values:
            here = _skip(squeezed, place[min(value.ref.offset + value.span[0], len(text))])
            for fact in gold.get(here, ()):
                votes[local(str(fact["concept"]))] += 1
        if votes:
            yield view, votes


def local(concept: str) -> str:
    prefix, _, name = concept.partition(":")
    return name if prefix in ("us-gaap", "srt", "dei") else EXTENSION


def majority(votes: Counter[str]) -> str:
    together: Counter[str] = Counter()
    for concept, count in votes.items():
        together[one_revenue(concept)] += count
    return together.most_common(1)[0][0]


def one_revenue(concept: str) -> str:
    return choices.REVENUES if concept in choices.FAMILY else concept


def load_notes(corpus: Path, jobs: int = 2) -> list[Note]:
    """Every note of the corpus, in order."""
    paths = [path for part in PARTS for path in sorted((corpus / part).glob("*.json"))]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(load_note, paths, chunksize=4))


def load_note(path: Path) -> Note:
    case, registrant = path.stem, path.stem.partition("-")[0]
    interpreted = read_note(path.parent, case)
    gold = gold_places(path.parent, case)
    used = Counter(local(str(f["concept"])) for rows in gold.values() for f in rows)
    revenue = max(choices.FAMILY, key=lambda c: (used[c], c))
    return Note(
        registrant=registrant,
        case=case,
        marks=choices.marks(interpreted),
        lines=[
            Line(registrant=registrant, case=case, view=v, right=majority(c), facts=c.total(), votes=c)
            for v, c in tagged_lines(interpreted, gold)
        ],
        revenue=revenue if used[revenue] else "",
    )
