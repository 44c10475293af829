"""Roll-forwards: balances at dates, and what changed them in between."""

from __future__ import annotations

from datetime import date

import pytest
from interpret_samples import at, read, table, told

from converter import knowledge
from converter.interpret.model import InterpretedTable
from converter.mapping import map_note
from converter.options import Settings

TWO = "We have two reportable segments: Alder and Birch."
LEAD = "The changes in the carrying amount of goodwill by segment were as follows (in millions):"
ROWS = """|Alder|Birch|Total
Balance at December 31, 2022|40|20|60
Acquisition of Cedar Tools|—|5|5
Currency translation|3|(2)|1
Balance at December 31, 2023|43|23|66
Impairment|(2)|—|(2)
Purchase accounting adjustments|—|(1)|(1)
Currency translation|(4)|(1)|(5)
Balance at December 31, 2024|37|21|58"""


def periods(shown: InterpretedTable, column: int) -> list[tuple[date | None, date, bool]]:
    rows = sorted({v.row for v in shown.values if v.row is not None})
    found = [at(shown, row, column).period for row in rows]
    return [(p.start, p.end, p.instant) for p in found if p]


def test_what_changed_a_balance_lies_between_its_dates() -> None:
    note, _ = read(table(ROWS, LEAD), text=TWO)
    first = (date(2023, 1, 1), date(2023, 12, 31), False)
    second = (date(2024, 1, 1), date(2024, 12, 31), False)
    ends = [(None, date(year, 12, 31), True) for year in (2022, 2023, 2024)]
    assert periods(note.tables[0], 2) == [ends[0], first, first, ends[1], second, second, second, ends[2]]


def test_repeated_changes_are_one_line_and_balances_are_of_what_the_caption_names() -> None:
    note, _ = read(table(ROWS, LEAD), text=TWO)
    shown = note.tables[0]
    assert told(shown, 1, 1) == "Goodwill | segment:Alder"
    assert len({at(shown, row, 1).line for row in (1, 4, 8)}) == 1
    assert told(shown, 3, 1) == told(shown, 7, 1) == "Currency translation | segment:Alder"
    assert at(shown, 3, 1).line == at(shown, 7, 1).line


def test_an_opening_balance_of_the_first_day_is_that_of_the_day_before() -> None:
    note, _ = read(table(ROWS.replace("December 31, 2022", "January 1, 2023"), LEAD), text=TWO)
    assert periods(note.tables[0], 1)[:2] == [
        (None, date(2022, 12, 31), True),
        (date(2023, 1, 1), date(2023, 12, 31), False),
    ]


def test_balances_at_beginning_and_end_under_years() -> None:
    rows = """|2024|2023
Balance at beginning of year|66|60
Acquisitions|2|5
Foreign currency translation|(1)|1
Balance at end of year|67|66"""
    note, _ = read(table(rows, "Changes in goodwill were as follows (in millions):"), text=TWO)
    opening = (None, date(2023, 12, 31), True)
    during = (date(2024, 1, 1), date(2024, 12, 31), False)
    assert periods(note.tables[0], 1) == [opening, during, during, (None, date(2024, 12, 31), True)]


@pytest.mark.parametrize(
    ("row", "concept", "amounts"),
    [
        (1, "Goodwill", [40, 20]),
        (2, "GoodwillAcquiredDuringPeriod", [0, 5]),
        (3, "GoodwillForeignCurrencyTranslationGainLoss", [3, -2]),
        (5, "GoodwillImpairmentLoss", [2, 0]),
        (6, "GoodwillPurchaseAccountingAdjustments", [0, -1]),
        (7, "GoodwillForeignCurrencyTranslationGainLoss", [-4, -1]),
    ],
)
def test_the_caption_s_noun_decides_the_family_and_changes_are_as_they_move_the_balance(
    row: int, concept: str, amounts: list[int]
) -> None:
    note, _ = read(table(ROWS, LEAD), text=TWO)
    known = knowledge.load(2025)
    mapped, _ = map_note(note, Settings(form="10-K", period_end=date(2024, 12, 31)), known)
    chosen = {decision.id: decision for decision in mapped.decisions}
    placed = {value.value: value for value in mapped.values}
    found = [(at(note.tables[0], row, c), placed[at(note.tables[0], row, c).id]) for c in (1, 2)]
    assert [chosen[m.decision].concept.local for _, m in found] == [concept, concept]
    assert [int(v.amount * chosen[m.decision].sign / 1_000_000) for v, m in found] == amounts


def test_a_table_without_two_balances_rolls_nothing_forward() -> None:
    rows = """(in millions)|2024|2023
Net sales|66|60
Balance of orders|2|5
Operating income|6|5"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 2, 1) == "Balance of orders | "
