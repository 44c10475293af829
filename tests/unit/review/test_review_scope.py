"""The widest words that mean these lines and no others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from converter.review.scope import LineName, names

Line = tuple[str, tuple[str, ...], str]


def view(label: str, path: tuple[str, ...], table: str, *wordings: str) -> Any:
    """As much of a line as its name asks for."""
    return SimpleNamespace(
        line=SimpleNamespace(label=label, path=path),
        table=SimpleNamespace(id=table, kind="profit-or-loss"),
        wordings=(label, *wordings),
        values=(f"a number of {label} in {table}",),
    )


Names = tuple[tuple[LineName, ...], tuple[Any, ...]]


def named(meant: list[Line], others: list[Line], *, in_table: bool = False) -> Names:
    views = {f"d{number}": view(*line) for number, line in enumerate([*meant, *others])}
    ids = [SimpleNamespace(id=name) for name in views]
    decisions: list[Any] = list(ids)
    return names(views, decisions[: len(meant)], decisions[len(meant) :], in_table=in_table)


@pytest.mark.parametrize(
    ("meant", "others", "in_table", "expected"),
    [
        ([("Other", (), "t1"), ("Other", ("Less",), "t2")], [], False, [LineName(label="Other")]),
        ([("Other", (), "t1")], [("Rent", (), "t1")], False, [LineName(label="Other")]),
        (
            [("Other", ("Assets",), "t1")],
            [("Other", ("Costs",), "t1")],
            False,
            [LineName(label="Other", path=("Assets",))],
        ),
        ([("Other", ("Costs",), "t1")], [("OTHER", ("Costs",), "t2")], False, [LineName(label="Other", table="t1")]),
        (
            [("Other", ("Costs",), "t1")],
            [("Other", ("Costs",), "t2"), ("Other", ("Assets",), "t1")],
            False,
            [LineName(label="Other", path=("Costs",), table="t1")],
        ),
        ([("Other", (), "t1")], [], True, [LineName(label="Other", table="t1")]),
    ],
)
def test_the_widest_that_means_no_other(
    meant: list[Line],
    others: list[Line],
    in_table: bool,  # noqa: FBT001 - a column of the table
    expected: list[LineName],
) -> None:
    assert named(meant, others, in_table=in_table) == (tuple(expected), ())


def test_what_no_words_tell_apart_is_named_number_by_number() -> None:
    found, alone = named([("Other", (), "t1")], [("Other", ("Assets",), "t1")])
    assert (found, alone) == ((), ("a number of Other in t1",))


def test_a_heading_of_that_name_is_another_line() -> None:
    """The mapping takes a heading for a line's words where its label names no measure."""
    assert LineName(label="Revenue").means(view("Third parties", ("Revenue",), "t1", "Revenue"))
    assert not LineName(label="Revenue", table="t2").means(view("Revenue", (), "t1"))
    assert LineName(label="Revenue", table="profit-or-loss").means(view("Revenue", (), "t1"))
