"""Every finding code used in the code is catalogued, and every catalogued code is used."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CALL = re.compile(r"""(?:\berror|\bwarning|\binfo|\bfinding|\bFinding)\(\s*(?:code=)?["']([a-z]+[.][a-z0-9.-]+)["']""")
FIELDS = ("title", "meaning", "do", "example")


def catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "taxonomy/findings.toml").read_text("utf-8"))["codes"]


def used() -> set[str]:
    return {code for path in (ROOT / "converter").rglob("*.py") for code in CALL.findall(path.read_text("utf-8"))}


def test_the_scan_sees_codes() -> None:
    assert "fact.contradiction" in used()


@pytest.mark.parametrize("code", sorted(used()))
def test_used_codes_are_catalogued(code: str) -> None:
    assert code in catalogue()


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_catalogued_codes_say_what_they_mean(code: str) -> None:
    entry = catalogue()[code]
    assert all(entry.get(field, "").strip() for field in FIELDS), f"{code} lacks one of {FIELDS}"


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_catalogued_codes_are_used(code: str) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "converter").rglob("*.py"))
    family = code.split(".", maxsplit=1)[0]
    assert f'"{code}"' in text or f'f"{family}.' in text, f"{code} is catalogued but nothing gives it"
