"""Train the weights of the ranking (taxonomy/ranking) on tagged notes, and say how well they do on filers left out.

    python tests/benchmarks/train_ranker.py [--write] [--errors N] [--cache DIR]

Every note under ../shared/corpus/{dev,more} is read and interpreted by the converter; a line's right answer is the
concept that most of the filer's tags at its figures have. The weights are a softmax regression over the candidates of
each line (features.py), a filer counting with the square root of its notes. A filer is always judged with weights,
label counts (taxonomy/labels/corpus.tsv) and usage counts that leave it out: in ten groups for the weights, one by one
for the counts. Deterministic: no sampling, fixed order. numpy is used here only.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from lxml import html
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from converter import interpret, knowledge, readers, tables  # noqa: E402 - after the path to the checkout
from converter.interpret.model import InterpretedNote  # noqa: E402 - as above
from converter.knowledge import learn  # noqa: E402 - as above
from converter.knowledge import rules as mapping_rules  # noqa: E402 - as above
from converter.mapping import choices  # noqa: E402 - as above
from converter.mapping.features import Features, Gatherer  # noqa: E402 - as above
from converter.mapping.lines import LineView, views  # noqa: E402 - as above
from converter.mapping.ranking import EXTENSION, Weights  # noqa: E402 - as above
from converter.mapping.usage import LEAST, Usage  # noqa: E402 - as above
from converter.options import Settings  # noqa: E402 - as above

CORPUS = ROOT / "../shared/corpus"
FOLDERS = (CORPUS / "dev", CORPUS / "more")
RANKING = ROOT / "taxonomy/ranking"
GROUPS = 10
EPOCHS = 300
L2 = 2e-4
REVENUE_L2 = 2.0
CAUTION = 0.06
"""Taken off every calibrated chance: the table was fitted to the very decisions it is judged on."""
NOT_NEGATIVE = (
    "exact",
    "support",
    "heading",
    "similar",
    "votes",
    "search",
    "rule",
    "kind",
    "frequent",
    "overlap",
    "balance",
    "lead",
    "specific_rule",
    "worded",
)
"""Evidence in favour: its weight may not be negative, or the words of the evidence would say the contrary."""

Array = NDArray[np.float64]


@dataclass(slots=True, kw_only=True)
class Line:
    """One line of one note with the filer's tag: `facts` figures bear it, `votes` of them the concept `right`."""

    registrant: str
    case: str
    view: LineView
    right: str
    """The two revenue concepts are one here (choices.py)."""
    facts: int
    votes: Counter[str]
    candidates: dict[str, Features] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Note:
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
    from datetime import date

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


def load_notes() -> list[Note]:
    notes = []
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.json")):
            case, registrant = path.stem, path.stem.partition("-")[0]
            interpreted = read_note(folder, case)
            gold = gold_places(folder, case)
            lines = [
                Line(registrant=registrant, case=case, view=v, right=majority(c), facts=c.total(), votes=c)
                for v, c in tagged_lines(interpreted, gold)
            ]
            used = Counter(local(str(f["concept"])) for rows in gold.values() for f in rows)
            revenue = max(choices.FAMILY, key=lambda c: (used[c], c))
            notes.append(
                Note(
                    registrant=registrant,
                    case=case,
                    marks=choices.marks(interpreted),
                    lines=lines,
                    revenue=revenue if used[revenue] else "",
                )
            )
    return notes


def usage_without(notes: Iterable[Note], registrant: str) -> Usage:
    """Counts of registrants by concept and by kind of table, one registrant left out."""
    whole: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for note in notes:
        for line in note.lines if note.registrant != registrant else ():
            if line.right != EXTENSION:
                whole[line.right].add(note.registrant)
                kinds[str(line.view.table.kind)][line.right].add(note.registrant)
    return Usage(
        concepts={c: len(r) for c, r in whole.items() if len(r) >= LEAST},
        by_kind={k: {c: len(r) for c, r in found.items() if len(r) >= LEAST} for k, found in kinds.items()},
    )


