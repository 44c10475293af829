"""What hostile files may do: be refused with a clear error, or end in a bounded, safe result. Nothing else."""

# ruff: noqa: E501, PT017 - inputs are as they are; what a refusal says is looked at where it is caught
from __future__ import annotations

import io
import re
import socket
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from converter import knowledge, pipeline, readers
from converter.errors import ConverterError, UnreadableFile
from converter.interpret.labels import clean
from converter.interpret.numbers import parse_figure
from converter.interpret.periods import merge, read_period
from converter.interpret.scale import currencies_in, units_said, without_units
from converter.options import Settings
from converter.profile import read_profile, settings_from

CASES = Path(__file__).resolve().parents[1] / "cases"
PAGE = (
    "<html><head>{head}</head><body><p>Note 9. Segment Information (in thousands)</p>"
    "<p>{para}</p><table {table}><tr><td></td><td colspan=2>Year ended December 31, 2024</td></tr>"
    "<tr><td></td><td>{head_cell}</td><td>Fans</td></tr><tr><td>{label}</td><td>{cell}</td><td>500</td></tr>"
    "<tr><td>Cost of sales</td><td>600</td><td>300</td></tr>"
    "<tr><td>Segment operating income</td><td>400</td><td>200</td></tr></table>{tail}</body></html>"
)
PLAIN = {
    "head": "", "para": "We have two reportable segments.", "table": "", "head_cell": "Lamps",
    "label": "Net sales", "cell": "1,000", "tail": "",
}  # fmt: skip
SECONDS = 4.0
"""Of work, on a machine that does other things too."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was reached for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def page(**parts: str) -> bytes:
    return PAGE.format(**{**PLAIN, **parts}).encode("utf-8", errors="surrogatepass")


def converted(data: bytes, name: str = "note.htm", limit: float = SECONDS) -> pipeline.Conversion | None:
    """The whole way to the files, in bounded time; None where it was refused."""
    start = time.process_time()
    try:
        document, _ = readers.read_bytes(name, data)
        return pipeline.convert_document(document, Settings(), knowledge.load(2025))
    except ConverterError:
        return None
    finally:
        assert time.process_time() - start < limit


def inline(made: pipeline.Conversion) -> bytes:
    (content,) = [f.content for f in made.files if f.path.endswith(".htm") and "/" not in f.path]
    return content


ACTIVE = {
    "script": {"tail": "<script>alert(1)</script>"},
    "script in the head": {"head": "<script src='https://evil.example/x.js'></script>"},
    "event handler": {"label": "<b onclick='alert(1)' onmouseover=alert(2)>Net sales</b>"},
    "handler on the table": {"table": "onload=alert(1)"},
    "javascript link": {"para": "We have two <a href=' java\nscript:alert(1)'>reportable segments</a>."},
    "data link": {"para": "We have two <a href='data:text/html,<script>alert(1)</script>'>reportable segments</a>."},
    "iframe": {"tail": "<iframe src='https://evil.example/'></iframe>"},
    "object": {"tail": "<object data='x.swf'></object><embed src='x.swf'>"},
    "svg script": {"tail": "<svg><script>alert(1)</script></svg>"},
    "meta refresh": {"head": "<meta http-equiv='refresh' content='0;url=https://evil.example/'>"},
    "base": {"head": "<base href='https://evil.example/'>"},
    "form": {
        "tail": "<form action='https://evil.example/'><input name='x'><button formaction='javascript:1'>b</button></form>"
    },
    "style expression": {"label": "<b style='width:expression(alert(1));background:url(javascript:1)'>Net sales</b>"},
}
FORBIDDEN = re.compile(
    rb"<script|<iframe|<object|<embed|\son[a-z]+\s*=|javascript:|http-equiv=.refresh|<base\b|formaction|expression\(",
    re.I,
)


@pytest.mark.parametrize("name", ACTIVE)
def test_nothing_active_comes_through(name: str) -> None:
    made = converted(page(**ACTIVE[name]))
    assert made is not None
    assert len(made.report.facts) > 3
    content = inline(made)
    assert not FORBIDDEN.search(content), FORBIDDEN.search(content)
    etree.fromstring(content)


ENTITIES = (
    '<!DOCTYPE html [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + '<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY far SYSTEM "http://127.0.0.1:9/x">]>'
)


@pytest.mark.parametrize("name", ["note.htm", "note.xml", "note.txt", "R4.htm"])
def test_entities_are_not_expanded(name: str) -> None:
    data = ENTITIES.encode() + page(para="&k; &secret; &far;")
    made = converted(data, name)
    if made is not None:
        assert b"root:" not in inline(made)
        assert sum(len(f.content) for f in made.files) < 2_000_000


WIDE = "<table><tr>" + "<td>1</td>" * 100_000 + "</tr></table>"
GIANTS: dict[str, Callable[[], bytes]] = {
    "a hundred thousand columns": lambda: page(tail=WIDE),
    "spans": lambda: page(tail="<table>" + "<tr><td rowspan=65000 colspan=65000>1</td></tr>" * 40 + "</table>"),
    "deeply nested": lambda: page(tail="<div>" * 50_000 + "x" + "</div>" * 50_000),
    "nested tables": lambda: page(tail="<table><tr><td>" * 3_000 + "1"),
    "an endless tag": lambda: page(tail="<p " + "a " * 200_000),
    "attributes": lambda: page(tail="<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x</p>"),
    "a long word": lambda: page(para="reportable segments " + "x" * 300_000),
    "white space": lambda: page(para="We have two" + " \n" * 20_000 + "reportable segments."),
    "references": lambda: page(para="&#0;&#xFFFFFFFF;&amp" * 20_000),
    "comments": lambda: page(tail="<!-- --!>" * 20_000 + "<!--" * 2_000),
}


@pytest.mark.parametrize("name", GIANTS)
def test_giants_end_in_bounded_time(name: str) -> None:
    made = converted(GIANTS[name](), limit=15.0)
    assert made is None or sum(len(f.content) for f in made.files) < 30_000_000


FILLS = {
    "blanks": " ", "lines": " \n", "no-break blanks": "\u00a0", "marks": "*", "opened": "(", "closed": ")", "dashes": "-",
    "digits": "1", "grouped": "1,", "leader": ". ", "words": "and ", "money": "$", "years": "2024 ", "notes": "(see note 1) ",
    "months": "three months ", "underlines": "_", "percents": "1% ",
}  # fmt: skip


@pytest.mark.parametrize("where", ["label", "cell", "head_cell", "para"])
@pytest.mark.parametrize("fill", FILLS)
def test_long_runs_of_anything_in_any_place(where: str, fill: str) -> None:
    run = (FILLS[fill] * 1200)[:1200]
    assert converted(page(**{where: f"{PLAIN[where]}{run}!"})) is not None


@pytest.mark.parametrize(
    "data",
    [
        page(para="two\x00 reportable\x00 segments"),
        page().replace(b"<p>", b"<p>\x00\x01\x02\xff\xfe"),
        b"\xff\xfe" + page().decode().encode("utf-16-le"),
        b"\xfe\xff" + page().decode().encode("utf-16-be"),
        b"\xff\xfe" + page(),
        page(head="<meta charset='utf-7'>"),
        page(head="<meta charset='idna'>"),
        page(head="<meta charset='no such encoding'>"),
        page(para="caf\u00e9 \u2014 segments").decode().encode("cp1252"),
        page()[:200] + "é".encode("utf-16-le") + page()[200:],
    ],
    ids=["nul", "control", "utf-16", "utf-16-be", "mixed", "utf-7", "idna", "unknown", "cp1252", "spliced"],
)
def test_encodings_of_every_kind(data: bytes) -> None:
    made = converted(data)
    if made is not None:
        assert b"\x00" not in inline(made)
        etree.fromstring(inline(made))


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


def understated(data: bytes) -> bytes:
    """A container whose directory says its members are small."""
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 10) + data[at + 28 :]


BOMB = b"0" * 60_000_000
CONTAINERS: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: zipped(*((f"{n}.htm", BOMB) for n in range(5))),
    "bomb in a workbook": lambda: zipped(("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", BOMB)),
    "bomb that says it is small": lambda: understated(zipped(("note.htm", BOMB))),
    "nested": lambda: zipped(("a.zip", zipped(("b.zip", zipped(("note.htm", page())))))),
    "slip": lambda: zipped(("../../etc/cron.d/x.htm", page()), ("/abs.htm", page()), ("..\\x.htm", page())),
    "entities in a workbook": lambda: zipped(
        ("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", ENTITIES.encode() + b"<workbook>&k;</workbook>")
    ),
    "entities in a Word file": lambda: zipped(
        ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", ENTITIES.encode() + b"<w>&k;&secret;</w>")
    ),
    "cut off": lambda: zipped(("note.htm", page()))[:-30],
}  # fmt: skip


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers_are_opened_with_bounds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("filing.zip", "note.xlsx", "note.docx"):
        start = time.process_time()
        try:
            readers.read_bytes(file, CONTAINERS[name]())
        except UnreadableFile as stop:
            assert stop.message
        except ConverterError:
            pass
        assert time.process_time() - start < SECONDS
    assert not list(tmp_path.rglob("*"))


TEXTS = st.text(max_size=120) | st.text("$()-–—,.%*†123 \u00a0\nUSDRMBendedJuneYears'000inthousands", max_size=200)


@given(TEXTS)
@settings(max_examples=300, deadline=2000)
def test_parsers_of_words_survive_any_text(text: str) -> None:
    figure = parse_figure(text)
    assert figure is None or figure.number >= 0
    words = merge([read_period(line) for line in text.split("\n")])
    assert all(1000 <= year <= 9999 for year in words.years)
    units_said(text)
    currencies_in(text)
    without_units(text)
    assert clean(clean(text)) == clean(text)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_profiles_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "profile.toml"
    path.write_bytes(data)
    try:
        read_profile(path)
    except ConverterError as stop:
        assert stop.exit_code == 2


FLAGS = st.sampled_from(
    ["cik", "form", "period_end", "fiscal_year_end", "fiscal_year", "fiscal_period", "prefix", "year"]
)


@given(st.dictionaries(FLAGS, st.text(max_size=20), max_size=4))
@settings(max_examples=150, deadline=2000)
def test_flags_are_taken_or_refused(flags: dict[str, str]) -> None:
    try:
        settings_from(flags, None)
    except ConverterError as stop:
        assert stop.exit_code == 2
        assert stop.where


NOTE = (CASES / "kestrel-bars" / "input.txt").read_bytes()
EDITS = st.lists(
    st.tuples(st.integers(0, len(NOTE)), st.integers(0, 60), st.binary(max_size=30)), min_size=1, max_size=8
)


@given(EDITS)
@settings(max_examples=12, deadline=None)
def test_a_note_with_pieces_torn_out_is_converted_or_refused(edits: list[tuple[int, int, bytes]]) -> None:
    data = bytearray(NOTE)
    for at, length, put in edits:
        data[at : at + length] = put
    made = converted(bytes(data), "note.txt")
    if made is not None:
        etree.fromstring(inline(made))
