"""A whole filing gives the facts of its segment note, in seconds and little memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from test_same_facts import keys, original
from whole_filing import filing

from converter import readers, tables
from converter.readers.markup import decode

CASE = "quillon-html"
NOTE = (Path(__file__).resolve().parents[1] / "cases" / CASE / "input.html").read_text("utf-8")
MAX_SECONDS, MAX_MEGABYTES = 5.0, 400
RUN = """
import json, re, sys
from converter import pipeline
from pathlib import Path
from converter.profile import settings_from
made = pipeline.convert(Path(sys.argv[1]), settings_from(json.loads(sys.argv[2]), None), None)
status = Path("/proc/self/status").read_text()  # getrusage would tell the parent's peak where that was higher
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024
print(json.dumps({"facts": len(made.report.facts), "megabytes": peak, "seconds": dict(made.seconds)}))
"""


@pytest.mark.parametrize("inline", [False, True], ids=["plain", "inline"])
def test_the_note_is_found_inside(*, inline: bool) -> None:
    document, _ = readers.read_bytes("annual.htm", filing(NOTE, size=300_000, inline=inline).encode())
    note, _ = tables.locate(document)
    assert note.title == "Note 15. Segment Information"
    assert len(note.tables) == 4
    alone, _ = tables.locate(readers.read_bytes("note.htm", NOTE.encode())[0])
    assert [[cell.shown for cell in table.cells] for table in note.tables] == [
        [cell.shown for cell in table.cells] for table in alone.tables
    ]
    if inline:
        assert document.cover["EntityRegistrantName"] == "Quillon Materials Corporation"
        assert document.cover["DocumentPeriodEndDate"] == "September 30, 2025"


@pytest.mark.parametrize("inline", [False, True], ids=["plain", "inline"])
def test_its_facts_are_those_of_the_note(*, inline: bool) -> None:
    made = keys(CASE, "annual.htm", filing(NOTE, size=300_000, inline=inline).encode())
    assert made == original(CASE)


def test_the_text_stream_of_a_filing_is_that_of_its_markup() -> None:
    data = filing(NOTE, size=100_000).encode()
    document, _ = readers.read_bytes("annual.htm", data)
    assert "Note 15. Segment Information" in document.text
    assert document.raw == data
    assert len(decode(data)) > len(document.text)


def test_five_megabytes_take_seconds(tmp_path: Path) -> None:
    page = tmp_path / "annual.htm"
    page.write_text(filing(NOTE, size=5_000_000), "utf-8")
    assert page.stat().st_size > 4_500_000
    flags = {"form": "10-K", "period_end": "2025-09-30", "fiscal_period": "FY"}
    before = _seconds_of_children()
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(page), json.dumps(flags)], check=True, capture_output=True, timeout=120
    )
    seconds = _seconds_of_children() - before
    said = json.loads(done.stdout)
    print(f"{seconds:.2f} s, {said['megabytes']:.0f} MB, {said['seconds']}")
    assert said["facts"] == sum(original(CASE).values())
    assert said["megabytes"] < MAX_MEGABYTES
    assert seconds < MAX_SECONDS


def _seconds_of_children() -> float:
    """Processor time: what else the machine does just now does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
