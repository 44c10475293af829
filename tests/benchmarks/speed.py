"""How fast, as ratios within one run, so that a slow or busy machine counts on both sides.

    speed.py [PART …] [--taxonomy DIR] [--corpus DIR] [--out out/bench/speed] [--repeat 3]

Parts: `note` (one note, cold and warm), `lint` (lint, proof and checklist alone, in ms), `arelle` (our validation
against plain `arelleCmdLine` with the published packages; the entry point `std` takes about a minute), `batch` (one and
two jobs), `size` (cost against rows and megabytes, drawn as tests/benchmarks/charts/*.svg). The figures go to
OUT/speed.json and to the terminal; best of
`--repeat` where that is said. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import speed_pages
from speed_chart import chart

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOTE = ROOT / "tests/cases/kestrel-bars/input.txt"
CONVERTER = (sys.executable, "-m", "converter")
ENTRY = "https://xbrl.fasb.org/us-gaap/2025/entire/us-gaap-entryPoint-std-2025.xsd"
TARGETS = {
    "note.cold_without_arelle_s": ("at most", 0.6),
    "note.cold_validated_s": ("at most", 2.0),
    "note.warm_validated_s": ("at most", 0.3),
    "lint.cold_ms": ("at most", 50.0),
    "arelle.times_faster_than_entry_point": ("at least", 20.0),
    "arelle.times_faster_than_schema_import": ("at least", 3.0),
    "arelle.same_verdict": ("at least", 1.0),
    "batch.two_jobs_over_one": ("at least", 1.7),
    "size.rows_exponent": ("at most", 1.15),
    "size.megabytes_exponent": ("at most", 1.15),
}
"""What a figure is to be. The seconds hold for a quiet machine of two cores; an exponent of 1 is linear growth."""
NOT_KNOWN = {"ix11.10.1.2:invalidTransformation"}
"""Plain Arelle says this of the SEC's own transformations (rule 38), which only EDGAR's plug-in teaches it."""
STANDARD_SUMS = {"calc11e:inconsistentCalculationUsingRounding"}
"""The entry point brings the standard statements' own sums, which a note of segments does not show whole."""
Figures = dict[str, float]


def seconds(command: Sequence[str | Path], out: Path | None = None) -> float:
    """Wall time of a whole process; `out` is cleared before, so that each run writes anew."""
    if out is not None:
        shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{command}: {done.stderr}")
    return time.perf_counter() - start


