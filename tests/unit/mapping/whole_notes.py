"""Notes of an invented company run from the page to the facts: what becomes of a table's rows and columns."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from converter import knowledge, pipeline, readers
from converter.findings import Finding, Severity
from converter.profile import settings_from

FLAGS = {"form": "10-K", "period_end": "2025-12-31", "fiscal_period": "FY"}
OPENING = "<html><body><h2>Note 9. Segment Information</h2>"
TWO = "Tern Harbor Corp. has two reportable segments: Alder and Birch. The table shows {} (in millions):"
SHORT = {
    "StatementBusinessSegmentsAxis": "",
    "ConsolidationItemsAxis": "",
    "ProductOrServiceAxis": "product ",
}


class Shown(Struct, frozen=True, kw_only=True):
    """One number: its concept, members (without their suffix, in alphabetic order) and value in millions."""

    concept: str
    members: tuple[str, ...]
    value: Decimal


class Tagged(Struct, frozen=True, kw_only=True):
    cells: dict[tuple[str, int], Shown]
    findings: tuple[Finding, ...]

    def of(self, row: str, column: int) -> tuple[str, ...]:
        return self.cells[row, column].members

    def errors(self) -> set[str]:
        return {f.code for f in self.findings if f.severity is Severity.ERROR and f.code.startswith(("lint", "arith"))}


def years(text: str) -> Tagged:
    """A table whose columns are 2025 and 2024."""
    return tagged(f"|2025|2024\n{text}", "the years ended December 31, 2025 and 2024")


def tagged(text: str, when: str = "the year ended December 31, 2025", who: str = TWO) -> Tagged:
    """One line a row, cells parted by `|`; `who` says how many segments there are."""
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    html = f"{OPENING}<p>{who.format(when)}</p><table>{body}</table></body></html>"
    document, _ = readers.read_bytes("note.html", html.encode())
    made = pipeline.convert_document(document, settings_from(FLAGS, None), knowledge.load(2025))
    decisions = {decision.id: decision for decision in made.mapped.decisions}
    mappings = {mapping.value: mapping for mapping in made.mapped.values if not mapping.skip}
    cells: dict[tuple[str, int], Shown] = {}
    for value in made.mapped.note.tables[0].values:
        if value.id in mappings and value.row is not None and value.column is not None:
            decision = decisions[mappings[value.id].decision]
            members = (
                SHORT.get(axis.local, f"{axis.local} ") + member.local.removesuffix("Member")
                for axis, member in mappings[value.id].dimensions
            )
            cells.setdefault(
                (rows[value.row][0], value.column),
                Shown(
                    concept=decision.concept.local,
                    members=tuple(sorted(members)),
                    value=value.amount.scaleb(-6) * decision.sign,
                ),
            )
    return Tagged(cells=cells, findings=made.findings)
