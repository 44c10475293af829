"""The mapping workbook: what was decided, for a reviewer to change in Excel and to feed back with `--decisions`.

Sheets `Lines` and `Members`, a row a decision. Only the yellow columns are read back; a row whose yellow cells are
empty is decided afresh. `Decision` takes `ok` (keep what the row says), the number of a candidate, a standard element
(`us-gaap:Revenues`) or a new name of the company's own (`prefix:FreightExpense`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .emit.model import OutputFile
from .emit.rows import as_found
from .emit.spreadsheet import XLSX, Book, listing
from .errors import BadProfile, InputError
from .facts.model import FactReport, QName
from .knowledge.model import Catalogue, Knowledge
from .mapping.model import Candidate, Decision, MappedNote, MemberChoice
from .options import LineDecision, MemberDecision, Settings, report_prefix

FILE = "mapping.xlsx"
BEST = 5
_CANDIDATES = {f"Candidate {n}": 40 for n in range(1, BEST + 1)}
_LINES: Mapping[str, int] = {
    "Table": 8, "Path": 26, "Label": 40, "Concept": 46, "Concept label": 40, "Sign": 10, "Confidence": 11,
    "Decided by": 13, **_CANDIDATES, "Decision": 46, "Decision sign": 12,
}  # fmt: skip
_MEMBERS: Mapping[str, int] = {
    "Name": 36, "Kind": 18, "Axis": 40, "Member": 46, "Why": 50, "Decision axis": 40, "Decision": 46,
}  # fmt: skip
_READ_BACK = ("Decision", "Decision sign", "Decision axis")
_SIGNS = {"as shown": False, "turned": True}
_PATH = " › "
_NAME = re.compile(r"[A-Z][A-Za-z0-9]{0,199}")
_ACCEPTED = frozenset({"ok", "accept", "accepted", "keep", "yes", "x"})


class _Cells(Struct, frozen=True):
    """One row read back; `place` gives the address of a column's cell."""

    values: Mapping[str, str]
    columns: Mapping[str, str]
    sheet: str
    file: Path
    row: int

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def place(self, column: str) -> str:
        return f"{self.file.name}: {self.sheet}!{self.columns[column]}{self.row}"


def workbook(report: FactReport, mapped: MappedNote) -> OutputFile:
    """The filled workbook: every line whose figures are reported, every name that stands for a member."""
    book = Book()
    labels = {e.qname: e.label for e in report.elements}
    paths = {(t.id, line.id): line.path for t in mapped.note.tables for line in t.lines}
    used = {fact.decision for fact in report.facts}
    rows = [_line(d, paths.get((d.table, d.line), ()), labels) for d in mapped.decisions if d.id in used]
    sheet = book.sheet("Lines")
    _mark(sheet, _LINES, listing(sheet, _LINES, rows))
    sheet = book.sheet("Members")
    _mark(sheet, _MEMBERS, listing(sheet, _MEMBERS, (_member(m) for m in mapped.members if m.subject.name)))
    return OutputFile(path=FILE, media_type=XLSX, content=book.content())


def _line(decision: Decision, path: tuple[str, ...], labels: Mapping[QName, str]) -> tuple[Any, ...]:
    best = [_candidate(c) for c in decision.candidates[:BEST]]
    return (
        decision.table,
        _PATH.join(path),
        decision.label,
        str(decision.concept),
        labels.get(decision.concept, ""),
        "turned" if decision.sign < 0 else "as shown",
        decision.confidence,
        decision.decided_by.value,
        *best,
        *[""] * (BEST - len(best)),
    )


def _candidate(candidate: Candidate) -> str:
    name = str(candidate.concept) if candidate.concept.prefix else "an element of one's own"
    return f"{name} ({candidate.score:.2f})"


def _member(choice: MemberChoice) -> tuple[str, ...]:
    axis, member = choice.dimensions[0] if choice.dimensions else ("", "")
    return (choice.subject.name, choice.subject.kind.value, str(axis), str(member), choice.evidence)


def _mark(sheet: Any, columns: Mapping[str, int], rows: int) -> None:
    """Colour the columns that are read back, and offer the two signs."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - loaded with the workbook
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    yellow = PatternFill("solid", fgColor="FFFFF2CC")
    for index, name in enumerate(columns, 1):
        if name in _READ_BACK:
            for row in range(2, rows + 2):
                sheet.cell(row=row, column=index).fill = yellow
        if name == "Decision sign" and rows:
            offered = DataValidation(type="list", formula1=f'"{",".join(_SIGNS)}"', allow_blank=True)
            letter = sheet.cell(row=1, column=index).column_letter
            offered.add(f"{letter}2:{letter}{rows + 1}")
            sheet.add_data_validation(offered)


def merged(settings: Settings, path: Path, knowledge: Knowledge) -> Settings:
    """The settings with the workbook's decisions before those of the profile. Raises as `read` does."""
    lines, members = read(path, knowledge.catalogue, report_prefix(settings))
    profile = settings.profile
    return replace(
        settings, profile=replace(profile, lines=(*lines, *profile.lines), members=(*members, *profile.members))
    )


def read(path: Path, catalogue: Catalogue, prefix: str) -> tuple[tuple[LineDecision, ...], tuple[MemberDecision, ...]]:
    """The decisions that a person wrote into the workbook. `prefix` is that of the company's own elements.

    Raises:
        BadProfile: no such workbook, a sheet or column is missing, or a cell names what there is not: its address is
            the place of the error.
    """
    sheets = _open(path)
    lines = tuple(d for row in _rows(sheets, "Lines", _LINES, path) for d in _line_decision(row, catalogue, prefix))
    members = tuple(
        d for row in _rows(sheets, "Members", _MEMBERS, path) for d in _member_decision(row, catalogue, prefix)
    )
    return lines, members


