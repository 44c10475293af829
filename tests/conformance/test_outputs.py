"""Every output of every case: Arelle opens it without an error, and all forms hold the same facts.

The seeds are taken, too, where they lie beside the checkout.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

import converter
from converter.arelle import ReadFact, Session, ValidationRequest
from converter.pipeline import Conversion

TESTS = Path(__file__).resolve().parents[1]
CASES = sorted(path.parent for path in (TESTS / "cases").glob("*/case.toml"))
SEEDS = sorted((TESTS / "../../shared/seeds").resolve().glob("*.txt"))
ERRORS = {"ERROR", "CRITICAL", "ERROR-SEMANTIC", "ASSERTION-NOT-SATISFIED"}
Key = tuple[object, ...]


def notes() -> Iterator[object]:
    for case in CASES:
        (note,) = case.glob("input.*")
        flags = tomllib.loads((case / "case.toml").read_text("utf-8"))
        yield pytest.param(note, tuple(sorted(flags.items())), id=case.name)
    for number, seed in enumerate(SEEDS or [Path("seed")], 1):
        flags = {"entity_name": "Bracken Mills", "cik": "1999900", "form": "20-F", "prefix": "brk"}
        skipped = pytest.mark.skipif(not SEEDS, reason="needs the design data beside the checkout")
        yield pytest.param(seed, tuple(sorted(flags.items())), id=f"seed-{number}", marks=[pytest.mark.shared, skipped])


NOTES = list(notes())


@cache
def written(note: Path, flags: tuple[tuple[str, object], ...], folder: Path) -> Conversion:
    return converter.convert(note, out=folder, also="all", **dict(flags))


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session() as opened:
        yield opened


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


def made(note: Path, flags: tuple[tuple[str, object], ...], outputs: Path) -> tuple[Conversion, Path]:
    folder = outputs / re.sub(r"\W", "-", note.parent.name + note.stem)
    return written(note, flags, folder), folder


def key(fact: ReadFact) -> Key:
    value = " ".join(sorted(fact.value)) if isinstance(fact.value, tuple) else fact.value
    return (
        str(fact.concept),
        re.sub(r"\s+", " ", value) if isinstance(value, str) else value,
        fact.decimals,
        fact.period,
        fact.unit,
        tuple((str(axis), str(member)) for axis, member in fact.dimensions),
        fact.entity,
        fact.language.lower() if isinstance(value, str) and not isinstance(fact.value, tuple) else "",
    )


def read(session: Session, entry: Path) -> tuple[list[Key], list[str]]:
    result, _ = session.validate(ValidationRequest(entry=entry))
    errors = [f"{m.code}: {m.text}" for m in result.messages if m.level in ERRORS]
    return sorted(map(key, result.facts), key=repr), errors


@pytest.mark.parametrize(("note", "flags"), NOTES)
def test_all_forms_are_valid_and_hold_the_same_facts(
    note: Path, flags: tuple[tuple[str, object], ...], outputs: Path, session: Session
) -> None:
    conversion, folder = made(note, flags, outputs)
    stem = conversion.report.stem
    inline, errors = read(session, folder / f"{stem}.htm")
    assert not errors
    assert len(inline) == len(conversion.report.facts) + len(conversion.report.text_blocks)
    forms = (
        f"xbrl/{stem}.xml", f"{stem}.json", f"xbrl-csv/{stem}.json", f"edgar/{stem}.htm", f"packages/{stem}.xbri",
    )  # fmt: skip
    for form in forms:
        found, errors = read(session, folder / form)
        assert not errors, form
        assert found == inline, form
    _, errors = read(session, folder / f"packages/{stem}-taxonomy.zip")
    assert not errors


@pytest.mark.parametrize(("note", "flags"), NOTES)
def test_the_report_is_what_arelle_reads(
    note: Path, flags: tuple[tuple[str, object], ...], outputs: Path, session: Session
) -> None:
    conversion, folder = made(note, flags, outputs)
    result, _ = session.validate(ValidationRequest(entry=folder / f"{conversion.report.stem}.htm", checks=False))
    found = {fact.id: fact for fact in result.facts}
    for fact in conversion.report.facts:
        there = found[fact.id]
        value = tuple(sorted(fact.value)) if isinstance(fact.value, tuple) else fact.value
        theirs = tuple(sorted(there.value)) if isinstance(there.value, tuple) else there.value
        if isinstance(value, str):
            assert "".join(value.split()) == "".join(str(theirs).split())
        else:
            assert theirs == value
        assert (str(there.concept), there.period, there.unit) == (str(fact.concept), fact.period, fact.unit)
        assert [(str(a), str(m)) for a, m in there.dimensions] == [(str(a), str(m)) for a, m in fact.dimensions]


@pytest.mark.parametrize(("note", "flags"), NOTES)
def test_tables_hold_every_fact(note: Path, flags: tuple[tuple[str, object], ...], outputs: Path) -> None:
    import openpyxl
    import pyarrow.parquet as pq

    conversion, folder = made(note, flags, outputs)
    facts = conversion.report.facts
    rows = list(csv.DictReader(io.StringIO((folder / "facts.csv").read_bytes().decode("utf-8"), newline="")))
    assert [row["id"] for row in rows] == [fact.id for fact in facts]
    numbers = [fact.value for fact in facts if isinstance(fact.value, Decimal)]
    units = [row for row in rows if row["unit"]]
    assert [Decimal(row["value"]) for row in units] == numbers
    parquet = pq.read_table(folder / "facts.parquet").to_pylist()
    assert [row["number"] for row in parquet if row["number"] is not None] == numbers
    book = openpyxl.load_workbook(folder / "facts.xlsx")
    assert book["Facts"].max_row == len(facts) + 1
    assert len(book.sheetnames) == len(conversion.note.tables) + 2
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not [c.coordinate for c in cells if c.data_type == "f"], "no text is a formula"
    for row in rows:
        assert not [
            v for name, v in row.items() if name != "value" and v[:1] in ("=", "+", "-", "@") and name != "decimals"
        ]


@pytest.mark.parametrize(("note", "flags"), NOTES)
def test_the_viewer_stands_alone(note: Path, flags: tuple[tuple[str, object], ...], outputs: Path) -> None:
    conversion, folder = made(note, flags, outputs)
    page = (folder / "viewer.html").read_text("utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)\s[^>]*\b(?:src|href)=[\"'](?!data:|#)", page)
    data = re.search(r"<script type=\"application/x\.ixbrl-viewer\+json\">(.*?)</script>", page, re.DOTALL)
    assert data is not None
    facts = json.loads(data[1])["sourceReports"][0]["targetReports"][0]["facts"]
    assert {fact.id for fact in conversion.report.facts} <= set(facts)


@pytest.mark.parametrize(("note", "flags"), NOTES)
def test_same_input_same_bytes(
    note: Path, flags: tuple[tuple[str, object], ...], outputs: Path, tmp_path: Path
) -> None:
    _, folder = made(note, flags, outputs)
    converter.convert(note, out=tmp_path / "again", also="all", **dict(flags))
    first = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert sorted(first) == sorted(again)
    assert [str(path) for path in first if first[path] != again[path]] == []


def test_packages_are_laid_out_as_specified(outputs: Path) -> None:
    note, flags = NOTES[0].values  # type: ignore[attr-defined] - a ParameterSet
    conversion, folder = made(note, flags, outputs)
    stem = conversion.report.stem
    with ZipFile(folder / f"packages/{stem}.xbri") as package:
        kind = json.loads(package.read(f"{stem}/META-INF/reportPackage.json"))
        assert kind == {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}}
        assert package.read(f"{stem}/reports/{stem}.htm") == (folder / f"{stem}.htm").read_bytes()
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(p.name for p in (folder / "edgar").iterdir()) == sorted(
        p.name for p in folder.glob(f"{stem}*") if p.suffix in {".htm", ".xsd", ".xml"}
    )
