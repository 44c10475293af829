"""What a run leaves for the review is enough to do it again, to the byte."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from converter import readers, rerun
from converter.errors import UnreadableFile
from converter.options import LineDecision, MemberDecision, Settings
from converter.profile import settings_from

NOTE = b"<h2>Segment information</h2><p>One segment.</p>"


def keep(settings: Settings, folder: Path) -> dict[str, bytes]:
    document, _ = readers.read_bytes("my note.HTML", NOTE)
    files = {file.path: file.content for file in rerun.kept(document, settings, folder)}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return files


def test_everything_that_was_set_comes_back(tmp_path: Path) -> None:
    prior, profile = tmp_path / "last year.htm", tmp_path / "acme.toml"
    prior.write_bytes(b"<html/>")
    profile.write_text('[entity]\nname = "Acme"\n[document]\nfiscal_year_end = "06-30"\n', "utf-8")
    flags = {
        "cik": "1999904", "form": "10-Q", "period_end": "2024-12-31", "fiscal_period": "q2", "fiscal_year": "2025",
        "year": "2024", "prior": prior, "taxonomy": "official", "packages": (tmp_path / "a.zip",), "validate": False,
        "also": frozenset({"csv"}), "prefix": "acme",
    }  # fmt: skip
    before = settings_from(flags, profile)
    folder = tmp_path / "out"
    keep(before, folder)
    run = rerun.read(folder)
    after = run.settings()
    assert (run.name, run.data) == ("my note.HTML", NOTE)
    moved = {"prior", "packages", "profile"}
    for name in Settings.__struct_fields__:
        if name not in moved:
            assert getattr(after, name) == getattr(before, name), name
    assert after.prior is not None
    assert after.prior.read_bytes() == b"<html/>"
    assert after.packages[0].resolve() == (tmp_path / "a.zip").resolve()
    assert after.profile.path is not None
    assert after.profile.path.resolve() == profile


def test_what_the_profile_says_is_left_to_the_profile(tmp_path: Path) -> None:
    profile, folder = tmp_path / "acme.toml", tmp_path / "out"
    profile.write_text('[entity]\nname = "Acme"\n[document]\nform = "10-K"\n', "utf-8")
    keep(settings_from({"form": "10-K", "prefix": "acme"}, profile), folder)
    assert json.loads((folder / rerun.RUN).read_text("utf-8"))["settings"] == {"prefix": "acme"}
    profile.write_text('[entity]\nname = "Acme Group"\n', "utf-8")
    assert rerun.read(folder).settings().entity_name == "Acme Group"


def test_decisions_from_elsewhere_are_kept_and_the_profile_wins(tmp_path: Path) -> None:
    profile, folder = tmp_path / "acme.toml", tmp_path / "out"
    profile.write_text('[[lines]]\nlabel = "Rent"\nconcept = "us-gaap:OperatingLeaseExpense"\n', "utf-8")
    settings = settings_from({}, profile)
    book = LineDecision(label="Sales", concept="us-gaap:Revenues", path=("Less",), negate=False)
    member = MemberDecision(name="North", axis="us-gaap:StatementBusinessSegmentsAxis", member="acme:NorthMember")
    decided = replace(settings.profile, lines=(book, *settings.profile.lines), members=(member,))
    keep(replace(settings, profile=decided), folder)
    after = rerun.read(folder).settings().profile
    assert after.lines == (*settings.profile.lines, book)
    assert after.members == (member,)


def test_no_path_of_this_machine(tmp_path: Path) -> None:
    profile, folder = tmp_path / "acme.toml", tmp_path / "out"
    profile.write_text("", "utf-8")
    files = keep(settings_from({"period_end": date(2024, 12, 31)}, profile), folder)
    assert all(str(tmp_path).encode() not in content for content in files.values())


def test_without_a_profile_it_is_kept_in_the_folder(tmp_path: Path) -> None:
    keep(Settings(), tmp_path)
    assert rerun.read(tmp_path).profile == tmp_path / "profile.toml"
    assert rerun.read(tmp_path).settings() == Settings()


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"note": 3}', '{"note": "review/../../x"}'])
def test_what_is_no_run(tmp_path: Path, broken: str) -> None:
    keep(Settings(), tmp_path)
    (tmp_path / rerun.RUN).write_text(broken, "utf-8")
    with pytest.raises(UnreadableFile, match="no conversion that can be reviewed"):
        rerun.read(tmp_path)


def test_a_profile_that_went_away_is_said(tmp_path: Path) -> None:
    profile, folder = tmp_path / "acme.toml", tmp_path / "out"
    profile.write_text("", "utf-8")
    keep(settings_from({}, profile), folder)
    profile.unlink()
    with pytest.raises(UnreadableFile, match="the profile of this conversion"):
        rerun.read(folder)
