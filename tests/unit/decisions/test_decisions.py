"""The mapping workbook: filled by a conversion, edited by a person, fed back."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from converter import decisions, knowledge, pipeline
from converter.errors import BadProfile
from converter.mapping.model import DecidedBy
from converter.options import Settings
from converter.pipeline import Conversion
from converter.profile import settings_from

CASE = Path(__file__).resolve().parents[2] / "cases" / "kestrel-bars"
Edit = Callable[[Any], None]


@cache
def settings() -> Settings:
    return settings_from(tomllib.loads((CASE / "case.toml").read_text("utf-8")), None)


@cache
def made() -> Conversion:
    return pipeline.convert(CASE / "input.txt", settings())


def book(folder: Path, **edits: str) -> Path:
    """The workbook with cells of its first row of each sheet filled: `Lines_Decision="ok"`."""
    path = folder / "mapping.xlsx"
    path.write_bytes(decisions.workbook(made().report, made().mapped).content)
    opened = openpyxl.load_workbook(path)
    for where, text in edits.items():
        sheet, _, column = where.partition("_")
        heads = {cell.value: cell.column for cell in opened[sheet][1]}
        opened[sheet].cell(row=2, column=heads[column.replace("_", " ")]).value = text
    opened.save(path)
    return path


def read(path: Path) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return decisions.read(path, knowledge.load(2025).catalogue, "kri")


def test_an_untouched_workbook_decides_nothing(tmp_path: Path) -> None:
    assert read(book(tmp_path)) == ((), ())


def test_every_reported_line_has_a_row(tmp_path: Path) -> None:
    opened = openpyxl.load_workbook(book(tmp_path))
    used = {fact.decision for fact in made().report.facts if fact.decision}
    assert opened["Lines"].max_row == 1 + len({d.id for d in made().mapped.decisions} & used)
    assert [cell.value for cell in opened["Lines"][1]][-2:] == ["Decision", "Decision sign"]


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("us-gaap:GrossProfit", "us-gaap:GrossProfit"),
        ("GrossProfit", "us-gaap:GrossProfit"),
        ("kri:SalesToDealers", "kri:SalesToDealers"),
    ],
)
def test_what_a_person_writes_is_what_is_decided(tmp_path: Path, said: str, concept: str) -> None:
    ((line,), _) = read(book(tmp_path, Lines_Decision=said))
    assert (line.concept, line.label) == (concept, made().mapped.decisions[0].label)


def test_a_candidate_by_its_number_and_a_sign(tmp_path: Path) -> None:
    path = book(tmp_path, Lines_Decision="1", Lines_Decision_sign="turned")
    ((line,), _) = read(path)
    shown = openpyxl.load_workbook(path)["Lines"]
    heads = {cell.value: cell.column for cell in shown[1]}
    assert shown.cell(row=2, column=heads["Candidate 1"]).value.startswith(f"{line.concept} (")
    assert line.negate is True


def test_ok_keeps_what_the_row_says(tmp_path: Path) -> None:
    ((line,), _) = read(book(tmp_path, Lines_Decision="OK"))
    first = made().mapped.decisions[0]
    assert (line.concept, line.negate) == (str(first.concept), first.sign < 0)


def test_decisions_win_when_fed_back(tmp_path: Path) -> None:
    path = book(tmp_path, Lines_Decision="kri:SalesToDealers")
    again = pipeline.convert(CASE / "input.txt", decisions.merged(settings(), path, knowledge.load(2025)))
    decided = [d for d in again.mapped.decisions if str(d.concept) == "kri:SalesToDealers"]
    assert decided
    assert {d.decided_by for d in decided} == {DecidedBy.PROFILE}
    assert any(str(fact.concept) == "kri:SalesToDealers" for fact in again.report.facts)


def test_a_member_is_fed_back(tmp_path: Path) -> None:
    path = book(tmp_path, Members_Decision="kri:FieldWorkMember", Members_Decision_axis="StatementBusinessSegmentsAxis")
    (_, (member,)) = read(path)
    assert (member.axis, member.member) == ("us-gaap:StatementBusinessSegmentsAxis", "kri:FieldWorkMember")


@pytest.mark.parametrize(
    ("edits", "place", "says"),
    [
        ({"Lines_Decision": "us-gaap:Revenuez"}, "Lines!N2", "no element of the 2025 taxonomies"),
        ({"Lines_Decision": "kri:sales to dealers"}, "Lines!N2", "cannot be an element's name"),
        ({"Lines_Decision": "us-gaap:SegmentDomain"}, "Lines!N2", "is no line element"),
        ({"Lines_Decision": "9"}, "Lines!N2", "candidate 9 is not there"),
        ({"Lines_Decision_sign": "minus"}, "Lines!O2", "is no sign"),
        ({"Members_Decision": "us-gaap:Revenues"}, "Members!G2", "is no member element"),
        ({"Members_Decision": "kri:FieldWork"}, "Members!G2", "cannot be an element's name"),
        ({"Members_Decision_axis": "us-gaap:Revenues"}, "Members!F2", "is no axis element"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(tmp_path: Path, edits: dict[str, str], place: str, says: str) -> None:
    if "Members_Decision" in edits:
        edits = {**edits, "Members_Decision_axis": "us-gaap:StatementBusinessSegmentsAxis"}
    with pytest.raises(BadProfile) as refused:
        read(book(tmp_path, **edits))
    assert place in refused.value.where
    assert says in refused.value.message


def test_a_near_name_is_offered(tmp_path: Path) -> None:
    with pytest.raises(BadProfile) as refused:
        read(book(tmp_path, Lines_Decision="us-gaap:OperatingIncomeLosses"))
    assert "OperatingIncomeLoss" in refused.value.hint


def drop_sheet(opened: Any) -> None:
    del opened["Members"]


def drop_column(opened: Any) -> None:
    opened["Lines"].delete_cols(14)


@pytest.mark.parametrize(("edit", "says"), [(drop_sheet, "no sheet 'Members'"), (drop_column, "no column 'Decision'")])
def test_a_workbook_of_another_shape_is_refused(tmp_path: Path, edit: Edit, says: str) -> None:
    path = book(tmp_path)
    opened = openpyxl.load_workbook(path)
    edit(opened)
    opened.save(path)
    with pytest.raises(BadProfile, match=says):
        read(path)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadProfile):
        read(tmp_path / "none.xlsx")
    (tmp_path / "text.xlsx").write_text("label,concept", "ascii")
    with pytest.raises(BadProfile, match="not an Excel workbook"):
        read(tmp_path / "text.xlsx")


def test_labels_that_look_like_formulas_come_back_as_they_were(tmp_path: Path) -> None:
    first = made().mapped.decisions[0]
    odd = replace(made().mapped, decisions=(replace(first, label="=SUM(A1)"), *made().mapped.decisions[1:]))
    path = tmp_path / "mapping.xlsx"
    path.write_bytes(decisions.workbook(made().report, odd).content)
    opened = openpyxl.load_workbook(path)
    assert opened["Lines"]["C2"].value == "'=SUM(A1)"
    assert opened["Lines"]["C2"].data_type == "s"
    opened["Lines"]["N2"].value = "ok"
    opened.save(path)
    ((line,), _) = read(path)
    assert line.label == "=SUM(A1)"
