"""Learn what taxonomy/ranking holds: weights of the evidence, usage counts, revenue choice, calibration.

The weights are a softmax regression over the candidates of each line (mapping/features.py), a filer counting with the
square root of its notes, and of usual names of lines (ranking_labels.py). Deterministic: no sampling, fixed order.
numpy is used here only.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path

import numpy as np
import ranking_labels
from msgspec import Struct
from numpy.typing import NDArray
from ranking_labels import Problem
from ranking_notes import PARTS, Line, Note, load_notes, one_revenue

from converter import knowledge
from converter.knowledge import learn
from converter.knowledge import rules as mapping_rules
from converter.mapping import choices
from converter.mapping.features import Gatherer
from converter.mapping.ranking import EXTENSION, is_agreed
from converter.mapping.usage import LEAST, Usage

GROUPS = 10
EPOCHS = 300
STEP = 0.05
L2 = 0.05
LEAST_SCALE = 0.02
"""Evidence rarer than this is not made to count more for being rare."""
REVENUE_L2 = 2.0
USUAL = 0.3
"""How much the usual names of lines count beside the corpus: the corpus's figures stay as they are up to about this."""
ANYBODY = ""
"""Stands for the registrant of a usual name: never left out, never judged."""
POOL = 6.0
"""Notes' worth of decisions that a row of the table stands for at least."""
CAUTION = {"ranking": 0.03, "rules": 0.03, "agreed": 0.015}
"""Taken off every calibrated chance: what follows the ranking (agreement, contradictions) errs too. It does no harm to
what filers are agreed on (97.0 % of that is right before, 97.5 % after), but there the filers of a single note, who
count little in a mean of notes, err more often."""
DOUBT = 1.0
"""Notes' worth of decisions, half of them right, that every row of the table counts besides what was seen."""
NOT_NEGATIVE = frozenset(
    (
        *("exact", "support", "heading", "similar", "votes", "search", "rule", "kind", "frequent", "overlap"),
        *("balance", "lead", "worded", "summand", "under", "rung_same"),
    )
)
"""Evidence in favour: its weight may not be negative, or the words of the evidence would say the contrary."""

TABLES = ("ranking", "rules", "agreed")

Array = NDArray[np.float64]
Ranking = tuple[list[str], list[float]]
"""The candidates of a line, best first, with their shares."""


class Outcome(Struct, frozen=True, kw_only=True):
    """A decision of the ranking by weights that leave its filer out: its share of the softmax, how unanimous filers
    are on it, whether a rule made it, how much of the filer's tags it meets, and its part of its note."""

    registrant: str
    share: float
    accord: float
    rule: bool
    right: float
    mass: float

    @property
    def table(self) -> str:
        """The table of calibration that it belongs to (`Weights.confidence`)."""
        if is_agreed(self.share, self.accord):
            return "agreed"
        return "rules" if self.rule else "ranking"


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


def labels_without(corpus: Path, folder: Path, registrant: str) -> Path:
    """The label counts of the corpus with one registrant left out."""
    path = folder / f"{registrant}.tsv"
    if not path.exists():
        learn.learn_corpus([corpus / part for part in PARTS], path, registrant)
        learn.bake_label_index(path)
    return path


def gathered(notes: Sequence[Note], corpus: Path, folder: Path, jobs: int = 2) -> list[Note]:
    """The notes with the candidates of every line, each filer's with counts that leave it out; `folder` keeps them."""
    usage = {r: usage_without(notes, r) for r in {n.registrant for n in notes}}
    by_filer = [list(found) for _, found in groupby(sorted(notes, key=lambda n: n.registrant), lambda n: n.registrant)]
    work = partial(_gathered, corpus=corpus, folder=folder)
    with ProcessPoolExecutor(jobs) as pool:
        found = pool.map(work, by_filer, [usage[part[0].registrant] for part in by_filer], chunksize=4)
        return [note for part in found for note in part]


