"""What goes beside the XBRL: packages, EDGAR's folder, tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from msgspec.structs import replace

from converter import emit
from converter.emit.model import OutputFile
from converter.emit.oim_csv import oim_csv
from converter.emit.packages import edgar, edgar_limits, packages
from converter.emit.rows import COLUMNS, as_found, facts_csv, harmless
from converter.emit.spreadsheet import Book, listing, put
from converter.emit.zips import zipped
from converter.errors import BadOption
from converter.facts.model import FactReport
from converter.tables.model import SegmentNote

Full = Callable[[SegmentNote], FactReport]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", set()),
        ("xlsx, viewer", {"xlsx", "viewer"}),
        ("all", {"csv", "xlsx", "parquet", "viewer"}),
        ("edgar,package,csv", {"csv"}),
    ],
)
def test_requested_outputs(text: str, names: set[str]) -> None:
    assert emit.requested(text) == names


def test_an_output_that_is_none_is_refused() -> None:
    with pytest.raises(BadOption, match="'docx' is no output"):
        emit.requested("xlsx,docx")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_formulas_are_made_harmless_and_come_back(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert as_found(harmless(text)) == text


@pytest.mark.parametrize("text", ["Revenues", "(1,234)", "—", "'quoted'", ""])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == as_found(text) == text


def test_csv_keeps_numbers_and_disarms_text() -> None:
    row = dict.fromkeys(COLUMNS, "") | {"value": Decimal("-5.50"), "label": "=cmd()", "shown": "-5.5"}
    text = {**row, "value": "+49 text"}
    content = facts_csv([row | {"end": date(2024, 12, 31)}, text]).content.decode("utf-8")
    first, second = csv.DictReader(io.StringIO(content, newline=""))
    assert (first["value"], first["label"], first["shown"], first["end"]) == ("-5.5", "'=cmd()", "'-5.5", "2024-12-31")
    assert second["value"] == "'+49 text"


def test_sheets_hold_no_formula_and_no_control_character() -> None:
    book = Book()
    sheet = book.sheet("a/b:c" * 10)
    listing(sheet, {"one": 5}, [["=HYPERLINK(1)"], ["a\x0bb"], [Decimal("1.5")], [date(2024, 1, 1)]])
    put(sheet, 9, 1, "-x")
    read = openpyxl.load_workbook(io.BytesIO(book.content())).worksheets[0]
    assert [read.cell(row=n, column=1).value for n in (2, 3, 4)] == ["'=HYPERLINK(1)", "a b", 1.5]
    assert all(cell.data_type != "f" for row in read.iter_rows() for cell in row)
    assert not set(read.title) & set("/:")


def test_titles_of_sheets_differ() -> None:
    book = Book()
    assert len({book.sheet("Same").title.lower() for _ in range(3)}) == 3


def test_zips_are_the_same_for_the_same_content() -> None:
    assert zipped({"b": b"2", "a": b"1"}) == zipped({"a": b"1", "b": b"2"})


def test_the_edgar_folder_holds_the_report_and_nothing_else(on_page: SegmentNote, full_report: Full) -> None:
    report = full_report(on_page)
    files = tuple(emit.emit(report, on_page))
    names = {file.path for file in edgar(report, files)}
    assert f"edgar/{report.stem}.htm" in names
    assert f"edgar/{report.stem}.xsd" in names
    assert not [name for name in names if name.endswith(".json") or "xbrl/" in name]


@pytest.mark.parametrize(
    ("stem", "cik", "codes"),
    [
        ("brk-20241231", "0001999900", set()),
        ("averyveryverylongprefixname-20241231", "0001999900", {"emit.file-name"}),
        ("Brk-20241231", "0001999900", {"emit.file-name"}),
        ("brk-20241231", "0000000000", {"emit.not-submittable"}),
    ],
)
def test_what_edgar_refuses_is_said(
    on_page: SegmentNote, full_report: Full, stem: str, cik: str, codes: set[str]
) -> None:
    report = full_report(on_page)
    report = replace(report, stem=stem, entity=replace(report.entity, cik=cik))
    files = [OutputFile(path=f"{stem}{end}", media_type="x", content=b"") for end in (".htm", ".xsd", "_cal.xml")]
    assert {f.code for f in edgar_limits(report, files)} == codes


def test_the_taxonomy_package_maps_the_namespace_to_its_folder(on_page: SegmentNote, full_report: Full) -> None:
    report = full_report(on_page)
    _, package = packages(report, tuple(emit.emit(report, on_page)))
    top = f"{report.stem}-taxonomy"
    with ZipFile(io.BytesIO(package.content)) as zip_:
        catalog = etree.fromstring(zip_.read(f"{top}/META-INF/catalog.xml"))[0]
        metadata = etree.fromstring(zip_.read(f"{top}/META-INF/taxonomyPackage.xml"))
        names = zip_.namelist()
    (entry,) = metadata.iter("{*}entryPointDocument")
    inside = entry.get("href").replace(
        catalog.get("uriStartString"), catalog.get("rewritePrefix").replace("..", top, 1)
    )
    assert inside in names
    assert not [name for name in names if name.endswith(".htm")]


def test_xbrl_csv_escapes_what_begins_like_a_special_value(on_page: SegmentNote, full_report: Full) -> None:
    from converter.emit.inline import inline

    report = full_report(on_page)
    items = inline(report, on_page).items
    odd = tuple(replace(item, value="#none of it") if item.language else item for item in items)
    files = {file.path: file.content.decode("utf-8") for file in oim_csv(report, odd)}
    texts = next(text for path, text in files.items() if path.endswith("texts.csv"))
    assert "##none of it" in texts
    metadata = json.loads(files[f"xbrl-csv/{report.stem}.json"])
    for table in metadata["tables"]:
        head = next(csv.reader([files[f"xbrl-csv/{metadata['tables'][table]['url']}"].splitlines()[0]]))
        assert head == list(metadata["tableTemplates"][table]["columns"])


def test_a_cover_is_completed_with_what_the_report_knows(on_text: SegmentNote, full_report: Full) -> None:
    report = replace(full_report(on_text), form="10-K", fiscal_period="FY", cover={"EntityFileNumber": "001-00001"})
    placed, _ = emit.place(report, on_text)
    assert placed.cover["EntityCentralIndexKey"] == report.entity.cik
    assert placed.cover["DocumentAnnualReport"] == "true"
    assert placed.cover["CurrentFiscalYearEndDate"] == "--12-31"
    given, _ = emit.place(replace(report, cover={"EntityRegistrantName": "As On The Cover Inc."}), on_text)
    assert given.cover["EntityRegistrantName"] == "As On The Cover Inc."


def test_a_note_alone_has_no_cover(on_text: SegmentNote, full_report: Full) -> None:
    assert emit.place(replace(full_report(on_text), cover={}), on_text)[0].cover == {}
