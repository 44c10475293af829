"""Convert every note of a corpus folder and score it against the filers' own tags.

    corpus_run.py CORPUS_DIR OUT_DIR [--layout html|bars|plain] [--leave-one-out] [--prior] [--house CHOICE]
        [--cases A,B] [--jobs N] [--learned DIR]

CORPUS_DIR is `dev` or `more` of the corpus beside the checkout; its parent holds score.py and flatten.py. With
--leave-one-out, all that was learned from the corpus (label counts, the ranking's weights, usage counts, revenue
choice, calibration) is learned again without the registrant being scored: into --learned (beside OUT_DIR unless given),
once for all runs until the converter changes (ranking_trainer.py). With --prior,
only the current cases of rollforward.csv run, each with its prior filing. With --house, each note gets one profile
line, what that choice alone is worth: `revenue` says which of the two usual revenue elements its filer uses, `segments`
whether its segments' figures carry OperatingSegmentsMember always or never (where nine of ten do or do not); `both`.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import ranking_trainer
from msgspec import Struct
from msgspec.structs import replace

from converter import emit, knowledge, mapping, pipeline, readers
from converter.errors import ConverterError
from converter.knowledge.model import Knowledge
from converter.options import Preference, Profile, Settings
from converter.profile import settings_from


class Case(Struct, frozen=True):
    name: str
    folder: Path
    out: Path
    layout: str
    learned: Path | None
    """Where what was learned without each registrant lies; None: as shipped."""
    prior: Path | None
    house: str = ""


REVENUE = ("us-gaap:Revenues", "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax")


SEGMENTS, ITEMS = "us-gaap:StatementBusinessSegmentsAxis", "srt:ConsolidationItemsAxis"


def with_house_choice(settings: Settings, facts: list[dict[str, Any]], choice: str) -> Settings:
    """The settings with the profile line, or both, that says what the filer does."""
    profile = Profile()
    counts = [sum(fact["concept"] == name for fact in facts) for name in REVENUE]
    if choice != "segments" and counts[0] != counts[1]:
        use = REVENUE[counts.index(max(counts))]
        preference = Preference(instead_of=REVENUE[counts.index(min(counts))], use=use)
        profile = replace(profile, preferences=(preference,))
    segments = [fact["dimensions"] for fact in facts if SEGMENTS in fact["dimensions"] and "4217" in fact["unit"]]
    share = sum("OperatingSegments" in (d.get(ITEMS) or "") for d in segments) / len(segments) if segments else 0.5
    if choice != "revenue" and not 0.1 < share < 0.9:
        profile = replace(profile, operating_segments="always" if share > 0.5 else "never")
    return replace(settings, profile=profile)


def settings_of(meta: dict[str, str], prior: Path | None) -> Settings:
    """What the corpus says of the filing, as the flags a user would give."""
    year = max(2024, int(meta["us_gaap_taxonomy"]))
    flags = {
        "entity_name": meta["registrant"],
        "cik": meta["cik"],
        "form": meta["form"],
        "period_end": meta["period_end"],
        "fiscal_year": meta["fy_focus"],
        "fiscal_period": meta["fp_focus"],
        "year": year,
        "prior": prior,
        "validate": False,
    }
    return settings_from({k: v for k, v in flags.items() if v}, None)


def note_of(case: Case) -> tuple[str, bytes]:
    page = case.folder / f"{case.name}.note.html"
    if case.layout == "html":
        return page.name, page.read_bytes()
    flatten = case.folder.parent / "flatten.py"
    text = subprocess.run(
        [sys.executable, str(flatten), str(page), case.layout], capture_output=True, check=True
    ).stdout
    return f"{case.name}.txt", text


def known(case: Case, year: int) -> Knowledge:
    """What is known for a year, without what was learned from the registrant being scored."""
    if case.learned is None:
        return knowledge.load(year)
    registrant = case.name.split("-")[0]
    return knowledge.load(year, case.learned / f"{registrant}.tsv", case.learned / registrant)


def run_case(case: Case) -> tuple[str, float, str]:
    """Convert one case and write its inline document as `<case>.htm`; say what went wrong."""
    gold = json.loads((case.folder / f"{case.name}.json").read_text())
    settings = settings_of(gold["meta"], case.prior)
    if case.house:
        settings = with_house_choice(settings, gold["facts"], case.house)
    start = time.perf_counter()
    try:
        document, _ = readers.read_bytes(*note_of(case))
        prior = mapping.read_prior(case.prior) if case.prior else None
        made = pipeline.convert_document(document, settings, known(case, settings.year), prior)
    except ConverterError as stop:
        return case.name, time.perf_counter() - start, f"{type(stop).__name__}: {stop}"
    except Exception as fault:
        import traceback

        place = traceback.extract_tb(fault.__traceback__)[-1]
        return (
            case.name,
            time.perf_counter() - start,
            f"CRASH {type(fault).__name__}: {fault} ({place.filename}:{place.lineno})",
        )
    page = next(f for f in made.files if f.path.endswith(".htm"))
    emit.write(
        (type(page)(path=f"{case.name}.htm", media_type=page.media_type, content=page.content),), case.out / case.name
    )
    (case.out / case.name / f"{case.name}.htm").replace(case.out / f"{case.name}.htm")
    return case.name, time.perf_counter() - start, ""


def cases(args: argparse.Namespace) -> Iterator[Case]:
    names = sorted(p.stem for p in args.corpus.glob("*.json"))
    priors: dict[str, Path | None] = dict.fromkeys(names)
    if args.prior:
        with (args.corpus.parent / "rollforward.csv").open() as pairs:
            priors = {r["current"]: args.corpus / f"{r['prior']}.tagged.htm" for r in csv.DictReader(pairs)}
    for name in sorted(priors):
        if not args.cases or name in args.cases.split(","):
            yield Case(name, args.corpus, args.out, args.layout, args.learned, priors[name], args.house)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layout", choices=("html", "bars", "plain"), default="html")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--learned", type=Path, help="where to keep what is learned for --leave-one-out")
    parser.add_argument("--prior", action="store_true")
    parser.add_argument("--house", choices=("revenue", "segments", "both"), default="")
    parser.add_argument("--cases", default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--quiet", action="store_true", help="only the closing lines of the score")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.leave_one_out:
        args.learned = args.learned or args.out.parent / "learned"
        ranking_trainer.prepare(args.corpus.parent, args.learned)
    else:
        args.learned = None
    todo = list(cases(args))
    start = time.perf_counter()
    if args.jobs > 1:
        with ProcessPoolExecutor(args.jobs) as pool:
            done = list(pool.map(run_case, todo))
    else:
        done = [run_case(case) for case in todo]
    for name, _, problem in done:
        if problem:
            print(f"{name}: {problem}")
    slowest = max(done, key=lambda d: d[1])
    print(f"{len(done)} notes in {time.perf_counter() - start:.1f} s; slowest {slowest[0]} {slowest[1]:.1f} s")
    return score(args, todo)


def score(args: argparse.Namespace, todo: list[Case]) -> int:
    """Run the corpus' own scorer over the cases that ran."""
    gold = args.corpus
    names = {case.name for case in todo}
    if len(names) < len(list(args.corpus.glob("*.json"))):
        gold = args.out / "gold"
        gold.mkdir(exist_ok=True)
        for old in gold.iterdir():
            old.unlink()
        for file in args.corpus.iterdir():
            if file.name.split(".")[0] in names:
                (gold / file.name).symlink_to(file.resolve())
    command = [sys.executable, str(args.corpus.parent / "score.py"), str(gold), str(args.out)]
    command += ["--unplaced"] if args.layout != "html" else []
    result = subprocess.run(
        [*command, "--json", str(args.out / "score.json")], capture_output=True, text=True, check=False
    )
    lines = result.stdout.splitlines()
    print("\n".join([lines[0], *lines[-2:]] if args.quiet and lines else lines))
    sys.stderr.write(result.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
