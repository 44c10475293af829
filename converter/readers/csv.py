"""CSV and TSV: whatever the separator, the quotes and the encoding; several tables and texts in one file."""

from __future__ import annotations

import csv
import re
from io import StringIO

from ..errors import UnreadableFile
from ..findings import Finding, warning
from ..source import SourceRef
from .draft import DocumentDraft
from .model import Document, RawCell
from .sheet import add_sheet
from .text_lines import Kind, decode, kind_of

MEDIA_TYPE = "text/csv"
MAX_CELLS = 500_000
_NAMES = (".csv", ".tsv", ".tab")
_SEPARATORS = (",", ";", "\t", "|")
_HEAD = 20_000
"""Bytes by which a file without a name is known."""
_QUOTED = re.compile(r'"[^"]*"')
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_SAMPLE = 200
"""Lines by which the separator is told."""
_FORMULA = re.compile(r"[=@]|[+\-](?=[A-Za-z]+\d*\s*[(|!])|[\t\r]")
_US = re.compile(
    r"[($\s-]*\d{1,3}(?:,\d{3})+(?:\.\d+)?[)%\s]*|[($\s-]*\d+\.\d{1,2}[)%\s]*|[($\s-]*(?!(?:19|20)\d\d\b)\d{4,}[)\s]*"
)
_CONTINENTAL = re.compile(r"[(\s-]*\d{1,3}(?:\.\d{3})+(?:,\d+)?[)%\s]*|[(\s-]*\d+,\d{1,2}[)%\s]*")


def claims(name: str, data: bytes) -> bool:
    """By its name; a file without one where three lines or more are rows: a label, then figures, between separators."""
    lower = name.lower()
    if lower.endswith(_NAMES):
        return True
    if "." in lower.strip("."):
        return False
    head = data[:_HEAD]
    if b"\0" in head or head.lstrip().startswith(b"<"):
        return False
    lines = head.decode("utf-8", errors="replace").splitlines()
    return any(sum(_is_row(line, separator) for line in lines) >= 3 for separator in (",", ";", "\t"))


def _is_row(line: str, separator: str) -> bool:
    """Whether a line alone reads as a row. An unquoted `1,200` is one figure, not two."""
    if separator not in line or (separator == "," and _THOUSANDS.search(_QUOTED.sub("", line))):
        return False
    try:
        label, *figures = next(csv.reader([line], delimiter=separator))
    except csv.Error:
        return False
    kinds = [kind_of(field.strip()) for field in figures if field.strip()]
    return kind_of(label.strip()) is Kind.NAME and bool(kinds) and set(kinds) == {Kind.VALUE}


def read(name: str, data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of a CSV file: empty lines part tables, a line with one field is text.

    Raises:
        UnreadableFile: it is empty, binary, too large, or writes numbers with a decimal comma.
    """
    text = decode(name, data)
    cells: list[RawCell] = []
    formulas: list[SourceRef] = []
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
        for number, fields in enumerate(reader):
            for col, field in enumerate(fields):
                shown = field.strip().strip("\u00a0\ufeff")
                if not shown:
                    continue
                ref = SourceRef(file=name, line=reader.line_num, row=number, col=col)
                if _FORMULA.match(shown):
                    shown = f"'{shown}"
                    formulas.append(ref)
                indent = float(len(field) - len(field.lstrip())) * 2.5
                cells.append(RawCell(text=shown, row=number, col=col, indent=indent, ref=ref))
            if len(cells) > MAX_CELLS:
                raise UnreadableFile(f"more than {MAX_CELLS:,} cells", where=name, hint="cut the note out of the file")
    except csv.Error as error:
        raise UnreadableFile(f"not readable as CSV: {error}", where=name, hint="save it as CSV (UTF-8)") from error
    _refuse_continental(name, cells)
    draft = DocumentDraft(name)
    add_sheet(draft, cells)
    return draft.document(MEDIA_TYPE, data), tuple(formula_findings(formulas))


def formula_findings(places: list[SourceRef]) -> list[Finding]:
    """One finding for cells whose text a spreadsheet would run as a formula: they are kept with `'` before them."""
    if not places:
        return []
    where = ", ".join(f"line {ref.line}" for ref in places[:5])
    message = f"{len(places)} cell(s) hold text that a spreadsheet would run as a formula: {where}"
    hint = "It is kept as text, with an apostrophe before it; check where it comes from"
    return [warning("read.formula-text", message, places[0], hint)]


def _separator(text: str) -> str:
    """The separator that cuts the first lines most evenly into most fields; a comma where none does."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, most = ",", 0
    for separator in _SEPARATORS:
        counts = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        common = max(set(counts), key=lambda n: (counts.count(n) * (n > 1), n), default=1)
        score = counts.count(common) * (common > 1)
        if score > most:
            best, most = separator, score
    return best


def _refuse_continental(name: str, cells: list[RawCell]) -> None:
    """`1.234,5` would be read as another number: such a file is not read at all."""
    there = [cell for cell in cells if _CONTINENTAL.fullmatch(cell.text) and not _US.fullmatch(cell.text)]
    if there and not any(_US.fullmatch(cell.text) and not _CONTINENTAL.fullmatch(cell.text) for cell in cells):
        raise UnreadableFile(
            f"its numbers are written with a decimal comma, such as “{there[0].text}”",
            where=f"{name}, line {there[0].ref.line}",
            hint="export it with a decimal point (US number format)",
        )