def gather(notes: Sequence[Note]) -> None:
    """Fill in the candidates of every line, each filer's with counts that leave it out."""
    rules = mapping_rules.load()
    with tempfile.TemporaryDirectory() as name:
        for registrant in sorted({n.registrant for n in notes}):
            counts = learn.learn_corpus(FOLDERS, Path(name) / f"{registrant}.tsv", registrant)
            gatherer = Gatherer(knowledge.load(2025, counts), rules, usage_without(notes, registrant))
            for note in notes:
                for line in note.lines if note.registrant == registrant else ():
                    gathered = gatherer.gather(line.view, mapping_rules.matching(rules, line.view.facts))
                    line.candidates = {c: dict(t.features) for c, t in gathered.found.items()}
                    line.candidates[EXTENSION] = {f"own_{n}": v for n, v in gathered.own.items()}


class Trainer:
    """Softmax regression over candidates."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self.lines = [line for note in notes for line in note.lines]
        self.names = sorted({n for line in self.lines for f in line.candidates.values() for n in f})
        index = {n: i for i, n in enumerate(self.names)}
        self.keys = [sorted(line.candidates) for line in self.lines]
        self.blocks: list[Array] = []
        for line, keys in zip(self.lines, self.keys, strict=True):
            block = np.zeros((len(keys), len(self.names)))
            for row, key in enumerate(keys):
                for name, value in line.candidates[key].items():
                    block[row, index[name]] = value
            self.blocks.append(block)
        notes_of = Counter(n.registrant for n in notes)
        size = Counter({n.case: sum(line.facts for line in n.lines) for n in notes})
        self.mass = np.array([x.facts / size[x.case] / math.sqrt(notes_of[x.registrant]) for x in self.lines])
        self.floor = np.array([0.0 if n in NOT_NEGATIVE else -np.inf for n in self.names])

    def train(self, left_out: frozenset[str] = frozenset()) -> Array:
        """Adam on the whole batch; the same floor for every step."""
        chosen = [
            i for i, line in enumerate(self.lines) if line.registrant not in left_out and line.right in line.candidates
        ]
        starts = np.cumsum([0] + [len(self.keys[i]) for i in chosen])
        matrix = np.concatenate([self.blocks[i] for i in chosen])
        segment = np.repeat(np.arange(len(chosen)), np.diff(starts))
        right = np.array([starts[n] + self.keys[i].index(self.lines[i].right) for n, i in enumerate(chosen)])
        mass = self.mass[chosen] / self.mass[chosen].sum()
        scale = np.sqrt((matrix**2).mean(0)) + 1e-6
        scaled = matrix / scale
        weights, first, second = (np.zeros(len(self.names)) for _ in range(3))
        for step in range(1, EPOCHS + 1):
            scores = scaled @ weights
            top = np.maximum.reduceat(scores, starts[:-1])
            masses = np.exp(scores - top[segment])
            share = masses / np.add.reduceat(masses, starts[:-1])[segment]
            pull = -share * mass[segment]
            pull[right] += mass
            gradient = scaled.T @ pull - L2 * weights
            first = 0.9 * first + 0.1 * gradient
            second = 0.99 * second + 0.01 * gradient**2
            weights = weights + 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-7)
            weights = np.maximum(weights, self.floor)
        return weights / scale

    def ranked(self, number: int, weights: Array) -> tuple[list[str], list[float]]:
        """The candidates of a line, best first, with their shares."""
        scores = self.blocks[number] @ weights
        masses = np.exp(scores - scores.max())
        order = np.lexsort((np.array(self.keys[number]), -scores))
        shares = masses / masses.sum()
        return [self.keys[number][i] for i in order], [float(shares[i]) for i in order]


def cross_validate(trainer: Trainer) -> dict[int, tuple[list[str], list[float]]]:
    """Line number → ranking by weights that leave its filer out."""
    registrants = sorted({line.registrant for line in trainer.lines})
    found = {}
    for group in range(GROUPS):
        left_out = frozenset(registrants[group::GROUPS])
        weights = trainer.train(left_out)
        for number, line in enumerate(trainer.lines):
            if line.registrant in left_out:
                found[number] = trainer.ranked(number, weights)
    return found


def train_revenue(notes: Sequence[Note], left_out: str = "") -> dict[str, float]:
    """Logistic regression on the marks of the note, a filer counting once (Newton steps)."""
    rows = [n for n in notes if n.revenue and n.registrant != left_out]
    weight = Counter(n.registrant for n in rows)
    found = [n.marks for n in rows]
    names = sorted(found[0])
    matrix = np.array([[f[n] for n in names] for f in found])
    right = np.array([1.0 if n.revenue == choices.CONTRACT else 0.0 for n in rows])
    mass = np.array([1.0 / weight[n.registrant] for n in rows])
    weights = np.zeros(len(names))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        curve = (matrix * (mass * chance * (1 - chance))[:, None]).T @ matrix + REVENUE_L2 * np.eye(len(names))
        weights = weights + np.linalg.solve(curve, matrix.T @ (mass * (right - chance)) - REVENUE_L2 * weights)
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)}


def revenue_choices(notes: Sequence[Note]) -> dict[str, choices.RevenueChoice]:
    """Case → the choice by weights that leave its filer out."""
    weights = {r: train_revenue(notes, r) for r in {n.registrant for n in notes}}
    return {n.case: choices.choose(n.marks, weights[n.registrant]) for n in notes}


def confident(
    pairs: Sequence[tuple[float, float, float, bool]], tables: Mapping[bool, Sequence[tuple[float, float]]]
) -> None:
    """Print how often decisions with a confidence are right (the revenue choice apart)."""
    found = [(Weights(features={}, calibration=tuple(tables[rule])).confidence(s), r, m) for s, r, m, rule in pairs]
    for least in (0.5, 0.7, 0.8, 0.9):
        some = [(r, m) for c, r, m in found if c >= least]
        mass = sum(m for _, m in some)
        right = sum(r * m for r, m in some) / max(mass, 1e-9)
        print(f"confidence >= {least}: {mass / sum(m for *_, m in found):.1%} of figures, {right:.1%} right")


def isotonic(pairs: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """(share, right, mass) → a rising table of points, by pooling adjacent violators, thinned to at most a dozen."""
    pools: list[list[float]] = []
    for share, right, mass in sorted(pairs):
        pools.append([share * mass, right * mass, mass])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    total = sum(p[2] for p in pools)
    merged: list[list[float]] = []
    for pool in pools:
        if merged and merged[-1][2] < total / 10:
            merged[-1] = [a + b for a, b in zip(merged[-1], pool, strict=True)]
        else:
            merged.append(pool)
    return [(round(s / m, 3), round(max(r / m - CAUTION, 0.0), 3)) for s, r, m in merged]


def by_rule(line: Line, keys: Sequence[str]) -> list[str]:
    """The candidates with the one that rules name in front."""
    named = [k for k in keys if line.candidates[k].get("rule")]
    return named + [k for k in keys if k not in named] if len(named) == 1 else list(keys)


def settled(line: Line, keys: Sequence[str], choice: choices.RevenueChoice) -> str:
    """The first candidate, the revenue concept of the note where it is one of the two."""
    return choice.concept if keys[0] in choices.FAMILY else keys[0]


def judge(
    trainer: Trainer,
    ranked: Mapping[int, tuple[list[str], list[float]]],
    revenue: Mapping[str, choices.RevenueChoice],
    errors: int,
) -> list[tuple[float, float, float, bool]]:
    """Print the figures; give (share, right, mass, by a rule) of every line for the calibration."""
    family = {
        c.partition(":")[2]: i for i, g in enumerate(json.loads((CORPUS / "families.json").read_text())) for c in g
    }
    cases: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: Counter[tuple[str, ...]] = Counter()
    pairs = []
    notes_of = Counter()
    for line in {x.case: x for x in trainer.lines}.values():
        notes_of[line.registrant] += 1
    for number, (keys_before, shares) in ranked.items():
        line = trainer.lines[number]
        keys = by_rule(line, keys_before)
        mine = settled(line, keys, revenue[line.case])
        tally = cases[line.case]
        tally["facts"] += line.facts
        tally["first"] += line.votes[mine]
        tally["lenient"] += sum(
            n for c, n in line.votes.items() if c == mine or (c in family and family[c] == family.get(mine))
        )
        tally["five"] += sum(
            n for c, n in line.votes.items() if one_revenue(c) in keys[: 5 - (choices.REVENUES in keys[:4])]
        )
        tally["reach"] += sum(n for c, n in line.votes.items() if one_revenue(c) in keys)
        right = sum(n for c, n in line.votes.items() if one_revenue(c) == keys[0]) / line.facts
        share = shares[keys_before.index(keys[0])]
        pairs.append((share, right, float(trainer.mass[number]), bool(line.candidates[keys[0]].get("rule"))))
        if keys[0] != line.right:
            key = (
                line.view.label[:45],
                (line.view.wordings[1:] or ("",))[0][:25],
                str(line.view.table.kind),
                line.right[:55],
                keys[0][:55],
            )
            wrong[key] += float(trainer.mass[number])
    total = len(cases)
    for name in ("first", "lenient", "five", "reach"):
        print(f"{name:<10}{sum(t[name] / t['facts'] for t in cases.values()) / total:.1%}")
    own = [
        (k[0] == EXTENSION, trainer.lines[n].right == EXTENSION, float(trainer.mass[n])) for n, (k, _) in ranked.items()
    ]
    print(
        f"own elements: {sum(m for a, b, m in own if a and b) / sum(m for a, _, m in own if a):.1%} right, "
        f"{sum(m for a, b, m in own if a and b) / sum(m for _, b, m in own if b):.1%} found"
    )
    for key, mass in wrong.most_common(errors):
        print(f"{mass:.3f}", *key, sep=" | ")
    return pairs


def write(trainer: Trainer, notes: Sequence[Note], points: Mapping[bool, Sequence[tuple[float, float]]]) -> None:
    weights = trainer.train()
    out = [
        "# Weights of the evidence (mapping/features.py) for a candidate; own_… are those of an element of one's own.",
        "# Written by tests/benchmarks/train_ranker.py.",
        "[features]",
    ]
    out += [f"{name} = {weight:.3f}" for name, weight in zip(trainer.names, weights, strict=True)]
    out += [
        "",
        "[calibration]",
        "# Share of the softmax, share right among the decisions with it, filers left out.",
        f"ranking = {[list(p) for p in points[False]]}",
        f"rules = {[list(p) for p in points[True]]}",
    ]
    (RANKING / "weights.toml").write_text("\n".join(out) + "\n", encoding="utf-8")
    revenue = train_revenue(notes)
    lines = [
        "# Weights of a note's wording for RevenueFromContractWithCustomerExcludingAssessedTax against Revenues",
        "# (mapping/choices.py). Written by tests/benchmarks/train_ranker.py.",
        "[weights]",
    ]
    lines += [f"{n} = {w}" for n, w in revenue.items()]
    (RANKING / "revenue.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    usage = usage_without(notes, "")
    rows = [
        "# Registrants whose segment notes use a concept: kind of table (* any), concept, registrants (2 and more).",
        "# Written by tests/benchmarks/train_ranker.py.",
    ]
    rows += [f"*\t{c}\t{n}" for c, n in sorted(usage.concepts.items())]
    rows += [f"{k}\t{c}\t{n}" for k, found in sorted(usage.by_kind.items()) for c, n in sorted(found.items())]
    (RANKING / "usage.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write taxonomy/ranking")
    parser.add_argument("--errors", type=int, default=40)
    parser.add_argument("--cache", type=Path, help="keep the interpreted notes here between runs")
    args = parser.parse_args()
    cache = args.cache / "notes.pickle" if args.cache else None
    if cache is not None and cache.exists():
        notes: list[Note] = pickle.loads(cache.read_bytes())
    else:
        notes = load_notes()
        if cache is not None:
            cache.write_bytes(pickle.dumps(notes))
    gather(notes)
    trainer = Trainer(notes)
    revenue = revenue_choices(notes)
    told = [n for n in notes if n.revenue]
    right = sum(revenue[n.case].concept == n.revenue for n in told)
    print(f"revenue concept right: {right / len(told):.1%} of {len(told)} notes")
    pairs = judge(trainer, cross_validate(trainer), revenue, args.errors)
    points = {rule: isotonic([p[:3] for p in pairs if p[3] == rule]) for rule in (False, True)}
    confident(pairs, points)
    if args.write:
        write(trainer, notes, points)


if __name__ == "__main__":
    main()
