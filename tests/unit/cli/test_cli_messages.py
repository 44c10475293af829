"""Bad input and settings: what, where, what to do; the right exit code; no traceback; nothing written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from converter import cli

NOTE = Path(__file__).resolve().parents[2] / "cases/kestrel-bars/input.txt"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["segxbrl", *args])
    with pytest.raises(SystemExit) as stop:
        cli.run()
    out, err = capsys.readouterr()
    return int(stop.value.code or 0), out, err


BAD_NOTES = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "no segment note": (b"The weather was fine in all three towns, and nothing was sold.\n" * 5, "segment note"),
    "missing": (None, "no such file"),
}


@pytest.mark.parametrize("name", BAD_NOTES)
def test_bad_notes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, said = BAD_NOTES[name]
    note, out = tmp_path / "note.txt", tmp_path / "out"
    if data is not None:
        note.write_bytes(data)
    code, _, err = run(monkeypatch, capsys, "convert", str(note), "-o", str(out), "--no-validate")
    assert code == 2
    assert said in err.lower()
    assert "note.txt" in err
    assert "Traceback" not in err
    assert not out.exists()


BAD_FLAGS = {
    "unknown year": (("--year", "1987"), "1987"),
    "no date": (("--period-end", "31.12.2025"), "YYYY-MM-DD"),
    "no month and day": (("--fiscal-year-end", "13-40"), "MM-DD"),
    "no fiscal period": (("--fiscal-period", "Q5"), "FY, Q1, Q2, Q3"),
    "no scale": (("--scale", "dozens"), "units, thousands, millions, billions"),
    "no CIK": (("--cik", "abc"), "ten digits"),
    "no prefix": (("--prefix", "9lives_"), "prefix"),
    "no strength": (("--taxonomy", "loose"), "embedded, official"),
}


@pytest.mark.parametrize("name", BAD_FLAGS)
def test_bad_flags(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    flags, said = BAD_FLAGS[name]
    out = tmp_path / "out"
    code, _, err = run(monkeypatch, capsys, "convert", str(NOTE), "-o", str(out), "--no-validate", *flags)
    assert code == 2
    assert said in err
    assert flags[0] in err
    assert not out.exists()


BAD_PROFILES = {
    "unknown key": ("[entity]\nnmae = 'Kestrel'\n", "did you mean 'name'?"),
    "unknown section": ("[entitty]\nname = 'Kestrel'\n", "did you mean 'entity'?"),
    "not TOML": ("[entity\n", "not valid TOML"),
    "a name without prefix": ("[[lines]]\nlabel = 'Revenues'\nconcept = 'Revenues'\n", "us-gaap:Revenues"),
    "someone else's prefix": ("[[lines]]\nlabel = 'Revenues'\nconcept = 'acme:Revenues'\n", "own prefix is 'company'"),
    "a label missing": ("[[lines]]\nconcept = 'us-gaap:Revenues'\n", "label"),
    "a table for a list": ("[lines]\nlabel = 'x'\n", "[[lines]]"),
}


@pytest.mark.parametrize("name", BAD_PROFILES)
def test_bad_profiles(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, said = BAD_PROFILES[name]
    profile, out = tmp_path / "company.toml", tmp_path / "out"
    profile.write_text(text, "utf-8")
    code, _, err = run(monkeypatch, capsys, "convert", str(NOTE), "-o", str(out), "--profile", str(profile))
    assert code == 2
    assert said in err
    assert "company.toml" in err
    assert not out.exists()


@pytest.mark.skipif(os.geteuid() != 0 and not os.access("/proc", os.R_OK), reason="needs a folder that refuses files")
def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(monkeypatch, capsys, "convert", str(NOTE), "-o", "/proc/segxbrl-out", "--no-validate")
    assert code == 2
    assert "/proc/segxbrl-out" in err
    assert "Traceback" not in err


def test_a_cell_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(monkeypatch, capsys, "explain", str(NOTE), "--cell", "t9:r1:c1")
    assert code == 2
    assert "t9:r1:c1" in err


def test_a_cell_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["segxbrl", "explain", str(NOTE), "--cell", "t1:r3:c2"])
    with pytest.raises(SystemExit) as stop:
        cli.run()
    out, _ = capsys.readouterr()
    assert stop.value.code in (0, None)
    assert "us-gaap:Revenue" in out
    assert "candidates" in out
    assert "[[lines]]" in out


def test_numbers_that_do_not_foot_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note, out = tmp_path / "note.txt", tmp_path / "out"
    text = NOTE.read_text("utf-8")
    assert text.count("26,190 |") == 1
    note.write_text(text.replace("26,190 |", "29,190 |"), "utf-8")
    code, said, _ = run(monkeypatch, capsys, "convert", str(note), "-o", str(out), "--no-validate")
    assert code == 1
    assert "fail" in said
    assert (out / "report.html").exists()


PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:us-gaap="http://fasb.org/us-gaap/2025" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xml:lang="en-US">
<head><title>t</title></head><body><div style="display:none"><ix:header><ix:references>
<link:schemaRef xlink:type="simple" xlink:href="http://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd"/>
</ix:references><ix:resources><xbrli:context id="c"><xbrli:entity>
<xbrli:identifier scheme="{scheme}">0001999901</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>2025-01-01</xbrli:startDate><xbrli:endDate>2025-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
<p>Capital expenditures were <ix:nonFraction
 name="us-gaap:SegmentExpenditureAdditionToLongLivedAssets" contextRef="c" unitRef="u" decimals="0"
 format="ixt:num-dot-decimal" id="f1">1,200</ix:nonFraction> in the year.</p></body></html>"""


@pytest.mark.parametrize(("scheme", "times"), [("http://www.sec.gov/CIK", 0), ("http://www.example.com/number", 1)])
def test_validate_holds_any_inline_page_to_the_rules(
    scheme: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "filing.htm"
    page.write_text(PAGE.format(scheme=scheme), "utf-8")
    code, out, _ = run(monkeypatch, capsys, "validate", str(page), "--json")
    assert code in (0, 1)
    assert out.count('"lint.rule-27"') == times
