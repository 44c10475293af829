"""Input that cannot be read: a clear message, exit code 2, and nothing written. Standard input works like a file."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest
from format_writers import as_csv, as_docx, as_xlsx, blocks_of, docx, paragraph, zipped

CASES = Path(__file__).resolve().parents[1] / "cases"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def convert(name: str | Path, out: Path, given: bytes = b"", *flags: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "converter", "convert", str(name), "-o", str(out), "--no-validate", *flags]
    return subprocess.run(command, input=given, capture_output=True, timeout=120, check=False)


def macros_only() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with zipfile.ZipFile(out, "a") as container:
        container.writestr("xl/vbaProject.bin", b"macros")
    return out.getvalue()


BAD = {
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old.xls": (OLE, "older Office format"),
    "macros.xlsm": (macros_only(), "no visible sheet"),
    "cut.zip": (zipped({"note.txt": b"x" * 5000})[:-30], "broken"),
    "pictures.zip": (zipped({"a.png": b"x"}), "no document"),
    "cut.docx": (docx(paragraph("x"))[:200], "broken"),
    "junk.pdf": (b"%PDF-1.4 junk", "PDF"),
    "binary.csv": (b"a,b\0\1\n", "binary"),
    "comma.csv": (b"Segments;2025\nMills;1.234,5\nKilns;2.000,1\n", "decimal comma"),
    "empty.txt": (b"", "empty"),
    "other.docx": (docx(paragraph("Dear Sir")), "segment note"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    content, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    done = convert(path, tmp_path / "out")
    assert done.returncode == 2, done.stderr.decode()
    assert words in done.stderr.decode().replace("\n", " ")
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def facts(folder: Path) -> list[dict[str, object]]:
    (report,) = (path for path in folder.rglob("*.json") if b'"facts"' in path.read_bytes() and path.name[0] != "r")
    found: dict[str, dict[str, object]] = json.loads(report.read_text("utf-8"))["facts"]
    return sorted(found.values(), key=lambda fact: json.dumps(fact, sort_keys=True))


@pytest.mark.parametrize("format_", ["txt", "csv", "docx", "xlsx", "zip"])
def test_standard_input_is_read_like_a_file(format_: str, tmp_path: Path) -> None:
    blocks = blocks_of("kestrel-bars")
    data = {
        "txt": (CASES / "kestrel-bars/input.txt").read_bytes(),
        "csv": as_csv(blocks).encode(),
        "docx": as_docx(blocks),
        "xlsx": as_xlsx(blocks),
        "zip": zipped({"note.docx": as_docx(blocks)}),
    }[format_]
    path = tmp_path / f"note.{format_}"
    path.write_bytes(data)
    flags = ("--period-end", "2025-12-31", "--form", "20-F", "--prefix", "kri", "--cik", "1999901")
    assert convert(path, tmp_path / "file", b"", *flags).returncode in (0, 1)
    done = convert("-", tmp_path / "stream", data, *flags)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert facts(tmp_path / "stream") == facts(tmp_path / "file")
    assert len(facts(tmp_path / "stream")) >= 50


def test_too_much_on_standard_input_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from converter import readers
    from converter.errors import UnreadableFile

    class Stream:
        buffer = io.BytesIO(b"x" * 11)

    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    monkeypatch.setattr(sys, "stdin", Stream)
    with pytest.raises(UnreadableFile, match="more than 10 bytes"):
        readers.read(Path("-"))


def test_a_formula_in_a_cell_runs_in_no_output(tmp_path: Path) -> None:
    page = as_csv(blocks_of("kestrel-bars")).replace("Salary expenses", "=cmd|' /C calc'!A0")
    (tmp_path / "note.csv").write_text(page, "utf-8")
    done = convert(tmp_path / "note.csv", tmp_path / "out", b"", "--period-end", "2025-12-31")
    assert done.returncode in (0, 1)
    assert "formula" in (done.stdout + done.stderr).decode()
    for path in (tmp_path / "out").rglob("*.csv"):
        assert not any(field.lstrip('"').startswith("=") for field in path.read_text("utf-8").split(","))


@pytest.mark.skipif(find_spec("pdfplumber") is not None, reason="the extra “pdf” is installed")
def test_pdf_without_the_extra(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(b"%PDF-1.4")
    assert "segxbrl[pdf]" in convert(tmp_path / "note.pdf", tmp_path / "out").stderr.decode()
