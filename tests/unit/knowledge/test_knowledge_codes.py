"""The catalogue of finding codes and the word lists are well-formed, and what is not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import knowledge
from converter.errors import BadRule
from converter.knowledge import codes
from converter.knowledge.codes import finding_codes
from converter.knowledge.vocabularies import read_toml
from converter.resources import folder


def test_every_code_is_stage_dot_what_and_says_what_to_do() -> None:
    found = finding_codes()
    assert "knowledge.year-provisional" in found
    for code, entry in found.items():
        assert code == entry.code
        assert code.count(".") == 1
        assert all((entry.title, entry.meaning, entry.do, entry.example)), code


@pytest.mark.parametrize(
    "text",
    ['[codes."read"]\ntitle="t"\nmeaning="m"\ndo="d"\nexample="e"', '[codes."read.x"]\ntitle="t"\nmeaning="m"\ndo="d"'],
)
def test_a_bad_entry_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "findings.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(codes, "folder", lambda _: tmp_path)
    with pytest.raises(BadRule, match="read"):
        finding_codes.__wrapped__()


def test_a_vocabulary_is_read_once() -> None:
    assert knowledge.vocabulary("words") is knowledge.vocabulary("words")


def test_a_missing_vocabulary_is_named() -> None:
    with pytest.raises(BadRule, match=r"nonesuch\.toml"):
        knowledge.vocabulary("nonesuch")


def test_broken_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text("a = [1", encoding="utf-8")
    with pytest.raises(BadRule, match=r"odd\.toml.*not valid TOML"):
        read_toml(str(tmp_path / "odd.toml"))


def test_the_word_lists_of_this_package_stay_small() -> None:
    """tomllib reads some 200 KB a second: these are read in every run."""
    sizes = {name: (folder("taxonomy") / "vocabulary" / f"{name}.toml").stat().st_size for name in ("words", "places")}
    assert max(sizes.values()) < 6_000, sizes