def work(command: Sequence[str | Path], out: Path | None = None) -> float:
    """Seconds of processor time of a whole process and those it waits for: what other work on the machine leaves be."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds(command, out)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(measure: Callable[[], float], repeat: int) -> float:
    return min(measure() for _ in range(repeat))


def note(args: argparse.Namespace) -> Figures:
    """One note in a process of its own, and in one that has done one before."""
    from converter.batch.model import Limits, Task
    from converter.batch.work import Desk
    from converter.options import Settings

    out = args.out / "note"
    convert = [*CONVERTER, "convert", NOTE, "-o", out]
    figures = {
        "note.python_start_s": best(lambda: seconds([sys.executable, "-c", "pass"]), args.repeat),
        "note.cold_without_arelle_s": best(lambda: seconds([*convert, "--no-validate"], out), args.repeat),
        "note.cold_validated_s": best(lambda: seconds(convert, out), args.repeat),
    }
    figures["note.cold_without_arelle_cpu_s"] = best(lambda: work([*convert, "--no-validate"], out), args.repeat)
    figures["note.cold_validated_cpu_s"] = best(lambda: work(convert, out), args.repeat)
    desk = Desk(Limits())
    warm = []
    for turn in range(args.repeat + 2):
        folder = args.out / "warm" / str(turn)
        shutil.rmtree(folder, ignore_errors=True)
        task = Task(name="n", file=NOTE.name, data=NOTE.read_bytes(), settings=Settings(), folder=folder)
        warm.append(desk.convert(task).row.seconds)
    desk.close()
    figures["note.warm_validated_s"] = min(warm[1:])
    return figures


CHECKS = """
import sys, time
from pathlib import Path
from converter import checks, knowledge, pipeline
from converter.garbage import look_seldom
from converter.options import Settings
look_seldom()
made = pipeline.convert(Path(sys.argv[1]), Settings())
known = knowledge.load(made.report.year)
start = time.perf_counter()
checks.prove(made.interpreted, made.mapped, made.report)
checks.lint(checks.filing_of(made.report, made.files), known)
checks.checklist(made.interpreted, made.mapped, made.report)
print(made.seconds["check"] * 1000, (time.perf_counter() - start) * 1000)
"""
"""Milliseconds of the checks as a run of `convert` has them, and of the same once more."""


def lint(args: argparse.Namespace) -> Figures:
    """Lint, proof and checklist of the slowest of the seeds (of our own note without them): the first time in a
    process, with all that it loads, and the second."""
    cold, warm = [], []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for note in sorted(args.seeds.glob("*.txt")) or [NOTE]:
        command = [sys.executable, "-c", CHECKS, str(note)]
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
            for _ in range(args.repeat)
        ]
        first, second = zip(*((float(part) for part in run.split()) for run in runs), strict=True)
        cold.append(min(first))
        warm.append(min(second))
    return {"lint.cold_ms": max(cold), "lint.warm_ms": max(warm)}


def arelle(args: argparse.Namespace) -> Figures:
    """The same report validated three ways, each as a whole process; the verdict is what each says is wrong."""
    packages = sorted(args.taxonomy.glob("*-2025.zip"))
    if len(packages) < 3:
        print(f"arelle: the published packages are not in {args.taxonomy}")
        return {}
    out = args.out / "arelle"
    flags = ["--entity-name", "Kestrel Ridge Instruments Ltd.", "--cik", "1999901", "--prefix", "kri"]
    seconds([*CONVERTER, "convert", NOTE, "-o", out, "--no-validate", *flags], out)
    (page,) = out.glob("*.htm")
    ours = best(lambda: seconds([*CONVERTER, "validate", page]), args.repeat)
    plain, schema = theirs(page, packages)
    whole = args.out / "arelle-entry"
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(out, whole)
    for file in whole.glob("*.xsd"):
        text = file.read_text()
        added = f'<xs:import namespace="http://fasb.org/us-gaap-entryPoint-std/2025" schemaLocation="{ENTRY}"/>'
        file.write_text(re.sub(r"(?=<xs:import)", added, text, count=1))
    entry_verdict, entry = theirs(whole / page.name, packages)
    verdict = our_verdict(page)
    return {
        "arelle.embedded_s": ours,
        "arelle.schema_import_s": schema,
        "arelle.entry_point_s": entry,
        "arelle.times_faster_than_schema_import": schema / ours,
        "arelle.times_faster_than_entry_point": entry / ours,
        "arelle.same_verdict": float(verdict == plain == entry_verdict - STANDARD_SUMS),
    }


def theirs(page: Path, packages: Sequence[Path]) -> tuple[set[str], float]:
    """What plain Arelle finds wrong (codes), and how long it takes."""
    log = page.parent / "arelle.log.json"
    command = [
        Path(sys.executable).with_name("arelleCmdLine"), "--file", page, "--validate", "--calc", "c11r",
        "--packages", "|".join(map(str, packages)), "--internetConnectivity", "offline", "--logFile", log,
    ]  # fmt: skip
    took = seconds(command)
    entries = json.loads(log.read_text())["log"]
    log.unlink()
    said = {entry["code"] for entry in entries if entry["level"] in {"error", "warning", "inconsistency"}}
    return said - NOT_KNOWN, took


def our_verdict(page: Path) -> set[str]:
    from converter.arelle import Session, ValidationRequest

    with Session() as session:
        result, _ = session.validate(ValidationRequest(entry=page))
    return {m.code for m in result.messages if m.level.lower() in {"error", "warning", "inconsistency"}}


def batch(args: argparse.Namespace) -> Figures:
    """The notes of the corpus, validated, at one job and at two; without the corpus, our own cases many times."""
    source, pattern = args.corpus, "*.note.html"
    if not list(source.glob(pattern)):
        source, pattern = copies(args.out / "notes"), "*"
    times = {}
    for jobs in (1, 2):
        out = args.out / f"batch-{jobs}"
        command = [*CONVERTER, "batch", source, "--pattern", pattern, "-o", out, "--jobs", str(jobs), "--json"]
        times[jobs] = seconds(command, out)
    notes = len(list(source.glob(pattern)))
    return {
        "batch.notes": float(notes),
        "batch.one_job_s": times[1],
        "batch.two_jobs_s": times[2],
        "batch.two_jobs_over_one": times[1] / times[2],
        "batch.notes_per_second": notes / times[2],
    }


def copies(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for turn in range(10):
        for case in sorted((ROOT / "tests/cases").glob("*/input.*")):
            shutil.copy(case, folder / f"{case.parent.name}-{turn}{case.suffix}")
    return folder


def size(args: argparse.Namespace) -> Figures:
    """Cost against size, whole processes without Arelle."""
    args.out.mkdir(parents=True, exist_ok=True)
    figures: Figures = {}
    rows = (100, 1_000, 10_000) if not args.short else (100, 300, 1_000)
    megabytes = (0.1, 0.5, 1, 5, 20) if not args.short else (0.1, 0.5, 1)
    for name, steps, page in (
        ("rows", rows, speed_pages.long_table),
        ("megabytes", megabytes, speed_pages.filing),
    ):
        points = []
        for step in steps:
            file = args.out / f"{name}-{step}.htm"
            file.write_text(page(step), encoding="utf-8")
            out = args.out / "size"
            command = [*CONVERTER, "convert", file, "-o", out, "--no-validate"]
            took = best(lambda command=command, out=out: work(command, out), 1 if step == steps[-1] else 2)
            figures[f"size.{name}_{step}_cpu_s"] = took
            points.append((float(step), took))
        figures[f"size.{name}_exponent"] = exponent(points)
        chart(
            HERE / "charts" / f"{name}.svg", points, x=name, y="processor seconds for the whole process, without Arelle"
        )
    return figures


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """How cost grows between the last two sizes, less what the smallest takes: 1 is linear."""
    import math

    floor = points[0][1]
    (x1, y1), (x2, y2) = points[-2:]
    return math.log(max(y2 - floor, 1e-3) / max(y1 - floor, 1e-3)) / math.log(x2 / x1)


PARTS: dict[str, Callable[[argparse.Namespace], Figures]] = {
    "note": note,
    "lint": lint,
    "arelle": arelle,
    "batch": batch,
    "size": size,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--taxonomy", type=Path, default=ROOT.parent / "shared/taxonomy")
    parser.add_argument("--seeds", type=Path, default=ROOT.parent / "shared/seeds")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus/dev")
    parser.add_argument("--out", type=Path, default=ROOT / "out/bench/speed")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="smaller sizes, to try the script")
    args = parser.parse_args()
    load = os.getloadavg()[0]
    figures: Figures = {}
    for part in args.parts or PARTS:
        figures |= PARTS[part](args)
    args.out.mkdir(parents=True, exist_ok=True)
    about = {"cores": os.cpu_count(), "load_at_start": load, "load_at_end": os.getloadavg()[0]}
    (args.out / "speed.json").write_text(json.dumps({"machine": about, "figures": figures}, indent=1) + "\n")
    return report(figures, statistics.fmean((load, os.getloadavg()[0])))


def report(figures: Figures, load: float) -> int:
    missed = 0
    for name, value in figures.items():
        bound, target = TARGETS.get(name, ("", 0.0))
        met = not bound or (value <= target if bound == "at most" else value >= target)
        missed += not met
        goal = f"{bound} {target:g}: {'met' if met else 'MISSED'}" if bound else ""
        print(f"{name:<42}{value:10.2f}  {goal}")
    busy = " (a busy machine: read the ratios, not the seconds)" if load > 1.5 else ""
    print(f"load {load:.1f}{busy}; {missed} targets missed")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
