"""Whose and when the amounts of a footnote are, by the table above it."""

from __future__ import annotations

import pytest

from converter import interpret, knowledge, readers, tables
from converter.interpret.model import Value
from converter.options import Settings

TABLE = """SEGMENT INFORMATION

We have three reportable segments: Mills, Ports and Kilns.

The following table shows depreciation by segment (in millions):

| Year ended December 31, 2031 |
| Segment | Depreciation |
| --- | --- |
| Mills (1) | 8 |
| Ports (2) | 5 |
| Kilns (1) | 3 |
| Total | 16 |

"""


def amounts(text: str) -> list[Value]:
    document, _ = readers.read_bytes("note.txt", (TABLE + text).encode())
    note, _ = tables.locate(document)
    read, _ = interpret.interpret(note, Settings(), knowledge.load(2025))
    return [value for table in read.tables if table.table is None for value in table.values]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(2) Includes impairment charges of $2 million.", ["Ports"]),
        ("(2) Impairment charges of Mills were $2 million.", ["Mills"]),
        ("(1) Includes impairment charges of $2 million.", []),
        ("(1) The above is audited.\n\n(2) Includes impairment charges of $2 million.", ["Ports"]),
        ("The above is audited.\n\n(2) Includes impairment charges of $2 million.", []),
    ],
)
def test_an_amount_is_the_segments_that_bears_the_mark(text: str, names: list[str]) -> None:
    (value,) = amounts(text)
    assert [subject.name for subject in value.subjects] == names


def test_an_amount_without_a_period_is_of_the_tables_one_period() -> None:
    (value,) = amounts("(2) Includes impairment charges of $2 million.")
    (other,) = amounts("(2) Includes impairment charges of $2 million in 2030.")
    assert value.period is not None
    assert other.period is not None
    assert (value.period.end.year, other.period.end.year) == (2031, 2030)
