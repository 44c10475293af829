"""The manifest and the summary page."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

import pytest

from converter.batch.manifest import COLUMNS, csv_text, page, parquet, summary, took, write_manifest
from converter.batch.model import Result, Row, Status


def row(name: str = "a", **fields: Any) -> Row:
    return Row(**{"file": f"in/{name}.txt", "folder": name, "status": Status.CONVERTED, **fields})


ROWS = (
    row("a", errors=1, warnings=2, codes=(("fact.contradiction", 1), ("lint.rule-35", 2)), facts=12, seconds=0.5),
    row("b", facts=30, reused=True),
    row("c<script>", status=Status.DIED, message='killed, "twice"\nso it said', hint="see --memory"),
)


def test_csv_has_every_field_of_every_row() -> None:
    assert set(COLUMNS) == set(Row.__struct_fields__)
    read = list(csv.DictReader(io.StringIO(csv_text(ROWS))))
    assert [r["folder"] for r in read] == ["a", "b", "c<script>"]
    assert read[0]["codes"] == "fact.contradiction=1 lint.rule-35=2"
    assert (read[1]["reused"], read[1]["facts"]) == ("true", "30")
    assert read[2]["message"] == 'killed, "twice"\nso it said'


def test_parquet_holds_the_same() -> None:
    pa = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    content = parquet(ROWS)
    assert content is not None
    records = pa.read_table(io.BytesIO(content)).to_pylist()
    assert [r["folder"] for r in records] == ["a", "b", "c<script>"]
    assert dict(records[0]["codes"]) == {"fact.contradiction": 1, "lint.rule-35": 2}
    assert (records[2]["status"], records[0]["seconds"], records[1]["reused"]) == ("died", 0.5, True)


def test_without_pyarrow_csv_only_and_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = write_manifest(Result(rows=ROWS, seconds=1.0), tmp_path)
    assert [finding.code for finding in result.findings] == ["batch.no-parquet"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["batch.csv", "index.html"]


def test_the_page_shows_the_worst_first_and_escapes() -> None:
    view = summary(Result(rows=ROWS, seconds=125))
    assert [note.file for note in view.notes] == ["in/c<script>.txt", "in/a.txt", "in/b.txt"]
    assert (view.clean, view.facts, view.reused, view.took) == (1, "42", 1, "2 min 05 s")
    assert view.codes == (("fact.contradiction", 1, 1), ("lint.rule-35", 2, 1))
    html = page(Result(rows=ROWS, seconds=125))
    assert "<script" not in html
    assert 'href="a/report.html"' in html
    assert "Interrupted" not in html
    assert "Interrupted" in page(Result(rows=ROWS, seconds=1, interrupted=True))


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0 s"), (59.6, "1 min 00 s"), (3725, "1 h 02 min")])
def test_times_as_people_say_them(seconds: float, text: str) -> None:
    assert took(seconds) == text
