"""Train the weights of the ranking (taxonomy/ranking) on tagged notes, and say how well they do on filers left out.

    python tests/benchmarks/train_ranker.py [--write] [--errors N]

Every note under ../shared/corpus/{dev,more} is read and interpreted by the converter; a line's right answer is the
concept that most of the filer's tags at its figures have; usual names of lines are further problems
(ranking_labels.py). A filer is always judged with weights, label counts
(taxonomy/labels/corpus.tsv) and usage counts that leave it out: in ten groups for the weights, one by one for the
counts. `--write` then learns from all filers and writes taxonomy/ranking and taxonomy/labels/corpus.tsv.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import ranking_labels  # noqa: E402 - after the path to the checkout
from ranking_notes import PARTS, Line, Note, load_notes, one_revenue  # noqa: E402 - after the path to the checkout
from ranking_trainer import (  # noqa: E402 - as above
    TABLES,
    Learned,
    Outcome,
    Ranking,
    Trainer,
    calibration,
    cross_validate,
    gathered,
    outcomes,
    rules_first,
    train_revenue,
    usage_without,
)

from converter.knowledge import learn  # noqa: E402 - as above
from converter.mapping import choices  # noqa: E402 - as above
from converter.mapping.ranking import EXTENSION, Weights  # noqa: E402 - as above

CORPUS = ROOT / "../shared/corpus"
TAXONOMY = ROOT / "taxonomy"


def revenue_choices(notes: Sequence[Note]) -> dict[str, choices.RevenueChoice]:
    """Case → the choice by weights that leave its filer out."""
    weights = {r: train_revenue(notes, r) for r in {n.registrant for n in notes}}
    return {n.case: choices.choose(n.marks, weights[n.registrant]) for n in notes}


def confident(found: Sequence[Outcome]) -> None:
    """Print how often decisions with a confidence are right (the revenue choice apart), the filer left out."""
    judged = []
    for registrant in sorted({o.registrant for o in found}):
        points = calibration(o for o in found if o.registrant != registrant)
        ranking, rules, agreed = (tuple(points[name]) for name in TABLES)
        table = Weights(features={}, calibration=ranking, by_rule=rules, agreed=agreed)
        judged += [
            (table.confidence(o.share, rule=o.rule, accord=o.accord), o) for o in found if o.registrant == registrant
        ]
    for least in (0.5, 0.7, 0.8, 0.85, 0.9):
        some = [o for chance, o in judged if chance >= least]
        mass = sum(o.mass for o in some)
        right = sum(o.right * o.mass for o in some) / max(mass, 1e-9)
        print(f"confidence >= {least}: {mass / sum(o.mass for o in found):.1%} of figures, {right:.1%} right")


def settled(first: str, choice: choices.RevenueChoice) -> str:
    """The first candidate, or the revenue concept of the note where it is one of the two."""
    return choice.concept if first in choices.FAMILY else first


def families() -> dict[str, int]:
    """us-gaap name → the number of its family of concepts that count as one in the lenient figure."""
    groups = json.loads((CORPUS / "families.json").read_text())
    return {concept.partition(":")[2]: number for number, group in enumerate(groups) for concept in group}


def judge(
    trainer: Trainer, ranked: Mapping[int, Ranking], revenue: Mapping[str, choices.RevenueChoice], errors: int
) -> None:
    """Print the figures of dev and more, the decisions for an element of one's own, and the costliest errors."""
    family = families()
    cases: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: Counter[tuple[str, ...]] = Counter()
    for number, (before, _) in ranked.items():
        line = trainer.lines[number]
        keys = rules_first(line, before)
        mine = settled(keys[0], revenue[line.case])
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
        if keys[0] == EXTENSION:
            tally["own"] += line.facts
            tally["own right"] += line.votes[EXTENSION]
        tally["theirs own"] += line.votes[EXTENSION]
        if keys[0] != line.right:
            wrong[error(line, keys[0])] += line.facts / trainer.size[line.case]
    for part in PARTS:
        figures(part, [tally for case, tally in cases.items() if (CORPUS / part / f"{case}.json").exists()])
    for key, mass in wrong.most_common(errors):
        print(f"{mass:.3f}", *key, sep=" | ")


def error(line: Line, ours: str) -> tuple[str, ...]:
    heading = (line.view.wordings[1:] or ("",))[0]
    return line.view.label[:45], heading[:25], str(line.view.table.kind), line.right[:55], ours[:55]


def figures(part: str, tallies: Sequence[Mapping[str, float]]) -> None:
    """Print the means of cases, and how often an element of one's own is right and is found."""
    shares = {n: sum(t[n] / t["facts"] for t in tallies) / len(tallies) for n in ("first", "lenient", "five", "reach")}
    said, right, theirs = (sum(t[n] / t["facts"] for t in tallies) for n in ("own", "own right", "theirs own"))
    print(part, *(f"{name} {share:.1%}" for name, share in shares.items()), sep="  ")
    print(f"  elements of one's own: {right / said:.1%} right, {right / theirs:.1%} found")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write taxonomy/ranking and taxonomy/labels/corpus.tsv")
    parser.add_argument("--errors", type=int, default=40)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        notes = gathered(load_notes(CORPUS), CORPUS, Path(folder))
    trainer = Trainer(notes, ranking_labels.problems())
    revenue = revenue_choices(notes)
    told = [n for n in notes if n.revenue]
    right = sum(revenue[n.case].concept == n.revenue for n in told)
    print(f"revenue concept right: {right / len(told):.1%} of {len(told)} notes")
    _, ranked = cross_validate(trainer)
    found = outcomes(trainer, ranked)
    judge(trainer, ranked, revenue, args.errors)
    confident(found)
    if args.write:
        weights = dict(zip(trainer.names, map(float, trainer.train()), strict=True))
        usage = usage_without(notes, "")
        learned = Learned(weights=weights, calibration=calibration(found), revenue=train_revenue(notes), usage=usage)
        learned.write(TAXONOMY / "ranking")
        learn.learn_corpus([CORPUS / part for part in PARTS], TAXONOMY / "labels" / "corpus.tsv")


if __name__ == "__main__":
    main()
