"""A list of findings at the terminal: worst first, each matter once, what is left out counted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from converter.cli import terminal
from converter.findings import Finding, error, info, warning
from converter.source import SourceRef


def shown(capsys: pytest.CaptureFixture[str], *found: Finding) -> list[str]:
    terminal.findings(found)
    return capsys.readouterr().out.splitlines()


def schema(name: str, line: int) -> Finding:
    where = SourceRef(file="wren.htm", line=line)
    return by_rule(error("arelle.error", f"no declaration of {name}", where), "ix11.12.1.2:missingReferences")


def by_rule(finding: Finding, rule: str) -> Finding:
    return replace(finding, details={"code": rule})


def test_a_rule_that_fires_often_is_one_matter(capsys: pytest.CaptureFixture[str]) -> None:
    many = [schema(f"wren:Line{n % 7}", n + 1) for n in range(40)]
    other = by_rule(error("arelle.error", "a circle"), "xbrl.5.2.4.2:cycles")
    lines = shown(capsys, info("lint.not-run", "not run"), *many, other)
    assert lines == [
        "error   arelle.error [line 1]: no declaration of wren:Line0",
        "error   arelle.error [line 2]: no declaration of wren:Line1",
        "error   arelle.error [line 3]: no declaration of wren:Line2",
        "        and 37 more like it",
        "error   arelle.error: a circle",
        "info    lint.not-run: not run",
    ]


def test_what_to_do_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    found = [warning("lint.rule-10", f"{name} is split", hint="use us-gaap:NonUsMember") for name in ("a", "b")]
    lines = shown(capsys, *found)
    assert [line for line in lines if "→" in line] == ["        → use us-gaap:NonUsMember"]


def test_a_fault_of_a_file_names_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = shown(capsys, warning("lint.rule-42", "no xml:lang", SourceRef(file="wren_def.xml")))
    assert line == "warning lint.rule-42 [wren_def.xml]: no xml:lang"


def test_a_long_list_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, *(warning(f"lint.rule-{n:02d}", "so") for n in range(terminal.MOST_FINDINGS + 4)))
    assert lines[-1] == "… and 4 more: --json and report.json have all"