def _gathered(notes: list[Note], usage: Usage, *, corpus: Path, folder: Path) -> list[Note]:
    rules = mapping_rules.load()
    counts = labels_without(corpus, folder, notes[0].registrant)
    for note in notes:
        gatherer = Gatherer(knowledge.load(2025, counts), rules, usage)
        for line in note.lines:
            found = gatherer.gather(line.view, mapping_rules.matching(rules, line.view.facts))
            line.candidates = {c: dict(t.features) for c, t in found.found.items()}
            line.accord = {c: t.accord for c, t in found.found.items()}
            line.candidates[EXTENSION] = {f"own_{n}": v for n, v in found.own.items()}
    return notes


class Trainer:
    """Softmax regression over candidates. Lines of one filer with the same evidence are one problem; `usual` names
    are further ones."""

    def __init__(self, notes: Sequence[Note], usual: Sequence[Problem] = ()) -> None:
        self.lines = [line for note in notes for line in note.lines]
        notes_of = Counter(n.registrant for n in notes)
        self.size = Counter({n.case: sum(line.facts for line in n.lines) for n in notes})
        numbers: dict[tuple[str, str], int] = {}
        self.problem = [
            numbers.setdefault((x.registrant, json.dumps(x.candidates, sort_keys=True)), len(numbers))
            for x in self.lines
        ]
        firsts = dict(zip(reversed(self.problem), reversed(self.lines), strict=True))
        problems = [*(firsts[number] for number in range(len(numbers))), *usual]
        self.registrants = [*(firsts[number].registrant for number in range(len(numbers))), *(ANYBODY for _ in usual)]
        self.keys = [sorted(line.candidates) for line in problems]
        self.names = sorted({n for line in problems for f in line.candidates.values() for n in f})
        self.starts = np.cumsum([0, *(len(keys) for keys in self.keys)])
        self._fill(problems)
        self.target = np.zeros(int(self.starts[-1]))
        for number, line in zip(self.problem, self.lines, strict=True):
            if line.right in line.candidates:
                place = self.starts[number] + self.keys[number].index(line.right)
                self.target[place] += line.facts / self.size[line.case] / math.sqrt(notes_of[line.registrant])
        self._aim(usual, len(numbers))
        self.floor = np.array([0.0 if n in NOT_NEGATIVE else -np.inf for n in self.names])

    def _aim(self, usual: Sequence[Problem], first: int) -> None:
        """The right answers of the usual names: the concept, and with some chance an element of the filer's own."""
        whole = USUAL * self.target.sum() / max(sum(p.mass for p in usual), 1.0)
        for number, problem in enumerate(usual, first):
            if problem.right in problem.candidates:
                start, keys = self.starts[number], self.keys[number]
                self.target[start + keys.index(problem.right)] += whole * problem.mass * (1 - problem.own)
                self.target[start + keys.index(EXTENSION)] += whole * problem.mass * problem.own

    def _fill(self, problems: Sequence[Line | Problem]) -> None:
        """The evidence as (row of a candidate, column of a name, value), what is zero left out."""
        index = {n: i for i, n in enumerate(self.names)}
        rows = (line.candidates[key] for line, keys in zip(problems, self.keys, strict=True) for key in keys)
        cells = [(row, index[n], v) for row, found in enumerate(rows) for n, v in found.items() if v]
        self.row, self.column = (np.array([cell[i] for cell in cells], dtype=np.int64) for i in (0, 1))
        self.value: Array = np.array([cell[2] for cell in cells])

    def train(self, left_out: frozenset[str] = frozenset()) -> Array:
        """Adam on the whole batch, the same floor for every step; the weights by name."""
        kept = np.array([r not in left_out for r in self.registrants])
        lengths = np.diff(self.starts)
        kept_rows = np.repeat(kept, lengths)
        cells = kept_rows[self.row]
        row, column, value = (np.cumsum(kept_rows) - 1)[self.row[cells]], self.column[cells], self.value[cells]
        starts = np.cumsum([0, *lengths[kept]])[:-1]
        of_row = np.repeat(np.arange(len(starts)), lengths[kept])
        target = self.target[kept_rows] / self.target[kept_rows].sum()
        mass = np.add.reduceat(target, starts)
        rows, names = len(target), len(self.names)
        scale = np.maximum(np.sqrt(np.bincount(column, value**2, names) / rows), LEAST_SCALE)
        value = value / scale[column]
        weights, first, second = (np.zeros(names) for _ in range(3))
        for step in range(1, EPOCHS + 1):
            scores = np.bincount(row, value * weights[column], rows)
            masses = np.exp(scores - np.maximum.reduceat(scores, starts)[of_row])
            pull = target - mass[of_row] * masses / np.add.reduceat(masses, starts)[of_row]
            gradient = np.bincount(column, value * pull[row], names) - L2 * weights
            first = 0.9 * first + 0.1 * gradient
            second = 0.99 * second + 0.01 * gradient**2
            weights = weights + STEP * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-7)
            weights = np.maximum(weights, self.floor)
        return weights / scale

    def ranked(self, weights: Array, registrants: frozenset[str]) -> dict[int, Ranking]:
        """Problem number → ranking, for the problems of some filers."""
        scores = np.bincount(self.row, self.value * weights[self.column], len(self.target))
        found = {}
        for number, keys in enumerate(self.keys):
            if self.registrants[number] in registrants:
                own = scores[self.starts[number] : self.starts[number + 1]]
                masses = np.exp(own - own.max())
                order = np.lexsort((np.array(keys), -own))
                shares = masses / masses.sum()
                found[number] = [keys[i] for i in order], [float(shares[i]) for i in order]
        return found


