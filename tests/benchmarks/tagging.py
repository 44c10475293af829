"""What the tagging figures are made of: candidates, calibration, table kinds, the costliest kinds of error.

    tagging.py CORPUS_DIR [--as-shipped] [--jobs N] [--learned DIR]

Each note is converted with what was learned from the corpus learned again without its registrant, and every fact of
ours that stands where the filer has one is set against the filer's tag. A case counts as one, whatever its size.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import ranking_trainer
from corpus_run import Case, known, settings_of
from lxml import html
from msgspec import Struct

from converter import pipeline, readers
from converter.facts.inline import read_inline

BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


class Judged(Struct, frozen=True):
    """One of the filer's facts and ours at its place. `five` says that the filer's concept is among our five best."""

    case: str
    weight: float
    kind: str
    label: str
    theirs: str
    ours: str
    concept: bool
    lenient: bool
    five: bool
    confidence: float
    dims_theirs: str
    dims_ours: str
    period: bool


def scorer(corpus: Path) -> ModuleType:
    """The corpus' own score.py, for its ways of placing and naming."""
    spec = importlib.util.spec_from_file_location("score", corpus.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def axes(dims: dict[str, str]) -> str:
    """A pattern of axes, with the standard member where there is one."""

    def member(name: str) -> str:
        return "own" if name.startswith("ext") else name.split(":")[1].removesuffix("Member")

    pairs = (f"{axis.split(':')[1].removesuffix('Axis')}={member(name)}" for axis, name in sorted(dims.items()))
    return " + ".join(pairs) or "none"


def judge(case: Case) -> list[Judged]:
    score = scorer(case.folder)
    gold = json.loads((case.folder / f"{case.name}.json").read_text())
    settings = settings_of(gold["meta"], None)
    page = case.folder / f"{case.name}.note.html"
    document, _ = readers.read_bytes(page.name, page.read_bytes())
    made = pipeline.convert_document(document, settings, known(case, settings.year))
    decisions = {d.id: d for d in made.mapped.decisions}
    kinds = {f"{t.id}": t.kind.value for t in made.interpreted.tables}
    facts = {f.id: f for f in made.report.facts}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.htm"
        path.write_bytes(next(f.content for f in made.files if f.path.endswith(".htm")))
        report = read_inline(path)
    marked = html.fromstring((case.folder / f"{case.name}.marked.html").read_bytes())
    note, spots = score.stream(marked, lambda el: el.get("data-fact") is not None)
    shift = report.text.find(note)
    mine = defaultdict(list)
    for fact in report.facts:
        if fact.numeric and fact.place >= 0 and fact.id in facts:
            mine[score.skip_signs(report.text, fact.place)].append(fact)
    family = score.families(case.folder.parent)
    pairing = score.Pairing()
    theirs = {f["i"]: f for f in gold["facts"] if f.get("value") not in (None, "")}
    placed = [(theirs[i], off) for off, el in spots if (i := int(el.get("data-fact"))) in theirs]
    found: list[Judged] = []
    for want, off in placed:
        rivals = mine.get(score.skip_signs(note, off) + shift)
        if not rivals:
            continue
        their_name = score.gold_qname(want["concept"])
        ours = next((f for f in rivals if str(f.concept) == their_name), rivals[-1])  # two counts in a word: both meant
        decision = decisions.get(facts[ours.id].decision)
        our_name = str(ours.concept) if ours.concept.prefix in score.STANDARD else f"ext:{ours.concept.local}"
        agrees = pairing.agrees(their_name, our_name)
        if agrees:
            pairing.settle(their_name, our_name)
        five = {f"{c.concept}" for c in decision.candidates} if decision else set()
        their_dims = {score.gold_qname(a): score.gold_qname(m or "ext:typed") for a, m in want["dimensions"].items()}
        our_dims = {
            str(a): str(m) if m.prefix in score.STANDARD else f"ext:{m.local}" for a, m in ours.context.dimensions
        }
        p, q = want["period"], ours.context.period
        found.append(
            Judged(
                case=case.name,
                weight=1 / len(placed),
                kind=kinds.get(decision.table, "narrative") if decision else "statement",
                label=want.get("row_label") or "",
                theirs=their_name,
                ours=our_name,
                concept=agrees,
                lenient=agrees or (our_name in family and family[our_name] == family.get(their_name)),
                five=agrees or their_name in five,
                confidence=decision.confidence if decision else facts[ours.id].confidence or 0.0,
                dims_theirs=axes(their_dims),
                dims_ours=axes(our_dims),
                period=q is not None
                and [p.get("start"), p.get("instant") or p.get("end")]
                == [q.start.isoformat() if q.start else None, q.end.isoformat()],
            )
        )
    return found


def share(rows: list[Judged], test: Any) -> str:
    total = sum(r.weight for r in rows)
    return f"{sum(r.weight for r in rows if test(r)) / total:7.1%}" if total else "      –"


def calibration(rows: list[Judged]) -> Iterator[str]:
    """A figure a fact, as a mean of cases and of registrants: one filer with an odd habit is one of many."""
    yield "confidence | facts | right | right or of the same family | cases | right | registrants | right"
    for low, high in pairwise(BANDS):
        band = [r for r in rows if low <= r.confidence < high]
        right, family = (sum(test) for test in ((r.concept for r in band), (r.lenient for r in band)))
        if band:
            means = (mean_of(band, lambda r: r.case), mean_of(band, lambda r: r.case.partition("-")[0]))
            yield (
                f"{low:.1f} to {min(high, 1):.1f} | {len(band)} | {right / len(band):.1%} | {family / len(band):.1%} | "
                + " | ".join(f"{number} | {mean:.1%}" for number, mean in means)
            )


def mean_of(rows: list[Judged], key: Callable[[Judged], str]) -> tuple[int, float]:
    """The number of groups, and the mean of their shares right."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.concept)
    return len(groups), sum(sum(found) / len(found) for found in groups.values()) / len(groups)


def by_kind(rows: list[Judged]) -> Iterator[str]:
    tests: tuple[Callable[[Judged], bool], ...] = (
        lambda r: r.concept,
        lambda r: r.lenient,
        lambda r: r.five,
        lambda r: r.dims_theirs == r.dims_ours,
        lambda r: r.period,
    )
    yield "table kind | facts | concept | lenient | within five | dims | period"
    for kind in sorted({r.kind for r in rows}):
        part = [r for r in rows if r.kind == kind]
        yield f"{kind} | {len(part)} | " + " | ".join(share(part, test) for test in tests)


def costliest(rows: list[Judged], cases: int, most: int = 10) -> Iterator[str]:
    cost: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    for r in rows:
        wrong = []
        if not r.concept:
            wrong.append(("concept", kind_of(r.theirs), kind_of(r.ours)))
        if r.dims_theirs != r.dims_ours:
            wrong.append(("dims", r.dims_theirs, r.dims_ours))
        for key in wrong:
            cost[key] += r.weight / cases
            examples[key].append(r)
    yield "facet | filer | ours | points lost | facts | example"
    for key, points in cost.most_common(most):
        example = max(examples[key], key=lambda r: r.weight)
        yield f"{' | '.join(key)} | {points:.2%} | {len(examples[key])} | {example.label[:60]!r}"


def kind_of(name: str) -> str:
    return "an extension" if name.startswith("ext:") else name


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--as-shipped", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--learned", type=Path, default=Path("out/learned"), help="as for corpus_run.py")
    args = parser.parse_args()
    learned = None if args.as_shipped else args.learned
    if learned is not None:
        ranking_trainer.prepare(args.corpus.parent, learned)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(args.jobs) as pool:
        names = sorted(p.stem for p in args.corpus.glob("*.json"))
        cases = [Case(n, args.corpus, Path(folder), "html", learned, None) for n in names]
        rows = [row for found in pool.map(judge, cases) for row in found]
    print(f"{len(cases)} cases, {len(rows)} facts where both have a tag")
    print("concept", share(rows, lambda r: r.concept), "within five", share(rows, lambda r: r.five))
    for lines in (calibration(rows), by_kind(rows), costliest(rows, len(cases))):
        print()
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
