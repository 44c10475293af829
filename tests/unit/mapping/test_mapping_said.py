"""Amounts of sentences in the mapping: those left out, and the elements of one's own that they may have."""

from __future__ import annotations

from collections.abc import Sequence

import mapping_notes as made
import pytest
from msgspec.structs import replace

from converter import knowledge
from converter.findings import Finding
from converter.interpret.model import Line, Subject, SubjectKind, TableKind
from converter.mapping import map_note
from converter.mapping.model import MappedNote
from converter.mapping.said import is_whole
from converter.options import CellDecision, Profile, Settings

KNOWN = knowledge.load(2025)
SETTINGS = Settings(entity_name="Fen Quarry", prefix="fen")
HARBOR = made.subject("segment", "Harbor")


def said(
    *lines: tuple[str, int], doubt: str = "", settings: Settings = SETTINGS, table: Sequence[tuple[str, int]] = ()
) -> tuple[MappedNote, tuple[Finding, ...]]:
    """The mapping of a note with these amounts in sentences, and in a table."""
    own: list[Line] = [made.line(number, label) for number, (label, _) in enumerate(lines)]
    found = [
        replace(made.values(line, [figure], [(HARBOR,)])[0], doubt=doubt)
        for line, (_, figure) in zip(own, lines, strict=True)
    ]
    tables = [made.table(TableKind.NARRATIVE, own, found, "n")]
    if table:
        rows = [made.line(50 + number, label) for number, (label, _) in enumerate(table)]
        cells = [made.values(row, [figure], [(HARBOR,)])[0] for row, (_, figure) in zip(rows, table, strict=True)]
        tables.insert(0, made.table(TableKind.PROFIT_OR_LOSS, rows, cells))
    return map_note(made.note(*tables), settings, KNOWN)


WHOLE = {
    "Closing of our northern quarry": True,
    "Costs": False,
    "Net gains": False,
    "Amounts due": False,
    "And": False,
    "Of customer incentives": False,
    "2 Non-cash lease costs were comprised": False,
    "Excess capacity costs": True,
    "Lease costs were comprised": False,
}


@pytest.mark.parametrize("label", WHOLE)
def test_a_name_of_its_own_is_a_whole_phrase(label: str) -> None:
    assert is_whole(label) is WHOLE[label]


def test_an_amount_that_no_element_names_in_whole_is_left_and_told() -> None:
    result, findings = said(("Gravel chute relining program", 5), ("Chutes", 4))
    assert [bool(mapping.skip) for mapping in result.values] == [False, True]
    told = [finding for finding in findings if finding.code == "mapping.left-out"]
    assert ["does not name in whole" in finding.message for finding in told] == [True]


def test_a_doubtful_amount_is_left_unless_the_profile_decides_it() -> None:
    result, findings = said(("Goodwill", 5), doubt="its sentence speaks of what is to come")
    assert [mapping.skip for mapping in result.values] == ["its sentence speaks of what is to come"]
    assert "mapping.left-out" in {finding.code for finding in findings}
    cell = CellDecision(place=made.REF.place, concept="us-gaap:Goodwill")
    decided = replace(SETTINGS, profile=Profile(cells=(cell,)))
    assert [m.skip for m in said(("Goodwill", 5), doubt="?", settings=decided)[0].values] == [""]


def test_an_amount_of_a_sentence_that_contradicts_a_table_moves_to_no_other_element() -> None:
    result, _ = said(("Revenue", 4), table=(("Revenue", 9), ("Operating income", 3)))
    by_table = {decision.table: decision for decision in result.decisions if decision.label == "Revenue"}
    assert by_table["t1"].concept.prefix == "us-gaap"
    skipped = {mapping.decision: bool(mapping.skip) for mapping in result.values}
    assert skipped[by_table["n"].id]
    assert not skipped[by_table["t1"].id]


def test_one_clash_leaves_the_other_amounts_of_a_sentence_s_line() -> None:
    row = made.line(0, "Revenue")
    found = made.values(row, [4, 2], [(HARBOR,), (made.subject("segment", "Rail"),)])
    table = made.line(9, "Revenue")
    cells = made.values(table, [9], [(HARBOR,)])
    note = made.note(
        made.table(TableKind.PROFIT_OR_LOSS, [table], cells), made.table(TableKind.NARRATIVE, [row], found, "n")
    )
    result, _ = map_note(note, SETTINGS, KNOWN)
    assert {mapping.value: bool(mapping.skip) for mapping in result.values} == {
        "l9c0": False,
        "l0c0": True,
        "l0c1": False,
    }


def test_what_a_sentence_names_by_more_is_no_sister_element() -> None:
    result, _ = said(("Pilotage revenue of visiting ships", 4), table=(("Revenue", 9), ("Operating income", 3)))
    narrative = next(decision for decision in result.decisions if decision.table == "n")
    assert narrative.concept.prefix == "fen"


def test_a_doubtful_amount_contradicts_no_other() -> None:
    first, second = made.line(0, "Goodwill"), made.line(1, "Goodwill")
    found = [
        replace(made.values(first, [5], [(HARBOR,)])[0], doubt="it is of others"),
        made.values(second, [7], [(HARBOR,)])[0],
    ]
    result, _ = map_note(made.note(made.table(TableKind.NARRATIVE, [first, second], found, "n")), SETTINGS, KNOWN)
    assert [bool(mapping.skip) for mapping in result.values] == [True, False]


def test_what_a_sentence_names_by_more_has_an_element_of_its_own() -> None:
    result, _ = said(("Gravel equipment added under leases", 4), table=(("Equipment", 9), ("Operating income", 3)))
    assert not any(mapping.skip for mapping in result.values)


def test_a_sentence_that_says_outside_of_the_united_states_has_the_standard_member() -> None:
    abroad = Subject(
        kind=SubjectKind.GEOGRAPHY, name="Non-US", text="outside of the United States", evidence="sentence"
    )
    row = made.line(0, "Revenue")
    result, _ = map_note(
        made.note(made.table(TableKind.NARRATIVE, [row], made.values(row, [4], [(abroad,)]), "n")), SETTINGS, KNOWN
    )
    assert [member.local for _, member in result.values[0].dimensions] == ["NonUsMember"]
