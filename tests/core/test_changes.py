"""What differs between two versions of a return."""

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.changes import Change, Nature, changes


def test_each_cell_that_differs_is_listed_in_the_forms_order() -> None:
    before = {"a": Cell.number(1), "b": BLANK, "c": Cell.number(5), "d": STRUCK, "e": Cell.number(0)}
    after = {"e": BLANK, "c": Cell.number(3), "a": Cell.number(1), "d": Cell.number(0), "b": Cell.number(2)}
    found = changes(before, after, order="abcde")
    assert [(change.code, change.nature, change.by) for change in found] == [
        ("b", Nature.FILLED, None),
        ("c", Nature.CHANGED, -2),
        ("d", Nature.CHANGED, None),
        ("e", Nature.CLEARED, None),
    ]


def test_the_way_a_figure_is_printed_is_no_change() -> None:
    assert changes({"a": Cell.number(1204, "1,204")}, {"a": Cell.number(1204)}) == []


def test_a_missing_code_is_a_blank_cell() -> None:
    assert changes({}, {"a": BLANK}) == []
    assert changes({"a": Cell.number(1)}, {}) == [Change("a", Cell.number(1), BLANK)]
