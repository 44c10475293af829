"""Tables of a parent and of the subsidiaries that file with it (dei:LegalEntityAxis)."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import read, table

from converter import knowledge
from converter.interpret.model import InterpretedNote, Subject, SubjectKind
from converter.mapping.members import Members
from converter.options import Settings

SETTINGS = Settings(form="10-K", period_end=date(2024, 12, 31), entity_name="Tern Energy Corporation")
PARENT, POWER = "Tern Energy Corporation", "Tern Power Company"
ROWS = "(in millions)|Alder|Birch|Total\nRevenue|500|300|800"


def owners(note: InterpretedNote) -> list[set[str]]:
    return [{s.name for v in t.values for s in v.subjects if s.kind is SubjectKind.LEGAL_ENTITY} for t in note.tables]


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        ((PARENT, POWER), [set(), {POWER}]),
        ((f"{PARENT} and Subsidiaries", f"{POWER} and subsidiaries"), [set(), {POWER}]),
        ((PARENT, POWER, "The table shows the year before:"), [set(), {POWER}, {POWER}]),
        ((PARENT, "Revenue of Tern Power Company was as follows:"), [set(), set()]),
        ((PARENT, PARENT), [set(), set()]),
        (("Tern Gas Company", POWER, PARENT), [{"Tern Gas Company"}, {POWER}, set()]),
    ],
)
def test_a_table_below_another_company_s_name_is_that_company_s(
    leads: tuple[str, ...], expected: list[set[str]]
) -> None:
    tables = [table(ROWS, lead, number=number) for number, lead in enumerate(leads, 1)]
    note, _ = read(*tables, settings=SETTINGS)
    assert owners(note) == expected


def test_without_the_registrant_s_name_the_first_company_is_the_parent() -> None:
    note, _ = read(table(ROWS, PARENT), table(ROWS, POWER, number=2))
    assert owners(note) == [set(), {POWER}]


def test_names_of_others_alone_are_no_registrants() -> None:
    note, _ = read(table(ROWS, "Gull Stores Inc"), table(ROWS, POWER, number=2), settings=SETTINGS)
    assert owners(note) == [set(), set()]


def test_a_subsidiary_s_figure_has_its_member() -> None:
    members = Members(knowledge=knowledge.load(2025), prefix="tern")
    subject = Subject(kind=SubjectKind.LEGAL_ENTITY, name=POWER, text=POWER)
    assert [(str(axis), str(member)) for axis, member in members.of(subject)] == [
        ("dei:LegalEntityAxis", "tern:TernPowerCompanyMember")
    ]
