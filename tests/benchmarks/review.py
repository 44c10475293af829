"""How fast the review page is: usable in under a second for a note of 1,000 facts, a decision saved and re-checked in
under a second.

    python tests/benchmarks/review.py [FACTS]

Times are taken in headless Chromium: from asking for the page to its second frame, from a click to what it brings. The
server's own CPU time stands beside a decision's, as a machine that is busy with other things makes every figure longer;
how busy it is, is said first. Prints one line a figure; exit code 1 where one is over its limit.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from big_note import big_note

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))

LIMIT = 1.0
KEYSTROKES = ("r", "re", "rev", "reve", "revenue", "revenue from", "revenue from contract", "oper inc", "us-gaap:Oper")


def main(facts: int) -> int:
    from conftest import convert, reviewing

    print(f"{'one CPU second takes':<44}{busy():>8.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        note, out = Path(folder) / "note.html", Path(folder) / "out"
        note.write_bytes(big_note(facts))
        convert(note, out, "--period-end", "2024-12-31", "--form", "10-K", "--prefix", "acme", "--no-validate")
        count = json.loads((out / "report.json").read_text("utf-8"))["summary"]["facts"]
        print(f"{'facts':<44}{count:>8}")
        start = time.perf_counter()
        with reviewing(out) as (address, server):
            print(f"{'server ready':<44}{time.perf_counter() - start:>8.2f} s")
            found = in_browser(address, server.pid)
    wrong = 0
    for name, (seconds, limit) in found.items():
        over = seconds > limit
        wrong |= over
        print(f"{name:<44}{seconds:>8.3f} s{'  OVER ' + str(limit) if over else ''}")
    return int(wrong)


def busy() -> float:
    """Seconds that a second of computing takes now: 1 on an idle machine."""
    start, cpu = time.perf_counter(), time.process_time()
    while time.process_time() - cpu < 0.5:
        sum(range(1000))
    return (time.perf_counter() - start) / 0.5


def cpu_of(process: int) -> float:
    """CPU seconds that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def in_browser(address: str, server: int) -> dict[str, tuple[float, float]]:
    """Figure → (seconds, limit)."""
    from conftest import CHROMIUM, DRIVER, FLAGS
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(DRIVER))
        try:
            return figures(browser, address, server)
        finally:
            browser.quit()


USABLE = """
const done = arguments[0];
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() / 1000)));
"""
DETAIL = """
const done = arguments[0], start = performance.now();
const numbers = document.querySelectorAll('button.v'), number = numbers[Math.floor(numbers.length / 2)];
number.click();
(function look() {
  const shown = document.querySelector('#detail [data-shown]');
  if (shown && shown.dataset.shown === number.dataset.at) { done((performance.now() - start) / 1000); }
  else { requestAnimationFrame(look); }
})();
"""
DECIDE = """
const done = arguments[0], start = performance.now();
const status = document.getElementById('status');
status.textContent = '';
document.querySelector('#detail [data-do=' + arguments[1] + ']').click();
(function look() {
  if (status.textContent.startsWith('Saved.')) {
    requestAnimationFrame(() => done((performance.now() - start) / 1000));
  }
  else { setTimeout(look, 5); }
})();
""".replace("arguments[0]", "arguments[1]").replace("' + arguments[1] + '", "' + arguments[0] + '")
SEARCH = """
const done = arguments[1], start = performance.now();
fetch('search?kind=concept&q=' + encodeURIComponent(arguments[0])).then(r => r.json())
  .then(() => done((performance.now() - start) / 1000));
"""


def figures(browser: object, address: str, server: int) -> dict[str, tuple[float, float]]:
    get: Callable[[str], None] = browser.get  # type: ignore[attr-defined] - selenium's driver
    run: Callable[..., float] = browser.execute_async_script  # type: ignore[attr-defined] - as above
    loads = []
    for _ in range(5):
        get(address)
        loads.append(run(USABLE))
    detail = [run(DETAIL) for _ in range(5)]
    decisions, cpu = [], []
    for what in ("accept", "sign", "sign", "sign", "sign"):
        time.sleep(2)  # a person looks before deciding; the reports of the decision before are written meanwhile
        before = cpu_of(server)
        decisions.append(run(DECIDE, what))
        cpu.append(cpu_of(server) - before)
    searches = [run(SEARCH, words) for words in KEYSTROKES * 2]
    return {
        "page asked for, usable (median of 5)": (statistics.median(loads), LIMIT),
        "page asked for, usable (worst)": (max(loads), 2 * LIMIT),
        "number clicked, its panel shown (median)": (statistics.median(detail), 0.3),
        "decision: click to saved and shown (median)": (statistics.median(decisions), LIMIT),
        "decision: click to saved and shown (worst)": (max(decisions), 2 * LIMIT),
        "decision: the server's CPU time (median)": (statistics.median(cpu), LIMIT),
        "keystroke to elements found (median)": (statistics.median(searches), 0.1),
    }


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
