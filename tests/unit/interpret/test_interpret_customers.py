"""The total of the customers that a table lists (rule 10)."""

from __future__ import annotations

import pytest
from interpret_samples import read, table, told

LEAD = "Customers that accounted for 10% or more of net sales were as follows:"
COLUMNS = "Year ended December 31, | Harbor | Lakeside | Total\n2024 | 300 | 200 | 500\n2023 | 250 | 150 | 400"
ROWS = "| 2024 | 2023\nHarbor | 21% | 19%\nLakeside | 14% | 12%\nTotal | 35% | 31%"
SHARE = "| 2024 | 2023\nHarbor | 21% | 19%\nLakeside | 14% | 12%\nTotal percentage of net sales | 35% | 31%"
ALL = "| 2024 | 2023\nHarbor | 21% | 19%\nLakeside | 14% | 12%\nOther customers | 65% | 69%\nTotal | 100% | 100%"
COMPANY = "Year ended December 31, | Harbor | Lakeside | Total\n2024 | 300 | 200 | 950\n2023 | 250 | 150 | 900"


@pytest.mark.parametrize(("text", "place"), [(COLUMNS, (1, 3)), (ROWS, (3, 1)), (SHARE, (3, 2))])
def test_the_total_of_two_customers_is_theirs(text: str, place: tuple[int, int]) -> None:
    note, _ = read(table(text, LEAD))
    assert told(note.tables[0], *place).endswith("et sales | customer:Major Customers")


@pytest.mark.parametrize(("text", "place"), [(ALL, (4, 1)), (COMPANY, (1, 3))], ids=["with the others", "no sum"])
def test_the_total_of_all_customers_is_the_company_s(text: str, place: tuple[int, int]) -> None:
    note, _ = read(table(text, LEAD))
    assert told(note.tables[0], *place) == "Net sales | consolidated:Total"