class Fold(Struct, frozen=True, kw_only=True):
    """Some filers with the weights learned without them."""

    registrants: frozenset[str]
    weights: Array


def cross_validate(trainer: Trainer) -> tuple[list[Fold], dict[int, Ranking]]:
    """The folds, and for each line's number the ranking by weights that leave its filer out."""
    registrants = sorted(set(trainer.registrants) - {ANYBODY})
    folds, found = [], dict[int, Ranking]()
    for group in range(GROUPS):
        left_out = frozenset(registrants[group::GROUPS])
        weights = trainer.train(left_out)
        folds.append(Fold(registrants=left_out, weights=weights))
        found |= trainer.ranked(weights, left_out)
    return folds, {number: found[problem] for number, problem in enumerate(trainer.problem)}


def rules_first(line: Line, keys: Sequence[str]) -> list[str]:
    """The candidates with the one that rules name, or the line's very name, in front (mapping/ranking.py)."""
    named = [k for k in keys if line.candidates[k].get("rule")]
    if not named and keys[0] == EXTENSION:
        named = [k for k in keys if line.candidates[k].get("named")]
    return named + [k for k in keys if k not in named] if len(named) == 1 else list(keys)


def outcomes(trainer: Trainer, ranked: Mapping[int, Ranking]) -> list[Outcome]:
    """How the decisions came out, the choice between the two revenue concepts apart."""
    found = []
    for number, (keys, shares) in ranked.items():
        line = trainer.lines[number]
        first = rules_first(line, keys)[0]
        found.append(
            Outcome(
                registrant=line.registrant,
                share=shares[keys.index(first)],
                accord=line.accord.get(first, 0.0),
                rule=bool(line.candidates[first].get("rule")),
                right=sum(n for c, n in line.votes.items() if one_revenue(c) == first) / line.facts,
                mass=line.facts / trainer.size[line.case],
            )
        )
    return found


def calibration(found: Iterable[Outcome]) -> dict[str, list[tuple[float, float]]]:
    """By table: what rises (share or accord, share right), by pooling adjacent violators, a row for no few notes."""
    known = list(found)
    return {name: _isotonic([o for o in known if o.table == name], name) for name in TABLES}


