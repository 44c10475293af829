"""Which notes a batch has, and what their folders are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from converter.batch import find
from converter.errors import BadOption, UnreadableFile

Notes = Callable[..., Path]


def test_a_folder_is_read_with_its_folders(notes: Notes, tmp_path: Path) -> None:
    source = notes("b.txt", "a.html", "deep/er/c.htm", ".hidden/d.txt", ".e.txt", "picture.png")
    assert [note.name for note in find(source, tmp_path / "out")] == ["a", "b", "deep/er/c"]


def test_output_in_the_source_is_no_input(notes: Notes) -> None:
    source = notes("a.txt", "out/a/a.htm")
    assert [note.name for note in find(source, source / "out")] == ["a"]


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (("a.txt", "a.html"), ["a.html", "a.txt"]),
        (("A.txt", "a.html"), ["A.txt", "a.html"]),
        (("index.html.txt", "batch.csv.htm"), ["batch.csv_", "index.html_"]),
    ],
)
def test_no_two_notes_share_a_folder(notes: Notes, tmp_path: Path, names: tuple[str, ...], folders: list[str]) -> None:
    assert sorted(note.name for note in find(notes(*names), tmp_path / "out")) == folders


def test_a_pattern_chooses(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.note.html", "a.marked.html", "b.note.html")
    found = find(source, tmp_path / "out", pattern="*.note.html")
    assert [note.path.name for note in found] == ["a.note.html", "b.note.html"]


def test_a_profile_beside_a_note_is_its_own(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.txt", "b.txt")
    (source / "a.toml").write_text("")
    profiles = [note.profile for note in find(source, tmp_path / "out", profile=Path("shared.toml"))]
    assert profiles == [source / "a.toml", Path("shared.toml")]


def test_a_list_of_paths(notes: Notes, tmp_path: Path) -> None:
    source = notes("b.txt", "a.txt")
    (source / "list").write_text("# mine\nb.txt\n\n../notes/a.txt\nb.txt\n")
    found = find(source / "list", tmp_path / "out")
    assert [note.name for note in found] == ["b.txt", "a", "b.txt-2"]
    assert [note.path.resolve() for note in found] == [source / "b.txt", source / "a.txt", source / "b.txt"]


def test_a_table_gives_settings(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.txt")
    table = source / "list.csv"
    table.write_text("file,form,cik,prior,profile\na.txt,20-F,,old.htm,a.toml\n", encoding="utf-8-sig")
    (note,) = find(table, tmp_path / "out")
    assert note.flags == {"form": "20-F", "prior": str(source / "old.htm")}
    assert note.profile == source / "a.toml"


def test_what_cannot_be_used(notes: Notes, tmp_path: Path) -> None:
    source = notes("a.png")
    with pytest.raises(BadOption, match="no note"):
        find(source, tmp_path / "out")
    with pytest.raises(UnreadableFile):
        find(source / "gone", tmp_path / "out")
    (source / "list.csv").write_text("file,formm\na.txt,10-K\n")
    with pytest.raises(BadOption, match="'formm'"):
        find(source / "list.csv", tmp_path / "out")


@pytest.mark.parametrize("said", ["/", "..", "notes/.."])
def test_a_line_that_names_a_folder_is_refused(tmp_path: Path, said: str) -> None:
    (tmp_path / "list.txt").write_text(f"{said}\n", "utf-8")
    with pytest.raises(BadOption, match="names no file"):
        find(tmp_path / "list.txt", tmp_path / "out")
