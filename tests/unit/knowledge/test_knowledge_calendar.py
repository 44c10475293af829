"""The taxonomy year by the SEC's calendar."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from converter.knowledge.calendar import accepted, expected_filing, settle
from converter.options import Settings
from converter.profile import settings_from
from converter.readers.model import Document

NONE = Document(source="note.txt", media_type="text/plain", blocks=(), text="")


@pytest.mark.parametrize(
    ("filed", "years"),
    [
        (date(2025, 3, 16), (2024, 2023)),
        (date(2025, 3, 17), (2025, 2024)),
        (date(2026, 4, 30), (2026, 2025)),
        (date(2023, 5, 1), (2023, 2022)),
    ],
)
def test_years_that_edgar_takes(filed: date, years: tuple[int, int]) -> None:
    assert accepted(filed) == years


def test_forms_are_expected_at_their_time() -> None:
    end = date(2024, 12, 31)
    assert expected_filing(end, "10-K/A") == date(2025, 2, 14)
    assert expected_filing(end, "20-F") > date(2025, 4, 1)
    assert expected_filing(end, None) == expected_filing(end, "8-K")


@pytest.mark.parametrize(
    ("given", "year"),
    [
        ({"form": "10-K", "period_end": date(2024, 12, 31)}, 2024),
        ({"form": "20-F", "period_end": date(2024, 12, 31)}, 2025),
        ({"form": "20-F", "period_end": date(2025, 12, 31)}, 2025),  # 2026 is taken too, but is provisional here
        ({"period_end": date(2024, 12, 31), "filed": date(2025, 6, 1)}, 2025),
        ({}, 2025),
        ({"year": 2026, "year_given": True}, 2026),
    ],
)
def test_the_year_follows_form_and_period(given: dict[str, object], year: int) -> None:
    settled, findings = settle(replace(Settings(), **given), NONE)
    assert (settled.year, findings) == (year, ())


def test_a_filing_is_tagged_in_its_own_year() -> None:
    page = replace(NONE, raw=b'<html xmlns:us-gaap="http://fasb.org/us-gaap/2024">', cover={"DocumentType": "10-K"})
    assert settle(Settings(), page)[0].year == 2024


def test_a_year_not_at_hand_is_said() -> None:
    page = replace(NONE, raw=b'<html xmlns:us-gaap="http://fasb.org/us-gaap/2023">')
    settled, (said,) = settle(Settings(), page)
    assert (settled.year, said.code) == (2024, "knowledge.year-not-at-hand")


def test_a_year_that_edgar_does_not_take_is_said() -> None:
    given = settings_from({"year": "2024", "form": "20-F", "period_end": "2025-12-31"}, None)
    settled, (said,) = settle(given, NONE)
    assert (settled.year, said.code) == (2024, "knowledge.year-unusual")
