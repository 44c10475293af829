"""A decision is written by the widest words that mean it, heard by the whole conversion, and can be taken back."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from converter.errors import BadOption, ConverterError, UnreadableFile
from converter.findings import Severity
from converter.review import signature
from converter.review.change import Change
from converter.review.workspace import Workspace, progress

if TYPE_CHECKING:
    from .conftest import Reviewer


def entries(reviewer: Reviewer, kind: str) -> list[dict[str, object]]:
    return tomllib.loads(reviewer.profile).get(kind, [])


def test_a_decision_goes_for_the_line_everywhere(reviewer: Reviewer) -> None:
    reviewer.decide("520", "concept", concept="us-gaap:CostOfGoodsAndServicesSold", by="A. Baker")
    assert set(reviewer.tags("520", "430", "950", "421", "331", "752")) == {"us-gaap:CostOfGoodsAndServicesSold"}
    (entry,) = entries(reviewer, "lines")
    assert str(entry["label"]).startswith("Flour")
    assert entry["by"] == "A. Baker"
    assert str(entry["on"]) == "2025-02-11 09:30:00+00:00"
    assert "table" not in entry


def test_a_decision_for_one_table_leaves_the_other(reviewer: Reviewer) -> None:
    before = reviewer.tags("421")
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses", scope="table")
    assert reviewer.tags("520", "421") == ("us-gaap:CostsAndExpenses", *before)
    assert [entry["table"] for entry in entries(reviewer, "lines")] == ["t1"]


def test_the_narrower_decision_stands_first_and_wins(reviewer: Reviewer) -> None:
    reviewer.decide("520", "concept", concept="us-gaap:CostOfRevenue")
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses", scope="table")
    assert reviewer.tags("520", "421") == ("us-gaap:CostsAndExpenses", "us-gaap:CostOfRevenue")
    first, second = entries(reviewer, "lines")
    assert (first["concept"], second["concept"]) == ("us-gaap:CostsAndExpenses", "us-gaap:CostOfRevenue")


def test_deciding_again_replaces(reviewer: Reviewer) -> None:
    for concept in ("us-gaap:CostOfRevenue", "us-gaap:CostsAndExpenses"):
        reviewer.decide("520", "concept", concept=concept)
    assert [entry["concept"] for entry in entries(reviewer, "lines")] == ["us-gaap:CostsAndExpenses"]


def test_a_number_apart_goes_with_its_line_again(reviewer: Reviewer) -> None:
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses", scope="cell")
    assert reviewer.tags("520")[0] != reviewer.tags("430")[0]
    reviewer.decide("520", "concept", concept="us-gaap:CostOfRevenue")
    assert set(reviewer.tags("520", "430", "421")) == {"us-gaap:CostOfRevenue"}
    assert not entries(reviewer, "cells")


def test_accepting_counts(reviewer: Reviewer) -> None:
    done, lines = progress(reviewer.workspace.state)
    before = reviewer.tags("910")
    reviewer.decide("910", "accept")
    assert progress(reviewer.workspace.state) == (done + 1, lines)
    assert reviewer.tags("910") == before


def test_taking_back(reviewer: Reviewer) -> None:
    before = reviewer.tags("520", "421")
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses")
    reviewer.decide("520", "reset")
    assert reviewer.tags("520", "421") == before
    with pytest.raises(BadOption, match="nothing is decided"):
        reviewer.decide("520", "reset")


def test_an_extension_and_its_sign(reviewer: Reviewer) -> None:
    reviewer.decide("520", "extension", label="Cost of the flour", balance="debit")
    assert reviewer.tags("520") == ("acme:CostOfFlour",)
    values = {f.source.shown: f.value for f in reviewer.workspace.state.made.report.facts}
    reviewer.decide("520", "sign")
    turned = {f.source.shown: f.value for f in reviewer.workspace.state.made.report.facts}
    assert turned["520"] == -values["520"]
    assert entries(reviewer, "lines")[0]["extension_label"] == "Cost of the flour"


def test_members_of_a_name_and_of_a_row(reviewer: Reviewer) -> None:
    axis = "us-gaap:StatementBusinessSegmentsAxis"
    reviewer.decide("910", "member", subject="Bread", axis=axis, member="Loaves")
    members = {str(m) for f in reviewer.workspace.state.made.report.facts for _, m in f.dimensions}
    assert "acme:LoavesMember" in members
    assert "acme:BreadSegmentMember" not in members
    reviewer.decide("1,550", "member", scope="row", axis="", member="")
    assert entries(reviewer, "cells")[0]["dimensions"] == {}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"kind": "concept", "concept": "us-gaap:NoSuchThing"}, "is not an element"),
        ({"kind": "concept", "concept": "Revenues"}, "not a prefixed name"),
        ({"kind": "member", "subject": "Bread", "axis": "us-gaap:Revenues", "member": "x"}, "is not an axis"),
        ({"kind": "period", "scope": "cell", "end": "2024-13-01"}, "no dates"),
        ({"kind": "period", "scope": "cell", "start": "2025-01-01", "end": "2024-12-31"}, "before it starts"),
        ({"kind": "period", "scope": "line", "end": "2024-12-31"}, "its row or its column"),
        ({"kind": "skip", "scope": "cell"}, "say why"),
        ({"kind": "extension"}, "needs a label"),
        ({"kind": "accept", "at": "t9:r9:c9+0"}, "no number"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(reviewer: Reviewer, parts: dict[str, str], message: str) -> None:
    before = {path: path.read_bytes() for path in reviewer.out.rglob("*") if path.is_file()}
    with pytest.raises(BadOption, match=message):
        reviewer.workspace.decide(Change.from_data({"at": reviewer.at("910"), **parts}))
    assert {path: path.read_bytes() for path in reviewer.out.rglob("*") if path.is_file()} == before
    assert reviewer.workspace.state.generation == 0


@pytest.mark.parametrize(
    "data",
    [
        None, [], "accept", {}, {"kind": "accept"}, {"kind": "accept", "at": 3}, {"kind": "launch", "at": "x"},
        {"kind": "accept", "at": "x", "more": "y"}, {"kind": "accept", "at": "x", "scope": "world"},
        {"kind": "accept", "at": "x" * 600}, {"kind": "skip", "at": "x", "reason": "a\u0000b"},
        {"kind": "skip", "at": "x", "reason": "a\nb = 1"},
    ],
)  # fmt: skip
def test_no_decision(data: object) -> None:
    with pytest.raises(BadOption):
        Change.from_data(data)


def test_undo_and_a_profile_changed_by_other_hands(reviewer: Reviewer) -> None:
    before = reviewer.tags("520", "910")
    reviewer.decide("910", "accept")
    first = reviewer.profile
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses")
    reviewer.workspace.undo()
    assert reviewer.profile == first
    own = first + "\n# a word of my own\n"
    (reviewer.out / "profile.toml").write_text(own, "utf-8")
    with pytest.raises(BadOption, match="outside the page"):
        reviewer.workspace.undo()
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses")
    assert "# a word of my own" in reviewer.profile
    reviewer.workspace.undo()
    assert reviewer.profile == own
    assert reviewer.tags("520", "910") == before


def test_the_profile_edited_beside_the_page_is_heard(reviewer: Reviewer) -> None:
    (reviewer.out / "profile.toml").write_text(
        '[entity]\nname = "Acme Bakers"\n[document]\nfiscal_year = 2024\n'
        '[[lines]]\nlabel = "Revenue"\nconcept = "us-gaap:OperatingLeasesIncomeStatementLeaseRevenue"\n',
        "utf-8",
    )
    reviewer.workspace.refresh()
    assert reviewer.tags("910") == ("us-gaap:OperatingLeasesIncomeStatementLeaseRevenue",)


def test_a_new_start_finds_everything(reviewer: Reviewer) -> None:
    reviewer.decide("520", "concept", concept="us-gaap:CostsAndExpenses")
    reviewer.workspace.close()
    outputs = {path: (reviewer.out / path).read_bytes() for path in signature.outputs(reviewer.out)}
    again = Workspace(reviewer.out)
    assert progress(again.state)[0] == 1
    assert {path: (reviewer.out / path).read_bytes() for path in signature.outputs(reviewer.out)} == outputs
    again.close()


def test_what_convert_wrote_is_what_review_writes(out: Path) -> None:
    before = {path: (out / path).read_bytes() for path in signature.outputs(out)}
    Workspace(out).close()
    assert {path: (out / path).read_bytes() for path in signature.outputs(out)} == before


def test_a_folder_without_a_conversion(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no conversion that can be reviewed"):
        Workspace(tmp_path)


def test_a_run_that_points_out_of_its_folder_is_refused(out: Path) -> None:
    run = json.loads((out / "review/run.json").read_text("utf-8"))
    (out / "review/run.json").write_text(json.dumps({**run, "note": "../../../etc/passwd"}), "utf-8")
    with pytest.raises(ConverterError):
        Workspace(out)


def test_signing(reviewer: Reviewer) -> None:
    assert signature.standing(reviewer.out) == ()
    with pytest.raises(BadOption, match="who signs"):
        reviewer.workspace.sign(" ")
    reviewer.workspace.sign("A. Baker")
    (found,) = signature.standing(reviewer.out)
    assert (found.code, found.severity) == ("review.signed", Severity.INFO)
    reviewer.decide("910", "accept")
    (found,) = signature.standing(reviewer.out)
    assert (found.code, found.severity) == ("review.changed-since-signed", Severity.ERROR)
    assert "profile.toml" in found.message
    reviewer.workspace.undo()
    reviewer.workspace.report()
    assert [f.code for f in signature.standing(reviewer.out)] == ["review.signed"]
    (reviewer.out / "signed.json").write_text("{}", "utf-8")
    assert [f.code for f in signature.standing(reviewer.out)] == ["review.signature-unreadable"]