def _open(path: Path) -> Any:
    from .readers import workbook  # noqa: PLC0415 - only where a workbook is read

    try:
        data = path.read_bytes()
        workbook.checked(str(path), data)
        return workbook.load(str(path), data)
    except OSError as failure:
        raise BadProfile(f"cannot read the workbook: {failure.strerror}", where=str(path)) from failure
    except InputError as failure:
        raise BadProfile(
            f"not an Excel workbook: {failure.message}", where=str(path), hint=f"give a {FILE}"
        ) from failure


def _rows(book: Any, name: str, wanted: Mapping[str, int], path: Path) -> Iterator[_Cells]:
    from .readers.workbook import filled  # noqa: PLC0415 - only where a workbook is read

    sheet = next((sheet for sheet in book.worksheets if sheet.title == name), None)
    if sheet is None:
        raise BadProfile(
            f"the workbook has no sheet {name!r}", where=path.name, hint=f"give a {FILE} that convert wrote"
        )
    rows = filled(sheet)
    heads = {str(cell.value): at for at, cell in rows.pop(1, {}).items() if cell.value is not None}
    missing = [column for column in wanted if column not in heads and not column.startswith("Candidate")]
    if missing:
        raise BadProfile(
            f"the sheet {name!r} has no column {missing[0]!r}", where=path.name, hint="leave row 1 as it was"
        )
    columns = {column: sheet.cell(1, at).column_letter for column, at in heads.items()}
    for number, cells in rows.items():
        values = {
            column: as_found(str(cells[at].value or "").strip() if at in cells else "") for column, at in heads.items()
        }
        if any(values.values()):
            yield _Cells(values, columns, name, path, number)


def _line_decision(row: _Cells, catalogue: Catalogue, prefix: str) -> Iterator[LineDecision]:
    said, sign = row["Decision"], row["Decision sign"].lower()
    if not said and not sign:
        return
    if sign and sign not in _SIGNS:
        raise BadProfile(
            f"{sign!r} is no sign", where=row.place("Decision sign"), hint="write 'as shown' or 'turned', or nothing"
        )
    concept = row["Concept"]
    if said and said.lower() not in _ACCEPTED:
        chosen = _chosen(row, said)
        concept = str(_element(chosen, row.place("Decision"), catalogue, prefix, kind="line"))
    yield LineDecision(
        label=row["Label"],
        table=row["Table"],
        path=tuple(part for part in row["Path"].split(_PATH) if part),
        concept=concept,
        negate=_SIGNS[sign] if sign else None if concept != row["Concept"] else row["Sign"] == "turned",
    )


def _chosen(row: _Cells, said: str) -> str:
    """The name meant: that of a candidate where a number is given."""
    if not said.isdecimal():
        return said
    column = f"Candidate {said}"
    name = row[column].rpartition(" (")[0]
    if ":" not in name:
        why = "is an element of the company's own: write its name" if name else "is not there"
        raise BadProfile(f"candidate {said} {why}", where=row.place("Decision"), hint="such as prefix:FreightExpense")
    return name


def _member_decision(row: _Cells, catalogue: Catalogue, prefix: str) -> Iterator[MemberDecision]:
    said, axis = row["Decision"], row["Decision axis"]
    if not said and not axis:
        return
    member = row["Member"] if not said or said.lower() in _ACCEPTED else said
    found = _element(axis or row["Axis"], row.place("Decision axis"), catalogue, prefix, kind="axis")
    yield MemberDecision(
        name=row["Name"],
        axis=str(found),
        member=str(_element(member, row.place("Decision"), catalogue, prefix, kind="member")),
    )


def _element(name: str, where: str, catalogue: Catalogue, prefix: str, *, kind: str) -> QName:
    """The element of that name, standard or the company's own.

    Raises:
        BadProfile: there is none of that name and kind.
    """
    qname = QName.parse(name) if ":" in name else QName("us-gaap", name)
    if qname.prefix == prefix and kind != "axis":
        if _NAME.fullmatch(qname.local) and (kind != "member" or qname.local.endswith("Member")):
            return qname
        ending = " and end in Member" if kind == "member" else ""
        raise BadProfile(
            f"{name!r} cannot be an element's name",
            where=where,
            hint=f"letters and digits, a capital first{ending} (rule 48)",
        )
    concept = catalogue.get(qname) if ":" in name else catalogue.find(name)
    if concept is None:
        raise BadProfile(
            f"{name!r} is no element of the {catalogue.year} taxonomies", where=where, hint=_hint(qname, catalogue)
        )
    fits = {
        "axis": concept.substitution == "xbrldt:dimensionItem",
        "member": concept.type.endswith(":domainItemType"),
        "line": not concept.abstract and not concept.type.endswith(":domainItemType"),
    }
    if not fits[kind]:
        raise BadProfile(
            f"{concept.qname} is no {kind} element", where=where, hint="look for another in the candidates"
        )
    return concept.qname


def _hint(qname: QName, catalogue: Catalogue) -> str:
    words = " ".join(re.findall(r"[A-Z][a-z]+|[A-Z]+(?![a-z])", qname.local))
    names = [concept.qname.local for concept, _ in catalogue.search(words, 20)]
    close = difflib.get_close_matches(qname.local, names, 1, 0.6)
    return f"did you mean {close[0]}?" if close else "write it with its prefix, such as us-gaap:Revenues"
