"""Coverage-guided fuzzing with atheris: every target in a process of its own, bounded in runs, time and memory.

    run.py [TARGET …] [--share 1.0] [--jobs 2] [--out out/fuzz]

`--share` scales the runs of each target; at 1.0 they are over a million together. An input that crashes, takes over two
seconds or makes the process grow beyond 1 GB ends its target's run and is kept in OUT/<target>/: copy it to
tests/fuzz/found/<target>/ and mend it. What the coverage found worth keeping stays in OUT/<target>/corpus for the next
run. Needs atheris (the extra `fuzz`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SECONDS, MEGABYTES = 2, 1024
"""Of work for one input, and of memory for the process."""
HUNG = 30
"""Seconds after which an input that does not end is given up."""
HERE = Path(__file__).resolve().parent


def fuzz(name: str, options: list[str]) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["converter"]):
        import seeds
        import targets

        target = targets.TARGETS[name]
        # what a stage imports where it is first used is to be followed too, and is not the input's time
        for seed in seeds.seeds(name):
            targets.survive(target, seed)

    def one(data: bytes) -> None:
        start = time.process_time()
        targets.survive(target, data)
        if time.process_time() - start > SECONDS:
            raise TimeoutError(f"over {SECONDS} seconds of work")

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def run(name: str, share: float, out: Path) -> tuple[str, int, float, str]:
    import seeds
    import targets

    target = targets.TARGETS[name]
    home = out / name
    corpus = home / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds.seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    runs = max(1, round(target.runs * share))
    options = [
        str(corpus), f"-runs={runs}", f"-max_len={target.most}", f"-timeout={HUNG}", f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={home}/", "-print_final_stats=1", "-len_control=0",
    ]  # fmt: skip
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(HERE / "run.py"), "--one", name, *options], capture_output=True, text=True, check=False
    )
    (home / "log").write_text(done.stdout + done.stderr)
    count = next((int(line.split()[-1]) for line in done.stderr.splitlines() if "number_of_executed_units" in line), 0)
    fault = "" if done.returncode == 0 else _fault(done.stderr)
    if not fault and "no interesting inputs" in done.stderr:
        fault = "the coverage was not followed: nothing of the target is instrumented"
    return name, count, time.monotonic() - start, fault


def _fault(said: str) -> str:
    lines = said.splitlines()
    first = next((n for n, line in enumerate(lines) if "Uncaught Python" in line or "ERROR: libFuzzer" in line), 0)
    kept = next((line for line in lines if "Test unit written to" in line), "")
    return " / ".join(line.strip() for line in (*lines[first : first + 3], kept) if line.strip())


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3:])
    sys.path.insert(0, str(HERE))
    import targets

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(targets.TARGETS))
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "out" / "fuzz")
    args = parser.parse_args()
    names = args.targets or sorted(targets.TARGETS, key=lambda name: -targets.TARGETS[name].runs)
    total, faults = 0, 0
    with ThreadPoolExecutor(args.jobs) as pool:
        for name, count, seconds, fault in pool.map(lambda name: run(name, args.share, args.out), names):
            total, faults = total + count, faults + bool(fault)
            print(f"{name:<14}{count:>9,} inputs {seconds:7.0f} s  {fault or 'ok'}", flush=True)
    print(f"{total:,} inputs, {faults} targets with a crash, a hang or too much memory")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
