"""What the terminal shows after a conversion."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from converter.cli import terminal
from converter.findings import error
from converter.pipeline import Conversion


def shown(made: Conversion, capsys: pytest.CaptureFixture[str]) -> str:
    terminal.summary(made, Path("out"))
    return capsys.readouterr().out


def test_it_says_what_matters(html_case: Conversion, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(replace(html_case, findings=(error("fact.contradiction", "they differ", hint="look"),)), capsys)
    assert text.startswith("Quillon Materials Corporation")
    for part in ("sums hold", "they differ", "\u2192 look [fact.contradiction]", "out/report.html", "not run"):
        assert part in text
    assert "\x1b" not in text


@pytest.mark.parametrize("columns", [60, 100, 160])
def test_it_keeps_to_the_width(
    html_case: Conversion, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = shown(replace(html_case, findings=(error("a.b", "word " * 60),)), capsys)
    rows = text[text.index("Findings") : text.index("Written in")].splitlines()
    assert max(map(len, rows)) <= max(columns, terminal.TEXT_AT + 40)


def test_colour_is_for_terminals_that_want_it(html_case: Conversion, monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    for wanted, environment in ((True, ""), (False, "1")):
        screen = Screen()
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setenv("NO_COLOR", environment)
        terminal.summary(html_case, Path("out"))
        assert ("\x1b[1m" in screen.getvalue()) is wanted