def _isotonic(found: Sequence[Outcome], name: str) -> list[tuple[float, float]]:
    pools: list[list[float]] = []
    at = {o: o.accord if name == "agreed" else o.share for o in found}
    for o in sorted(found, key=lambda o: (at[o], o.right)):
        pools.append([at[o] * o.mass, o.right * o.mass, o.mass])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    merged: list[list[float]] = []
    for pool in pools:
        if merged and merged[-1][2] < POOL:
            merged[-1] = [a + b for a, b in zip(merged[-1], pool, strict=True)]
        else:
            merged.append(pool)
    if len(merged) > 1 and merged[-1][2] < POOL:
        last = merged.pop()
        merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    right = accumulate(((r + DOUBT / 2) / (m + DOUBT) for _, r, m in merged), max)
    return [(round(p[0] / p[2], 3), round(max(r - CAUTION[name], 0.0), 3)) for p, r in zip(merged, right, strict=True)]


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


class Learned(Struct, frozen=True, kw_only=True):
    """What one folder of the shape of taxonomy/ranking holds."""

    weights: Mapping[str, float]
    calibration: Mapping[str, Sequence[tuple[float, float]]]
    revenue: Mapping[str, float]
    usage: Usage

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        source = "Written by tests/benchmarks/train_ranker.py."
        weights = [
            "# Weights of the evidence (mapping/features.py) for a candidate; own_… of an element of one's own.",
            f"# {source}",
            "[features]",
            *(f"{name} = {weight:.3f}" for name, weight in self.weights.items()),
            "",
            "[calibration]",
            "# Share of the softmax (agreed: accord of filers, mapping/accord.py), share right among decisions",
            "# with it, filers left out.",
            *(f"{name} = {[list(p) for p in self.calibration[name]]}" for name in TABLES),
        ]
        revenue = [
            "# Weights of a note's wording for RevenueFromContractWithCustomerExcludingAssessedTax against Revenues",
            f"# (mapping/choices.py). {source}",
            "[weights]",
            *(f"{n} = {w}" for n, w in self.revenue.items()),
        ]
        usage = [
            "# Registrants whose segment notes use a concept: kind of table (* any), concept, number from 2 on.",
            f"# {source}",
            *(f"*\t{c}\t{n}" for c, n in sorted(self.usage.concepts.items())),
            *(f"{k}\t{c}\t{n}" for k, found in sorted(self.usage.by_kind.items()) for c, n in sorted(found.items())),
        ]
        for name, lines in (("weights.toml", weights), ("revenue.toml", revenue), ("usage.tsv", usage)):
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def prepare(corpus: Path, folder: Path) -> None:
    """Have in `folder` what `learn_without` writes: anew where the converter or what it knows has changed since."""
    stamp, now = folder / "stamp", _fingerprint()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
        shutil.rmtree(folder, ignore_errors=True)
        learn_without(corpus, folder)
        stamp.write_text(now, encoding="utf-8")


def _fingerprint() -> str:
    """Of everything that what is learned hangs on; what was learned and shipped (ranking, corpus.tsv) is no part."""
    root = Path(__file__).resolve().parents[2]
    files = [
        *root.glob("converter/**/*.py"),
        *root.glob("taxonomy/**/*.*"),
        *root.glob("tests/benchmarks/ranking_*.py"),
    ]
    shipped = {root / "taxonomy/labels/corpus.tsv", *root.glob("taxonomy/ranking/*")}
    found = hashlib.sha256()
    for path in sorted(set(files) - shipped):
        found.update(path.read_bytes())
    return found.hexdigest()


def learn_without(corpus: Path, folder: Path) -> None:
    """Write for each registrant of the corpus what is learned without it: `folder`/<registrant>.tsv (label counts, with
    their index) and `folder`/<registrant>/ (as taxonomy/ranking). Weights and calibration come from ten folds."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = gathered(load_notes(corpus), corpus, folder)
    trainer = Trainer(notes, ranking_labels.problems())
    folds, ranked = cross_validate(trainer)
    found = outcomes(trainer, ranked)
    for fold in folds:
        points = calibration(o for o in found if o.registrant not in fold.registrants)
        weights = dict(zip(trainer.names, map(float, fold.weights), strict=True))
        for registrant in sorted(fold.registrants):
            learned = Learned(
                weights=weights,
                calibration=points,
                revenue=train_revenue(notes, registrant),
                usage=usage_without(notes, registrant),
            )
            learned.write(folder / registrant)
