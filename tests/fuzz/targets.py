"""What is fuzzed: one function a target, from bytes. It may return or raise a `ConverterError`; anything else is a
crash, over two seconds a hang."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from msgspec import Struct

from converter import decisions, interpret, knowledge, mapping, readers, tables
from converter.batch import journal, sources
from converter.errors import ConverterError
from converter.interpret import labels, numbers, periods, scale
from converter.knowledge.model import Knowledge
from converter.options import Settings
from converter.profile import read_profile


class Target(Struct, frozen=True):
    """`runs` is its share of a full run, `most` the longest input in bytes."""

    run: Callable[[bytes], None]
    runs: int
    most: int = 4096


@cache
def known() -> Knowledge:
    return knowledge.load(2025)


@cache
def scratch() -> Path:
    home = "/dev/shm" if Path("/dev/shm").is_dir() else None
    return Path(tempfile.mkdtemp(prefix="segxbrl-fuzz-", dir=home))


def text_of(data: bytes) -> str:
    return data.decode("utf-8", errors="surrogateescape")


def file_of(data: bytes, name: str) -> Path:
    path = scratch() / name
    path.write_bytes(data)
    return path


def number(data: bytes) -> None:
    text = text_of(data)
    figure = numbers.parse_figure(text)
    if figure is not None and figure.number < 0:
        raise AssertionError("a figure's number has no sign of its own")
    numbers.not_meaningful(text)


def period(data: bytes) -> None:
    parts = text_of(data).split("\n")
    periods.merge([periods.read_period(part) for part in parts[:8]])


def header(data: bytes) -> None:
    """What a header cell or caption goes through: units, currencies, words."""
    text = text_of(data)
    scale.units_said(text)
    scale.currencies_in(text)
    scale.without_units(text)
    for read in (labels.clean, labels.tokens, labels.kind_of, labels.is_total, labels.bare_measure):
        read(text)


def headers(data: bytes) -> None:
    """A table whose header rows are the input, over a body that is well formed."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|')[:6])}</tr>"
        for line in text_of(data).replace("<", "&lt;").split("\n")[:6]
    )
    body = "".join(
        f"<tr><td>{label}</td><td>{n}</td><td>{n + 7}</td></tr>" for n, label in enumerate(("Net sales", "Costs"), 5)
    )
    title = "<p>Note 9. Segment information. We have two reportable segments.</p>"
    page = f"<html><body>{title}<table>{rows}{body}</table></body></html>"
    note(page.encode("utf-8", errors="replace"), "n.htm")


def note(data: bytes, name: str = "note.txt") -> None:
    """Through to the facts' structure: read, locate, interpret, map."""
    document, _ = readers.read_bytes(name, data)
    found, _ = tables.locate(document)
    understood, _ = interpret.interpret(found, Settings(), known())
    mapping.map_note(understood, Settings(), known())


def note_html(data: bytes) -> None:
    note(data, "note.htm")


def profile(data: bytes) -> None:
    read_profile(file_of(data, "profile.toml"))


def decided(data: bytes) -> None:
    decisions.merged(Settings(), file_of(data, "mapping.xlsx"), known())


def prior(data: bytes) -> None:
    mapping.read_prior(file_of(data, "prior.htm"))


def batch_list(data: bytes) -> None:
    sources.find(file_of(data, "list.csv"), scratch() / "out")


def batch_journal(data: bytes) -> None:
    journal._read(file_of(data, "rows.jsonl"))


def reader(name: str, file: str) -> Callable[[bytes], None]:
    """The reader of that name, for what it claims; others are there for the rest."""

    def run(data: bytes) -> None:
        module = import_module(f"converter.readers.{name}")
        if module.claims(file, data):
            module.read(file, data)

    return run


def part(file: str, name: str) -> Callable[[bytes], None]:
    """The reader of office files, where the input is one part of a file that is else whole: bytes knocked about in the
    container seldom come further than its checksums."""

    def run(data: bytes) -> None:
        import seeds

        data = seeds.with_part(seeds.seeds(file)[0], name, data)
        module = import_module(f"converter.readers.{file}")
        module.read(f"note.{file}", data)

    return run


def anything(data: bytes) -> None:
    """Whatever the bytes are taken for."""
    readers.read_bytes("note", data)


TARGETS: Mapping[str, Target] = {
    "number": Target(number, 250_000, 100),
    "period": Target(period, 120_000, 300),
    "header": Target(header, 120_000, 300),
    "profile": Target(profile, 120_000, 2000),
    "batch_list": Target(batch_list, 50_000, 500),
    "batch_journal": Target(batch_journal, 50_000, 1000),
    "text": Target(reader("text", "note.txt"), 60_000),
    "csv": Target(reader("csv", "note.csv"), 50_000),
    "markdown": Target(reader("markdown", "note.md"), 50_000),
    "html": Target(reader("html", "note.htm"), 60_000),
    "edgar_r": Target(reader("edgar_r", "R4.htm"), 30_000),
    "xlsx": Target(reader("xlsx", "note.xlsx"), 8_000, 20_000),
    "docx": Target(reader("docx", "note.docx"), 8_000, 20_000),
    "sheet": Target(part("xlsx", "xl/worksheets/sheet1.xml"), 20_000),
    "styles": Target(part("xlsx", "xl/styles.xml"), 5_000),
    "paragraphs": Target(part("docx", "word/document.xml"), 20_000),
    "archive": Target(reader("archive", "filing.zip"), 15_000, 20_000),
    "pdf": Target(reader("pdf", "note.pdf"), 3_000, 20_000),
    "anything": Target(anything, 20_000),
    "decided": Target(decided, 3_000, 20_000),
    "prior": Target(prior, 15_000),
    "headers": Target(headers, 6_000, 400),
    "note": Target(note, 6_000),
    "note_html": Target(note_html, 6_000),
}


def survive(target: Target, data: bytes) -> None:
    """Run a target; what the converter says of bad input is well and good."""
    try:
        target.run(data)
    except ConverterError as stop:
        str(stop)
