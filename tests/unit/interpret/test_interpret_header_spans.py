"""What a column takes over from its neighbours and from the header rows above."""

from __future__ import annotations

from datetime import date

from interpret_samples import at, read, table, told

from converter.interpret.model import Content

TWO = "We have two reportable segments: Alder and Birch."
ROWS = """(in thousands)|Quarter Ended June 30,[4]|Six Months Ended June 30,[4]
Revenue|2025|% of total|2024|% of total|2025|% of total|2024|% of total
Alder|60|60.0%|45|50.0%|120|60.0%|95|50.0%
Birch|40|40.0%|45|50.0%|80|40.0%|95|50.0%
Total revenue|100|100.0%|90|100.0%|200|100.0%|190|100.0%
Operating income|2025|Margin|2024|Margin|2025|Margin|2024|Margin
Alder|6|10.0%|5|11.1%|13|10.8%|9|9.5%
Birch|4|10.0%|4|8.9%|7|8.8%|9|9.5%
Operating income|10|10.0%|9|10.0%|20|10.0%|18|9.5%"""
QUARTER, HALF = (date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 1, 1), date(2025, 6, 30))
QUARTER_BEFORE, HALF_BEFORE = (date(2024, 4, 1), date(2024, 6, 30)), (date(2024, 1, 1), date(2024, 6, 30))


def test_a_lower_header_row_of_years_keeps_the_durations_over_them() -> None:
    note, _ = read(table(ROWS), text=TWO, form="10-Q", end=date(2025, 6, 30))
    for row in (2, 6):
        periods = [at(note.tables[0], row, column).period for column in (1, 3, 5, 7)]
        assert [p and (p.start, p.end) for p in periods] == [QUARTER, QUARTER_BEFORE, HALF, HALF_BEFORE]


def test_a_column_without_a_period_shows_that_of_the_year_to_its_left() -> None:
    note, _ = read(table(ROWS), text=TWO, form="10-Q", end=date(2025, 6, 30))
    for row in (2, 6):
        periods = [at(note.tables[0], row, column).period for column in (2, 4, 6, 8)]
        assert [p and (p.start, p.end) for p in periods] == [QUARTER, QUARTER_BEFORE, HALF, HALF_BEFORE]


def test_a_percentage_over_a_column_is_nobody_s_name() -> None:
    note, _ = read(table(ROWS), text=TWO, form="10-Q", end=date(2025, 6, 30))
    assert told(note.tables[0], 2, 2) == "revenue | segment:Alder"
    assert at(note.tables[0], 2, 2).content is Content.PERCENT
    assert told(note.tables[0], 6, 2) == "Margin | segment:Alder"


def test_names_to_the_right_of_a_year_have_no_period_of_their_own() -> None:
    rows = """(in thousands)|2024|Alder|Birch
Net sales|100|60|40
Operating income|10|6|4"""
    note, _ = read(table(rows), text=TWO)
    assert told(note.tables[0], 1, 2) == "Net sales | segment:Alder"
