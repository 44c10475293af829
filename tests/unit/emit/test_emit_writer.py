"""Every file or none."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from converter.emit.lock import locked
from converter.emit.model import OutputFile
from converter.emit.writer import MANIFEST, write
from converter.errors import OutputError


def made(**contents: str) -> list[OutputFile]:
    return [
        OutputFile(path=name.replace("__", "/").replace("_", "."), media_type="text/plain", content=text.encode())
        for name, text in contents.items()
    ]


def tree(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): p.read_text()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != MANIFEST
    }


def test_a_new_folder(tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    paths = write(made(x_htm="page", xbrl__x_xml="facts"), out)
    assert tree(out) == {"x.htm": "page", "xbrl/x.xml": "facts"}
    assert paths == (out / "x.htm", out / "xbrl" / "x.xml")
    assert list(json.loads((out / MANIFEST).read_text())["files"]) == ["x.htm", "xbrl/x.xml"]
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["out"]


def test_our_earlier_files_are_replaced_and_stale_ones_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(made(x_htm="old", xbrl__x_xml="old", same_txt="same"), out)
    (out / "mine.txt").write_text("keep")
    write(made(x_htm="new", same_txt="same"), out)
    assert tree(out) == {"x.htm": "new", "same.txt": "same", "mine.txt": "keep"}
    assert not (out / "xbrl").exists()


def test_a_stale_file_that_was_changed_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(made(x_htm="old", y_htm="old"), out)
    (out / "y.htm").write_text("edited")
    write(made(x_htm="new"), out)
    assert tree(out) == {"x.htm": "new", "y.htm": "edited"}


@pytest.mark.parametrize("how", ["foreign", "changed", "folder"])
def test_what_is_not_ours_is_not_destroyed(tmp_path: Path, how: str) -> None:
    out = tmp_path / "out"
    if how == "foreign":
        out.mkdir()
        (out / "x.htm").write_text("theirs")
    elif how == "changed":
        write(made(x_htm="old"), out)
        (out / "x.htm").write_text("edited")
    else:
        (out / "x.htm").mkdir(parents=True)
    before = tree(out)
    with pytest.raises(OutputError) as problem:
        write(made(a_txt="new", x_htm="new"), out)
    assert tree(out) == before
    assert str(out / "x.htm") in str(problem.value)
    assert problem.value.hint


def test_an_equal_foreign_file_is_no_obstacle(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "x.htm").write_text("same")
    write(made(x_htm="same"), out)
    assert tree(out) == {"x.htm": "same"}


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="not a folder"):
        write(made(x_htm="page"), tmp_path / "out")


def test_a_file_on_the_way(tmp_path: Path) -> None:
    (tmp_path / "up").write_text("a file")
    with pytest.raises(OutputError) as problem:
        write(made(x_htm="page"), tmp_path / "up" / "out")
    assert "-o" in problem.value.hint


@pytest.mark.parametrize(
    ("code", "word"), [(errno.ENOSPC, "full"), (errno.EACCES, "may not"), (errno.EROFS, "read-only")]
)
@pytest.mark.parametrize("earlier", [False, True])
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    word: str,
    earlier: bool,  # noqa: FBT001 - a parameter
) -> None:
    out = tmp_path / "out"
    if earlier:
        write(made(x_htm="old"), out)

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as problem:
        write(made(x_htm="new", y_htm="new"), out)
    assert word in problem.value.hint
    assert (tree(out) if earlier else {}) == ({"x.htm": "old"} if earlier else {})
    assert [p.name for p in tmp_path.iterdir()] == (["out"] if earlier else [])


def test_a_failure_midway_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write(made(a_htm="old", b_htm="old", gone_htm="old"), out)
    (out / "mine.txt").write_text("keeps the folder from being exchanged as a whole")
    manifest = (out / MANIFEST).read_text()
    move = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if self.name == "b.htm" and "new" in self.parts:
            raise OSError(errno.ENOSPC, "full")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError):
        write(made(a_htm="new", b_htm="new"), out)
    (out / "mine.txt").unlink()
    assert tree(out) == {"a.htm": "old", "b.htm": "old", "gone.htm": "old"}
    assert (out / MANIFEST).read_text() == manifest


def test_a_broken_manifest_is_no_licence(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(made(x_htm="old"), out)
    (out / MANIFEST).write_text("{")
    with pytest.raises(OutputError, match="not written by segxbrl"):
        write(made(x_htm="new"), out)


def test_a_manifest_cannot_reach_outside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(made(x_htm="old"), out)
    (tmp_path / "secret").write_text("x")
    (out / MANIFEST).write_text(json.dumps({"files": {"../secret": "x"}}))
    with pytest.raises(OutputError):
        write(made(x_htm="new"), out)
    assert (tmp_path / "secret").exists()


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", MANIFEST])
def test_paths_stay_below_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError):
        write([OutputFile(path=path, media_type="text/plain", content=b"x")], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_same_files_same_bytes(tmp_path: Path) -> None:
    write(made(b_txt="b", a_txt="a"), tmp_path / "one")
    write(made(a_txt="a", b_txt="b"), tmp_path / "two")
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (tmp_path / "two" / MANIFEST).read_bytes()


@pytest.mark.parametrize("where", ["x.htm", "sub", "sub/y.htm", MANIFEST])
def test_a_link_in_the_folder_leads_nowhere(tmp_path: Path, where: str) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (out / where).parent.mkdir(parents=True, exist_ok=True)
    (out / where).symlink_to(outside / "kept" if "." in where else outside)
    with pytest.raises(OutputError, match="a link stands where"):
        write(made(x_htm="new", sub__y_htm="new"), out)
    assert [(p.name, p.read_text()) for p in outside.iterdir()] == [("kept", "kept")]


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    for text in ("old", "new"):
        write(made(x_htm=text), tmp_path / "out")
        assert tree(tmp_path / "real") == {"x.htm": text}
    assert (tmp_path / "out").is_symlink()


def test_a_folder_whose_parent_is_closed_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    for text in ("old", "new"):
        write(made(x_htm=text), out)
        assert tree(out) == {"x.htm": text}
    assert sorted(p.name for p in out.iterdir()) == [MANIFEST, "x.htm"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(made(x_htm="old"), out)
    (tmp_path / ".out.segxbrl-left").mkdir()
    (tmp_path / ".out.segxbrl.lock").write_text("process 1 on elsewhere")
    write(made(x_htm="new"), out)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_run_killed_between_two_files_is_set_right_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(made(a_htm="old", b_htm="old"), out)
    (out / "mine.txt").write_text("keep")
    digest = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("old", "new")}
    files = {"a.htm": digest["new"], "b.htm": digest["new"]}
    unfinished = {"a.htm": [digest["old"]], "b.htm": [digest["old"]]}
    (out / MANIFEST).write_text(json.dumps({"files": files, "unfinished": unfinished}))
    (out / "a.htm").write_text("new")
    write(made(a_htm="third", b_htm="third"), out)
    assert tree(out) == {"a.htm": "third", "b.htm": "third", "mine.txt": "keep"}
    assert "unfinished" not in json.loads((out / MANIFEST).read_text())


def test_two_runs_at_once_the_second_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with locked(tmp_path / ".out.segxbrl.lock", str(out)), pytest.raises(OutputError) as problem:
        write(made(x_htm="new"), out)
    assert f"process {os.getpid()}" in problem.value.message
    assert "wait for it" in problem.value.hint
    assert not out.exists()
    write(made(x_htm="new"), out)
