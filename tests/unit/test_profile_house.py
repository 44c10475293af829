"""The house's habits in a profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.errors import BadProfile
from converter.profile import read_profile


@pytest.mark.parametrize("habit", ["always", "never"])
def test_a_habit_is_read(tmp_path: Path, habit: str) -> None:
    path = tmp_path / "company.toml"
    path.write_text(f'[house]\noperating_segments = "{habit}"\n')
    assert read_profile(path)[0].operating_segments == habit


@pytest.mark.parametrize(
    ("line", "told"),
    [('operating_segments = "mostly"', "'mostly' is not one of always, never"), ('segments = "always"', "unknown key")],
)
def test_another_habit_is_refused(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "company.toml"
    path.write_text(f"[house]\n{line}\n")
    with pytest.raises(BadProfile, match=told):
        read_profile(path)
