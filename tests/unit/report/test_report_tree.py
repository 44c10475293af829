"""The note's sums as trees."""

from __future__ import annotations

from collections.abc import Callable

from converter.interpret.model import InterpretedTable
from converter.pipeline import Conversion
from converter.report.index import build_index
from converter.report.tally import arithmetic_tally
from converter.report.tree import TreeView, trees

Make = Callable[..., InterpretedTable]
With = Callable[..., Conversion]
LABELS = ("Sales", "Cost of sales", "Gross profit", "Other expenses", "Operating income")
SUMS = (("rows", 2, {0: 1, 1: -1}), ("rows", 4, {2: 1, 3: -1}))


def shape(tree: TreeView) -> list[tuple[int, str, str]]:
    left = min(node.x for node in tree.nodes)
    return [((node.x - left) // 18, node.sign, node.label) for node in tree.nodes]


def test_a_total_of_a_total(make_table: Make, with_tables: With) -> None:
    made = with_tables(make_table(LABELS, (("2025", None),), [["90"], ["50"], ["40"], ["15"], ["25"]], SUMS))
    (tree,) = trees(build_index(made))
    assert shape(tree) == [
        (0, "", "Operating income"),
        (1, "+", "Gross profit"),
        (2, "+", "Sales"),
        (2, "\u2212", "Cost of sales"),
        (1, "\u2212", "Other expenses"),
    ]
    assert [node.total for node in tree.nodes] == [True, True, False, False, False]
    assert tree.summary == "2 sums hold, 0 fail"
    assert [lane.text for node in tree.nodes for lane in node.lanes] == ["25", "40", "90", "50", "15"]


def test_a_sum_that_fails_says_by_how_much(make_table: Make, with_tables: With) -> None:
    figures = [["90", "80"], ["50", "50"], ["40", "30"], ["15", "-5"], ["25", "36"]]
    (tree,) = trees(build_index(with_tables(make_table(LABELS, (("2025", None), ("2024", None)), figures, SUMS))))
    assert (tree.fails, tree.summary) == (1, "3 sums hold, 1 fails")
    assert [(lane.text, lane.state) for lane in tree.nodes[0].lanes] == [("25", "good"), ("36 (off by 1)", "bad")]
    assert tree.nodes[-1].lanes[1].text == "(5)"


def test_a_sum_that_only_rounding_explains_says_by_how_much(make_table: Make, with_tables: With) -> None:
    figures = [["90"], ["50"], ["40"], ["15"], ["26"]]
    made = with_tables(make_table(LABELS, (("2025", None),), figures, SUMS, tolerance="1.5"))
    (tree,) = trees(build_index(made))
    assert [(lane.text, lane.mark, lane.state) for lane in tree.nodes[0].lanes] == [("26 (off by 1)", "\u2248", "good")]
    assert arithmetic_tally(made) == (2, 1, 0)


def test_across_the_rows_counts_the_rows(make_table: Make, with_tables: With) -> None:
    columns = (("Mills", None), ("Quarries", None), ("Total", None))
    table = make_table(
        ("Sales", "Assets"), columns, [["1", "2", "3"], ["4", "5", "8"]], (("columns", 3, {1: 1, 2: 1}),)
    )
    (tree,) = trees(build_index(with_tables(table)))
    assert [label for _, _, label in shape(tree)] == ["Total", "Mills", "Quarries"]
    assert [(lane.text, lane.mark) for lane in tree.nodes[0].lanes] == [("1 of 2 rows", "\u2717")]


def test_sums_that_go_round_in_a_circle_are_drawn_once(make_table: Make, with_tables: With) -> None:
    rounds = (("rows", 0, {1: 1, 2: 1}), ("rows", 1, {0: 1, 2: -1}))
    table = make_table(("A", "B", "C"), (("2025", None),), [["3"], ["2"], ["1"]], rounds)
    (tree,) = trees(build_index(with_tables(table)))
    assert [label for _, _, label in shape(tree)] == ["A", "B", "A", "C", "C"]


def test_every_node_is_inside_the_drawing(case: Conversion) -> None:
    drawn = list(trees(build_index(case)))
    assert drawn
    for tree in drawn:
        assert all(0 < node.y < tree.height for node in tree.nodes)
        assert all(0 < lane.x < tree.width for node in tree.nodes for lane in node.lanes)


def test_lanes_leave_room_for_what_is_off(make_table: Make, with_tables: With) -> None:
    figures = [["141,445", "128,378"], ["15,949", "15,420"], ["125,497", "112,959"], ["1", "2"], ["125,497", "112,957"]]
    figures = [[cell.replace(",", "") for cell in row] for row in figures]
    table = make_table(LABELS, (("2025", None), ("2024", None)), figures, SUMS, tolerance="1.5")
    (tree,) = trees(build_index(with_tables(table)))
    for node in tree.nodes:
        left, right = node.lanes
        assert right.x - len(right.text) * 8 > left.x
    assert tree.headers[1].x == tree.nodes[0].lanes[1].x < tree.width
